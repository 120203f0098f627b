"""Timestamps against datetime of the standard library."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.catalog.rows.times import to_utc

moments = st.datetimes(datetime(1990, 1, 2), datetime(2099, 12, 30), timezones=st.just(UTC))
PER_SECOND = {"seconds": 1, "milliseconds": 10**3, "microseconds": 10**6, "nanoseconds": 10**9}


def milliseconds(moment: datetime) -> int:
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)


@given(st.lists(moments, min_size=1, max_size=9), st.sampled_from(list(PER_SECOND)))
def test_numbers_of_any_unit(times: list[datetime], unit: str) -> None:
    whole = [moment.replace(microsecond=0) for moment in times]
    expected = [milliseconds(moment) for moment in whole]
    numbers = [value // 1000 * PER_SECOND[unit] for value in expected]
    for series in (
        pl.Series(numbers),
        pl.Series(map(str, numbers)),
        pl.Series(numbers, dtype=pl.Float64),
    ):
        found = to_utc(series, "It")
        assert found.values.to_list() == expected
        assert not found.bad.any()
        assert unit in found.note


@given(st.lists(moments, min_size=1, max_size=9), st.integers(-14 * 4, 14 * 4))
def test_iso_texts_with_offset(times: list[datetime], quarters: int) -> None:
    zone = timezone(timedelta(minutes=15 * quarters))
    cut = [moment.replace(microsecond=moment.microsecond // 1000 * 1000) for moment in times]
    texts = [moment.astimezone(zone).isoformat() for moment in cut]
    assert to_utc(pl.Series(texts), "It").values.to_list() == [milliseconds(m) for m in cut]


@given(st.lists(moments, min_size=1, max_size=9))
def test_iso_texts_without_offset_are_utc(times: list[datetime]) -> None:
    cut = [moment.replace(microsecond=0, tzinfo=None) for moment in times]
    expected = [milliseconds(moment.replace(tzinfo=UTC)) for moment in cut]
    for texts in (
        [moment.isoformat() for moment in cut],
        [str(moment) for moment in cut],
        [moment.isoformat() + "Z" for moment in cut],
        [moment.strftime("%Y/%m/%d %H:%M:%S") for moment in cut],
    ):
        assert to_utc(pl.Series(texts), "It").values.to_list() == expected


def test_units_are_told_apart_per_column() -> None:
    seconds = to_utc(pl.Series([1_700_000_000, 1_700_000_001]), "A")
    millis = to_utc(pl.Series([1_700_000_000_000, 1_700_000_001_000]), "B")
    assert seconds.values.to_list() == millis.values.to_list()


@pytest.mark.parametrize(
    ("values", "bad"),
    [
        ([1_700_000_000, -5, 1_700_000_001], [1]),
        ([1_700_000_000, 17, 4_200_000_000, 1_700_000_001], [1, 2]),
        ([1_700_000_000, 1_700_000_000_000, 1_700_000_001], [1]),
        (["1700000000", "soon", "1700000001", None], [1]),
        ([1.7e9, float("nan"), float("inf"), None, 1.7e9], [1, 2]),
        (["2024-01-01", "1850-01-01", "2150-01-01", "2024-13-01", None], [1, 2, 3]),
        (["2024-01-01T00:00:00Z", "2024-02-30T00:00:00Z", "nonsense"], [1, 2]),
        ([5, 6, None], [0, 1]),
    ],
)
def test_impossible_times_are_marked(values: list[object], bad: list[int]) -> None:
    found = to_utc(pl.Series(values, strict=False), "It")
    assert np.flatnonzero(found.bad).tolist() == bad
    empty = [place for place, value in enumerate(values) if value is None]
    assert np.flatnonzero(found.values.is_null().to_numpy()).tolist() == sorted(bad + empty)


def test_dates_and_datetimes_of_parquet() -> None:
    moment = datetime(2024, 7, 1, 12, tzinfo=UTC)
    zoned = pl.Series([moment]).dt.convert_time_zone("Asia/Shanghai")
    assert to_utc(zoned, "It").values.to_list() == [milliseconds(moment)]
    assert "Asia/Shanghai" in to_utc(zoned, "It").note
    naive = pl.Series([moment.replace(tzinfo=None)])
    assert to_utc(naive, "It").values.to_list() == [milliseconds(moment)]
    day = pl.Series([moment.date()])
    assert to_utc(day, "It").values.to_list() == [milliseconds(moment) - 12 * 3_600_000]
    assert to_utc(pl.Series([timedelta(hours=1)]), "It").bad.all()


def test_mixed_zones_are_said() -> None:
    found = to_utc(pl.Series(["2024-01-01T12:00:00+02:00", "2024-01-01T12:00:00"]), "It")
    assert found.values[1] - found.values[0] == 2 * 3_600_000
    assert "1 of 2 rows" in found.note
