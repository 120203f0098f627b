"""What is true of a case: read from TOML, see expected/README.md."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).with_name("expected")

#: A value as TOML has it, or several of which any is right.
Value = str | int | float | bool | list["Value"]
#: User, item, time, then the fields of OF_ROWS; any of them may be left out from the end.
Row = list[Value | dict[str, Value]]
#: What an interaction may be asked beside who, what and when.
OF_ROWS = ("rating", "weight", "event", "split", "wish", "text")


@dataclass(frozen=True)
class Expected:
    """One right reading of a case; the keys are those of expected/README.md.

    Attributes:
        readings: the other right readings.

    """

    owner: str = "plan"
    items: Mapping[str, Mapping[str, Value]] | None = None
    n_items: list[int] | None = None
    n_users: list[int] | None = None
    each: Mapping[str, list[str]] = field(default_factory=dict)
    has: Mapping[str, int] = field(default_factory=dict)
    log: list[Row] | None = None
    order: Mapping[str, list[str]] = field(default_factory=dict)
    features: Mapping[str, int] = field(default_factory=dict)
    quarantine: Mapping[str, list[int]] = field(default_factory=dict)
    unused: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    warns: list[str] = field(default_factory=list)
    says: list[str] = field(default_factory=list)
    asks: Mapping[str, list[str]] = field(default_factory=dict)
    doubt: list[str] = field(default_factory=list)
    refusal: list[str] = field(default_factory=list)
    columns: Mapping[str, str] = field(default_factory=dict)
    items_in: str | list[str] = "items.csv"
    log_in: str | list[str] = "interactions.csv"
    make: Mapping[str, str] = field(default_factory=dict)
    pictures: Mapping[str, str | Mapping[str, list[int] | list[list[int]] | int]] = field(
        default_factory=dict
    )
    sounds: Mapping[str, Mapping[str, bool | list[float]]] = field(default_factory=dict)
    videos: Mapping[str, Mapping[str, bool | float | list[float]]] = field(default_factory=dict)
    cues: Mapping[str, list[str]] = field(default_factory=dict)
    readings: tuple[Expected, ...] = ()

    def files_of(self, topic: str) -> list[str]:
        """The files that items or histories stand in."""
        named = self.items_in if topic == "items" else self.log_in
        return [named] if isinstance(named, str) else named


def read(tables: Mapping[str, object]) -> Expected:
    """The keys of one case.

    Raises:
        ValueError: a key is not known.

    """
    known = {one.name for one in fields(Expected)} - {"readings"}
    if unknown := set(tables) - known - {"or", "from"}:
        raise ValueError(f"unknown keys {sorted(unknown)}")
    others = tables.get("or", [])
    first = Expected(**{name: value for name, value in tables.items() if name in known})  # type: ignore[arg-type]
    if not isinstance(others, list):
        raise TypeError("`or` is a list of tables")
    return replace(first, readings=tuple(replace(first, **other) for other in others))


@cache
def all_of(folder: Path = FOLDER) -> Mapping[str, dict[str, object]]:
    """The tables of every case, `from` taken over."""
    found: dict[str, dict[str, object]] = {}
    for file in sorted(folder.glob("*.toml")):
        found |= tomllib.loads(file.read_text(encoding="utf-8"))
    return {name: _whole(found, name) for name in found}


def of(name: str, folder: Path = FOLDER) -> Expected | None:
    """What is true of the case of this name; None if nothing is written down.

    Raises:
        ValueError: a key is not known.

    """
    tables = all_of(folder)
    patterns = [key for key in tables if fnmatchcase(name, key) and not key.startswith("_")]
    if not patterns:
        return None
    key = name if name in tables else max(patterns, key=len)
    met = re.fullmatch(re.escape(key).replace(r"\*", "(.*)"), name)
    star = met[1] if met and met.groups() else ""
    whole = _substituted(tables[key], star)
    if not isinstance(whole, dict):
        raise TypeError(f"{name} is no table")
    return read(whole)


def _whole(tables: Mapping[str, dict[str, object]], name: str) -> dict[str, object]:
    own = tables[name]
    base = own.get("from")
    return _merged(_whole(tables, str(base)), own) if base else own


def _merged(base: Mapping[str, object], over: Mapping[str, object]) -> dict[str, object]:
    merged = dict(base)
    for name, value in over.items():
        below = merged.get(name)
        both = isinstance(below, dict) and isinstance(value, dict)
        merged[name] = _merged(below, value) if both else value  # type: ignore[arg-type]
    return merged


def _substituted(value: object, star: str) -> object:
    match value:
        case str():
            return value.replace("$1", star)
        case list():
            return [_substituted(one, star) for one in value]
        case dict():
            return {name: _substituted(one, star) for name, one in value.items()}
    return value
