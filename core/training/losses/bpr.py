"""Bayesian personalised ranking, for one model or for several in one vector.

A vector [d] holds K members of length d / K. Trained on a loss of the whole product, they would
share one task; trained each on its own, they are independent models that differ by their start,
and the sum of their scores errs less than any of them (deep ensembles, Lakshminarayanan et al.
2017). <q, p> is that sum already, so retrieval, fold-in and explanations know nothing of it.
Graphs pass messages within each coordinate and keep the members apart.
"""

from __future__ import annotations

from torch import Tensor
from torch.nn import functional

from core.recommend.recommender import Scored
from core.training.losses.base import PairLoss, Pairs
from core.training.losses.config import BPRConfig


class BPR(PairLoss):
    """Compares items of one user, whose own bias would cancel."""

    def __init__(self, config: BPRConfig) -> None:
        super().__init__(config)
        self.members = config.members

    def value(self, scored: Scored, drawn: Pairs) -> Tensor:
        return bpr_of_members(scored.users, *drawn.vectors(scored), self.members)


def bpr(positive: Tensor, negative: Tensor) -> Tensor:
    """-log sigmoid(positive - negative) (Rendle et al. 2009): [B], [B, n], or both [..., K]."""
    return functional.softplus(negative - positive.unsqueeze(1)).mean()


def by_member(users: Tensor, items: Tensor, members: int) -> Tensor:
    """What each member scores: [B, d] with [B, n, d] -> [B, n, K]; the sum over K is <q, p>."""
    return (users.unsqueeze(1) * items).unflatten(2, (members, -1)).sum(3)


def bpr_of_members(users: Tensor, items: Tensor, biases: Tensor, members: int) -> Tensor:
    """The sum of the members' BPR losses, each the mean over pairs; a scalar.

    Args:
        users: [B, d].
        items: [B, 1 + n, d], the chosen one first.
        biases: [B, 1 + n] of those items; every member has an equal share.
        members: K, which divides d.

    """
    scores = by_member(users, items, members) + biases.unsqueeze(2) / members
    return members * bpr(scores[:, 0], scores[:, 1:])
