"""What is kept about the media of a catalog between sessions: scans, and what the user set.

A folder workspace/alignment/<catalog>/ holds

    time.arrow, space.arrow   one row a track or picture, written by a scan
    hand.json                 offsets set by hand, by item id and kind of track
    choices.json              how pictures are laid on the grid
"""

from __future__ import annotations

import hashlib
import io
from functools import lru_cache
from pathlib import Path
from typing import Any

import polars as pl

from core import workspace
from core.catalog.schema import Catalog


def folder(catalog: Catalog) -> Path:
    """Where records of a catalog lie; not created. Named by its files' place and its reader."""
    name = f"{catalog.root.resolve()}\0{catalog.reader}".encode()
    return workspace.folder("alignment") / hashlib.blake2b(name, digest_size=12).hexdigest()


def stamp(path: Path) -> str:
    """Size and time of change of a file, "" if it is not there: tells whether to look again."""
    try:
        status = path.stat()
    except OSError:
        return ""
    return f"{status.st_size}:{status.st_mtime_ns}"


def read_table(catalog: Catalog, name: str) -> pl.DataFrame | None:
    """The table a scan wrote, None if there is none or it is damaged."""
    path = folder(catalog) / f"{name}.arrow"
    mark = stamp(path)
    return _table(path, mark) if mark else None


def write_table(catalog: Catalog, name: str, table: pl.DataFrame) -> None:
    """Keep a table, atomically."""
    buffer = io.BytesIO()
    table.write_ipc(buffer)
    workspace.write_sealed(folder(catalog) / f"{name}.arrow", buffer.getvalue())


def read_json(catalog: Catalog, name: str) -> dict[str, Any]:
    """A JSON object, empty while it is missing or damaged."""
    path = folder(catalog) / f"{name}.json"
    mark = stamp(path)
    return _json(path, mark) if mark else {}


def write_json(catalog: Catalog, name: str, value: dict[str, Any]) -> None:
    """Keep a JSON object, atomically."""
    workspace.write_json(folder(catalog) / f"{name}.json", value)


@lru_cache(maxsize=8)
def _table(path: Path, _mark: str) -> pl.DataFrame | None:
    try:
        return pl.read_ipc(workspace.read_sealed(path))
    except (OSError, ValueError, pl.exceptions.PolarsError):
        return None


@lru_cache(maxsize=8)
def _json(path: Path, _mark: str) -> dict[str, Any]:
    value = workspace.read_json(path)
    return value if isinstance(value, dict) else {}
