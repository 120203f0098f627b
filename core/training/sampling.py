"""Negatives and candidates, drawn on the device without a Python step per interaction."""

from __future__ import annotations

import torch
from torch import Tensor

from core.recommend.histories import Histories

#: Draws per negative before a collision is left alone. A user who has chosen half of all items
#: keeps one in 2^8.
ROUNDS = 8


class Sampler:
    """Draws items users have not chosen, and answers whether a user has chosen an item.

    Only items somebody chose in training are drawn: an item nobody could choose is no evidence,
    and drawing it would teach the model that new items are bad.

    Args:
        train: training histories.
        n_items: size of the catalog.
        power: items are drawn in proportion to popularity^power.
        device: where the numbers live.

    """

    def __init__(self, train: Histories, n_items: int, power: float, device: torch.device) -> None:
        users = torch.repeat_interleave(torch.arange(len(train)), torch.as_tensor(train.counts))
        items = torch.as_tensor(train.items)
        self.n_items = n_items
        #: Sorted u * N + i of all training pairs: one binary search answers "chosen?".
        self.keys = (users * n_items + items).sort().values.to(device)
        count = torch.bincount(items, minlength=n_items).to(device)
        self.known = count.nonzero().squeeze(1)
        self.popularity = count.double() / max(1, len(items))
        self.offsets = torch.as_tensor(train.offsets).to(device)
        self.items = items.to(device)
        weights = count[self.known].double() ** power
        self.cumulative = None if power == 0 else (weights / weights.sum()).cumsum(0)

    def chosen(self, users: Tensor, items: Tensor) -> Tensor:
        """Whether user and item (same shape) are a training pair."""
        keys = users * self.n_items + items
        place = torch.searchsorted(self.keys, keys).clamp(max=len(self.keys) - 1)
        return self.keys[place] == keys

    def negatives(self, users: Tensor, count: int, generator: torch.Generator) -> Tensor:
        """Items [B, count] that the users [B] have not chosen in training."""
        wide = users.unsqueeze(1).expand(-1, count).reshape(-1)
        items = self._draw(len(wide), generator)
        wrong = torch.arange(len(wide), device=users.device)
        for _ in range(ROUNDS):
            wrong = wrong[self.chosen(wide[wrong], items[wrong])]
            if not len(wrong):
                break
            items[wrong] = self._draw(len(wrong), generator)
        return items.view(len(users), count)

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

    def _draw(self, size: int, generator: torch.Generator) -> Tensor:
        device = self.known.device
        if self.cumulative is None:
            index = torch.randint(len(self.known), (size,), generator=generator, device=device)
        else:
            uniform = torch.rand(size, generator=generator, device=device, dtype=torch.float64)
            index = torch.searchsorted(self.cumulative, uniform).clamp(max=len(self.known) - 1)
        return self.known[index]
