"""What the interpreter does while files from strangers are read, and what it may not do then."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

#: Never brought about by a file: other programs, the network, objects out of pickles.
_NEVER = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "socket.connect",
          "pickle.find_class")  # fmt: skip
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
_PLACES = ("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink")
#: Where libraries keep what they like.
_FINE = ("/dev/", "/proc/", sys.prefix, sys.base_prefix)


class Watch:
    """Hears of what is audited; a hook cannot be taken back, so one serves all attempts."""

    def __init__(self, home: Path, outside: Path) -> None:
        self._home, self._outside = home, outside
        self._seen: list[str] | None = None
        sys.addaudithook(self._hear)

    @contextmanager
    def on(self) -> Iterator[list[str]]:
        """What was done meanwhile that nothing from outside may bring about."""
        # Who reads it next sets the first of these times.
        os.utime(self._secret, (0, self._secret.stat().st_mtime))
        seen: list[str] = []
        self._seen = seen
        try:
            yield seen
        finally:
            self._seen = None
            if self._secret.stat().st_atime != 0:
                seen.append("read what lies outside")
            if list(self._outside.iterdir()) != [self._secret]:
                seen.append("wrote outside")

    @property
    def _secret(self) -> Path:
        return self._outside / "secret"

    def _hear(self, event: str, args: tuple[Any, ...]) -> None:
        if self._seen is None:
            return
        if event in _NEVER:
            self._seen.append(f"{event} {str(args[:2])[:200]}")
        elif event == "open" and isinstance(args[0], str | bytes | os.PathLike):
            if isinstance(args[2], int) and args[2] & _WRITES:
                self._place(event, args[0])
        elif event in _PLACES and args[-1] in (-1, None):  # else within a folder that was opened
            self._place(event, args[0])

    def _place(self, event: str, path: str | bytes | os.PathLike[Any]) -> None:
        where = str(Path(os.fsdecode(path)).absolute())
        if not where.startswith((str(self._home), *_FINE)) and self._seen is not None:
            self._seen.append(f"{event} {where}")
