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


@dataclass(frozen=True, eq=False)
class Removal:
    """A history of n items from which some are taken.

    Attributes:
        shares: [n, d], what each item gives the user vector; they sum to it.
        overlap: [n, n], K of the module times 1 - rest.

    """

    shares: Tensor
    overlap: Tensor

    @property
    def work(self) -> int:
        """Multiplications that one set costs beside its scores: none to speak of."""
        return 0

    def lost(self, places: Tensor) -> Tensor:
        """What the user vector loses without the items at places [B, m]: [B, d]."""
        if not places.shape[1]:
            return self.shares.new_zeros(len(places), self.shares.shape[1])
        rows = self.overlap.T[places]  # [B, m, n]: K is symmetric
        among = rows.gather(2, places.unsqueeze(1).expand(-1, places.shape[1], -1))
        others = rows.sum(2) - among.sum(2)
        eye = torch.eye(places.shape[1], dtype=among.dtype, device=among.device)
        counts = 1 - torch.linalg.solve(eye - among, others)
        return (counts.unsqueeze(2) * self.shares[places]).sum(1)
