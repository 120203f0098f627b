"""Cells that list items are read as a row each, however they are written."""

from __future__ import annotations

import json
import random
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from core.catalog.opening.open import open_catalog, open_planned
from core.catalog.plan.said import save
from core.catalog.schema import Catalog
from core.catalog.wishes import WISH

Row = tuple[str, list[str]]


def drawn(seed: int, name: str = "p{}") -> list[Row]:
    """Users and what they chose, of forty things."""
    rng = np.random.default_rng(seed)
    return [
        (f"u{user}", [name.format(n) for n in rng.choice(40, rng.integers(1, 9), replace=False)])
        for user in range(30)
    ]


def pairs(catalog: Catalog, rows: np.ndarray | None = None) -> Counter[tuple[str, str]]:
    users, items = catalog.users["user"], catalog.items["item"]
    table = catalog.interactions if rows is None else catalog.interactions[rows]
    return Counter((users[u], items[i]) for u, i in table.select("user", "item").rows())


def planted(rows: list[Row]) -> Counter[tuple[str, str]]:
    return Counter((user, item) for user, items in rows for item in items)


def titles(folder: Path) -> None:
    lines = "".join(f"p{n},Thing number {n}\n" for n in range(40))
    (folder / "products.csv").write_text(f"sku,title\n{lines}")


WRITTEN = {
    "blanks": lambda items: " ".join(items),
    "bars": lambda items: "|".join(items),
    "commas": lambda items: f'"{", ".join(items)}"',
    "Python": lambda items: f'"{items}"',
    "braces": lambda items: f'"{{{",".join(items)}}}"',
}


@pytest.mark.parametrize("written", WRITTEN.values(), ids=WRITTEN)
@pytest.mark.parametrize("described", [True, False])
def test_each_item_listed_is_a_row(written, described: bool, tmp_path: Path) -> None:
    rows = drawn(1)
    lines = "".join(f"{user},{written(items)}\n" for user, items in rows)
    (tmp_path / "orders.csv").write_text(f"customer,products\n{lines}")
    if described:
        titles(tmp_path)
    catalog, plan = open_planned(tmp_path)
    assert pairs(catalog) == planted(rows)
    assert any("lists" in str(note) for note in catalog.notes)
    assert (len(catalog.items) == 40) >= described
    # What was found can be said, and is read alike.
    save(tmp_path, plan)
    assert pairs(open_catalog(tmp_path)) == planted(rows)


def test_lists_of_json_are_rows(tmp_path: Path) -> None:
    rows = drawn(2)
    lines = "".join(json.dumps({"pid": user, "tracks": items}) + "\n" for user, items in rows)
    (tmp_path / "playlists.jsonl").write_text(lines)
    assert pairs(open_catalog(tmp_path)) == planted(rows)


def test_a_user_and_items_on_a_line(tmp_path: Path) -> None:
    """As LightGCN's and BERT4Rec's files are published."""
    rows = [(user[1:], items) for user, items in drawn(3, "{}")]
    for part, cut in (("train", slice(2, None)), ("test", slice(2))):
        lines = "".join(f"{user} {' '.join(items[cut])}\n" for user, items in rows)
        (tmp_path / f"{part}.txt").write_text(lines)
    catalog = open_catalog(tmp_path)
    tested = (catalog.interactions["split"] == 2).to_numpy()
    assert pairs(catalog, np.flatnonzero(tested)) == planted([(u, i[:2]) for u, i in rows])
    assert pairs(catalog, np.flatnonzero(~tested)) == planted([(u, i[2:]) for u, i in rows])


def test_what_was_shown_is_no_wish(tmp_path: Path) -> None:
    rng = np.random.default_rng(4)
    lines, clicked, shown = "", [], []
    for n, (user, items) in enumerate(drawn(4)):
        marks = rng.integers(0, 2, len(items))
        cell = " ".join(f"{item}-{mark}" for item, mark in zip(items, marks, strict=True))
        lines += f"{n}\t{user}\t11/{n % 12 + 13}/2019 9:05:58 AM\tp1 p2\t{cell}\n"
        clicked += [(user, item) for item, mark in zip(items, marks, strict=True) if mark]
        shown += [(user, item) for item, mark in zip(items, marks, strict=True) if not mark]
    (tmp_path / "behaviors.tsv").write_text(lines)
    titles(tmp_path)
    catalog = open_catalog(tmp_path)
    said = catalog.wish.verdicts(catalog.interactions)
    assert said is not None
    assert pairs(catalog, np.flatnonzero(said == WISH)) == Counter(clicked)
    assert pairs(catalog, np.flatnonzero(said != WISH)) == Counter(shown)
    assert catalog.interactions["rating"].null_count() == len(catalog.interactions)


@pytest.mark.parametrize(
    ("column", "cells"),
    [
        ("movie", ["The Kid", "The Big Heat", "Big Fish", "The Kid 2", "Heat"]),
        ("artist", ["Smith, John", "John, Olivia Newton", "Smith, Patti", "Cash", "Cash, John"]),
    ],
)
def test_names_of_several_words_are_no_lists(column: str, cells: list[str], tmp_path: Path) -> None:
    lines = "".join(f'u{n % 7},"{cells[n % 5]}"\n' for n in range(35))
    (tmp_path / "log.csv").write_text(f"user,{column}\n{lines}")
    assert set(open_catalog(tmp_path).items["item"]) == set(cells)


def test_what_items_list_of_others_stays_with_them(tmp_path: Path) -> None:
    rng = np.random.default_rng(5)
    rows = "".join(
        f"p{n},Thing number {n},{' '.join(f'p{m}' for m in rng.choice(40, 4))}\n" for n in range(40)
    )
    (tmp_path / "products.csv").write_text(f"sku,title,also_bought\n{rows}")
    lines = "".join(f"u{rng.integers(9)},p{n % 40}\n" for n in range(80))
    (tmp_path / "orders.csv").write_text(f"user,sku\n{lines}")
    catalog = open_catalog(tmp_path)
    assert len(catalog.items) == 40
    assert len(catalog.interactions) == 80
    assert "also_bought" in catalog.attributes


def test_a_user_who_lists_nothing_is_told(tmp_path: Path) -> None:
    rows = drawn(6)
    lines = "".join(f"{user},{'|'.join(items)}\n" for user, items in rows) + "empty,\n"
    (tmp_path / "orders.csv").write_text(f"customer,products\n{lines}")
    catalog = open_catalog(tmp_path)
    assert pairs(catalog) == planted(rows)
    assert catalog.quarantine["line"].to_list() == [len(rows) + 2]


def test_a_history_that_names_no_users_is_one_persons(tmp_path: Path) -> None:
    lines = "".join(f"2021-03-{n % 28 + 1:02},Film {n % 9},{n % 5 + 1}\n" for n in range(30))
    (tmp_path / "diary.csv").write_text(f"Date,Name,Rating\n{lines}")
    catalog, plan = open_planned(tmp_path)
    assert len(catalog.users) == 1
    assert sorted(pairs(catalog).values()) == [3, 3, 3, 3, 3, 3, 4, 4, 4]
    assert ("diary.csv", "user") in [(one.file, one.about) for one in plan.questions]
    save(tmp_path, plan)
    assert pairs(open_catalog(tmp_path)) == pairs(catalog)


def test_films_with_dates_are_nobodys_history(tmp_path: Path) -> None:
    lines = "".join(f"{n},Film {n},2021-03-{n % 28 + 1:02},A film.\n" for n in range(30))
    (tmp_path / "films.csv").write_text(f"id,title,released,text\n{lines}")
    catalog = open_catalog(tmp_path)
    assert (len(catalog.items), len(catalog.interactions)) == (30, 0)


def test_authors_of_reviews_are_users(tmp_path: Path) -> None:
    lines = "".join(
        f"Ann {n % 7},p{n % 9},{n % 5 + 1},Great {n},2021-03-{n % 28 + 1}\n" for n in range(40)
    )
    (tmp_path / "reviews.csv").write_text(f"author,product,rating,title,date\n{lines}")
    assert len(open_catalog(tmp_path).users) == 7


@pytest.mark.parametrize("padded", [False, True])
def test_lines_that_list_words_are_baskets_of_what_they_name(tmp_path: Path, padded: bool) -> None:
    rng = random.Random(7)
    goods = [f"{colour} {thing}" for colour in ("red", "fresh", "whole") for thing in "abcdefgh"]
    rows = [rng.sample(goods, rng.randint(1, 6)) for _ in range(60)]
    lines = [",".join([*row, *[""] * (6 - len(row) if padded else 0)]) for row in rows]
    (tmp_path / "groceries.csv").write_text("\n".join(lines) + "\n")
    catalog, plan = open_planned(tmp_path)
    assert pairs(catalog) == Counter(
        (str(place), item) for place, row in enumerate(rows, 1) for item in row
    )
    assert ("groceries.csv", "user") in [(one.file, one.about) for one in plan.questions]


@pytest.mark.parametrize(
    ("names", "asked"),
    [
        (("ann", "bob", "cem"), True),
        (("user_1", "user_2", "user_3"), True),
        (("2021-01", "2021-02", "2021-03"), False),
        (("views", "purchases", "likes"), False),
        (("train", "valid", "test"), False),
    ],
)
def test_files_called_after_people_are_their_histories(
    tmp_path: Path, names: tuple[str, ...], asked: bool
) -> None:
    (tmp_path / "items.csv").write_text("item,title\n" + "".join(f"p{n},T {n}\n" for n in range(9)))
    (tmp_path / "log").mkdir()
    for start, name in enumerate(names):
        lines = "".join(f"p{n},2021-03-{n + 1:02},{n % 5 + 1}\n" for n in range(start, 9))
        (tmp_path / "log" / f"{name}.csv").write_text(f"item,date,rating\n{lines}")
    catalog, plan = open_planned(tmp_path)
    users = set(catalog.users["user"])
    assert (users == set(names)) == asked
    assert ("user" in [one.about for one in plan.questions]) == (asked or bool(users))
    save(tmp_path, plan)
    assert pairs(open_catalog(tmp_path)) == pairs(catalog)
