"""What the user asks of the recommender: for whom, from which history, weighted how.

Pure values: every change gives a new one, so that undo is keeping the old.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

DEFAULT_K = 12


@dataclass(frozen=True)
class WhatIf:
    """One question to the recommender.

    Attributes:
        user: row of catalog.users, None for an invented user with an empty history.
        liked: item rows added to the history, oldest first.
        removed: item rows taken out of the user's own history.
        weights: how much each modality counts, 0 (off) to 2; 1 where none is given.
        diversity: 0 (best scores) to 1 (as different from each other as possible).
        hour: of the day in UTC, None for whichever.
        k: length of the list.

    """

    user: int | None = None
    liked: tuple[int, ...] = ()
    removed: frozenset[int] = frozenset()
    weights: Mapping[str, float] = field(default_factory=dict)
    diversity: float = 0.0
    hour: int | None = None
    k: int = DEFAULT_K

    @property
    def changed(self) -> bool:
        """Whether it differs from the list the user would get anyway, length aside."""
        weighted = any(weight != 1 for weight in self.weights.values())
        timed = self.hour is not None
        return bool(self.liked or self.removed or weighted or self.diversity or timed)

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

    def params(self) -> dict[str, Any]:
        """The question as the engine takes it."""
        return {
            "user": self.user,
            "liked": list(self.liked),
            "removed": sorted(self.removed),
            "weights": {name: w for name, w in self.weights.items() if w != 1},
            "diversity": self.diversity,
            "hour": self.hour,
            "k": self.k,
        }


@dataclass(frozen=True)
class Recommended:
    """One line of the answer.

    Attributes:
        row: row of catalog.items.
        score: what the items were ranked by, the sum of `why`.
        why: (part, contribution); parts are modalities, "collaborative", "bias", "hour"
            and votes, "near <modality>" and "near choices".
        hit: whether the user really chose it later (held out from training).
        cold: whether nobody chose it in training.
        because: (row, part of the score) of items of the history that votes come from.
        moved: places gained against the plain list, None if it was not in it.

    """

    row: int
    score: float
    why: tuple[tuple[str, float], ...]
    hit: bool
    cold: bool = False
    because: tuple[tuple[int, float], ...] = ()
    moved: int | None = 0


def read(result: Mapping[str, Any], before: Mapping[int, int] | None) -> list[Recommended]:
    """The items of an answer of recommend.list; `before` gives their ranks in the plain list."""
    return [
        Recommended(
            row=one["row"],
            score=one["score"],
            why=tuple(one["why"].items()),
            hit=one["hit"],
            cold=one["cold"],
            because=tuple((row, part) for row, part in one.get("because", ())),
            moved=_moved(one["row"], rank, before),
        )
        for rank, one in enumerate(result["items"])
    ]


def _moved(row: int, rank: int, before: Mapping[int, int] | None) -> int | None:
    if before is None:
        return 0
    return before[row] - rank if row in before else None


def parts_of(result: Mapping[str, Any]) -> list[str]:
    """Parts of the score that give anything to any item of an answer, in order."""
    given = {name for one in result["items"] for name, value in one["why"].items() if value}
    named = dict.fromkeys(name for one in result["items"] for name in one["why"])
    return [name for name in named if name in given]


def as_csv(result: Mapping[str, Any]) -> str:
    """An answer with its reasons: rank, item, title, score, held_out, and a column a part."""
    parts = parts_of(result)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["rank", "item", "title", "score", "held_out", *parts])
    for rank, one in enumerate(result["items"], start=1):
        why = [f"{one['why'].get(part, 0.0):.6g}" for part in parts]
        score = f"{one['score']:.6g}"
        writer.writerow([rank, one["id"], one["title"] or "", score, int(one["hit"]), *why])
    return out.getvalue()
