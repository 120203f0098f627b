"""What histories say of the items themselves, where no table of items does."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import polars as pl

from core.catalog.rows import items
from core.catalog.rows.interactions import Log
from core.catalog.rows.items import Items
from core.catalog.text.table import Table
from core.text import Text

#: Share of the rows of items met before that must say the same as the first did.
SAME = 0.8


@dataclasses.dataclass(frozen=True, eq=False)
class Dependence:
    """Whether a column has one value for each item.

    Attributes:
        first: int64 [items], the first row of each item with a value, -1 where none has.
        again: rows with a value whose item had one before.
        same: how many of them have that value.
        chance: share of them that would if values were dealt out at random.
    """

    first: np.ndarray
    again: int
    same: int
    chance: float

    @property
    def share(self) -> float:
        """Share of the rows that say the same, 1 where no item comes again."""
        return self.same / self.again if self.again else 1.0

    @property
    def proven(self) -> bool:
        """Whether so many say the same that it is no chance."""
        return self.again >= 5 and self.share - self.chance >= 0.9 * (1 - self.chance) > 0


def dependence(codes: np.ndarray, values: pl.Series, count: int) -> Dependence:
    """How far a column depends on another.

    Args:
        codes: int32 [n], that other as 0 ... count - 1, -1 where it is missing.
        values: of the column [n].
        count: of different codes.

    """
    rows = np.flatnonzero(values.is_not_null().to_numpy() & (codes >= 0))
    first = np.full(count, -1, np.int64)
    first[codes[rows[::-1]]] = rows[::-1]
    key = values.hash().to_numpy()
    again = rows[first[codes[rows]] != rows]
    same = int((key[again] == key[first[codes[again]]]).sum())
    shares = np.unique(key[rows], return_counts=True)[1] / max(1, len(rows))
    return Dependence(first, len(again), same, float((shares**2).sum()))


def of_logs(logs: Sequence[Log], root: Path) -> Items:
    """The items that histories name, with what their files say of them.

    Args:
        logs: `tells` of each says which columns these are.
        root: folder that media paths are relative to.

    """
    frames = [_of_log(log) for log in logs]
    notes = [note for _, told in frames for note in told]
    whole = pl.concat([frame for frame, _ in frames], how="diagonal_relaxed")
    if len(frames) > 1:
        whole = whole.group_by("item", maintain_order=True).agg(pl.all().drop_nulls().first())
    if whole.width == 1:
        bare = items.from_ids(whole.get_column("item"), root)
        return dataclasses.replace(bare, notes=tuple(notes))
    told = {"item": "item"} | {
        meaning: meaning
        for log in logs
        for meaning in log.tells
        if meaning in items.ROLES and meaning in whole.columns
    }
    made = items.normalise(Table(logs[0].table.path, whole), told, root)
    return dataclasses.replace(made, notes=(*notes, *made.notes))


def completed(made: Items, told: Items) -> Items:
    """Items with what histories say of them where their own table says nothing."""
    more = told.frame.select(
        name for name in told.frame.columns if told.frame[name].null_count() < len(told.frame)
    )
    frame = made.frame.join(more, on="item", how="left", maintain_order="left", suffix="\0")
    both = [name for name in more.columns if f"{name}\0" in frame.columns]
    frame = frame.with_columns(
        pl.coalesce(name, f"{name}\0").cast(made.frame.schema[name]) for name in both
    ).drop(f"{name}\0" for name in both)
    return dataclasses.replace(made, frame=frame, notes=(*made.notes, *told.notes))


def _of_log(log: Log) -> tuple[pl.DataFrame, list[Text]]:
    coded = log.coded("item")
    made = [coded.ids.alias("item")]
    notes = []
    for meaning, column in log.tells.items():
        values = log.table.frame.get_column(column)
        found = dependence(coded.codes, values, len(coded.ids))
        if found.share < SAME:
            words = Text(
                "'{column}' of {file} says different things of one item; it is not used.",
                column=column,
                file=log.table.path.name,
            )
        else:
            place = pl.Series(found.first).replace(-1, None)
            made.append(values.gather(place).alias(meaning))
            words = Text(
                "'{column}' of {file} says of each item what its {meaning} is.",
                column=column,
                file=log.table.path.name,
                meaning=Text(meaning),
            )
        notes.append(words)
    return pl.DataFrame(made), notes
