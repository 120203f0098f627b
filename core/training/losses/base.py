"""What a loss is: it draws what the interactions of a step are compared with, and values it."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from typing import Generic, TypeVar

import torch
from torch import Tensor, nn

from core.recommend.lookup import lookup
from core.recommend.mf import pairwise
from core.recommend.recommender import Scored
from core.training.losses.component import SampledLoss
from core.training.losses.sampling import Sampler


@dataclass(frozen=True)
class Interactions:
    """The interactions of one step, and which of them this process learns from.

    Attributes:
        users: [S]; `items`: [S], chosen by them.
        ratings: [S], or None where the loss takes none.
        own: this process's own B of them.
        shared: whether every process fuses the items of all S, and not of its own alone.

    """

    users: Tensor
    items: Tensor
    ratings: Tensor | None
    own: slice
    shared: bool

    @property
    def fused(self) -> slice:
        """Those whose items this process fuses."""
        return slice(None) if self.shared else self.own


@dataclass(frozen=True)
class Drawn:
    """What is compared.

    Attributes:
        rows: [R] all items in it, each once, sorted.

    """

    rows: Tensor


DrawnType = TypeVar("DrawnType", bound=Drawn)


class Loss(nn.Module, Generic[DrawnType]):
    """A loss. Parameters of its own are trained with the model."""

    @abstractmethod
    def draw(self, step: Interactions, sampler: Sampler, generator: torch.Generator) -> DrawnType:
        """What a step is compared with.

        Every process draws for the whole step, so that all have the same random numbers, and
        keeps what it needs.
        """

    @abstractmethod
    def value(self, scored: Scored, drawn: DrawnType) -> Tensor:
        """The number that is made small: a scalar, the mean over interactions.

        Args:
            scored: vectors of this process's own users [B] and of the items `drawn.rows` [R].
            drawn: of `draw`.

        """


@dataclass(frozen=True)
class Pairs(Drawn):
    """Chosen items and others drawn for each.

    Attributes:
        places: [B, 1 + n] in `rows`, the chosen one first.
        ratings: [B] of the chosen ones, or None.

    """

    places: Tensor
    ratings: Tensor | None = None

    def vectors(self, scored: Scored) -> tuple[Tensor, Tensor]:
        """Of the items: [B, 1 + n, d] and their biases [B, 1 + n]."""
        flat = self.places.flatten()
        items = lookup(scored.items, flat).view(*self.places.shape, -1)
        return items, lookup(scored.item_bias, flat).view_as(self.places)

    def scores(self, scored: Scored) -> Tensor:
        """Of the users for them, [B, 1 + n]."""
        items, biases = self.vectors(scored)
        return pairwise(scored.users, items) + biases + scored.user_bias.unsqueeze(1)


class PairLoss(Loss[Pairs]):
    """A loss that compares each chosen item with items drawn for it."""

    def __init__(self, config: SampledLoss) -> None:
        super().__init__()
        self.negatives = config.negatives

    def draw(self, step: Interactions, sampler: Sampler, generator: torch.Generator) -> Pairs:
        """With ratings nothing is drawn: what was not chosen has none."""
        count = self.negatives if step.ratings is None else 0
        negatives = sampler.negatives(step.users, count, generator)
        together = torch.cat((step.items.unsqueeze(1), negatives), 1)[step.fused]
        rows, places = together.unique(return_inverse=True)
        if step.shared:
            places = places[step.own]
        return Pairs(rows, places, None if step.ratings is None else step.ratings[step.own])
