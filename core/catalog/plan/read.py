"""The second step of opening: read the tables of a folder as a plan says."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import polars as pl

from core import workspace
from core.catalog.plan.looking import completed, look_at_tables
from core.catalog.plan.model import File, Plan
from core.catalog.rows import interactions, items, joining, truth
from core.catalog.rows.assembly import assemble
from core.catalog.rows.columns import require
from core.catalog.rows.interactions import Log
from core.catalog.rows.items import Items
from core.catalog.rows.times import TimeFormat
from core.catalog.rows.values import as_ids
from core.catalog.schema import QUARANTINE_COLUMNS, Catalog, empty
from core.catalog.text import tables
from core.catalog.text.header import ANY, ColumnTypes, Dialect
from core.catalog.text.table import Problem, Table
from core.errors import UserError
from core.progress import NOBODY, Reporter
from core.text import Text

#: Files that are named one by one among those not read.
_NAMED = 12


def read(plan: Plan, reporter: Reporter = NOBODY) -> Catalog:
    """Read the tables that a plan names.

    Raises:
        UserError: a file or column is not there, or cannot be read.

    """
    folder = Path(plan.folder)
    problems: list[pl.DataFrame] = []
    with ThreadPoolExecutor(1) as side:
        # Items beside the histories: neither keeps all cores busy by itself.
        items_read = side.submit(read_items, plan, reporter)
        users, problem = read_users(plan, reporter)
        problems.append(problem)

        def known() -> pl.Series | None:
            made = items_read.result()
            return None if made is None else made.frame.get_column("item")

        given = {"item": known, "user": lambda: users}
        logs = [read_log(folder, file, reporter, given) for file in plan.of("interactions")]
        made = items_read.result()
    planted = None
    for file in plan.of("truth")[:1]:
        if made is not None:
            planted, problem = truth.read(_path(folder, file), made.frame.get_column("item"))
            problems.append(problem)
    return assemble(
        name=_name(folder),
        root=folder,
        reader="table",
        items=made,
        logs=logs,
        users=users,
        truth=planted,
        problems=problems,
        notes=notes(plan),
        reporter=reporter,
    )


def notes(plan: Plan) -> list[Text]:
    """What was assumed, and what in sight is not read, as sentences."""
    said = [Text("The columns were read as {told} says.", told=plan.told)] if plan.told else []
    said += [question.text for question in plan.questions]
    return said + unread(
        [
            *((file.file, 1, file.why) for file in plan.unused),
            *((aside.what, aside.count, aside.why) for aside in plan.asides if not aside.used),
        ]
    )


def unread(left: Sequence[tuple[str, int, Text]]) -> list[Text]:
    """What is not read, how many files of it, and why, as sentences; beyond some, how many."""
    said = []
    for what, count, why in left[:_NAMED]:
        if count > 1:
            words = Text(
                "{count:,} files {what} are not read: {why}.", count=count, what=what, why=why
            )
        else:
            words = Text("{file} is not read: {why}.", file=what, why=_unended(why))
        said.append(words)
    if len(left) > _NAMED:
        more = sum(count for _, count, _ in left[_NAMED:])
        said.append(
            Text(
                "{more:,} more files are not read; the plan names each with its reason.", more=more
            )
        )
    return said


def _unended(why: Text) -> Text:
    """A reason that is a sentence of its own (what is wrong with a file), without its stop."""
    return Text("{why}", why=why[:-1]) if why.endswith(".") and not why.values else why


def _name(folder: Path) -> str:
    """The name its catalog.json gives (sample catalogs have one), else the folder's."""
    try:
        name = workspace.parse_json(folder / "catalog.json")["name"]
    except (OSError, ValueError, LookupError, TypeError):
        return folder.name
    return name.strip()[:100] if isinstance(name, str) and name.strip() else folder.name


def _path(folder: Path, file: File) -> Path:
    """Where a file of a plan lies.

    Raises:
        UserError: it is not there, or not in the folder.

    """
    path = workspace.inside(folder, file.file)
    if path is None or not tables.exists(path):
        raise UserError(
            Text("The plan names {file}, which is not in {folder}.", file=file.file, folder=folder),
            "Correct the plan, or look anew without it.",
            file=str(folder / file.file),
        )
    return path


def read_items(plan: Plan, reporter: Reporter = NOBODY) -> Items | None:
    """The items of a plan, None if no table holds them."""
    folder = Path(plan.folder)
    parts = []
    for file in plan.of("items"):
        table = _table(folder, file, reporter=reporter)
        made = items.normalise(table, file.chosen, folder)
        if "item" not in file.columns and len(plan.of("items")) > 1:  # each counts its own
            apart = pl.lit(f"{table.path.stem}/") + pl.col("item")
            made = dataclasses.replace(made, frame=made.frame.with_columns(apart))
        parts.append(dataclasses.replace(made, notes=(*differing(file), *made.notes)))
    return items.concat(parts) if parts else None


def read_log(
    folder: Path,
    file: File,
    reporter: Reporter = NOBODY,
    known: Mapping[str, Callable[[], pl.Series | None]] | None = None,
) -> Log:
    """Read one table of interactions as planned; `known` as for `interactions.column_types`.

    Raises:
        UserError: it cannot be read, or no column names the user or the item.

    """
    chosen = file.chosen

    as_written = bool(file.lists or file.spread or file.joins)

    def types(_names: Sequence[str]) -> ColumnTypes:
        found = interactions.column_types(chosen, known)
        return dataclasses.replace(found, identifiers={}) if as_written else found

    table = _table(folder, file, Dialect(types=types), reporter)
    written = TimeFormat.of(file.times) if file.times else None
    log = interactions.normalise(table, chosen, file.event, written)
    if file.split is not None and "split" not in log.frame.columns:
        part = pl.lit(file.split, dtype=pl.Int8).alias("split")
        log = dataclasses.replace(log, frame=log.frame.with_columns(part))
    tells = {k: one.name for k, one in file.tells.items() if one.name in table.frame.columns}
    return dataclasses.replace(log, notes=(*log.notes, *differing(file)), tells=tells)


def _table(folder: Path, file: File, dialect: Dialect = ANY, reporter: Reporter = NOBODY) -> Table:
    """A table with the rows of those it is joined with beside its own."""
    table = tables.read(_path(folder, file), dialect, reporter=reporter)
    for join in file.joins:
        other = tables.read(_path(folder, File(file=join.file)), reporter=reporter)
        table = joining.joined(table, other, join)
    return completed(table, file)


def histories(folder: Path, reporter: Reporter = NOBODY) -> list[Log]:
    """The logs in a folder whose items are not in tables.

    Raises:
        UserError: as :func:`read_log`.

    """
    found = look_at_tables(folder).plan.of("interactions")
    return [read_log(folder, file, reporter) for file in found]


def log_of(path: Path, event: str | None, reporter: Reporter = NOBODY) -> Log:
    """One file that is known to be a log, its columns found by looking.

    Raises:
        UserError: as :func:`read_log`.

    """
    looked = look_at_tables(path, {"interactions": path.name})
    file = looked.plan.of("interactions")[0].model_copy(update={"event": event})
    return read_log(path.parent, file, reporter)


def read_users(plan: Plan, reporter: Reporter) -> tuple[pl.Series | None, pl.DataFrame]:
    """Distinct user ids of a plan's table of users, None if there is none; quarantine entries."""
    for file in plan.of("users")[:1]:
        return users_of(tables.read(_path(Path(plan.folder), file), reporter=reporter), file.chosen)
    return None, empty(QUARANTINE_COLUMNS)


def users_of(table: Table, chosen: Mapping[str, str]) -> tuple[pl.Series, pl.DataFrame]:
    """Distinct user ids of a table of users in file order, and quarantine entries.

    Raises:
        UserError: no column names the user.

    """
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


def differing(file: File) -> list[Text]:
    """Notes on columns that are not called what they are read as, and on those a log leaves."""
    used = {*file.chosen.values(), *(column.name for column in file.tells.values())}
    used |= {join.on for join in file.joins}
    names = file.names if file.spread is None else file.spread.keep
    left = [name for name in names if name not in used]
    if file.holds == "interactions" and left:
        words = Text(
            "In {file} these columns are not used: {left}.", file=file.file, left=", ".join(left)
        )
        return [*_renamed(file), words]
    return _renamed(file)


def _renamed(file: File) -> list[Text]:
    renamed = [
        Text("'{column}' as {name}", column=column, name=Text(name))
        for name, column in file.chosen.items()
        if column != name
    ]
    if not renamed:
        return []
    return [
        Text(
            "In {file} the columns were read so: {renamed}.",
            file=file.file,
            renamed=Text.joined(", ", renamed),
        )
    ]
