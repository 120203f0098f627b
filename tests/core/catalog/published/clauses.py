"""Every clause of what must be right of people's files, one small folder each.

Those of media are tests in `tests/core/media` and `test_media_*.py`; which clause is shown where is
told in `benchmarks/docs/cases.md`.
"""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import sqlite3
import sys
import unicodedata
import zipfile
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from tests.core.catalog.published import Published
from tests.core.catalog.published.people import _csv, _parquet
from tests.core.catalog.published.workbook import workbook

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_ITEMS = _csv("item,title", "p1,Red mug", "p2,Blue cup")
_TITLES = {"p1": {"title": "Red mug"}, "p2": {"title": "Blue cup"}}
_PAIRS = [["u1", "p1"], ["u2", "p1"], ["u1", "p2"]]
_LOG = _csv("user,item", "u1,p1", "u2,p1", "u1,p2")


def _one(
    clause: str, files: dict[str, bytes], log: list[object] | None, **true: object
) -> Published:
    named = {"items_in": next((n for n in files if n.startswith("items")), "items.csv")}
    named["log_in"] = next((n for n in files if n.startswith("log")), "log.csv")
    return Published(clause, "", files, {**named, **({"log": log} if log else {}), **true})


def _frame(rows: Sequence[dict[str, object]]) -> dict[str, bytes]:
    """The same rows in every format."""
    frame = pl.DataFrame(rows)
    text = io.BytesIO()
    frame.write_csv(text)
    return {
        "csv": text.getvalue(),
        "jsonl": "".join(json.dumps(row) + "\n" for row in rows).encode(),
        "json": json.dumps(rows).encode(),
        "parquet": _parquet(**frame.to_dict(as_series=False)),
        "xlsx": workbook(log=[list(rows[0]), *(list(row.values()) for row in rows)]),
    }


def _identity() -> list[Published]:
    number = [{"user": "u1", "item": 101.0}, {"user": "u2", "item": 102.0}]
    made = [
        _one(
            f"101.0 meets 101 in {kind}",
            {"items.csv": _csv("item,title", "101,Mug", "102,Cup"), f"log.{kind}": data},
            [["u1", "101"], ["u2", "102"]],
            items={"101": {"title": "Mug"}, "102": {"title": "Cup"}},
        )
        for kind, data in _frame(number).items()
    ]
    accents = unicodedata.normalize("NFD", "café")
    return [
        *made,
        _one(
            "the key is what meets, not what is called id",
            {
                "items.csv": _csv("id,sku,title", "1,p2,Blue cup", "2,p1,Red mug"),
                "log.csv": _csv("id,user,item", "1,u1,p1", "2,u2,p1", "3,u1,p2"),
            },
            _PAIRS,
            items=_TITLES,
        ),
        _one(
            "NaN, NULL, None and \\N are missing",
            {
                "items.csv": _ITEMS,
                "log.csv": _csv(
                    "user,item", "u1,p1", "NaN,p1", "NULL,p2", "None,p2", "\\N,p2", "u1,NaN"
                ),
            },
            [["u1", "p1"]],
            n_users=[1],
            quarantine={"log.csv": [3, 4, 5, 6, 7]},
        ),
        _one(
            "_id and id are two columns",
            {
                "items.jsonl": b'{"_id": "64fa", "id": "p1", "title": "Red mug"}\n'
                b'{"_id": "64fb", "id": "p2", "title": "Blue cup"}\n',
                "log.csv": _LOG,
            },
            _PAIRS,
            items=_TITLES,
            left=["_id"],
        ),
        _one(
            "NFC meets NFD",
            {
                "items.csv": _csv("item,title", "café,Bar", "p2,Blue cup"),
                "log.csv": _csv("user,item", f"u1,{accents}", "u2,p2"),
            },
            [["u1", "café"], ["u2", "p2"]],
        ),
        _one(
            "leading zeros stay",
            {
                "items.csv": _csv("item,title", "007,Bond", "7,Seven"),
                "log.csv": _csv("user,item", "01,007", "1,7"),
            },
            [["01", "007"], ["1", "7"]],
            items={"007": {"title": "Bond"}, "7": {"title": "Seven"}},
            n_users=[2],
        ),
    ]


def _splits() -> list[Published]:
    rows = {
        "train": ("u1,p1", "u2,p1", "u1,p2"),
        "valid": ("u2,p2",),
        "test": ("u3,p1",),
    }
    log = [
        [*row.split(","), {"split": split}] for split, several in rows.items() for row in several
    ]
    inter = {split: _csv("user_id:token\titem_id:token", *(row.replace(",", "\t") for row in several)) for split, several in rows.items()}  # fmt: skip
    plain = {split: _csv("user,item", *several) for split, several in rows.items()}
    amazon = {split: _csv("user_id,parent_asin", *several) for split, several in rows.items()}
    hf = {
        split: _parquet(
            user=[row.split(",")[0] for row in several], item=[row.split(",")[1] for row in several]
        )
        for split, several in rows.items()
    }
    whole = _csv("user,item", *(row for several in rows.values() for row in several))
    numbers = {"train": 1, "valid": 2, "test": 3}
    return [
        _one("RecBole", {f"x.{s}.inter": data for s, data in inter.items()}, log),
        _one("RecBole's parts", {f"x.part{numbers[s]}.inter": d for s, d in inter.items()}, log),
        _one("plain", {"items.csv": _ITEMS, **{f"{s}.csv": d for s, d in plain.items()}}, log),
        _one("Amazon 2023", {f"Mugs.{s}.csv.gz": gzip.compress(d) for s, d in amazon.items()}, log),
        _one("HF", {f"data/{s}-00000-of-00001.parquet": d for s, d in hf.items()}, log),
        _one("HF in folders", {f"{s}/log.csv": d for s, d in plain.items()}, log),
        _one(
            "a whole log beside its parts is read once",
            {"log.csv": whole, **{f"{s}.csv": d for s, d in plain.items()}},
            log,
            unused=["log.csv"],
        ),
    ]


_DAYS = ("2021-03-04T05:06:07", "2021-03-17T18:09:10", "2021-12-31T23:59:58")
_ONLY = tuple(day[:10] for day in _DAYS)
#: How times are written -> three of them, and what they are.
_WRITTEN: dict[str, tuple[Sequence[str], Sequence[object]]] = {
    "with UTC": ([f"{day.replace('T', ' ')} UTC" for day in _DAYS], _DAYS),
    "with +00": ([f"{day.replace('T', ' ')}+00" for day in _DAYS], _DAYS),
    "day first over the whole column": (("04/03/2021", "17/03/2021", "31/12/2021"), _ONLY),
    "month first over the whole column": (("03/04/2021", "03/17/2021", "12/31/2021"), _ONLY),
    "AM and PM": (
        ("03/04/2021 05:06:07 AM", "03/17/2021 06:09:10 PM", "12/31/2021 11:59:58 PM"),
        _DAYS,
    ),
    "compact": (("20210304050607", "20210317180910", "20211231235958"), _DAYS),
    "RFC 2822": (
        (
            '"Thu, 04 Mar 2021 05:06:07 +0000"',
            '"Wed, 17 Mar 2021 19:09:10 +0100"',
            '"Fri, 31 Dec 2021 23:59:58 +0000"',
        ),
        _DAYS,
    ),
    "ctime": (
        ("Thu Mar  4 05:06:07 2021", "Wed Mar 17 18:09:10 2021", "Fri Dec 31 23:59:58 2021"),
        _DAYS,
    ),
    "two-digit year": (("03/04/21", "03/17/21", "12/31/21"), _ONLY),
    "Excel serial": (("44259", "44272", "44561"), _ONLY),
}


def _times() -> list[Published]:
    def log(written: Sequence[str]) -> bytes:
        return _csv("user,item,wann", *(f"u{n},p1,{one}" for n, one in enumerate(written)))

    made = [
        _one(
            f"times {name}",
            {"items.csv": _ITEMS, "log.csv": log(written)},
            [[f"u{n}", "p1", one] for n, one in enumerate(true)],
        )
        for name, (written, true) in _WRITTEN.items()
    ]
    return [
        *made,
        _one(
            "times as years",
            {"log.csv": _csv("user,item,year", "u1,p1,1999", "u2,p1,2004", "u1,p2,2011")},
            [["u1", "p1", "1999-01-01"], ["u2", "p1", "2004-01-01"], ["u1", "p2", "2011-01-01"]],
        ),
        _one(
            "times as order 0, 1, 2",
            {"log.csv": _csv("user,item,timestamp", "u1,p2,1", "u1,p1,0", "u1,p3,2", "u2,p1,0")},
            None,
            order={"u1": ["p1", "p2", "p3"]},
        ),
        _one(
            "d/m against m/d that nothing tells is asked",
            {"log.csv": log(("03/04/2021", "05/06/2021", "07/08/2021"))},
            [["u0", "p1", "2022-01-01"], ["u1", "p1", "2022-01-01"], ["u2", "p1", "2022-01-01"]],
            columns={"time": "wann"},
        ),
        _one(
            "a bad optional field costs the field",
            {
                "items.csv": _ITEMS,
                "log.csv": _csv(
                    "user,item,rating,timestamp", "u1,p1,5,2021-03-04", "u2,p1,x,2021-03-05",
                    "u1,p2,4,soon", "u2,p2,3,2021-03-07",
                ),
            },
            [
                ["u1", "p1", "2021-03-04", {"rating": 5}],
                ["u2", "p1", "2021-03-05", {"rating": "none"}],
                ["u1", "p2", "none", {"rating": 4}],
                ["u2", "p2", "2021-03-07", {"rating": 3}],
            ],
            quarantine={"log.csv": [3, 4]},
        ),
    ]  # fmt: skip


def _wishes() -> list[Published]:
    def log(name: str, *cells: str) -> dict[str, bytes]:
        rows = (f"u{n},p{n % 2 + 1},{one}" for n, one in enumerate(cells))
        return {"items.csv": _ITEMS, "log.csv": _csv(f"user,item,{name}", *rows)}

    def met(field: str, values: Sequence[object]) -> list[object]:
        return [[f"u{n}", f"p{n % 2 + 1}", {field: one}] for n, one in enumerate(values)]

    return [
        _one("ratings", log("rating", "1", "5", "4", "2"), met("wish", [False, True, True, False])),
        _one(
            "dislikes",
            log("event", "like", "dislike", "like", "dislike"),
            met("wish", [True, False, True, False]),
        ),
        _one(
            "thumbs down",
            log("liked", "1", "0", "1", "0"),
            met("wish", [True, False, True, False]),
        ),
        _one("skips", log("event", "play", "skip", "play"), met("wish", [True, False, True])),
        _one(
            "impressions",
            log("event", "impression", "click", "impression"),
            met("wish", [False, True, False]),
        ),
        _one(
            "watch ratio",
            log("watch_ratio", "0.05", "1.3", "0.2", "0.99"),
            met("wish", [False, True, False, True]),
        ),
        _one(
            "play counts",
            log("play_count", "1", "12", "300", "2"),
            met("weight", [1, 12, 300, 2]),
        ),
        _one(
            "play counts are wishes",
            log("play_count", "1", "12", "300", "2"),
            met("wish", [True, True, True, True]),
        ),
    ]


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
        _one(
            f"words in {encoding}",
            {
                "items.csv": f"item,title\np1,{first}\np2,{second}\n".encode(encoding),
                "log.csv": _LOG,
            },
            _PAIRS,
            items={"p1": {"title": first}, "p2": {"title": second}},
        )
        for encoding, (first, second) in _TONGUES.items()
    ]
    return [
        *made,
        _one(
            "HTML entities",
            {"items.csv": _csv("item,title", "p1,Tom &amp; Jerry", "p2,Caf&eacute; &#39;9"),
             "log.csv": _LOG},
            _PAIRS,
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
            shop.executemany("insert into log values (?, ?)", _PAIRS)
        shop.close()
        return path.read_bytes()


def _zip(name: str, data: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as out:
        out.writestr(name, data)
    return made.getvalue()


def _formats() -> list[Published]:
    items = {"items.csv": _ITEMS}
    rows = [dict(zip(("user", "item"), pair, strict=True)) for pair in _PAIRS]
    rated = [[*pair, {"rating": mark}] for pair, mark in zip(_PAIRS, (4.5, 3, 5), strict=True)]
    logs = {
        ".json, an array": ("log.json", json.dumps(rows).encode()),
        ".json, lines": ("log.json", b"".join(json.dumps(row).encode() + b"\n" for row in rows)),
        ".json, Python literals": ("log.json", b"".join(f"{row}\n".encode() for row in rows)),
        "nested JSON Lines": (
            "log.jsonl",
            b"".join(
                json.dumps({"user": {"id": row["user"]}, "item": {"id": row["item"]}}).encode() + b"\n"
                for row in rows
            ),
        ),
        "gz": ("log.csv.gz", gzip.compress(_LOG)),
        "bz2": ("log.csv.bz2", bz2.compress(_LOG)),
        "xz": ("log.csv.xz", lzma.compress(_LOG)),
        "zst": ("log.csv.zst", zstd.compress(_LOG)),
        "zip of one table": ("log.zip", _zip("log.csv", _LOG)),
        "headerless": ("log.csv", _LOG.split(b"\n", 1)[1]),
        ".dat": ("log.dat", b"u1::p1\nu2::p1\nu1::p2\n"),
        "# lines": ("log.csv", b"# made by us\n# on a Monday\n" + _LOG),
        "sep= line": ("log.csv", b"sep=;\n" + _LOG.replace(b",", b";")),
        "trailing separators": ("log.csv", _LOG.replace(b"\n", b",\n")),
        "Spark folder": ("log.csv/part-00000.csv", _LOG),
        "xlsx": ("log.xlsx", workbook(log=[["user", "item"], *_PAIRS])),
    }  # fmt: skip
    made = [
        _one(name, {**items, file: data}, _PAIRS, items=_TITLES, log_in=file)
        for name, (file, data) in logs.items()
    ]
    return [
        *made,
        _one(
            "short rows are kept and told",
            {**items, "log.csv": _csv("user,item,note", "u1,p1,a", "u2,p1", "u1,p2,b")},
            _PAIRS,
            quarantine={"log.csv": [3]},
        ),
        _one(
            "decimal commas",
            {**items, "log.csv": _csv("user;item;rating", "u1;p1;4,5", "u2;p1;3,0", "u1;p2;5,0")},
            rated,
        ),
        _one(
            "thousands",
            {**items, "log.csv": _csv("user,item,play_count", 'u1,p1,"1,234"', 'u2,p1,"2,000,000"', "u1,p2,7")},
            [["u1", "p1", {"weight": 1234}], ["u2", "p1", {"weight": 2000000}], ["u1", "p2", {"weight": 7}]],
        ),
        _one("SQLite", {"shop.db": _database()}, _PAIRS, items=_TITLES),
    ]  # fmt: skip


def _said() -> list[Published]:
    both = {"items.csv": _ITEMS, "log.csv": _LOG}
    return [
        _one(
            "nothing in sight is passed over without its name and reason",
            {**both, "weather.csv": _csv("city,rain", "Rome,1", "Oslo,2"), "model.bin": b"\0\1"},
            _PAIRS,
            items=_TITLES,
            unused=["weather.csv", "model.bin"],
        ),
        _one(
            "an unrelated file never blocks",
            {**both, "broken.parquet": b"PAR1 no more", "notes.xlsx": b"PK\3\4 broken"},
            _PAIRS,
            items=_TITLES,
            unused=["broken.parquet", "notes.xlsx"],
        ),
    ]


SETS = [*_identity(), *_splits(), *_times(), *_wishes(), *_words(), *_formats(), *_said()]
