"""Planted truth of a sample catalog, told where each attribute lives."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from core.catalog import quarantine
from core.catalog.rows import indexing
from core.catalog.schema import TRUTH_COLUMNS
from core.catalog.text import tables
from core.catalog.text.table import Problem
from core.errors import UserError
from core.text import Text


def read(path: Path, item_ids: pl.Series) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Read truth.csv, whose columns are TRUTH_COLUMNS with item ids.

    Args:
        path: the file.
        item_ids: String [n], ids of the catalog's items in row order.

    Returns:
        The truth with item rows, and quarantine entries.

    Raises:
        UserError: a column is missing.

    """
    table = tables.read(path)
    for name in TRUTH_COLUMNS:
        if name not in table.frame.columns:
            raise UserError(
                Text("{file} has no column '{name}'.", file=path.name, name=name),
                Text(
                    "The truth of a sample has the columns {truth_columns}.",
                    truth_columns=", ".join(TRUTH_COLUMNS),
                ),
                file=str(path),
                line=1,
                column=name,
            )
    frame = table.frame.select(list(TRUTH_COLUMNS))
    codes = pl.Series("item", indexing.lookup(frame.get_column("item"), item_ids))
    problems = [
        Problem(
            codes < 0,
            Text("The item is not in the table of items."),
            Text("Remove the row."),
            "item",
        )
    ]
    values = [codes.cast(pl.Int32)]
    for name, dtype in list(TRUTH_COLUMNS.items())[1:]:
        given = frame.get_column(name)
        value = given.cast(dtype, strict=False)
        values.append(value)
        problems.append(
            Problem(
                given.is_not_null() & value.is_null(),
                Text("This is no number."),
                Text("Correct it."),
                name,
            )
        )
    table, good = table.sift(problems)
    truth = pl.DataFrame(values)
    return truth if good is None else truth.filter(good), quarantine.join([table.quarantine])
