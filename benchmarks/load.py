"""How much of the machine others took while we measured."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import suppress
from io import FileIO
from pathlib import Path

import psutil

TASKS = Path("/proc/self/task")


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


class AllThreads:
    """Seconds, of so many threads that work at once, that others held their cores.

    From the kernel's count for every thread of this process; where it counts none, from what all
    other processes used of the cores.
    """

    def __init__(self, threads: int, tasks: Path = TASKS) -> None:
        self._threads, self._tasks = threads, tasks
        self._process = psutil.Process()

    def seconds(self) -> float | None:
        """So far; None where nobody counts."""
        waits = list(self._waits())
        return sum(waits) / self._threads if waits else self._by_others()

    def _waits(self) -> Iterator[float]:
        for path in self._tasks.glob("*/schedstat"):
            with suppress(OSError, ValueError, IndexError):  # a thread that has just ended
                yield int(path.read_text().split()[1]) / 1e9

    def _by_others(self) -> float | None:
        with suppress(psutil.Error, OSError):
            whole, own = psutil.cpu_times(), self._process.cpu_times()
            idle = whole.idle + getattr(whole, "iowait", 0.0)
            # On Linux what guests use is part of user and nice already.
            guests = getattr(whole, "guest", 0.0) + getattr(whole, "guest_nice", 0.0)
            busy = sum(whole) - idle - guests
            return float(busy - own.user - own.system) / (psutil.cpu_count() or 1)
        return None
