"""Cells that list items: a row becomes one for each of them."""

from __future__ import annotations

import dataclasses
from typing import Protocol

import numpy as np
import polars as pl

from core.catalog.text.table import Table
from core.text import Text

#: Around a list and its values: `['a', 'b']`, `{a,b}`.
_AROUND = "[](){} "
_QUOTES = " '\"`"
#: A value that says whether it was chosen: `N123-1`, `N456:0`.
MARK = r"^(.+)[-:=_/]([01])$"
_ROW = "\0row"
CHOSEN, SHOWN = "click", "impression"


class Lists(Protocol):
    """Which column lists items, and how."""

    @property
    def column(self) -> str: ...
    @property
    def separator(self) -> str: ...
    @property
    def marked(self) -> bool: ...
    @property
    def leads(self) -> bool: ...


def leader(column: str) -> str:
    """What the column of users is called where each list begins with its user."""
    return f"{column}, user"


def event(column: str) -> str:
    """What the column is called that says what was chosen of what was shown."""
    return f"{column}, event"


def values(column: pl.Series, separator: str) -> pl.Series:
    """The values of each cell, List(String); none where nothing is listed.

    Args:
        column: texts or lists.
        separator: between the values of a text.
    """
    if isinstance(column.dtype, pl.List):
        texts = column.cast(pl.List(pl.String))
    else:
        bare = column.cast(pl.String).str.strip_chars(_AROUND)
        texts = bare.str.split(separator)
    each = pl.element().str.strip_chars(_QUOTES)
    return texts.to_frame().select(pl.all().list.eval(each.filter(each != ""))).to_series()


def unfold(frame: pl.DataFrame, lists: Lists) -> tuple[pl.DataFrame, np.ndarray]:
    """A row for each value listed, and of which row of `frame` each is: int64 [rows]."""
    name = lists.column
    listed = values(frame.get_column(name), lists.separator).alias(name)
    made = frame.with_columns(listed).with_row_index(_ROW)
    if lists.leads:
        made = made.with_columns(
            pl.col(name).list.first().alias(leader(name)), pl.col(name).list.slice(1)
        )
    made = made.explode(name)
    if lists.marked:
        chosen = pl.col(name).str.extract(MARK, 2)
        made = made.with_columns(
            pl.col(name).str.extract(MARK, 1).fill_null(pl.col(name)),
            pl.when(chosen == "0").then(pl.lit(SHOWN)).otherwise(pl.lit(CHOSEN)).alias(event(name)),
        )
    return made.drop(_ROW), made.get_column(_ROW).to_numpy().astype(np.int64)


def unfolded(table: Table, lists: Lists | None) -> Table:
    """The table with a row for each item it lists; as it is where it lists none."""
    if lists is None:
        return table
    frame, origin = unfold(table.frame, lists)
    line_of = table.line_of
    note = Text(
        "'{column}' of {file} lists {values:,} items in {rows:,} rows; each is read as a row.",
        column=lists.column,
        file=table.path.name,
        values=len(frame),
        rows=len(table.frame),
    )
    return dataclasses.replace(
        table,
        frame=frame,
        line_of=lambda rows: line_of(origin[rows]),
        notes=(*table.notes, note),
    )
