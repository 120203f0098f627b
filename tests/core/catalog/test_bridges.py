"""Titles that stand only in a log, and tables that say enough only side by side."""

from __future__ import annotations

import gzip
from pathlib import Path

import polars as pl
import pytest

from core.catalog.opening.look import look
from core.catalog.opening.open import open_catalog
from core.catalog.plan import said
from core.catalog.plan.model import Plan


def put(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text)
    return folder


def titles(folder: Path) -> dict[str, str]:
    frame = open_catalog(folder).items
    return dict(zip(frame["item"], frame["title"], strict=True))


def met(folder: Path) -> list[tuple[str, str, str]]:
    made = open_catalog(folder)
    users, items = made.users["user"].to_list(), made.items["item"].to_list()
    rows = made.interactions.select("user", "item", "timestamp").rows()
    return [(users[u], items[i], str(t)) for u, i, t in rows]


def test_a_log_tells_titles_and_attributes_where_no_table_does(tmp_path: Path) -> None:
    rows = [
        f"u{n % 7},t{n % 5},{1_700_000_000 + n},Song {n % 5},artist {n % 2},{n % 3},mood {n % 7}\n"
        for n in range(40)
    ]
    put(tmp_path, plays="user_id,track_id,time,track_name,singer,device,mood\n" + "".join(rows))
    made = open_catalog(tmp_path)
    assert titles(tmp_path) == {f"t{n}": f"Song {n}" for n in range(5)}
    # The singer does not depend on the track: 5 and 2 have no divisor in common.
    assert made.attributes == ()
    (log,) = look(tmp_path).of("interactions")
    assert {k: column.name for k, column in log.tells.items()} == {"title": "track_name"}


def test_attributes_follow_from_the_item_and_not_from_the_user(tmp_path: Path) -> None:
    rows = [f"u{n % 7},t{n % 6},{1_700_000_000 + n},s{n % 3},{20 + n % 7}\n" for n in range(60)]
    put(tmp_path, plays="user,track,time,singer,age\n" + "".join(rows))
    made = open_catalog(tmp_path)
    assert made.attributes == ("singer",)
    assert made.items.select("item", "singer").rows() == [(f"t{n}", f"s{n % 3}") for n in range(6)]


def test_what_differs_further_down_is_not_taken_and_told(tmp_path: Path) -> None:
    rows = [f"u{n % 9},t{n % 5},{1_700_000_000 + n},Song {n % 5}\n" for n in range(3000)]
    rows += [f"u{n % 9},t{n % 5},{1_700_009_000 + n},Other {n}\n" for n in range(9000)]
    put(tmp_path, plays="user,track,time,track_name\n" + "".join(rows))
    made = open_catalog(tmp_path)
    assert made.items["title"].null_count() == 5
    assert any("says different things of one item" in note for note in made.notes)


def test_who_bought_stands_with_the_order(tmp_path: Path) -> None:
    put(
        tmp_path,
        orders="order_id,customer_id,order_date\n71,anna,2024-03-01\n72,ben,2024-03-05\n",
        order_items="order_id,product_id,price\n71,p1,3\n71,p2,4\n72,p1,3\n73,p2,4\n",
        products="product_id,product_name\np1,Cup\np2,Plate\n",
    )
    day = 86_400_000
    first = 19_783 * day
    assert met(tmp_path) == [
        ("anna", "p1", str(first)),
        ("anna", "p2", str(first)),
        ("ben", "p1", str(first + 4 * day)),
    ]
    assert titles(tmp_path) == {"p1": "Cup", "p2": "Plate"}
    made = open_catalog(tmp_path)
    assert made.quarantine.select("file", "line").rows() == [("order_items.csv", 5)]
    plan = look(tmp_path)
    assert [file.file for file in plan.unused] == []
    # A plan that a person saved reads the same.
    said.save(tmp_path, plan)
    kept = said.load(tmp_path / said.SAID_FILE)
    assert isinstance(kept, Plan)
    assert len(met(tmp_path)) == 3


def test_titles_are_found_by_way_of_another_table(tmp_path: Path) -> None:
    put(
        tmp_path,
        ratings="userId,movieId,rating,timestamp\n1,1,4,1225734739\n2,2,5,1225734740\n",
        links="movieId,imdbId,tmdbId\n1,0114709,862\n2,0113497,8844\n",
        metadata="id,original_title,overview\n8844,Jumanji,A game.\n862,Toy Story,Toys live.\n",
    )
    assert titles(tmp_path) == {"1": "Toy Story", "2": "Jumanji"}
    assert open_catalog(tmp_path).items["text"].to_list() == ["Toys live.", "A game."]


def test_texts_in_a_second_table_of_the_same_items_are_used(tmp_path: Path) -> None:
    put(
        tmp_path,
        log="user,book_id\nu,b1\nu,b2\nv,b2\n",
        books="book_id,title\nb1,Emma\nb2,Dracula\n",
        plots="book_id,description\nb2,A long tale of a count.\nb1,A long tale of matches.\n",
    )
    made = open_catalog(tmp_path).items
    assert made.select("item", "title", "text").rows() == [
        ("b1", "Emma", "A long tale of matches."),
        ("b2", "Dracula", "A long tale of a count."),
    ]


@pytest.mark.parametrize("name", ["thumb", "x7"])
def test_marks_of_unknown_name_are_asked_about(tmp_path: Path, name: str) -> None:
    rows = [f"u{n % 7},t{n % 5},{1_700_000_000 + n},{n % 5 + 1}\n" for n in range(40)]
    put(tmp_path, plays=f"user,track,time,{name}\n" + "".join(rows))
    (question,) = look(tmp_path).questions
    assert (question.about, question.options) == ("rating", (name,))
    assert open_catalog(tmp_path).interactions["rating"].null_count() == 40


def test_a_file_that_is_said_to_hold_the_items_is_read_without_overlap(tmp_path: Path) -> None:
    put(tmp_path, log="user,item\nu,a\nu,b\nv,c\nw,d\n", stock="code,words\nx,One two\ny,Three\n")
    plan = look(tmp_path, mapping={"items": "stock.csv"})
    assert [file.file for file in plan.of("items")] == ["stock.csv"]
    assert plan.of("items")[0].columns["item"].name == "code"


def test_days_written_as_digits_are_times_under_any_name(tmp_path: Path) -> None:
    rows = [f"u{n % 7},t{n % 5},202101{n % 28 + 1:02}\n" for n in range(40)]
    put(tmp_path, plays="user,track,xyz\n" + "".join(rows))
    times = open_catalog(tmp_path).interactions["timestamp"]
    assert times.null_count() == 0
    assert pl.from_epoch(times, "ms").dt.year().unique().to_list() == [2021]


def test_pictures_in_a_table_without_ids_are_numbered(tmp_path: Path) -> None:
    pixels = [b"\x89PNG\r\n\x1a\n" + bytes([n]) for n in range(3)]
    frame = pl.DataFrame({"image": [{"bytes": one, "path": None} for one in pixels]})
    frame.with_columns(label=pl.Series([0, 1, 0])).write_parquet(tmp_path / "train.parquet")
    made = open_catalog(tmp_path).items
    assert made["item"].to_list() == ["0", "1", "2"]
    assert made["image"].null_count() == 0


def test_lists_of_properties_and_of_friends_are_no_items_and_users(tmp_path: Path) -> None:
    put(
        tmp_path,
        plays="user,item\n1,7\n2,8\n3,7\n1,9\n",
        properties="item,property,value\n7,colour,red\n8,size,3\n9,colour,blue\n",
        friends="user,friend\n1,2\n2,3\n3,1\n",
    )
    plan = look(tmp_path)
    assert [file.file for file in plan.unused] == ["friends.csv", "properties.csv"]
    assert len(open_catalog(tmp_path).interactions) == 4


def test_the_last_field_may_be_a_sentence_with_commas(tmp_path: Path) -> None:
    put(
        tmp_path,
        items="id,year,title\n1,2003,Dinosaur\n2,2004,Isle of Man, TT, Review\n3,2001,Been,gone\n",
    )
    made = open_catalog(tmp_path)
    assert made.items["title"].to_list() == ["Dinosaur", "Isle of Man, TT, Review"]
    assert made.quarantine["line"].to_list() == [4]


@pytest.mark.parametrize(
    ("names", "splits"),
    [
        (("a_træning".replace("æ", "ä"), "a_walidacja", "a_testowe"), [0, 1, 2]),
        (("uno", "due", "tre"), [None, None, None]),
    ],
)
def test_parts_of_a_split_are_found_or_asked(
    tmp_path: Path, names: tuple[str, ...], splits: list[int | None]
) -> None:
    for place, name in enumerate(names):
        rows = "".join(f"u{n},i{n + place}\n" for n in range(6))
        (tmp_path / f"{name}.csv").write_text(f"user,item\n{rows}")
    plan = look(tmp_path)
    found = {file.file: file.split for file in plan.of("interactions")}
    assert [found[f"{name}.csv"] for name in names] == splits
    assert [one.about for one in plan.questions] == ([] if splits[0] is not None else ["split"])


def test_times_with_dots_in_the_clock_are_read(tmp_path: Path) -> None:
    put(tmp_path, log="user,item,when\nu,a,31/03/2021 22.48\nu,b,01/04/2021 07.05.30\n")
    times = pl.from_epoch(open_catalog(tmp_path).interactions["timestamp"], "ms")
    assert times.dt.strftime("%m-%d %H:%M:%S").to_list() == ["03-31 22:48:00", "04-01 07:05:30"]


def test_a_copy_of_a_log_is_read_once(tmp_path: Path) -> None:
    rows = "user,item,time\nu,a,1700000000\nu,b,1700000100\n"
    put(tmp_path, plays=rows, plays_backup=rows)
    plan = look(tmp_path)
    assert len(plan.of("interactions")) == len(plan.unused) == 1
    assert len(open_catalog(tmp_path).interactions) == 2


def test_a_sound_called_like_a_table_is_told_and_not_taken_apart(tmp_path: Path) -> None:
    put(tmp_path, plays="user,item\nu,a\nu,b\n")
    (tmp_path / "take.csv").write_bytes(b"RIFF\x24\0\0\0WAVEfmt " + bytes(range(256)) * 40)
    (left,) = look(tmp_path).unused
    assert str(left.why) == "take.csv is binary: a picture, sound or video, and no table."


def test_packed_records_are_records_whatever_the_file_is_called(tmp_path: Path) -> None:
    rows = [f'{{"user": "u{n}", "item": {n % 2}, "ts": {1_700_000_000 + n}}}\n' for n in range(4)]
    (tmp_path / "data.tsv").write_bytes(gzip.compress("".join(rows).encode()))
    put(tmp_path, items="id,title\n0,A\n1,B\n")
    assert len(open_catalog(tmp_path).interactions) == 4
