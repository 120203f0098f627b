"""Values of a stranger's column as identifiers, as text, or as what a person is shown."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

import polars as pl

#: What programs write where there is no value; never somebody's name.
MISSING: Final[Collection[str]] = frozenset(
    {"", "NaN", "nan", "NAN", "NULL", "null", "None", "NaT", "<NA>", "N/A", "n/a", "#N/A", "\\N"}
)


#: A whole number as programs write it that had to keep gaps beside it.
_AS_FLOAT = r"^[+-]?\d+\.0+$"


def as_ids(series: pl.Series) -> pl.Series:
    """Identifiers as text: 12 and 12.0 are "12", blanks around are cut, what is missing is null."""
    if series.dtype.is_float():
        whole = series.cast(pl.Int64, strict=False)
        exact = (whole.cast(pl.Float64) == series).fill_null(False)
        series = pl.select(
            pl.when(exact).then(whole.cast(pl.String)).otherwise(series.cast(pl.String))
        ).to_series()
    elif series.dtype.is_nested() or series.dtype in (pl.Object, pl.Binary):
        return pl.Series(series.name, [None] * len(series), dtype=pl.String)
    return same_ids(series.cast(pl.String, strict=False))


def same_ids(ids: pl.Series) -> pl.Series:
    """Texts that name the same thing as one text, whoever wrote them.

    Blanks around them do not count, words for "missing" are null, accents are composed (macOS
    takes them apart), and "12.0" is "12" where a whole column is written so. Case and leading
    zeros are kept.
    """
    name = ids.name
    if bool((ids.str.len_bytes() != ids.str.len_chars()).any()):
        ids = ids.str.normalize("NFC")
    ids = missing_to_null(ids)
    first = ids.head(100).drop_nulls()
    if len(first) and first.str.contains(_AS_FLOAT).all():
        floats = ids.str.contains(_AS_FLOAT)
        if floats.all():
            ids = ids.str.extract(r"^([+-]?\d+)\.")
    return ids.alias(name)


def blank_to_null(series: pl.Series) -> pl.Series:
    """Text without the blanks around it, null where nothing is left; others unchanged."""
    if series.dtype != pl.String:
        return series
    bare = series.str.strip_chars()
    if not (bare != series).any() and not (series == "").any():
        return series
    return pl.select(pl.when(bare != "").then(bare)).to_series().alias(series.name)


def missing_to_null(series: pl.Series) -> pl.Series:
    """Text without the blanks around it, null where nothing is left or it says that nothing is."""
    series = blank_to_null(series)
    if series.dtype != pl.String:
        return series
    missing = series.is_in(list(MISSING)).fill_null(False)
    if not missing.any():
        return series
    return pl.select(pl.when(~missing).then(series)).to_series().alias(series.name)


def as_text(series: pl.Series) -> pl.Series:
    """Any column as text, lists joined by line ends; empty is null."""
    dtype = series.dtype
    if dtype == pl.Binary:
        text = pl.Series(series.name, [None], dtype=pl.String).new_from_index(0, len(series))
    elif isinstance(dtype, pl.List) and dtype.inner == pl.String:
        text = series.list.drop_nulls().list.join("\n")
    elif dtype.is_nested() or dtype == pl.Object:
        text = pl.Series(series.name, [_flat(value) for value in series], dtype=pl.String)
    else:
        text = series.cast(pl.String, strict=False)
    if not (text == "").any():
        return text.alias(series.name)
    return pl.select(pl.when(text != "").then(text)).to_series().alias(series.name)


def _flat(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, pl.Series):
        value = value.to_list()
    return "\n".join(map(str, value)) if isinstance(value, list) else str(value)


def attribute(series: pl.Series) -> pl.Series:
    """A column to show: numbers become numbers if nothing is lost by it, all else is text."""
    if series.dtype == pl.Binary:
        return pl.select(pl.format("{} bytes", series.bin.size()).alias(series.name)).to_series()
    if series.dtype.is_nested() or series.dtype == pl.Object:
        return as_text(series)
    if series.dtype != pl.String:
        return series
    if series.null_count() == len(series) or series.str.contains(r"^[+-]?0\d").any():
        return series  # leading zeros mark a code, not a number
    for dtype in (pl.Int64, pl.Float64):
        probe = series.head(100).cast(dtype, strict=False)
        if probe.null_count() > series.head(100).null_count():
            continue
        numbers = series.cast(dtype, strict=False)
        if numbers.null_count() == series.null_count():
            return numbers
    return series
