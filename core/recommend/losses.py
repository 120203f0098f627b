"""What training makes small. Pure functions of scores; every one gives a scalar, mean over B."""

from __future__ import annotations

from torch import Tensor
from torch.nn import functional


def bpr(positive: Tensor, negative: Tensor) -> Tensor:
    """-log sigmoid(positive - negative) (Rendle et al. 2009): [B], [B, n]."""
    return functional.softplus(negative - positive.unsqueeze(1)).mean()


def bce(positive: Tensor, negative: Tensor) -> Tensor:
    """Binary cross-entropy with logits, target 1 for [B] and 0 for [B, n], mean over all pairs."""
    total = functional.softplus(-positive).sum() + functional.softplus(negative).sum()
    return total / (positive.numel() + negative.numel())


def mse(scores: Tensor, targets: Tensor) -> Tensor:
    """Mean squared error of scores against targets of the same shape."""
    return functional.mse_loss(scores, targets)


def sampled_softmax(logits: Tensor, target: Tensor, excluded: Tensor, log_q: Tensor) -> Tensor:
    """Cross-entropy of each row's target among sampled candidates.

    The score of a candidate is corrected by the log of its chance of being sampled
    (Bengio & Senécal 2008), so that the expected gradient is that of the full softmax; the
    target is always there and needs no correction (Wang et al. 2025 for in-batch sampling).

    Args:
        logits: [B, R] scores of R candidates.
        target: [B] column of the right one.
        excluded: [B, R] bool, candidates that are not wrong (other items of the same user).
        log_q: [R] log chance of each candidate to be in the sample; zeros for no correction.

    """
    positive = logits.gather(1, target.unsqueeze(1))
    others = (logits - log_q).masked_fill(excluded, float("-inf"))
    others = others.scatter(1, target.unsqueeze(1), positive)
    return (others.logsumexp(1) - positive.squeeze(1)).mean()
