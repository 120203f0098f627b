"""Timestamps against datetime of the standard library."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime
from time import asctime
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.catalog.rows.timeformat import FORMATS, SURE, TimeFormat
from core.catalog.rows.times import to_utc
from core.errors import UserError

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
        (["1700000000", "soon", "1700000001", None], [1]),
        ([1.7e9, float("nan"), float("inf"), None, 1.7e9], [2]),
        (["2024-01-01", "1850-01-01", "2150-01-01", "2024-13-01", None], [1, 2, 3]),
        (["2024-01-01T00:00:00Z", "2024-02-30T00:00:00Z", "nonsense"], [1, 2]),
        ([5, 6, None], [0, 1]),
    ],
)
def test_impossible_times_are_marked(values: list[object], bad: list[int]) -> None:
    found = to_utc(pl.Series(values, strict=False), "It")
    assert np.flatnonzero(found.bad).tolist() == bad
    empty = [place for place, value in enumerate(values) if value is None or value != value]
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


def test_each_number_tells_its_own_unit() -> None:
    found = to_utc(pl.Series([1_700_000_000, 1_700_000_001_000, 1_700_000_002]), "It")
    assert found.values.to_list() == [1_700_000_000_000, 1_700_000_001_000, 1_700_000_002_000]
    assert "1 rows of it are in milliseconds" in found.note


@pytest.mark.parametrize("unknown", [0, -1])
def test_zero_and_minus_one_are_unknown(unknown: int) -> None:
    found = to_utc(pl.Series([unknown, 1_700_000_000]), "It")
    assert found.values.to_list() == [None, 1_700_000_000_000]
    assert not found.bad.any()
    assert "unknown" in found.note


#: Ways to write a moment (of whole seconds, minutes or days), by what `strftime` is told.
WRITTEN = {
    "%Y-%m-%d %H:%M:%S UTC": 1, "%Y-%m-%d %H:%M:%S+00": 1, "%Y/%m/%d %H:%M": 60,
    "%d.%m.%Y %H:%M": 60, "%d.%m.%Y": 86400, "%d-%m-%Y %H:%M:%S": 1, "%d/%m/%Y": 86400,
    "%m/%d/%Y %I:%M:%S %p": 1, "%m/%d/%Y %H:%M": 60, "%m/%d/%y %H:%M": 60, "%d/%m/%y": 86400,
    "%m %d, %Y": 86400, "%d-%b-%Y": 86400, "%d %B %Y %H:%M": 60, "%b %d, %Y": 86400,
    "%B %d, %Y, %I:%M %p": 60, "%a %b %d %H:%M:%S +0000 %Y": 1, "%Y%m%d": 86400,
    "%Y%m%d%H%M%S": 1, "%Y%m%dT%H%M%SZ": 1, "%Y年%m月%d日 %H:%M": 60, "%A, %d %B %Y": 86400,
}  # fmt: skip


@pytest.mark.parametrize("pattern", list(WRITTEN))
@given(times=st.lists(moments, min_size=1, max_size=9))
def test_written_in_any_way(pattern: str, times: list[datetime]) -> None:
    # Two digits of a year say less; a day after the 12th says which number is the day.
    times = [*times, datetime(1998, 5, 25, 17, 45, 12, tzinfo=UTC)]
    if "%y" in pattern:
        times = [
            moment.replace(year=1970 + moment.year % 99) for moment in times if moment.day < 29
        ]
    seconds = WRITTEN[pattern]
    expected = [milliseconds(moment) // (seconds * 1000) * seconds * 1000 for moment in times]
    found = to_utc(pl.Series([moment.strftime(pattern) for moment in times]), "It")
    assert found.values.to_list() == expected
    assert not found.bad.any()
    assert found.confidence > SURE


@given(st.lists(moments, min_size=1, max_size=9), st.sampled_from(["Europe/Berlin", "Asia/Tokyo"]))
def test_as_the_standard_library_writes_them(times: list[datetime], zone: str) -> None:
    whole = [moment.replace(microsecond=0) for moment in times]
    expected = [milliseconds(moment) for moment in whole]
    there = [moment.astimezone(ZoneInfo(zone)) for moment in whole]
    for texts in (
        [format_datetime(moment) for moment in there],
        [moment.strftime("%Y-%m-%d %H:%M:%S%z") for moment in there],
        [moment.strftime("%a %b %d %Y %H:%M:%S GMT%z (%Z)") for moment in there],
        [asctime(moment.utctimetuple()) for moment in whole],
    ):
        assert to_utc(pl.Series(texts), "It").values.to_list() == expected


@pytest.mark.parametrize(
    ("letters", "hours"), [("CET", 1), ("CEST", 2), ("EST", -5), ("JST", 9), ("MSK", 3), ("Z", 0)]
)
def test_zones_by_their_letters(letters: str, hours: int) -> None:
    found = to_utc(pl.Series([f"2019-10-01 12:00:00 {letters}"]), "It")
    zone = timezone(timedelta(hours=hours))
    assert found.values.to_list() == [milliseconds(datetime(2019, 10, 1, 12, tzinfo=zone))]


def days_of(values: list[object], wanted: str | None = None) -> list[str]:
    found = to_utc(pl.Series(values, strict=False), "It", TimeFormat.of(wanted) if wanted else None)
    return found.values.cast(pl.Datetime("ms")).dt.strftime("%Y-%m-%d").to_list()


def test_day_or_month_first_is_the_columns() -> None:
    assert days_of(["01/02/2021", "31/12/2020"]) == ["2021-02-01", "2020-12-31"]
    assert days_of(["01/02/2021", "12/31/2020"]) == ["2021-01-02", "2020-12-31"]


def test_what_cannot_be_told_is_an_assumption_with_alternatives() -> None:
    column = pl.Series(["01/02/2021", "03/04/2021"])
    found = to_utc(column, "It")
    assert found.confidence < SURE
    assert "assumed" in found.note
    assert {str(found.format), *map(str, found.alternatives)} == {"date:dmy", "date:mdy"}
    assert days_of(["01/02/2021", "03/04/2021"], "date:mdy") == ["2021-01-02", "2021-03-04"]
    assert days_of(["01/02/2021", "03/04/2021"], "date:dmy") == ["2021-02-01", "2021-04-03"]


def test_the_shorter_way_through_time_is_likelier() -> None:
    found = to_utc(pl.Series(["1/1/2011", "1/2/2011", "1/5/2011", "1/9/2011"]), "It")
    assert str(found.format) == "date:mdy"
    assert found.confidence < SURE
    assert [str(other) for other in found.alternatives] == ["date:dmy"]


def test_dates_without_zeros_are_likelier_american() -> None:
    found = to_utc(pl.Series(["12/1/2010 8:26", "12/1/2010 9:41"]), "It")
    assert str(found.format) == "date:mdy"
    assert found.confidence < SURE


def test_both_orders_in_one_column_cost_the_fewer() -> None:
    found = to_utc(pl.Series(["31/12/2020", "30/11/2020", "12/24/2020"]), "It")
    assert np.flatnonzero(found.bad).tolist() == [2]
    assert found.confidence < SURE


def test_one_stray_date_that_could_be_either_is_not_guessed() -> None:
    found = to_utc(pl.Series(["2020-12-31", "01/02/2021", "2021-03-15T10:00:00Z"]), "It")
    assert np.flatnonzero(found.bad).tolist() == [1]
    assert "01/02/2021" in found.note


def test_years_spreadsheet_days_and_old_dates() -> None:
    assert days_of([2019, 2020]) == days_of(["2019", "2020"]) == ["2019-01-01", "2020-01-01"]
    assert days_of([44196, 44228.5]) == ["2020-12-31", "2021-02-01"]
    assert to_utc(pl.Series([44196.0, 44228.5]), "It").confidence < SURE
    assert days_of(["1985-05-01", "1902-02-01"]) == ["1985-05-01", "1902-02-01"]
    assert days_of([202012, 202101]) == ["2020-12-01", "2021-01-01"]


@pytest.mark.parametrize("values", [[0, 1, 2], [3, 1, 2, 1, 2], [10, 20, 30], [0.0, 1.0, 0.0, 2.0]])
def test_numbers_that_only_order(values: list[float]) -> None:
    found = to_utc(pl.Series(values), "It")
    assert str(found.format) == "order"
    assert found.values.to_list() == values
    assert found.confidence < SURE


@pytest.mark.parametrize("values", [[215, 31, 12], ["3:35", "0:31"], [44600062, 3900821, 12]])
def test_durations_and_ids_are_no_times(values: list[object]) -> None:
    found = to_utc(pl.Series(values), "It")
    assert str(found.format) == "none"
    assert found.values.null_count() == len(values)
    assert found.confidence == found.share == 0


def test_a_zone_can_be_said() -> None:
    texts = ["2019-10-01 12:00:00", "2019-10-01T12:00:00Z"]
    found = to_utc(pl.Series(texts), "It", TimeFormat.of("date:ymd@Asia/Tokyo"))
    noon = milliseconds(datetime(2019, 10, 1, 12, tzinfo=UTC))
    assert found.values.to_list() == [noon - 9 * 3_600_000, noon]


def test_formats_have_names() -> None:
    for name, one in FORMATS.items():
        assert TimeFormat.of(name) == one
        assert one.title
    assert str(TimeFormat.of("date:dmy@Asia/Tokyo")) == "date:dmy@Asia/Tokyo"
    with pytest.raises(UserError, match="no time format"):
        TimeFormat.of("date:xyz")


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "typed"])
def test_any_format_can_be_asked_of_any_column(name: str) -> None:
    for values in ([0, 1], [1.5, None], ["x", None], ["2020-01-01"], [2020], [1_700_000_000]):
        found = to_utc(pl.Series(values), "It", FORMATS[name])
        assert len(found.values) == len(values) == len(found.bad)
