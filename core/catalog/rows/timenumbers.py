"""Numbers that are times: told apart by size, and by what else they could be.

Today is 1.7e9 seconds, 1.7e12 milliseconds, 1.7e15 microseconds, 1.7e18 nanoseconds since 1970; no
two of these ranges overlap for the years 1990-2100. Nor do they meet dates written as digits
(20201231), years, or the days of spreadsheets.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np
import polars as pl

from core.catalog.rows import civil
from core.catalog.rows.timeformat import EARLIEST, FORMATS, LATEST, UNITS, TimeFormat, Times
from core.text import Text

#: Unit and its length in milliseconds.
_LENGTHS = {"seconds": 1000.0, "milliseconds": 1.0, "microseconds": 1e-3, "nanoseconds": 1e-6}
#: What exports write for an unknown time.
_UNKNOWN = (0.0, -1.0)
_DAY = 86_400_000
#: Day 0 of spreadsheets, which take 1900 for a leap year, in days since 1970.
_EXCEL_ZERO = -25_569
#: Days of spreadsheets in the years 1990-2050: beyond them such numbers are rarely dates.
_EXCEL = (32_874, 54_789)
#: Digits of a compact date and what follows it.
_COMPACT = {8: 10**0, 12: 10**4, 14: 10**6, 6: 0}
#: Values that must rise through the whole file to be taken for an order.
_RISING = 8

_Reader = Callable[[np.ndarray], np.ndarray]


def read(series: pl.Series, source: str, wanted: TimeFormat | None = None) -> Times:
    """Times of a column of numbers.

    Args:
        series: integers or floats.
        source: what to call the column in the note.
        wanted: how to read it; None to find out.
    """
    if wanted is None or wanted.kind == "epoch":
        unit, share = _unit(series)
        if wanted is not None:
            return _epoch(series, source, wanted.detail)
        if share >= 0.5:
            return _epoch(series, source, unit)
    values = series.cast(pl.Float64).to_numpy()
    present = np.isfinite(values)
    found = wanted or _find(values[present])
    if found.kind == "epoch":
        old = _epoch(series, source, found.detail, 0)
        return replace(old, confidence=0.3, alternatives=(FORMATS["order"], FORMATS["none"]))
    reader, confidence = _OTHERS.get(found.kind, _OTHERS["none"])
    made = np.where(present, reader(np.where(present, values, -2.0)), np.nan)
    good = np.isfinite(made)
    unknown = np.isnan(values) | (np.isin(values, _UNKNOWN) & ~good)
    bad = series.is_not_null().to_numpy() & ~unknown & ~good
    whole = pl.Series(np.where(good, made, 0).astype(np.int64))
    return Times(
        pl.select(pl.when(pl.Series(good)).then(whole)).to_series().alias(series.name),
        bad,
        _told(found.kind, source, values[present]),
        found,
        confidence * float(good.sum()) / max(1, int(good.sum() + bad.sum())),
        _ALTERNATIVES.get(found.kind, ()),
    )


def _unit(series: pl.Series) -> tuple[str, float]:
    """The unit that most of a sample fit, and which share of it does."""
    sample = series.drop_nulls().head(100_000).cast(pl.Float64).to_numpy()
    sample = sample[np.isfinite(sample)]
    fits = {
        unit: int(((sample * length >= EARLIEST) & (sample * length < LATEST)).sum())
        for unit, length in _LENGTHS.items()
    }
    unit = max(fits, key=fits.__getitem__)
    known = len(sample) - int(np.isin(sample, _UNKNOWN).sum())
    return unit, sum(fits.values()) / max(1, known)


def _epoch(series: pl.Series, source: str, unit: str, earliest: int = EARLIEST) -> Times:
    note = Text("{source} was taken for {unit} since 1970 (UTC).", source=source, unit=UNITS[unit])
    kind = FORMATS[f"epoch:{unit}"]
    values, good = _scaled(series, _LENGTHS[unit], earliest)
    if good is None:
        return Times(values, np.zeros(len(series), bool), note, kind, 0.95)
    notes = [note]
    rest = ~good & series.is_not_null()
    for other, length in _LENGTHS.items():
        if other == unit or not rest.any():
            continue
        # The sizes of units do not overlap: a number tells its own.
        again, fits = _scaled(series, length, EARLIEST)
        more = rest if fits is None else rest & fits
        if n := int(more.sum()):
            values = pl.select(pl.when(more).then(again).otherwise(values)).to_series()
            rest = rest & ~more
            notes.append(Text("{n:,} rows of it are in {unit}.", n=n, unit=UNITS[other]))
    number = series.cast(pl.Float64)
    unknown = rest & (number.is_in(_UNKNOWN) | number.is_nan())
    if n := int((unknown & ~number.is_nan()).sum()):
        notes.append(Text("0 or -1 in {n:,} rows stands for an unknown time.", n=n))
    bad = (rest & ~unknown).to_numpy()
    share = 1 - bad.sum() / max(1, len(series) - series.null_count())
    told = Text.joined(" ", notes)
    return Times(values.alias(series.name), bad, told, kind, 0.95 * float(share))


def _scaled(series: pl.Series, length: float, earliest: int) -> tuple[pl.Series, pl.Series | None]:
    """Milliseconds of numbers in a unit of that length, null where impossible, and which are not.

    None instead of the mask if all are possible, the usual case.
    """
    if series.dtype.is_integer():
        # In whole numbers of the file's own unit, so that nothing is rounded.
        low, high = round(earliest / length), round(LATEST / length)
        good = _between(series, low, high)
        whole = series if good is None else pl.select(pl.when(good).then(series)).to_series()
        whole = whole.cast(pl.Int64)
        values = whole * round(length) if length >= 1 else whole // round(1 / length)
        return values.alias(series.name), good
    floats = series.cast(pl.Float64) * length
    good = _between(floats, earliest, LATEST)
    if good is not None:
        floats = pl.select(pl.when(good).then(floats)).to_series()
    return floats.round().cast(pl.Int64).alias(series.name), good


def _between(series: pl.Series, low: float, high: float) -> pl.Series | None:
    """Mask of low <= value < high, or None if all values are (the usual case, no mask needed)."""
    lowest, highest = series.min(), series.max()
    nan = series.dtype.is_float() and bool(series.is_nan().any())
    if isinstance(lowest, int | float) and isinstance(highest, int | float) and not nan:
        inside = low <= lowest and highest < high
        if inside:
            return None
    return ((series >= low) & (series < high)).fill_null(False)


def _find(values: np.ndarray) -> TimeFormat:
    """What finite numbers are that are no usual seconds since 1970."""
    known = values[~np.isin(values, _UNKNOWN)]
    if len(known) == 0:
        known = values

    def mostly(fits: np.ndarray) -> bool:
        return len(fits) > 0 and float(fits.mean()) >= 0.9

    if mostly(np.isfinite(_compact(known))):
        return FORMATS["compact"]
    if mostly(np.isfinite(_year(known))):
        return FORMATS["year"]
    if _is_dense(values):
        return FORMATS["order"]
    if mostly(np.isfinite(_excel(known))):
        return FORMATS["excel"]
    if mostly((known >= 1e8) & (known * 1000 < EARLIEST)):
        return FORMATS["epoch:seconds"]
    rising = len(values) > 1 and bool((np.diff(values) >= 0).all()) and values[0] < values[-1]
    if rising and (values[0] == 0 or len(np.unique(values)) >= _RISING):
        return FORMATS["order"]
    return FORMATS["none"]


def _is_dense(values: np.ndarray) -> bool:
    """Whether they are 0, 1, 2, ... or 10, 20, 30, ..., in any order and repeated, few left out."""
    distinct = np.unique(values)
    if len(distinct) < 2 or (distinct != np.floor(distinct)).any() or distinct[0] < 0:
        return False
    if distinct[-1] > 2**53:  # beyond it neighbours are no longer told apart
        return False
    step = float(np.gcd.reduce(np.diff(distinct).astype(np.int64)))
    places = (distinct[-1] - distinct[0]) / step + 1
    return len(distinct) >= 0.9 * places and (len(distinct) > 2 or distinct[0] in (0, 1))


def _compact(values: np.ndarray) -> np.ndarray:
    """Milliseconds of 20201231, 202012312359, 20201231235959 and 202012; NaN for others."""
    whole = values == np.floor(values)
    number = np.where(whole & (values > 0) & (values < 1e15), values, 0).astype(np.int64)
    digits = np.floor(np.log10(np.maximum(number, 1))).astype(np.int64) + 1
    found = np.full(len(values), np.nan)
    for many, tail in _COMPACT.items():
        rows = np.flatnonzero(digits == many)
        date = number[rows] // tail if tail else number[rows] * 100 + 1
        clock = number[rows] % tail * (10 ** (6 - many + 8) if tail else 0) if many > 8 else 0
        clock = np.broadcast_to(clock, len(rows))
        hour, minute, second = clock // 10000, clock // 100 % 100, clock % 100
        day = civil.days(date // 10000, date // 100 % 100, date % 100)
        good = np.isfinite(day) & (hour < 24) & (minute < 60) & (second < 60)
        time = ((hour * 60 + minute) * 60 + second) * 1000
        found[rows] = np.where(good, day * _DAY + time, np.nan)
    return civil.possible(found)


def _year(values: np.ndarray) -> np.ndarray:
    ones = np.ones(len(values), np.int64)
    year = np.where(values == np.floor(values), np.clip(values, 0, 9999), 0).astype(np.int64)
    return civil.possible(civil.days(year, ones, ones) * _DAY)


def _excel(values: np.ndarray) -> np.ndarray:
    inside = (values >= _EXCEL[0]) & (values < _EXCEL[1])
    # In whole seconds: spreadsheets keep times of day as fractions that are never exact.
    return np.where(inside, np.round((values + _EXCEL_ZERO) * 86_400) * 1000, np.nan)


def _ordered(values: np.ndarray) -> np.ndarray:
    if (values == np.floor(values)).all() and np.abs(values).max(initial=0) < 2**53:
        return values
    ranks: np.ndarray = np.unique(values, return_inverse=True)[1].astype(np.float64)
    return ranks


#: How numbers of a kind are read, and how sure one may be of it.
_OTHERS: Mapping[str, tuple[_Reader, float]] = {
    "compact": (_compact, 0.95),
    "year": (_year, 0.85),
    "excel": (_excel, 0.7),
    "order": (_ordered, 0.6),
    "none": (lambda values: np.full(len(values), np.nan), 0.0),
}
_ALTERNATIVES: Mapping[str, tuple[TimeFormat, ...]] = {
    "year": (FORMATS["order"], FORMATS["none"]),
    "excel": (FORMATS["order"], FORMATS["none"]),
    "order": (FORMATS["none"],),
    "none": (FORMATS["order"],),
}


def _told(kind: str, source: str, values: np.ndarray) -> Text:
    few = ", ".join(f"{value:.15g}" for value in values[:3])
    if kind == "compact":
        return Text(
            "{source} holds dates as digits ({few}), taken for UTC.", source=source, few=few
        )
    if kind == "year":
        return Text(
            "{source} was taken for years ({few}), of which the first day counts.",
            source=source,
            few=few,
        )
    if kind == "excel":
        return Text(
            "{source} was taken for days as spreadsheets count them ({few}), in UTC.",
            source=source,
            few=few,
        )
    if kind == "order":
        return Text(
            "{source} holds no times but numbers ({few}) that say the order; it is kept, when "
            "it was is unknown.",
            source=source,
            few=few,
        )
    return Text(
        "{source} holds neither times nor an order (such as {few}); it is not used.",
        source=source,
        few=few,
    )
