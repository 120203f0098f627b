"""Several models in one vector: each part of it ranks by itself, their scores add up.

A vector [d] holds K members of length d / K. Trained on a loss of the whole product, they would
share one task; trained each on its own, they are independent models that differ by their start,
and the sum of their scores errs less than any of them (deep ensembles, Lakshminarayanan et al.
2017). <q, p> is that sum already, so retrieval, fold-in and explanations know nothing of it.
Graphs pass messages within each coordinate and keep the members apart.
"""

from __future__ import annotations

from torch import Tensor

from core.recommend import losses


def by_member(users: Tensor, items: Tensor, members: int) -> Tensor:
    """What each member scores: [B, d] with [B, n, d] -> [B, n, K]; the sum over K is <q, p>."""
    return (users.unsqueeze(1) * items).unflatten(2, (members, -1)).sum(3)


def bpr(users: Tensor, items: Tensor, biases: Tensor, members: int) -> Tensor:
    """The sum of the members' BPR losses, each the mean over pairs; a scalar.

    Args:
        users: [B, d].
        items: [B, 1 + n, d], the chosen one first.
        biases: [B, 1 + n] of those items; every member has an equal share.
        members: K, which divides d.

    """
    scores = by_member(users, items, members) + biases.unsqueeze(2) / members
    return members * losses.bpr(scores[:, 0], scores[:, 1:])
