"""What is being written: complete under its own name, or gone.

A process that is killed cannot clean up. So everything unfinished carries a name that says whose it
is, and whoever starts next removes what belongs to nobody. Other windows keep theirs.
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

from core import system

_OURS = re.compile(r"\.scratch-(\d+)-(\d+)-")
#: As versions before this one named it, without saying whose it was.
_EARLIER = re.compile(r"\.(new-|unpacking-|.+\.)\w{8}$")
_ABANDONED_S = 24 * 3600
#: Levels below the workspace at which anything is written.
_DEPTH = 5


def prefix() -> str:
    """What names of unfinished files and folders of this process begin with."""
    return _prefix(os.getpid())


@functools.cache
def _prefix(pid: int) -> str:
    return f".scratch-{pid}-{round(system.this_process()[1])}-"


@contextmanager
def folder(parent: Path) -> Iterator[Path]:
    """An empty folder in `parent`, which must exist. What is not renamed by the end is removed.

    Raises:
        OSError: it cannot be made.

    """
    made = Path(tempfile.mkdtemp(dir=parent, prefix=prefix()))
    made.chmod(0o755)
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def clear(home: Path) -> int:
    """Remove what processes left in `home` that were killed while they wrote.

    Returns:
        Number of files and folders that were removed.

    """
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
        if len(Path(place).relative_to(home).parts) >= _DEPTH:
            folders.clear()
    return removed


def _abandoned(path: Path) -> bool:
    """Whether nobody will ever finish it."""
    if ours := _OURS.match(path.name):
        return not system.running(int(ours[1]), float(ours[2]))
    with suppress(OSError):
        return bool(_EARLIER.match(path.name)) and time.time() - path.stat().st_mtime > _ABANDONED_S
    return False
