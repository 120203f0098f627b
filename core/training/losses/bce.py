"""Binary cross-entropy with logits: chosen or not chosen."""

from __future__ import annotations

from torch import Tensor
from torch.nn import functional

from core.recommend.recommender import Scored
from core.training.losses.base import PairLoss, Pairs


class BCE(PairLoss):
    """Each pair by itself."""

    def value(self, scored: Scored, drawn: Pairs) -> Tensor:
        scores = drawn.scores(scored)
        return bce(scores[:, 0], scores[:, 1:])


def bce(positive: Tensor, negative: Tensor) -> Tensor:
    """Binary cross-entropy with logits, target 1 for [B] and 0 for [B, n], mean over all pairs."""
    total = functional.softplus(-positive).sum() + functional.softplus(negative).sum()
    return total / (positive.numel() + negative.numel())
