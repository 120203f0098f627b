"""Timestamps of any make to UTC milliseconds.

Numbers are told apart by size: today is 1.7e9 seconds, 1.7e12 milliseconds, 1.7e15
microseconds, 1.7e18 nanoseconds since 1970; no two of these ranges overlap for the years
1990-2100. Texts are ISO 8601 dates, with or without an offset; without one they are UTC.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from core.text import Text

EARLIEST = 631_152_000_000  # 1990-01-01T00:00Z in milliseconds
LATEST = 4_102_444_800_000  # 2100-01-01T00:00Z
#: Unit and its length in milliseconds.
_UNITS = {"seconds": 1000.0, "milliseconds": 1.0, "microseconds": 1e-3, "nanoseconds": 1e-6}
_FORMATS = (
    "%Y-%m-%dT%H:%M:%S%.f",
    "%Y-%m-%d %H:%M:%S%.f",
    "%Y-%m-%dT%H:%M",
    "%Y-%m-%d %H:%M",
    "%Y-%m-%d",
    "%Y/%m/%d %H:%M:%S",
    "%Y/%m/%d %H:%M",
    "%Y/%m/%d",
    "%m %d, %Y",
    "%d.%m.%Y %H:%M:%S",
    "%d.%m.%Y",
)


@dataclass(frozen=True)
class Times:
    """Times of a column.

    Attributes:
        values: Int64 UTC milliseconds, null where there was no value or an impossible one.
        bad: bool [n], True where a value is there but is no possible time.
        note: the assumption made, as a plain sentence; empty if there were no values.

    """

    values: pl.Series
    bad: np.ndarray
    note: Text


def to_utc(series: pl.Series, source: str) -> Times:
    """Turn a column into UTC milliseconds.

    Args:
        series: numbers, texts, dates or datetimes.
        source: what to call the column in the note.

    """
    if series.dtype == pl.Null or len(series) == 0 or series.null_count() == len(series):
        return Times(
            pl.Series(series.name, [None] * len(series), dtype=pl.Int64),
            np.zeros(len(series), bool),
            Text(),
        )
    if series.dtype.is_temporal():
        return _temporal(series, source)
    if series.dtype == pl.String:
        numbers = series.str.strip_chars().cast(pl.Float64, strict=False)
        if 2 * numbers.count() >= series.count():
            times = _numeric(numbers, source)
            bad = times.bad | (series.is_not_null() & numbers.is_null()).to_numpy()
            return Times(times.values, bad, times.note)
        return _text(series, source)
    if series.dtype.is_numeric():
        return _numeric(series, source)
    values = pl.Series(series.name, [None] * len(series), dtype=pl.Int64)
    return Times(values, series.is_not_null().to_numpy(), Text())


def _numeric(series: pl.Series, source: str) -> Times:
    sample = series.drop_nulls().head(100_000).cast(pl.Float64).to_numpy()
    sample = sample[np.isfinite(sample)]
    fits = {
        unit: int(((sample * length >= EARLIEST) & (sample * length < LATEST)).sum())
        for unit, length in _UNITS.items()
    }
    unit = max(fits, key=fits.__getitem__)
    length = _UNITS[unit]
    note = Text("{source} was taken for {unit} since 1970 (UTC).", source=source, unit=unit)
    if series.dtype.is_integer():
        # In whole numbers of the file's own unit, so that nothing is rounded.
        low, high = round(EARLIEST / length), round(LATEST / length)
        good = _between(series, low, high)
        whole = series if good is None else pl.select(pl.when(good).then(series)).to_series()
        whole = whole.cast(pl.Int64)
        values = whole * round(length) if length >= 1 else whole // round(1 / length)
    else:
        floats = series.cast(pl.Float64) * length
        good = _between(floats, EARLIEST, LATEST)
        if good is not None:
            floats = pl.select(pl.when(good).then(floats)).to_series()
        values = floats.round().cast(pl.Int64)
    none = np.zeros(len(series), bool)
    bad = none if good is None else (~good & series.is_not_null()).to_numpy()
    return Times(values.alias(series.name), bad, note)


def _between(series: pl.Series, low: float, high: float) -> pl.Series | None:
    """Mask of low <= value < high, or None if all values are (the usual case, no mask needed)."""
    lowest, highest = series.min(), series.max()
    nan = series.dtype.is_float() and bool(series.is_nan().any())
    if isinstance(lowest, int | float) and isinstance(highest, int | float) and not nan:
        inside = low <= lowest and highest < high
        if inside:
            return None
    return ((series >= low) & (series < high)).fill_null(False)


def _temporal(series: pl.Series, source: str) -> Times:
    dtype = series.dtype
    if dtype == pl.Time or dtype == pl.Duration:
        values = pl.Series(series.name, [None] * len(series), dtype=pl.Int64)
        return Times(values, series.is_not_null().to_numpy(), Text())
    zone = getattr(dtype, "time_zone", None)
    values = series.cast(pl.Datetime("ms", zone)).dt.epoch("ms")
    note = (
        Text("{source} is in the time zone {zone}, turned into UTC.", source=source, zone=zone)
        if zone
        else Text()
    )
    return _possible(
        values,
        series,
        note or Text("{source} names no time zone; it was taken for UTC.", source=source),
    )


def _text(series: pl.Series, source: str) -> Times:
    text = series.str.strip_chars()
    zoned = text.str.contains(r"[T ]\d{1,2}:\d{2}.*(?:Z|[+-]\d{2}:?\d{2})$").fill_null(False)
    n_zoned = int(zoned.sum())
    utc = _parse_naive(pl.select(pl.when(~zoned).then(text)).to_series())
    if n_zoned:
        with_zone = pl.select(
            pl.when(zoned).then(
                text.str.replace(" ", "T", literal=True)
                .str.replace(r"Z$", "+00:00")
                .str.replace(r"([+-]\d{2})(\d{2})$", "${1}:${2}")
            )
        ).to_series()
        parsed = with_zone.str.to_datetime("%Y-%m-%dT%H:%M:%S%.f%:z", strict=False, time_unit="ms")
        minutes = with_zone.str.to_datetime("%Y-%m-%dT%H:%M%:z", strict=False, time_unit="ms")
        utc = utc.fill_null(parsed.fill_null(minutes).dt.epoch("ms"))
    n_naive = int(series.count()) - n_zoned
    if n_zoned and n_naive:
        note = Text(
            "{source} names a time zone in {n_zoned} of {rows} rows; the others were "
            "taken for UTC.",
            source=source,
            n_zoned=n_zoned,
            rows=n_zoned + n_naive,
        )
    elif n_zoned:
        note = Text("{source} names its time zone, turned into UTC.", source=source)
    else:
        note = Text("{source} names no time zone; it was taken for UTC.", source=source)
    return _possible(utc, series, note)


def _parse_naive(text: pl.Series) -> pl.Series:
    values = pl.Series(text.name, [None] * len(text), dtype=pl.Int64)
    for pattern in _FORMATS:
        rest = int(text.count()) - int(values.count())
        if rest <= 0:
            break
        kind = text.str.to_date if "%H" not in pattern else text.str.to_datetime
        parsed = kind(pattern, strict=False)
        values = values.fill_null(parsed.cast(pl.Datetime("ms")).dt.epoch("ms"))
    return values


def _possible(values: pl.Series, given: pl.Series, note: Text) -> Times:
    good = ((values >= EARLIEST) & (values < LATEST)).fill_null(False)
    bad = (~good & given.is_not_null()).to_numpy()
    return Times(pl.select(pl.when(good).then(values)).to_series(), bad, note)
