"""Logs of any make to one time-ordered history per user."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import polars as pl

from core.catalog.rows import indexing, times
from core.catalog.rows.indexing import Coded
from core.catalog.rows.items import absent, as_ids, as_text, blank_to_null
from core.catalog.text import textfile
from core.catalog.text.header import ColumnTypes
from core.catalog.text.table import Problem, Table
from core.errors import UserError

#: Words in a file's name or an event column and the event they stand for.
EVENTS: Mapping[str, str] = {
    "browse": "view", "browsing": "view", "view": "view", "pageview": "view", "pv": "view",
    "impression": "impression", "click": "click", "cart": "cart", "addtocart": "cart",
    "basket": "cart", "purchase": "purchase", "buy": "purchase", "order": "purchase",
    "transaction": "purchase", "sale": "purchase", "play": "play", "listen": "play",
    "stream": "play", "watch": "play", "like": "like", "favorite": "like", "favourite": "like",
    "fav": "like", "save": "like", "share": "share", "review": "review", "comment": "review",
    "rating": "rating", "rate": "rating", "skip": "skip",
}  # fmt: skip
SPLITS: Mapping[str, int] = {
    "0": 0, "train": 0, "training": 0,
    "1": 1, "valid": 1, "validation": 1, "val": 1, "dev": 1,
    "2": 2, "test": 2, "testing": 2,
}  # fmt: skip

#: Names in INTERACTION_COLUMNS to read as numbers at once if all their values allow it.
_NUMBERS: Mapping[str, pl.DataType] = {"timestamp": pl.Int64(), "rating": pl.Float32()}


def column_types(columns: Mapping[str, str], names: Sequence[str]) -> ColumnTypes:
    """How to read a log whose columns are known.

    Args:
        columns: name in INTERACTION_COLUMNS -> column.
        names: all columns of the file.

    """
    return ColumnTypes(
        {columns[name]: kind for name, kind in _NUMBERS.items() if name in columns},
        [columns[name] for name in ("user", "item") if name in columns],
        [columns[name] for name in ("event", "split") if name in columns],
        [name for name in names if name not in columns.values()],
    )


@dataclass(frozen=True, eq=False)
class Log:
    """Interactions of one file, identifiers still as the file has them.

    Attributes:
        table: the rows they came from, one for one.
        frame: user and item (String or whole numbers, no nulls) if not numbered; timestamp,
            event, rating, split and text if the file tells them.
        event: what happened where `frame` has no events.
        item_column: the column of the table that names the item, for reports.
        user_column: the same for the user.
        notes: what was assumed.
        coded: user and item if the table has numbered them.
    """

    table: Table
    frame: pl.DataFrame
    event: str
    item_column: str
    user_column: str
    notes: tuple[str, ...] = ()
    coded: Mapping[str, Coded] = field(default_factory=dict)

    def identifiers(self, name: str) -> pl.Series | Coded:
        """The column "user" or "item"."""
        return self.coded[name] if name in self.coded else self.frame.get_column(name)


def event_of(path: Path) -> str | None:
    """The event a file's name speaks of: `purchases_2023.csv` -> "purchase"."""
    for word in re.split(r"[^a-z]+", textfile.stem(path).lower()):
        singular = word.removesuffix("s")
        for candidate in (word, singular, word.removesuffix("es")):
            if candidate in EVENTS:
                return EVENTS[candidate]
    return None


def normalise(table: Table, columns: Mapping[str, str], event: str | None = None) -> Log:
    """Make interactions of the rows of `table`; rows that cannot be used go to quarantine.

    Args:
        table: the rows.
        columns: name in INTERACTION_COLUMNS -> column of the table; "user" and "item" needed.
        event: what happened, if no column says so. None: "rating" if there are ratings, else
            "interaction".

    Raises:
        UserError: no column names the user, or the item.

    """
    for name in ("user", "item"):
        if columns.get(name) not in table.columns:
            raise UserError(
                f"{table.path.name} has no column that names the {name}.",
                f"Name it '{name}', or tell which column it is with a column mapping. "
                f"The columns are: {', '.join(table.columns) or 'none'}.",
                file=str(table.path),
                line=table.header,
                column=name,
            )
    notes = [*table.notes, *absent(table, columns)]
    columns = {name: column for name, column in columns.items() if column in table.columns}
    numbered = [name for name in ("user", "item") if columns[name] in table.coded]
    made = {
        name: _identifiers(table.column(columns[name]))
        for name in ("user", "item")
        if name not in numbered
    }
    problems = [
        Problem(
            made[name].is_null(),
            f"The {name} is missing.",
            f"Every interaction needs a {name}.",
            columns[name],
        )
        for name in made
    ]
    if "timestamp" in columns:
        source = f"The column '{columns['timestamp']}' of {table.path.name}"
        given = blank_to_null(table.column(columns["timestamp"]))
        # A mapping may name one column for two things.
        alone = [*columns.values()].count(columns["timestamp"]) == 1
        room = table.spare.get(columns["timestamp"]) if alone else None
        found = times.to_utc(given, source, room)
        made["timestamp"] = found.values
        notes += [found.note] if found.note else []
        if found.bad.any():
            problems.append(
                Problem(
                    pl.Series(found.bad),
                    "This is no possible time (1990 to 2100, in the unit of the column).",
                    "Correct the time or leave it empty.",
                    columns["timestamp"],
                )
            )
    if "rating" in columns:
        given = blank_to_null(table.column(columns["rating"]))
        made["rating"] = _numbers(given)
        # The mask is made for the few files that need it: a sum is finite only if all values are.
        lost = made["rating"].null_count() > given.null_count()
        if lost or not math.isfinite(made["rating"].sum() or 0):
            problems.append(
                Problem(
                    given.is_not_null() & ~made["rating"].is_finite().fill_null(False),
                    "The rating is no number.",
                    "Write a number with a decimal point, or leave it empty.",
                    columns["rating"],
                )
            )
    if "split" in columns:
        given = as_ids(table.column(columns["split"])).str.to_lowercase()
        made["split"] = given.replace_strict(SPLITS, default=None, return_dtype=pl.Int8)
        problems.append(
            Problem(
                given.is_not_null() & made["split"].is_null(),
                "The split is none of 0, 1, 2, train, valid, test.",
                "Correct the label or leave it empty.",
                columns["split"],
            )
        )
    default = event or ("rating" if "rating" in columns else "interaction")
    if "event" in columns:
        coded = table.coded.get(columns["event"])
        made["event"] = _events(
            as_text(table.column(columns["event"])) if coded is None else coded,
            event or "interaction",
        )
    if "text" in columns:
        text = blank_to_null(as_text(table.column(columns["text"])))
        if text.null_count() < len(text):
            made["text"] = text
    frame = pl.DataFrame([series.alias(name) for name, series in made.items()])
    table, good = table.sift(problems)
    if good is not None:
        frame = frame.filter(good)
    kept = {name: table.coded[columns[name]] for name in numbered}
    return Log(table, frame, default, columns["item"], columns["user"], tuple(notes), kept)


def _identifiers(series: pl.Series) -> pl.Series:
    """Text and whole numbers as they are, anything else as text."""
    if series.dtype == pl.String or series.dtype.is_signed_integer():
        return series
    return as_ids(series)


def _numbers(series: pl.Series) -> pl.Series:
    if series.dtype.is_nested() or series.dtype == pl.Object:
        return pl.Series(series.name, [None] * len(series), dtype=pl.Float32)
    return series.cast(pl.Float32, strict=False)


def _events(values: pl.Series | Coded, default: str) -> pl.Series:
    """Known events under one name each, others in lower case; few distinct ones are expected."""
    coded = indexing.encode(values)
    text = coded.ids.str.to_lowercase()
    plain = text.str.replace_all(r"[\s_-]+", "")
    names = plain.replace_strict(EVENTS, default=None, return_dtype=pl.String).fill_null(text)
    names = pl.concat([names, pl.Series([default], dtype=pl.String)])
    return names.gather(np.where(coded.codes < 0, len(names) - 1, coded.codes))
