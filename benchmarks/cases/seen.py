"""What the product made of a folder, as plain values: the judge knows no class of core."""

from __future__ import annotations

import importlib
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import polars as pl

from core.catalog.modality import FILES
from core.catalog.opening.open import open_catalog
from core.catalog.quarantine import lost, plain
from core.catalog.schema import Catalog
from core.errors import UserError

SPLITS = ("train", "valid", "test")


@dataclass(frozen=True)
class Met:
    """One interaction; `time` in seconds since 1970, `fields` without what it has not."""

    user: str
    item: str
    time: float | None
    fields: Mapping[str, object]


@dataclass(frozen=True)
class Entry:
    """One entry of the quarantine; `kept` if its row is in the catalog."""

    file: str
    line: int | None
    column: str | None
    said: str
    row: str
    kept: bool


@dataclass(frozen=True)
class Seen:
    """A catalog, or why there is none.

    Attributes:
        items: id -> what it has, media as paths relative to the folder.
        users: ids.
        log: interactions in the order of the catalog.
        features: modality -> rows that have some.
        quarantine: its entries.
        said: notes.
        questions: what a person is asked, each with all its words.
        unused: what is told to be left aside -> the reason.
        roles: table -> "items", "log" or "users", as the plan says.
        refused: the sentence of the error, "" if it opened.
        crashed: the traceback of another error.

    """

    items: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    users: Sequence[str] = ()
    log: Sequence[Met] = ()
    features: Mapping[str, int] = field(default_factory=dict)
    quarantine: Sequence[Entry] = ()
    said: Sequence[str] = ()
    questions: Sequence[str] = ()
    unused: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    refused: str = ""
    crashed: str = ""


def look_and_read(folder: Path) -> Seen:
    """Open a folder as a person does who drops it on the window."""
    try:
        return _looked(folder, of_catalog(open_catalog(folder)))
    except UserError as error:
        return Seen(refused=str(error))
    except Exception:
        return Seen(crashed=traceback.format_exc())


def _looked(folder: Path, seen: Seen) -> Seen:
    """With the questions of the plan, what it reads, and what it leaves aside."""
    try:
        look = importlib.import_module("core.catalog.opening.look").look
    except ModuleNotFoundError:
        return seen
    plan = look(folder)
    asked = [
        " ".join([one.file, f"'{one.about}'", str(one.text), *one.options])
        for one in plan.questions
    ]
    unused = {file.file: str(file.why) for file in plan.unused}
    unused |= {one.what: str(one.why) for one in plan.asides if not one.used}
    names = {"interactions": "log"}
    roles = {file.file: names.get(file.holds, file.holds) for file in plan.files if file.holds}
    return replace(seen, questions=asked, unused=unused, roles=roles)


def of_catalog(catalog: Catalog) -> Seen:
    """A catalog as plain values."""
    return Seen(
        items=_items(catalog),
        users=catalog.users["user"].to_list(),
        log=_log(catalog),
        features={
            name: int((~np.isnan(array).reshape(len(array), -1).all(axis=1)).sum())
            for name, array in catalog.features.items()
        },
        quarantine=_entries(catalog.quarantine),
        said=[str(note) for note in catalog.notes],
    )


def _items(catalog: Catalog) -> dict[str, dict[str, object]]:
    found = {}
    for row in catalog.items.iter_rows(named=True):
        there = {name: value for name, value in row.items() if value not in (None, "")}
        identity = str(there.pop("item"))
        for kind in FILES:
            if kind in there:
                there[kind] = _inside(catalog.root, str(there[kind]))
        # What is shown for want of words of its own.
        shown: dict[str, set[object]] = {
            "title": {identity},
            "text": {identity, there.get("title")},
        }
        found[identity] = {
            name: value for name, value in there.items() if value not in shown.get(name, ())
        }
    return found


def _inside(root: Path, path: str) -> str:
    place = (root / path).resolve()
    return place.relative_to(root.resolve()).as_posix() if place.is_file() else path


def _log(catalog: Catalog) -> list[Met]:
    users, items = catalog.users["user"].to_list(), catalog.items["item"].to_list()
    rule = getattr(catalog, "wish", None)
    said = rule.verdicts(catalog.interactions) if rule else None
    found = []
    for place, row in enumerate(catalog.interactions.iter_rows(named=True)):
        there = {name: value for name, value in row.items() if value is not None}
        user, item, time = there.pop("user"), there.pop("item"), there.pop("timestamp", None)
        if "split" in there:
            there["split"] = SPLITS[there["split"]]
        if "count" in there:
            there["weight"] = there.pop("count")
        there["wish"] = said is None or bool(said[place] == 1)
        found.append(
            Met(str(users[user]), str(items[item]), None if time is None else time / 1000, there)
        )
    return found


def _entries(quarantine: pl.DataFrame) -> list[Entry]:
    gone = lost(quarantine.with_row_index("place"))["place"].to_list()
    return [
        Entry(row["file"], row["line"], row["column"], row["reason"], row["row"], place not in gone)
        for place, row in enumerate(plain(quarantine).iter_rows(named=True))
    ]
