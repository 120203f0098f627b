"""Stable order of histories by user, then time, without sorting pairs.

numpy sorts 64-bit integers several times faster than it sorts their places, so value and place
are packed into one integer, sorted, and the place is cut out again (least significant key first,
as in a radix sort).
"""

from __future__ import annotations

import numpy as np
import polars as pl


def by_user_and_time(user: np.ndarray, timestamp: pl.Series | None) -> np.ndarray | None:
    """Rows in order of user, then time (rows without one first), then place.

    Args:
        user: int32 [n], not negative.
        timestamp: Int64 [n] milliseconds, or None if there are no times.

    Returns:
        int64 or int32 [n], or None if the rows are in that order already.

    """
    when = None
    if timestamp is not None and timestamp.null_count() < len(timestamp):
        lowest = timestamp.min()
        missing = (lowest if isinstance(lowest, int) else 0) - 1
        when = timestamp.fill_null(missing).to_numpy()
    rising = user[1:] >= user[:-1]
    if when is not None:
        rising &= (user[1:] != user[:-1]) | (when[1:] >= when[:-1])
    if rising.all():
        return None
    order = None
    if when is not None and not (when[1:] >= when[:-1]).all():
        order = stable_order(when)
        user = user[order]
    last = stable_order(user)
    return last if order is None else order[last]


def stable_order(values: np.ndarray) -> np.ndarray:
    """As `np.argsort(values, kind="stable")`, for integers [n]."""
    n = len(values)
    if n < 2:
        return np.arange(n)
    place_bits = (n - 1).bit_length()
    lowest, highest = int(values.min()), int(values.max())
    if (highest - lowest).bit_length() + place_bits > 63:
        return np.argsort(values, kind="stable")
    packed = values.astype(np.int64)
    packed -= lowest
    packed <<= place_bits
    packed |= np.arange(n, dtype=np.int64)
    packed.sort()
    packed &= (1 << place_bits) - 1
    return packed
