"""A folder that is put back as it was, copying only what changed."""

from __future__ import annotations

import os
import shutil
from pathlib import Path


class Copies:
    """Keeps a copy of a folder, and makes the folder like it again."""

    def __init__(self, home: Path, kept: Path) -> None:
        self._home, self._kept = home, kept
        shutil.copytree(home, kept, symlinks=True)
        self._marks = {path: _mark(home / path) for path in self.files}

    @property
    def files(self) -> list[Path]:
        """What is kept, relative to the folder."""
        found = sorted(self._kept.rglob("*"))
        return [path.relative_to(self._kept) for path in found if path.is_file()]

    def restore(self) -> None:
        """Put back what changed and remove what was not there.

        A file is replaced, not written over: who has it mapped keeps the bytes.
        """
        for place, folders, files in os.walk(self._home, topdown=False):
            here = Path(place).relative_to(self._home)
            for name in files:
                if here / name not in self._marks:
                    Path(place, name).unlink()
            for name in folders:
                if not (self._kept / here / name).is_dir():
                    shutil.rmtree(Path(place, name), ignore_errors=True)
        for path, mark in self._marks.items():
            if _mark(self._home / path) != mark:
                self._put(path)

    def _put(self, path: Path) -> None:
        target = self._home / path
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh = target.with_name(target.name + ".fresh")
        shutil.copy2(self._kept / path, fresh)
        fresh.replace(target)
        self._marks[path] = _mark(target)


def _mark(path: Path) -> tuple[int, int, int] | None:
    """Tells whether a file was written since; None if it is not there."""
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_ino, state.st_size, state.st_mtime_ns
