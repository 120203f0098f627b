"""What the values of people's columns mean: who is who, what a rating says, what a wish is."""

from __future__ import annotations

import dataclasses
import unicodedata
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.catalog.opening import snapshot
from core.catalog.opening.open import open_catalog
from core.catalog.quarantine import lost
from core.catalog.rows import ratings
from core.catalog.rows.indexing import lookup_numbers
from core.catalog.rows.values import same_ids
from core.catalog.schema import Catalog
from core.catalog.wishes import Evidence, WishRule, default


def opened(folder: Path, items: str, log: str) -> Catalog:
    (folder / "items.csv").write_text(items, encoding="utf-8")
    (folder / "interactions.csv").write_text(log, encoding="utf-8")
    return open_catalog(folder)


def rows(catalog: Catalog) -> list[tuple[str, str]]:
    users, items = catalog.users["user"], catalog.items["item"]
    return [(users[u], items[i]) for u, i in catalog.interactions.select("user", "item").rows()]


# --- who is who ---------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", ["csv", "parquet", "jsonl"])
def test_whole_numbers_with_a_point_are_whole_numbers(tmp_path: Path, suffix: str) -> None:
    (tmp_path / "items.csv").write_text("item,title\n101,One\n102,Two\n")
    log = pl.DataFrame(
        {"user": [1.0, 1.0, 2.0, None], "item": [101.0, 102.0, 101.0, 101.0], "rating": [5.0] * 4}
    )
    file = tmp_path / f"interactions.{suffix}"
    {"csv": log.write_csv, "parquet": log.write_parquet, "jsonl": log.write_ndjson}[suffix](file)
    catalog = open_catalog(tmp_path)
    assert rows(catalog) == [("1", "101"), ("1", "102"), ("2", "101")]
    assert len(lost(catalog.quarantine)) == 1


@pytest.mark.parametrize("word", ["NaN", "nan", "NULL", "None", "\\N", "<NA>", ""])
def test_words_for_missing_are_nobody(tmp_path: Path, word: str) -> None:
    catalog = opened(tmp_path, "item,title\na,A\n", f"user,item\nu1,a\n{word},a\nu1,{word}\n")
    assert rows(catalog) == [("u1", "a")]
    reasons = [str(reason) for reason in lost(catalog.quarantine)["reason"]]
    assert len(reasons) == 2
    assert all("missing" in reason for reason in reasons)


def test_accents_composed_and_taken_apart_are_one(tmp_path: Path) -> None:
    apart, whole = (unicodedata.normalize(form, "Café") for form in ("NFD", "NFC"))
    catalog = opened(
        tmp_path, f"item,title\n{apart},A\n", f"user,item\nJosé,{whole}\nJose\u0301,{apart}\n"
    )
    assert rows(catalog) == [("José", whole)] * 2


def test_leading_zeros_and_case_are_kept(tmp_path: Path) -> None:
    catalog = opened(tmp_path, "item,title\n007,A\n7,B\nA,C\na,D\n", "user,item\nu,007\nu,7\nu,a\n")
    assert catalog.items["item"].to_list() == ["007", "7", "A", "a"]
    assert sorted(rows(catalog)) == [("u", "007"), ("u", "7"), ("u", "a")]


def test_identifiers_as_numbers() -> None:
    known = pl.Series(["0012", "x", "0345"])
    found = lookup_numbers(pl.Series([12, 345, 12, 9]), known)
    assert found is not None
    assert found.tolist() == [0, 2, 0, -1]
    assert lookup_numbers(pl.Series(["12.0", "0345"]), known).tolist() == [0, 2]
    # Two are the same number, or most are none of them: no join.
    assert lookup_numbers(pl.Series([7]), pl.Series(["007", "07"])) is None
    assert lookup_numbers(pl.Series(["7", "8", "9"]), pl.Series(["007"])) is None


def test_users_do_not_join_by_number(tmp_path: Path) -> None:
    (tmp_path / "users.csv").write_text("user,age\n001,3\n002,4\n")
    opened(tmp_path, "item,title\n1,A\n2,B\n", "user,item\n1,1\n2,2\n")
    catalog = open_catalog(tmp_path, mapping={"users": "users.csv"})
    assert catalog.interactions.height == 0
    assert len(lost(catalog.quarantine)) == 2


@given(st.lists(st.text("aé e\u0301\u30ac1.0", max_size=4), max_size=20))
def test_names_are_the_same_however_accents_are_typed(names: list[str]) -> None:
    found = [same_ids(pl.Series([unicodedata.normalize(form, n) for n in names], dtype=pl.String))
             for form in ("NFC", "NFD")]  # fmt: skip
    assert found[0].to_list() == found[1].to_list()


# --- ratings ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (["4,5", "3,0", "0,5"], [4.5, 3, 0.5]),
        (["1,234", "2,000,001", "17"], [1234, 2000001, 17]),
        (["1.234.567", "2.345"], [1234567, 2345]),
        (["1.234,5", "7"], [1234.5, 7]),
        (["1 234", "5"], [1234, 5]),
        (["True", "False"], [1, 0]),
        (["like", "Dislike", "LIKE"], [1, 0, 1]),
        (["Recommended", "Not Recommended"], [1, 0]),
        (["4/5", "3/5"], [4, 3]),
        (["8/10", "4/5"], [8, 8]),
        (["3 out of 5", "4 of 5"], [3, 4]),
        (["4 stars", "1 star", "3.5 stars"], [4, 1, 3.5]),
        (["★★★★", "★★☆☆☆", "★★★½"], [4, 2, 3.5]),
        (["85%", "20 %"], [85, 20]),
        (["5", "NaN", "NULL", "", "n/a"], [5, None, None, None, None]),
        (["👍", "👎"], [1, 0]),
    ],
)
def test_ratings_as_people_write_them(written: list[str], meant: list[float]) -> None:
    found = ratings.read(pl.Series(written), "It")
    assert found.values.to_list() == meant
    assert found.bad is None


@given(st.lists(st.integers(-(10**6), 10**6), min_size=1, max_size=20))
def test_grouped_thousands_against_python(numbers: list[int]) -> None:
    written = pl.Series([f"{number:,}" for number in numbers])
    assert ratings.read(written, "It").values.to_list() == numbers


@given(st.lists(st.integers(0, 10**5), min_size=1, max_size=20))
def test_decimal_commas_against_python(cents: list[int]) -> None:
    written = pl.Series([f"{cent / 100:.2f}".replace(".", ",") for cent in cents])
    expected = np.asarray([cent / 100 for cent in cents], np.float32).tolist()
    assert ratings.read(written, "It").values.to_list() == expected


def test_a_rating_that_cannot_be_read_costs_the_rating(tmp_path: Path) -> None:
    log = "user,item,rating,timestamp\nu,a,5,1000000000\nu,b,great!,1000000001\nv,a,NaN,soon\n"
    catalog = opened(tmp_path, "item,title\na,A\nb,B\n", log)
    assert len(catalog.interactions) == 3
    assert sorted(catalog.interactions["rating"].to_list(), key=str) == [5.0, None, None]
    assert catalog.interactions["timestamp"].null_count() == 1
    assert not len(lost(catalog.quarantine))
    assert sorted(catalog.quarantine["line"].to_list()) == [3, 4]
    assert any("great!" in note for note in catalog.notes)


def test_counts_are_kept(tmp_path: Path) -> None:
    log = 'user_id,item_id,play_count\nu1,a,"1,120"\nu1,b,3\nu2,a,0\n'
    catalog = opened(tmp_path, "item,title\na,A\nb,B\n", log)
    assert catalog.interactions["count"].to_list() == [1120, 3, 0]
    assert catalog.wished["count"].to_list() == [1120, 3]
    assert catalog.wish.title == "A wish is whatever happened at least once."


def test_an_order_is_an_order_and_no_time(tmp_path: Path) -> None:
    log = "user,item,timestamp\nu,c,2\nu,a,0\nu,b,1\n"
    catalog = opened(tmp_path, "item,title\na,A\nb,B\nc,C\n", log)
    assert rows(catalog) == [("u", "a"), ("u", "b"), ("u", "c")]
    assert catalog.interactions["timestamp"].null_count() == 3
    assert catalog.interactions["order"].to_list() == [0, 1, 2]


# --- wishes -------------------------------------------------------------------------------------


def rule_of(values: list[float | None], column: str = "rating") -> WishRule:
    return default([Evidence("rating", pl.Series(values, dtype=pl.Float32), column)])


@pytest.mark.parametrize(
    ("values", "least"),
    [
        ([1, 2, 3, 4, 5], 4),
        ([0.5, 3.5, 5, 4], 4),
        ([1, 0, 0], 1),
        ([-1, 1], 1),
        ([-1, 8, 10, 7], 8),
        ([0, 7, 5, 10], 8),
        ([20, 55, 90, 100], 80),
        ([1, 2, 3, 120, 4, 1], 1),
        ([5, 5], None),
        ([None, None], None),
    ],
)
def test_the_least_rating_that_is_a_wish(values: list[float | None], least: float | None) -> None:
    assert rule_of(values).at_least == ({} if least is None else {"rating": least})


def test_shares_watched() -> None:
    assert rule_of([0.2, 1.7, 3.1], "watch_ratio").at_least == {"rating": 1.0}
    assert rule_of([0.2, 0.7, 1.0], "completion").at_least == {"rating": 0.8}
    assert rule_of([20, 70, 100], "percent_watched").at_least == {"rating": 80.0}


def test_each_event_has_its_own_scale() -> None:
    event = pl.Series(["review", "review", "like", "like", "dislike", "impression", "view"])
    rating = pl.Series([1, 5, 0, 1, None, None, None], dtype=pl.Float32)
    rule = default([Evidence(event, rating)])
    assert rule.at_least == {"review": 4.0, "like": 1.0}
    assert rule.refused == ("dislike",)
    assert rule.shown == ("impression",)
    table = pl.DataFrame({"event": event, "rating": rating})
    found = rule.verdicts(table)
    assert found is not None
    assert found.tolist() == [-1, 1, -1, 1, -1, 0, 1]


def test_the_rule_is_kept_with_the_catalog(tmp_path: Path) -> None:
    log = "user,item,rating\nu,a,5\nu,b,1\nv,a,3\nv,b,4\n"
    catalog = opened(tmp_path, "item,title\na,A\nb,B\n", log)
    assert catalog.wish == WishRule({"rating": 4.0}, confidence=0.95)
    assert "'rating' from 4 on" in catalog.wish.title
    folder = snapshot.save(catalog)
    assert snapshot.load(folder).wish == catalog.wish
    # A rule that follows from the data is no other catalog, one that a person chose is.
    changed = dataclasses.replace(catalog, wish=catalog.wish.with_least("rating", 3.0))
    other = snapshot.save(changed)
    assert other != folder
    assert snapshot.load(other).wish.at_least == {"rating": 3.0}
    assert len(snapshot.load(other).wished) == 3


def test_negative_events_are_found_under_their_names(tmp_path: Path) -> None:
    log = "user,item,action\nu,a,Thumbs_Down\nu,b,not interested\nv,a,impression\n"
    log += "v,b,refund\nv,b,play\n"
    catalog = opened(tmp_path, "item,title\na,A\nb,B\n", log)
    assert catalog.wish.refused == ("dislike", "return")
    assert catalog.wish.shown == ("impression",)
    assert catalog.wished["event"].to_list() == ["play"]
