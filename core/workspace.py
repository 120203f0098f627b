"""Where Triptych keeps what it makes: sample catalogs, snapshots, features, runs, results.

One folder, `TRIPTYCH_HOME` or the platform's user data folder, holding

    samples/    generated sample catalogs, by name, size and seed
    archives/   unpacked .zip files
    opened/     which snapshot was made of which files
    catalogs/   snapshots of opened catalogs (Arrow files every process maps)
    features/   encoded tokens by content
    encoders/   weights made here: trained on a catalog's sounds, or converted from a package's
    maps/       embedding maps that took long, by content
    worklists/  what was marked on the Alignment page, by catalog
    runs/       one plain folder per training run
    results/    benchmark results
    processes/  where the processes we start work; nothing is kept there
    settings.json, recent.json, session.json
"""

from __future__ import annotations

import json
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import platformdirs

from core import system

#: The variable that chooses the workspace.
HOME = "TRIPTYCH_HOME"


def home() -> Path:
    """The workspace folder (created on first use), as an absolute path."""
    chosen = os.environ.get(HOME)
    path = Path(chosen or platformdirs.user_data_dir("triptych", False)).absolute()
    path.mkdir(parents=True, exist_ok=True)
    return path


def folder(name: str) -> Path:
    """The sub-folder `name` of the workspace (created on first use)."""
    path = home() / name
    path.mkdir(parents=True, exist_ok=True)
    return path


def write_atomic(path: Path, data: bytes) -> None:
    """Write `data` to `path` so that a reader sees the old file or the new one, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        system.put(Path(temporary), path)
    except BaseException:
        with suppress(OSError):
            Path(temporary).unlink()
        raise


def write_json(path: Path, value: Any) -> None:
    """Write `value` as indented UTF-8 JSON, atomically."""
    write_atomic(path, as_json(value))


def as_json(value: Any) -> bytes:
    """What :func:`write_json` writes."""
    return json.dumps(value, indent=2, ensure_ascii=False).encode()


def inside(root: Path, relative: str) -> Path | None:
    """`root/relative` if it stays inside `root` after links are resolved, else None.

    Catalog files come from strangers: a media path such as `../../etc/passwd`, an absolute
    path, or a link that leaves the folder must never be followed.
    """
    if not relative or "\0" in relative:
        return None
    try:
        base = root.resolve()
        path = (base / relative).resolve()
    except (OSError, ValueError):
        return None
    return path if path.is_relative_to(base) else None
