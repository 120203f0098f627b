"""Times of any make to UTC milliseconds, with what was assumed and what else they could be."""

from __future__ import annotations

import re

import polars as pl

from core.catalog.rows import timenumbers, timetexts
from core.catalog.rows.timeformat import (
    FORMATS,
    LATEST,
    LONG_AGO,
    nothing,
)
from core.catalog.rows.timeformat import (
    SURE as SURE,
)
from core.catalog.rows.timeformat import (
    TimeFormat as TimeFormat,
)
from core.catalog.rows.timeformat import (
    Times as Times,
)
from core.catalog.rows.values import as_text, missing_to_null
from core.text import Text

_DAY = re.compile(r"\d[-/. ]+\w+[-/. ]+\d")
_CLOCK = re.compile(r"\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?( ?[AaPp]\.?[Mm]\.?)?")


def to_utc(series: pl.Series, source: str, wanted: TimeFormat | None = None) -> Times:
    """Turn a column into UTC milliseconds.

    Args:
        series: numbers, texts, dates or datetimes.
        source: what to call the column in the note.
        wanted: how to read it, of FORMATS; None to find out.

    """
    if series.dtype == pl.String:
        series = missing_to_null(series)
    if wanted == FORMATS["none"] or series.null_count() == len(series):
        return nothing(series)
    if series.dtype.is_temporal():
        return _typed(series, source)
    if series.dtype == pl.String:
        return _text(series, source, wanted)
    if series.dtype.is_numeric():
        return timenumbers.read(
            series, source, wanted if wanted is None or wanted.kind != "date" else None
        )
    return nothing(series, series.is_not_null().to_numpy())


def is_day(value: str) -> bool:
    """Whether a text is a day without a time of day, as far as its marks tell."""
    return ":" not in value and _DAY.search(value) is not None


def is_clock(value: str) -> bool:
    """Whether a text is a time of day and nothing else."""
    return _CLOCK.fullmatch(value.strip()) is not None


def together(days: pl.Series, clock: pl.Series) -> pl.Series:
    """Days with the times of day beside them, as texts; a day alone where there is none."""
    parts = [
        missing_to_null(as_text(one)).rename(name) for one, name in ((days, "d"), (clock, "c"))
    ]
    made = pl.select(
        pl.when(parts[0].is_not_null()).then(pl.concat_str(parts, separator=" ", ignore_nulls=True))
    )
    return made.to_series().alias(days.name)


def _text(series: pl.Series, source: str, wanted: TimeFormat | None) -> Times:
    if wanted is None or wanted.kind != "date":
        numbers = series.cast(pl.Float64, strict=False)
        if 2 * numbers.count() >= series.count():
            times = timenumbers.read(numbers, source, wanted)
            no_number = (series.is_not_null() & numbers.is_null()).to_numpy()
            share = numbers.count() / series.count()
            return Times(
                times.values,
                times.bad | no_number,
                times.note,
                times.format,
                times.confidence * share,
                times.alternatives,
            )
    return timetexts.read(series, source, wanted)


def _typed(series: pl.Series, source: str) -> Times:
    dtype = series.dtype
    if dtype == pl.Time or dtype == pl.Duration:
        return nothing(series, series.is_not_null().to_numpy())
    zone = getattr(dtype, "time_zone", None)
    values = series.cast(pl.Datetime("ms", zone)).dt.epoch("ms")
    note = (
        Text("{source} is in the time zone {zone}, turned into UTC.", source=source, zone=zone)
        if zone
        else Text("{source} names no time zone; it was taken for UTC.", source=source)
    )
    good = ((values >= LONG_AGO) & (values < LATEST)).fill_null(False)
    bad = (~good & series.is_not_null()).to_numpy()
    kept = pl.select(pl.when(good).then(values)).to_series().alias(series.name)
    return Times(kept, bad, note, FORMATS["typed"], 1.0)
