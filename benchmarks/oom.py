"""The largest batch that fits, found by bisection."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from core.device import ran_out

#: Tries one size; raises an out-of-memory error where it does not fit.
Allocator = Callable[[int], None]


@dataclass(frozen=True)
class Found:
    """Outcome of the search.

    Attributes:
        fits: largest size known to fit, None if not even the smallest does.
        fails: smallest size known to run out of memory, None if the limit fits.
        tries: (size, fitted) in the order tried.

    """

    fits: int | None
    fails: int | None
    tries: tuple[tuple[int, bool], ...]


def search(
    allocate: Allocator, start: int = 1, limit: int = 1 << 24, precision: float = 0.05
) -> Found:
    """Double until it fails, then bisect between the last that fits and the first that fails.

    Args:
        allocate: must give back what it took, also when it fails.
        start: first size.
        limit: never try more than this.
        precision: stop when fails <= fits * (1 + precision).

    Raises:
        Exception: whatever else `allocate` raises.

    """
    tries: list[tuple[int, bool]] = []

    def fits(size: int) -> bool:
        try:
            allocate(size)
            fitted = True
        except Exception as error:
            if not ran_out(error):
                raise
            fitted = False
        tries.append((size, fitted))
        return fitted

    good, bad, size = None, None, min(max(1, start), limit)
    while bad is None and (good is None or good < limit):
        if fits(size):
            good, size = size, min(2 * size, limit)
        else:
            bad = size
    if bad is None:
        return Found(good, None, tuple(tries))
    low = good or 0
    while bad - low > max(1.0, precision * low):
        middle = (low + bad) // 2
        if fits(middle):
            low = middle
        else:
            bad = middle
    return Found(low or None, bad, tuple(tries))
