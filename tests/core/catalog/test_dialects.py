"""A table written in any dialect people have is read back as it was written.

What a table is written in is drawn beside its content: the expected rows never come from reading.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.catalog.quarantine import lost, plain
from core.catalog.text import tables
from core.catalog.text.evidence import judge
from core.catalog.text.header import ANY, Dialect
from core.catalog.text.table import Table
from core.text import Text

some = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))

WORDS = st.sampled_from(
    [
        "Alien",
        "Brazil",
        "Casablanca",
        "Dune",
        "Ежик",
        "Fargo",
        "Gandhi",
        "Heat",
        "Ikiru",
        "乱",
        "Élisa",
        "Ñandú",
        "Öl",
        "Persona",
    ]
)
TITLES = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)


@dataclass(frozen=True)
class Way:
    """How a table is written."""

    separator: str
    header: bool
    end: str
    suffix: str
    before: str = ""
    quote: str = ""
    trailing: bool = False


@st.composite
def rows_of(draw: st.DrawFn) -> list[tuple[str, str, str, str]]:
    count = draw(st.integers(3, 25))
    times = draw(st.lists(st.integers(10**9, 2 * 10**9), min_size=count, max_size=count))
    titles = draw(st.lists(TITLES, min_size=count, max_size=count))
    return [
        (f"u{row * 7 % 5}", str(100 + row), title, str(time))
        for row, (title, time) in enumerate(zip(titles, times, strict=True))
    ]


ways = st.builds(
    Way,
    separator=st.sampled_from([",", ";", "\t", "|", "::", "^", "~", "\x01"]),
    header=st.booleans(),
    end=st.sampled_from(["\n", "\r\n"]),
    suffix=st.sampled_from([".csv", ".txt", ".dat", ".tsv"]),
    before=st.sampled_from(["", "# made by a tool\n", "\n\n", "% bip weighted\n% 3 4 5\n"]),
    quote=st.sampled_from(["", '"']),
    trailing=st.booleans(),
)
NAMES = ("user_id", "item_id", "title", "timestamp")


def write(folder: Path, way: Way, rows: list[tuple[str, ...]]) -> Path:
    quote = way.quote if len(way.separator) == 1 else ""
    lines = [
        way.separator.join(f"{quote}{field}{quote}" for field in row)
        + (way.separator if way.trailing else "")
        for row in ([NAMES, *rows] if way.header else rows)
    ]
    path = folder / f"log{way.suffix}"
    text = way.before + "\n".join(lines) + "\n"
    path.write_text(text.replace("\n", way.end), encoding="utf-8", newline="")
    return path


@some
@given(way=ways, rows=rows_of())
def test_what_was_written_is_read(way: Way, rows: list[tuple[str, ...]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        path = write(Path(name), way, rows)
        table = tables.read(path)
        head = tables.head(path, 2)
    assert table.frame.rows() == rows
    assert table.form.separator == way.separator
    assert table.form.header is way.header
    expected = NAMES if way.header else ("column 1", "column 2", "column 3", "column 4")
    assert tuple(table.frame.columns) == expected
    assert head.frame.columns == table.frame.columns
    assert head.frame.rows() == rows[:2]
    if not way.header:
        assert any("names no columns" in note for note in table.notes)


@some
@given(rows=rows_of(), before=st.sampled_from(["sep=;\n", '"sep=;"\n', "SEP=;\n"]))
def test_excel_says_its_separator(rows: list[tuple[str, ...]], before: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        path = write(Path(name), Way(";", True, "\r\n", ".csv", before), rows)
        assert tables.read(path).frame.rows() == rows


def read(text: str, name: str = "t.csv", dialect: Dialect = ANY) -> Table:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_text(text, encoding="utf-8", newline="")
        return tables.read(path, dialect)


def test_a_comment_may_name_the_columns() -> None:
    table = read("# an export\n# who\twhat\thow\n1\t2\t3\n4\t5\t6\n", "t.dat")
    assert table.frame.columns == ["who", "what", "how"]
    assert table.frame.rows() == [("1", "2", "3"), ("4", "5", "6")]
    assert table.line_of([0, 1]).tolist() == [3, 4]  # type: ignore[arg-type]


def test_comments_among_rows_are_told_and_no_rows() -> None:
    table = read("# one\nuser,item\nu1,i1\n# u9,i9\nu2,i2\n")
    assert table.frame.rows() == [("u1", "i1"), ("u2", "i2")]
    assert any("1 lines" in note and "comments" in note for note in table.notes)
    assert table.line_of([0, 1]).tolist() == [3, 5]  # type: ignore[arg-type]


def test_blanks_in_any_number_separate_numbers() -> None:
    table = read("  1   20 3.5\n  2   30 4.0\n 10    4 1.0\n", "ratings.txt")
    assert table.frame.rows() == [("1", "20", "3.5"), ("2", "30", "4.0"), ("10", "4", "1.0")]
    titles = read("7,Ocean 11\n8,Apollo 13\n9,District 9\n", "t.csv")
    assert titles.frame.rows() == [("7", "Ocean 11"), ("8", "Apollo 13"), ("9", "District 9")]
    words = read("a song of ice\nthe two towers\n", "titles.txt")
    assert words.frame.width == 1


def test_decimal_commas_separate_nothing() -> None:
    table = read("who;what;stars\nann;1;4,5\nbob;2;3,0\ncid;3;0,5\n")
    assert table.frame.rows() == [("ann", "1", "4,5"), ("bob", "2", "3,0"), ("cid", "3", "0,5")]


def test_commas_in_titles_separate_nothing() -> None:
    table = read("id\ttitle\n1\tMe, Myself and I\n2\tGirl, Interrupted\n", "t.txt")
    assert table.frame.rows() == [("1", "Me, Myself and I"), ("2", "Girl, Interrupted")]


def test_a_wrong_suffix_is_overruled() -> None:
    assert read("user,item\n1,2\n3,4\n", "t.tsv").frame.rows() == [("1", "2"), ("3", "4")]


def test_short_rows_are_kept_and_told_and_halves_are_not() -> None:
    table = read("id,title,text\n1,One\n2,Two,b\n3,Three\nand more,c\n4,Four,d\n5,Five,e\n")
    assert table.frame.rows()[0] == ("1", "One", None)
    assert [row[0] for row in table.frame.rows()] == ["1", "2", "3", "4", "5"]
    told = plain(table.quarantine)
    assert told["line"].to_list() == [2, 4, 5]
    assert lost(table.quarantine)["line"].to_list() == [5]


def test_rows_with_more_fields_are_rows_if_those_are_empty() -> None:
    table = read("a,b\n1,2,,\n3,4, \n5,6,7\n8,9\n")
    assert table.frame.rows() == [("1", "2"), ("3", "4"), ("8", "9")]
    assert table.quarantine["line"].to_list() == [4]


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        (r'7,"a \"quoted\", word",z', ("7", 'a "quoted", word', "z")),
        (r'7,"\"x\" ends \\",z', ("7", '"x" ends \\', "z")),
        ('7, "blank, before" ,z', ("7", "blank, before", "z")),
        ('7,"5"" disc",z', ("7", '5" disc', "z")),
        ('7,5" disc,z', ("7", '5" disc', "z")),
    ],
)
def test_quotes_as_programs_write_them(line: str, fields: tuple[str, ...]) -> None:
    table = read(f"id,title,text\n1,One,a\n{line}\n2,Two,b\n")
    assert table.frame.rows()[1] == fields
    assert len(table.quarantine) == 0


def test_apostrophes_may_quote() -> None:
    table = read("id,title\n'1','Tom, Dick'\n'2','Harry'\n")
    assert table.frame.rows() == [("1", "Tom, Dick"), ("2", "Harry")]


def test_r_names_no_column_for_row_names() -> None:
    table = read('"user","item"\n"1","ann","x"\n"2","bob","y"\n"3","cid","z"\n')
    assert table.frame["user"].to_list() == ["ann", "bob", "cid"]
    assert table.frame["item"].to_list() == ["x", "y", "z"]


@pytest.mark.parametrize(
    ("text", "header"),
    [
        ("user,item\nann,Dune\nbob,Heat\n", True),
        ("ann,Dune\nann,Heat\nbob,Dune\n", False),
        ("u1,i1\nu2,i2\nu1,i3\n", False),
        ("kunde,ware\nu1,i1\nu2,i2\n", True),
        ("a,2019,2020\nx,1999,2001\ny,2025,2031\n", False),
        ("name,2019,2020\nx,1,2\ny,3,4\n", True),
        ("2021-03-04,10,3\n2021-03-05,11,4\n", False),
        ("7\t8\t5\t978300003\n", False),
        ("user\titem\n", True),
        ("顾客,商品,时间\n张三,12,2020-01-01\n李四,13,2020-01-02\n", True),
        ("http://x/a.png,cat\nhttp://x/b.png,dog\n", False),
    ],
)
def test_a_header_is_what_differs_from_the_rows(text: str, header: bool) -> None:
    assert read(text, "t.txt").form.header is header
    assert read(text, "t.txt", Dialect(header=not header)).form.header is not header


def test_words_for_columns_and_numbers_below_leave_no_doubt() -> None:
    assert judge(["user", "rating"], [["ann", "3"]]).sure
    assert not judge(["abc", "def"], [["ghi", "jkl"]]).sure


def test_netflix_groups_become_a_column() -> None:
    text = "17:\n100,3,2005-09-06\n101,5,2005-05-13\n\n18:\r\n100,4,2005-10-19\n9,9\n"
    table = read(text, "c.txt")
    for other in ("games:\n1,A\n2,B\n", "1:\na,b:\n", "1:\nx,y", "1:\n:,\n2:\n"):
        assert read(other, "c.txt").frame.height <= 2
    assert table.frame.rows() == [
        ("17", "100", "3", "2005-09-06"),
        ("17", "101", "5", "2005-05-13"),
        ("18", "100", "4", "2005-10-19"),
    ]
    assert table.line_of([2]).tolist() == [6]  # type: ignore[arg-type]
    assert table.quarantine["line"].to_list() == [7]


def test_zero_bytes_cost_nothing() -> None:
    table = read("user,item\nu1,a\0b\nu2,c\0\0\n")
    assert table.frame["user"].to_list() == ["u1", "u2"]
    assert [str(field).strip() for field in table.frame["item"]] == ["a b", "c"]
    assert any(isinstance(note, Text) and "zero bytes" in note for note in table.notes)


@some
@given(way=ways, rows=rows_of(), data=st.data())
def test_every_line_is_a_row_or_in_quarantine(
    way: Way, rows: list[tuple[str, ...]], data: st.DataObject
) -> None:
    broken: list[tuple[str, ...]] = list(rows[:3])  # the first ones say how it is written
    for row in rows[3:]:
        change = data.draw(st.sampled_from(["", "", "less", "one", "more", "junk", "empty"]))
        fields = {
            "less": row[:-1], "one": row[:1], "more": (*row, "x"), "empty": ("", *row[1:]),
            "junk": (row[0], "?", "", "never"),
        }.get(change, row)  # fmt: skip
        broken.append(fields)
    with tempfile.TemporaryDirectory() as name:
        table = tables.read(write(Path(name), way, broken))
    gone = lost(table.quarantine)
    assert len(table.frame) + len(gone) == len(broken)
    first = 1 + way.before.count("\n") + way.header
    numbers = [*table.line_of(np.arange(len(table.frame))), *gone["line"]]
    assert sorted(numbers) == list(range(first, first + len(broken)))


@pytest.mark.parametrize("above", ["", "# made by hand", "sep=,"])
@pytest.mark.parametrize("first", ["\n", "\r\n"])
@pytest.mark.parametrize("others", ["\n", "\r\n"])
def test_lines_above_the_header_may_end_otherwise(above, first, others, tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    lines = ["user,item", "u1,i1", "u2,i2", ""]
    path.write_bytes((above + first + others.join(lines)).encode())
    table = tables.read(path)
    assert table.frame.rows() == [("u1", "i1"), ("u2", "i2")]
    assert table.line_of(np.array([0, 1])).tolist() == [3, 4]
