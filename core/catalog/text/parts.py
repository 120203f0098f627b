"""A folder that is one table in parts, as Spark, Hadoop and Dask write them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl

from core.catalog import quarantine
from core.catalog.text.table import Table

_PART = re.compile(r"(?i)^(part[-_.]?\d|\d+_\d+|\d{4,}(_\d+)?\.)")


def parts_of(folder: Path) -> list[Path]:
    """The parts of a table in order; none if the folder is no such table."""
    try:
        files = sorted(p for p in folder.iterdir() if not p.name.startswith((".", "_")))
        done = (folder / "_SUCCESS").exists()
    except OSError:
        return []
    found = [file for file in files if _PART.match(file.name) and file.is_file()]
    alike = len({file.suffix for file in found}) == 1
    told = done or folder.suffix or all(file.name.lower().startswith("part") for file in found)
    return found if alike and told and len(found) == len(files) else []


def joined(folder: Path, tables: list[Table]) -> Table:
    """Tables with the same columns as one; a column that some lack is missing there."""
    frames = [table.frame for table in tables]
    starts = np.cumsum([0, *(len(frame) for frame in frames)])
    return Table(
        folder,
        pl.concat(frames, how="diagonal_relaxed"),
        _lines(starts, [table.line_of for table in tables]),
        quarantine.join([table.quarantine for table in tables]),
        tuple(dict.fromkeys(note for table in tables for note in table.notes)),
        tables[0].form,
    )


def _lines(
    starts: np.ndarray, of: list[Callable[[np.ndarray], np.ndarray]]
) -> Callable[[np.ndarray], np.ndarray]:
    """Lines within the part a row is in."""

    def line_of(rows: np.ndarray) -> np.ndarray:
        rows = np.asarray(rows, np.int64)
        part = np.searchsorted(starts, rows, side="right") - 1
        lines = np.empty(len(rows), np.int64)
        for number in np.unique(part):
            here = part == number
            lines[here] = of[number](rows[here] - starts[number])
        return lines

    return line_of
