"""How thorough a run is."""

from __future__ import annotations

import math
from dataclasses import dataclass

from benchmarks.schema import Mode


@dataclass(frozen=True)
class Settings:
    """Budget of one mode.

    Attributes:
        seconds: for the rounds of all processes together; setup comes on top.
        rounds: visits to each point in each process.
        processes: fresh interpreters, one after the other. What differs between two starts of
            the same program (addresses, allocator, hash seeds, caches) is part of the noise.
        warm_up_s: per point.
        whole_s: for everything, setup and ceilings too: a slow or busy machine then gets shorter
            visits and fewer rounds, down to one, and no verdict from too few of them.

    """

    seconds: float
    rounds: int
    processes: int
    warm_up_s: float
    whole_s: float = math.inf


MODES: dict[Mode, Settings] = {
    "quick": Settings(seconds=40, rounds=9, processes=1, warm_up_s=0.1, whole_s=60),
    "standard": Settings(seconds=240, rounds=30, processes=1, warm_up_s=0.3, whole_s=300),
    "rigorous": Settings(seconds=900, rounds=8, processes=5, warm_up_s=0.5),
}


def calls(typical_s: float, slice_s: float) -> tuple[int, int]:
    """Single calls and burst calls of one visit that fill about `slice_s`.

    A call longer than half the slice gets one sample and no burst: throughput then follows from
    latency.
    """
    if typical_s <= 0:
        return 20, 20
    if typical_s > slice_s / 2:
        return 1, 0
    single = int(min(25, max(2, 0.4 * slice_s / typical_s)))
    together = int(min(500, max(2, 0.4 * slice_s / typical_s)))
    return single, together
