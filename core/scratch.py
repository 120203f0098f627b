"""What is being written: complete under its own name, or gone.

A process that is killed cannot clean up. So everything unfinished carries a name that says whose it
is, and whoever starts next removes what belongs to nobody. Other windows keep theirs.

Before it writes in a folder, a process notes that folder in `.writing`, so that nobody has to look
through a workspace of a million files.
"""

from __future__ import annotations

import functools
import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import platformdirs

from core import system

#: What names of unfinished files and folders begin with.
NAME = ".scratch-"
_OURS = re.compile(rf"{re.escape(NAME)}(\d+)-(\d+)-")
#: As versions before this one named it, without saying whose it was.
_EARLIER = re.compile(r"\.(new-|unpacking-|.+\.)\w{8}$")
_ABANDONED_S = 24 * 3600
#: Levels below the workspace at which anything is written.
_DEPTH = 5
#: The variable that chooses the workspace, and the folder in it of one file for each process that
#: writes: the folders it has written in.
HOME, NOTES = "TRIPTYCH_HOME", ".writing"


def named() -> Path:
    """The workspace folder as an absolute path, whether it is there or not."""
    chosen = os.environ.get(HOME)
    return Path(chosen or platformdirs.user_data_dir("triptych", False)).absolute()


def prefix(parent: Path) -> str:
    """What names of unfinished files and folders of this process in `parent` begin with."""
    name = _prefix(os.getpid())
    _noted(name, named(), parent)
    return name


@functools.cache
def _prefix(pid: int) -> str:
    return f"{NAME}{pid}-{round(system.this_process()[1])}-"


@functools.cache
def _noted(name: str, home: Path, parent: Path) -> None:
    """Say that this process writes in `parent`. Where nothing can be written, nothing is left."""
    if parent.is_relative_to(home):
        with suppress(OSError):
            (home / NOTES).mkdir(exist_ok=True)
            line = f"{parent.relative_to(home).as_posix()}\n"
            with (home / NOTES / name).open("ab") as file:
                file.write(line.encode("utf-8", "surrogateescape"))


@contextmanager
def folder(parent: Path) -> Iterator[Path]:
    """An empty folder in `parent`, which must exist. What is not renamed by the end is removed.

    Raises:
        OSError: it cannot be made.

    """
    made = Path(tempfile.mkdtemp(dir=parent, prefix=prefix(parent)))
    made.chmod(0o755)
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def clear(home: Path) -> int:
    """Remove what processes left in `home` that were killed while they wrote.

    Looks where they noted that they write; once for each workspace everywhere, since earlier
    versions noted nothing.

    Returns:
        Number of files and folders that were removed.

    """
    notes = home / NOTES
    if not notes.is_dir():
        removed = _clear(home, _DEPTH)
        with suppress(OSError):
            notes.mkdir()
        return removed
    removed = 0
    for note in notes.iterdir():
        if _abandoned(note):
            with suppress(OSError):
                for line in set(note.read_text("utf-8", "surrogateescape").splitlines()):
                    if ".." not in Path(line).parts:
                        removed += _clear(home / line, 0)
                note.unlink()
    return removed


def _clear(home: Path, depth: int) -> int:
    """Remove what is abandoned in a folder and so many levels below it."""
    removed = 0
    for place, folders, files in os.walk(home):
        for name in [*folders, *files]:
            path = Path(place, name)
            if not _abandoned(path):
                continue
            if name in folders:
                folders.remove(name)
                shutil.rmtree(path, ignore_errors=True)
            else:
                with suppress(OSError):
                    path.unlink()
            removed += 1
        if len(Path(place).relative_to(home).parts) >= depth:
            folders.clear()
    return removed


def _abandoned(path: Path) -> bool:
    """Whether nobody will ever finish it."""
    if ours := _OURS.match(path.name):
        return not system.running(int(ours[1]), float(ours[2]))
    with suppress(OSError):
        return bool(_EARLIER.match(path.name)) and time.time() - path.stat().st_mtime > _ABANDONED_S
    return False
