"""Every published layout is recognised and read; expectations were worked out by hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from core.catalog.opening.look import detect, look
from core.catalog.opening.open import open_catalog, open_planned
from core.catalog.readers import names, readers
from core.catalog.readers.base import Detection
from core.catalog.schema import (
    INTERACTION_COLUMNS,
    ITEM_COLUMNS,
    OPTIONAL_INTERACTION_COLUMNS,
    QUARANTINE_COLUMNS,
    Catalog,
)
from core.errors import UserError
from core.text import Text
from tests.core.catalog import layouts


def opened(tmp_path: Path, name: str) -> Catalog:
    return open_catalog(layouts.write(tmp_path / "data", layouts.ALL[name][1]()))


def histories(catalog: Catalog) -> list[tuple[object, ...]]:
    """(user id, item id, timestamp, event, rating, split) in the catalog's order."""
    rows = catalog.interactions.select(list(INTERACTION_COLUMNS)).iter_rows()
    users, items = catalog.users["user"], catalog.items["item"]
    return [(users[user], items[item], *rest) for user, item, *rest in rows]


def test_every_layout_is_recognised_by_its_reader(tmp_path: Path) -> None:
    for name, (reader, make) in layouts.ALL.items():
        folder = layouts.write(tmp_path / name, make())
        assert look(folder).reader == reader, name


@pytest.mark.parametrize("name", list(layouts.ALL))
def test_a_table_beside_a_published_layout_is_read_or_named(name: str, tmp_path: Path) -> None:
    folder = layouts.write(tmp_path / "data", layouts.ALL[name][1]())
    (folder / "more").mkdir(exist_ok=True)
    for place in (folder, folder / "more"):
        (place / "goods.csv").write_text("item,title,text\nx1,One,one\nx2,Two,two\n")
    catalog, plan = open_planned(folder)
    for file in plan.files:
        if Path(file.file).name == "goods.csv":
            # One that is not read must not say that it holds items.
            kept = {"x1", "x2"} <= set(catalog.items["item"])
            assert kept if file.holds else file.why


@pytest.mark.parametrize("name", list(layouts.ALL))
def test_schema_and_order(tmp_path: Path, name: str) -> None:
    catalog = opened(tmp_path, name)
    assert dict(list(catalog.items.schema.items())[: len(ITEM_COLUMNS)]) == dict(ITEM_COLUMNS)
    columns = {**INTERACTION_COLUMNS, **OPTIONAL_INTERACTION_COLUMNS}
    told = catalog.interactions.columns[len(INTERACTION_COLUMNS) :]
    assert dict(catalog.interactions.schema) == {
        key: dtype for key, dtype in columns.items() if key in [*INTERACTION_COLUMNS, *told]
    }
    assert dict(catalog.quarantine.schema) == dict(QUARANTINE_COLUMNS)
    assert dict(catalog.users.schema) == {"user": pl.String()}
    expected = catalog.interactions.sort("user", "timestamp", maintain_order=True)
    assert catalog.interactions.equals(expected)
    assert catalog.items["item"].is_unique().all()
    assert catalog.users["user"].is_unique().all()


def test_table(tmp_path: Path) -> None:
    catalog = opened(tmp_path, "table")
    assert catalog.items["item"].to_list() == ["a", "b", "007"]
    assert catalog.items["text"][1] == 'She said "blue"\nand left'
    assert catalog.items["image"].to_list() == ["images/a.png", "images/b.png", None]
    assert catalog.items["price"].to_list() == [3.5, 4.0, 5.25]
    assert histories(catalog) == [
        ("u2", "a", 1_700_000_300_000, "view", None, None),
        ("u1", "a", 1_700_000_100_000, "click", None, None),
        ("u1", "007", 1_700_000_150_000, "cart", None, None),
        ("u1", "b", 1_700_000_200_000, "purchase", 4.5, None),
    ]
    assert len(catalog.quarantine) == 0
    assert any("seconds" in note for note in catalog.notes)


def test_separate_logs_merge_into_one_history(tmp_path: Path) -> None:
    catalog = opened(tmp_path, "logs")
    ten = 1_709_287_200_000  # 2024-03-01T10:00Z
    hour = 3_600_000
    assert histories(catalog) == [
        ("A", "1", ten, "view", None, None),
        ("A", "1", ten + hour, "purchase", None, None),
        ("A", "1", ten + 2 * hour, "review", 5.0, None),
        ("B", "2", ten - 10 * hour, "view", None, None),
    ]
    assert catalog.interactions["text"].to_list() == [None, None, "good", None]
    assert catalog.items["text"].to_list() == ["Red\nRound", None]
    assert catalog.items["colour"].to_list() == [None, "blue"]


def test_parquet(tmp_path: Path) -> None:
    catalog = opened(tmp_path, "parquet")
    assert [row[:3] for row in histories(catalog)] == [
        ("9", "2", 1_700_000_000_001),
        ("9", "1", 1_700_000_000_002),
    ]


def test_mmrec_rows_are_ids(tmp_path: Path) -> None:
    layout = layouts.mmrec()
    catalog = opened(tmp_path, "mmrec")
    # Item 3 is in no history but has features; the row of an item is its number.
    assert catalog.items["item"].to_list() == ["0", "1", "2", "3"]
    assert [(row[0], row[1], row[5]) for row in histories(catalog)] == [
        ("0", "0", 0),
        ("0", "2", 1),
        ("1", "1", 0),
        ("1", "0", 2),
    ]
    assert catalog.modalities() == ("text", "image")
    path = tmp_path / "image.npy"
    path.write_bytes(layout["image_feat.npy"])
    np.testing.assert_array_equal(catalog.features["image"], np.load(path))


def test_mmrec_items_beyond_the_features_have_none(tmp_path: Path) -> None:
    layout = dict(layouts.mmrec())
    layout["toys.inter"] += b"1\t5\t0\n"
    catalog = open_catalog(layouts.write(tmp_path, layout))
    assert len(catalog.items) == 6
    assert np.isnan(catalog.features["image"][4:]).all()
    assert not np.isnan(catalog.features["image"][:4]).any()


def test_mmrec_a_broken_id_costs_its_row(tmp_path: Path) -> None:
    layout = dict(layouts.mmrec())
    # More ids that are no rows than ids that are: nearly all rows are named all the same.
    layout["toys.inter"] += b"1\tx\t0\n1\t-3\t0\n0\t99999999\t1\n0\ty\t1\n"
    catalog = open_catalog(layouts.write(tmp_path, layout))
    assert len(catalog.items) == 4
    assert len(catalog.interactions) == 4
    assert catalog.quarantine.select("line", "column").rows() == [
        (6, "itemID"),
        (7, "itemID"),
        (8, "itemID"),
        (9, "itemID"),
    ]
    layout["toys.inter"] = b"userID\titemID\tx_label\n0\tB01\t0\n1\tB02\t0\n1\t0\t2\n"
    with pytest.raises(UserError, match="no numbers"):
        open_catalog(layouts.write(tmp_path / "b", layout))


def test_recbole(tmp_path: Path) -> None:
    catalog = opened(tmp_path, "recbole")
    assert histories(catalog)[0] == ("196", "242", 881_250_949_000, "rating", 3.0, None)
    assert catalog.items["item"].to_list() == ["242", "302"]
    # A quotation mark in a tab-separated field is a quotation mark.
    assert '"L.A. Confidential' in catalog.items.row(1)
    assert catalog.users["user"].to_list() == ["196", "186", "22"]


def test_movielens(tmp_path: Path) -> None:
    small = opened(tmp_path / "a", "movielens_100k")
    assert small.items["title"].to_list() == ["Kolya (1996)", '"Ridicule" café (1996)']
    assert small.items["genres"].to_list() == ["Animation, Comedy", ""]
    assert histories(small)[0] == ("196", "242", 881_250_949_000, "rating", 3.0, None)
    medium = opened(tmp_path / "b", "movielens_1m")
    assert medium.items["title"].to_list() == [
        "One Flew Over: the Nest (1975)",
        "Misérables, Les (1995)",
    ]
    assert [row[1] for row in histories(medium)] == ["1193", "661", "1193"]
    latest = opened(tmp_path / "c", "movielens_latest")
    assert latest.items["title"][1] == "American President, The (1995)"
    assert latest.items["text"][0] == "Toy Story (1995)\nAdventure, Animation"
    assert latest.items["image"].to_list() == ["posters/1.jpg", None]
    assert [row[4] for row in histories(latest)] == [4.5, 4.0, 0.5]


def test_amazon(tmp_path: Path) -> None:
    catalog = opened(tmp_path, "amazon")
    assert catalog.items["item"].to_list() == ["B01CUPMQZE", "B076WQZGPM"]
    assert catalog.items["text"].to_list() == [
        "Howard LC0008\nOrganic\nSoft",
        "Yes to Tomatoes\nCream",
    ]
    assert catalog.items["price"].to_list() == [None, 12.99]
    assert catalog.items["image_url"].to_list() == ["https://m/l.jpg", None]
    assert catalog.items["categories"].to_list() == ["Beauty > Hair", None]
    assert histories(catalog) == [
        ("AGKHLEW2", "B076WQZGPM", 1_488_687_728_923, "review", 4.0, None),
        ("AGKHLEW2", "B01CUPMQZE", 1_588_687_728_923, "review", 5.0, None),
    ]
    assert catalog.interactions["text"].to_list() == ["Works\nOk", "Such a lovely scent\nNice."]


def test_microlens(tmp_path: Path) -> None:
    catalog = opened(tmp_path / "a", "microlens")
    assert catalog.items.select("item", "title", "image", "audio", "video").rows() == [
        ("10", "Hello, world", "MicroLens-50k_covers/10.jpg", "MicroLens-50k_audios/10.m4a", None),
        ("11", "猫", None, None, "MicroLens-50k_videos/11.mp4"),
    ]
    assert [row[:3] for row in histories(catalog)] == [
        ("1", "10", 1_662_984_066_369),
        ("1", "11", 1_662_984_066_370),
        ("2", "10", 1_583_378_629_552),
    ]
    sequences = opened(tmp_path / "b", "microlens_sequences")
    assert [row[:3] for row in histories(sequences)] == [
        ("1", "10", None),
        ("1", "11", None),
        ("1", "12", None),
        ("2", "11", None),
        ("2", "10", None),
    ]


def test_hf(tmp_path: Path) -> None:
    catalog = opened(tmp_path, "hf")
    assert set(catalog.items.select("text", "image", "audio").rows()) == {
        ("a cat", "train/0001.png", None),
        ("a dog", "train/sub/0002.png", None),
        ("a bark", None, "test/0003.wav"),
    }


def test_folder(tmp_path: Path) -> None:
    catalog = opened(tmp_path, "folder")
    assert catalog.items.select("item", "text", "image", "audio").rows() == [
        ("cat", "A cat.", "animals/cat.png", "animals/cat.ogg"),
        ("dog", "A dog.", "animals/dog.png", "animals/dog_desc.ogg"),
        ("square", "A square.", None, None),
    ]
    assert [row[:2] for row in histories(catalog)] == [("ann", "cat"), ("ann", "dog")]
    assert catalog.quarantine["file"].to_list() == ["shapes/square.svg"]
    without = dict(layouts.folder())
    del without["interactions.csv"]
    silent = open_catalog(layouts.write(tmp_path / "b", without))
    assert len(silent.interactions) == 0
    assert any("items only" in note for note in silent.notes)


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("table", "interactions.csv"),
        ("movielens_100k", "u.data"),
        ("mmrec", "toys.inter"),
        ("amazon", "meta_All_Beauty.jsonl"),
        ("microlens", "MicroLens-50k_pairs.csv"),
        ("hf", "train/metadata.csv"),
    ],
)
def test_a_dropped_file_opens_its_folder(tmp_path: Path, name: str, file: str) -> None:
    folder = layouts.write(tmp_path, layouts.ALL[name][1]())
    catalog = open_catalog(folder / file)
    assert len(catalog.items) > 0
    assert catalog.reader == layouts.ALL[name][0]


def test_each_file_is_a_reader_of_its_name() -> None:
    assert list(readers()) == names()
    assert {reader for reader, _ in layouts.ALL.values()} == set(names())
    assert all(reader.name == name for name, reader in readers().items())


def test_of_two_that_are_as_sure_the_order_decides(monkeypatch, tmp_path):
    sure = Detection(0.5, Text("it is"))
    for reader in readers().values():
        monkeypatch.setattr(type(reader), "detect", lambda _self, _path: sure)
    names = [reader.name for reader, _ in detect(tmp_path)]
    assert names == ["table", "mmrec", "movielens", "amazon", "microlens", "hf", "folder"]
