"""How much disk the workspace takes, and what of it can be removed and made again."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

from core import workspace

#: Sub-folders whose contents are made again when they are needed, or are in the trash already.
REMADE = ("features", "maps", "trash", "samples")


def sizes() -> dict[str, int]:
    """Bytes of the files in each sub-folder of the workspace, largest first."""
    found: dict[str, int] = {}
    with suppress(OSError):
        for entry in os.scandir(workspace.named()):
            if entry.is_dir(follow_symlinks=False):
                found[entry.name] = _size(entry.path)
    return dict(sorted(found.items(), key=lambda one: -one[1]))


def _size(folder: str) -> int:
    total = 0
    for place, _, names in os.walk(folder):
        for name in names:
            with suppress(OSError):  # gone meanwhile
                total += Path(place, name).lstat().st_size
    return total


def clear(name: str) -> None:
    """Remove what a sub-folder holds.

    Raises:
        ValueError: it holds what nobody can make again.
        OSError: some of it cannot be removed.

    """
    if name not in REMADE:
        raise ValueError(name)
    folder = workspace.named() / name
    if folder.is_symlink() or not folder.is_dir():
        return
    shutil.rmtree(folder)
