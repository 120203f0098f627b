"""How thorough a run is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.schema import Mode
from benchmarks.statistics import MIN_ROUNDS

#: Visits get no shorter than this before rounds get fewer, seconds.
SHORTEST_S = 0.15


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


def visits(typical_s: Sequence[float], budget_s: float, rounds: int) -> tuple[int, float, bool]:
    """How often all points are visited, and how long a visit is.

    Where not everything fits, visits get shorter first, and then rounds fewer, down to those a
    verdict needs.

    Args:
        typical_s: seconds of a call of each point.
        budget_s: for all visits together.
        rounds: most visits to each point.

    Returns:
        Rounds, seconds of a visit, and whether they fit.

    """
    least, slice_s = min(rounds, MIN_ROUNDS), 0.0
    for number in range(rounds, least - 1, -1):
        slice_s = budget_s / (number * len(typical_s))
        while True:
            if number * sum(one * sum(calls(one, slice_s)) for one in typical_s) <= budget_s:
                return number, slice_s, True
            if slice_s <= SHORTEST_S:
                break
            slice_s *= 0.7
    return least, slice_s, False


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
