"""A user vector for a new or changed history, in closed form, without training.

With the items fixed, the vector that explains a history H best is a ridge regression with
implicit weights (Hu, Koren & Volinsky 2008): chosen items should score 1, all others 0, and the
others count `rest` as much:

    q(H) = s (rest V'V + (1 - rest) sum_{i in H} v_i v_i' + strength I)^-1 sum_{i in H} v_i

`strength`, `rest` and the scale s are set once per model so that q(H_u) comes as near as possible
to the trained vectors q_u. A known user keeps the trained vector and gets the difference:
q_u + q(H') - q(H_u), so that an unchanged history changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from core.recommend.histories import Histories
from core.recommend.removal import Removal

#: Tried in calibration, relative to the mean eigenvalue of V'V.
STRENGTHS = (0.001, 0.01, 0.1, 1.0, 10.0)
RESTS = (0.0, 0.001, 0.01, 0.1)
#: Users the calibration looks at.
SAMPLE = 256


@dataclass(frozen=True)
class FoldIn:
    """Closed-form user vectors for one model.

    Attributes:
        items: [N, d], the vectors histories are explained with.
        gram: V'V [d, d].
        strength, rest, scale: see the module.

    """

    items: Tensor
    gram: Tensor
    strength: float
    rest: float
    scale: float

    def vector(self, history: Tensor, weights: Tensor | None = None) -> Tensor:
        """The user vector [d] of the items `history` [n]; zero for an empty history.

        Args:
            history: rows of items.
            weights: [n], how much each of them counts; 1 if not given.

        """
        return self.shares(history, weights).sum(0)

    def shares(self, history: Tensor, weights: Tensor | None = None) -> Tensor:
        """What each item of a history [n] gives its vector (Hu et al. 2008, section 5): [n, d]."""
        chosen = self.items[history]
        counted = chosen if weights is None else chosen * weights.unsqueeze(1)
        eye = torch.eye(chosen.shape[1], dtype=chosen.dtype, device=chosen.device)
        left = self.rest * self.gram + (1 - self.rest) * (counted.T @ chosen) + self.strength * eye
        return torch.linalg.solve(left, counted.T).T * self.scale

    def removal(self, history: Tensor) -> Removal:
        """The items `history` [n], from which some are to be taken."""
        shares, kept = self.shares(history), 1 - self.rest
        return Removal(shares, kept * (self.items[history] @ shares.T) / self.scale)

    def changed(self, user: Tensor, before: Tensor, after: Tensor) -> Tensor:
        """The vector of a known user whose history `before` has become `after`."""
        return user + (self.vector(after) - self.vector(before))


def fit(items: Tensor, users: Tensor, histories: Histories, seed: int = 0) -> FoldIn:
    """Choose the constants on the trained users themselves.

    Args:
        items: [N, d].
        users: [U, d], the trained vectors.
        histories: what they were trained on.
        seed: which users are looked at.

    """
    gram = items.T @ items
    unit = float(gram.diagonal().mean()) or 1.0
    known = np.flatnonzero(histories.counts)
    rng = np.random.default_rng(seed)
    # A solution costs the cube of the width: of wide (joined) vectors fewer users are looked at.
    wanted = max(16, min(SAMPLE, int(SAMPLE * (96 / items.shape[1]) ** 2)))
    sample = rng.choice(known, min(wanted, len(known)), replace=False)
    chosen = [torch.as_tensor(histories.of(int(u)), device=items.device) for u in sample]
    truth = users[torch.as_tensor(sample, device=users.device)]
    # All users at once: one by one, the first list of a run would wait a second for this.
    own = torch.stack([items[h].T @ items[h] for h in chosen])
    sums = torch.stack([items[h].sum(0) for h in chosen]).unsqueeze(2)
    eye = torch.eye(items.shape[1], dtype=items.dtype, device=items.device)
    best: tuple[float, FoldIn] | None = None
    for rest in RESTS:
        for relative in STRENGTHS:
            strength = relative * unit
            left = rest * gram + (1 - rest) * own + strength * eye
            made = torch.linalg.solve(left, sums).squeeze(2)
            scale = float((made * truth).sum() / made.square().sum().clamp(min=1e-20))
            error = float((made * scale - truth).square().sum())
            if best is None or error < best[0]:
                best = error, FoldIn(items, gram, strength, rest, scale)
    assert best is not None
    return best[1]
