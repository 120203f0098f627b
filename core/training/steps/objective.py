"""From a batch of interactions to the numbers that are made small."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from core.alignment.losses import Alignment, TokenAlignment
from core.fusion.recording import Recording, record
from core.recommend.lookup import lookup
from core.recommend.mf import Picked
from core.recommend.recommender import Recommender, Scored
from core.training.config import ObjectiveConfig
from core.training.data import Dataset
from core.training.losses.base import Drawn, Interactions, Loss
from core.training.losses.sampling import Sampler
from core.training.steps.budget import Budget
from core.training.steps.gather import Gather


@dataclass(frozen=True)
class Batch:
    """Interactions and what they are compared with.

    Attributes:
        users: [B].
        drawn: of the loss; see `Objective.shares` for items of others in it.
        count: interactions that `rows` are the items of.
        recent: items [B, H] and mask [B, H] for a memory head, or None.
        fresh: [F] places in `rows` of the items that are fused; None where all are.

    """

    users: Tensor
    drawn: Drawn
    count: int
    recent: tuple[Tensor, Tensor] | None = None
    fresh: Tensor | None = None

    @property
    def fused(self) -> Tensor:
        """[F] the items that are fused."""
        return self.rows if self.fresh is None else lookup(self.rows, self.fresh)

    @property
    def rows(self) -> Tensor:
        """[R] all items in it, each once, sorted."""
        return self.drawn.rows


class Objective(nn.Module):
    """Draws batches and computes their loss. Owns the temperatures of the alignment terms.

    Attributes:
        shares: whether processes that train together all fuse the items of the whole step. They
            must where an item's content is read by other items or by whoever remembers it:
            fusing only its own, a process would compute with old vectors of the others' items.
            With a budget they choose the same items, of those that all of them compare.

    Args:
        config: what is made small.
        model: whose batches these are.
        data: its interactions.
        gather: the items' tokens, on the device where everything happens.

    """

    def __init__(
        self, config: ObjectiveConfig, model: Recommender, data: Dataset, gather: Gather
    ) -> None:
        super().__init__()
        self.config, self.gather, device = config, gather, gather.device
        self.ranking: Loss[Any] = config.loss.build()
        self.sampler = Sampler(data.train, data.n_items, config.loss.power, device, data.shown)
        self.users = torch.as_tensor(data.users).to(device)
        self.items = torch.as_tensor(data.items).to(device)
        rated = config.loss.predicts_ratings and data.ratings is not None
        self.ratings = torch.as_tensor(data.ratings).to(device) if rated else None
        self.first = torch.as_tensor(data.train.offsets[data.users]).to(device)
        self.last = torch.as_tensor(data.train.offsets[data.users + 1]).to(device)
        self.ordered = data.ordered
        self.remembers = min(model.mf.config.remembers, int(data.train.counts.max()))
        related = model.propagation is not None or self.remembers > 0
        self.shares = model.fusion is not None and related
        #: Chooses the items of a step that are fused; None where all are.
        self.budget: Budget | None = None
        if model.fusion is not None and config.fused_items:
            self.budget = Budget(config.fused_items, model.bank, related)
            self.shares = True
        wanted = config.alignment
        self.alignment = Alignment(wanted.temperature)
        self.token_alignment = TokenAlignment()
        both = {"alignment": wanted.weight, "token_alignment": wanted.token_weight}
        #: Weights of the terms beside the loss that make modalities agree.
        self.agreements = {
            name: weight for name, weight in both.items() if weight > 0 and model.fusion is not None
        }
        self.to(device)

    @property
    def names(self) -> tuple[str, ...]:
        """The terms that `loss` gives."""
        penalty = ("penalty",) if self.config.embedding_l2 > 0 else ()
        return (self.config.loss.kind, *self.agreements, *penalty)

    def draw(self, index: Tensor, generator: torch.Generator, part: slice = slice(None)) -> Batch:
        """The batch of training interactions `index` [B], with negatives.

        Args:
            index: places in the dataset's training interactions.
            generator: of the negatives.
            part: which of them this process computes, if several train together.

        """
        ratings = None if self.ratings is None else lookup(self.ratings, index)
        step = Interactions(
            lookup(self.users, index), lookup(self.items, index), ratings, part, self.shares
        )
        drawn = self.ranking.draw(step, self.sampler, generator)
        count = len(step.items[step.fused])
        fresh = None if self.budget is None else self.budget.choose(drawn.rows)
        return Batch(step.users[part], drawn, count, self._recent(index[part]), fresh)

    def loss(
        self, model: Recommender, batch: Batch, picked: Picked | None = None
    ) -> dict[str, Tensor]:
        """The terms of the loss by name; training minimises their sum.

        Args:
            model: what is trained.
            batch: of `draw`.
            picked: the tables to compute with, where they are not the model's own.

        """
        tokens = self.gather(batch.fused) if model.fusion is not None else {}
        looks_on = "token_alignment" in self.agreements
        with record(model.fusion) if looks_on else nullcontext(Recording()) as seen:
            scored = model(batch.users, batch.rows, tokens, batch.recent, picked, batch.fresh)
        if scored.fused is not None:
            model.remember(batch.fused, scored.fused.vector)
        if self.budget is not None:
            self.budget.watch(scored, batch.fused)
        terms: dict[str, Tensor] = {self.config.loss.kind: self.ranking.value(scored, batch.drawn)}
        if scored.fused is not None:
            for name, weight in self.agreements.items():
                whole = name == "alignment"
                terms[name] = weight * (
                    self.alignment(scored.fused) if whole else self.token_alignment(seen)
                )
        if self.config.embedding_l2 > 0:
            terms["penalty"] = self.config.embedding_l2 * self._penalty(scored, batch)
        return terms

    def fuse(self, model: Recommender, batch: Batch) -> None:
        """For a process without a part in the step: what its loss would do beside being a number.

        The model's bank comes to where the loss of the others brings theirs, and gradients that
        wait are paid in every process, since their mean is taken.
        """
        if model.fusion is None:
            return
        with torch.set_grad_enabled(self.budget is not None):
            vector = model.fusion(self.gather(batch.fused)).vector
        model.remember(batch.fused, vector)
        if self.budget is not None:
            self.budget.pay(vector, batch.fused)

    @staticmethod
    def _penalty(scored: Scored, batch: Batch) -> Tensor:
        """Half the squared length of the batch's user and item vectors, per interaction."""
        users = scored.q.square().sum() / (2 * len(batch.users))
        return users + scored.p.square().sum() / (2 * batch.count)

    def _recent(self, index: Tensor) -> tuple[Tensor, Tensor] | None:
        """What each user had chosen before; without times, what else the user chose."""
        if not self.remembers:
            return None
        back = torch.arange(1, self.remembers + 1, device=index.device)
        if self.ordered:
            place = index.unsqueeze(1) - back
            mask = place >= self.first[index].unsqueeze(1)
        else:
            # Walk the history as a circle, from the place before this one, and never back to it.
            size = (self.last - self.first)[index].unsqueeze(1)
            offset = index.unsqueeze(1) - self.first[index].unsqueeze(1)
            place = self.first[index].unsqueeze(1) + (offset - back) % size
            mask = back < size
        return self.items[place.clamp(min=0)], mask
