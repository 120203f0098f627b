"""Stable order of histories by user, then time: times are sorted if need be, users counted.

Users are small numbers, so counting their rows does what comparing them would, as scipy does when
it makes a sparse matrix of rows. polars, sorting by both, takes four times as long.
"""

from __future__ import annotations

from collections import deque
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import polars as pl

_PART = 1 << 17
#: Rows from which on counting is worth the import of scipy.sparse, a tenth of a second.
_MANY = 1 << 20


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
    if rises(user, when):
        return None
    if when is None or rises(when, None):
        return _by_user(user)
    by_time = pl.DataFrame({"when": when}).select(pl.arg_sort_by("when", maintain_order=True))
    rows = by_time.to_series().to_numpy()
    return rows[_by_user(user[rows])]


def _by_user(user: np.ndarray) -> np.ndarray:
    """As `np.argsort(user, kind="stable")`."""
    n = len(user)
    if n < _MANY:
        return np.argsort(user, kind="stable")
    from scipy.sparse import csc_array

    # Each row of the file is a column of the matrix, so a row of the matrix has them ascending.
    one_each = np.arange(n + 1, dtype=np.int32)
    rows: np.ndarray = csc_array((np.ones(n, np.int8), user, one_each)).tocsr().indices
    return rows


def arrange(table: pl.DataFrame, n_users: int, order: np.ndarray | None) -> pl.DataFrame:
    """The rows in that order.

    Args:
        table: [n], its column "user" Int32, not negative.
        n_users: more than the greatest of them.
        order: what `by_user_and_time` said of them.

    """
    if order is None:
        return table
    with ThreadPoolExecutor(2) as pool:
        user = pool.submit(_runs, table.get_column("user").to_numpy(), n_users)
        others = [_gathered(order, column, pool) for column in table.drop("user").iter_columns()]
        return pl.DataFrame([*others, pl.Series("user", user.result())])


def _runs(user: np.ndarray, n_users: int) -> np.ndarray:
    """The users sorted: a run of each code, so there is nothing to look up."""
    runs = np.bincount(user, minlength=n_users)
    return np.repeat(np.arange(n_users, dtype=np.int32), runs)


def _gathered(order: np.ndarray, column: pl.Series, pool: ThreadPoolExecutor) -> pl.Series:
    """The values in that order; numpy looks plain numbers up faster than polars."""
    if not column.dtype.is_numeric() or column.has_nulls():
        return column.rechunk().gather(pl.Series(order.astype(np.uint32, copy=False)))
    values = column.to_numpy()
    made = np.empty_like(values)

    def fill(start: int) -> None:
        part = slice(start, start + _PART)
        # Never out of bounds; "wrap" spares numpy the check.
        values.take(order[part], out=made[part], mode="wrap")

    deque(pool.map(fill, range(0, len(order), _PART)), 0)
    return pl.Series(column.name, made)


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
    if timestamp.null_count() == 0 and rises(timestamp.to_numpy(), None):
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


def rises(major: np.ndarray, minor: np.ndarray | None) -> bool:
    """Whether rows [n] rise by `major`, then `minor`. Stops at the first part that does not."""
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
