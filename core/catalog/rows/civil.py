"""Year, month and day to days since 1970, and back to what is possible; whole columns at once."""

from __future__ import annotations

import numpy as np

from core.catalog.rows.timeformat import LATEST, LONG_AGO

#: Two digits of a year from which on they mean 19..; POSIX says so.
_PIVOT = 69


def days(year: np.ndarray, month: np.ndarray, day: np.ndarray) -> np.ndarray:
    """Days since 1970-01-01, float64 [n], NaN where there is no such day."""
    sane = (year > 0) & (year <= 9999) & (month >= 1) & (month <= 12)
    y, m = np.where(sane, year, 1970), np.where(sane, month, 1)
    months = ((y - 1970) * 12 + m - 1).astype("datetime64[M]")
    first = months.astype("datetime64[D]")
    length = ((months + 1).astype("datetime64[D]") - first).astype(np.int64)
    good = sane & (day >= 1) & (day <= length)
    return np.where(good, first.astype(np.int64) + day - 1.0, np.nan)


def full_year(year: np.ndarray) -> np.ndarray:
    """Years, those of two digits in the century that POSIX gives them."""
    return np.where(year > 99, year, np.where(year < _PIVOT, year + 2000, year + 1900))


def possible(milliseconds: np.ndarray) -> np.ndarray:
    """The same, NaN for times that no column means: before 1900, from 2100 on."""
    inside = (milliseconds >= LONG_AGO) & (milliseconds < LATEST)
    return np.where(inside, milliseconds, np.nan)
