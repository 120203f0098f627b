"""The first rows of every table of a folder, and how a mapping would read them."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from core.catalog.readers.base import folder_of
from core.catalog.readers.mapping import ROLES, column_map, layout
from core.catalog.readers.table import users_of
from core.catalog.rows import interactions, items
from core.catalog.rows.columns import guess
from core.catalog.schema import ITEM_COLUMNS, QUARANTINE_COLUMNS, empty
from core.catalog.text import tables
from core.catalog.text.table import Table
from core.errors import UserError
from core.text import Text

#: Tables of a folder that are looked into; a folder of downloads may hold hundreds.
MOST_FILES = 40


@dataclass(frozen=True, eq=False)
class Preview:
    """The first rows of one file, for a dialog that maps columns.

    Attributes:
        file: name of the file in the folder.
        table: what it was taken for: "items", "users", "interactions", "truth", or "" if nothing.
        guess: meaning -> column, as it would be read now.
        head: the first rows.
        problem: why it cannot be read, empty if it can.
    """

    file: str
    table: str
    guess: Mapping[str, str]
    head: Table
    problem: Text = Text()

    @property
    def columns(self) -> tuple[str, ...]:
        """Its columns in file order."""
        return tuple(self.head.frame.columns)

    @property
    def rows(self) -> pl.DataFrame:
        """The first rows."""
        return self.head.frame

    def guess_as(self, table: str) -> dict[str, str]:
        """Meaning -> column, were it this table ("items", "users" or "interactions")."""
        return guess(self.columns, ROLES[table])


def preview(path: Path, mapping: Mapping[str, str] | None = None, rows: int = 20) -> list[Preview]:
    """Look into the tables of a folder, however large, as a mapping would read them.

    Args:
        path: folder, or a file in it, which then comes first.
        mapping: the mapping so far; what it names wrongly is guessed again.
        rows: how many rows to show.

    """
    folder = folder_of(path)
    mapping = mapping or {}
    try:
        found = layout(path, mapping)
    except UserError:
        found = layout(path)
    kinds = {found.items: "items", found.users: "users", found.truth: "truth"}
    kinds |= dict.fromkeys(found.logs, "interactions")
    files = tables.in_folder(folder)
    files.sort(key=lambda file: (file != path, file not in kinds))
    previews = []
    for file in files[:MOST_FILES]:
        table = kinds.get(file, "")
        try:
            head = tables.head(file, rows)
        except UserError as error:
            nothing = Table(file, pl.DataFrame())
            previews.append(Preview(file.name, table, {}, nothing, error.message))
            continue
        names = head.frame.columns
        columns: dict[str, str] = {}
        if table in ROLES:
            known = {key: name for key, name in mapping.items() if name in names or not name}
            columns = column_map(table, names, known, file)
        previews.append(Preview(file.name, table, columns, head))
    return previews


@dataclass(frozen=True, eq=False)
class Choice:
    """What somebody said about one file.

    Attributes:
        table: "items", "users", "interactions", or "" for a file that is not to be read.
        columns: meaning -> column; the others mean nothing.
    """

    table: str
    columns: Mapping[str, str] = field(default_factory=dict)


def to_mapping(path: Path, choices: Mapping[str, Choice]) -> dict[str, str]:
    """The smallest mapping that reads a folder as chosen.

    Args:
        path: folder, or a file in it.
        choices: by name of the file; a file without one is left to guessing.

    """
    folder = folder_of(path)
    by_default = layout(path)
    guessed: dict[str, list[Path | None]] = {
        "items": [by_default.items],
        "users": [by_default.users],
        "interactions": [*by_default.logs],
    }
    mapping = {}
    for table, files in guessed.items():
        wanted = [name for name, choice in choices.items() if choice.table == table]
        if sorted(wanted) != sorted(file.name for file in files if file is not None):
            mapping[table] = ";".join(wanted)
    for name, choice in choices.items():
        if choice.table in ROLES:
            mapping |= _columns(folder / name, choice)
    return mapping


def _columns(path: Path, choice: Choice) -> dict[str, str]:
    """Entries until guessing agrees; each may free or take a column that others guessed."""
    names = tables.head(path, 1).frame.columns
    entries: dict[str, str] = {}
    while True:
        found = column_map(choice.table, names, entries, path)
        wanted = {name: choice.columns.get(name) for name in ROLES[choice.table]}
        differing = [name for name, column in wanted.items() if found.get(name) != column]
        if not differing:
            return entries
        entries |= {f"{path.name}.{name}": choice.columns.get(name, "") for name in differing}


def missing(choices: Mapping[str, Choice]) -> str:
    """What has yet to be said before a folder can be opened, as a sentence; "" if nothing."""
    for name, choice in choices.items():
        needed = {"items": ("item",), "users": ("user",), "interactions": ("user", "item")}
        for meaning in needed.get(choice.table, ()):
            if meaning not in choice.columns:
                return Text(
                    "Say which column of {name} names the {meaning}.",
                    name=name,
                    meaning=Text(meaning),
                )
    tables_said = [choice.table for choice in choices.values()]
    for table in ("items", "users"):
        if tables_said.count(table) > 1:
            return Text("Only one file can be the table of {table}.", table=Text(table))
    if not {"items", "interactions"} & set(tables_said):
        return Text("Say which file holds the items, and which the interactions.")
    return ""


@dataclass(frozen=True, eq=False)
class Trial:
    """The first rows of a file as they would be read.

    Attributes:
        rows: what is kept, one column a meaning.
        quarantine: QUARANTINE_COLUMNS, rows that could not be read or used.
        notes: what was assumed.
        problem: why nothing can be read, empty if something can.
    """

    rows: pl.DataFrame
    quarantine: pl.DataFrame = field(default_factory=lambda: empty(QUARANTINE_COLUMNS))
    notes: tuple[Text, ...] = ()
    problem: Text = Text()


def trial(head: Table, choice: Choice) -> Trial:
    """Read the first rows of a file as chosen."""
    chosen = dict(choice.columns)
    try:
        if choice.table == "items":
            made = items.normalise(head, chosen, folder_of(head.path))
            shown = [name for name in ITEM_COLUMNS if name in chosen]
            return Trial(made.frame.select(shown), made.quarantine, made.notes)
        if choice.table == "users":
            ids, problems = users_of(head, chosen)
            return Trial(ids.to_frame(), problems)
        if choice.table == "interactions":
            log = interactions.normalise(head, chosen, interactions.event_of(head.path))
            frame = log.frame
            if "timestamp" in frame.columns:
                time = pl.from_epoch("timestamp", "ms").dt.strftime("%Y-%m-%d %H:%M:%S")
                frame = frame.with_columns(time.alias("timestamp"))
            if "event" not in frame.columns:
                frame = frame.with_columns(pl.lit(log.event).alias("event"))
            return Trial(frame, log.table.quarantine, log.notes)
    except UserError as error:
        return Trial(
            pl.DataFrame(), problem=Text.joined(" ", filter(None, (error.message, error.remedy)))
        )
    return Trial(pl.DataFrame(), problem=Text("This file is not read."))


def command(path: Path, mapping: Mapping[str, str]) -> str:
    """The same from the shell."""
    words = ["triptych", "open", str(path)]
    for key, column in mapping.items():
        words += ["--map", f"{key}={column}"]
    return shlex.join(words)
