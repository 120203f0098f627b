"""Rows of one table beside those of another that name them."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Sequence
from pathlib import PurePath
from typing import Protocol

import polars as pl

from core.catalog.rows import indexing
from core.catalog.rows.values import as_ids
from core.catalog.text.table import Table
from core.text import Text

#: The user of a history that names none: somebody's own export.
ALONE = "one person"


def of_one(frame: pl.DataFrame, user: str) -> pl.DataFrame:
    """The rows with one and the same user."""
    return frame.with_columns(pl.lit(user).alias(ALONE))


class Join(Protocol):
    """Which table (`file`) has in its column `key` what the column `on` names."""

    @property
    def file(self) -> str: ...
    @property
    def on(self) -> str: ...
    @property
    def key(self) -> str: ...


def names(taken: Collection[str], given: Sequence[str], join: Join) -> dict[str, str]:
    """What the columns of the other table are called beside these; its key is left out."""
    file = PurePath(join.file).name
    return {
        name: name if name not in taken else f"{name} ({file})"
        for name in given
        if name != join.key
    }


def joined(table: Table, other: Table, join: Join) -> Table:
    """Every row of a table, with what the row of another says that it names; else nulls.

    Where several rows of the other have one key, the first counts.
    """
    known = as_ids(other.frame.get_column(join.key))
    good = known.is_not_null() & known.is_first_distinct()
    found = indexing.lookup(as_ids(table.frame.get_column(join.on)), known.filter(good))
    place = pl.Series(found, dtype=pl.Int64).replace(-1, None)
    called = names(table.frame.columns, other.frame.columns, join)
    more = other.frame.filter(good).select(
        pl.col(name).gather(place).alias(new) for name, new in called.items()
    )
    notes = [*table.notes, *other.notes]
    notes.append(
        Text(
            "The rows of {other} stand beside those of {file} that name them in '{on}'.",
            other=other.path.name,
            file=table.path.name,
            on=join.on,
        )
    )
    if missing := int((found < 0).sum()):
        notes.append(
            Text(
                "{missing:,} of {all:,} rows of {file} name no row of {other}.",
                missing=missing,
                all=len(found),
                file=table.path.name,
                other=other.path.name,
            )
        )
    return dataclasses.replace(
        table, frame=table.frame.hstack(more.get_columns()), notes=tuple(notes)
    )
