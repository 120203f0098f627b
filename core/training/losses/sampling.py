"""Negatives and candidates, drawn on the device without a Python step per interaction."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from core.recommend.histories import Histories
from core.recommend.lookup import lookup

#: Weights of items are whole numbers, so that sums of them are exact; they add up to about this
#: over all items, and to less than 2^62 over all users.
RESOLUTION = 1 << 40
#: Of the negatives of a user who refused something, how many are among what was refused.
SHOWN_SHARE = 0.25


class Sampler:
    """Draws items users have not chosen, and answers whether a user has chosen an item.

    Only items somebody met in training are drawn: an item nobody could choose is no evidence,
    and drawing it would teach the model that new items are bad. What a user met and did not wish
    for is drawn for that user more often than by chance.

    Args:
        train: training histories.
        n_items: size of the catalog.
        power: items are drawn in proportion to popularity^power.
        device: where the numbers live.
        shown: what was met and not wished for, None: nothing.

    """

    def __init__(
        self,
        train: Histories,
        n_items: int,
        power: float,
        device: torch.device,
        shown: Histories | None = None,
    ) -> None:
        users = torch.repeat_interleave(torch.arange(len(train)), torch.as_tensor(train.counts))
        items = torch.as_tensor(train.items)
        self.n_items = n_items
        #: Sorted u * N + i of all training pairs: one binary search answers "chosen?".
        keys = torch.from_numpy(np.sort((users * n_items + items).numpy()))
        self.keys = keys.to(device)
        count = torch.bincount(items, minlength=n_items).to(device)
        self.popularity = count.double() / max(1, len(items))
        unwished = np.zeros(0, np.int64) if shown is None else shown.items
        self.shown = torch.as_tensor(unwished).to(device)
        self.shown_offsets = torch.as_tensor((train if shown is None else shown).offsets).to(device)
        count = count + torch.bincount(self.shown, minlength=n_items)
        self.known = count.nonzero().squeeze(1)
        self.offsets = torch.as_tensor(train.offsets).to(device)
        self.items = items.to(device)
        #: Whether all known items are drawn alike: the n-th unit of mass is the n-th of them.
        self.alike = power == 0
        self.mass = _mass(count, power, len(train))
        #: Mass up to and with each item.
        self.cumulative = self.mass.cumsum(0)
        self.total = int(self.cumulative[-1])
        owner = users.to(device)
        item = (keys - users * n_items).to(device)
        taken = self.mass[item]
        #: Mass of the pairs before each place in `keys`.
        self.taken = torch.cat((taken.new_zeros(1), taken.cumsum(0)))
        within = self.taken[:-1] - self.taken[self.offsets[owner]]
        #: For each pair, the user's total mass of items not chosen that lie before the item,
        #: made sortable over all users.
        self.free = owner * self.total + self.cumulative[item] - self.mass[item] - within
        before, after = self.taken[self.offsets[:-1]], self.taken[self.offsets[1:]]
        left = self.total - (after - before)
        #: Mass a user's negatives are drawn from, and what of `taken` is not the user's own; who
        #: has chosen every item gets any, as if nothing were taken.
        self.left = torch.where(left > 0, left, self.total)
        self.base = torch.where(left > 0, before, after)

    def chosen(self, users: Tensor, items: Tensor) -> Tensor:
        """Whether user and item (same shape) are a training pair."""
        keys = users * self.n_items + items
        place = torch.searchsorted(self.keys, keys).clamp(max=len(self.keys) - 1)
        return self.keys[place] == keys

    def negatives(self, users: Tensor, count: int, generator: torch.Generator) -> Tensor:
        """Items [B, count] that the users [B] have not chosen in training.

        Exact and without trying again: a number below the user's free mass says which of the free
        items it is, and two binary searches find it. A user who has chosen every item that
        anybody chose gets any of them.
        """
        wide = users.unsqueeze(1).expand(-1, count).reshape(-1)
        uniform = torch.rand(
            len(wide), generator=generator, device=users.device, dtype=torch.float64
        )
        drawn = (uniform * lookup(self.left, wide)).long()
        # How many of the user's items lie at or before that mass: their mass is skipped.
        place = torch.searchsorted(self.free, wide * self.total + drawn, right=True)
        mass = drawn + lookup(self.taken, place) - lookup(self.base, wide)
        if self.alike:
            found = lookup(self.known, mass)
        else:
            found = torch.searchsorted(self.cumulative, mass, right=True)
        if len(self.shown):
            found = self._or_shown(wide, found, generator)
        return found.view(len(users), count)

    def _or_shown(self, users: Tensor, drawn: Tensor, generator: torch.Generator) -> Tensor:
        """The same items [n], a share of them replaced by what the users [n] met unwished."""
        uniform = torch.rand(
            2, len(users), generator=generator, device=users.device, dtype=torch.float64
        )
        first = lookup(self.shown_offsets, users)
        count = lookup(self.shown_offsets, users + 1) - first
        place = (first + (uniform[0] * count).long()).clamp(max=len(self.shown) - 1)
        return torch.where(
            (count > 0) & (uniform[1] < SHOWN_SHARE), lookup(self.shown, place), drawn
        )

    def candidates(
        self, positives: Tensor, extra: int, generator: torch.Generator
    ) -> tuple[Tensor, Tensor]:
        """The batch's own items and `extra` uniform draws, each once.

        Returns:
            items [R], sorted, and log q [R], the log of each one's chance to be in the sample:
            1 - (1 - pop_i)^B (1 - 1/n)^extra.

        """
        known = len(self.known)
        if extra >= known:
            items = torch.cat((positives, self.known)).unique()
            return items, torch.zeros(len(items), device=items.device)
        draws = self.known[
            torch.randint(known, (extra,), generator=generator, device=positives.device)
        ]
        items = torch.cat((positives, draws)).unique()
        missed = len(positives) * torch.log1p(-self.popularity[items]) + extra * torch.log1p(
            torch.tensor(-1.0 / max(2, known), dtype=torch.float64)
        )
        return items, torch.log(-torch.expm1(missed)).float()

    def excluded(self, users: Tensor, items: Tensor) -> Tensor:
        """[B, R] bool: which of the sorted candidates [R] each user has chosen in training."""
        counts = self.offsets[users + 1] - self.offsets[users]
        rows = torch.repeat_interleave(torch.arange(len(users), device=users.device), counts)
        start = torch.repeat_interleave(counts.cumsum(0) - counts, counts)
        within = torch.arange(len(rows), device=users.device) - start
        chosen = self.items[self.offsets[users][rows] + within]
        column = torch.searchsorted(items, chosen).clamp(max=len(items) - 1)
        hit = items[column] == chosen
        mask = torch.zeros(len(users), len(items), dtype=torch.bool, device=users.device)
        mask[rows[hit], column[hit]] = True
        return mask


def _mass(count: Tensor, power: float, n_users: int) -> Tensor:
    """Whole-number weight of each item: proportional to count^power, zero where count is."""
    known = count > 0
    if power == 0:
        return known.long()
    weights = count.double() ** power * known
    size = min(RESOLUTION, (1 << 62) // max(1, n_users))
    return torch.where(known, (weights / weights.sum() * size).long().clamp(min=1), 0)
