"""From a batch of interactions to the numbers that are made small."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from core.alignment.losses import Alignment, TokenAlignment
from core.recommend import ensemble, losses
from core.recommend.config import SoftmaxConfig
from core.recommend.lookup import lookup
from core.recommend.mf import Picked, pairwise
from core.recommend.recommender import Recommender, Scored
from core.training.config import TrainConfig
from core.training.data import Dataset
from core.training.steps.gather import Gather
from core.training.steps.sampling import Sampler


@dataclass(frozen=True)
class Batch:
    """Interactions and what they are compared with.

    Attributes:
        users: [B].
        rows: [R] all items in it, each once, sorted; see `Objective.shares` for those of others.
        positive: [B] place of the chosen item in `rows`.
        negative: [B, n] places of items not chosen; None for the softmax.
        excluded: [B, R] items that are no negatives of the user; softmax only.
        log_q: [R], softmax only.
        targets: [B] ratings, or None.
        recent: items [B, H] and mask [B, H] for a memory head, or None.
        count: interactions that `rows` are the items of.

    """

    users: Tensor
    rows: Tensor
    positive: Tensor
    count: int
    negative: Tensor | None = None
    excluded: Tensor | None = None
    log_q: Tensor | None = None
    targets: Tensor | None = None
    recent: tuple[Tensor, Tensor] | None = None


class Objective(nn.Module):
    """Draws batches and computes their loss. Owns the temperatures of the alignment terms.

    Attributes:
        shares: whether processes that train together all fuse the items of the whole step. They
            must where an item's content is read by other items or by whoever remembers it:
            fusing only its own, a process would compute with old vectors of the others' items.

    Args:
        config: the run's configuration.
        data: its interactions.
        gather: the items' tokens.
        device: where everything happens.

    """

    def __init__(
        self, config: TrainConfig, data: Dataset, gather: Gather, device: torch.device
    ) -> None:
        super().__init__()
        self.config = config
        self.gather = gather
        loss = config.loss
        power = 0.0 if isinstance(loss, SoftmaxConfig) else loss.popularity
        self.sampler = Sampler(data.train, data.n_items, power, device)
        self.users = torch.as_tensor(data.users).to(device)
        self.items = torch.as_tensor(data.items).to(device)
        rated = loss.kind == "mse" and data.ratings is not None
        self.ratings = torch.as_tensor(data.ratings).to(device) if rated else None
        self.first = torch.as_tensor(data.train.offsets[data.users]).to(device)
        self.last = torch.as_tensor(data.train.offsets[data.users + 1]).to(device)
        self.ordered = data.ordered
        related = config.fusion.relates_items or config.head.remembers > 0
        self.shares = config.head.content and related
        wanted = config.alignment
        self.alignment = Alignment(wanted.temperature)
        self.token_alignment = TokenAlignment()
        both = {
            "alignment": (wanted.weight, self.alignment),
            "token_alignment": (wanted.token_weight, self.token_alignment),
        }
        self.agreements = {name: pair for name, pair in both.items() if pair[0] > 0}

    @property
    def names(self) -> tuple[str, ...]:
        """The terms that `loss` gives."""
        content = self.agreements if self.config.head.content else ()
        penalty = ("penalty",) if self.config.embedding_l2 > 0 else ()
        return (self.config.loss.kind, *content, *penalty)

    def draw(self, index: Tensor, generator: torch.Generator, part: slice = slice(None)) -> Batch:
        """The batch of training interactions `index` [B], with negatives.

        Args:
            index: places in the dataset's training interactions.
            generator: of the negatives.
            part: which of them this process computes, if several train together.

        """
        mine = index[part]
        users, items = lookup(self.users, mine), lookup(self.items, mine)
        fused, count = (index, len(index)) if self.shares else (mine, len(mine))
        wanted = lookup(self.items, fused)
        targets = lookup(self.ratings, mine) if self.ratings is not None else None
        recent = self._recent(mine)
        loss = self.config.loss
        if isinstance(loss, SoftmaxConfig):
            rows, log_q = self.sampler.candidates(wanted, loss.negatives, generator)
            return Batch(
                users,
                rows,
                torch.searchsorted(rows, items),
                count,
                excluded=self.sampler.excluded(users, rows),
                log_q=log_q * loss.log_q,
                recent=recent,
            )
        each = 0 if targets is not None else loss.negatives
        negatives = self.sampler.negatives(lookup(self.users, index), each, generator)
        if not self.shares:
            negatives = negatives[part]
        everything = torch.cat((wanted.unsqueeze(1), negatives), 1)
        rows, places = everything.unique(return_inverse=True)
        if self.shares:
            places = places[part]
        return Batch(
            users,
            rows,
            places[:, 0],
            count,
            negative=places[:, 1:],
            targets=targets,
            recent=recent,
        )

    def loss(
        self, model: Recommender, batch: Batch, picked: Picked | None = None
    ) -> dict[str, Tensor]:
        """The terms of the loss by name; training minimises their sum.

        Args:
            model: what is trained.
            batch: of `draw`.
            picked: the tables to compute with, where they are not the model's own.

        """
        tokens = self.gather(batch.rows) if model.fusion is not None else {}
        scored = model(batch.users, batch.rows, tokens, batch.recent, picked)
        if scored.fused is not None:
            model.remember(batch.rows, scored.fused.vector)
        terms: dict[str, Tensor] = {self.config.loss.kind: self._ranking(scored, batch)}
        if scored.fused is not None:
            for name, (weight, module) in self.agreements.items():
                terms[name] = weight * module(scored.fused)
        if self.config.embedding_l2 > 0:
            terms["penalty"] = self.config.embedding_l2 * self._penalty(scored, batch)
        return terms

    @torch.no_grad()
    def fuse(self, model: Recommender, batch: Batch) -> None:
        """Bring the model's bank to where the loss of this batch brings that of the others."""
        if model.fusion is not None:
            model.remember(batch.rows, model.fusion(self.gather(batch.rows)).vector)

    def _ranking(self, scored: Scored, batch: Batch) -> Tensor:
        loss = self.config.loss
        if isinstance(loss, SoftmaxConfig):
            assert batch.excluded is not None
            assert batch.log_q is not None
            users, items = scored.users, scored.items
            if loss.normalise:
                users, items = (functional.normalize(side, dim=1) for side in (users, items))
            logits = users @ items.T / loss.temperature + scored.item_bias
            return losses.sampled_softmax(logits, batch.positive, batch.excluded, batch.log_q)
        assert batch.negative is not None
        places = torch.cat((batch.positive.unsqueeze(1), batch.negative), 1)
        flat = places.flatten()
        chosen = lookup(scored.items, flat).view(*places.shape, -1)
        biases = lookup(scored.item_bias, flat).view_as(places)
        if loss.kind == "bpr":  # compares items of one user, whose own bias would cancel
            return ensemble.bpr(scored.users, chosen, biases, loss.members)
        scores = pairwise(scored.users, chosen) + biases + scored.user_bias.unsqueeze(1)
        positive, negative = scores[:, 0], scores[:, 1:]
        if loss.kind == "bce":
            return losses.bce(positive, negative)
        if batch.targets is not None:
            return losses.mse(positive, batch.targets)
        targets = torch.zeros_like(scores)
        targets[:, 0] = 1
        return losses.mse(scores, targets)

    @staticmethod
    def _penalty(scored: Scored, batch: Batch) -> Tensor:
        """Half the squared length of the batch's user and item vectors, per interaction."""
        users = scored.q.square().sum() / (2 * len(batch.users))
        return users + scored.p.square().sum() / (2 * batch.count)

    def _recent(self, index: Tensor) -> tuple[Tensor, Tensor] | None:
        """What each user had chosen before; without times, what else the user chose."""
        remembers = self.config.head.remembers
        if not remembers:
            return None
        back = torch.arange(1, remembers + 1, device=index.device)
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


def memory_of_all(
    data: Dataset, model: Recommender, device: torch.device
) -> tuple[Tensor, Tensor] | None:
    """The recent training items of every user, for `Recommender.vectors`."""
    remembered = model.mf.config.remembers
    if not remembered:
        return None
    items, mask = data.train.recent(np.arange(data.n_users), remembered)
    return torch.as_tensor(items).to(device), torch.as_tensor(mask).to(device)
