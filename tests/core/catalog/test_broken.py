"""Broken files: a sentence for the user or a row in quarantine, never a crash, nothing lost.

TRIPTYCH_EXAMPLES=1000 pytest tests/core/catalog/test_broken.py   runs that many variants a test.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.catalog.opening.open import open_catalog
from core.catalog.quarantine import lost
from core.catalog.schema import INTERACTION_COLUMNS, OPTIONAL_INTERACTION_COLUMNS, Catalog
from core.catalog.text import tables
from core.errors import UserError
from tests.core.catalog import layouts

EXAMPLES = int(os.environ.get("TRIPTYCH_EXAMPLES", "120"))
many = settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
some = settings(max_examples=max(10, EXAMPLES // 4), suppress_health_check=list(HealthCheck))

Mutation = Callable[[bytes, random.Random], bytes]


def _lines(change: Callable[[list[bytes], random.Random], None]) -> Mutation:
    def mutate(data: bytes, rng: random.Random) -> bytes:
        lines = data.split(b"\n")
        change(lines, rng)
        return b"\n".join(lines)

    return mutate


def _span(data: bytes, rng: random.Random) -> tuple[int, int]:
    start = rng.randrange(len(data) + 1)
    return start, min(len(data), start + rng.randrange(1, 40))


def _cut(data: bytes, rng: random.Random) -> bytes:
    start, end = _span(data, rng)
    return data[:start] + data[end:]


def _insert(data: bytes, rng: random.Random) -> bytes:
    start, _ = _span(data, rng)
    junk = rng.choice(
        [b'"', b'""', b",", b"\t", b"\n", b"\r", b"\r\n", b"\n\n", b"\0", b"\xff\xfe", b"\xe9",
         b"::", b"{", b"}", b"[", b"null", b"1e999", b"-5", b"NaN", b"../../etc/passwd", b"/x",
         b"99999999999999999999", b"\xef\xbb\xbf", b"\xf0\x9f\x8d\x8e", b"\\", b"'", b" ",
         bytes(rng.randrange(256) for _ in range(rng.randrange(1, 20)))]
    )  # fmt: skip
    return data[:start] + junk + data[start:]


def _recode(data: bytes, rng: random.Random) -> bytes:
    text = data.decode("utf-8", "replace")
    encoding = rng.choice(["utf-16", "utf-16-le", "utf-8-sig", "latin-1", "utf-32", "cp1252"])
    return text.encode(encoding, "replace")


def _repeat_line(lines: list[bytes], rng: random.Random) -> None:
    lines.insert(rng.randrange(len(lines) + 1), rng.choice(lines))


def _drop_line(lines: list[bytes], rng: random.Random) -> None:
    del lines[rng.randrange(len(lines))]


def _swap_lines(lines: list[bytes], rng: random.Random) -> None:
    rng.shuffle(lines)


def _mixed_ends(lines: list[bytes], rng: random.Random) -> None:
    for place, line in enumerate(lines):
        lines[place] = line + rng.choice([b"", b"\r", b"\r\n", b"\r"])


MUTATIONS: list[Mutation] = [
    _cut,
    _insert,
    _insert,
    _recode,
    _lines(_repeat_line),
    _lines(_drop_line),
    _lines(_swap_lines),
    _lines(_mixed_ends),
    lambda data, rng: data[: rng.randrange(len(data) + 1)],
    lambda data, rng: b"",
    lambda data, rng: rng.randbytes(rng.randrange(1, 300)),
    lambda data, rng: gzip.compress(data),
    lambda data, rng: data.replace(b",", b";"),
    lambda data, rng: data.replace(rng.choice([b"user", b"item", b"time"]), b"x"),
]


def check(catalog: Catalog) -> None:
    """What must hold of any catalog, however it came about."""
    history = catalog.interactions
    told = {**INTERACTION_COLUMNS, **OPTIONAL_INTERACTION_COLUMNS}
    assert {*INTERACTION_COLUMNS} <= {*history.columns}
    assert history.schema == {name: told[name] for name in history.columns}
    assert history.select("user", "item", "event").null_count().row(0) == (0, 0, 0)
    if len(history):
        assert history["user"].is_between(0, len(catalog.users) - 1).all()
        assert history["item"].is_between(0, len(catalog.items) - 1).all()
    assert history.equals(history.sort("user", "timestamp", maintain_order=True))
    assert catalog.items["item"].null_count() == 0
    assert catalog.items["item"].is_unique().all()
    assert catalog.quarantine.select("file", "reason", "remedy").null_count().row(0) == (0, 0, 0)
    assert (catalog.quarantine["row"].str.len_chars() <= 200).all()
    for name in ("image", "audio", "video", "subtitles"):
        for path in catalog.items[name].drop_nulls():
            assert (catalog.root / path).resolve().is_relative_to(catalog.root.resolve())
    for array in catalog.features.values():
        assert array.ndim == 2
        assert len(array) == len(catalog.items)


def attempt(folder: Path, reader: str | None) -> Catalog | None:
    try:
        catalog = open_catalog(folder, reader)
    except UserError as error:
        catalog, refusal = None, error
    if catalog is None:
        assert refusal.message
        assert refusal.remedy
        assert refusal.file
    else:
        check(catalog)
    return catalog


@pytest.mark.filterwarnings("ignore:Reading `.npy`")
@pytest.mark.parametrize("name", list(layouts.ALL))
@given(seed=st.integers(0, 2**32 - 1), count=st.integers(1, 4))
@some
def test_no_layout_crashes(name: str, seed: int, count: int) -> None:
    rng = random.Random(seed)
    reader, make = layouts.ALL[name]
    layout = dict(make())
    for packed in [name for name in layout if name.endswith(".gz") and rng.random() < 0.3]:
        inside = rng.choice(MUTATIONS)(gzip.decompress(layout[packed]), rng)
        layout[packed] = gzip.compress(inside)
    for _ in range(count):
        victim = rng.choice(sorted(layout))
        layout[victim] = rng.choice(MUTATIONS)(layout[victim], rng)
    if rng.random() < 0.1:
        del layout[rng.choice(sorted(layout))]
    with tempfile.TemporaryDirectory() as folder:
        attempt(layouts.write(Path(folder), layout), rng.choice([reader, None]))


cells = st.one_of(
    st.sampled_from(["u1", "u2", "i1", "i2", "i9", "1700000000", "4.5", "", " ", "abc", "-1"]),
    st.text(st.characters(exclude_characters='"\n\r\x00', exclude_categories=["Cs"]), max_size=6),
)


@given(
    rows=st.lists(st.lists(cells, min_size=1, max_size=6), max_size=25),
    ends=st.lists(st.sampled_from(["\n", "\r\n", "\r"]), min_size=1, max_size=5),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
@many
def test_every_interaction_is_read_or_quarantined(
    rows: list[list[str]], ends: list[str], encoding: str
) -> None:
    lines = ["user,item,timestamp,rating", *(",".join(row) for row in rows)]
    text = "".join(line + ends[place % len(ends)] for place, line in enumerate(lines))
    if encoding == "utf-8" and "\ufeff" in text[:1]:
        encoding = "utf-8-sig"
    # The oracle: Python's own idea of lines at CR, LF and CRLF, blank ones not counted.
    given_rows = sum(bool(line.strip(" \t")) for line in lines[1:])
    blank_like = sum(not line.strip() for line in lines[1:] if line.strip(" \t"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "items.csv").write_bytes(b"item\ni1\ni2\n")
        (folder / "interactions.csv").write_bytes(text.encode(encoding))
        catalog = attempt(folder, "table")
        if catalog is None:
            # Only characters that no text file holds may refuse the whole file.
            assert any(ord(c) < 32 for row in rows for cell in row for c in cell)
            return
        if any(str(note).startswith("interactions.csv is not read") for note in catalog.notes):
            return  # no user and no item of it is known: told, and asked about
        rejected = lost(catalog.quarantine.filter(pl.col("file") == "interactions.csv"))
        total = len(catalog.interactions) + len(rejected)
        assert given_rows - blank_like <= total <= given_rows
        assert rejected["line"].is_unique().all()


@given(data=st.data())
@many
def test_no_token_of_a_table_gets_lost(data: st.DataObject) -> None:
    """Plant a distinct word in every row, break the quoting, and look for each word again."""
    rng = random.Random(data.draw(st.integers(0, 2**32 - 1)))
    n = rng.randrange(1, 30)
    words = [f"w{place}w" for place in range(n)]
    rows = []
    for word in words:
        row = [word, rng.choice(["a", '"q,q"', '"x""y"', '"two\nlines"', ""]), str(rng.random())]
        rng.shuffle(row)
        rows.append(",".join(row))
    text = "\n".join(["a,b,c", *rows]) + rng.choice(["\n", ""])
    for _ in range(rng.randrange(4)):
        place = rng.randrange(6, len(text) + 1)
        text = text[:place] + rng.choice(['"', '""', ",", "\n", "\r", '","', '"\n']) + text[place:]
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "table.csv"
        path.write_text(text, newline="")
        table = tables.read(path)
    kept = "\n".join(str(cell) for row in table.frame.rows() for cell in row)
    rejected = "\n".join(table.quarantine["row"])
    for word in words:
        if word in text:
            assert word in kept or word in rejected
    lines = np.concatenate(
        [table.line_of(np.arange(len(table.frame))), lost(table.quarantine)["line"].to_numpy()]
    )
    assert len(set(lines.tolist())) == len(lines)
    # A row starts where its line number says and ends before the next one starts.
    physical = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    starts = [*sorted(lines.tolist()), len(physical) + 1]
    for place, line in enumerate(table.line_of(np.arange(len(table.frame))).tolist()):
        until = starts[starts.index(line) + 1]
        source = "\n".join(physical[line - 1 : until - 1])
        for cell in table.frame.row(place):
            assert all(word in source for word in words if word in (cell or ""))


JSON_LINES = [
    '{"user": "u", "item": "i1", "timestamp": 1700000000}',
    '{"user": "u"',
    '{"item": {"deep": [1, {"x": 2}]}, "user": "u"}',
    '{"user": 1e999, "item": true, "timestamp": "yesterday"}',
    "{}",
    "[]",
    "3",
    "null",
    "\\",
    '"a"',
]
json_junk = st.text(st.characters(exclude_characters="\n\r\x00", max_codepoint=8192), max_size=9)


@given(st.lists(st.one_of(st.sampled_from(JSON_LINES), json_junk), min_size=1, max_size=12))
@some
def test_every_json_line_is_read_or_quarantined(rows: list[str]) -> None:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "log.jsonl"
        path.write_text("\n".join(rows), encoding="utf-8", newline="")
        try:
            table = tables.read(path)
        except UserError:
            return
    kept, told = len(table.frame), len(table.quarantine)
    if not "".join(rows).lstrip().startswith("["):
        assert kept + told == sum(bool(row.strip()) for row in rows)
        return
    try:  # one list, whose records may take several lines
        assert kept <= len(json.loads("\n".join(rows))) <= kept + told
    except ValueError:
        assert told


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ('[\n{"user": "u", "item": "i"}', 1, "does not end"),
        ('[{"user": "u", "item": "i"}]\n\n[{"user": "v", "item": "j"}]', 1, "follows the list"),
        ('[{"user": "u", "item": "i"},\n{"user": "v", "item": ', 2, "no JSON"),
    ],
)
def test_what_a_list_lacks_or_has_behind_it_is_told(
    tmp_path: Path, text: str, line: int, why: str
) -> None:
    path = tmp_path / "log.json"
    path.write_text(text)
    table = tables.read(path)
    assert len(table.frame) == 1
    assert why in str(table.quarantine["reason"].to_list())
    assert line in table.quarantine["line"].to_list()
