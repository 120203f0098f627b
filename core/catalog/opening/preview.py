"""How the first rows of a file would be read, and what has yet to be said of it."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from core.catalog.plan.model import File, Plan
from core.catalog.plan.read import users_of
from core.catalog.plan.said import ROLES
from core.catalog.rows import interactions, items
from core.catalog.rows.times import TimeFormat
from core.catalog.schema import FURTHER_ITEM_COLUMNS, ITEM_COLUMNS, QUARANTINE_COLUMNS, empty
from core.catalog.text.table import Table
from core.errors import UserError
from core.text import Text

_NEEDED: Mapping[str, tuple[str, ...]] = {"users": ("user",), "interactions": ("user", "item")}


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


def trial(head: Table, file: File, root: Path) -> Trial:
    """Read the first rows of a file as planned.

    Args:
        head: the first rows.
        file: what they are, and which column means what.
        root: folder that media paths are relative to.

    """
    chosen = file.chosen
    try:
        if file.holds == "items":
            made = items.normalise(head, chosen, root)
            known = (*ITEM_COLUMNS, *(n for n in FURTHER_ITEM_COLUMNS if n in made.frame.columns))
            shown = [name for name in known if name in chosen or name == "item"]
            return Trial(made.frame.select(shown), made.quarantine, made.notes)
        if file.holds == "users":
            ids, problems = users_of(head, chosen)
            return Trial(ids.to_frame(), problems)
        if file.holds == "interactions":
            return _log(head, file)
    except UserError as error:
        return Trial(
            pl.DataFrame(), problem=Text.joined(" ", filter(None, (error.message, error.remedy)))
        )
    return Trial(pl.DataFrame(), problem=Text("This file is not read."))


def _log(head: Table, file: File) -> Trial:
    written = TimeFormat.of(file.times) if file.times else None
    log = interactions.normalise(head, file.chosen, file.event, written)
    frame = log.frame
    if "timestamp" in frame.columns:
        time = pl.from_epoch("timestamp", "ms").dt.strftime("%Y-%m-%d %H:%M:%S")
        frame = frame.with_columns(time.alias("timestamp"))
    if "event" not in frame.columns:
        frame = frame.with_columns(pl.lit(log.event).alias("event"))
    if file.split is not None and "split" not in frame.columns:
        frame = frame.with_columns(pl.lit(file.split).alias("split"))
    return Trial(frame, log.table.quarantine, log.notes)


def missing(files: Iterable[File]) -> Text:
    """What has yet to be said before files can be read, as a sentence; "" if nothing."""
    files = list(files)
    for file in files:
        for meaning in _NEEDED.get(file.holds, ()):
            if meaning not in file.columns:
                return Text(
                    "Say which column of {name} names the {meaning}.",
                    name=file.file,
                    meaning=Text(meaning),
                )
    held = [file.holds for file in files]
    if held.count("users") > 1:
        return Text("Only one file can be the table of {table}.", table=Text("users"))
    if not {"items", "interactions"} & set(held):
        return Text("Say which file holds the items, and which the interactions.")
    return Text()


def mapping_of(plan: Plan) -> dict[str, str]:
    """A plan as a flat mapping, which says everything but parts of a split and events."""
    mapping = {
        holds: ";".join(file.file for file in plan.files if file.holds == holds) for holds in ROLES
    }
    for file in plan.files:
        for meaning in ROLES.get(file.holds, ()):
            column = file.columns.get(meaning)
            mapping[f"{file.file}.{meaning}"] = column.name if column else ""
    return mapping


def command(path: Path, mapping: Mapping[str, str]) -> str:
    """The same from the shell."""
    words = ["triptych", "open", str(path)]
    for key, column in mapping.items():
        words += ["--map", f"{key}={column}"]
    return shlex.join(words)
