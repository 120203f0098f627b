"""Cells that list items: a row becomes one for each of them."""

from __future__ import annotations

import dataclasses
import json
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
    @property
    def records(self) -> bool: ...


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


def records(column: pl.Series) -> pl.Series | None:
    """Cells that list records, List(Struct), whether as such or as JSON; None if they do not."""
    dtype = column.dtype
    if isinstance(dtype, pl.List):
        return column if isinstance(dtype.inner, pl.Struct) else None
    if dtype != pl.String:
        return None
    filled = column.drop_nulls()
    if not len(filled) or not filled.str.contains(r"^\s*\[\s*(\{|\])").all():
        return None
    try:
        made = pl.Series(column.name, [_parsed(cell) for cell in column])
    except (ValueError, TypeError, pl.exceptions.PolarsError):
        return None
    return records(made) if made.dtype != pl.String else None


def _parsed(cell: str | None) -> list[dict[str, str | int | float | bool | None]] | None:
    """The records of a JSON text; what they hold themselves stays JSON."""
    if cell is None:
        return None
    return [
        {
            name: json.dumps(value) if isinstance(value, dict | list) else value
            for name, value in record.items()
        }
        for record in json.loads(cell)
        if isinstance(record, dict)
    ]


def _of_records(frame: pl.DataFrame, name: str) -> tuple[pl.DataFrame, np.ndarray]:
    """A row for each record, its fields as columns; a row that lists none stays one."""
    cells = records(frame.get_column(name))
    if cells is None:
        return frame, np.arange(len(frame))
    rows = frame.with_columns(cells).with_row_index(_ROW).explode(name)
    fields = rows.get_column(name).struct.unnest()
    taken = {*frame.columns} - {name}
    fields = fields.rename({one: f"{name}.{one}" for one in fields.columns if one in taken})
    origin = rows.get_column(_ROW).to_numpy().astype(np.int64)
    return rows.drop(name, _ROW).hstack(fields.get_columns()), origin


def unfold(frame: pl.DataFrame, lists: Lists) -> tuple[pl.DataFrame, np.ndarray]:
    """A row for each value listed, and of which row of `frame` each is: int64 [rows]."""
    name = lists.column
    if lists.records:
        return _of_records(frame, name)
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
