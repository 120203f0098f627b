"""A user vector for a new or changed history of a head that reads histories: it reads that one.

Nothing is fitted, so a history that was trained on gives what training gave. What each item has
said is its Shapley value: the mean, over orders in which the items could be added to the history,
of what the vector changed when it came. Up to `EXACT` items over all orders, beyond over `ORDERS`
of them, each with its reverse (Mitchell et al. 2022); either way the shares sum to the vector. An
item that is not there leaves no gap: those before it move up.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import torch
from torch import Tensor

from core.recommend import foldin
from core.recommend.explain import shapley_weights
from core.recommend.foldin import FoldIn
from core.recommend.histories import Histories
from core.recommend.recommender import Recommender
from core.recommend.sequence import Sequence

EXACT = 8
ORDERS = 8
#: Histories read at once.
BLOCK = 1024


@dataclass(frozen=True, eq=False)
class Replay:
    """Reads histories as the model does.

    Attributes:
        head: in evaluation mode.
        items: [N, d], the vectors it reads.
        beside: folds histories into the columns that stand behind those d; None without any.

    """

    head: Sequence
    items: Tensor
    beside: FoldIn | None = None

    def vector(self, history: Tensor) -> Tensor:
        """The user vector [d] of the items `history` [n], latest last; zero for an empty one."""
        return self._with(self._read([history])[0], history)

    def changed(self, user: Tensor, before: Tensor, after: Tensor) -> Tensor:
        """The vector of a known user whose history `before` has become `after`."""
        return user + (self.vector(after) - self.vector(before))

    def shares(self, history: Tensor) -> Tensor:
        """What each item of a history [n] gives its vector: [n, d]; they sum to it."""
        players = history[-self.head.recent :]
        n = len(players)
        made = torch.zeros(len(history), self.items.shape[1])
        if n:
            made[-n:] = self._all(players) if n <= EXACT else self._sampled(players)
        return made if self.beside is None else torch.cat((made, self.beside.shares(history)), 1)

    def removal(self, history: Tensor) -> Replayed:
        """The history, from which items are to be taken."""
        return Replayed(self, history)

    def _all(self, players: Tensor) -> Tensor:
        n = len(players)
        coalitions = [players[[p for p in range(n) if c >> p & 1]] for c in range(2**n)]
        return shapley_weights(n).float().T @ self._read(coalitions)

    def _sampled(self, players: Tensor) -> Tensor:
        n = len(players)
        generator = torch.Generator().manual_seed(n)
        drawn = [torch.randperm(n, generator=generator) for _ in range(ORDERS)]
        orders = [order for one in drawn for order in (one, one.flip(0))]
        grown = [players[order[:size].sort().values] for order in orders for size in range(n + 1)]
        steps = self._read(grown).unflatten(0, (len(orders), n + 1)).diff(dim=1)
        made = torch.zeros(n, steps.shape[2])
        made.index_add_(0, torch.cat(orders), steps.flatten(0, 1))
        return made / len(orders)

    def _with(self, read: Tensor, history: Tensor) -> Tensor:
        return read if self.beside is None else torch.cat((read, self.beside.vector(history)))

    @torch.no_grad()
    def _read(self, histories: Iterable[Tensor]) -> Tensor:
        """What the head makes of histories of any lengths, latest last: [B, d]."""
        latest = [history.flip(0)[: self.head.recent] for history in histories]
        items = torch.nn.utils.rnn.pad_sequence(latest, batch_first=True, padding_value=-1)
        return torch.cat([self._block(block) for block in items.split(BLOCK)])

    def _block(self, items: Tensor) -> Tensor:
        """Of items [B, H], latest first, -1 from where a history ends."""
        if not items.shape[1]:
            return torch.zeros(len(items), self.items.shape[1])
        vectors: Tensor = self.head(
            self.items.new_zeros(len(items), self.items.shape[1]),
            self.items[items.clamp(min=0)],
            items >= 0,
        )
        return vectors


@dataclass(frozen=True, eq=False)
class Replayed:
    """A history of n items from which some are taken, by reading what is left."""

    replay: Replay
    history: Tensor

    @property
    def work(self) -> int:
        """Multiplications that one set costs."""
        head, dim = self.replay.head, self.replay.items.shape[1]
        return min(len(self.history), head.recent) * len(head.blocks) * 6 * dim * dim

    def lost(self, places: Tensor) -> Tensor:
        """What the user vector loses without the items at places [B, m]: [B, d]."""
        n, replay = len(self.history), self.replay
        kept = torch.ones(len(places), n, dtype=torch.bool).scatter(1, places, False)
        left = self.history.expand(len(places), -1)[kept].view(len(places), -1)
        latest = left.flip(1)[:, : replay.head.recent]
        with torch.no_grad():
            read = [replay._block(block) for block in latest.split(BLOCK)]
        lost = replay._read([self.history]) - torch.cat(read)
        if replay.beside is None:
            return lost
        return torch.cat((lost, replay.beside.removal(self.history).lost(places)), 1)


def folding(model: Recommender, items: Tensor, users: Tensor, seen: Histories) -> FoldIn | Replay:
    """What makes user vectors of histories for a trained model: reads them, or a fold-in.

    Args:
        model: in evaluation mode.
        items: [N, d + e], trained, with columns of joined models behind d.
        users: [U, d + e], likewise.
        seen: the histories they were trained on.

    """
    if not isinstance(model.memory, Sequence):
        return foldin.fit(items, users, seen)
    width, beside = model.mf.items.shape[1], None
    if items.shape[1] > width:
        beside = foldin.fit(items[:, width:], users[:, width:], seen)
    return Replay(model.memory, items[:, :width], beside)
