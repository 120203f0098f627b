"""Stable order of histories by user, then time, without sorting pairs.

numpy sorts 64-bit integers several times faster than it sorts their places, so value and place
are packed into one integer, sorted, and the place is cut out again (least significant key first,
as in a radix sort).
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import polars as pl

from core.catalog.compiled import library
from core.catalog.compiled.library import Library
from core.catalog.compiled.memory import column as long_column

_PART = 1 << 17
#: Rows from which on it is worth while to load compiled code.
_MANY = 1 << 20
#: Each of them counts all users.
_MOST_THREADS = 8


class ByUser:
    """The order of rows by user, those of one user as they stand: what rising times need."""


Order = np.ndarray | ByUser | None


def by_user_and_time(user: np.ndarray, timestamp: pl.Series | None) -> Order:
    """Rows in order of user, then time (rows without one first), then place.

    Args:
        user: int32 [n], not negative.
        timestamp: Int64 [n] milliseconds, or None if there are no times.

    Returns:
        Integers [n], None if the rows are in that order already, or that nothing but the users
        needs to be looked at.

    """
    when = None
    if timestamp is not None and timestamp.null_count() < len(timestamp):
        lowest = timestamp.min()
        missing = (lowest if isinstance(lowest, int) else 0) - 1
        when = timestamp.fill_null(missing).to_numpy()
    if _is_sorted(user, when):
        return None
    if when is None or _is_sorted(when, None):
        return ByUser()
    return stable_order(user, stable_order(when))


def arrange(table: pl.DataFrame, n_users: int, order: Order) -> pl.DataFrame:
    """The rows in that order.

    Args:
        table: [n], its column "user" Int32, not negative.
        n_users: more than the greatest of them.
        order: what `by_user_and_time` said of them.

    """
    if order is None:
        return table
    user = table.get_column("user").to_numpy()
    others = table.drop("user").rechunk()
    compiled = library.load() if len(user) >= _MANY and isinstance(order, ByUser) else None
    if compiled is not None:
        runs, others = _scattered(compiled, user, n_users, others)
    else:
        runs = np.bincount(user, minlength=n_users)
        rows = stable_order(user) if isinstance(order, ByUser) else order
        others = others.select(pl.all().gather(pl.Series(rows, dtype=pl.UInt32)))
    # Sorted, the users are a run of each code: nothing to look up.
    return others.with_columns(
        pl.Series("user", np.repeat(np.arange(n_users, dtype=np.int32), runs))
    )


def _scattered(
    compiled: Library, user: np.ndarray, n_users: int, others: pl.DataFrame
) -> tuple[np.ndarray, pl.DataFrame]:
    """Rows of each user, and the columns in order of users, by counting sort.

    Each thread sorts a part of the rows; where the first of a user goes follows from how many the
    parts before have.
    """
    n, threads = len(user), min(pl.thread_pool_size(), _MOST_THREADS)
    parts = [(n * part // threads, n * (part + 1) // threads) for part in range(threads)]
    columns = others.get_columns()
    given = {column.name: column.to_numpy() for column in columns if _is_plain(column)}
    if len(given) < len(columns):
        given[""] = np.arange(n, dtype=np.uint32)
    made = {name: long_column(n, values.dtype) for name, values in given.items()}
    narrow = [name for name, values in given.items() if values.itemsize == 4]
    wide = [name for name, values in given.items() if values.itemsize == 8]

    def count(part: tuple[int, int]) -> np.ndarray:
        runs = np.zeros(n_users, np.int64)
        compiled.call("count", user[slice(*part)], part[1] - part[0], runs)
        return runs

    def sort(part: tuple[int, int], first: np.ndarray) -> None:
        for turn in range(max((len(narrow) + 1) // 2, len(wide))):
            names = [*narrow[2 * turn : 2 * turn + 2], None, None][:2] + [*wide[turn:], None][:1]
            raw = (np.uint32, np.uint32, np.uint64)
            arrays = [
                np.empty(0, kind) if name is None else source[name].view(kind)
                for source in (given, made)
                for name, kind in zip(names, raw, strict=True)
            ]
            which = sum(1 << bit for bit, name in enumerate(names) if name is not None)
            compiled.call("scatter", user, *part, first.copy(), *arrays, which)

    with ThreadPoolExecutor(threads) as pool:
        counts = list(pool.map(count, parts))
        runs = np.sum(counts, axis=0)
        places = [(np.cumsum(runs) - runs).astype(np.uint32)]
        for found in counts[:-1]:
            places.append(places[-1] + found.astype(np.uint32))
        list(pool.map(sort, parts, places))
    rows = pl.Series(made[""]) if "" in made else None
    done = [
        pl.Series(column.name, made[column.name])
        if rows is None or column.name in made
        else column.gather(rows)
        for column in columns
    ]
    return runs, pl.DataFrame(done)


def _is_plain(column: pl.Series) -> bool:
    fits = column.dtype in (pl.Int32, pl.Float32, pl.Int64, pl.Float64)
    return fits and column.null_count() == 0


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


def late(user: np.ndarray, timestamp: pl.Series | None, order: Order) -> np.ndarray | None:
    """Rows that stand after a row of the same user with a later time.

    Args:
        user: int32 [n], not negative.
        timestamp: Int64 [n] milliseconds, or None if there are no times.
        order: what `by_user_and_time` said of them.

    Returns:
        bool [n], or None if there is no such row.

    """
    if not isinstance(order, np.ndarray) or timestamp is None:
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
