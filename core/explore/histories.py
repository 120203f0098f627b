"""What items of a history hold: their shares of a score, and lists without some of them.

Without the items S of the history the user vector is that of the fold-in, in closed form
(core.recommend.removal), or what a head that reads histories makes of the rest
(core.recommend.replay), and votes are sums over the history. Items that leave the history
are not recommended in its place, so that what drops an item here drops it in the window too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from itertools import combinations, islice
from math import comb

import numpy as np
import torch
from torch import Tensor

from core.contracts.recommend import Change, Faithful
from core.explore.asked import Person
from core.explore.whatif import Playground
from core.recommend.part_names import NEAR

#: Most items that are taken out together.
MOST = 3
#: Items of a history that are looked at, the most telling; all of nearly every history.
LONGEST = 200
#: Numbers that a search may make in all: beyond, only sets of the most telling items are tried.
WORK = 1 << 32
#: And at once.
BLOCK = 1 << 22
#: Points of the curves, and random orders beside the named one.
STEPS, DRAWS = 10, 16
#: Curves that reach farther than so many times from none of the history to all of it have no scale.
SWING = 2.5


def origins(ground: Playground, person: Person, rows: Tensor) -> Tensor:
    """What each item of a history [n] gives the scores of `rows` [K], at full weights: [K, n].

    Its share of the user vector that histories make, and of every vote. What the trained vector of
    a known user holds beyond that is nobody's.
    """
    history = torch.as_tensor(person.history)
    if not len(history):
        return torch.zeros(len(rows), 0)
    run = ground.run
    parts = run.item_vectors[rows] @ ground.folding.shares(history).T
    trained = run.item_vectors @ person.vector + run.item_bias
    for voter in run.vote.voters if run.vote is not None else ():
        whole = voter.model.scores(torch.zeros_like(history), history, 1)[0]
        given = torch.stack([voter.model.between(history, row) for row in rows.tolist()])
        parts += voter.factor(trained, whole) * given
    return parts


class Histories:
    """Scores of everything for one person after items left the history.

    Args:
        ground: the run.
        person: whose history.
        telling: [n], how much each of its items speaks for what is asked about.
        weights: of the parts; hour: of the day.

    """

    def __init__(
        self, ground: Playground, person: Person, telling: Tensor,
        weights: Mapping[str, float], hour: int | None,
    ) -> None:  # fmt: skip
        run = ground.run
        self.person = person
        #: Places in the history of the items that are looked at, the most telling first.
        self.places = telling.argsort(descending=True, stable=True)[:LONGEST]
        history = torch.as_tensor(person.history)
        field = ground.field(person, weights, hour)
        self.rows = torch.arange(len(run.item_vectors)) if field.pool is None else field.pool
        self._removal = ground.folding.removal(history)
        self._items, self._vectors = run.item_vectors, field.vectors
        self._trained = run.item_vectors @ person.vector + run.item_bias
        self._ranked = field.vectors @ person.vector + field.bias[self.rows]
        self._known = torch.isin(self.rows, torch.as_tensor(person.known))
        self._voters = []
        alone = torch.zeros_like(history)
        for voter in run.vote.voters if run.vote is not None else ():
            factor = weights.get(NEAR + voter.name, 1.0)
            self._ranked -= factor * person.votes[voter.name][self.rows]
            near = voter.model
            whole = near.scores(alone, history, 1)
            own = history[self.places]
            each = near.scores(torch.arange(len(own)), own, len(own))
            self._voters.append((factor, voter, whole, each))

    @cached_property
    def size(self) -> int:
        """Items that are looked at."""
        return len(self.places)

    def scores(self, gone: Tensor) -> Tensor:
        """Scores [B, C] of `rows` without the items `gone` [B, m], numbers in `places`."""
        lost = self._removal.lost(self.places[gone])
        ranked = self._ranked - lost @ self._vectors.T
        if self._voters:
            trained = self._trained - lost @ self._items.T
            out = torch.zeros(len(gone), self.size).scatter(1, gone, 1.0)
            for factor, voter, whole, each in self._voters:
                votes = voter.brought(trained, whole - out @ each)
                ranked += factor * votes[:, self.rows]
        return ranked

    # --- the smallest change --------------------------------------------------------------------

    def dropping(self, row: int, k: int) -> Change:
        """The smallest change that drops item `row` from the list of k."""
        place = int(torch.searchsorted(self.rows, row))

        def judge(scores: Tensor) -> tuple[Tensor, Tensor]:
            better = (scores > scores[:, place : place + 1]).sum(1)
            return better >= k, torch.ones_like(better)

        return self._smallest(judge)

    def holding(self, k: int) -> Change:
        """The smallest change that replaces half of the list of k; else what replaces most."""
        plain = self._masked(self.scores(torch.zeros(1, 0, dtype=torch.long)))
        k = min(k, int((~self._known).sum()))
        listed = plain.topk(k).indices[0]

        def judge(scores: Tensor) -> tuple[Tensor, Tensor]:
            last = scores.topk(k, sorted=False).values.amin(1, keepdim=True)
            replaced = (scores[:, listed] < last).sum(1)
            return 2 * replaced >= k, replaced

        return self._smallest(judge, anything=True)

    def _smallest(
        self, judge: Callable[[Tensor], tuple[Tensor, Tensor]], *, anything: bool = False
    ) -> Change:
        """The first size at which a set succeeds, and of that size the set of the most effect."""
        exact = self.size == len(self.person.history)
        best: tuple[bool, int, tuple[int, ...]] = (False, 0, ())
        for size in range(1, min(MOST, self.size) + 1):
            count = self._affordable(size)
            exact &= count == self.size
            for gone in self._sets(size, count):
                success, effect = judge(self._masked(self.scores(gone)))
                effect = torch.where(success, effect + len(self.rows), effect)
                first = int(effect.argmax())
                reached = int(effect[first]) - len(self.rows) * int(success[first])
                found = (bool(success[first]), reached, tuple(gone[first].tolist()))
                if found[:2] > best[:2]:
                    best = found
            if best[0]:
                break
        succeeded, replaced, chosen = best
        if not succeeded and not anything:
            replaced, chosen = 0, ()
        removed = (int(self.person.history[self.places[one]]) for one in chosen)
        return Change(removed=tuple(removed), most=MOST, exact=exact, replaced=replaced)

    def _affordable(self, size: int) -> int:
        """Of how many of the most telling items all sets of one size can be tried."""
        each = self.size * len(self._trained) * (2 + len(self._voters)) + self._removal.work
        count = self.size
        while count > size and comb(count, size) * each > WORK:
            count -= 1
        return count

    def _sets(self, size: int, count: int) -> Iterator[Tensor]:
        everything = combinations(range(count), size)
        wide = max(len(self._trained), size * len(self.person.history))
        while block := list(islice(everything, max(1, BLOCK // wide))):
            yield torch.tensor(block)

    def _masked(self, scores: Tensor) -> Tensor:
        return scores.masked_fill(self._known, -torch.inf)

    # --- faithfulness ---------------------------------------------------------------------------

    def faithful(self, row: int) -> Faithful | None:
        """Deletion and insertion curves of the named order beside random ones.

        None for fewer than two items of history, for longer ones than are looked at, and where the
        history as a whole hardly lifts the item.
        """
        n = self.size
        if n < 2 or n < len(self.person.history):
            return None
        place = int(torch.searchsorted(self.rows, row))
        rng = np.random.default_rng(row)
        orders = torch.as_tensor(
            np.stack([np.arange(n), *(rng.permutation(n) for _ in range(DRAWS))])
        )

        def lift(gone: Tensor) -> Tensor:
            scores = self.scores(gone)
            return scores[:, place] - scores.mean(1)

        nothing, whole = float(lift(orders[:1])[0]), float(lift(orders[:1, :0])[0])
        if whole - nothing <= 1e-6 * abs(whole):
            return None
        sizes = np.unique(np.linspace(0, n, min(n, STEPS) + 1).round().astype(int))

        def curve(parts: list[Tensor]) -> tuple[tuple[float, ...], tuple[float, ...]]:
            lifts = (torch.stack([lift(gone) for gone in parts]) - nothing) / (whole - nothing)
            return tuple(lifts[:, 0].tolist()), tuple(lifts[:, 1:].mean(1).tolist())

        deleted, deleted_random = curve([orders[:, :size] for size in sizes])
        inserted, inserted_random = curve([orders[:, size:] for size in sizes])
        if max(*deleted, *inserted) - min(*deleted, *inserted) > SWING:
            return None
        return Faithful(
            shares=tuple((sizes / n).tolist()),
            deleted=deleted,
            deleted_random=deleted_random,
            inserted=inserted,
            inserted_random=inserted_random,
            draws=DRAWS,
        )
