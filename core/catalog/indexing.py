"""Identifiers to integers, millions a second.

Identifiers are compared by a 64-bit key: the value itself if they are whole numbers, else a
hash. A table of slots, addressed by some bits of the key, remembers one row a slot; rows whose
slot is taken by another key are left over for the next round, with other bits. Each round is a
handful of sequential and random passes over the rows and resolves most of them, which is several
times faster than sorting, grouping or joining strings.

Two texts of one hash would be taken for one identifier. With n distinct ones that happens with
probability n^2 / 2^65 (birthday bound): 3e-8 for a million.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import polars as pl

_SEED = 20260424
#: Odd constants to spread keys over slots, another one each round (Fibonacci hashing first).
_SPREAD = (0x9E3779B97F4A7C15, 0xD6E8FEB86659FD93, 0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53)
_PART = 1 << 17
_DENSE = 8
_WORKERS = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 2


@dataclass(frozen=True, eq=False)
class Coded:
    """A column of identifiers as integers.

    Attributes:
        codes: int32 [n], row of `ids`, -1 where there was no identifier.
        ids: distinct identifiers as String [k], in order of first appearance.
    """

    codes: np.ndarray
    ids: pl.Series


def encode(values: pl.Series) -> Coded:
    """Number the distinct identifiers of a column; blanks around them do not count."""
    present = None
    if values.null_count():
        present = np.flatnonzero(values.is_not_null().to_numpy())
        codes, first = factorise(keys(values.drop_nulls()))
        ids = values.gather(present[first])
    else:
        codes, first = factorise(keys(values))
        ids = values.gather(first)
    ids = ids.cast(pl.String)
    clean = ids.str.strip_chars()
    if (clean == "").any() or (clean != ids).any():
        kept = clean.filter((clean != "") & clean.is_first_distinct())
        codes, ids = _small_lookup(clean, kept)[codes], kept
    if present is not None:
        spread = np.full(len(values), -1, np.int32)
        spread[present] = codes
        codes = spread
    return Coded(codes, ids)


def lookup(values: pl.Series, ids: pl.Series) -> np.ndarray:
    """Row of `ids` for each identifier of a column.

    Args:
        values: String or integer [n]; blanks around texts do not count.
        ids: distinct String [k] without blanks around.

    Returns:
        int32 [n], -1 where an identifier is null, blank, or not among `ids`.

    """
    codes = _lookup(values, ids)
    missing = np.flatnonzero(codes < 0)
    if values.dtype == pl.String and len(missing):
        codes[missing] = _small_lookup(values.gather(missing).str.strip_chars(), ids)
    return codes


def first_distinct(values: pl.Series) -> pl.Series:
    """True for the first of equal values, and for nulls."""
    given = np.sort(keys(values.drop_nulls()))
    if not (given[1:] == given[:-1]).any():
        return pl.Series([True], dtype=pl.Boolean).new_from_index(0, len(values))
    present = np.flatnonzero(values.is_not_null().to_numpy())
    first = np.ones(len(values), bool)
    first[present] = False
    first[present[factorise(keys(values.drop_nulls()))[1]]] = True
    return pl.Series(first)


def keys(values: pl.Series) -> np.ndarray:
    """uint64 [n], equal for equal values. There must be no nulls."""
    if values.dtype.is_integer():
        return values.cast(pl.Int64).to_numpy().view(np.uint64)
    return values.hash(_SEED).to_numpy()


def factorise(key: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Number the distinct keys in order of first appearance.

    Args:
        key: uint64 [n].

    Returns:
        Codes int32 [n], and the row where each code appears first, int64 [k], ascending.

    """
    codes = np.empty(len(key), np.int32)
    winners = [np.empty(0, np.int32)]  # first row of each key numbered so far, round by round
    active: np.ndarray | None = None  # rows left over, None for all
    for slots in _rounds(key, len(key) // 16):
        numbered = sum(map(len, winners))
        table = _first_rows(key, active, slots)
        taken = np.flatnonzero(table >= 0)
        rows = table[taken]
        winners.append(rows)
        table[taken] = np.arange(len(rows), dtype=np.int32)
        active = _settle(key, active, slots, table, key[rows], codes, numbered)
        if len(active) == 0:
            break
    if active is not None and len(active):
        _, place, inverse = np.unique(key[active], return_index=True, return_inverse=True)
        codes[active] = inverse + sum(map(len, winners))
        winners.append(active[place])
    first = np.concatenate(winners)
    order = np.argsort(first)
    rank = np.empty(len(first), np.int32)
    rank[order] = np.arange(len(first), dtype=np.int32)

    def renumber(part: slice) -> None:
        codes[part] = rank[codes[part]]

    _in_parts(len(codes), renumber)
    return codes, first[order].astype(np.int64)


def find(key: np.ndarray, known: np.ndarray) -> np.ndarray:
    """The place of each key among `known` (distinct uint64 [k]): int32 [n], -1 if not there."""
    codes = np.empty(len(key), np.int32)
    active: np.ndarray | None = None
    place = np.arange(len(known), dtype=np.int32)
    for slots in _rounds(known, 2 * len(known)):
        slot = slots.of(known[place])
        table = np.full(slots.size, place[0], np.int32)
        table[slot] = place
        active = _settle(key, active, slots, table, known, codes, 0)
        place = place[table[slot] != place]  # those whose slot another one took
        if len(active) == 0 or len(place) == 0:
            break
    if active is None:
        active = np.arange(len(key))
    codes[active] = -1
    if len(place) and len(active):
        place = place[np.argsort(known[place])]
        at = np.minimum(np.searchsorted(known[place], key[active]), len(place) - 1)
        good = known[place[at]] == key[active]
        codes[active[good]] = place[at[good]]
    return codes


def _first_rows(key: np.ndarray, active: np.ndarray | None, slots: _Slots) -> np.ndarray:
    """For each slot the first of the (active) rows that falls into it, int32, -1 for none."""
    table = np.full(slots.size, -1, np.int32)
    # Backwards, so that the first row is written last; in parts, so that they stay in the cache.
    for part in reversed(_parts(len(key) if active is None else len(active))):
        if active is None:
            rows = np.arange(part.start, part.stop, dtype=np.int32)
            slot = slots.of(key[part])
        else:
            rows = active[part]
            slot = slots.of(key[rows])
        table[slot[::-1]] = rows[::-1]
    return table


def _settle(
    key: np.ndarray,
    active: np.ndarray | None,
    slots: _Slots,
    table: np.ndarray,
    known: np.ndarray,
    codes: np.ndarray,
    offset: int,
) -> np.ndarray:
    """Write the code of each (active) row whose slot holds its own key.

    Args:
        key: uint64 [n].
        active: rows to settle, None for all.
        slots: where keys go.
        table: code of the key in each slot, a row of `known`.
        known: keys by code.
        codes: written, `offset` added.
        offset: number of the first code.

    Returns:
        Rows whose slot holds another key, int32, ascending.

    """
    n = len(key) if active is None else len(active)
    left: dict[int, np.ndarray] = {}

    def work(part: slice) -> None:
        chosen = key[part] if active is None else key[active[part]]
        code = table[slots.of(chosen)]
        good = known[code] == chosen
        if offset:
            code += offset
        if active is None:
            codes[part] = code
        else:
            codes[active[part][good]] = code[good]
        if not good.all():
            bad = np.flatnonzero(~good).astype(np.int32)
            left[part.start] = bad + np.int32(part.start) if active is None else active[part][bad]

    _in_parts(n, work)
    return np.concatenate([np.empty(0, np.int32), *(left[start] for start in sorted(left))])


@dataclass(frozen=True)
class _Slots:
    """Where keys go in a table: by some bits of a product, or as they are if they lie close."""

    size: int
    spread: int = 1
    shift: int = 0
    lowest: int | None = None

    def of(self, key: np.ndarray) -> np.ndarray:
        if self.lowest is not None:
            slot = key - np.uint64(self.lowest)
            # Beyond the table there is nothing to find; any slot tells so.
            return np.minimum(slot, np.uint64(self.size - 1)).astype(np.int32)
        return ((key * np.uint64(self.spread)) >> np.uint64(self.shift)).astype(np.int32)


def _rounds(key: np.ndarray, wanted: int) -> Iterator[_Slots]:
    """Tables of at least `wanted` slots to try one after another, none if there are no keys."""
    if len(key) == 0:
        return
    lowest, highest = int(key.min()), int(key.max())
    if highest - lowest < _DENSE * len(key) + _PART:
        yield _Slots(highest - lowest + 1, lowest=lowest)
        return
    # A small table stays in the cache; what it cannot hold is left to a larger one.
    bits = max(8, int(wanted).bit_length())
    for spread in _SPREAD:
        yield _Slots(1 << bits, spread, 64 - bits)
        bits = max(bits, min(bits + 2, 24))


def _parts(n: int) -> list[slice]:
    return [slice(start, min(start + _PART, n)) for start in range(0, n, _PART)]


def _in_parts(n: int, work: Callable[[slice], None]) -> None:
    """Run `work` on slices of range(n), on all cores (numpy lets go of the interpreter)."""
    parts = _parts(n)
    if len(parts) < 4:
        for part in parts:
            work(part)
        return
    with ThreadPoolExecutor(_WORKERS) as pool:
        for _ in pool.map(work, parts):
            pass


def _lookup(values: pl.Series, ids: pl.Series) -> np.ndarray:
    if len(ids) == 0 or values.null_count() == len(values):
        return np.full(len(values), -1, np.int32)
    if values.null_count():
        return _small_lookup(values.cast(pl.String), ids)
    if values.dtype.is_integer():
        known = ids.cast(pl.Int64, strict=False)
        plain = known.is_not_null() & (known.cast(pl.String) == ids)
        place = np.flatnonzero(plain.to_numpy())
        if len(place) == 0:
            return np.full(len(values), -1, np.int32)
        known_keys = known.gather(place).to_numpy().view(np.uint64)
    elif values.dtype == pl.String:
        known_keys, place = keys(ids), np.arange(len(ids))
    else:
        return _small_lookup(values.cast(pl.String, strict=False), ids)
    found = find(keys(values), known_keys)
    if len(place) == len(ids):
        return found
    return np.where(found < 0, np.int32(-1), place.astype(np.int32)[found])


def _small_lookup(values: pl.Series, ids: pl.Series) -> np.ndarray:
    """The plain way, for few values: a dictionary of all identifiers inside polars."""
    found = values.cast(pl.Enum(ids), strict=False).to_physical()
    return found.cast(pl.Int32).fill_null(-1).to_numpy(writable=True)
