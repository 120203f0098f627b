"""Which columns hold the ids that another table has one row for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.catalog.plan.sniff import Seen, Sniffed
from core.catalog.plan.words import affinity
from core.catalog.rows import items
from core.catalog.rows.interactions import ROLES
from core.text import Text

#: Share of values from which on two columns are taken to name the same things.
MEETS = 0.3
#: Values of which fewer than this are expected to be seen on both sides tell nothing.
_POWER = 5.0


@dataclass(frozen=True, eq=False)
class Meeting:
    """Values of a column that are keys of another table.

    Attributes:
        column: whose values.
        table: with one row for each key.
        key: its column.
        hits: different values seen on both sides.
        of: different values of the column that were looked at.
        share: which part of all are keys, estimated if the table was seen in part.
    """

    column: Seen
    table: Sniffed
    key: Seen
    hits: int
    of: int
    share: float

    @property
    def weight(self) -> float:
        """How much the meeting tells, 0..1: a few small numbers meet many keys by chance."""
        covered = self.hits / max(1, len(self.key.distinct))
        return self.share * min(1.0, self.hits / 3) * max(covered, min(1.0, self.hits / 20))

    @property
    def why(self) -> Text:
        """As evidence."""
        return Text(
            "{hits:,} of {of:,} of its values are ids in '{key}' of {file}",
            hits=self.hits,
            of=self.of,
            key=self.key.name,
            file=self.table.name,
        )


def keys(table: Sniffed) -> list[Seen]:
    """Columns that have a value of their own in every row and can name it."""
    told = {kind for kind in ("user", "item") if affinity(table.path.name, kind) >= 0.6}
    told |= {"item"} if richness(table) >= 0.5 else set()
    return [
        one
        for one in table.own
        if (one.length <= 64 and (one.key or _named(one, told)))
        or (one.addresses and one.filled > 0.8 and one.varied > 0.95)
    ]


def _named(one: Seen, told: set[str]) -> bool:
    """Whether a column is called like an id, and some only stand there more than once.

    In a table that tells of users, or what its items are, they may stand there often.
    """
    called = {
        "user": affinity(one.name, "user", ROLES["user"]),
        "item": affinity(one.name, "item", items.ROLES["item"]),
    }
    if max(called.values()) < 0.6 or not one.short:
        return False
    if any(called[kind] >= 0.8 for kind in told):
        return min(one.varied, one.filled) >= 0.1
    return min(one.varied, one.filled) >= 0.6


def richness(table: Sniffed) -> float:
    """How much a table tells of what its rows are, 0..1: words, files, names of them."""
    told = 0.0
    for one in table.columns:
        told += 0.5 * (affinity(one.name, "title", items.ROLES["title"]) >= 0.6)
        words = (affinity(one.name, name, items.ROLES[name]) for name in ("text", "captions"))
        told += 0.3 * (max(words) >= 0.6)
        told += 0.3 * (one.files[1] > 0.3) + 0.3 * (one.wordy > 0.5 > one.like_times)
    return min(1.0, told)


def meet(column: Seen, table: Sniffed, key: Seen) -> Meeting | None:
    """How far the values of a column are keys of a table; None if that cannot be told."""
    if not (column.short or (column.addresses and key.addresses)) or not column.distinct:
        return None
    hits = len(column.distinct & key.distinct)
    seen = 1.0
    if not table.complete:
        seen = min(1.0, len(table.sample) / table.rows) if table.rows else 0.0
    expected = len(column.distinct) * seen
    if not hits and expected < _POWER and not table.complete:
        return None
    share = min(1.0, hits / expected) if expected else 0.0
    return Meeting(column, table, key, hits, len(column.distinct), share)


def meetings(table: Sniffed, others: Sequence[Sniffed]) -> list[Meeting]:
    """Every meeting of a table's columns with keys of the others, however small."""
    return [
        found
        for other in others
        if other is not table
        for key in keys(other)
        for column in table.columns
        if (found := meet(column, other, key)) is not None
    ]
