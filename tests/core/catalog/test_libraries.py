"""Parquet, SQLite, workbooks and folders in parts are tables like any other."""

from __future__ import annotations

import contextlib
import sqlite3
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.catalog.opening.open import open_catalog
from core.catalog.plan.sight import look_around
from core.catalog.text import packed, tables
from core.errors import UserError
from tests.core.catalog.published.workbook import workbook

ITEMS = pl.DataFrame({"id": ["007", "8", "9"], "title": ["Öl", "b, c", None], "price": [1, 2, 3]})
LOG = pl.DataFrame({"user": ["u", "u", "v"], "id": ["007", "9", "8"], "stars": [5.0, None, 3.5]})


def database(path: Path, **of: pl.DataFrame) -> Path:
    with closing(sqlite3.connect(path)) as made:
        for name, frame in of.items():
            columns = ", ".join(f'"{column}"' for column in frame.columns)
            made.execute(f'CREATE TABLE "{name}" ({columns})')
            marks = ", ".join("?" * frame.width)
            made.executemany(f'INSERT INTO "{name}" VALUES ({marks})', frame.rows())
        made.commit()
    return path


def test_each_table_of_a_database_is_a_table(tmp_path: Path) -> None:
    path = database(tmp_path / "shop.db", **{"items": ITEMS, "my log/2": LOG})
    before = path.read_bytes()
    found = look_around(tmp_path).tables
    assert found == [path / "items", path / "my log_2"]
    assert all(tables.is_table(one) for one in found)
    assert tables.read(found[0]).frame.equals(ITEMS)
    assert tables.read(found[1]).frame.equals(LOG)
    assert tables.head(found[1], 2).frame.equals(LOG.head(2))
    assert path.read_bytes() == before
    assert sorted(tmp_path.iterdir()) == [path]
    with pytest.raises(UserError, match="2 tables") as caught:
        tables.read(path)
    assert "shop.db/items" in str(caught.value.remedy)
    with pytest.raises(UserError, match="no table 'other'"):
        tables.read(path / "other")


def test_a_database_opens_as_a_catalog(tmp_path: Path) -> None:
    database(tmp_path / "shop.sqlite", items=ITEMS, interactions=LOG.rename({"id": "item"}))
    catalog = open_catalog(tmp_path)
    assert catalog.items["item"].to_list() == ["007", "8", "9"]
    assert catalog.interactions.height == 3


@settings(
    max_examples=40, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(
    values=st.lists(
        st.one_of(
            st.none(), st.integers(-(2**63), 2**63 - 1), st.floats(allow_nan=False),
            st.text(st.characters(codec="utf-8", exclude_characters="\0")),
        ),
        min_size=1, max_size=9,
    )
)  # fmt: skip
def test_no_value_of_a_column_gets_lost(
    tmp_path_factory: pytest.TempPathFactory, values: list[object]
) -> None:
    path = tmp_path_factory.mktemp("mixed") / "t.db"
    with closing(sqlite3.connect(path)) as made:
        made.execute("CREATE TABLE t (a)")
        made.executemany("INSERT INTO t VALUES (?)", [(value,) for value in values])
        made.commit()
    column = tables.read(path).frame["a"].to_list()
    for value, found in zip(values, column, strict=True):
        if value is None:
            assert found is None
        elif isinstance(found, str):
            assert found == str(value)
        else:
            assert found == value


@pytest.mark.parametrize("cut", [20, 100, 2_000, 5_000])
def test_a_damaged_database_gives_a_sentence(tmp_path: Path, cut: int) -> None:
    big = pl.DataFrame({"a": [f"value {row}" for row in range(2000)]})
    path = database(tmp_path / "t.db", t=big)
    data = bytearray(path.read_bytes()[: cut * 4])
    data[cut : cut + 50] = b"\xff" * 50
    path.write_bytes(data)
    with contextlib.suppress(UserError):
        assert tables.read(path).frame.height <= 2000


def _rows(frame: pl.DataFrame) -> list[Sequence[object]]:
    return [frame.columns, *frame.rows()]


def test_sheets_of_a_workbook_are_tables(tmp_path: Path) -> None:
    pytest.importorskip("fastexcel", reason="the extra for workbooks is not installed")
    path = tmp_path / "shop.xlsx"
    path.write_bytes(workbook(items=_rows(ITEMS), log=_rows(LOG)))
    assert look_around(tmp_path).tables == [path / "items", path / "log"]
    read = tables.read(path / "items").frame
    assert read["id"].to_list() == ["007", "8", "9"]
    assert read["title"].to_list() == ["Öl", "b, c", None]
    assert tables.head(path / "log", 1).frame["user"].to_list() == ["u"]


def test_without_the_library_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "shop.xlsx"
    path.write_bytes(workbook(items=_rows(ITEMS)))
    monkeypatch.setitem(sys.modules, "fastexcel", None)
    assert look_around(tmp_path).tables == [path]
    with pytest.raises(UserError, match=r"triptych\[excel\]"):
        tables.read(path)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 no archive", b"\xd0\xcf\x11\xe0", b"a,b\n1,2"])
def test_what_is_no_workbook_gives_a_sentence(tmp_path: Path, data: bytes) -> None:
    pytest.importorskip("fastexcel", reason="the extra for workbooks is not installed")
    path = tmp_path / "t.xlsx"
    path.write_bytes(data)
    with pytest.raises(UserError, match=r"t\.xlsx"):
        tables.read(path)


@pytest.mark.parametrize("kind", ["csv", "csv.gz", "parquet", "json", "headless.csv"])
@pytest.mark.parametrize("folder", ["items.parquet", "items.csv", "items"])
def test_a_folder_in_parts_is_one_table(tmp_path: Path, kind: str, folder: str) -> None:
    import gzip

    place = tmp_path / folder
    place.mkdir()
    frame = pl.DataFrame({"id": list(range(100, 130)), "title": [f"t {n}" for n in range(30)]})
    for number in range(3):
        part = frame[number * 10 : number * 10 + 10]
        path = place / f"part-0000{number}-c0ffee.{kind.removeprefix('headless.')}"
        if kind == "parquet":
            part.write_parquet(path)
        elif kind == "json":
            part.write_ndjson(path)
        else:
            data = part.write_csv(include_header="headless" not in kind).encode()
            path.write_bytes(gzip.compress(data) if kind.endswith("gz") else data)
    (place / "part-00003-c0ffee.csv").touch() if kind == "csv" else None
    (place / "_SUCCESS").touch()
    (place / f".part-00000.{kind}.crc").touch()
    assert look_around(tmp_path).tables == [place]
    table = tables.read(place)
    assert table.frame.cast(pl.String).rows() == frame.cast(pl.String).rows()
    assert table.form.header is ("headless" not in kind)
    assert tables.head(place, 12).frame.cast(pl.String).rows() == frame.cast(pl.String)[:12].rows()


def test_a_folder_of_pictures_is_no_table(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    for number in range(3):
        (tmp_path / "photos" / f"{number:05}.png").touch()
    assert look_around(tmp_path).tables == []


def test_binary_ids_are_text(tmp_path: Path) -> None:
    pl.DataFrame({"item": [b"a1", b"\xc3\xbc"], "title": ["A", "B"]}).write_parquet(
        tmp_path / "items.parquet"
    )
    pl.DataFrame(
        {"user": [b"\xff\x00\x01", b"\xfe\x00\x01"], "item": [b"a1", b"a1"]}
    ).write_parquet(tmp_path / "interactions.parquet")
    catalog = open_catalog(tmp_path)
    assert catalog.items["item"].to_list() == ["a1", "ü"]
    assert catalog.users["user"].to_list() == ["ff0001", "fe0001"]


def test_long_binary_values_give_no_traceback(tmp_path: Path) -> None:
    frame = pl.DataFrame({"item": [bytes(range(100)), b"\xff" * 99], "title": ["A", "A"]})
    frame.write_parquet(tmp_path / "items.parquet")
    catalog = open_catalog(tmp_path)
    assert catalog.items["item"].to_list() == ["0", "1"]  # nothing names them
    assert any("its rows are counted" in note for note in catalog.notes)
    frame = frame.with_columns(pl.Series("item", ["1", "2"]), pl.Series("blob", frame["item"]))
    frame.write_parquet(tmp_path / "items.parquet")
    catalog = open_catalog(tmp_path)
    assert catalog.items["item"].to_list() == ["1", "2"]
    assert any("'blob'" in note for note in catalog.notes)


def test_what_unfolds_to_billions_is_told_before_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "bomb.parquet"
    pl.DataFrame({"a": pl.zeros(2_000_000, eager=True), "b": pl.zeros(2_000_000, eager=True)}
    ).write_parquet(path, row_group_size=100_000)  # fmt: skip
    assert path.stat().st_size < 1 << 18
    monkeypatch.setattr(packed, "memory_limit", lambda: 16 << 20)
    monkeypatch.setattr(pl, "read_parquet", lambda *_, **__: pytest.fail("it was read"))
    with pytest.raises(UserError, match="2,000,000 rows"):
        tables.read(path)
