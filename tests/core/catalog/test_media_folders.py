"""Folders of media: which files are one item, and what becomes of the others."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from PIL import Image

from core.catalog.opening import look as looking
from core.catalog.opening.open import open_catalog
from core.catalog.rows.media_files import look
from core.catalog.rows.media_groups import grouped


def picture() -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (4, 4), (200, 30, 60)).save(data, "PNG")
    return data.getvalue()


def put(root: Path, *names: str, data: bytes | None = None) -> Path:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(picture() if data is None else data)
    return root


def names_of(root: Path) -> list[str]:
    return [group.stem for group in grouped(look(root))[0]]


@pytest.mark.parametrize(
    "names",
    [
        ["sonata.wav", "sonata_ii.wav", "sonata_iv.wav", "sonata_vi.wav"],
        ["take.wav", "take_on.wav", "take_it.wav", "take_no.wav"],
        ["scale.ogg", "scale_do.ogg", "scale_re.ogg", "scale_mi.ogg", "scale_fa.ogg"],
        ["say.wav", "say_de.wav"],
        ["cat.png", "cat_flip.png", "cat_mirror.png"],
        ["song_de.mp3", "song_en.mp3"],
    ],
)
def test_what_sounds_like_a_translation_is_an_item(tmp_path: Path, names: list[str]) -> None:
    put(tmp_path, *names)
    assert sorted(names_of(tmp_path)) == sorted(name.rpartition(".")[0] for name in names)


def test_translations_are_told_by_name(tmp_path: Path) -> None:
    put(tmp_path, "say.wav", "say_de.wav", "say_fr.wav", "say_it.wav", "notes.doc", "lone.txt")
    groups, unused = grouped(look(tmp_path))
    assert [group.stem for group in groups] == ["say"]
    assert {name: str(why).split()[0] for name, why in unused.items()} == {
        "say_de.wav": "translations",
        "say_fr.wav": "translations",
        "say_it.wav": "translations",
        "notes.doc": "kinds",
        "lone.txt": "texts",
    }
    said = " ".join(str(note) for note in open_catalog(tmp_path, "folder").notes)
    assert all(name in said for name in unused)


def test_mirrored_copies_are_copies_beside_stamps(tmp_path: Path) -> None:
    put(tmp_path, "fox.png", "fox_mirror.png", "fox_de.ogg", "fox.ogg")
    put(tmp_path, "fox.txt", data=b"A fox.\nde.utf8=Ein Fuchs.\n")
    assert names_of(tmp_path) == ["fox"]


def test_a_folder_for_each_kind(tmp_path: Path) -> None:
    names = [f"jazz/jazz{n:05}.png" for n in range(3)]
    put(tmp_path / "images", *names)
    put(tmp_path / "sounds", *(f"jazz/jazz.{n:05}.wav" for n in range(3)))
    put(tmp_path / "sounds", "jazz/alone.wav")
    groups, _ = grouped(look(tmp_path))
    kinds = sorted((sorted(group.files)) for group in groups)
    assert kinds == [["audio"], *[["audio", "image"]] * 3]


def test_folders_of_one_kind_are_not_mixed(tmp_path: Path) -> None:
    put(tmp_path, "dog/0.png", "dog/1.png", "cat/0.png", "cat/1.png")
    put(tmp_path, "interactions.csv", data=b"user,item\nu,dog/0\nu,cat/1.png\n")
    catalog = open_catalog(tmp_path, "folder")
    assert sorted(catalog.items["item"]) == ["cat/0", "cat/1", "dog/0", "dog/1"]
    assert sorted(catalog.items["folder"]) == ["cat", "cat", "dog", "dog"]
    assert len(catalog.interactions) == 2


def test_histories_say_whether_the_folder_belongs_to_the_name(tmp_path: Path) -> None:
    put(tmp_path, "dog/rex.png", "cat/tom.png")
    put(tmp_path, "interactions.csv", data=b"user,item\nu,dog/rex.png\nu,cat/tom.png\n")
    catalog = open_catalog(tmp_path, "folder")
    assert sorted(catalog.items["item"]) == ["cat/tom", "dog/rex"]
    assert len(catalog.interactions) == 2


def test_pictures_without_a_suffix_are_items(tmp_path: Path) -> None:
    put(tmp_path, "00012", "00013")
    put(tmp_path, "LICENSE", data=b"words")
    assert names_of(tmp_path) == ["00012", "00013"]
    plan = looking.look(tmp_path)
    assert plan.reader == "folder"
    assert [(one.what, one.count, one.used) for one in plan.asides] == [
        ("* (image)", 2, True),
        ("LICENSE", 1, False),
    ]


def test_splits_of_hugging_face_with_the_same_names(tmp_path: Path) -> None:
    for part in ("train", "test"):
        put(tmp_path / part, "0.png", "1.png")
        text = f"file_name,text\n0.png,{part} zero\n1.png,{part} one\n"
        put(tmp_path / part, "metadata.csv", data=text.encode())
    items = open_catalog(tmp_path, "hf").items
    assert items.select("item", "image", "text").sort("item").rows() == [
        ("test/0.png", "test/0.png", "test zero"),
        ("test/1.png", "test/1.png", "test one"),
        ("train/0.png", "train/0.png", "train zero"),
        ("train/1.png", "train/1.png", "train one"),
    ]


def test_a_picture_missing_from_one_split_is_not_that_of_another(tmp_path: Path) -> None:
    for part in ("train", "test"):
        put(tmp_path / part, "0.png", "1.png")
        text = f"file_name,text\n0.png,{part} zero\n1.png,{part} one\n"
        put(tmp_path / part, "metadata.csv", data=text.encode())
    (tmp_path / "test" / "0.png").unlink()
    items = open_catalog(tmp_path, "hf").items
    assert items.select("item", "image", "text").sort("item").rows() == [
        ("test/0.png", None, "test zero"),
        ("test/1.png", "test/1.png", "test one"),
        ("train/0.png", "train/0.png", "train zero"),
        ("train/1.png", "train/1.png", "train one"),
    ]


def test_names_in_no_encoding_are_told(tmp_path: Path) -> None:
    put(tmp_path, "a.png")
    try:
        (tmp_path / os.fsdecode("红.png".encode("gbk"))).write_bytes(picture())
    except OSError:
        pytest.skip("this system has text as names only")
    put(tmp_path, "items.csv", data=b"item,title\na,A\n")
    for reader in ("folder", "table"):
        catalog = open_catalog(tmp_path, reader)
        assert catalog.items["item"].to_list() == ["a"]
        assert any("unknown encoding" in str(note) for note in catalog.notes)


def test_every_picture_is_used_or_told_for_what_it_is(tmp_path: Path) -> None:
    put(tmp_path, "items.csv", data=b"item,title\np1,A\np2,B\n")
    further = ["p1/back.png", "p1/top.png", "p2/front.png"]
    nobodys = [f"shop {n}/window.png" for n in range(9)]
    put(tmp_path, "p1/a.png", "p2/a.png", *further, *nobodys)
    catalog = open_catalog(tmp_path)
    assert catalog.items["image"].to_list() == ["p1/a.png", "p2/a.png"]
    notes = [str(note) for note in catalog.notes]
    (of_items,) = [note for note in notes if "of items that have one already" in note]
    assert all(name in of_items for name in further)
    of_none = [note for note in notes if "no item" in note]
    told = sum(len([name for name in nobodys if name in note]) for note in of_none)
    assert told == len(nobodys)
    assert not any("p1/" in note or "p2/" in note for note in of_none)
