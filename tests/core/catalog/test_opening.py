"""Opening: the right reader, mappings, and sentences for what cannot be opened."""

from __future__ import annotations

import gzip
import io
import json
import re
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from core.catalog.opening.look import look_into
from core.catalog.opening.open import open_catalog
from core.catalog.plan import said
from core.catalog.plan.said import SAID_FILE
from core.catalog.quarantine import lost
from core.errors import UserError
from tests.core.catalog import layouts


def test_nothing_fits(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no file or folder"):
        open_catalog(tmp_path / "nowhere")
    with pytest.raises(UserError, match="The folder holds no files"):
        open_catalog(tmp_path)
    (tmp_path / "thesis.pdf").write_bytes(b"x")
    with pytest.raises(UserError, match=re.escape("looked at: thesis.pdf")) as caught:
        open_catalog(tmp_path)
    assert "items.csv" in caught.value.remedy
    with pytest.raises(UserError, match="no reader 'spss'"):
        open_catalog(tmp_path, "spss")


def broken(tmp_path: Path, **changes: bytes) -> UserError:
    layout = dict(layouts.table())
    for name, data in changes.items():
        layout[name.replace("_csv", ".csv").replace("_", "/")] = data
    with pytest.raises(UserError) as caught:
        open_catalog(layouts.write(tmp_path, layout))
    assert caught.value.remedy
    assert caught.value.file
    return caught.value


def test_a_missing_column_names_file_column_and_remedy(tmp_path: Path) -> None:
    folder = layouts.write(tmp_path, {"interactions.csv": b"abc,item\nu,a\nv,a\n"})
    with pytest.raises(UserError) as caught:
        open_catalog(folder, mapping={"interactions": "interactions.csv", "user": ""})
    error = caught.value
    assert Path(error.file or "").name == "interactions.csv"
    assert (error.line, error.column) == (1, "user")
    assert "abc, item" in error.remedy


def test_empty_and_binary_files(tmp_path: Path) -> None:
    assert "empty" in broken(tmp_path, interactions_csv=b"").message
    assert "binary" in broken(tmp_path, interactions_csv=b"\x89PNG\0\0\0").message
    assert "empty" in broken(tmp_path, items_csv=b"").message


def test_truncated_parquet(tmp_path: Path) -> None:
    layout = dict(layouts.parquet())
    layout["interactions.parquet"] = layout["interactions.parquet"][:-30]
    with pytest.raises(UserError, match="no readable Parquet") as caught:
        open_catalog(layouts.write(tmp_path, layout))
    assert "truncated" in caught.value.remedy


def test_unknown_items_and_users_go_to_quarantine(tmp_path: Path) -> None:
    layout = dict(layouts.table())
    layout["users.csv"] = b"user\nu1\nu3\nu1\n"
    layout["interactions.csv"] += b"u1,ghost,1700000000,view,\nu1,a,17,view,\nu1,a,1700000000,,x\n"
    catalog = open_catalog(layouts.write(tmp_path, layout))
    assert catalog.users["user"].to_list() == ["u1", "u3"]
    # An unreadable time or rating costs that value, not the row.
    assert len(catalog.interactions) == 5
    assert len(lost(catalog.quarantine)) == 3
    assert catalog.interactions["timestamp"].null_count() == 1
    rows = catalog.quarantine.select("file", "line", "column").rows()
    assert sorted(rows) == [
        ("interactions.csv", 2, "user"),
        ("interactions.csv", 6, "item"),
        ("interactions.csv", 7, "timestamp"),
        ("interactions.csv", 8, "rating"),
        ("users.csv", 4, "user"),
    ]


def test_duplicate_items_keep_the_first(tmp_path: Path) -> None:
    layout = dict(layouts.table())
    layout["items.csv"] += b"a,Second,,,9\n,No id,,,9\n"
    catalog = open_catalog(layouts.write(tmp_path, layout))
    assert catalog.items["title"].to_list() == ["Red mug", "Blue cup", "Grün"]
    # The second item's text spans lines 3 and 4.
    assert catalog.quarantine.select("line", "column").rows() == [(7, "item"), (6, "item")]


def test_the_first_of_several_pictures(tmp_path: Path) -> None:
    lines = b'{"item": "x", "images": ["a.png", "b.png"]}\n{"item": "y", "images": []}\n'
    folder = layouts.write(tmp_path, {"items.jsonl": lines, "a.png": b"x", "b.png": b"x"})
    catalog = open_catalog(folder)
    assert catalog.items["image"].to_list() == ["a.png", None]
    assert any("the first is used" in note for note in catalog.notes)


def test_no_row_that_can_be_used(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no item and no interaction"):
        open_catalog(layouts.write(tmp_path, {"interactions.csv": b"user,item\n"}))


def test_mapping(tmp_path: Path) -> None:
    layout = {
        "stock.csv": b"code,wording\nx,Shoe\n",
        "log.csv": b"p,q,r\nx,ann,1700000000\n",
    }
    mapping = {
        "items": "stock.csv",
        "interactions": "log.csv",
        "items.item": "code",
        "items.text": "wording",
        "interactions.item": "p",
        "user": "q",
        "timestamp": "r",
    }
    folder = layouts.write(tmp_path, layout)
    catalog = open_catalog(folder, mapping=mapping)
    assert catalog.items.select("item", "text").rows() == [("x", "Shoe")]
    assert catalog.interactions["timestamp"].to_list() == [1_700_000_000_000]
    # Saved, it is used the next time, and wins over every other reader.
    said.save(folder, mapping)
    again = open_catalog(folder)
    assert again.items.equals(catalog.items)
    assert again.interactions.equals(catalog.interactions)
    assert any(SAID_FILE in note for note in again.notes)


def test_what_a_look_at_a_folder_finds(tmp_path: Path) -> None:
    lines = "".join(f"{row % 7 + 1},ann,{1_700_000_000 + row}\n" for row in range(60_000))
    layout = {
        "items.csv": "id,Grüße,pic\n1,x,a.png\n2,y,b.png\n".encode("utf-16"),
        "log.csv": b"sku,customer,when\n" + lines.encode(),
        "extra.csv.gz": gzip.compress(b"p,q\n" + b"1,2\n" * 90_000),
        "broken.parquet": b"PAR1",
        "events.jsonl": b'{"uid": 1, "sku": 2}\n' * 9,
    }
    looked = look_into(layouts.write(tmp_path, layout))
    found = {one.file: one for one in looked.plan.files}
    assert {name: one.holds for name, one in found.items()} == {
        "items.csv": "items",
        "log.csv": "interactions",
        "extra.csv.gz": "",
        "broken.parquet": "",
        "events.jsonl": "interactions",
    }
    assert found["items.csv"].names == ("id", "Grüße", "pic")
    assert found["items.csv"].chosen == {"item": "id", "image": "pic"}
    assert found["log.csv"].chosen == {"user": "customer", "item": "sku", "timestamp": "when"}
    assert abs((found["log.csv"].rows or 0) - 60_000) < 3_000
    assert looked.seen["log.csv"].head.frame.rows()[4] == ("5", "ann", "1700000004")
    assert "Parquet" in found["broken.parquet"].why
    mapped = look_into(tmp_path, mapping={"items.image": "Grüße", "interactions": ""}).plan
    assert [one.holds for one in mapped.files].count("interactions") == 0
    assert mapped.of("items")[0].chosen["image"] == "Grüße"


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("{", "cannot be read"),
        ("[1]", "one JSON object"),
        (json.dumps({"items": "../../etc/passwd"}), "not in"),
        (json.dumps({"interactions.user": "nobody"}), "does not have"),
    ],
)
def test_a_bad_mapping_is_said(tmp_path: Path, value: str, message: str) -> None:
    folder = layouts.write(tmp_path, {**layouts.table(), SAID_FILE: value.encode()})
    with pytest.raises(UserError, match=message):
        open_catalog(folder)


def test_truth(tmp_path: Path) -> None:
    header = "item,attribute,value,char_start,char_end,x0,y0,x1,y1,t0,t1\n"
    truth = f"{header}b,colour,blue,0,4,1.5,2,3,4,,\nghost,colour,red,,,,,,,,\na,tempo,,,,,,,,0,x\n"
    folder = layouts.write(tmp_path, {**layouts.table(), "truth.csv": truth.encode()})
    catalog = open_catalog(folder)
    assert catalog.truth is not None
    assert catalog.truth.rows() == [(1, "colour", "blue", 0, 4, 1.5, 2.0, 3.0, 4.0, None, None)]
    assert catalog.quarantine["line"].to_list() == [3, 4]
    (folder / "truth.csv").write_text("item,attribute\n")
    with pytest.raises(UserError, match="no column 'value'"):
        open_catalog(folder)


def test_features_are_never_unpickled(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    np.save(buffer, np.array([{"evil": 1}], dtype=object), allow_pickle=True)
    layout = {**layouts.mmrec(), "image_feat.npy": buffer.getvalue()}
    catalog = open_catalog(layouts.write(tmp_path, layout))
    assert list(catalog.features) == ["text"]
    assert catalog.quarantine["file"].to_list() == ["image_feat.npy"]


def test_the_same_rows_in_any_format(tmp_path: Path) -> None:
    frame = pl.DataFrame(
        {
            "user": ["u1", "u2", "u1"],
            "item": ["a", "b", "b"],
            "timestamp": [1_700_000_002, 1_700_000_001, 1_700_000_000],
            "rating": [1.5, None, 3.0],
        }
    )
    parquet = io.BytesIO()
    frame.write_parquet(parquet)
    files = {
        "interactions.csv": frame.write_csv().encode(),
        "interactions.tsv": frame.write_csv(separator="\t").encode(),
        "interactions.jsonl": frame.write_ndjson().encode(),
        "interactions.csv.gz": gzip.compress(frame.write_csv().encode()),
        "interactions.parquet": parquet.getvalue(),
    }
    found = []
    for name, data in files.items():
        folder = layouts.write(tmp_path / name, {name: data})
        found.append(open_catalog(folder))
    for catalog in found[1:]:
        assert catalog.interactions.equals(found[0].interactions)
        assert catalog.items.equals(found[0].items)
        assert catalog.users.equals(found[0].users)


def test_a_broken_workbook_is_named_with_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "Shop.XLSX").write_bytes(b"PK\x03\x04")
    with pytest.raises(UserError, match=r"looked at: Shop\.XLSX") as refused:
        open_catalog(tmp_path)
    assert refused.value.remedy.startswith("Shop.XLSX is no readable workbook")


def test_feature_files_beside_tables_are_not_passed_over_in_silence(tmp_path: Path) -> None:
    (tmp_path / "items.csv").write_text("item,title\na,Ant\n")
    np.save(tmp_path / "image_feat.npy", np.ones((1, 3), np.float32))
    catalog = open_catalog(tmp_path)
    assert catalog.features == {}
    assert [note for note in catalog.notes if note.startswith("image_feat.npy is not read")]


def test_a_deep_catalog_json_beside_the_tables_names_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "mugs"
    folder.mkdir()
    (folder / "items.csv").write_text("item,title\n1,A\n2,B\n")
    (folder / "interactions.csv").write_text("user,item\nu,1\nv,2\n")
    (folder / "catalog.json").write_text("[" * 200_000)
    assert open_catalog(folder).name == "mugs"
