"""How much of the machine others took while we measured."""

from __future__ import annotations

import os
import threading
from contextlib import suppress


class CoreWait:
    """Seconds the calling thread was ready to run but had to wait for a core.

    Linux counts it in nanoseconds (second number of /proc/.../schedstat). It says what a load
    average cannot: whether *this* sample was disturbed, and by how much. Belongs to the thread
    that made it.
    """

    def __init__(self) -> None:
        path = f"/proc/self/task/{threading.get_native_id()}/schedstat"
        try:
            self._file = os.open(path, os.O_RDONLY)
        except OSError:
            self._file = -1
        self.known = self._file >= 0 and self.seconds() is not None

    def seconds(self) -> float | None:
        """Waited since the thread began; None where the kernel does not tell."""
        if self._file < 0:
            return None
        try:
            return int(os.pread(self._file, 64, 0).split()[1]) / 1e9
        except (OSError, ValueError, IndexError):
            return None

    def __del__(self) -> None:
        if self._file >= 0:
            with suppress(OSError):
                os.close(self._file)
