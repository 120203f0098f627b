"""The clauses of words, formats and of what is said, one small folder each."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import sqlite3
import sys
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.core.catalog.published import Published
from tests.core.catalog.published.people import _csv
from tests.core.catalog.published.workbook import workbook

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

from tests.core.catalog.published.clauses import ITEMS, LOG, PAIRS, TITLES, clause

#: Encoding -> titles in its language.
_TONGUES = {
    "gbk": ("红色的杯子", "蓝色的茶壶"),
    "big5": ("紅色的杯子", "藍色的茶壺"),
    "shift_jis": ("赤いカップ", "青いティーポット"),
    "cp1251": ("Красная кружка", "Синий чайник"),
    "cp1256": ("كوب أحمر كبير", "إبريق أزرق صغير"),
    "utf-16-le": ("Röd mugg", "Blå kopp"),
    "utf-16-be": ("Röd mugg", "Blå kopp"),
}


def _words() -> list[Published]:
    made = [
        clause(
            f"words in {encoding}",
            {
                "items.csv": f"item,title\np1,{first}\np2,{second}\n".encode(encoding),
                "log.csv": LOG,
            },
            PAIRS,
            items={"p1": {"title": first}, "p2": {"title": second}},
        )
        for encoding, (first, second) in _TONGUES.items()
    ]
    return [
        *made,
        clause(
            "HTML entities",
            {"items.csv": _csv("item,title", "p1,Tom &amp; Jerry", "p2,Caf&eacute; &#39;9"),
             "log.csv": LOG},
            PAIRS,
            items={"p1": {"title": "Tom & Jerry"}, "p2": {"title": "Café '9"}},
        ),
    ]  # fmt: skip


def _database() -> bytes:
    with TemporaryDirectory() as place:
        path = Path(place) / "shop.db"
        with sqlite3.connect(path) as shop:
            shop.execute("create table items (item text, title text)")
            shop.execute("create table log (user text, item text)")
            shop.executemany(
                "insert into items values (?, ?)", [("p1", "Red mug"), ("p2", "Blue cup")]
            )
            shop.executemany("insert into log values (?, ?)", PAIRS)
        shop.close()
        return path.read_bytes()


def _zip(name: str, data: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as out:
        out.writestr(name, data)
    return made.getvalue()


def _formats() -> list[Published]:
    items = {"items.csv": ITEMS}
    rows = [dict(zip(("user", "item"), pair, strict=True)) for pair in PAIRS]
    rated = [[*pair, {"rating": mark}] for pair, mark in zip(PAIRS, (4.5, 3, 5), strict=True)]
    logs = {
        ".json, an array": ("log.json", json.dumps(rows).encode()),
        ".json, lines": ("log.json", b"".join(json.dumps(row).encode() + b"\n" for row in rows)),
        ".json, Python literals": ("log.json", b"".join(f"{row}\n".encode() for row in rows)),
        "nested JSON Lines": (
            "log.jsonl",
            b"".join(
                json.dumps({key: {"id": value} for key, value in row.items()}).encode() + b"\n"
                for row in rows
            ),
        ),
        "gz": ("log.csv.gz", gzip.compress(LOG)),
        "bz2": ("log.csv.bz2", bz2.compress(LOG)),
        "xz": ("log.csv.xz", lzma.compress(LOG)),
        "zst": ("log.csv.zst", zstd.compress(LOG)),
        "zip of one table": ("log.zip", _zip("log.csv", LOG)),
        "headerless": ("log.csv", LOG.split(b"\n", 1)[1]),
        ".dat": ("log.dat", b"u1::p1\nu2::p1\nu1::p2\n"),
        "# lines": ("log.csv", b"# made by us\n# on a Monday\n" + LOG),
        "sep= line": ("log.csv", b"sep=;\n" + LOG.replace(b",", b";")),
        "trailing separators": ("log.csv", LOG.replace(b"\n", b",\n")),
        "Spark folder": ("log.csv/part-00000.csv", LOG),
        "xlsx": ("log.xlsx", workbook(log=[["user", "item"], *PAIRS])),
    }  # fmt: skip
    made = [
        clause(name, {**items, file: data}, PAIRS, items=TITLES, log_in=file)
        for name, (file, data) in logs.items()
    ]
    return [
        *made,
        clause(
            "short rows are kept and told",
            {**items, "log.csv": _csv("user,item,note", "u1,p1,a", "u2,p1", "u1,p2,b")},
            PAIRS,
            quarantine={"log.csv": [3]},
        ),
        clause(
            "decimal commas",
            {**items, "log.csv": _csv("user;item;rating", "u1;p1;4,5", "u2;p1;3,0", "u1;p2;5,0")},
            rated,
        ),
        clause(
            "thousands",
            {
                **items,
                "log.csv": _csv(
                    "user,item,play_count", 'u1,p1,"1,234"', 'u2,p1,"2,000,000"', "u1,p2,7"
                ),
            },
            [
                [*pair, {"weight": count}]
                for pair, count in zip(PAIRS, (1234, 2_000_000, 7), strict=True)
            ],
        ),
        clause("SQLite", {"shop.db": _database()}, PAIRS, items=TITLES),
    ]  # fmt: skip


def _said() -> list[Published]:
    both = {"items.csv": ITEMS, "log.csv": LOG}
    return [
        clause(
            "nothing in sight is passed over without its name and reason",
            {**both, "weather.csv": _csv("city,rain", "Rome,1", "Oslo,2"), "model.bin": b"\0\1"},
            PAIRS,
            items=TITLES,
            unused=["weather.csv", "model.bin"],
        ),
        clause(
            "an unrelated file never blocks",
            {**both, "broken.parquet": b"PAR1 no more", "notes.xlsx": b"PK\3\4 broken"},
            PAIRS,
            items=TITLES,
            unused=["broken.parquet", "notes.xlsx"],
        ),
    ]


SETS = [*_words(), *_formats(), *_said()]
