"""What a column of a stranger's table can mean, and which one does."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import polars as pl

from core.catalog.text.table import Table
from core.errors import UserError
from core.text import Text


class Parsed(NamedTuple):
    """A column as it is meant.

    Attributes:
        values: one for each row, null where there is none or it is bad.
        bad: Boolean without nulls, true where a row cannot be used for this value; None: nowhere.
        note: what was assumed, empty if nothing.
    """

    values: pl.Series
    bad: pl.Series | None = None
    note: Text = Text()


#: From a column, and what to call it in a note.
Parser = Callable[[pl.Series, str], Parsed]


@dataclass(frozen=True)
class Role:
    """What a column can be.

    Attributes:
        synonyms: names seen in the wild, best first, as `plain` has them.
        parse: reads its values.
        reason: what is wrong with a row whose value is bad; empty if it can only be missing.
        remedy: what to do about it.
    """

    synonyms: Sequence[str]
    parse: Parser = lambda given, source: Parsed(given)
    reason: Text = Text()
    remedy: Text = Text()


Roles = Mapping[str, Role]


def plain(name: str) -> str:
    """A column name reduced to what matters: `User_ID:token` -> `userid`."""
    return re.sub(r"[\W_]+", "", name.rsplit(":", 1)[0] if ":" in name else name).casefold()


def guess(columns: Sequence[str], roles: Roles) -> dict[str, str]:
    """Role -> column, for every role that a column name suggests. No column twice."""
    by_name: dict[str, str] = {}
    for column in sorted(columns, key=lambda name: name.casefold() != plain(name)):
        by_name.setdefault(plain(column), column)  # `id` before `_id`
    found: dict[str, str] = {}
    for meaning, role in roles.items():
        candidates = (by_name[name] for name in role.synonyms if name in by_name)
        free = [name for name in candidates if name not in found.values()]
        if free:
            found[meaning] = free[0]
    return found


def require(table: Table, columns: Mapping[str, str], name: str) -> None:
    """See that the table has the column of a role that it cannot do without.

    Raises:
        UserError: it has not.

    """
    if columns.get(name) in table.frame.columns:
        return
    raise UserError(
        Text("{path} has no column that names the {name}.", path=table.path.name, name=Text(name)),
        Text(
            "Name it '{name}', or tell which column it is with a column mapping. The columns "
            "are: {columns}.",
            name=name,
            columns=", ".join(table.frame.columns) or Text("none"),
        ),
        file=str(table.path),
        line=table.header,
        column=name,
    )


def absent(table: Table, columns: Mapping[str, str]) -> list[Text]:
    """A note for each column that a layout prescribes and the file does not have."""
    return [
        Text(
            "{path} has no column '{column}'; its {name} is unknown.",
            path=table.path.name,
            column=column,
            name=Text(name),
        )
        for name, column in columns.items()
        if column not in table.frame.columns
    ]
