"""A file read as a table: its rows, where each stood in the file, and what did not fit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple, Protocol

import numpy as np
import polars as pl

from core.catalog import quarantine
from core.catalog.schema import QUARANTINE_COLUMNS, empty
from core.catalog.text.form import DEFAULT, Form
from core.text import Text

#: What polars raises on bytes it cannot read; a broken Parquet page makes it panic.
UNREADABLE = (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError)


def row_numbers(rows: np.ndarray) -> np.ndarray:
    """Rows counted from 1, for files without lines (Parquet)."""
    return np.asarray(rows, np.int64) + 1


class Numbering(Protocol):
    """What numbers the identifiers of a column that comes in parts."""

    def add(self, values: pl.Series) -> pl.Series:
        """The numbers of the next identifiers, Int32, null where there is none."""

    @property
    def ids(self) -> pl.Series:
        """What was numbered so far, String, all different."""


class Problem(NamedTuple):
    """Rows of a table that cannot be used, and why. `mask` is Boolean without nulls."""

    mask: pl.Series
    reason: Text
    remedy: Text
    column: str | None


@dataclass(frozen=True, eq=False)
class Table:
    """Rows of one file.

    Attributes:
        path: the file.
        frame: the rows that could be read.
        line_of: row numbers of `frame` -> lines in the file, counted from 1.
        quarantine: rows that could not be read.
        notes: what had to be assumed.
        form: how the file is written.
        ids: what the numbers in columns mean that `frame` has instead of identifiers.

    """

    path: Path
    frame: pl.DataFrame
    line_of: Callable[[np.ndarray], np.ndarray] = row_numbers
    quarantine: pl.DataFrame = field(default_factory=lambda: empty(QUARANTINE_COLUMNS))
    notes: tuple[Text, ...] = ()
    form: Form = DEFAULT
    ids: Mapping[str, pl.Series] = field(default_factory=dict)

    @property
    def header(self) -> int | None:
        """The line that names the columns, None where lines make no sense."""
        return None if self.line_of is row_numbers or not self.form.header else 1

    def entries(
        self, rows: np.ndarray, reason: Text, remedy: Text, column: str | None = None
    ) -> pl.DataFrame:
        """Quarantine entries for these rows of `frame`."""
        if len(rows) == 0:
            return empty(QUARANTINE_COLUMNS)
        lines = self.line_of(rows)
        few = self.frame[rows]
        text = quarantine.row_text(
            few.with_columns(ids.gather(few[name]).alias(name) for name, ids in self.ids.items())
        )
        return quarantine.entries(self.path.name, lines, text, reason, remedy, column)

    def sift(self, problems: Sequence[Problem]) -> tuple[Table, pl.Series | None]:
        """The table less the rows with a problem, which go to quarantine, once each.

        Returns:
            The table of good rows, and the mask of them over the old rows (None: all are good).

        """
        problems = [problem for problem in problems if problem.mask.any()]
        if not problems:
            return self, None
        taken = np.zeros(len(problems[0].mask), bool)
        entries = [self.quarantine]
        for problem in problems:
            fresh = problem.mask.to_numpy() & ~taken
            taken |= fresh
            rows = np.flatnonzero(fresh)
            entries.append(self.entries(rows, problem.reason, problem.remedy, problem.column))
        good, kept, line_of = pl.Series(~taken), np.flatnonzero(~taken), self.line_of
        table = replace(
            self,
            frame=self.frame.filter(good),
            line_of=lambda rows: line_of(kept[rows]),
            quarantine=quarantine.join(entries),
        )
        return table, good
