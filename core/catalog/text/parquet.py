"""Parquet to a table, its size told before it is read."""

from __future__ import annotations

import io
import re
from pathlib import Path

import polars as pl

from core.catalog.text import packed
from core.catalog.text.form import Form
from core.catalog.text.table import UNREADABLE, Table
from core.errors import UserError
from core.text import Text

#: Bytes a value takes at least in memory, where its type does not say.
_LEAST = 16
#: Binary values up to this long are identifiers or text; longer ones are media.
_SHORT = 64


def read(path: Path, rows: int | None = None) -> Table:
    """Read a Parquet file, or its first rows.

    Raises:
        UserError: it is none, is damaged, or would fill the memory.

    """
    source: Path | io.BytesIO = path
    if packed.is_packed(path):
        source = io.BytesIO(packed.unpack(path))
    try:
        if rows is None:
            _fits(path, source)
        frame = pl.read_parquet(source, n_rows=rows, glob=False)
    except UNREADABLE as error:
        why = (str(error).splitlines() or [type(error).__name__])[0][:120]
        raise UserError(
            Text("{file} is no readable Parquet file ({why}).", file=path.name, why=why),
            "It may be truncated: copy or export it again.",
            file=str(path),
        ) from error
    return Table(path, frame.with_columns(as_text(frame)), form=Form("Parquet"))


def _fits(path: Path, source: Path | io.BytesIO) -> None:
    """See that what a few bytes unfold to has room in the memory: its footer tells the rows."""
    scan = pl.scan_parquet(source, glob=False)
    rows = int(scan.select(pl.len()).collect().item())
    width = sum(_width(dtype) for dtype in scan.collect_schema().dtypes())
    limit = packed.memory_limit()
    if rows * width > limit:
        raise UserError(
            Text(
                "{file} holds {rows:,} rows, which need more than {need:.1f} GB of memory; "
                "{limit:.1f} GB may be used.",
                file=path.name,
                rows=rows,
                need=rows * width / 1e9,
                limit=limit / 1e9,
            ),
            "Read it on a larger machine, or split it.",
            file=str(path),
        )


def _width(dtype: pl.DataType) -> float:
    """Bytes a value takes in memory at least."""
    if dtype == pl.Boolean:
        return 1 / 8
    if dtype.is_temporal():
        return 8
    bits = re.search(r"\d+", str(dtype)) if dtype.is_numeric() else None
    return int(bits[0]) / 8 if bits else _LEAST


def as_text(frame: pl.DataFrame) -> list[pl.Series]:
    """Binary columns of short values as text: what they spell, or their hexadecimal digits.

    Longer values are pictures or sounds, and stay.
    """
    made = []
    for series in frame.select(pl.selectors.binary()).iter_columns():
        longest = series.bin.size().max()
        if not isinstance(longest, int | float) or longest > _SHORT:
            continue
        try:
            made.append(series.cast(pl.String))
        except pl.exceptions.PolarsError:
            made.append(series.bin.encode("hex"))
    return made
