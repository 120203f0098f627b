"""Which files a reader read: a published layout must not pass over a table in silence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

_TAKEN: ContextVar[set[Path] | None] = ContextVar("taken", default=None)


def note(path: Path) -> None:
    """Say that a file is read, whole."""
    taken = _TAKEN.get()
    if taken is not None:
        taken.add(path.resolve())


@contextmanager
def noting() -> Iterator[set[Path]]:
    """The files that are read within, in this thread."""
    taken: set[Path] = set()
    token = _TAKEN.set(taken)
    try:
        yield taken
    finally:
        _TAKEN.reset(token)
