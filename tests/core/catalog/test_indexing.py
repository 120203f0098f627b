"""Numbering of identifiers and stable order, against polars and numpy doing it the plain way."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.catalog.rows import keytable, ordering
from core.catalog.rows.indexing import Coded, Numberer, encode, first_distinct, lookup, rows_of
from core.catalog.rows.keytable import KeyTable
from core.catalog.rows.ordering import arrange, by_user_and_time, late
from core.catalog.rows.values import MISSING

words = st.one_of(
    st.none(),
    st.sampled_from(["a", "b", "c", " a", "b ", "", " ", "NaN", " NULL"]),
    st.text(st.characters(exclude_characters=".", exclude_categories=["Cs"]), max_size=3),
)
whole = st.integers(-(2**63), 2**63 - 1)
numbers = st.one_of(whole, st.integers(-3, 3))


def plain(values: pl.Series) -> pl.Series:
    text = values.cast(pl.String).str.normalize("NFC").str.strip_chars()
    return pl.select(pl.when(~text.is_in(list(MISSING))).then(text)).to_series()


@given(st.lists(words, max_size=40))
def test_encode_texts(values: list[str | None]) -> None:
    series = pl.Series(values, dtype=pl.String)
    coded = encode(series)
    expected = pl.Series([None if value in MISSING else value for value in plain(series)])
    expected = expected.cast(pl.String)
    assert coded.ids.to_list() == expected.drop_nulls().unique(maintain_order=True).to_list()
    found = [None if code < 0 else coded.ids[int(code)] for code in coded.codes]
    assert found == expected.to_list()


@given(
    st.lists(st.lists(words, max_size=10), max_size=5),
    st.lists(words, max_size=10),
    st.booleans(),
)
def test_identifiers_that_come_in_parts(
    parts: list[list[str | None]], given: list[str | None], told: bool
) -> None:
    """Numbered part by part they mean what they are, and the same rows as looked up at once."""
    known = plain(pl.Series(given, dtype=pl.String)).drop_nulls().unique(maintain_order=True)
    numberer = Numberer(known if told else None)
    codes = [pl.Series(dtype=pl.Int32)]
    codes += [numberer.add(pl.Series(part, dtype=pl.String)) for part in parts]
    values = pl.Series([value for part in parts for value in part], dtype=pl.String)
    numbers = pl.concat(codes)
    assert numberer.ids.gather(numbers).to_list() == values.to_list()
    assert numberer.ids.is_unique().all()
    coded = Coded(numbers.fill_null(-1).to_numpy(), numberer.ids)
    assert rows_of(coded, known).tolist() == lookup(values, known).tolist()


@given(st.lists(words, max_size=40))
def test_first_distinct(values: list[str | None]) -> None:
    expected = [value is None or value not in values[:row] for row, value in enumerate(values)]
    assert first_distinct(pl.Series(values, dtype=pl.String)).to_list() == expected


@given(st.lists(st.one_of(st.none(), numbers), max_size=40))
def test_encode_numbers(values: list[int | None]) -> None:
    series = pl.Series(values, dtype=pl.Int64)
    coded = encode(series)
    assert [None if code < 0 else int(coded.ids[int(code)]) for code in coded.codes] == values
    assert coded.ids.is_unique().all()


@given(st.lists(words, max_size=30), st.lists(words, max_size=30))
def test_lookup_texts(values: list[str | None], known: list[str | None]) -> None:
    ids = plain(pl.Series(known, dtype=pl.String)).drop_nulls().unique(maintain_order=True)
    place = {name: row for row, name in enumerate(ids)}
    series = pl.Series(values, dtype=pl.String)
    assert lookup(series, ids).tolist() == [place.get(name, -1) for name in plain(series)]


@given(st.lists(numbers, max_size=30), st.lists(st.one_of(numbers, words), max_size=30))
def test_lookup_numbers_among_texts(values: list[int], known: list[int | str | None]) -> None:
    ids = plain(pl.Series(map(str, known), dtype=pl.String))
    ids = pl.concat([ids, pl.Series(["007", "+1", "-0"])]).drop_nulls().unique(maintain_order=True)
    place = {name: row for row, name in enumerate(ids)}
    expected = [place.get(str(value), -1) for value in values]
    assert lookup(pl.Series(values, dtype=pl.Int64), ids).tolist() == expected


@pytest.mark.parametrize("distinct", [1, 7, 1000, 60_000, 200_000])
@pytest.mark.parametrize("dense", [True, False])
def test_many_keys(distinct: int, dense: bool) -> None:
    rng = np.random.default_rng(distinct)
    known = rng.permutation(distinct).astype(np.uint64)
    if not dense:
        known = np.unique(rng.integers(0, 2**64 - 1, distinct, dtype=np.uint64))
    key = rng.choice(known, 400_000)
    table = KeyTable(16)
    codes, first = table.number(key)
    _, places, inverse = np.unique(key, return_index=True, return_inverse=True)
    order = np.argsort(places)
    np.testing.assert_array_equal(first, places[order])
    np.testing.assert_array_equal(codes, np.argsort(order)[inverse])
    assert len(table) == len(places)
    np.testing.assert_array_equal(table.find(key), codes)
    other = KeyTable(16)
    other.extend(key[first][: len(first) // 2])
    other.extend(key[first][len(first) // 2 :])
    np.testing.assert_array_equal(other.find(key), codes)
    foreign = np.setdiff1d(rng.integers(0, 2**64 - 1, 1000, dtype=np.uint64), known)
    assert (table.find(foreign) == -1).all()
    again, new = table.number(np.concatenate([key[:5], foreign[:1], key[:5], foreign[:1]]))
    fresh = [len(places)]
    assert again.tolist() == [*codes[:5], *fresh, *codes[:5], *fresh]
    assert new.tolist() == [5]


@given(st.lists(st.lists(st.integers(0, 2**64 - 1) | st.integers(0, 9), max_size=30), max_size=5))
def test_a_table_is_a_dictionary(batches: list[list[int]]) -> None:
    table, known = KeyTable(1), dict[int, int]()
    for batch in batches:
        rows = [row for row, key in enumerate(batch) if key not in [*known, *batch[:row]]]
        expected = [known.setdefault(key, len(known)) for key in batch]
        codes, new = table.number(np.array(batch, np.uint64))
        assert (codes.tolist(), new.tolist()) == (expected, rows)
        assert table.find(np.array(batch, np.uint64)).tolist() == expected


def test_keys_that_fall_into_few_slots(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys chosen to meet in two slots of every level are told apart all the same."""
    monkeypatch.setattr(keytable, "_SPREAD", (np.uint64(1), np.uint64(1)))
    rng = np.random.default_rng(0)
    low = np.unique(rng.integers(0, 2**30, 500, dtype=np.uint64))
    known = rng.permutation(np.concatenate([low, low | np.uint64(1 << 63)]))
    key = rng.choice(known, 3000)
    table = KeyTable(len(known))
    first: list[np.ndarray] = []
    for start in (0, 1000, 2000):
        codes, new = table.number(key[start : start + 1000])
        first.append(new + start)
        np.testing.assert_array_equal(key[np.concatenate(first)][codes], key[start : start + 1000])
    np.testing.assert_array_equal(key[np.concatenate(first)][table.find(key)], key)
    assert table.find(np.array([1 << 62], np.uint64)).tolist() == [-1]
    other = KeyTable(len(known))
    other.extend(known)
    np.testing.assert_array_equal(known[other.find(key)], key)


@pytest.mark.parametrize("many", [1, 1 << 20])
@given(
    st.lists(
        st.tuples(
            st.integers(0, 4), st.one_of(st.none(), st.integers(0, 5), st.integers(0, 2**41))
        ),
        max_size=40,
    )
)
def test_order_of_histories(many: int, rows: list[tuple[int, int | None]]) -> None:
    user = np.array([user for user, _ in rows], np.int32)
    times = pl.Series([time for _, time in rows], dtype=pl.Int64)
    expected = (
        pl.DataFrame({"u": user, "t": times})
        .with_row_index()
        .sort("u", "t", maintain_order=True)["index"]
    )
    table = pl.DataFrame({"user": user, "row": np.arange(len(rows))})
    table = table.with_columns(times.alias("time"), pl.col("row").cast(pl.String).alias("text"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ordering, "_MANY", many)
        patch.setattr(ordering, "_PART", 3)  # rows at a time
        order = by_user_and_time(user, times)
        without = arrange(table, 5, by_user_and_time(user, None))
        arranged = arrange(table, 5, order)
    assert arranged.select(table.columns).equals(table[expected.to_list()])
    assert (order is None) == (expected.to_list() == list(range(len(rows))))
    assert without.select(table.columns).equals(table.sort("user", maintain_order=True))


@given(st.lists(st.tuples(st.integers(0, 3), st.one_of(st.none(), st.integers(0, 5))), max_size=30))
def test_late_rows(rows: list[tuple[int, int | None]]) -> None:
    user = np.array([user for user, _ in rows], np.int32)
    times = pl.Series([time for _, time in rows], dtype=pl.Int64)
    found = late(user, times, by_user_and_time(user, times))
    expected = [
        time is not None and any(u == user and t is not None and t > time for u, t in rows[:place])
        for place, (user, time) in enumerate(rows)
    ]
    assert (np.zeros(len(rows), bool) if found is None else found).tolist() == expected
    assert (found is None) == (not any(expected))
