"""Stable order of histories by user, then time, without sorting pairs.

numpy sorts 64-bit integers several times faster than it sorts their places, so value and place
are packed into one integer, sorted, and the place is cut out again (least significant key first,
as in a radix sort).
"""

from __future__ import annotations

import numpy as np
import polars as pl

_PART = 1 << 17


def by_user_and_time(user: np.ndarray, timestamp: pl.Series | None) -> np.ndarray | None:
    """Rows in order of user, then time (rows without one first), then place.

    Args:
        user: int32 [n], not negative.
        timestamp: Int64 [n] milliseconds, or None if there are no times.

    Returns:
        Integers [n], or None if the rows are in that order already.

    """
    when = None
    if timestamp is not None and timestamp.null_count() < len(timestamp):
        lowest = timestamp.min()
        missing = (lowest if isinstance(lowest, int) else 0) - 1
        when = timestamp.fill_null(missing).to_numpy()
    if _is_sorted(user, when):
        return None
    if when is None or _is_sorted(when, None):
        return stable_order(user)
    return stable_order(user, stable_order(when))


def arrange(table: pl.DataFrame, n_users: int, order: np.ndarray | None) -> pl.DataFrame:
    """The rows in that order.

    Args:
        table: [n], its column "user" Int32, not negative.
        n_users: more than the greatest of them.
        order: what `by_user_and_time` said of them.

    """
    if order is None:
        return table
    # Sorted, the users are a run of each code: nothing to look up.
    runs = np.bincount(table.get_column("user").to_numpy(), minlength=n_users)
    user = np.repeat(np.arange(n_users, dtype=np.int32), runs)
    rows = pl.Series(order, dtype=pl.UInt32)
    others = table.drop("user").rechunk().select(pl.all().gather(rows))
    return others.with_columns(pl.Series("user", user))


def stable_order(values: np.ndarray, rows: np.ndarray | None = None) -> np.ndarray:
    """`rows` in order of their values, equal ones as they stand.

    Args:
        values: integers [n].
        rows: a permutation of range(n), None for range(n) itself.

    Returns:
        As `np.argsort(values, kind="stable")`, or `rows[np.argsort(values[rows], ...)]`.

    """
    n = len(values)
    place_bits = max(1, (n - 1).bit_length())
    lowest, highest = (int(values.min()), int(values.max())) if n else (0, 0)
    if (highest - lowest).bit_length() + place_bits > 63:
        order = np.argsort(values if rows is None else values[rows], kind="stable")
        return order if rows is None else rows[order]
    packed = np.empty(n, np.int64)
    for start in range(0, n, _PART):  # in parts that stay in the cache
        part = slice(start, min(start + _PART, n))
        chosen = values[part] if rows is None else values[rows[part]]
        piece = chosen.astype(np.int64)
        piece -= lowest
        piece <<= place_bits
        piece |= np.arange(part.start, part.stop)
        packed[part] = piece
    packed.sort()
    order = np.empty(n, np.uint32 if place_bits <= 32 else np.int64)
    mask = (1 << place_bits) - 1
    for start in range(0, n, _PART):
        part = slice(start, min(start + _PART, n))
        place = packed[part] & mask
        order[part] = place if rows is None else rows[place]
    return order


def late(
    user: np.ndarray, timestamp: pl.Series | None, order: np.ndarray | None
) -> np.ndarray | None:
    """Rows that stand after a row of the same user with a later time.

    Args:
        user: int32 [n], not negative.
        timestamp: Int64 [n] milliseconds, or None if there are no times.
        order: what `by_user_and_time` said of them.

    Returns:
        bool [n], or None if there is no such row.

    """
    if order is None or timestamp is None or timestamp.null_count() == len(timestamp):
        return None
    if timestamp.null_count() == 0 and _is_sorted(timestamp.to_numpy(), None):
        return None
    # In order of user and time, a row is late if one after it stands before it in the file. Users
    # that come later are lifted above all places, so that they never do.
    place = user[order].astype(np.int64) * len(user) + order
    earliest = np.minimum.accumulate(place[::-1])[::-1]
    found = np.zeros(len(user), bool)
    found[order[:-1]] = earliest[1:] < place[:-1]
    if timestamp.null_count():
        found &= timestamp.is_not_null().to_numpy()
    return found if found.any() else None


def _is_sorted(major: np.ndarray, minor: np.ndarray | None) -> bool:
    """Whether rows rise by `major`, then `minor`. Stops at the first part that does not."""
    for start in range(0, len(major), _PART):
        part = slice(start, start + _PART + 1)
        a = major[part]
        good = a[1:] >= a[:-1]
        if minor is not None:
            b = minor[part]
            good &= (a[1:] != a[:-1]) | (b[1:] >= b[:-1])
        if not good.all():
            return False
    return True
