"""Implicit-feedback matrix factorisation by alternating least squares (Hu, Koren & Volinsky 2008).

All pairs count: a choice is 1 with weight 1 + alpha w, everything else 0 with weight 1. With one
side fixed the other is a ridge regression for each row, so that no step size is needed.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from core.recommend.histories import Histories

#: Numbers gathered at once.
BLOCK = 1 << 24


class ALS:
    """The two tables, improved sweep by sweep.

    Attributes:
        users: [U, d]; `items`: [N, d].

    """

    def __init__(
        self,
        histories: Histories,
        n_items: int,
        dim: int,
        alpha: float,
        strength: float,
        seed: int,
        weights: np.ndarray | None = None,
    ) -> None:
        """Start from random items.

        Args:
            histories: what is factorised.
            n_items: N.
            dim: d.
            alpha: how much a choice counts beside everything else.
            strength: of the L2 penalty.
            seed: of the start.
            weights: [T], w of each choice in `histories`; 1 if not given.

        """
        everyone = np.arange(len(histories))
        self._user_of, self._item_of = histories.pairs(everyone)
        count = len(self._item_of)
        #: Of each user and of each item, which choices are theirs.
        self._of_user = Histories(histories.offsets, np.arange(count))
        self._of_item = Histories.from_pairs(self._item_of, np.arange(count), n_items)
        self._weights = np.ones(count, np.float32) if weights is None else weights
        self._alpha, self._strength = alpha, strength
        generator = torch.Generator().manual_seed(seed)
        self.items = torch.randn(n_items, dim, generator=generator) / dim**0.5
        self.users = torch.zeros(len(histories), dim)

    def sweep(self) -> None:
        """Users for the items as they are, then items for the users."""
        self.users = self._solved(self._of_user, self._item_of, self.items)
        self.items = self._solved(self._of_item, self._user_of, self.users)

    def _solved(self, lists: Histories, other: np.ndarray, table: Tensor) -> Tensor:
        dim = table.shape[1]
        common = table.T @ table + self._strength * torch.eye(dim)
        order = np.argsort(lists.counts, kind="stable")
        made = torch.zeros(len(lists), dim)
        start = 0
        while start < len(order):
            # Rows of like lengths together: little is gathered that does not count.
            size = max(1, BLOCK // max(1, int(lists.counts[order[start:][:1024]].max()) * dim))
            rows = order[start : start + min(size, 1024)]
            start += len(rows)
            longest = int(lists.counts[rows].max())
            if not longest:
                continue
            choices, mask = lists.recent(rows, longest)
            chosen = table[torch.as_tensor(other[choices])] * torch.as_tensor(mask).unsqueeze(2)
            weights = self._alpha * torch.as_tensor(self._weights[choices]).unsqueeze(2)
            left = common + chosen.transpose(1, 2) @ (weights * chosen)
            right = ((1 + weights) * chosen).sum(1, keepdim=True).transpose(1, 2)
            made[torch.as_tensor(rows)] = torch.linalg.solve(left, right).squeeze(2)
        return made
