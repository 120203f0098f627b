"""Delimited text against Python's csv module, and the cases that make readers lose rows."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.catalog.rows.indexing import Numberer
from core.catalog.text import delimited, structure, textfile
from core.catalog.text.header import ColumnTypes, Dialect
from core.catalog.text.table import Table
from core.catalog.text.textfile import TextFile
from core.errors import UserError
from core.text import Text

NAMES = ["a", "b", "c"]


def read(data: bytes | str, **kwargs: object) -> Table:
    raw = data.encode() if isinstance(data, str) else data
    text = TextFile(Path("t.csv"), np.frombuffer(raw, np.uint8), mapped=False)
    return delimited.read(text, Dialect(**kwargs))  # type: ignore[arg-type]


fields = st.text(st.characters(exclude_characters="\x00\r", exclude_categories=["Cs"]), max_size=8)


@given(rows=st.lists(st.tuples(fields, fields, fields), max_size=20), every=st.booleans())
def test_agrees_with_the_csv_module(rows: list[tuple[str, str, str]], every: bool) -> None:
    buffer = io.StringIO(newline="")
    writer = (
        csv.writer(buffer, csv.unix_dialect) if every else csv.writer(buffer, lineterminator="\n")
    )
    writer.writerow(NAMES)
    starts = []
    for row in rows:
        starts.append(buffer.getvalue().count("\n") + 1)
        writer.writerow(row)
    table = read(buffer.getvalue(), separator=",")
    assert len(table.quarantine) == 0
    found = [tuple(cell or "" for cell in row) for row in table.frame.rows()]
    assert found == rows
    assert table.line_of(np.arange(len(rows))).tolist() == starts


@pytest.mark.parametrize(
    ("text", "rows", "bad_lines"),
    [
        ("a,b,c\n1,2,3\n4,5\n6,7,8\n", [tuple("123"), ("4", "5", None), tuple("678")], [3]),
        ("a,b,c\n1,2,3,4\n5,6,7\n", [("5", "6", "7")], [2]),
        ("a,b,c\n1,2\n3,4,5,6\n7,8,9\n", [("1", "2", None), ("7", "8", "9")], [2, 3]),
        ('a,b,c\n1,"2,3\n4,5,6\n', [("4", "5", "6")], [2]),
        ('a,b,c\n1,5" pipe,3\n4,6" pipe,6\n', [("1", '5" pipe', "3"), ("4", '6" pipe', "6")], []),
        ("a,b,c\r\n1,2,3\n4,5,6\r7,8,9\r\n", [tuple("123"), tuple("456"), tuple("789")], []),
        ("a,b,c\r1,2,3\r4,5,6\r", [tuple("123"), tuple("456")], []),
        ("a,b,c\n\n1,2,3\n\n\n4,5,6\n\n\n", [tuple("123"), tuple("456")], []),
        ("\n\na,b,c\n1,2,3", [tuple("123")], []),
        ("a;b;c\n1;2;3\n", [tuple("123")], []),
        ("a\tb\tc\n1\t2\t3\n", [tuple("123")], []),
        ("a,b,c\n,,\n1,2,3\n", [(None, None, None), tuple("123")], []),
        ("a,b,c\n", [], []),
    ],
)
def test_hard_cases(text: str, rows: list[tuple[str, ...]], bad_lines: list[int]) -> None:
    table = read(text)
    assert table.frame.columns == NAMES
    assert table.frame.rows() == rows
    assert table.quarantine["line"].to_list() == bad_lines


def test_lines_after_blank_ones() -> None:
    table = read("a,b,c\n\n1,2,3\n\n4,5,6\n")
    assert table.line_of(np.array([0, 1])).tolist() == [3, 5]


def test_duplicate_headers_are_told_apart() -> None:
    table = read("a,b,a\n1,2,3\n")
    assert table.frame.columns == ["a", "b", "a (2)"]
    assert "'a' twice" in table.notes[0]


def test_numbers_where_all_values_are() -> None:
    types = ColumnTypes({"b": pl.Int64()})
    good = read("a,b\nx,1\ny,\n", types=lambda _: types)
    assert good.frame["b"].to_list() == [1, None]
    bad = read("a,b\nx,1\ny,two\n", types=lambda _: types)
    assert bad.frame["b"].to_list() == ["1", "two"]


def written(table: Table) -> pl.DataFrame:
    """The rows as the file has them."""
    return table.frame.with_columns(
        ids.gather(table.frame[name]).alias(name) for name, ids in table.ids.items()
    )


plain_ids = st.integers(0, 9999).map(str)
odd_ids = st.sampled_from(["7", "007", "0", "00", "-7", "-0", "+7", " 7", "7 ", "7.0", "x"])


@given(
    rows=st.lists(st.tuples(plain_ids, plain_ids), min_size=1, max_size=30),
    odd=st.lists(st.tuples(odd_ids, plain_ids, st.integers(0, 29)), max_size=3),
    chunk=st.integers(1, 40),
    piece=st.integers(1, 99),
)
def test_identifiers_keep_what_tells_them_apart(
    rows: list[tuple[str, str]], odd: list[tuple[str, str, int]], chunk: int, piece: int
) -> None:
    for left, right, place in odd:
        rows.insert(place, (left, right))
    text = "a,b\n" + "".join(f"{left},{right}\n" for left, right in rows)
    types = ColumnTypes(identifiers={"a": Numberer, "b": Numberer})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(structure, "_CHUNK", chunk)
        patch.setattr(structure, "_PIECE", piece)
        table = read(text, types=lambda _: types)
    assert written(table).rows() == rows
    for name in ("a", "b"):
        assert table.ids[name].is_unique().all()
    entry = table.entries(np.array([len(rows) - 1]), Text("x"), Text("y"))
    assert entry["row"].to_list() == [",".join(rows[-1])]


def test_quotes_that_do_not_quote() -> None:
    table = read('1\t"x\n2\ty"\n', separator="\t", names=("a", "b"), quoted=False)
    assert table.frame.rows() == [("1", '"x'), ("2", 'y"')]


@given(
    rows=st.lists(st.tuples(fields, fields), min_size=1, max_size=12),
    chunk=st.integers(1, 9),
)
def test_structure_does_not_depend_on_chunks(rows: list[tuple[str, str]], chunk: int) -> None:
    """The structural pass works chunk by chunk: any size must find what one piece finds."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows(rows)
    data = np.frombuffer(buffer.getvalue().encode(), np.uint8)
    whole = structure.scan(data, ",")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(structure, "_CHUNK", chunk)
        assert structure.scan(data, ",") == whole
        finder = structure.LineFinder(data, 0, quotes=True)
        in_pieces = finder(np.arange(whole.records))
    finder = structure.LineFinder(data, 0, quotes=True)
    assert in_pieces.tolist() == finder(np.arange(whole.records)).tolist()


HARM = [b",", b"\n", b"\r", b'"', b"\0", b"\xe9", b"\xff", b"\t", b",,", b" "]
plain_fields = st.one_of(
    st.sampled_from(["1", "22", "7.5", "", " ", "u1", "é", "07", "x y"]),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=3),
)


@given(
    rows=st.lists(st.tuples(plain_fields, plain_fields, st.integers(0, 99)), max_size=20),
    harm=st.lists(
        st.tuples(
            st.integers(0, 999),
            st.sampled_from(
                [b",", b"\n", b"\r", b'"', b"\0", b"\xe9", b"\xff", b"\t", b",,", b"1"]
            ),
        ),
        max_size=3,
    ),
    chunk=st.integers(1, 40),
    piece=st.integers(1, 99),
)
@settings(max_examples=300)
def test_a_large_file_is_read_as_a_small_one(
    rows: list[tuple[str, str, int]],
    harm: list[tuple[int, bytes]],
    chunk: int,
    piece: int,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """The quick way finds what the careful way finds, or nothing."""
    data = b"a,b,c\n" + b"".join(f"{a},{b},{c}\n".encode() for a, b, c in rows)
    for place, byte in harm:
        place = min(len(data), place + 6)
        data = data[:place] + byte + data[place:]
    path = tmp_path_factory.mktemp("large") / "t.csv"
    path.write_bytes(data)
    types = ColumnTypes({"c": pl.Int64()}, {"a": Numberer, "b": Numberer})

    def outcome(large: int, chunk: int, piece: int) -> object:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(textfile, "LARGE", large)
            patch.setattr(structure, "_CHUNK", chunk)
            patch.setattr(structure, "_PIECE", piece)
            try:
                table = delimited.read_file(path, Dialect(types=lambda _: types))
            except UserError as error:
                return str(error)
        lines = table.line_of(np.arange(table.frame.height)).tolist()
        return written(table).to_dict(as_series=False), lines, table.quarantine.rows(), table.notes

    assert outcome(1, chunk, piece) == outcome(1 << 24, 1 << 18, 1 << 22)


@pytest.mark.parametrize(
    ("late", "value"),
    [("3000000000", 3e9), ("-7", -7.0), ("2.5", 2.5), ("", None), ("none", "none")],
)
def test_numbers_that_begin_small_and_whole(late: str, value: object) -> None:
    """What holds for the first rows is tried first, and must cost no later value."""
    text = "a,b\n" + "x,1\n" * 5000 + f"x,{late}\n"
    kinds = ColumnTypes({"b": pl.Float32()})
    found = read(text, types=lambda _: kinds).frame["b"]
    assert found[5000] == value
    assert float(found[0]) == 1.0


def test_a_plain_file_is_read_the_quick_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(textfile, "LARGE", 1)
    monkeypatch.setattr(delimited, "read", None)  # the careful way would raise
    path = tmp_path / "t.csv"
    path.write_bytes("a,b,c\nü,1,\n,x y,3".encode())
    table = delimited.read_file(path)
    assert table.frame.rows() == [("ü", "1", None), (None, "x y", "3")]
    assert table.line_of(np.array([0, 1])).tolist() == [2, 3]


def test_a_header_is_needed() -> None:
    with pytest.raises(UserError, match="blank lines only"):
        read("\n\n")
    with pytest.raises(UserError, match="names no columns"):
        read(",,\n1,2,3\n")
