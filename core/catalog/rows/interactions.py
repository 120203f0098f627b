"""Logs of any make to one time-ordered history per user."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np
import polars as pl

from core.catalog import quarantine
from core.catalog.rows import events, indexing, ratings, times
from core.catalog.rows.columns import Parsed, Role, absent, require
from core.catalog.rows.events import EVENTS as EVENTS
from core.catalog.rows.events import SPLITS as SPLITS
from core.catalog.rows.events import event_of as event_of
from core.catalog.rows.indexing import Coded, Numberer
from core.catalog.rows.timeformat import TimeFormat, Times
from core.catalog.rows.values import as_ids, as_text, blank_to_null, missing_to_null
from core.catalog.schema import OPTIONAL_INTERACTION_COLUMNS
from core.catalog.text.header import ColumnTypes
from core.catalog.text.table import Problem, Table
from core.text import Text

#: Columns that no log can do without.
REQUIRED = ("user", "item")
#: Names in INTERACTION_COLUMNS to read as numbers at once if all their values allow it.
_NUMBERS: Mapping[str, pl.DataType] = {
    "timestamp": pl.Int64(), "rating": pl.Float32(), "count": pl.Float32()
}  # fmt: skip
#: Values that could not be read and are told by example, at most.
_EXAMPLES = 3


def _identifiers(given: pl.Series, source: str) -> Parsed:
    """Text and whole numbers as they are, anything else as text."""
    whole = given.dtype.is_signed_integer() and given.dtype != pl.Int128
    plain = given.dtype == pl.String or whole
    values = given if plain else as_ids(given)
    return Parsed(values, values.is_null() if values.null_count() else None)


def _times(given: pl.Series, source: str) -> Parsed:
    return _parsed(times.to_utc(given, source))


def _parsed(found: Times) -> Parsed:
    return Parsed(found.values, pl.Series(found.bad) if found.bad.any() else None, found.note)


def _splits(given: pl.Series, source: str) -> Parsed:
    given = missing_to_null(as_ids(given)).str.to_lowercase()
    values = given.replace_strict(SPLITS, default=None, return_dtype=pl.Int8)
    return Parsed(values, given.is_not_null() & values.is_null())


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
         "eventtime", "reviewtime", "tdat", "unixtimestamp", "timestampms", "timems", "unixtime",
         "eventtimestamp", "eventdate", "clicktime", "viewedat", "playedat", "listenedat",
         "watchedat", "ratedat", "reviewedat", "reviewdate", "orderdate", "ordertime",
         "purchasedate", "purchasetime", "invoicedate", "visitdate", "createtime", "createdate",
         "dateadded", "when"),
        _times,
        Text("This is no possible time, as those of the column are written"),
        Text("Correct the time or leave it empty."),
    ),
    #: Beside a day, where the time of it stands in a column of its own.
    "clock": Role(("clock", "timeofday"), _words),
    "event": Role(
        ("event", "eventtype", "action", "behavior", "behaviour", "type", "interaction"),
        events.read,
    ),
    "rating": Role(
        ("rating", "score", "stars", "overall", "rate", "userrating", "bookrating", "movierating",
         "myrating", "ratingscore", "reviewscore", "reviewrating", "overallrating", "ratingvalue",
         "starrating", "liked", "islike", "isliked", "isclick", "isclicked", "clicked", "votedup",
         "isrecommended", "recommended", "watchratio", "completion", "label", "value"),
        ratings.read,
        Text("The rating is no number"),
        Text("Write a number with a decimal point, or leave it empty."),
    ),
    "count": Role(
        ("count", "playcount", "plays", "listencount", "listens", "numplays", "nplays",
         "playtimes", "timesplayed", "frequency", "quantity", "weight"),
        ratings.read_counts,
        Text("The count is no number"),
        Text("Write a number, or leave it empty."),
    ),
    "split": Role(
        ("split", "xlabel", "subset", "fold", "partition"),
        _splits,
        Text("The split is none of 0, 1, 2, train, valid, test"),
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
        frame: user and item (String, whole numbers or numbers of `ids`, no nulls); timestamp or
            order, event, rating, count, split and text if the file tells them.
        event: what happened where `frame` has no events.
        columns: of the table, by what they were read as.
        times: how its times were read, None if it has none.
        notes: what was assumed.
        tells: what its table says of the items themselves: name in ITEM_COLUMNS, or of an
            attribute -> column.
        ids: what the numbers of users or items mean that were numbered while they were read.
    """

    table: Table
    frame: pl.DataFrame
    event: str
    columns: Mapping[str, str]
    times: Times | None = None
    notes: tuple[Text, ...] = ()
    tells: Mapping[str, str] = field(default_factory=dict)
    ids: Mapping[str, pl.Series] = field(default_factory=dict)

    def coded(self, name: str) -> Coded:
        """Users or items, numbered in order of first appearance."""
        if name not in self.ids:
            return indexing.encode(self.frame.get_column(name))
        return indexing.settled(self._numbered(name))

    def rows_of(self, name: str, known: pl.Series) -> np.ndarray:
        """Users or items as rows of the `known` ones, int32 [n], -1 where they are unknown."""
        if name not in self.ids:
            return indexing.lookup(self.frame.get_column(name), known)
        return indexing.rows_of(self._numbered(name), known)

    def written(self, name: str, rows: np.ndarray | None = None) -> pl.Series:
        """Users or items of these rows, or all, as the file has them."""
        column = self.frame.get_column(name)
        column = column if rows is None else column.gather(rows)
        return self.ids[name].gather(column) if name in self.ids else column

    def _numbered(self, name: str) -> Coded:
        return Coded(self.frame.get_column(name).to_numpy(), self.ids[name])


def column_types(
    columns: Mapping[str, str], known: Mapping[str, Callable[[], pl.Series | None]] | None = None
) -> ColumnTypes:
    """How to read a log whose columns are known: users and items are numbered meanwhile.

    Args:
        columns: name in INTERACTION_COLUMNS -> column.
        known: who gives the ids of the items, or users, that are known, if any are.

    """
    given = known or {}
    return ColumnTypes(
        {columns[name]: kind for name, kind in _NUMBERS.items() if name in columns},
        {
            columns[name]: partial(_numberer, given.get(name))
            for name in REQUIRED
            if name in columns
        },
    )


def _numberer(known: Callable[[], pl.Series | None] | None) -> Numberer:
    return Numberer(None if known is None else known())


def normalise(
    table: Table,
    columns: Mapping[str, str],
    event: str | None = None,
    time_format: TimeFormat | None = None,
) -> Log:
    """Make interactions of the rows of `table`.

    Rows without a user or an item go to quarantine. Of others a value that cannot be read costs
    that value: it is null, and told.

    Args:
        table: the rows.
        columns: name in INTERACTION_COLUMNS -> column of the table; "user" and "item" needed.
        event: what happened, if no column says so. None: "rating" if there are ratings, else
            "interaction".
        time_format: how times are written; None to find out.

    Raises:
        UserError: no column names the user, or the item.

    """
    for name in REQUIRED:
        require(table, columns, name)
    notes = [*table.notes, *absent(table, columns)]
    columns = {name: columns[name] for name in ROLES if columns.get(name) in table.frame.columns}
    sources = {
        name: Text("The column '{column}' of {file}", column=column, file=table.path.name)
        for name, column in columns.items()
    }
    given = {name: table.frame.get_column(column) for name, column in columns.items()}
    clock = given.pop("clock", None)
    if clock is not None and "timestamp" in given:
        given["timestamp"] = times.together(given["timestamp"], clock)
    when: Times | None = None
    parsed: dict[str, Parsed] = {}
    for name, column in given.items():
        if name == "timestamp":
            when = times.to_utc(column, sources[name], time_format)
            parsed[name] = _parsed(when)
        else:
            parsed[name] = ROLES[name].parse(column, sources[name])
    missing: list[Problem] = []
    unread: list[Problem] = []
    for name, found in parsed.items():
        notes += [found.note] if found.note else []
        problem = _problem(name, columns[name], found)
        if name in REQUIRED:
            missing += problem
        elif found.values.null_count() < len(found.values):
            unread += problem
            notes += [_unread(given[name], one.mask, sources[name]) for one in problem]
        elif problem and not found.note:
            notes.append(
                Text(
                    "{source} holds no {name}; it is not used.",
                    source=sources[name],
                    name=Text(name),
                )
            )
    frame = pl.DataFrame(_columns(parsed, event or "interaction", when))
    told = [_kept(table, problem, missing) for problem in unread]
    table, good = table.sift(missing)
    table = replace(table, quarantine=quarantine.join([table.quarantine, *told]))
    return Log(
        table,
        frame if good is None else frame.filter(good),
        event or ("rating" if "rating" in columns else "interaction"),
        columns,
        when,
        tuple(notes),
        ids={name: table.ids[columns[name]] for name in REQUIRED if columns[name] in table.ids},
    )


def _columns(parsed: Mapping[str, Parsed], event: str, when: Times | None) -> Iterator[pl.Series]:
    """The columns of a log; `event` is what happened where the file does not say."""
    for name, found in parsed.items():
        values = found.values.fill_null(event) if name == "event" else found.values
        if name in OPTIONAL_INTERACTION_COLUMNS and values.null_count() == len(values):
            continue
        ordinal = name == "timestamp" and when is not None and when.format.kind == "order"
        yield values.alias("order" if ordinal else name)


def _problem(name: str, column: str, found: Parsed) -> list[Problem]:
    """What is wrong with the values of a column, if anything."""
    if found.bad is None:
        return []
    role = ROLES[name]
    reason = role.reason or Text("The {name} is missing.", name=Text(name))
    remedy = role.remedy or Text("Every interaction needs a {name}.", name=Text(name))
    return [Problem(found.bad, reason, remedy, column)]


def _unread(given: pl.Series, bad: pl.Series, source: Text) -> Text:
    few = given.filter(bad).head(_EXAMPLES).cast(pl.String, strict=False).str.slice(0, 40)
    return Text(
        "{n:,} values of {source} could not be read (such as {few}); the rows were kept "
        "without them.",
        n=int(bad.sum()),
        source=source,
        few=", ".join(map(str, few.to_list())),
    )


def _kept(table: Table, problem: Problem, missing: Sequence[Problem]) -> pl.DataFrame:
    """Entries of rows that lose a value, less those of rows that are left out altogether."""
    mask = problem.mask.to_numpy().copy()
    for other in missing:
        mask &= ~other.mask.to_numpy()
    reason = quarantine.kept(problem.reason)
    return table.entries(np.flatnonzero(mask), reason, problem.remedy, problem.column)
