"""Rows in = rows kept + rows in quarantine, for every reader, in broken files of its own layout.

The rows of each published layout are repeated, and some of them broken, in all files at once. How
many rows there are is counted while breaking them, never by reading the files.

TRIPTYCH_EXAMPLES=1000 pytest tests/core/catalog/test_conservation.py   runs that many a layout.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import random
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.catalog.opening.open import open_catalog
from core.catalog.quarantine import lost
from core.catalog.text import structure, textfile
from tests.core.catalog import layouts

#: 13 layouts: 1,040 variants.
EXAMPLES = int(os.environ.get("TRIPTYCH_EXAMPLES", "40"))
JUNK = ["?", "-1", "9" * 20, "NaN", " ", "é", "2024-13-45", "0", "1e999", "\x1b", "_" * 300]
JSON_JUNK = [None, 3, -1.5, "x", "", [], ["a", None], {"b": {"c": 1}}, True, 10**30, "NaN"]
JSON_LINES = ["{", "[]", "3", "null", "{}", '"a"', '{"a": 1', "not json", '{"a": 1}}', "[1, 2]"]


@dataclass(frozen=True)
class Source:
    """One file of a layout: `separator` None for JSON lines, "" for Parquet."""

    file: str
    separator: str | None = ","
    header: bool = True
    encoding: str = "utf-8"


@dataclass(frozen=True)
class Case:
    """Files whose rows become interactions, items and users of the catalog."""

    logs: tuple[Source, ...] = ()
    items: tuple[Source, ...] = ()
    users: tuple[Source, ...] = ()
    rows_of: Callable[[str], int] = lambda _: 1


def _sequence(line: str) -> int:
    """Interactions of a user's line: one for each item, one if the line cannot be cut."""
    fields = line.split("\t")
    if len(fields) > 2 and not "".join(fields[2:]).strip():
        fields = fields[:2]  # what stands beyond the last name is empty
    return len(fields[1].strip().split(" ")) if len(fields) == 2 else 1


CASES: Mapping[str, Case] = {
    "table": Case((Source("interactions.csv"),), (Source("items.csv"),)),
    "logs": Case(
        (Source("browse_log.csv"), Source("purchases.tsv", "\t"), Source("reviews.csv.gz")),
        (Source("products.jsonl", None),),
    ),
    "parquet": Case((Source("interactions.parquet", ""),), (Source("items.parquet", ""),)),
    "mmrec": Case((Source("toys.inter", "\t"),)),
    "recbole": Case(
        (Source("ml.inter", "\t"),), (Source("ml.item", "\t"),), (Source("ml.user", "\t"),)
    ),
    "movielens_100k": Case(
        (Source("u.data", "\t", False),), (Source("u.item", "|", False, "latin-1"),)
    ),
    "movielens_1m": Case(
        (Source("ratings.dat", "::", False),), (Source("movies.dat", "::", False, "latin-1"),)
    ),
    "movielens_latest": Case((Source("ratings.csv"),), (Source("movies.csv"),)),
    "amazon": Case(
        (Source("All_Beauty.jsonl.gz", None),), (Source("meta_All_Beauty.jsonl", None),)
    ),
    "microlens": Case((Source("MicroLens-50k_pairs.csv"),), (Source("MicroLens-50k_titles.csv"),)),
    "microlens_sequences": Case(
        (Source("MicroLens-100k_pairs.tsv", "\t", False),), rows_of=_sequence
    ),
    "hf": Case((), (Source("train/metadata.csv"), Source("test/metadata.jsonl", None))),
    "folder": Case((Source("interactions.csv"),)),
}


def _records(text: str) -> list[str]:
    """Lines, those of one quoted field joined."""
    found: list[str] = []
    for line in text.split("\n"):
        if found and found[-1].count('"') % 2 and "\t" not in line:
            found[-1] += "\n" + line
        elif line:
            found.append(line)
    return found


def _broken_row(row: str, separator: str, rng: random.Random) -> str:
    fields = row.split(separator)
    place = rng.randrange(len(fields))
    change = rng.choice(["less", "more", "blank", "junk", "stray", "nothing"])
    if change == "nothing" or '"' in row:
        return row
    if change == "less":
        return separator.join(fields[:-1])
    if change == "more":
        return separator.join([*fields, rng.choice(JUNK)])
    if change == "stray":
        fields[place] += "'" + rng.choice(["`", "\\", "#", "ü", "𝄞"])
    else:
        fields[place] = rng.choice(JUNK) if change == "junk" else ""
    return separator.join(fields)


def _broken_json(row: str, rng: random.Random) -> str:
    if rng.random() < 0.3:
        return rng.choice([*JSON_LINES, row[: rng.randrange(1, len(row))]])
    value = json.loads(row)
    key = rng.choice(sorted(value))
    if rng.random() < 0.3:
        del value[key]
    else:
        value[key] = rng.choice(JSON_JUNK)
    return json.dumps(value, ensure_ascii=rng.random() < 0.5)


def _text(source: Source, data: bytes, case: Case, rng: random.Random) -> tuple[bytes, int]:
    """The file with rows repeated and broken, and how many rows it has."""
    packed = source.file.endswith(".gz")
    text = (gzip.decompress(data) if packed else data).decode(source.encoding)
    header, *rows = _records(text) if source.header and source.separator else ["", *_records(text)]
    rows = rows + rng.choices(rows, k=rng.randrange(1, 12))  # the first ones stay whole
    whole = len(_records(text)) - bool(header)
    # One open quotation mark costs its own row; with others it could rightly close in a later one.
    stray = '"' in text
    for place in range(whole, len(rows)):
        if rng.random() < 0.4:
            continue
        if source.separator is None:
            rows[place] = _broken_json(rows[place], rng)
        elif not stray and source.separator == "," and rng.random() < 0.1:
            rows[place], stray = f'{rows[place]}"', True
        else:
            rows[place] = _broken_row(rows[place], source.separator, rng)
    # Where a field was all there was, nothing is left, and that is no row.
    count = sum(case.rows_of(row) for row in rows if row.strip(" "))
    for _ in range(rng.randrange(3)):
        rows.insert(rng.randrange(whole, len(rows) + 1), rng.choice(["", "", "  "]))
    ends = rng.choice(["\n", "\n", "\r\n"]) if all("\n" not in row for row in rows) else "\n"
    lines = [header, *rows] if header else rows
    made = (ends.join(lines) + rng.choice(["", ends, ends * 2])).encode(source.encoding, "replace")
    return gzip.compress(made) if packed else made, count


def _parquet(data: bytes, rng: random.Random) -> tuple[bytes, int]:
    frame = pl.read_parquet(io.BytesIO(data))
    again = frame.sample(rng.randrange(1, 9), with_replacement=True, seed=rng.randrange(2**32))
    harmed = again.with_columns(
        pl.when(pl.Series([rng.random() < 0.7 for _ in range(len(again))])).then(pl.col(name))
        for name in frame.columns
    )
    buffer = io.BytesIO()
    whole = pl.concat([frame, harmed])
    whole.write_parquet(buffer)
    return buffer.getvalue(), len(whole)


@pytest.mark.filterwarnings("ignore:Reading `.npy`")
@pytest.mark.parametrize("name", list(layouts.ALL))
@given(seed=st.integers(0, 2**32 - 1))
@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
def test_rows_in_are_rows_kept_and_rows_in_quarantine(name: str, seed: int) -> None:
    rng = random.Random(seed)
    reader, make = layouts.ALL[name]
    case, layout = CASES[name], dict(make())
    given_rows = {}
    for source in (*case.logs, *case.items, *case.users):
        data = layout[source.file]
        layout[source.file], given_rows[source.file] = (
            _parquet(data, rng) if source.separator == "" else _text(source, data, case, rng)
        )
    with tempfile.TemporaryDirectory() as place, pytest.MonkeyPatch.context() as patch:
        # Half of them as if they were large, in pieces that cut rows.
        patch.setattr(textfile, "LARGE", rng.choice([1, textfile.LARGE]))
        patch.setattr(structure, "_CHUNK", rng.randrange(8, 200))
        patch.setattr(structure, "_PIECE", rng.choice([rng.randrange(1, 400), 1 << 22]))
        catalog = open_catalog(layouts.write(Path(place), layout), reader)
    rejected = lost(catalog.quarantine)
    for sources, kept in (
        (case.logs, catalog.interactions),
        (case.items, catalog.items),
        (case.users, catalog.users),
    ):
        if not sources:
            continue
        files = [Path(source.file).name for source in sources]
        # Damage can leave nothing by which a table is known for what it is; then that is told.
        if any(f"{file} is not read" in note for file in files for note in catalog.notes):
            continue
        entries = rejected.filter(pl.col("file").is_in(files))
        assert len(kept) + len(entries) == sum(given_rows[source.file] for source in sources)
        if case.rows_of is CASES["table"].rows_of:
            told = entries.filter(pl.col("line").is_not_null())
            assert told.select("file", "line").is_unique().all()
    assert set(CASES) == set(layouts.ALL)
