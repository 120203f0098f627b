"""Tables with a column for each item (or user): a cell becomes a row."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Protocol

import numpy as np
import polars as pl

from core.catalog.rows.values import as_ids, as_text
from core.catalog.text.table import Table
from core.text import Text

#: What the columns are called that a cell becomes: what names its column, and what it says.
THING, CELL = "name of the column", "value of the cell"
_ROW = "\0row"


class Spread(Protocol):
    """Which columns are kept, what the row of sums is called, and whether zeros say something."""

    @property
    def keep(self) -> tuple[str, ...]: ...
    @property
    def sums(self) -> str: ...
    @property
    def zeros(self) -> bool: ...


def gather(frame: pl.DataFrame, spread: Spread) -> tuple[pl.DataFrame, np.ndarray]:
    """A row for each cell that says something, and of which row of `frame` each is: int64."""
    cells = [name for name in frame.columns if name not in spread.keep]
    made = frame.with_columns(as_text(frame[name]).str.strip_chars() for name in cells)
    made = made.with_row_index(_ROW)
    if spread.sums:
        made = made.filter((as_ids(frame[spread.keep[0]]) != spread.sums).fill_null(True))
    made = made.unpivot(
        on=cells, index=[_ROW, *spread.keep], variable_name=THING, value_name=CELL
    ).sort(_ROW, maintain_order=True)
    says = pl.col(CELL).is_not_null() & (pl.col(CELL) != "")
    if not spread.zeros:
        says &= pl.col(CELL).cast(pl.Float64, strict=False).fill_null(1.0) != 0.0
    made = made.filter(says)
    return made.drop(_ROW), made.get_column(_ROW).to_numpy().astype(np.int64)


def gathered(table: Table, spread: Spread | None) -> Table:
    """The table with a row for each cell; as it is where no columns are named after things."""
    if spread is None:
        return table
    missing: Sequence[str] = [name for name in spread.keep if name not in table.frame.columns]
    if missing:
        return table  # who needs the column says that it is not there
    frame, origin = gather(table.frame, spread)
    line_of = table.line_of
    note = Text(
        "In {file} each of {columns:,} columns is one item or user, and each of {cells:,} filled "
        "cells was read as a row.",
        file=table.path.name,
        columns=table.frame.width - len(spread.keep),
        cells=len(frame),
    )
    notes = (*table.notes, note)
    if not spread.zeros:
        notes = (*notes, Text("A zero in {file} says as little as a blank.", file=table.path.name))
    return dataclasses.replace(
        table,
        frame=frame,
        line_of=lambda rows: line_of(origin[rows]),
        notes=notes,
    )
