"""Tables of an SQLite file, read and never written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

import polars as pl

from core.catalog.text import packed
from core.catalog.text.form import Form
from core.catalog.text.table import Table
from core.errors import UserError
from core.text import Text

MAGIC = b"SQLite format 3\0"
SUFFIXES = (".db", ".sqlite", ".sqlite3", ".db3")
_CHUNK = 50_000
#: Bytes a value takes at least while it is a Python object.
_LEAST = 32
#: Whole numbers up to which a Float64 holds every one.
_EXACT = 1 << 53


def names(path: Path) -> list[str]:
    """The tables and views in a file, those of SQLite itself left out.

    Raises:
        UserError: it is no database, damaged or locked.

    """
    with _connected(path) as database:
        found = database.execute(
            "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') "
            "AND name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY rowid"
        )
        return [str(name) for (name,) in found]


def read(path: Path, name: str, rows: int | None = None) -> Table:
    """One table of a file, or its first rows.

    Raises:
        UserError: as :func:`names`, or it would fill the memory.

    """
    limit = packed.memory_limit()
    parts: list[pl.DataFrame] = []
    values = 0
    with _connected(path) as database:
        sql = f'SELECT * FROM "{name.replace(chr(34), chr(34) * 2)}"'
        found = database.execute(sql if rows is None else f"{sql} LIMIT {rows}")
        columns = _distinct([column[0] for column in found.description])
        while chunk := found.fetchmany(_CHUNK):
            parts.append(_frame(columns, chunk))
            values += len(chunk) * len(columns)
            if values * _LEAST > limit:
                raise UserError(
                    Text("{name} in {file} is too large for the memory.", name=name,
                         file=path.name),
                    "Export the rows you need as CSV or Parquet.",
                    file=str(path),
                )  # fmt: skip
    frame = pl.concat(_alike(parts)) if parts else _frame(columns, [])
    return Table(path / name.replace("/", "_"), frame, form=Form("SQLite"))


def _distinct(columns: list[str]) -> list[str]:
    seen: dict[str, None] = {}
    for column in columns:
        name, number = column, 2
        while name in seen:
            name, number = f"{column} ({number})", number + 1
        seen[name] = None
    return list(seen)


def _frame(columns: list[str], rows: list[tuple[object, ...]]) -> pl.DataFrame:
    values = zip(*rows, strict=True) if rows else ([] for _ in columns)
    return pl.DataFrame([_series(name, list(of)) for name, of in zip(columns, values, strict=True)])


def _series(name: str, values: list[object]) -> pl.Series:
    """A column; SQLite lets each value have a type of its own, and then all are text."""
    kinds = {type(value) for value in values if value is not None}
    if kinds <= {int} or kinds <= {float} or kinds <= {bytes}:
        try:
            return pl.Series(name, values, dtype=None if kinds else pl.String)
        except (OverflowError, pl.exceptions.PolarsError):
            pass
    if kinds == {int, float} and all(abs(v) <= _EXACT for v in values if isinstance(v, int)):
        return pl.Series(name, values, dtype=pl.Float64, strict=False)
    text = [v.hex() if isinstance(v, bytes) else v if v is None else str(v) for v in values]
    return pl.Series(name, text, dtype=pl.String)


def _alike(parts: list[pl.DataFrame]) -> list[pl.DataFrame]:
    """Parts with the same types: text where they differ."""
    mixed = [
        name
        for name in parts[0].columns
        if len({part.schema[name] for part in parts if part[name].null_count() < len(part)}) > 1
    ]
    kinds = {
        name: next((p.schema[name] for p in parts if p[name].null_count() < len(p)), pl.String())
        for name in parts[0].columns
    }
    wanted = [pl.col(name).cast(pl.String if name in mixed else kinds[name]) for name in kinds]
    return [part.select(wanted) for part in parts]


@contextmanager
def _connected(path: Path) -> Iterator[sqlite3.Connection]:
    try:
        place = f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1"
        with closing(sqlite3.connect(place, uri=True)) as database:
            database.text_factory = lambda raw: raw.decode("utf-8", "replace")
            yield database
    except (sqlite3.Error, sqlite3.Warning, OSError) as error:
        raise UserError(
            Text("{file} is no readable SQLite file ({error}).", file=path.name, error=error),
            "Close the program that uses it, or copy it again.",
            file=str(path),
        ) from error
