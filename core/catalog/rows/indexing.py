"""Identifiers to integers, millions a second.

Identifiers are compared by a 64-bit key: the value itself if they are whole numbers, else a
hash. Two texts of one hash would be taken for one identifier. With n distinct ones that happens
with probability n^2 / 2^65 (birthday bound): 3e-8 for a million.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from core.catalog.rows.keytable import KeyTable
from core.catalog.rows.values import same_ids

_SEED = 20260424
_PART = 1 << 16


@dataclass(frozen=True, eq=False)
class Coded:
    """A column of identifiers as integers.

    Attributes:
        codes: int32 [n], row of `ids`, -1 where there was no identifier.
        ids: distinct identifiers as String [k], in order of first appearance.
    """

    codes: np.ndarray
    ids: pl.Series


class Numberer:
    """Identifiers of a column that comes in parts: the known ones, then as they appear first."""

    def __init__(self, known: pl.Series | None = None) -> None:
        """`known` are String, all different, without nulls."""
        known = pl.Series(dtype=pl.String) if known is None else known
        self._table = KeyTable(len(known))
        self._table.extend(keys(known))
        self._ids = [known]

    @property
    def ids(self) -> pl.Series:
        """What was numbered so far, String, all different."""
        return pl.concat(self._ids, rechunk=True)

    def add(self, values: pl.Series) -> pl.Series:
        """The numbers of the next identifiers, Int32, null where there is none."""
        codes = pl.Series(self.number(values))
        return codes.set(codes < 0, None) if values.has_nulls() else codes

    def number(self, values: pl.Series) -> np.ndarray:
        """The same, int32 [n], -1 where there is none."""
        given = values.drop_nulls() if values.has_nulls() else values
        codes, first = _number(given, self._table)
        self._ids.append(given.gather(first).cast(pl.String))
        if len(given) == len(values):
            return codes
        spread = np.full(len(values), -1, np.int32)
        spread[values.is_not_null().to_numpy()] = codes
        return spread


def encode(values: pl.Series) -> Coded:
    """Number the distinct identifiers of a column, told apart as `values.same_ids` does."""
    numberer = Numberer()
    coded = Coded(numberer.number(values), numberer.ids)
    return settled(coded) if values.dtype == pl.String else coded


def settled(coded: Coded) -> Coded:
    """Identifiers that were told apart by their letters, told apart as `values.same_ids` does."""
    clean = same_ids(coded.ids)
    if not clean.null_count() and (clean == coded.ids).all():
        return coded
    kept = clean.drop_nulls().unique(maintain_order=True)
    return Coded(_gathered(_small_lookup(clean, kept), coded.codes), kept)


def rows_of(coded: Coded, ids: pl.Series) -> np.ndarray:
    """Row of `ids` for each of many identifiers, as `lookup` has it."""
    if not coded.ids.head(len(ids)).equals(ids):
        return _gathered(lookup(coded.ids, ids), coded.codes)
    if len(coded.ids) == len(ids):
        return coded.codes
    rows = np.arange(len(coded.ids), dtype=np.int32)
    rows[len(ids) :] = lookup(coded.ids[len(ids) :], ids)
    return _gathered(rows, coded.codes)


def _gathered(rows: np.ndarray, codes: np.ndarray) -> np.ndarray:
    return np.append(rows, np.int32(-1)).take(codes, mode="wrap")


def lookup(values: pl.Series, ids: pl.Series) -> np.ndarray:
    """Row of `ids` for each identifier of a column.

    Args:
        values: String or integer [n].
        ids: distinct String [k], of `values.same_ids`.

    Returns:
        int32 [n], -1 where an identifier is null, missing, or not among `ids`.

    """
    codes = _lookup(values, ids)
    missing = np.flatnonzero(codes < 0)
    if values.dtype == pl.String and len(missing):
        # Written otherwise, perhaps.
        coded = encode(values.gather(missing))
        codes[missing] = _gathered(_small_lookup(coded.ids, ids), coded.codes)
    return codes


def lookup_numbers(values: pl.Series, ids: pl.Series) -> np.ndarray | None:
    """As `lookup`, by the numbers that identifiers write, so that 007 and 7 are one.

    None where that is no better: two of `ids` are the same number, or half of the distinct
    identifiers meet none.
    """
    numbers = _number_of(ids)
    known = numbers.drop_nulls()
    coded = encode(values)
    if known.is_duplicated().any():
        return None
    found = _small_lookup(_number_of(coded.ids), known)
    if 2 * int((found >= 0).sum()) <= len(found):
        return None
    place = np.append(np.flatnonzero(numbers.is_not_null().to_numpy()), -1).astype(np.int32)
    return _gathered(place[found], coded.codes)


def lookup_caseless(values: pl.Series, ids: pl.Series) -> np.ndarray | None:
    """As `lookup`, capitals and small letters alike; None where that is no better."""
    known = ids.str.to_lowercase()
    if values.dtype != pl.String or known.is_duplicated().any():
        return None
    found = lookup(values.str.to_lowercase(), known)
    return found if (found >= 0).any() else None


def _number_of(ids: pl.Series) -> pl.Series:
    return ids.str.extract(r"^0*(\d+)(?:\.0*)?$")


def first_distinct(values: pl.Series) -> pl.Series:
    """True for the first of equal values, and for nulls."""
    given = np.sort(keys(values.drop_nulls()))
    if not (given[1:] == given[:-1]).any():
        return pl.Series([True], dtype=pl.Boolean).new_from_index(0, len(values))
    present = np.flatnonzero(values.is_not_null().to_numpy())
    first = np.ones(len(values), bool)
    first[present] = False
    first[present[_number(values.drop_nulls(), KeyTable())[1]]] = True
    return pl.Series(first)


def keys(values: pl.Series) -> np.ndarray:
    """uint64 [n], equal for equal values. There must be no nulls."""
    if values.dtype.is_integer():
        return values.cast(pl.Int64).to_numpy().view(np.uint64)
    return values.hash(_SEED).to_numpy()


def _number(values: pl.Series, table: KeyTable) -> tuple[np.ndarray, np.ndarray]:
    """As `KeyTable.number`, in parts: keys are used up while they are in the cache."""
    codes = np.empty(len(values), np.int32)
    first = [np.empty(0, np.int64)]
    for start in range(0, len(values), _PART):
        part = slice(start, start + _PART)
        codes[part], new = table.number(keys(values[part]))
        first.append(new + start)
    return codes, np.concatenate(first)


def _find(values: pl.Series, table: KeyTable) -> np.ndarray:
    codes = np.empty(len(values), np.int32)
    for start in range(0, len(values), _PART):
        part = slice(start, start + _PART)
        codes[part] = table.find(keys(values[part]))
    return codes


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
    table = KeyTable(len(known_keys))
    table.extend(known_keys)
    found = _find(values, table)
    if len(place) == len(ids):
        return found
    return np.where(found < 0, np.int32(-1), place.astype(np.int32)[found])


def _small_lookup(values: pl.Series, ids: pl.Series) -> np.ndarray:
    """The plain way, for few values: a dictionary of all identifiers inside polars."""
    found = values.cast(pl.Enum(ids), strict=False).to_physical()
    return found.cast(pl.Int32).fill_null(-1).to_numpy(writable=True)
