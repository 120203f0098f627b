"""Brothers of the cases: other names, languages, encodings, separators and sizes.

What is true of them is known because they are made from it. Nothing here looks at the product.
"""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import sqlite3
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import polars as pl
from PIL import Image

from benchmarks.cases import oddities
from benchmarks.cases.expected import Row
from benchmarks.cases.themes import EVERY, THEMES, Theme
from benchmarks.cases.worlds import Sibling, Table, World, delimited, row_of, truth, world, write


def _lines(table: Table) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in table).encode()


def _plain(theme: Theme) -> Sibling:
    made = world(theme)
    files = {f"{theme.items}.csv": delimited(made.items), f"{theme.log}.csv": delimited(made.log)}
    return _sibling("plain", made, files)


def _local(theme: Theme) -> Sibling:
    made = world(theme, seed=1)
    files = {
        f"{name}.csv": delimited(table, theme.separator, theme.encoding)
        for name, table in ((theme.items, made.items), (theme.log, made.log))
    }
    return _sibling("local", made, files)


def _sixteen(theme: Theme) -> Sibling:
    made = world(theme, seed=2)
    files = {
        f"{theme.items}.txt": delimited(made.items, "\t", "utf-16"),
        f"{theme.log}.txt": delimited(made.log, "\t", "utf-16-le"),
    }
    return _sibling("utf16", made, files)


def _nested(theme: Theme) -> Sibling:
    made = world(theme, seed=3)
    log: Table = [
        {"_id": {"$oid": f"5f{place:04x}"}, **row, theme.user: {"id": row[theme.user], "kind": "x"}}
        for place, row in enumerate(made.log)
    ]
    return _sibling(
        "nested",
        made,
        {f"{theme.items}.jsonl": _lines(made.items), f"{theme.log}.json": _lines(log)},
    )


def _array(theme: Theme) -> Sibling:
    made = world(theme, seed=4)
    whole = json.dumps(made.items, ensure_ascii=False, indent=2).encode()
    return _sibling(
        "array", made, {f"{theme.items}.json": whole, f"{theme.log}.csv": delimited(made.log)}
    )


def _parquet(theme: Theme) -> Sibling:
    made = world(theme, seed=5)

    def fill(root: Path) -> None:
        pl.DataFrame(made.items).write_parquet(root / f"{theme.items}.parquet")
        spark = root / f"{theme.log}.parquet"
        spark.mkdir()
        half = len(made.log) // 2
        for part, rows in enumerate((made.log[:half], made.log[half:])):
            pl.DataFrame(rows).write_parquet(spark / f"part-0000{part}-c000.snappy.parquet")
        (spark / "_SUCCESS").touch()

    return Sibling(f"parquet-{theme.name}", fill, truth(made))


def _packed(theme: Theme) -> Sibling:
    made = world(theme, seed=6)
    pack = (gzip.compress, bz2.compress, lzma.compress, _zip)
    ends = (".gz", ".bz2", ".xz", ".zip")
    place = EVERY.index(theme) % len(pack)
    log = pack[place](delimited(made.log, theme.separator))
    files = {f"{theme.items}.csv": delimited(made.items), f"{theme.log}.csv{ends[place]}": log}
    return _sibling("packed", made, files)


def _zip(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as inside:
        inside.writestr("log.csv", data)
    return out.getvalue()


def _split(theme: Theme) -> Sibling:
    made = world(theme, seed=7)
    cuts = ((0, 28), (28, 34), (34, 40))
    files = {f"{theme.items}.csv": delimited(made.items)}
    log: list[Row] = []
    for name, split, (begin, end) in zip(
        theme.parts, ("train", "valid", "test"), cuts, strict=True
    ):
        files[f"{name.format(theme.log)}.csv"] = delimited(made.log[begin:end], theme.separator)
        for row in (row_of(theme, *met, False) for met in made.met[begin:end]):
            log.append([*row[:3], {"split": split}])
    return Sibling(
        f"split-{theme.name}", lambda root: write(root, files), replace(truth(made), log=log)
    )


def _rated(theme: Theme) -> Sibling:
    made = world(theme, rated=True, seed=8)
    files = {
        f"{theme.items}.tsv": delimited(made.items, "\t"),
        f"{theme.log}.csv": delimited(made.log, theme.separator),
    }
    return Sibling(f"rated-{theme.name}", lambda root: write(root, files), truth(made, rated=True))


def _missing(theme: Theme) -> Sibling:
    """Each fifth row has no user, in one of the ways of saying so."""
    made = world(theme, seed=9)
    ways = ("NaN", "NULL", "", "None", "\\N", "nan", "null", "N/A")
    log = [
        {**row, theme.user: ways[place // 5]} if place % 5 == 4 else row
        for place, row in enumerate(made.log)
    ]
    right = truth(made)
    kept = [row for place, row in enumerate(right.log or ()) if place % 5 != 4]
    gone = [place + 2 for place in range(4, len(log), 5)]
    files = {f"{theme.items}.csv": delimited(made.items), f"{theme.log}.csv": delimited(log)}
    expected = replace(right, log=kept, quarantine={f"{theme.log}.csv": gone})
    return Sibling(f"missing-{theme.name}", lambda root: write(root, files), expected)


def _pictures(theme: Theme) -> Sibling:
    """By id in sub-folders for half of the themes, by paths under an odd name for the others."""
    made = world(theme, seed=10)
    by_id = EVERY.index(theme) % 2 == 0
    paths = {
        str(item[theme.id]): f"media/{place % 2}/{item[theme.id] if by_id else f'p{place}'}.jpg"
        for place, item in enumerate(made.items)
    }
    items = made.items if by_id else [
        {**item, f"{theme.more}_2": paths[str(item[theme.id])]} for item in made.items
    ]  # fmt: skip
    files = {f"{theme.items}.csv": delimited(items), f"{theme.log}.csv": delimited(made.log)}

    def fill(root: Path) -> None:
        write(root, files)
        for place, path in enumerate(paths.values()):
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            Image.new("RGB", (20, 12), (30 * place, 90, 10)).save(root / path)

    right = truth(made)
    with_them = {
        identity: {**fields, "image": paths[identity]}
        for identity, fields in (right.items or {}).items()
    }
    expected = replace(
        right, items=with_them, columns={**right.columns, "image": f"{theme.more}_2"}
    )
    return Sibling(f"pictures-{theme.name}", fill, expected)


def _unrelated(theme: Theme) -> Sibling:
    """Beside it lie tables of something else; SQLite for half of the themes."""
    made = world(theme, seed=11)
    budget: Table = [{"month": f"2021-{n:02}", "cost": 17 * n} for n in range(1, 9)]
    sql = EVERY.index(theme) % 2 == 0
    files = {"budget.csv": delimited(budget), "LICENSE": b"Free.\n", "README.md": b"# Data\n"}
    tables = {theme.items: made.items, theme.log: made.log}

    def fill(root: Path) -> None:
        write(root, files)
        if not sql:
            write(root, {f"{name}.csv": delimited(table) for name, table in tables.items()})
            return
        with sqlite3.connect(root / f"{theme.name}.sqlite") as database:
            for name, table in tables.items():
                columns = ", ".join(f'"{one}"' for one in table[0])
                database.execute(f'CREATE TABLE "{name}" ({columns})')
                marks = ", ".join("?" for _ in table[0])
                rows = [tuple(row.values()) for row in table]
                database.executemany(f'INSERT INTO "{name}" VALUES ({marks})', rows)
        database.close()

    expected = replace(truth(made), unused=["budget.csv"])
    return Sibling(f"unrelated-{theme.name}", fill, expected)


def _large(theme: Theme) -> Sibling:
    made = world(theme, rows=2000, rated=True, seed=12)
    files = {
        f"{theme.log}.csv": delimited(made.log, theme.separator, theme.encoding),
        f"{theme.items}.csv": delimited(made.items, theme.separator, theme.encoding),
    }
    return Sibling(f"large-{theme.name}", lambda root: write(root, files), truth(made, rated=True))


def _sibling(kind: str, made: World, files: Mapping[str, bytes]) -> Sibling:
    return Sibling(f"{kind}-{made.theme.name}", lambda root: write(root, files), truth(made))


_KINDS = (
    *(_plain, _local, _sixteen, _nested, _array, _parquet, _packed, _split, _rated, _missing),
    *(_pictures, _unrelated, _large),
)


def siblings(themes: Sequence[Theme] = THEMES) -> list[Sibling]:
    """All of them: each kind in each theme."""
    made = []
    for kind in (*_KINDS, *oddities.KINDS):
        for theme in themes:
            one = kind(theme)
            parts = [part.format(theme.log) for part in theme.parts]
            expected = replace(
                one.expected, items_in=_files(theme.items), log_in=_files(theme.log, *parts)
            )
            made.append(replace(one, expected=expected))
    return made


def _files(*stems: str) -> list[str]:
    """Names under which a table may lie there."""
    packed = [f".csv{end}" for end in (".gz", ".bz2", ".xz", ".zip")]
    ends = (".csv", ".tsv", ".txt", ".json", ".jsonl", ".parquet", *packed)
    return [f"{stem}{end}" for stem in stems for end in ends]
