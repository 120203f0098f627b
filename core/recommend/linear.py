"""Which items are chosen together: a linear item-item model in closed form and of low rank.

EASE (Steck 2019) scores item i for a history x by the sum over its items j of B_ji, where
B = I - P diag(1 / diag P) and P = (X'X + strength I)^-1. Items of the history are never
recommended, so the diagonal of B does not matter, and off the diagonal B is that of

    (I / strength - P) diag(1 / diag P)

whose first factor, with X'X = V diag(s) V', is V diag(s / (strength (s + strength))) V'. These
eigenvalues fall fast: the largest few hundred give what an items x items matrix would.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from core.progress import Reporter
from core.recommend.histories import Histories

#: Rounds of subspace iteration, and directions beyond those wanted (Halko et al. 2011).
ROUNDS = 6
SPARE = 32
#: Directions multiplied at once.
PIECE = 64


@dataclass(frozen=True, eq=False)
class Spectrum:
    """The largest eigenvalues of X'X, for histories X of zeros and ones, or weights.

    Attributes:
        values: [r], largest first.
        vectors: [N, r], orthonormal.

    """

    values: Tensor
    vectors: Tensor

    @staticmethod
    def of(
        histories: Histories,
        n_items: int,
        rank: int,
        device: torch.device | str = "cpu",
        reporter: Reporter | None = None,
        weights: np.ndarray | None = None,
    ) -> Spectrum:
        """By subspace iteration, which never makes the items x items matrix.

        Args:
            histories: of all users.
            n_items: N.
            rank: r, cut to N and to the number of users.
            device: where it is computed and stays.
            reporter: told how far it is; asked whether to stop.
            weights: [T], what stands in X for each choice; 1 if not given.

        Raises:
            Cancelled, Stopped: half of it is of no use.

        """
        reporter = reporter or Reporter()
        rank = min(rank, n_items, len(histories))
        chosen, choosers = _both_ways(histories, n_items, device, weights)
        generator = torch.Generator().manual_seed(0)
        width = min(rank + SPARE, n_items)
        basis = torch.randn(n_items, width, generator=generator).to(device)
        for done in range(ROUNDS):
            # In pieces: of millions of histories, one product takes half a minute.
            parts = []
            for part in basis.split(PIECE, dim=1):
                reporter.go_on()
                parts.append(choosers @ (chosen @ part.contiguous()))
            basis = torch.linalg.qr(torch.cat(parts, 1)).Q
            reporter.progress("Neighbours by choices", done, ROUNDS, "rounds")
        seen = chosen @ basis
        values, turn = torch.linalg.eigh(seen.T @ seen)
        values, turn = values.flip(0)[:rank].clamp(min=0), turn.flip(1)[:, :rank]
        return Spectrum(values, basis @ turn)

    def factors(self, strength: float) -> tuple[Tensor, Tensor]:
        """Left and right [N, r], whose product is B off the diagonal, for one L2 penalty."""
        s, V = self.values, self.vectors
        shrunk = s / (strength * (s + strength))
        # Only rounding can bring it to zero: P is positive definite.
        diagonal = (1 / strength - V.square() @ shrunk).clamp(min=1e-6 / strength)
        return V * shrunk, V / diagonal.unsqueeze(1)

    def linear(self, strength: float) -> Linear:
        """EASE for one L2 penalty."""
        return Linear(*self.factors(strength))


@dataclass(frozen=True, eq=False)
class Linear:
    """EASE of low rank: a choice of item j gives item i <left_j, right_i>, and itself nothing.

    Nothing is cut off: of the 100 that an item speaks for most, without those it speaks against,
    4 % of NDCG were lost (benchmarks/docs/ablation.md).

    Attributes:
        left: [N, r]; `right`: [N, r].

    """

    left: Tensor
    right: Tensor

    def to(self, device: torch.device) -> Linear:
        """On another device."""
        return Linear(self.left.to(device), self.right.to(device))

    def scores(self, rows: Tensor, items: Tensor, count: int) -> Tensor:
        """Scores [count, N] of histories given as pairs of row [n] and item [n]."""
        chosen = self.left.index_select(0, items)
        users = chosen.new_zeros(count, chosen.shape[1]).index_add_(0, rows, chosen)
        made = users @ self.right.T
        own = (chosen * self.right.index_select(0, items)).sum(1)
        return made.index_put_((rows, items), -own, accumulate=True)

    def between(self, history: Tensor, item: int) -> Tensor:
        """What each item of a history [n] gives the score of one item: [n]."""
        given = self.left.index_select(0, history) @ self.right[item]
        return given.masked_fill(history == item, 0.0)


def _both_ways(
    histories: Histories, n_items: int, device: torch.device | str, weights: np.ndarray | None
) -> tuple[Tensor, Tensor]:
    """X [users, N] and its transpose, sparse."""
    users, items = histories.pairs(np.arange(len(histories)))
    values = np.ones(len(items), np.float32) if weights is None else weights
    places = Histories.from_pairs(items, np.arange(len(items)), n_items)
    back = Histories(places.offsets, users[places.items])
    return (
        _sparse(histories, values, n_items, device),
        _sparse(back, values[places.items], len(histories), device),
    )


def _sparse(lists: Histories, values: np.ndarray, width: int, device: torch.device | str) -> Tensor:
    with warnings.catch_warnings():
        # "Sparse CSR tensor support is in beta state": multiplying by a dense matrix is all we do.
        warnings.simplefilter("ignore")
        return torch.sparse_csr_tensor(
            torch.as_tensor(lists.offsets),
            torch.as_tensor(lists.items),
            torch.as_tensor(values),
            (len(lists), width),
        ).to(device)
