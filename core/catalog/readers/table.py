"""The plain layout: a table of items, one or more tables of interactions, media beside them."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import polars as pl

from core.catalog.readers.base import Detection, Reader, files_in, folder_of
from core.catalog.readers.mapping import (
    MAPPING_FILE,
    Layout,
    check,
    column_map,
    layout,
    load_mapping,
)
from core.catalog.rows import features, interactions, items, truth
from core.catalog.rows.assembly import assemble
from core.catalog.rows.columns import require
from core.catalog.rows.interactions import Log
from core.catalog.rows.items import Items
from core.catalog.rows.values import as_ids
from core.catalog.schema import Catalog
from core.catalog.text import tables
from core.catalog.text.header import ANY, ColumnTypes, Dialect
from core.catalog.text.table import Problem, Table
from core.errors import UserError
from core.progress import NOBODY, Reporter
from core.text import Text


class TableReader(Reader):
    """`items.{csv,tsv,parquet,jsonl}` + `interactions.{...}`, columns mapped by name.

    A mapping (see :mod:`core.catalog.readers.mapping`) names columns and files that their own
    names do not tell.
    """

    name = "table"
    place = 0
    title = Text("Tables of items and interactions (CSV, TSV, JSON lines, Parquet)")

    def detect(self, path: Path) -> Detection | None:
        folder = folder_of(path)
        if (folder / MAPPING_FILE).is_file():
            return Detection(
                0.97, Text("{mapping_file} maps its columns", mapping_file=MAPPING_FILE)
            )
        if path.is_file() and not tables.is_table(path):
            return None
        found = layout(path)
        named = [p.name for p in (found.items, *found.logs) if p is not None]
        if not named:
            return None
        # Histories alone may belong to a folder of media, which then describes the items.
        return Detection(
            0.8 if found.items else 0.5,
            Text("it holds {names}", names=Text.joined(" and ", named[:3])),
        )

    def read(
        self, path: Path, mapping: Mapping[str, str] | None = None, reporter: Reporter = NOBODY
    ) -> Catalog:
        folder = folder_of(path)
        chosen = dict(mapping) if mapping is not None else load_mapping(folder)
        found = _layout(path, chosen)
        notes = _unread(folder)
        if mapping is None and chosen:
            notes.insert(
                0, Text("Columns were mapped by {mapping_file}.", mapping_file=MAPPING_FILE)
            )
        problems: list[pl.DataFrame] = []
        with ThreadPoolExecutor(1) as side:
            # Items beside the histories: neither keeps all cores busy by itself.
            items_read = side.submit(_read_items, found.items, folder, chosen, reporter)
            users = None
            if found.users is not None:
                users, problem = read_users(found.users, chosen, reporter)
                problems.append(problem)
            logs = [read_log(log, chosen, _event(log, found.logs), reporter) for log in found.logs]
            made = items_read.result()
        planted = None
        if found.truth is not None and made is not None:
            planted, problem = truth.read(found.truth, made.frame.get_column("item"))
            problems.append(problem)
        return assemble(
            name=_name(folder),
            root=folder,
            reader=self.name,
            items=made,
            logs=logs,
            users=users,
            truth=planted,
            problems=problems,
            notes=notes,
            reporter=reporter,
        )


def _name(folder: Path) -> str:
    """The name its catalog.json gives (sample catalogs have one), else the folder's."""
    try:
        name = json.loads((folder / "catalog.json").read_text(encoding="utf-8"))["name"]
    except (OSError, ValueError, LookupError, TypeError):
        return folder.name
    return name.strip()[:100] if isinstance(name, str) and name.strip() else folder.name


def _layout(path: Path, mapping: Mapping[str, str]) -> Layout:
    """The files to read, with something in each entry of the mapping.

    Raises:
        UserError: there is neither a table of items nor one of interactions, or the mapping is
            wrong.

    """
    folder = folder_of(path)
    found = layout(path, mapping)
    if found.items is None and not found.logs:
        raise UserError(
            Text(
                "{folder} holds no table of items or interactions (looked at: {listing}).",
                folder=folder.name,
                listing=_listing(folder),
            ),
            "Name the files items.csv and interactions.csv, or tell with a mapping which is which.",
            file=str(folder),
        )
    if mapping:
        files = [file for file in (found.items, found.users, *found.logs) if file is not None]
        check(mapping, {file.name: tables.head(file, 1).frame.columns for file in files}, folder)
    return found


def _unread(folder: Path) -> list[Text]:
    """A note for each file that belongs to another layout."""
    return [
        Text(
            "{file} is not read: feature files belong to the MMRec layout, where the ids "
            "of items are their rows.",
            file=file.name,
        )
        for file in files_in(folder)
        if features.modality_of(file) is not None
    ]


def _read_items(
    path: Path | None, folder: Path, mapping: Mapping[str, str], reporter: Reporter
) -> Items | None:
    if path is None:
        return None
    table = tables.read(path, reporter=reporter)
    chosen = column_map("items", table.frame.columns, mapping, path)
    made = items.normalise(table, chosen, folder)
    return dataclasses.replace(made, notes=(*_differing(path, chosen), *made.notes))


def read_log(
    path: Path,
    mapping: Mapping[str, str] | None = None,
    event: str | None = None,
    reporter: Reporter = NOBODY,
    dialect: Dialect = ANY,
) -> Log:
    """Read one table of interactions, columns found by name or by the mapping.

    Raises:
        UserError: it cannot be read, or no column names the user or the item.

    """

    def choose(names: Sequence[str]) -> dict[str, str]:
        return column_map("interactions", names, mapping or {}, path)

    def types(names: Sequence[str]) -> ColumnTypes:
        return interactions.column_types(choose(names))

    table = tables.read(path, dataclasses.replace(dialect, types=types), reporter=reporter)
    chosen = choose(table.frame.columns)
    log = interactions.normalise(table, chosen, event)
    return dataclasses.replace(log, notes=(*log.notes, *_differing(path, chosen)))


def _event(path: Path, logs: Sequence[Path]) -> str | None:
    """The event a log's name speaks of; a lone `ratings.csv` says no more than its columns."""
    event = interactions.event_of(path)
    return None if event == "rating" and len(logs) == 1 else event


def read_users(
    path: Path,
    mapping: Mapping[str, str],
    reporter: Reporter,
    dialect: Dialect = ANY,
) -> tuple[pl.Series, pl.DataFrame]:
    """Distinct user ids of a table of users in file order, and quarantine entries.

    Raises:
        UserError: no column names the user.

    """
    table = tables.read(path, dialect, reporter=reporter)
    names = table.frame.columns
    return users_of(table, column_map("users", names, mapping, path))


def users_of(table: Table, chosen: Mapping[str, str]) -> tuple[pl.Series, pl.DataFrame]:
    """As :func:`read_users`, of rows read already, columns named by `chosen`."""
    require(table, chosen, "user")
    ids = as_ids(table.frame.get_column(chosen["user"]))
    table, good = table.sift(
        [
            Problem(
                ids.is_null(),
                Text("The user has no id."),
                Text("Give every user an id."),
                chosen["user"],
            ),
            Problem(
                ~ids.is_first_distinct(),
                Text("A user with this id came before; the first one is used."),
                Text("Remove the second row."),
                chosen["user"],
            ),
        ]
    )
    return (ids if good is None else ids.filter(good)).alias("user"), table.quarantine


def _differing(path: Path, chosen: Mapping[str, str]) -> list[Text]:
    renamed = [
        Text("'{column}' as {name}", column=column, name=Text(name))
        for name, column in chosen.items()
        if column != name
    ]
    return (
        [
            Text(
                "In {file} the columns were read so: {renamed}.",
                file=path.name,
                renamed=Text.joined(", ", renamed),
            )
        ]
        if renamed
        else []
    )


def _listing(folder: Path) -> str:
    names = [path.name for path in files_in(folder)]
    return ", ".join(names[:8]) + (" ..." if len(names) > 8 else "") if names else Text("no files")
