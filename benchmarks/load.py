"""How much of the machine others took while we measured."""

from __future__ import annotations

import threading
from contextlib import suppress
from io import FileIO
from pathlib import Path


class CoreWait:
    """Seconds the calling thread was ready to run but had to wait for a core.

    Linux counts it in nanoseconds (second number of /proc/.../schedstat). It says what a load
    average cannot: whether *this* sample was disturbed, and by how much. Belongs to the thread
    that made it.
    """

    def __init__(self) -> None:
        path = Path(f"/proc/self/task/{threading.get_native_id()}/schedstat")
        self._file: FileIO | None = None
        with suppress(OSError):
            self._file = path.open("rb", buffering=0)
        self.known = self.seconds() is not None

    def seconds(self) -> float | None:
        """Waited since the thread began; None where the kernel does not tell."""
        if self._file is None:
            return None
        try:
            self._file.seek(0)
            return int(self._file.read(64).split()[1]) / 1e9
        except (OSError, ValueError, IndexError):
            return None

    def __del__(self) -> None:
        if self._file is not None:
            self._file.close()
