"""Memory: a user is also what the user chose lately.

m_u = sum_j a_uj W v_j over the recent items j, a_uj = softmax_j(<w_u, K v_j> / sqrt(d) + r_age),
w_u = q_u + w. The query is the user, not the candidate (as in SASRec and unlike DIN), so the
score stays one inner product <q_u + m_u, v_i> and retrieval stays exact and fast.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn


class Memory(nn.Module):
    """Attention of users over the vectors of their recent items."""

    def __init__(self, dim: int, recent: int) -> None:
        super().__init__()
        self.recent = recent
        self.query = nn.Parameter(torch.zeros(dim))
        self.key = nn.Linear(dim, dim, bias=False)
        self.value = nn.Linear(dim, dim, bias=False)
        #: One number per place in the history, latest first: how much recency counts.
        self.age = nn.Parameter(torch.zeros(recent))
        nn.init.eye_(self.value.weight)

    def weights(self, users: Tensor, items: Tensor, mask: Tensor) -> Tensor:
        """How much of each recent item is remembered.

        Args:
            users: [B, d].
            items: [B, H, d], latest first, H <= recent.
            mask: [B, H] bool.

        Returns:
            [B, H], summing to one; zero for users without history.

        """
        has_history = mask.any(1, keepdim=True)
        logits = torch.einsum("bd,bhd->bh", users + self.query, self.key(items))
        logits = logits / math.sqrt(users.shape[1]) + self.age[: items.shape[1]]
        logits = logits.masked_fill(~mask & has_history, float("-inf"))
        return logits.softmax(1) * has_history

    def forward(self, users: Tensor, items: Tensor, mask: Tensor) -> Tensor:
        """What the history adds to the user vectors, [B, d]. Arguments as for `weights`."""
        return torch.einsum("bh,bhd->bd", self.weights(users, items, mask), self.value(items))
