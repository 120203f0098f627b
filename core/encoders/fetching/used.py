"""When an encoder was last built: the disk's own times of reading are often not kept."""

from __future__ import annotations

import hashlib
import time
from contextlib import suppress
from pathlib import Path

from core import workspace


def key(name: str) -> str:
    """A file name for an encoder, whose own may be a path."""
    return hashlib.blake2b(name.encode(), digest_size=8).hexdigest()


def note(name: str) -> None:
    """Remember that it is built now. Who cannot remember builds it all the same."""
    with suppress(OSError):
        workspace.write_atomic(_file(name), str(time.time()).encode())


def last(name: str) -> float:
    """Seconds since 1970; 0 if it never was."""
    with suppress(OSError, ValueError):
        return float(_file(name).read_text())
    return 0.0


def _file(name: str) -> Path:
    return workspace.named() / "encoders" / "used" / key(name)
