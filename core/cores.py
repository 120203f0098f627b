"""Processor cores: how many are ours, and how the window keeps one while others work."""

from __future__ import annotations

import math
import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from core import system

#: Where Linux tells a process' control groups, and where they are mounted.
MEMBERSHIP = Path("/proc/self/cgroup")
GROUPS = Path("/sys/fs/cgroup")


def usable() -> int:
    """Cores this process may run on, as its affinity and the quota of its container allow.

    A quota of one and a half cores keeps two threads busy.
    """
    allowed = system.allowed_cores()
    limit = quota()
    return allowed if limit is None else max(1, min(allowed, math.ceil(limit)))


def quota(membership: Path = MEMBERSHIP, groups: Path = GROUPS) -> float | None:
    """Cores' worth of time that control groups (v1 or v2) give this process; None for no limit.

    Each group's limit holds for those below it, so the smallest on the way up counts.
    """
    limits = []
    for line in system.told(membership).splitlines():
        _, controllers, path = line.split(":", 2)
        if not controllers:
            for folder in _upwards(groups, path):
                limits.append(_share(system.told(folder / "cpu.max").split()))
        elif "cpu" in controllers.split(","):
            for folder in _upwards(groups / "cpu", path):
                names = ("cpu.cfs_quota_us", "cpu.cfs_period_us")
                limits.append(_share([system.told(folder / name).strip() for name in names]))
    return min((limit for limit in limits if limit is not None), default=None)


def _upwards(root: Path, path: str) -> Iterator[Path]:
    """The folder of a group and of all above it. In a container, its own group may be the root."""
    yield root
    inner = PurePosixPath(path.lstrip("/"))
    if ".." not in inner.parts:
        yield from (root / part for part in (inner, *inner.parents))


def _share(words: list[str]) -> float | None:
    """["150000", "100000"] microseconds of a period -> 1.5; "max" and -1 are no limit."""
    if len(words) != 2 or not all(word.isdigit() for word in words) or int(words[1]) == 0:
        return None
    return int(words[0]) / int(words[1])


def limit_polars(beside_window: bool) -> int:
    """Say how many threads polars starts, in this process and those it starts. Returns n.

    The window's own process does with all cores but one, as its event loop needs the other. A job
    beside it leaves one too, unless there are only two: then it gives way when the window wants
    one (`system.step_back`), where a single thread would read a catalog half as fast.

    Only before polars is imported for the first time; a number set by the user stays.
    """
    n = usable()
    threads = n if beside_window and n <= 2 else max(1, n - 1)
    os.environ.setdefault("POLARS_MAX_THREADS", str(threads))
    return threads
