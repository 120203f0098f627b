"""More situations of bug reports and forums; what is true was written before any was read."""

from __future__ import annotations

import io
import pickle

import polars as pl

from tests.core.catalog.published import Published
from tests.core.catalog.published.clauses import ITEMS, LOG, PAIRS, TITLES
from tests.core.catalog.published.people import _csv

_MARKED = [["u1", "p1", {"rating": 5}], ["u2", "p1", {"rating": 3}], ["u1", "p2", {"rating": 4}]]
_RATED = _csv("user,item,rating", "u1,p1,5", "u2,p1,3", "u1,p2,4")
_NOTE = {"items_in": "items.csv", "log_in": "log.csv"}


def _one(
    name: str, what: str, files: dict[str, bytes], log: list[object] | None, **true: object
) -> Published:
    known = {**_NOTE, **({"log": log} if log is not None else {})}
    return Published(f"reports-{name}", what, files, {**known, **true})


def _ipc() -> bytes:
    made = io.BytesIO()
    pl.DataFrame({"user": ["u1", "u2", "u1"], "item": ["p1", "p1", "p2"]}).write_ipc(made)
    return made.getvalue()


_UUIDS = ("6F9619FF-8B86-D011-B42D-00CF4FC964FF", "550E8400-E29B-41D4-A716-446655440000")
_HTML = (
    b"<!DOCTYPE html>\n<html><head><title>Sign in</title></head>\n"
    b"<body>Please, log in</body>\n</html>\n"
)
_POINTER = b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a2146 \nsize 533444411\n"

SETS = [
    _one(
        "savetxt",
        "RecBole #1372: numpy.savetxt writes # before the names",
        {"items.csv": ITEMS, "log.csv": b"# user,item,rating\nu1,p1,5\nu2,p1,3\nu1,p2,4\n"},
        _MARKED,
        items=TITLES,
        asks={"any": ["log.csv"]},
    ),
    _one(
        "inter-with-blanks",
        "RecBole #2000: atomic files with blanks between the fields",
        {"x.inter": b"user_id:token item_id:token rating:float\nu1 p1 5\nu2 p1 3\nu1 p2 4\n"},
        _MARKED,
    ),
    _one(
        "marks-of-many-digits",
        "Surprise #117: no names, marks like 2.8978348799, always time 1",
        {
            "log.csv": b"3\t1\t2.8978348799\t1\n3\t2\t2.66925567528\t1\n4\t1\t2.76930156182\t1\n"
            b"4\t3\t2.9\t1\n5\t2\t2.85\t1\n"
        },
        [["3", "1", {"rating": 2.8978348799}], ["3", "2"], ["4", "1"], ["4", "3"], ["5", "2"]],
        columns={"rating": "column 3"},
        asks={"any": ["log.csv"]},
    ),
    _one(
        "merge-conflict",
        "A log with the marks of a merge that was never finished",
        {
            "items.csv": ITEMS,
            "log.csv": _csv(
                "user,item", "u1,p1", "<<<<<<< HEAD", "u2,p1", "=======", "u1,p2", ">>>>>>> b"
            ),
        },
        PAIRS,
        items=TITLES,
        quarantine={"log.csv": [3, 5, 7]},
    ),
    _one(
        "same-row-twice",
        "KuaiRec #2: the same user, video and time come more than once",
        {
            "items.csv": ITEMS,
            "log.csv": _csv(
                "user,item,time",
                "u1,p1,2020-09-01 11:27:43.599",
                "u1,p1,2020-09-01 11:27:43.599",
                "u2,p2,2020-09-02 10:00:00.000",
            ),
        },
        [["u1", "p1"], ["u1", "p1"], ["u2", "p2"]],
    ),
    _one(
        "people-by-mail",
        "Who bought is told by an address",
        {
            "items.csv": ITEMS,
            "log.csv": _csv("email,sku,qty", "a@x.org,p1,1", "b@x.org,p1,2", "a@x.org,p2,1"),
        },
        [["a@x.org", "p1"], ["b@x.org", "p1", {"weight": 2}], ["a@x.org", "p2"]],
        items=TITLES,
    ),
    _one(
        "uuids-in-two-cases",
        "SQL Server writes UUIDs in capitals, the shop in small letters",
        {
            "items.csv": _csv(
                "item,title", *(f"{one.lower()},Mug {n}" for n, one in enumerate(_UUIDS))
            ),
            "log.csv": _csv("user,item", f"u1,{_UUIDS[0]}", f"u2,{_UUIDS[1]}", f"u1,{_UUIDS[1]}"),
        },
        [["u1", _UUIDS[0].lower()], ["u2", _UUIDS[1].lower()], ["u1", _UUIDS[1].lower()]],
        asks={"any": ["items.csv", "log.csv"]},
        refusal=["log.csv", "items.csv"],
    ),
    _one(
        "pages-are-items",
        "A web log: items are addresses",
        {
            "pages.csv": _csv("url,title", "https://x.org/a,Red mug", "https://x.org/b,Blue cup"),
            "log.csv": _csv(
                "visitor,url", "u1,https://x.org/a", "u2,https://x.org/a", "u1,https://x.org/b"
            ),
        },
        [["u1", "https://x.org/a"], ["u2", "https://x.org/a"], ["u1", "https://x.org/b"]],
        items_in="pages.csv",
        items={"https://x.org/a": {"title": "Red mug"}, "https://x.org/b": {"title": "Blue cup"}},
    ),
    _one(
        "months",
        "Only year and month are told",
        {
            "items.csv": ITEMS,
            "log.csv": _csv("user,item,month", "u1,p1,2021-03", "u2,p1,2021-11", "u1,p2,2022-01"),
        },
        [
            ["u1", "p1", ["2021-03-01", "told"]],
            ["u2", "p1", ["2021-11-01", "told"]],
            ["u1", "p2", ["2022-01-01", "told"]],
        ],
        columns={"time": "month"},
    ),
    _one(
        "per-cent",
        "Marks in per cent",
        {
            "items.csv": ITEMS,
            "log.csv": _csv(
                "user,item,rating", "u1,p1,95%", "u2,p1,20%", "u1,p2,60%", "u2,p2,100%"
            ),
        },
        [
            ["u1", "p1", {"rating": [95, 0.95], "wish": True}],
            ["u2", "p1", {"wish": False}],
            ["u1", "p2", {"wish": False}],
            ["u2", "p2", {"wish": True}],
        ],
    ),
    _one(
        "thumbs",
        "Votes are told as up and down",
        {
            "items.csv": ITEMS,
            "log.csv": _csv("user,item,vote", "u1,p1,up", "u2,p1,down", "u1,p2,up", "u2,p2,down"),
        },
        [
            ["u1", "p1", {"wish": True}],
            ["u2", "p1", {"wish": False}],
            ["u1", "p2"],
            ["u2", "p2", {"wish": False}],
        ],
        columns={"wish": "vote"},
    ),
    _one(
        "yes-and-no",
        "Whether it was bought is told by Y and N",
        {
            "items.csv": ITEMS,
            "log.csv": _csv("user,item,purchased", "u1,p1,Y", "u2,p1,N", "u1,p2,Y", "u2,p2,N"),
        },
        [
            ["u1", "p1", {"wish": True}],
            ["u2", "p1", {"wish": False}],
            ["u1", "p2"],
            ["u2", "p2", {"wish": False}],
        ],
        columns={"wish": "purchased"},
    ),
    _one(
        "returns",
        "What was sent back lies in a file of its own",
        {
            "items.csv": ITEMS,
            "orders.csv": LOG,
            "returns.csv": _csv("user,item", "u1,p1"),
        },
        None,
        log_in="returns.csv",
        items=TITLES,
        n_users=[2],
        **{
            "or": [
                {
                    "log": [
                        ["u1", "p1", {"wish": True}],
                        ["u2", "p1"],
                        ["u1", "p2"],
                        ["u1", "p1", {"wish": False}],
                    ]
                },
                {"log": PAIRS, "unused": ["returns.csv"]},
            ]
        },
    ),
    _one(
        "numbers-with-commas",
        "Excel wrote numbers of users and items with commas in both tables",
        {
            "items.csv": _csv("item,title", '"1,001",Red mug', '"1,002",Blue cup'),
            "log.csv": _csv("user,item", '"2,001","1,001"', '"2,002","1,001"', '"2,001","1,002"'),
        },
        [
            [["2,001", "2001"], ["1,001", "1001"]],
            [["2,002", "2002"], ["1,001", "1001"]],
            [["2,001", "2001"], ["1,002", "1002"]],
        ],
    ),
    _one(
        "feather",
        "pandas' to_feather",
        {"items.csv": ITEMS, "log.feather": _ipc()},
        PAIRS,
        log_in="log.feather",
        items=TITLES,
        **{"or": [{"log": None, "items": TITLES, "unused": ["log.feather"]}]},
    ),
    _one(
        "pickle",
        "pandas' to_pickle: it is never run",
        {"items.csv": ITEMS, "log.csv": LOG, "more.pkl": pickle.dumps({"u1": ["p1"]})},
        PAIRS,
        items=TITLES,
        unused=["more.pkl"],
    ),
    _one(
        "old-mac",
        "Lines end in a carriage return alone",
        {"items.csv": ITEMS.replace(b"\n", b"\r"), "log.csv": LOG.replace(b"\n", b"\r")},
        PAIRS,
        items=TITLES,
    ),
    _one(
        "names-over-two-lines",
        "A heading with a line end in it",
        {"items.csv": ITEMS, "log.csv": _RATED.replace(b"rating", b'"rating\n(1-5)"')},
        _MARKED,
        items=TITLES,
    ),
    _one(
        "aligned",
        "Columns aligned with blanks, as DataFrame.to_string writes them",
        {
            "items.csv": ITEMS,
            "log.txt": b"  user item  rating\n   u1   p1       5\n"
            b"   u2   p1       3\n   u1   p2       4\n",
        },
        _MARKED,
        log_in="log.txt",
        items=TITLES,
    ),
    _one(
        "python-logging",
        "Times with a comma before the milliseconds",
        {
            "items.csv": ITEMS,
            "log.tsv": b"asctime\tuser\titem\n2021-03-04 05:06:07,123\tu1\tp1\n"
            b"2021-03-17 18:09:10,500\tu2\tp1\n",
        },
        [["u1", "p1", "2021-03-04T05:06:07.123"], ["u2", "p1", "2021-03-17T18:09:10.500"]],
        log_in="log.tsv",
    ),
    _one(
        "lfs-pointer",
        "git lfs was not installed: the log is three lines about itself",
        {"items.csv": ITEMS, "log.csv": _POINTER},
        None,
        items=TITLES,
        n_users=[0],
        refusal=["log.csv"],
        unused=["log.csv"],
    ),
    _one(
        "login-page",
        "What was downloaded is a page that asks to log in",
        {"items.csv": ITEMS, "log.csv": _HTML},
        None,
        items=TITLES,
        n_users=[0],
        refusal=["log.csv"],
        unused=["log.csv"],
    ),
    _one(
        "lock-of-excel",
        "A workbook is open: its lock lies beside it, and a copy",
        {
            "items.csv": ITEMS,
            "items - Copy.csv": ITEMS,
            "log.csv": LOG,
            "log (1).csv": LOG,
            "~$items.xlsx": b"\x05Julia" + bytes(100),
        },
        PAIRS,
        items=TITLES,
        unused=["items - Copy.csv", "log (1).csv", "~$items.xlsx"],
    ),
    _one(
        "buyers-and-sellers",
        "Who sold is no user",
        {
            "items.csv": ITEMS,
            "log.csv": _csv(
                "order_id,seller_id,buyer_id,product_id", "1,s1,u1,p1", "2,s1,u2,p1", "3,s2,u1,p2"
            ),
        },
        PAIRS,
        items=TITLES,
    ),
]
