"""Logs of any make to one time-ordered history per user."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from core.catalog.rows import indexing, times
from core.catalog.rows.columns import Parsed, Role, absent, require
from core.catalog.rows.values import as_ids, as_text, blank_to_null
from core.catalog.schema import OPTIONAL_INTERACTION_COLUMNS
from core.catalog.text import textfile
from core.catalog.text.header import ColumnTypes
from core.catalog.text.table import Problem, Table
from core.text import Text

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
#: Columns that no log can do without.
REQUIRED = ("user", "item")
#: Names in INTERACTION_COLUMNS to read as numbers at once if all their values allow it.
_NUMBERS: Mapping[str, pl.DataType] = {"timestamp": pl.Int64(), "rating": pl.Float32()}


def _identifiers(given: pl.Series, source: str) -> Parsed:
    """Text and whole numbers as they are, anything else as text."""
    plain = given.dtype == pl.String or given.dtype.is_signed_integer()
    values = given if plain else as_ids(given)
    return Parsed(values, values.is_null() if values.null_count() else None)


def _times(given: pl.Series, source: str) -> Parsed:
    found = times.to_utc(blank_to_null(given), source)
    return Parsed(found.values, pl.Series(found.bad) if found.bad.any() else None, found.note)


def _ratings(given: pl.Series, source: str) -> Parsed:
    given = blank_to_null(given)
    if given.dtype.is_nested() or given.dtype == pl.Object:
        values = pl.Series(given.name, [None] * len(given), dtype=pl.Float32)
    else:
        values = given.cast(pl.Float32, strict=False)
    # The mask is made for the few files that need it: a sum is finite only if all values are.
    if values.null_count() == given.null_count() and math.isfinite(values.sum() or 0):
        return Parsed(values)
    return Parsed(values, given.is_not_null() & ~values.is_finite().fill_null(False))


def _splits(given: pl.Series, source: str) -> Parsed:
    given = as_ids(given).str.to_lowercase()
    values = given.replace_strict(SPLITS, default=None, return_dtype=pl.Int8)
    return Parsed(values, given.is_not_null() & values.is_null())


def _events(given: pl.Series, source: str) -> Parsed:
    """Known events under one name each, others in lower case; few distinct ones are expected."""
    coded = indexing.encode(as_text(given))
    text = coded.ids.str.to_lowercase()
    plain = text.str.replace_all(r"[\s_-]+", "")
    names = plain.replace_strict(EVENTS, default=None, return_dtype=pl.String).fill_null(text)
    names = pl.concat([names, pl.Series([None], dtype=pl.String)])
    return Parsed(names.gather(np.where(coded.codes < 0, len(names) - 1, coded.codes)))


def _words(given: pl.Series, source: str) -> Parsed:
    return Parsed(blank_to_null(as_text(given)))


#: What a column of a log can be, by its name in INTERACTION_COLUMNS.
ROLES: Mapping[str, Role] = {
    "user": Role(
        ("user", "userid", "uid", "visitorid", "customerid", "customer", "reviewerid",
         "sessionid", "memberid", "username", "profileid"),
        _identifiers,
    ),
    "item": Role(
        ("item", "itemid", "productid", "product", "sku", "parentasin", "asin", "movieid",
         "videoid", "trackid", "songid", "articleid", "businessid", "bookid", "iid", "goodsid",
         "id"),
        _identifiers,
    ),
    "timestamp": Role(
        ("timestamp", "time", "datetime", "date", "unixreviewtime", "ts", "createdat",
         "eventtime", "reviewtime", "tdat", "when"),
        _times,
        Text("This is no possible time (1990 to 2100, in the unit of the column)."),
        Text("Correct the time or leave it empty."),
    ),
    "event": Role(
        ("event", "eventtype", "action", "behavior", "behaviour", "type", "interaction"), _events
    ),
    "rating": Role(
        ("rating", "score", "stars", "overall", "rate", "value"),
        _ratings,
        Text("The rating is no number."),
        Text("Write a number with a decimal point, or leave it empty."),
    ),
    "split": Role(
        ("split", "xlabel", "subset", "fold", "partition"),
        _splits,
        Text("The split is none of 0, 1, 2, train, valid, test."),
        Text("Correct the label or leave it empty."),
    ),
    "text": Role(
        ("text", "reviewtext", "review", "reviewbody", "comment", "content", "body", "summary"),
        _words,
    ),
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Log:
    """Interactions of one file, identifiers still as the file has them.

    Attributes:
        table: the rows they came from, one for one.
        frame: user and item (String or whole numbers, no nulls); timestamp, event, rating, split
            and text if the file tells them.
        event: what happened where `frame` has no events.
        item_column: the column of the table that names the item, for reports.
        user_column: the same for the user.
        notes: what was assumed.
    """

    table: Table
    frame: pl.DataFrame
    event: str
    item_column: str
    user_column: str
    notes: tuple[Text, ...] = ()


def column_types(columns: Mapping[str, str]) -> ColumnTypes:
    """How to read a log whose columns are known: name in INTERACTION_COLUMNS -> column."""
    return ColumnTypes(
        {columns[name]: kind for name, kind in _NUMBERS.items() if name in columns},
        [columns[name] for name in REQUIRED if name in columns],
    )


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
    for name in REQUIRED:
        require(table, columns, name)
    notes = [*table.notes, *absent(table, columns)]
    columns = {name: column for name, column in columns.items() if column in table.frame.columns}
    made: list[pl.Series] = []
    problems: list[Problem] = []
    for name, role in ROLES.items():
        if name not in columns:
            continue
        column = columns[name]
        parsed = role.parse(
            table.frame.get_column(column),
            Text("The column '{column}' of {file}", column=column, file=table.path.name),
        )
        values = parsed.values
        if name == "event":
            values = values.fill_null(event or "interaction")
        if name not in OPTIONAL_INTERACTION_COLUMNS or values.null_count() < len(values):
            made.append(values.alias(name))
        if parsed.bad is not None:
            reason = role.reason or Text("The {name} is missing.", name=Text(name))
            remedy = role.remedy or Text("Every interaction needs a {name}.", name=Text(name))
            problems.append(Problem(parsed.bad, reason, remedy, column))
        notes += [parsed.note] if parsed.note else []
    frame = pl.DataFrame(made)
    table, good = table.sift(problems)
    if good is not None:
        frame = frame.filter(good)
    default = event or ("rating" if "rating" in columns else "interaction")
    return Log(table, frame, default, columns["item"], columns["user"], tuple(notes))
