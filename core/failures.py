"""Exceptions in the words of the user: one sentence for each that is the machine's, not ours.

The window, the shell and the worker processes all say these.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core import scratch, workspace
from core.errors import UserError
from core.text import Text

_FULL = (errno.ENOSPC, errno.EDQUOT)
_FORBIDDEN = (errno.EROFS, errno.EACCES, errno.EPERM)
_NO_FOLDER = (errno.ENOTDIR, errno.EEXIST)
_MEGABYTE = 1e6
_PLENTY_MB = 1000
#: What libraries say that pass on no number of the system's, in lower case.
_SAID = {
    "no space left": errno.ENOSPC,
    "disk is full": errno.ENOSPC,  # SQLite
    "quota exceeded": errno.EDQUOT,
    "file too large": errno.EFBIG,
    "readonly database": errno.EROFS,
    "read-only file system": errno.EROFS,
    "too many open files": errno.EMFILE,
    "disk i/o error": errno.EIO,
    "input/output error": errno.EIO,
}
_ROOM = "Free some space, or set TRIPTYCH_HOME to a folder on another disk."


def explained(error: BaseException) -> UserError:
    """What an exception says to a person: what is the machine's, or that it is a bug."""
    return machines(error) or UserError(
        Text(
            "Something went wrong inside Triptych ({kind}: {error}).",
            kind=type(error).__name__,
            error=error,
        ),
        "This is a bug; the details help to mend it.",
    )


def machines(error: BaseException) -> UserError | None:
    """The same for what input, disk or machine are to blame for; None if it is a bug."""
    if isinstance(error, UserError):
        return error
    said = str(error).lower()
    if isinstance(error, MemoryError) or "out of memory" in said or "allocate memory" in said:
        return UserError(
            "There was not enough memory.",
            "Choose a smaller batch, fewer items, or a smaller model.",
        )
    number = _number(error, said)
    if number is not None:
        return _refused(error, number)
    if isinstance(error, OSError):
        return UserError(Text("{reason}.", reason=str(error) or type(error).__name__))
    if isinstance(error, RuntimeError) and said.startswith(("cuda error", "cudnn error")):
        return UserError(
            Text("The graphics card failed ({error}).", error=said.partition("\n")[0]),
            "Try again, or choose the CPU.",
        )
    return None


@contextmanager
def telling() -> Iterator[None]:
    """Raise what is the machine's as a :class:`UserError`; also a decorator, `@telling()`."""
    try:
        yield
    except Exception as error:
        told = machines(error)
        if told is None or told is error:
            raise
        raise told from error


def sentence_of(error: BaseException) -> Text:
    """What an exception says, in one line; a bug in its own words."""
    told = machines(error)
    return told.sentence if told else Text("{error}", error=error)


def _number(error: BaseException, said: str) -> int | None:
    """The system's number for what went wrong, also where a library put it into words."""
    if isinstance(error, OSError) and error.errno is not None:
        return error.errno
    if found := re.search(r"\(os error (\d+)\)", said):  # libraries written in Rust
        return int(found[1])
    if isinstance(error, OSError) and re.search(r"\d+ requested and \d+ written", said):  # NumPy
        return errno.ENOSPC
    return next((number for words, number in _SAID.items() if words in said), None)


def _refused(error: BaseException, number: int) -> UserError:
    path = error.filename if isinstance(error, OSError) else None
    file = Path(os.fsdecode(path)) if isinstance(path, str | bytes) else None
    reason = os.strerror(number)
    if number in _FULL:
        return UserError(_full(file, error), _ROOM)
    if number == errno.EFBIG:
        return UserError(
            "A file would be larger than the disk or your limits allow.",
            "Raise the limit (ulimit -f), or set TRIPTYCH_HOME to a folder on another disk.",
        )
    if number in (errno.EMFILE, errno.ENFILE):
        return UserError("Too many files are open.", "Raise the limit (ulimit -n).")
    home = workspace.named()
    if _in_our_way(file, home, number):
        if number == errno.EEXIST:
            reason = os.strerror(errno.ENOTDIR)
        return UserError(
            Text("Nothing can be kept in {folder} ({reason}).", folder=home, reason=reason),
            "Set TRIPTYCH_HOME to a folder you may write to.",
        )
    return UserError(
        Text("{reason}.", reason=(isinstance(error, OSError) and error.strerror) or reason),
        "Check that the file exists, can be read or written, and the disk has room.",
        file=str(file) if file else None,
    )


def _in_our_way(file: Path | None, home: Path, number: int) -> bool:
    """Whether it is the workspace that cannot be written."""
    if file is None:
        return number == errno.EROFS  # a database's: all of ours lie there
    return number in _FORBIDDEN + _NO_FOLDER and file.is_relative_to(home)


def _full(file: Path | None, error: BaseException) -> Text:
    folder = file.parent if file else workspace.named()
    while folder.name.startswith(scratch.NAME):  # gone by now
        folder = folder.parent
    free = _free_mb(folder)
    # Of a job that gave up, and its files: what the last of them needed tells nothing.
    if isinstance(error, workspace.NotWrittenError) and error.needed > free * _MEGABYTE:
        return Text(
            "The disk is full: {needed:,.2f} MB are needed in {folder}, {free:,.2f} MB are free.",
            needed=error.needed / _MEGABYTE,
            folder=folder,
            free=free,
        )
    if free > _PLENTY_MB:  # a quota or a limit on files, which systems and libraries tell alike
        return Text(
            "The disk is full, or a limit of yours is reached: {folder} has {free:,.0f} MB left.",
            folder=folder,
            free=free,
        )
    return Text("The disk is full: {folder} has {free:,.2f} MB left.", folder=folder, free=free)


def _free_mb(folder: Path) -> float:
    for place in (folder, *folder.parents):
        try:
            return shutil.disk_usage(place).free / _MEGABYTE
        except OSError:
            continue
    return 0.0
