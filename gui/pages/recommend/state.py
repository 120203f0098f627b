"""What the user asks of the recommender: for whom, from which history, weighted how.

Pure values: every change gives a new one, so that undo is keeping the old.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from core.contracts.recommend import ListAnswer, ListedItem, ListParams
from core.sheet import Sheet

DEFAULT_K = 12


@dataclass(frozen=True)
class WhatIf:
    """One question to the recommender.

    Attributes:
        user: row of catalog.users, None for an invented user with an empty history.
        liked: item rows added to the history, oldest first.
        removed: item rows taken out of the user's own history.
        weights: how much each modality counts, 0 (off) to 2; 1 where none is given.
        content_only: rank by what items contain alone.
        diversity: 0 (best scores) to 1 (as different from each other as possible).
        hour: of the day in UTC, None for whichever.
        k: length of the list.

    """

    user: int | None = None
    liked: tuple[int, ...] = ()
    removed: frozenset[int] = frozenset()
    weights: Mapping[str, float] = field(default_factory=dict)
    content_only: bool = False
    diversity: float = 0.0
    hour: int | None = None
    k: int = DEFAULT_K

    @property
    def changed(self) -> bool:
        """Whether it differs from the list the user would get anyway, length aside."""
        weighted = any(weight != 1 for weight in self.weights.values())
        weighted = weighted or self.content_only or self.hour is not None
        return bool(self.liked or self.removed or weighted or self.diversity)

    def like(self, row: int, own: Collection[int]) -> WhatIf:
        """Add an item; one of the user's `own` history that was removed comes back instead."""
        if row in own:
            return replace(self, removed=self.removed - {row})
        return self if row in self.liked else replace(self, liked=(*self.liked, row))

    def remove(self, row: int, own: Collection[int]) -> WhatIf:
        """Take an item out: of the user's `own` history, or of the likes."""
        if row in own:
            return replace(self, removed=self.removed | {row})
        return replace(self, liked=tuple(one for one in self.liked if one != row))

    def weigh(self, modality: str, weight: float) -> WhatIf:
        """Let a modality count more or less."""
        return replace(self, weights={**self.weights, modality: weight})

    def plain(self) -> WhatIf:
        """The same user without any what-if."""
        return WhatIf(user=self.user, k=self.k)

    def params(self) -> ListParams:
        """The question as the engine takes it."""
        return ListParams(
            user=self.user,
            liked=self.liked,
            removed=tuple(sorted(self.removed)),
            weights={name: w for name, w in self.weights.items() if w != 1},
            content_only=self.content_only,
            diversity=self.diversity,
            hour=self.hour,
            k=self.k,
        )


class Recommended(ListedItem):
    """One line of the answer, and the places it gained against the plain list.

    Attributes:
        moved: None if it was not in the plain list.

    """

    moved: int | None = 0

    @property
    def parts(self) -> tuple[tuple[str, float], ...]:
        """(part, contribution) of all that sums to the score."""
        return tuple(self.why.items())


def read(answer: ListAnswer, before: Mapping[int, int] | None) -> list[Recommended]:
    """The items of an answer; `before` gives their ranks in the plain list."""
    return [
        Recommended(**dict(item), moved=_moved(item.row, rank, before))
        for rank, item in enumerate(answer.items)
    ]


def _moved(row: int, rank: int, before: Mapping[int, int] | None) -> int | None:
    if before is None:
        return 0
    return before[row] - rank if row in before else None


def parts_of(answer: ListAnswer) -> list[str]:
    """Parts of the score that give anything to any item of an answer, in order."""
    given = {name for item in answer.items for name, value in item.why.items() if value}
    named = dict.fromkeys(name for item in answer.items for name in item.why)
    return [name for name in named if name in given]


def as_csv(answer: ListAnswer) -> str:
    """An answer with its reasons: rank, item, title, score, held_out, and a column a part."""
    parts = parts_of(answer)
    sheet = Sheet(["rank", "item", "title", "score", "held_out", *parts])
    for rank, item in enumerate(answer.items, start=1):
        why = [f"{item.why.get(part, 0.0):.6g}" for part in parts]
        score = f"{item.score:.6g}"
        sheet.row([rank, item.id, item.title or "", score, int(item.hit), *why])
    return sheet.text()
