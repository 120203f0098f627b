"""One door to every tabular format: CSV, TSV, JSON lines, Parquet, compressed or not."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path

import polars as pl

from core.catalog.text import delimited, jsonlines, textfile
from core.catalog.text.header import ANY, Dialect
from core.catalog.text.table import UNREADABLE, Table
from core.errors import UserError
from core.progress import NOBODY, Reporter
from core.text import Text

#: Suffixes of delimited text and their separator (None: taken from the header).
SEPARATORS: Mapping[str, str | None] = {
    ".csv": None, ".tsv": "\t", ".tab": "\t", ".txt": None,
    ".inter": "\t", ".item": "\t", ".user": "\t",
}  # fmt: skip
SUFFIXES = (".csv", ".tsv", ".tab", ".txt", ".jsonl", ".ndjson", ".parquet")


def is_table(path: Path) -> bool:
    """Whether the name of the file is that of a table this module reads."""
    return textfile.suffix(path) in SUFFIXES and not path.name.startswith(".")


def read(
    path: Path,
    dialect: Dialect = ANY,
    *,
    schema: Mapping[str, pl.DataType] | None = None,
    reporter: Reporter = NOBODY,
) -> Table:
    """Read a table by its suffix.

    Args:
        path: the file.
        dialect: what is known of it if it is delimited text.
        schema: fields of JSON lines to read, None for all.
        reporter: told about slow repairs.

    Raises:
        UserError: the file cannot be read at all.

    """
    suffix = textfile.suffix(path)
    if suffix == ".parquet":
        return _read_parquet(path)
    if suffix in (".jsonl", ".ndjson"):
        return jsonlines.read(textfile.open_text(path), schema, reporter)
    return delimited.read_file(path, _of_suffix(suffix, dialect), reporter)


def head(path: Path, rows: int) -> Table:
    """The first rows of a table of any size, all columns of delimited text as text.

    Raises:
        UserError: the file cannot be read at all.

    """
    suffix = textfile.suffix(path)
    if suffix == ".parquet":
        return _read_parquet(path, rows)
    text = textfile.open_head(path)
    if suffix in (".jsonl", ".ndjson"):
        table = jsonlines.read(text)
    else:
        table = delimited.read(text, _of_suffix(suffix, ANY))
    return dataclasses.replace(table, frame=table.frame.head(rows))


def _of_suffix(suffix: str, dialect: Dialect) -> Dialect:
    separator = dialect.separator or SEPARATORS.get(suffix)
    return dataclasses.replace(dialect, separator=separator)


def _read_parquet(path: Path, rows: int | None = None) -> Table:
    try:
        return Table(path, pl.read_parquet(path, n_rows=rows, glob=False))
    except UNREADABLE as error:
        why = (str(error).splitlines() or [type(error).__name__])[0][:120]
        raise UserError(
            Text("{file} is no readable Parquet file ({why}).", file=path.name, why=why),
            "It may be truncated: copy or export it again.",
            file=str(path),
        ) from error
