"""Captions: words beside the items' own, from a column or another table."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.catalog.opening.open import open_planned
from core.catalog.readers.hf import HuggingFaceReader
from core.catalog.readers.table import TableReader
from core.catalog.schema import Catalog

SAID = ("A red cup on a wooden table", "Two blue socks", "A green hat on a hook", "A yellow box")
NAMES = ("Morning", "Pair", "Walk", "Order")
LONG = tuple(f"What makes {name} special is told here at length" for name in NAMES)


def written(folder: Path, **tables: dict[str, tuple[str, ...]]) -> Catalog:
    """Tables of four items, and who chose them."""
    tables["interactions"] = {"user": ("a", "a", "b", "b"), "item": ("i0", "i1", "i2", "i3")}
    for name, columns in tables.items():
        rows = [",".join(columns), *(",".join(row) for row in zip(*columns.values(), strict=True))]
        (folder / f"{name}.csv").write_text("\n".join(rows))
    return TableReader().read(folder)


def ids(column: str = "item") -> dict[str, tuple[str, ...]]:
    return {column: ("i0", "i1", "i2", "i3")}


@pytest.mark.parametrize(
    "name", ["caption", "captions", "blip_caption", "Image Caption", "图片说明"]
)
def test_a_column_of_captions_stands_beside_title_and_description(
    tmp_path: Path, name: str
) -> None:
    columns = ids() | {name: SAID, "title": NAMES, "description": LONG}
    items = written(tmp_path, items=columns).items
    assert items["text"].to_list() == list(LONG)
    assert items["captions"].to_list() == list(SAID)
    assert name not in items.columns or name == "captions"


def test_captions_are_the_text_of_items_without_other_words(tmp_path: Path) -> None:
    items = written(tmp_path, items=ids() | {"caption": SAID}).items
    assert items["text"].to_list() == list(SAID)
    assert "captions" not in items.columns


def test_captions_of_a_third_table(tmp_path: Path) -> None:
    """Titles come from one table beside the items, captions from another."""
    catalog = written(
        tmp_path,
        items=ids() | {"price": ("1", "2", "3", "4")},
        details=ids() | {"title": NAMES, "description": LONG},
        captions=ids() | {"caption": SAID},
    )
    assert catalog.items["title"].to_list() == list(NAMES)
    assert catalog.items["text"].to_list() == list(LONG)
    assert catalog.items["captions"].to_list() == list(SAID)
    assert catalog.modalities() == ("text", "captions")
    assert "captions" not in catalog.attributes


def test_metadata_of_pictures_with_title_and_caption(tmp_path: Path) -> None:
    from PIL import Image

    rows = ["file_name,title,caption"]
    for row, (name, said) in enumerate(zip(NAMES, SAID, strict=True)):
        Image.new("RGB", (8, 8)).save(tmp_path / f"{row}.png")
        rows.append(f"{row}.png,{name},{said}")
    (tmp_path / "metadata.csv").write_text("\n".join(rows))
    items = HuggingFaceReader().read(tmp_path).items
    assert items["captions"].to_list() == list(SAID)
    assert items["text"].to_list() == list(NAMES)


@pytest.mark.parametrize("layout", ["folder", "movielens"])
def test_captions_beside_a_layout_without_columns(tmp_path: Path, layout: str) -> None:
    from PIL import Image

    if layout == "folder":
        for name in ids()["item"]:
            Image.new("RGB", (8, 8)).save(tmp_path / f"{name}.png")
    else:
        rows = [f"i{n}::Movie {n} (1999)::Drama" for n in range(4)]
        (tmp_path / "movies.dat").write_text("\n".join(rows))
        rows = [f"{n}::i{n}::4::97830{n}000" for n in range(4)]
        (tmp_path / "ratings.dat").write_text("\n".join(rows))
    before, plan = open_planned(tmp_path)
    assert plan.reader == layout
    rows = ["item,caption", *(f"i{n},{said}" for n, said in enumerate(SAID)), "gone,Nobody's"]
    (tmp_path / "captions.csv").write_text("\n".join(rows))
    after, plan = open_planned(tmp_path)
    assert plan.reader == layout
    assert after.items.drop("captions").equals(before.items)
    assert after.items["captions"].to_list() == list(SAID)
    assert any("captions of 4 items" in str(note) for note in after.notes)
    assert not any("captions.csv" in str(note) and "not" in str(note) for note in after.notes)
