"""Sampled softmax: each chosen item among candidates that the whole step shares."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from core.recommend.recommender import Scored
from core.training.losses.base import Drawn, Interactions, Loss
from core.training.losses.config import SoftmaxConfig
from core.training.losses.sampling import Sampler


@dataclass(frozen=True)
class Candidates(Drawn):
    """Items that all interactions compete with.

    Attributes:
        positive: [B] place of the chosen item in `rows`.
        excluded: [B, R] items that are no negatives of the user.
        log_q: [R] log chance of each to be drawn, as far as it is to be corrected.

    """

    positive: Tensor
    excluded: Tensor
    log_q: Tensor


class Softmax(Loss[Candidates]):
    """Cross-entropy over the candidates."""

    def __init__(self, config: SoftmaxConfig) -> None:
        super().__init__()
        self.config = config

    def draw(self, step: Interactions, sampler: Sampler, generator: torch.Generator) -> Candidates:
        """Candidates are each process's own, unless the items are shared."""
        fused = step.items[step.fused]
        rows, log_q = sampler.candidates(fused, self.config.negatives, generator)
        return Candidates(
            rows,
            torch.searchsorted(rows, step.items[step.own]),
            sampler.excluded(step.users[step.own], rows),
            log_q * self.config.log_q,
        )

    def value(self, scored: Scored, drawn: Candidates) -> Tensor:
        users, items = scored.users, scored.items
        if self.config.normalise:
            users, items = (functional.normalize(side, dim=1) for side in (users, items))
        logits = users @ items.T / self.config.temperature + scored.item_bias
        return sampled_softmax(logits, drawn.positive, drawn.excluded, drawn.log_q)


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
