"""Processor cores: how many are ours, and how the window keeps one while others work."""

from __future__ import annotations

import os
from contextlib import suppress

import psutil

#: Of a core that both want, a job gets a third of what the window gets (Unix).
NICE = 5


def usable() -> int:
    """Cores this process may run on."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def limit_polars(beside_window: bool) -> int:
    """Say how many threads polars starts, in this process and those it starts. Returns n.

    The window's own process does with all cores but one, as its event loop needs the other. A job
    beside it leaves one too, unless there are only two: then it gives way when the window wants
    one (`step_back`), where a single thread would read a catalog half as fast.

    Only before polars is imported for the first time; a number set by the user stays.
    """
    n = usable()
    threads = n if beside_window and n <= 2 else max(1, n - 1)
    os.environ.setdefault("POLARS_MAX_THREADS", str(threads))
    return threads


def step_back() -> None:
    """Run this process only where no other wants the core: the window goes first."""
    with suppress(OSError, psutil.Error):
        if os.name == "nt":
            psutil.Process().nice(psutil.BELOW_NORMAL_PRIORITY_CLASS)
        else:
            now = os.getpriority(os.PRIO_PROCESS, 0)
            os.setpriority(os.PRIO_PROCESS, 0, max(now, NICE))
