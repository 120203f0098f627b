"""Mean squared error of ratings; without ratings, of 1 for chosen and 0 for not chosen."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from core.recommend.recommender import Scored
from core.training.losses.base import PairLoss, Pairs


class MSE(PairLoss):
    """Scores are ratings."""

    def value(self, scored: Scored, drawn: Pairs) -> Tensor:
        scores = drawn.scores(scored)
        if drawn.ratings is not None:
            return functional.mse_loss(scores[:, 0], drawn.ratings)
        targets = torch.zeros_like(scores)
        targets[:, 0] = 1
        return functional.mse_loss(scores, targets)
