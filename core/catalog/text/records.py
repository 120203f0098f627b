"""JSON in the shapes people have to a table: lines, arrays, one document, Python literals.

Lines are read by polars; what it refuses is walked record by record, broken ones to quarantine.
Fields within fields get names like `user.id`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np
import polars as pl

from core.catalog import quarantine
from core.catalog.text import walk
from core.catalog.text.form import Form
from core.catalog.text.table import UNREADABLE, Table
from core.catalog.text.textfile import TextFile
from core.catalog.text.walk import Value, Walked
from core.errors import UserError
from core.progress import NOBODY, Reporter
from core.text import Text

#: Fields within a field from which on it is a dictionary of its own, not a few columns.
_MOST_INNER = 64
#: Levels of nesting that polars is troubled with.
_DEEPEST = 6


def read(
    text: TextFile,
    schema: Mapping[str, pl.DataType] | None = None,
    reporter: Reporter = NOBODY,
    part: bool = False,
) -> Table:
    """Read records.

    Args:
        text: the file.
        schema: the fields to read and their types; None reads all, types found in the file.
        reporter: asked now and then whether to go on while walking a file.
        part: it is the beginning of a file, whose end may be cut anywhere.

    Raises:
        UserError: it holds no records.

    """
    wanted = None if schema is None else dict(schema)
    frame = _by_polars(text, wanted)
    if frame is not None:
        if wanted is None:
            frame = _unnested(frame)
        form = Form("JSON lines", text.encoding)
        return Table(text.path, frame, _LineFinder(text.data), notes=text.notes, form=form)
    return _walked(text, wanted, walk.records(text, reporter, part))


def _by_polars(text: TextFile, schema: dict[str, pl.DataType] | None) -> pl.DataFrame | None:
    """One object a line, or None if that is not what is there."""
    if not text.head(1024).lstrip().startswith(b"{"):
        return None
    source = text.path if text.mapped else text.data.tobytes()
    try:
        frame = pl.read_ndjson(source, schema=schema, infer_schema_length=None)
    except UNREADABLE:
        return None
    deep = any(_depth(dtype) > _DEEPEST for dtype in frame.dtypes)
    # A lone record with records in it is a document that wraps its rows.
    wraps = len(frame) == 1 and any(dtype.is_nested() for dtype in frame.dtypes)
    return None if frame.width == 0 or deep or (wraps and schema is None) else frame


def _depth(dtype: pl.DataType) -> int:
    if isinstance(dtype, pl.List | pl.Array) and isinstance(dtype.inner, pl.DataType):
        return 1 + _depth(dtype.inner)
    if isinstance(dtype, pl.Struct):
        inner = (field.dtype for field in dtype.fields)
        return 1 + max((_depth(one) for one in inner if isinstance(one, pl.DataType)), default=0)
    return 0


def _unnested(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with the fields of its fields as columns of their own."""
    columns: list[pl.Series] = []
    pending = list(reversed(frame.get_columns()))
    while pending:
        series = pending.pop()
        dtype = series.dtype
        if not isinstance(dtype, pl.Struct) or not 0 < len(dtype.fields) <= _MOST_INNER:
            columns.append(series)
            continue
        inner = series.struct.unnest().get_columns()
        # {"$oid": ...}, {"$date": ...}: how MongoDB writes the type of a value.
        lone = len(inner) == 1 and inner[0].name.startswith("$")
        names = [series.name if lone else f"{series.name}.{one.name}" for one in inner]
        pending += reversed([one.alias(name) for one, name in zip(inner, names, strict=True)])
    taken: set[str] = set()
    return pl.DataFrame([_as_new(series, taken) for series in columns])


def _as_new(series: pl.Series, taken: set[str]) -> pl.Series:
    name, number = series.name, 2
    while name in taken:
        name, number = f"{series.name} ({number})", number + 1
    taken.add(name)
    return series.alias(name)


class _LineFinder:
    """Line numbers of rows; blank lines are no rows."""

    def __init__(self, data: np.ndarray) -> None:
        self._data = data

    def __call__(self, rows: np.ndarray) -> np.ndarray:
        ends = np.flatnonzero(self._data == 10)
        starts = np.concatenate([[0], ends + 1])
        ends = np.concatenate([ends, [len(self._data)]])
        lengths = ends - starts
        # A carriage return on its own is a blank line of a file with Windows line ends.
        lengths -= (lengths == 1) & (self._data[np.minimum(starts, len(self._data) - 1)] == 13)
        return np.flatnonzero(lengths > 0)[np.asarray(rows, np.int64)] + 1


def _walked(text: TextFile, schema: dict[str, pl.DataType] | None, found: Walked) -> Table:
    if found.document and not found.rows:
        raise UserError(
            Text("{file} holds no table: {why}.", file=text.path.name, why=found.document),
            "A table in JSON is a list of objects, or one object a line.",
            file=str(text.path),
        )
    rows = found.rows if schema is not None else _flattened(found.rows)
    names = list(schema) if schema is not None else list(dict.fromkeys(k for d in rows for k in d))
    frame = pl.DataFrame([_column(name, [row.get(name) for row in rows], schema) for name in names])
    number_of = np.array(found.lines, np.int64)
    entries = quarantine.entries(
        text.path.name,
        [number for number, _, _ in found.bad],
        [line for _, line, _ in found.bad],
        pl.Series("reason", [reason.dumps() for _, _, reason in found.bad], dtype=pl.String),
        Text("Correct the line in the file, then open it again."),
    )
    return Table(
        text.path,
        frame,
        lambda rows: number_of[rows],
        entries,
        (*text.notes, *found.notes),
        Form(found.kind, text.encoding),
    )


def _flattened(rows: list[dict[str, Value]]) -> list[dict[str, Value]]:
    """Rows whose fields within fields are named `a.b`; dictionaries of many keys stay."""
    inner: dict[str, set[str]] = {}
    for row in rows:
        for name, value in row.items():
            if isinstance(value, dict):
                inner.setdefault(name, set()).update(value)
    few = {name for name, keys in inner.items() if len(keys) <= _MOST_INNER}
    if not few:
        return rows
    return _flattened([_flat(row, few) for row in rows])


def _flat(row: dict[str, Value], few: set[str]) -> dict[str, Value]:
    made: dict[str, Value] = {}
    for name, value in row.items():
        if name in few and value is None:
            continue  # no object, so none of its fields
        if name not in few or not isinstance(value, dict):
            made.setdefault(name, value)
        elif len(value) == 1 and next(iter(value)).startswith("$"):
            made[name] = next(iter(value.values()))
        else:
            for key, one in value.items():
                made.setdefault(f"{name}.{key}", one)
    return made


def _column(name: str, values: list[Value], schema: dict[str, pl.DataType] | None) -> pl.Series:
    """The values in the type the schema wants or in their own, else as text, so none is lost."""
    dtype = None if schema is None else schema[name]
    if dtype != pl.String and not (schema is None and any(map(_holds_more, values))):
        try:
            series = pl.Series(name, values, dtype=dtype, strict=True)
            if series.dtype != pl.Object:
                return series
        except (pl.exceptions.PolarsError, TypeError, ValueError, OverflowError):
            pass
    return pl.Series(name, [walk.as_text(value) for value in values], dtype=pl.String)


def _holds_more(value: Value) -> bool:
    """Whether a value holds others by name: polars would keep the names of the first ones only."""
    return isinstance(value, dict) or (
        isinstance(value, list) and any(isinstance(one, dict | list) for one in value)
    )


#: How the beginning of a file looks that holds records, whatever it is called.
_RECORDS = re.compile(rb"\s*(\[\s*)?\{\s*(u?['\"]|\})")


def looks_so(head: bytes) -> bool:
    """Whether a file that begins so holds records."""
    return _RECORDS.match(head) is not None
