"""Rows that could not be used: kept with file, line and reason instead of dropped in silence."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl

from core.catalog.schema import QUARANTINE_COLUMNS, empty
from core.text import Text

ROW_LENGTH = 200

#: In the reason of an entry whose row is still in the catalog.
_KEPT = "the row was kept without it"


def entries(
    file: str,
    lines: np.ndarray | Sequence[int | None] | None,
    rows: pl.Series | Sequence[str],
    reason: Text | pl.Series,
    remedy: Text,
    column: str | None = None,
) -> pl.DataFrame:
    """Quarantine entries, one for each element of `rows` (the offending text).

    Reasons and remedies are kept as `Text.dumps()`.

    Args:
        file: name of the file as the user knows it.
        lines: line of each row counted from 1, or None where lines make no sense.
        rows: the offending text of each row, cut here.
        reason: what is wrong, one sentence for all, or `Text.dumps()` of one for each.
        remedy: what to do about it.
        column: the field in question, if it is one.

    """
    text = pl.Series("row", rows, dtype=pl.String)
    return pl.DataFrame(
        {
            "file": pl.Series([file], dtype=pl.String).new_from_index(0, len(text)),
            "line": pl.Series([None] * len(text) if lines is None else lines, dtype=pl.Int64),
            "column": pl.Series([column], dtype=pl.String).new_from_index(0, len(text)),
            "reason": reason
            if isinstance(reason, pl.Series)
            else pl.Series([reason.dumps()], dtype=pl.String).new_from_index(0, len(text)),
            "remedy": pl.Series([remedy.dumps()], dtype=pl.String).new_from_index(0, len(text)),
            "row": text.str.slice(0, ROW_LENGTH),
        },
        schema=dict(QUARANTINE_COLUMNS),
    )


def kept(problem: Text) -> Text:
    """The reason of an entry whose row is still in the catalog, without the value in question."""
    return Text("{problem}; the row was kept without it.", problem=problem)


def padded(problem: Text) -> Text:
    """The reason of an entry whose row is still in the catalog, with less than the others have."""
    return Text("{problem} What is missing is empty; the row was kept without it.", problem=problem)


def join(parts: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """All entries in one table."""
    parts = [part for part in parts if len(part)]
    return pl.concat(parts) if parts else empty(QUARANTINE_COLUMNS)


def lost(quarantine: pl.DataFrame) -> pl.DataFrame:
    """The entries whose rows are not in the catalog (as opposed to repaired rows)."""
    return quarantine.filter(~pl.col("reason").str.contains(_KEPT, literal=True))


def plain(quarantine: pl.DataFrame) -> pl.DataFrame:
    """The entries with reasons and remedies as finished English, as a file for people has them."""
    return english(quarantine, "reason", "remedy")


def english(quarantine: pl.DataFrame, *columns: str) -> pl.DataFrame:
    """The same with stored texts of some columns as finished English."""
    return quarantine.with_columns(
        pl.col(columns).map_elements(lambda text: str(Text.loads(text)), return_dtype=pl.String)
    )


def row_text(frame: pl.DataFrame) -> pl.Series:
    """Each row as one string, fields joined by commas, for people to recognise it."""
    if not frame.width:
        return pl.Series("row", [""] * len(frame), dtype=pl.String)
    fields = [
        pl.col(name).cast(pl.String, strict=False).fill_null("")
        if not (frame.schema[name].is_nested() or frame.schema[name] == pl.Binary)
        else pl.lit("...").alias(name)
        for name in frame.columns
    ]
    return frame.select(pl.concat_str(fields, separator=",").alias("row")).to_series()
