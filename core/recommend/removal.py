"""What a user vector becomes when a few items leave the history, for very many choices of them.

The fold-in of a history H is q = A^-1 sum v_i with A = rest V'V + (1 - rest) sum v_i v_i' + c I.
Taking out S is a change of rank |S|, so that (Woodbury), with w_i = A^-1 v_i, K = V_H A^-1 V_H':

    q(H - S) = q - sum over S of a_i w_i,   a = 1 - (1 - rest) (I - (1 - rest) K_SS)^-1 K_S,H-S 1

which is exact and needs one system of |S| unknowns for each S.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from core.recommend.foldin import FoldIn


@dataclass(frozen=True, eq=False)
class Removal:
    """A history of n items from which some are taken.

    Attributes:
        shares: [n, d], what each item gives the user vector; they sum to it.
        overlap: [n, n], K of the module times 1 - rest.

    """

    shares: Tensor
    overlap: Tensor

    @staticmethod
    def of(folding: FoldIn, history: Tensor) -> Removal:
        """For the items `history` [n]."""
        shares = folding.shares(history)
        kept = 1 - folding.rest
        return Removal(shares, kept * (folding.items[history] @ shares.T) / folding.scale)

    def counts(self, places: Tensor) -> Tensor:
        """How many times the shares of the removed are lost: [B, m] for places [B, m] of items.

        The vector without them is the whole one less counts[b] @ shares[places[b]].
        """
        rows = self.overlap.T[places]  # [B, m, n]: K is symmetric
        among = rows.gather(2, places.unsqueeze(1).expand(-1, places.shape[1], -1))
        others = rows.sum(2) - among.sum(2)
        eye = torch.eye(places.shape[1], dtype=among.dtype, device=among.device)
        return 1 - torch.linalg.solve(eye - among, others)
