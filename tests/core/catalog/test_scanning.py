"""The compiled scanner: what it reads is what the general readers read, or it reads nothing."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.catalog import scanning
from core.catalog.compiled import library, numbering
from core.catalog.compiled import scan as scan_module
from core.catalog.compiled.library import Library
from core.catalog.compiled.numbering import NotPlainError
from core.catalog.compiled.scan import scan
from core.catalog.compiled.signatures import IDENTIFIER
from core.catalog.opening.opener import open_catalog
from core.catalog.rows import indexing, ordering
from core.catalog.schema import Catalog
from core.catalog.text import textfile
from core.catalog.text.table import Table
from core.errors import UserError


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Library:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRIPTYCH_HOME", str(tmp_path_factory.mktemp("compiled")))
        library.compile_here()
        found = library.load()
    assert found is not None
    return found


@pytest.fixture(scope="module", autouse=True)
def small_files(compiled: Library) -> Iterator[None]:
    """Small files and blocks are treated as large ones are."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(textfile, "LARGE", 1)
        patch.setattr(scanning, "SMALLEST", 1)
        patch.setattr(scan_module, "_BLOCK", 256)
        patch.setattr(ordering, "_MANY", 1)
        patch.setattr(indexing, "_MANY", 1)
        patch.setattr(library, "prepare", lambda: None)
        yield


def opened(folder: Path) -> Catalog | str:
    try:
        return open_catalog(folder)
    except UserError as error:
        return str(error)


def both_ways(
    compiled: Library, files: dict[str, bytes]
) -> tuple[Catalog | str, Catalog | str, bool]:
    """What is read by the scanner where it can, what without it, and whether it could."""
    scanned: list[Table | None] = []

    def noted(*arguments: object) -> Table | None:
        scanned.append(read(*arguments))  # type: ignore[arg-type]
        return scanned[-1]

    read = scanning.read
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        for file, data in files.items():
            (Path(name) / file).write_bytes(data)
        patch.setattr(library, "load", lambda: compiled)
        patch.setattr(scanning, "read", noted)
        fast = opened(Path(name))
        patch.setattr(library, "load", lambda: None)
        slow = opened(Path(name))
    return fast, slow, any(table is not None for table in scanned)


def assert_same(fast: Catalog | str, slow: Catalog | str) -> None:
    if isinstance(fast, str) or isinstance(slow, str):
        assert fast == slow
        return
    for name in ("items", "users", "interactions", "quarantine"):
        left, right = getattr(fast, name), getattr(slow, name)
        assert left.schema == right.schema
        assert left.rows() == right.rows(), name
    assert fast.notes == slow.notes


ITEMS = b"item,title\na,x\nb,y\n12,z\n7,w\n" + b"long" * 9 + b",v\n"
ids = st.sampled_from(["a", "b", "12", "7", "u1", "u2", "user-000000017", "long" * 9, "A" * 12])
odd_ids = st.one_of(
    ids,
    st.sampled_from(
        [
            "",
            " a",
            "a ",
            "007",
            "+7",
            "-7",
            '"a"',
            'a"b',
            "é",
            "a\0b",
            "9" * 20,
            "x" * 61,
            "x" * 300,
        ]
    ),
)
times = st.sampled_from(["1600000000", "1600000001", "1500000000", "1600000000000", "1700000007"])
odd_times = st.one_of(
    times, st.sampled_from(["", "0", "007", "x", "1.6e9", "1600000000.5", "2020-01-01", "9" * 19])
)
ratings = st.sampled_from(["1", "5", "3.5", "0.1", "4.0", "1234567", "16777.2", "0.30001"])
odd_ratings = st.one_of(
    ratings, st.sampled_from(["", ".5", "5.", "nan", "-1", "1e3", "3.14159265"])
)
events = st.sampled_from(["click", "Purchase", "add-to-cart", "zzz"])
ends = st.sampled_from(["\n", "\n", "\n", "\r\n", "\n\n", ""])


@st.composite
def logs(draw: st.DrawFn) -> bytes:
    """Mostly plain logs of mostly known items, some with one odd thing or a few."""
    odd = draw(st.sampled_from([0, 0, 1, 2]))
    columns = [("user", ids, odd_ids), ("item", ids, odd_ids)]
    for more in (
        ("timestamp", times, odd_times),
        ("rating", ratings, odd_ratings),
        ("event", events, odd_ids),
        ("weather", ids, odd_ids),
    ):
        if draw(st.booleans()):
            columns.append(more)
    columns = draw(st.permutations(columns))
    n = draw(st.integers(1, 40))
    rows = [[draw(plain) for _, plain, _ in columns] for _ in range(n)]
    names = [name for name, _, _ in columns]
    if "timestamp" in names and draw(st.booleans()):
        at = names.index("timestamp")
        for row, time in zip(rows, sorted(row[at] for row in rows), strict=True):
            row[at] = time
    for _ in range(odd):
        row, at = draw(st.integers(0, n - 1)), draw(st.integers(0, len(columns) - 1))
        rows[row][at : at + 1] = draw(st.sampled_from([1, 1, 1, 0, 2])) * [draw(columns[at][2])]
    lines = [",".join(row) for row in (names, *rows)]
    end = draw(ends) if odd == 2 else "\n"
    mark = draw(st.sampled_from(["", "", "\ufeff"])) if odd else ""
    joined = mark + (end or "\n").join(lines) + draw(st.sampled_from(["", "\n", end]))
    return joined.encode()


@settings(max_examples=300)
@given(logs())
def test_the_scanner_reads_what_the_general_readers_read_or_nothing(
    compiled: Library, log: bytes
) -> None:
    assert_same(*both_ways(compiled, {"items.csv": ITEMS, "interactions.csv": log})[:2])


@settings(max_examples=100)
@given(
    st.lists(st.tuples(ids, ids, times, ratings), min_size=1, max_size=60),
    st.booleans(),
    st.sampled_from(",\t;|"),
)
def test_plain_logs_are_scanned(
    compiled: Library, rows: list[tuple[str, ...]], ended: bool, separator: str
) -> None:
    lines = [("user", "item", "timestamp", "rating"), *rows]
    log = "\n".join(separator.join(line) for line in lines) + ("\n" if ended else "")
    name = "interactions.tsv" if separator == "\t" else "interactions.csv"
    fast, slow, scanned = both_ways(compiled, {"items.csv": ITEMS, name: log.encode()})
    assert scanned
    assert_same(fast, slow)


def test_unknown_items_are_told_with_their_whole_row(compiled: Library) -> None:
    log = b"weather,item,user,timestamp\nsun,a,u1,1600000000\nrain,nil,u2,1600000001\n"
    fast, slow, scanned = both_ways(compiled, {"items.csv": ITEMS, "interactions.csv": log})
    assert scanned
    assert_same(fast, slow)
    assert isinstance(fast, Catalog)
    assert fast.quarantine["row"].to_list() == ["rain,nil,u2,1600000001"]
    assert fast.quarantine["line"].to_list() == [3]
    assert fast.users["user"].to_list() == ["u1"]


def test_one_column_may_tell_two_things(compiled: Library) -> None:
    log = b"item,when\na,1600000000\nb,1600000001\na,1600000000\n"
    mapping = b'{"interactions.user": "when", "interactions.timestamp": "when"}'
    files = {"items.csv": ITEMS, "interactions.csv": log, "triptych.json": mapping}
    fast, slow, scanned = both_ways(compiled, files)
    assert scanned
    assert_same(fast, slow)
    assert isinstance(fast, Catalog)
    assert fast.users["user"].to_list() == ["1600000000", "1600000001"]


#: Ways to write a number, most of them with a numeral that can be a place in a table.
numerals = st.sampled_from(
    [
        "{}",
        "U{:09}",
        "{:08}",
        "item{:010}",
        "x{:08}",
        "{:010}",
        "A{:06}",
        "u{:016}",
        "{:x}",
        "9{:09}",
    ]
)


@given(st.lists(st.text("ab0\x7e!", min_size=1, max_size=60), min_size=1, max_size=200))
def test_identifiers_are_numbered_by_their_bytes(compiled: Library, names: list[str]) -> None:
    # The same bytes in other lengths are other identifiers.
    assert_numbered(
        compiled, names + [name[:cut] for name in names[:20] for cut in range(1, len(name))]
    )


@given(
    st.lists(
        st.one_of(st.integers(0, 99), st.integers(0, 1 << 25), st.integers(0, 10**8 - 1)),
        min_size=1,
        max_size=200,
    ),
    numerals,
    st.lists(st.tuples(st.integers(0, 200), st.integers(0, 99), numerals), max_size=2),
)
def test_numerals_are_numbered_by_their_value_until_one_is_otherwise(
    compiled: Library, values: list[int], written: str, others: list[tuple[int, int, str]]
) -> None:
    names = [written.format(value) for value in values]
    for place, value, otherwise in others:
        names.insert(place, otherwise.format(value))
    assert_numbered(compiled, names)


def assert_numbered(compiled: Library, names: list[str]) -> None:
    expected: dict[str, int] = {}
    codes = [expected.setdefault(name, len(expected)) for name in names]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "log"
        file.write_bytes("".join(f"{name},{name[::-1]}\n" for name in names).encode())
        found = scan(compiled, file, 0, ord(","), [IDENTIFIER, IDENTIFIER])
    assert found.codes[0].tolist() == codes
    assert found.ids[0].decode().splitlines() == list(expected)
    assert found.ids[1].decode().splitlines() == [name[::-1] for name in expected]


@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_identifiers_are_looked_up_by_their_bytes(compiled: Library, data: st.DataObject) -> None:
    text = st.one_of(
        st.integers(0, 300).map("B{:09}".format),
        st.integers(0, 300).map(str),
        st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=70),
    )
    names = data.draw(st.lists(text, unique=True, min_size=1, max_size=40))
    known = data.draw(st.lists(st.sampled_from(names), unique=True, min_size=1))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(numbering, "_PART", 7)
        found = numbering.lookup(compiled, pl.Series(names), pl.Series(known))
    place = {name: row for row, name in enumerate(known)}
    plain = all(len(name.encode()) <= 60 and not {"\n", "\0"} & set(name) for name in names)
    assert found is not None or not plain
    if found is not None:
        assert found.tolist() == [place.get(name, -1) for name in names]


def test_identifiers_too_long_for_a_slot_are_left_to_others(
    compiled: Library, tmp_path: Path
) -> None:
    file = tmp_path / "log"
    for length, plain in ((60, True), (61, False), (70_000, False)):
        file.write_bytes(b"a,b\n" + b"x" * length + b",y\n")
        if plain:
            assert scan(compiled, file, 0, ord(","), [IDENTIFIER, IDENTIFIER]).ids[0]
        else:
            with pytest.raises(NotPlainError):
                scan(compiled, file, 0, ord(","), [IDENTIFIER, IDENTIFIER])


@given(
    st.lists(
        st.tuples(st.integers(0, 5), st.one_of(st.none(), st.integers(0, 9)), st.integers(0, 9)),
        min_size=1,
        max_size=60,
    )
)
def test_counting_sort_of_all_kinds_of_columns(
    compiled: Library, rows: list[tuple[int, int | None, int]]
) -> None:
    table = pl.DataFrame(rows, orient="row", schema={"user": pl.Int32, "a": pl.Int8, "b": pl.Int64})
    table = table.with_columns(
        pl.col("b").cast(pl.Float32).alias("c"), pl.col("a").cast(pl.String).alias("d")
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(library, "load", lambda: compiled)
        found = ordering.arrange(table, 7, ordering.ByUser())
    assert found.select(table.columns).equals(table.sort("user", maintain_order=True))


def test_damaged_or_missing_code_is_done_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, compiled: Library
) -> None:
    assert library.load() is None
    file = library._file()
    for damaged in (b"", b"x" * 5000):
        file.write_bytes(damaged)
        assert library.load() is None
    monkeypatch.setenv("TRIPTYCH_HOME", str(tmp_path / "file" / "home"))
    (tmp_path / "file").write_text("no folder")
    assert library.load() is None


@pytest.mark.parametrize(
    "wrong",
    [
        lambda good: [good[0].astype(np.int64), *good[1:]],
        lambda good: [good[0][::2], *good[1:]],
        lambda good: [3, *good[1:]],
        lambda good: [good[0], good[0], *good[2:]],
    ],
)
def test_compiled_functions_take_no_other_arrays(
    compiled: Library, wrong: Callable[[list[object]], list[object]]
) -> None:
    good: list[object] = [np.zeros(4, np.int32), 4, np.zeros(1, np.int64)]
    with pytest.raises(TypeError):
        compiled.call("count", *wrong(good))  # type: ignore[arg-type]
    compiled.call("count", *good)  # type: ignore[arg-type]
    assert good[2].tolist() == [4]  # type: ignore[attr-defined]
