"""Whether a snapshot is as it was written: what a disk loses or flips need not change a size."""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from core import system, workspace

#: Says of each other file of the snapshot how many bytes it has, and their CRC-32.
NAME = "checksums.json"
#: How the files were read: told beside the catalog, and no part of what it is.
PLAN = "plan.json"
_PIECE = 1 << 18


def write(folder: Path, found: Mapping[str, list[int]]) -> None:
    """Put checksums beside the files of a folder, which the disk keeps, and have it keep these too.

    Args:
        folder: of the files.
        found: what :func:`measured` says of each, by name in the folder.

    Raises:
        OSError: the disk is full or not writable.

    """
    (folder / NAME).write_bytes(workspace.as_json(workspace.sealed(dict(found))))
    _keep(folder / NAME)
    for inner in [*(path for path in folder.rglob("*") if path.is_dir()), folder]:
        system.sync_folder(inner)


def keep(folder: Path) -> None:
    """Have the disk keep the files of a folder.

    Raises:
        OSError: the disk is full or not writable.

    """
    for path in files(folder):
        _keep(path)


def _keep(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def told(folder: Path) -> dict[str, list[int]]:
    """What `write` said: bytes and CRC-32 by name in the folder; empty if it said nothing."""
    try:
        said = workspace.parse_json(folder / NAME)
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}


def is_whole(folder: Path) -> bool:
    """Whether all files of a folder are what `write` found them to be."""
    said = told(folder)
    try:
        return bool(said) and _found(folder) == said
    except OSError:
        return False


def files(folder: Path) -> list[Path]:
    """The files that are sealed, sorted."""
    unsealed = (NAME, PLAN)
    return sorted(
        path for path in folder.rglob("*") if path.is_file() and path.name not in unsealed
    )


def _found(folder: Path) -> dict[str, list[int]]:
    paths = files(folder)
    with ThreadPoolExecutor(2) as pool:
        facts = pool.map(measured, paths)
        return {
            path.relative_to(folder).as_posix(): fact
            for path, fact in zip(paths, facts, strict=True)
        }


def measured(path: Path, also: Callable[[memoryview], object] | None = None) -> list[int]:
    """Bytes of a file and their CRC-32; each piece is given to `also` while it is in the cache."""
    size = crc = 0
    piece = memoryview(bytearray(_PIECE))
    with path.open("rb", buffering=0) as file:
        while n := file.readinto(piece):
            size += n
            crc = zlib.crc32(piece[:n], crc)
            if also is not None:
                also(piece[:n])
    return [size, crc]
