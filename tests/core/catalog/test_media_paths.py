from __future__ import annotations

import unicodedata
from pathlib import Path

import polars as pl
import pytest

from core.catalog.opening.open import open_catalog
from core.catalog.quarantine import lost
from core.catalog.rows.media_files import kind_of, look
from core.catalog.rows.media_ids import named_after
from core.catalog.rows.media_paths import check_media, evidence, find, split
from core.catalog.text.table import Table

PNG = b"\x89PNG\r\n\x1a\n"


def put(root: Path, *names: str, data: bytes = PNG) -> Path:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    return root


def test_only_files_inside_the_folder_are_used(tmp_path: Path) -> None:
    root = put(tmp_path / "root", "images/a.png", "images/deep/b.png", "c.png")
    (tmp_path / "secret.png").write_bytes(b"x")
    (root / "images" / "link.png").symlink_to(tmp_path / "secret.png")
    (root / "images" / "inner.png").symlink_to(root / "c.png")
    (root / "out").symlink_to(tmp_path)
    cases = {
        "images/a.png": "images/a.png",
        "./images/deep/b.png": "images/deep/b.png",
        "images\\a.png": "images/a.png",
        "c.png": "c.png",
        "images/inner.png": "images/inner.png",
        " images/a.png ": "images/a.png",
        "images/none.png": None,
        "nowhere/a.png": None,
        "images": None,
        "../secret.png": None,
        "images/../../secret.png": None,
        "images/link.png": None,
        "out/secret.png": None,
        str(tmp_path / "secret.png"): None,
        "C:/secret.png": None,
        "~/secret.png": None,
        "https://example.org/a.png": None,
    }
    given = pl.Series("image", [*cases, None], dtype=pl.String)
    table = Table(tmp_path / "items.csv", given.to_frame())
    found, entries = check_media(given, look(root), table, "image")
    assert found.paths.to_list() == [*cases.values(), None]
    assert sorted(entries["line"]) == [
        row for row, good in enumerate(cases.values(), start=1) if good is None
    ]
    # The items stay; only the paths are gone.
    assert len(lost(entries)) == 0
    reasons = dict(zip(entries["row"], entries["reason"], strict=True))
    assert "leads out" in reasons["images/link.png"]
    assert "leads out" in reasons["out/secret.png"]
    assert "web address" in reasons["https://example.org/a.png"]
    assert "no such file" in reasons["images/none.png"]


@pytest.mark.parametrize(
    ("given", "file"),
    [
        ("pics//a b.png", "pics/a b.png"),
        ("./pics/./a b.png", "pics/a b.png"),
        ("pics/a%20b.png", "pics/a b.png"),
        ("pics/a b.png?v=2", "pics/a b.png"),
        ('"pics/a b.png"', "pics/a b.png"),
        ("{root}/pics/a b.png", "pics/a b.png"),
        ("file://{root}/pics/a b.png", "pics/a b.png"),
        ("{link}/pics/a b.png", "pics/a b.png"),
        ("../set/pics/a b.png", "pics/a b.png"),
        ("set/pics/a b.png", "pics/a b.png"),
        ("a b.png", "pics/a b.png"),
        ("pics/A B.PNG", "pics/a b.png"),
        ("pics/a b", "pics/a b.png"),
        ("a b", "pics/a b.png"),
        (
            unicodedata.normalize("NFC", "pics/Zoë.jpg"),
            unicodedata.normalize("NFD", "pics/Zoë.jpg"),
        ),
        ("100%25 wool.jpg", "pics/100%25 wool.jpg"),
        ("100%2525%20wool.jpg", "pics/100%25 wool.jpg"),
        ("twin.png", None),
        ("other/twin.png", "other/twin.png"),
        ("file:///etc/a b.png", None),
    ],
)
def test_a_path_is_found_as_people_write_it(tmp_path: Path, given: str, file: str | None) -> None:
    root = put(
        tmp_path / "set",
        "pics/a b.png",
        unicodedata.normalize("NFD", "pics/Zoë.jpg"),
        "pics/100%25 wool.jpg",
        "pics/twin.png",
        "other/twin.png",
    )
    (tmp_path / "link").symlink_to(root)
    value = given.format(root=root.resolve(), link=tmp_path / "link")
    assert find(pl.Series("x", [value]), look(root), "image").paths.to_list() == [file]


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("a.png;b.png", ["a.png", "b.png"]),
        ("a.png|b.png", ["a.png", "b.png"]),
        ("['a.png', 'b.png']", ["a.png", "b.png"]),
        ('["a.png"]', ["a.png"]),
        ("('a.png', 'b.png')", ["a.png", "b.png"]),
        ("a.png, b.png", ["a.png", "b.png"]),
        ("[a.png, b.png]", ["a.png", "b.png"]),
        ("[broken", ["broken"]),
    ],
)
def test_a_cell_of_several_files(cell: str, parts: list[str]) -> None:
    assert split(cell) == parts


def test_a_sample_of_a_column_says_what_it_names(tmp_path: Path) -> None:
    files = look(put(tmp_path, "m/a.jpg", "m/b.jpg", "s/a.mp3"))
    paths = evidence(pl.Series("hue", ["m/a.jpg", "m/b.jpg", "s/a.mp3", "m/no.jpg", None]), files)
    assert (paths.filled, paths.found, paths.kinds) == (4, 3, {"image": 2, "audio": 1})
    assert paths.is_paths
    web = evidence(pl.Series("u", ["https://x.org/a.jpg", "http://x.org/b.png"]), files)
    assert web.is_addresses
    assert not web.is_paths
    for words in (["a", "b"], ["Shirt / blue", "Jeans"], ["version 1.5", "2.0"], [1, 2]):
        assert not evidence(pl.Series("t", words), files).is_paths


@pytest.mark.parametrize(
    ("names", "ids", "found"),
    [
        (["o/1.jpg", "o/2.PNG", "x.txt"], ["2", "9", "1"], ["o/2.PNG", None, "o/1.jpg"]),
        (["f/0/0108.jpg", "f/1/0110.jpg"], ["0108", "0110"], ["f/0/0108.jpg", "f/1/0110.jpg"]),
        (["a/0007.jpg", "a/0012.jpg"], ["7", "12"], ["a/0007.jpg", "a/0012.jpg"]),
        (["a/0007.jpg", "a/0012.jpg"], ["7", "07"], [None, None]),
        (["a/x_1.png", "a/x_2.png", "a/y_1.png"], ["x", "y"], ["a/x_1.png", "a/y_1.png"]),
        (["a/poster_5.png", "a/poster_6.png"], ["5", "6"], ["a/poster_5.png", "a/poster_6.png"]),
        (["i/B01/m.jpg", "i/B02/m.jpg"], ["B01", "B02"], ["i/B01/m.jpg", "i/B02/m.jpg"]),
        (["mask/1.png", "mask/2.png", "z/1.jpg", "z/2.jpg"], ["1", "2"], ["z/1.jpg", "z/2.jpg"]),
        (["p/1", "p/2"], ["1", "2"], ["p/1", "p/2"]),
        (["p/ABC.png"], ["abc"], ["p/ABC.png"]),
        (["p/e\u0301.png"], ["\u00e9"], ["p/e\u0301.png"]),
        (["shot/Screenshot_1.png", "a/b.png", "a/c.png"], ["1", "7", "8"], None),
    ],
)  # fmt: skip
def test_files_named_after_ids(
    tmp_path: Path, names: list[str], ids: list[str], found: list[str | None] | None
) -> None:
    files = look(put(tmp_path, *names))
    answer = named_after(pl.Series("item", ids), files, "image")
    paths = answer.paths.to_list() if answer else None
    assert paths == found or (paths is None and not any(found or ()))


def test_kinds(tmp_path: Path) -> None:
    names = ("a.JPG", "a.ogg", "a.mkv", "a.vtt", "a.exe", "png")
    assert [kind_of(name) for name in names] == ["image", "audio", "video", "subtitles", None, None]
    put(tmp_path, "photo", "blues.00000")
    put(tmp_path, "sound", data=b"RIFF\0\0\0\0WAVEfmt ")
    put(tmp_path, "README", data=b"read me")
    kinds = look(tmp_path).kinds
    assert kinds == {"README": None, "blues.00000": "image", "photo": "image", "sound": "audio"}


def test_links_in_circles_end(tmp_path: Path) -> None:
    put(tmp_path, "a/b/c.png")
    (tmp_path / "a" / "b" / "up").symlink_to(tmp_path)
    assert look(tmp_path).table["path"].to_list() == ["a/b/c.png"]


def table_of(root: Path, header: str, *rows: str) -> Path:
    put(root, "items.csv", data="\n".join([header, *rows, ""]).encode())
    return root


@pytest.mark.parametrize("column", ["imUrl", "preview", "audio_file", "Bild", "图片"])
def test_a_path_column_may_be_called_anything(tmp_path: Path, column: str) -> None:
    put(tmp_path, "m/a.jpg", "m/b.jpg")
    catalog = open_catalog(table_of(tmp_path, f"item,title,{column}", "1,A,m/a.jpg", "2,B,m/b.jpg"))
    assert catalog.items["image"].to_list() == ["m/a.jpg", "m/b.jpg"]
    assert catalog.items["audio"].null_count() == 2
    assert column not in catalog.items.columns


def test_one_column_may_name_files_of_several_kinds(tmp_path: Path) -> None:
    put(tmp_path, "m/a.jpg", "m/b.mp3")
    catalog = open_catalog(table_of(tmp_path, "item,title,file", "1,A,m/a.jpg", "2,B,m/b.mp3"))
    assert catalog.items["image"].to_list() == ["m/a.jpg", None]
    assert catalog.items["audio"].to_list() == [None, "m/b.mp3"]


def test_the_other_pictures_of_an_item_are_kept(tmp_path: Path) -> None:
    put(tmp_path, "p/a.png", "p/b.png", "p/c.png")
    rows = ("1,A,\"['p/a.png', 'p/b.png']\"", "2,B,p/c.png;p/gone.png")
    catalog = open_catalog(table_of(tmp_path, "item,title,pictures", *rows))
    assert catalog.items["image"].to_list() == ["p/a.png", "p/c.png"]
    assert catalog.items["pictures"].to_list() == ["p/b.png", None]
    assert catalog.quarantine["line"].to_list() == [3]
    assert "no such file" in catalog.quarantine["reason"][0]


def test_addresses_are_counted_and_stay_what_they_are(tmp_path: Path) -> None:
    rows = [f"{n},T{n},https://cdn.example.org/{n}.jpg" for n in range(30)]
    catalog = open_catalog(table_of(tmp_path, "item,title,image_url", *rows))
    assert catalog.items["image"].null_count() == 30
    assert catalog.items["image_url"][3] == "https://cdn.example.org/3.jpg"
    assert len(catalog.quarantine) == 0
    assert any("30 web addresses" in str(note) for note in catalog.notes)


def test_media_of_no_item_are_named(tmp_path: Path) -> None:
    put(tmp_path, "pics/1.jpg", "pics/2.jpg", "pics/logo.jpg", "pics/1_2.jpg", "song.mp3")
    catalog = open_catalog(table_of(tmp_path, "item,title", "1,A", "2,B"))
    assert catalog.items["image"].to_list() == ["pics/1.jpg", "pics/2.jpg"]
    said = " ".join(str(note) for note in catalog.notes)
    assert "pics/logo.jpg" in said
    assert "song.mp3" in said
    assert "1_2" not in said  # another picture of item 1, which registration compares


def test_a_log_alone_finds_pictures_of_its_items(tmp_path: Path) -> None:
    put(tmp_path, "covers/x1.webp")
    put(tmp_path, "interactions.csv", data=b"user,item\nu,x1\nu,x2\n")
    catalog = open_catalog(tmp_path, "table")
    assert catalog.items["image"].to_list() == ["covers/x1.webp", None]


@pytest.mark.parametrize(
    "values",
    [[[[1, 2]], [[3]]], [[1.5], [2.0, 3]], [[{"a": 1}], []], [{"a": [1]}, None], [[True], None]],
)
def test_what_is_no_text_and_no_list_of_texts_names_no_file(
    tmp_path: Path, values: list[object]
) -> None:
    column = pl.Series("image", values)
    files = look(put(tmp_path, "1.png", "a.png"))
    assert not evidence(column, files, bare=True).found
    assert find(column, files).paths.to_list() == [None, None]


def test_pictures_downloaded_from_their_addresses_are_used(tmp_path: Path) -> None:
    put(tmp_path, "img/71aX+.jpg", "img/b 2.png")
    rows = [
        "1,A,https://m.example.org/I/71aX%2B.jpg?w=300",
        "2,B,http://x.org/p/b%202.png",
        "3,C,http://x.org/p/never.png",
    ]
    catalog = open_catalog(table_of(tmp_path, "item,title,imUrl", *rows))
    assert catalog.items["image"].to_list() == ["img/71aX+.jpg", "img/b 2.png", None]
    assert catalog.items["imUrl"][2] == "http://x.org/p/never.png"
    assert any("2 of 3 web addresses" in str(note) for note in catalog.notes)


def test_a_few_files_called_as_addresses_end_are_chance(tmp_path: Path) -> None:
    put(tmp_path, "img/1.png")
    rows = [f"{chr(97 + n)},T,https://x.org/{n}.png" for n in range(9)]
    catalog = open_catalog(table_of(tmp_path, "item,title,image", *rows))
    assert catalog.items["image"].null_count() == 9


@pytest.mark.parametrize("encoding", ["gbk", "cp1251", "utf-16"])
def test_captions_beside_pictures_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    words = {
        "gbk": "一条红色的裙子，夏天穿",
        "cp1251": "Красное платье на лето",
        "utf-16": "Ein Kleid",
    }
    put(tmp_path, "a.png")
    put(tmp_path, "a.txt", data=words[encoding].encode(encoding))
    assert open_catalog(tmp_path, "folder").items["text"].to_list() == [words[encoding]]
