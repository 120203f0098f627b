"""JSON lines to a table. Broken lines go to quarantine; the others are kept."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import numpy as np
import polars as pl

from core.catalog import quarantine
from core.catalog.text.table import UNREADABLE, Table
from core.catalog.text.textfile import TextFile
from core.progress import NOBODY, Reporter
from core.text import Text

_CHUNK = 1 << 20


def read(
    text: TextFile,
    schema: Mapping[str, pl.DataType] | None = None,
    reporter: Reporter = NOBODY,
) -> Table:
    """Read one JSON object a line.

    Args:
        text: the file.
        schema: the fields to read and their types; None reads all, types found in the file.
        reporter: asked now and then whether to go on while walking a broken file.

    """
    wanted = None if schema is None else dict(schema)
    try:
        frame = pl.read_ndjson(
            text.path if text.mapped else text.data.tobytes(),
            schema=wanted,
            infer_schema_length=None,
        )
    except UNREADABLE:
        return _read_leniently(text, wanted, reporter)
    if frame.width == 0:
        return _read_leniently(text, wanted, reporter)
    finder = _LineFinder(text.data)
    return Table(text.path, frame, finder, notes=text.notes)


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


def _read_leniently(
    text: TextFile, schema: dict[str, pl.DataType] | None, reporter: Reporter
) -> Table:
    good: list[dict[str, Any]] = []
    numbers: list[int] = []
    bad: list[tuple[int, str, Text]] = []
    lines = text.data.tobytes().decode("utf-8", "replace").split("\n")
    for number, line in enumerate(lines, start=1):
        if number % 100_000 == 0:
            reporter.checkpoint()
            reporter.progress(
                Text("Repairing {path}", path=text.path.name), number, len(lines), "lines"
            )
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            bad.append((number, line, Text("The line is no JSON ({error}).", error=error)))
            continue
        if not isinstance(value, dict) or not value:
            bad.append((number, line, Text("The line holds no JSON object with fields.")))
            continue
        good.append(value)
        numbers.append(number)
    names = list(schema) if schema is not None else list(dict.fromkeys(k for d in good for k in d))
    frame = pl.DataFrame([_column(name, [row.get(name) for row in good], schema) for name in names])
    number_of = np.array(numbers, np.int64)
    entries = quarantine.entries(
        text.path.name,
        [number for number, _, _ in bad],
        [line for _, line, _ in bad],
        pl.Series("reason", [reason.dumps() for _, _, reason in bad], dtype=pl.String),
        Text("Correct the line in the file, then open it again."),
    )
    return Table(text.path, frame, lambda rows: number_of[rows], entries, text.notes)


def _column(name: str, values: list[Any], schema: dict[str, pl.DataType] | None) -> pl.Series:
    """The values in the type the schema wants or in their own, else as text, so none is lost."""
    dtype = None if schema is None else schema[name]
    if dtype != pl.String:
        try:
            series = pl.Series(name, values, dtype=dtype, strict=True)
            if series.dtype != pl.Object:
                return series
        except (pl.exceptions.PolarsError, TypeError, ValueError, OverflowError):
            pass
    return pl.Series(name, [_text(value) for value in values], dtype=pl.String)


def _text(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)
