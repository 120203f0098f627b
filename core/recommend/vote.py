"""Neighbours vote beside the trained model: fusion at the decision level.

Every modality has a kNN model of its own (core.recommend.neighbourhood), and what people choose a
linear one (core.recommend.linear). Their scores of a user are brought to the spread of the trained
model's and added by weight:

    r_ui + sum over voters v of w_v (deviation of r_u / deviation of e_vu) e_vui

The means would move all items of a user alike, so they are left out: an item that is near to
nothing in the history gets nothing. The trained scores stay as they are, and each vote is a part
of the sum that can say which items of the history it comes from.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from core.recommend.linear import Linear
from core.recommend.neighbourhood import Neighbourhood


@dataclass(frozen=True, eq=False)
class Voter:
    """One model of what stands near a history, and how much it counts.

    Attributes:
        name: of a modality, or CHOICES.
        model: scores histories, and says what each item of one gives another.
        weight: of its scores, once their spread is that of the trained model's.

    """

    name: str
    model: Neighbourhood | Linear
    weight: float

    def votes(self, scores: Tensor, rows: Tensor, items: Tensor) -> Tensor:
        """What is added to scores [B, N].

        Args:
            scores: of the trained model.
            rows: [n], histories of the users as pairs: the row of `scores`,
            items: [n], and the item.

        """
        return self.brought(scores, self.model.scores(rows, items, len(scores)))

    def of_newcomer(self, scores: Tensor, history: Tensor, near: Tensor) -> Tensor:
        """What is added to the score of something that is not in the catalog.

        Args:
            scores: [N] of the trained model for one user.
            history: [n] items.
            near: how near it is to them, summed.

        """
        made = self.model.scores(torch.zeros_like(history), history, 1)[0]
        return near * self.factor(scores, made)[0]

    def brought(self, scores: Tensor, made: Tensor) -> Tensor:
        """Scores `made` [B, N] of the model at the spread of the trained ones, by weight."""
        return made * self.factor(scores, made)

    def factor(self, scores: Tensor, made: Tensor) -> Tensor:
        """What brings scores `made` [B, N] there: [B, 1]."""
        spread = made.std(-1, correction=0, keepdim=True)
        wanted = self.weight * scores.std(-1, correction=0, keepdim=True)
        # Without a history, or near to nothing, there is no vote.
        return torch.where(spread > 0, wanted / spread.clamp(min=1e-30), 0.0)


@dataclass(frozen=True, eq=False)
class Vote:
    """All that vote; their weights are above zero."""

    voters: tuple[Voter, ...]

    def added_to(self, scores: Tensor, rows: Tensor, items: Tensor) -> Tensor:
        """Scores [B, N] of the trained model and all votes together; see `Voter.votes`."""
        return scores + sum(voter.votes(scores, rows, items) for voter in self.voters)

    @property
    def weights(self) -> dict[str, float]:
        """By name."""
        return {voter.name: voter.weight for voter in self.voters}
