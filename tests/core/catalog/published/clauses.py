"""Every clause of what must be right of people's files, one small folder each.

Those of media are tests in `tests/core/media` and `test_media_*.py`; which clause is shown where is
told in `benchmarks/docs/cases.md`.
"""

from __future__ import annotations

import gzip
import io
import json
import sys
import unicodedata
from collections.abc import Sequence

import polars as pl

from tests.core.catalog.published import Published
from tests.core.catalog.published.people import _csv, _parquet
from tests.core.catalog.published.workbook import workbook

if sys.version_info >= (3, 14):
    pass
else:
    pass

ITEMS = _csv("item,title", "p1,Red mug", "p2,Blue cup")
TITLES = {"p1": {"title": "Red mug"}, "p2": {"title": "Blue cup"}}
PAIRS = [["u1", "p1"], ["u2", "p1"], ["u1", "p2"]]
LOG = _csv("user,item", "u1,p1", "u2,p1", "u1,p2")


def clause(
    name: str, files: dict[str, bytes], log: list[object] | None, **true: object
) -> Published:
    named = {"items_in": next((n for n in files if n.startswith("items")), "items.csv")}
    named["log_in"] = next((n for n in files if n.startswith("log")), "log.csv")
    return Published(name, "", files, {**named, **({"log": log} if log else {}), **true})


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
        clause(
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
        clause(
            "the key is what meets, not what is called id",
            {
                "items.csv": _csv("id,sku,title", "1,p2,Blue cup", "2,p1,Red mug"),
                "log.csv": _csv("id,user,item", "1,u1,p1", "2,u2,p1", "3,u1,p2"),
            },
            PAIRS,
            items=TITLES,
        ),
        clause(
            "NaN, NULL, None and \\N are missing",
            {
                "items.csv": ITEMS,
                "log.csv": _csv(
                    "user,item", "u1,p1", "NaN,p1", "NULL,p2", "None,p2", "\\N,p2", "u1,NaN"
                ),
            },
            [["u1", "p1"]],
            n_users=[1],
            quarantine={"log.csv": [3, 4, 5, 6, 7]},
        ),
        clause(
            "_id and id are two columns",
            {
                "items.jsonl": b'{"_id": "64fa", "id": "p1", "title": "Red mug"}\n'
                b'{"_id": "64fb", "id": "p2", "title": "Blue cup"}\n',
                "log.csv": LOG,
            },
            PAIRS,
            items=TITLES,
            left=["_id"],
        ),
        clause(
            "NFC meets NFD",
            {
                "items.csv": _csv("item,title", "café,Bar", "p2,Blue cup"),
                "log.csv": _csv("user,item", f"u1,{accents}", "u2,p2"),
            },
            [["u1", "café"], ["u2", "p2"]],
        ),
        clause(
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
    inter = {
        split: _csv("user_id:token,item_id:token", *several).replace(b",", b"\t")
        for split, several in rows.items()
    }
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
        clause("RecBole", {f"x.{s}.inter": data for s, data in inter.items()}, log),
        clause("RecBole's parts", {f"x.part{numbers[s]}.inter": d for s, d in inter.items()}, log),
        clause("plain", {"items.csv": ITEMS, **{f"{s}.csv": d for s, d in plain.items()}}, log),
        clause(
            "Amazon 2023", {f"Mugs.{s}.csv.gz": gzip.compress(d) for s, d in amazon.items()}, log
        ),
        clause("HF", {f"data/{s}-00000-of-00001.parquet": d for s, d in hf.items()}, log),
        clause("HF in folders", {f"{s}/log.csv": d for s, d in plain.items()}, log),
        clause(
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
        clause(
            f"times {name}",
            {"items.csv": ITEMS, "log.csv": log(written)},
            [[f"u{n}", "p1", one] for n, one in enumerate(true)],
        )
        for name, (written, true) in _WRITTEN.items()
    ]
    return [
        *made,
        clause(
            "times as years",
            {"log.csv": _csv("user,item,year", "u1,p1,1999", "u2,p1,2004", "u1,p2,2011")},
            [["u1", "p1", "1999-01-01"], ["u2", "p1", "2004-01-01"], ["u1", "p2", "2011-01-01"]],
        ),
        clause(
            "the year a film came out is no time",
            {"log.csv": _csv("user,item,year", "u1,p1,1999", "u2,p1,1999", "u1,p2,2011")},
            [["u1", "p1", "none"], ["u2", "p1", "none"], ["u1", "p2", "none"]],
        ),
        clause(
            "times as order 0, 1, 2",
            {"log.csv": _csv("user,item,timestamp", "u1,p2,1", "u1,p1,0", "u1,p3,2", "u2,p1,0")},
            None,
            order={"u1": ["p1", "p2", "p3"]},
        ),
        clause(
            "d/m against m/d that nothing tells is asked",
            {"log.csv": log(("03/04/2021", "05/06/2021", "07/08/2021"))},
            [["u0", "p1", "2022-01-01"], ["u1", "p1", "2022-01-01"], ["u2", "p1", "2022-01-01"]],
            columns={"time": "wann"},
        ),
        clause(
            "a bad optional field costs the field",
            {
                "items.csv": ITEMS,
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
        return {"items.csv": ITEMS, "log.csv": _csv(f"user,item,{name}", *rows)}

    def met(field: str, values: Sequence[object]) -> list[object]:
        return [[f"u{n}", f"p{n % 2 + 1}", {field: one}] for n, one in enumerate(values)]

    return [
        clause(
            "ratings", log("rating", "1", "5", "4", "2"), met("wish", [False, True, True, False])
        ),
        clause(
            "dislikes",
            log("event", "like", "dislike", "like", "dislike"),
            met("wish", [True, False, True, False]),
        ),
        clause(
            "thumbs down",
            log("liked", "1", "0", "1", "0"),
            met("wish", [True, False, True, False]),
        ),
        clause("skips", log("event", "play", "skip", "play"), met("wish", [True, False, True])),
        clause(
            "impressions",
            log("event", "impression", "click", "impression"),
            met("wish", [False, True, False]),
        ),
        clause(
            "watch ratio",
            log("watch_ratio", "0.05", "1.3", "0.2", "0.99"),
            met("wish", [False, True, False, True]),
        ),
        clause(
            "play counts",
            log("play_count", "1", "12", "300", "2"),
            met("weight", [1, 12, 300, 2]),
        ),
        clause(
            "play counts are wishes",
            log("play_count", "1", "12", "300", "2"),
            met("wish", [True, True, True, True]),
        ),
    ]


SETS = [*_identity(), *_splits(), *_times(), *_wishes()]
