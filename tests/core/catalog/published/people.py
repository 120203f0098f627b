"""What people have that no service exported: spreadsheets, pivots, scrapes, odds and ends.

What is true was written down before any was read.
"""

from __future__ import annotations

import gzip
import io
import json
import zipfile

import polars as pl
from PIL import Image

from tests.core.catalog.published import Published, lines
from tests.core.catalog.published.workbook import workbook


def _csv(*rows: str, end: str = "\n", encoding: str = "utf-8") -> bytes:
    return (end.join(rows) + end).encode(encoding)


def _zip(**files: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as out:
        for name, data in files.items():
            out.writestr(name.replace("__", "."), data)
    return made.getvalue()


def _parquet(**columns: list[object]) -> bytes:
    made = io.BytesIO()
    pl.DataFrame(columns).write_parquet(made)
    return made.getvalue()


def _picture(shade: int = 9) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (16, 12), (200, 60, shade)).save(made, "PNG")
    return made.getvalue()


_PAIRS = [["u1", "p1"], ["u2", "p1"], ["u1", "p2"]]
_RATED = [["u1", "p1", {"rating": 5}], ["u2", "p1", {"rating": 3}], ["u1", "p2", {"rating": 4}]]
_TITLES = {"p1": {"title": "Red mug"}, "p2": {"title": "Blue cup"}}


def _one(name: str, what: str, files: dict[str, bytes], true: dict[str, object]) -> Published:
    return Published(f"people-{name}", what, files, true)


SETS = [
    _one(
        "sheet-with-a-title-above",
        "Google Sheets: a title and an empty row above the header",
        {
            "Ratings - Sheet1.csv": _csv(
                "Book club 2023,,,",
                ",,,",
                "reader,book,stars,read on",
                "Ann,Dune,5,2023-01-02",
                "Bob,Dune,3,2023-01-05",
                "Ann,Emma,4,2023-02-01",
            )
        },
        {
            "log_in": "Ratings - Sheet1.csv",
            "log": [
                ["Ann", "Dune", "2023-01-02", {"rating": 5}],
                ["Bob", "Dune", "2023-01-05", {"rating": 3}],
                ["Ann", "Emma", "2023-02-01", {"rating": 4}],
            ],
        },
    ),
    _one(
        "workbook-with-a-title-above",
        "Excel: a title and an empty row above the header",
        {
            "club.xlsx": workbook(
                Ratings=[
                    ["Book club 2023"],
                    [None],
                    ["reader", "book", "stars"],
                    ["Ann", "Dune", 5],
                    ["Bob", "Dune", 3],
                    ["Ann", "Emma", 4],
                ]
            )
        },
        {
            "log_in": "club.xlsx/Ratings",
            "log": [
                ["Ann", "Dune", {"rating": 5}],
                ["Bob", "Dune", {"rating": 3}],
                ["Ann", "Emma", {"rating": 4}],
            ],
        },
    ),
    _one(
        "workbook-of-sheets",
        "Excel: products, orders and a sheet of notes",
        {
            "shop.xlsx": workbook(
                Products=[["sku", "name", "price"], ["p1", "Red mug", 3.5], ["p2", "Blue cup", 4]],
                Orders=[
                    ["customer", "sku", "qty"],
                    ["u1", "p1", 1],
                    ["u2", "p1", 2],
                    ["u1", "p2", 1],
                ],
                Notes=[["To do"], ["Call the supplier"]],
            )
        },
        {
            "items_in": "shop.xlsx/Products",
            "log_in": "shop.xlsx/Orders",
            "items": _TITLES,
            "log": [
                ["u1", "p1", {"weight": 1}],
                ["u2", "p1", {"weight": 2}],
                ["u1", "p2", {"weight": 1}],
            ],
            "unused": ["shop.xlsx/Notes"],
        },
    ),
    _one(
        "merged-header",
        "Excel as CSV: merged cells above the names of columns",
        {
            "sales.csv": _csv(
                "Customer,,Product,,",
                "id,city,sku,qty,date",
                "u1,Bonn,p1,1,2023-01-02",
                "u2,Köln,p1,2,2023-01-05",
                "u1,Bonn,p2,1,2023-02-01",
            )
        },
        {
            "log_in": "sales.csv",
            "log": [
                ["u1", "p1", "2023-01-02", {"weight": 1}],
                ["u2", "p1", "2023-01-05", {"weight": 2}],
                ["u1", "p2", "2023-02-01", {"weight": 1}],
            ],
        },
    ),
    _one(
        "two-tables-in-one",
        "A report: two tables in one CSV, a blank line between",
        {
            "report.csv": _csv(
                "sku,name,price",
                "p1,Red mug,3.5",
                "p2,Blue cup,4",
                "",
                "customer,sku,stars",
                "u1,p1,5",
                "u2,p1,3",
                "u1,p2,4",
            )
        },
        {
            "items_in": "report.csv",
            "log_in": "report.csv",
            "items": _TITLES,
            "log": _RATED,
            "asks": {"any": ["report.csv"]},
        },
    ),
    _one(
        "german-excel",
        "German Excel: semicolons, a mark of order, decimal commas, thousands",
        {
            "artikel.csv": b"\xef\xbb\xbf"
            + _csv(
                "Artikelnr;Bezeichnung;Preis", "0071;Tasse;3,50", "0072;Kanne;1.234,00", end="\r\n"
            ),
            "verkaeufe.csv": b"\xef\xbb\xbf"
            + _csv(
                "Kunde;Artikelnr;Anzahl;Datum",
                "K1;0071;1.200;05.01.2023",
                "K2;0071;3;25.01.2023",
                "K1;0072;12;02.02.2023",
                end="\r\n",
            ),
        },
        {
            "items_in": "artikel.csv",
            "log_in": "verkaeufe.csv",
            "items": {"0071": {"title": "Tasse"}, "0072": {"title": "Kanne"}},
            "log": [
                ["K1", "0071", "2023-01-05", {"weight": 1200}],
                ["K2", "0071", "2023-01-25", {"weight": 3}],
                ["K1", "0072", "2023-02-02", {"weight": 12}],
            ],
        },
    ),
    _one(
        "tabs-called-csv",
        "Tab separated, called .csv, commas in the titles",
        {
            "items.csv": _csv("id\ttitle", "p1\tMug, red", "p2\tCup, blue"),
            "events.csv": _csv(
                "user\titem\tevent\ttime",
                "u1\tp1\tview\t2023-01-02 10:00",
                "u2\tp1\tbuy\t2023-01-03 10:00",
            ),
        },
        {
            "items_in": "items.csv",
            "log_in": "events.csv",
            "items": {"p1": {"title": "Mug, red"}, "p2": {"title": "Cup, blue"}},
            "log": [["u1", "p1", "2023-01-02T10:00:00"], ["u2", "p1", "2023-01-03T10:00:00"]],
        },
    ),
    _one(
        "pivot-of-counts",
        "A pivot table of Excel: how often, with totals",
        {
            "pivot.csv": _csv(
                "Row Labels,Tea,Coffee,Cocoa,Grand Total",
                "Ann,2,,1,3",
                "Bob,,5,,5",
                "Cem,1,1,,2",
                "Grand Total,3,6,1,10",
            )
        },
        {
            "log_in": "pivot.csv",
            "log": [
                ["Ann", "Tea", {"weight": 2}],
                ["Ann", "Cocoa", {"weight": 1}],
                ["Bob", "Coffee", {"weight": 5}],
                ["Cem", "Tea", {"weight": 1}],
                ["Cem", "Coffee", {"weight": 1}],
            ],
            "asks": {"any": ["pivot.csv"]},
        },
    ),
    _one(
        "matrix-beside-items",
        "A matrix whose columns are the ids of a table of items; 0 is unrated",
        {
            "movies.csv": _csv("movie_id,title", "10,Heat", "11,Alien", "12,Cats"),
            "matrix.csv": _csv("user_id,10,11,12", "1,5,4,0", "2,0,5,1", "3,3,0,0", "4,0,0,2"),
        },
        {
            "items_in": "movies.csv",
            "log_in": "matrix.csv",
            "items": {"10": {"title": "Heat"}, "11": {"title": "Alien"}, "12": {"title": "Cats"}},
            "log": [
                ["1", "10", {"rating": 5}],
                ["1", "11", {"rating": 4}],
                ["2", "11", {"rating": 5}],
                ["2", "12", {"rating": 1}],
                ["3", "10", {"rating": 3}],
                ["4", "12", {"rating": 2}],
            ],
        },
    ),
    _one(
        "matrix-turned",
        "Films as rows, people as columns",
        {"scores.tsv": _csv("film\tann\tbob\tcem", "Heat\t5\t\t3", "Alien\t4\t5\t", "Cats\t\t1\t")},
        {
            "log_in": "scores.tsv",
            "log": [
                ["ann", "Heat", {"rating": 5}],
                ["cem", "Heat", {"rating": 3}],
                ["ann", "Alien", {"rating": 4}],
                ["bob", "Alien", {"rating": 5}],
                ["bob", "Cats", {"rating": 1}],
            ],
            "asks": {"any": ["scores.tsv"]},
        },
    ),
    _one(
        "attributes-are-no-matrix",
        "Numbers of several kinds beside ids are attributes",
        {
            "cars.csv": _csv(
                "car,doors,seats,power,weight", "a,3,5,75,980", "b,5,5,110,1240", "c,2,2,240,1380"
            ),
            "likes.csv": _csv("user,car", "u1,a", "u2,a", "u1,c"),
        },
        {
            "items_in": "cars.csv",
            "log_in": "likes.csv",
            "items": {"a": {}, "b": {}, "c": {}},
            "log": [["u1", "a"], ["u2", "a"], ["u1", "c"]],
        },
    ),
    _one(
        "json-by-id",
        "JSON: a dictionary of items by id, and lists of them by user",
        {
            "products.json": json.dumps(
                {
                    "p1": {"title": "Red mug", "tags": ["red", "mug"]},
                    "p2": {"title": "Blue cup", "tags": []},
                }
            ).encode(),
            "favourites.json": json.dumps({"u1": ["p1", "p2"], "u2": ["p1"]}).encode(),
        },
        {"items_in": "products.json", "log_in": "favourites.json", "items": _TITLES, "log": _PAIRS},
    ),
    _one(
        "json-wrapped-twice",
        "A web service's answer: data, then items",
        {
            "products.json": json.dumps(
                {
                    "status": "ok",
                    "data": {
                        "total": 2,
                        "items": [
                            {"id": "p1", "title": "Red mug"},
                            {"id": "p2", "title": "Blue cup"},
                        ],
                    },
                }
            ).encode(),
            "ratings.json": json.dumps(
                {
                    "data": {
                        "items": [
                            {"user": "u1", "product": "p1", "rating": 5},
                            {"user": "u2", "product": "p1", "rating": 3},
                            {"user": "u1", "product": "p2", "rating": 4},
                        ]
                    }
                }
            ).encode(),
        },
        {"items_in": "products.json", "log_in": "ratings.json", "items": _TITLES, "log": _RATED},
    ),
    _one(
        "json-users-hold-histories",
        "One object a user, their ratings in it",
        {
            "users.json": json.dumps(
                [
                    {
                        "user_id": "u1",
                        "name": "Ann",
                        "ratings": [
                            {"movie": "p1", "score": 5, "at": "2023-01-02"},
                            {"movie": "p2", "score": 4, "at": "2023-01-03"},
                        ],
                    },
                    {
                        "user_id": "u2",
                        "name": "Bob",
                        "ratings": [{"movie": "p1", "score": 3, "at": "2023-01-04"}],
                    },
                ]
            ).encode()
        },
        {
            "log_in": "users.json",
            "log": [
                ["u1", "p1", "2023-01-02", {"rating": 5}],
                ["u1", "p2", "2023-01-03", {"rating": 4}],
                ["u2", "p1", "2023-01-04", {"rating": 3}],
            ],
        },
    ),
    _one(
        "ids-with-blanks-and-quotes",
        "Ids that hold blanks, quotes, commas and slashes",
        {
            "items.csv": _csv("item,title", '"12"" record",Vinyl', '"a, b",Pair', "x / y,Slash"),
            "log.csv": _csv(
                "user,item", 'u 1,"12"" record"', 'u 1,"a, b"', "O'Neil,x / y", 'O\'Neil,"a, b"'
            ),
        },
        {
            "items_in": "items.csv",
            "log_in": "log.csv",
            "items": {
                '12" record': {"title": "Vinyl"},
                "a, b": {"title": "Pair"},
                "x / y": {"title": "Slash"},
            },
            "log": [
                ["u 1", '12" record'],
                ["u 1", "a, b"],
                ["O'Neil", "x / y"],
                ["O'Neil", "a, b"],
            ],
        },
    ),
    _one(
        "thousands-in-counts",
        "Play counts with thousands separators",
        {
            "plays.csv": _csv(
                "listener,track,plays", 'ann,t1,"1,204"', 'bob,t1,"12,001"', "ann,t2,7"
            )
        },
        {
            "log_in": "plays.csv",
            "log": [
                ["ann", "t1", {"weight": 1204}],
                ["bob", "t1", {"weight": 12001}],
                ["ann", "t2", {"weight": 7}],
            ],
        },
    ),
    _one(
        "lines-with-other-keys",
        "JSON lines in gzip, other keys in each",
        {
            "events.ndjson.gz": gzip.compress(
                lines(
                    {"user": "u1", "item": "p1", "ts": 1672567200},
                    {"item": "p1", "user": "u2", "ts": 1672567300, "rating": 3},
                    {"user": "u1", "item": "p2", "ts": 1672567400, "ref": {"page": 1}},
                    {"user": "u1"},
                ),
                mtime=0,
            )
        },
        {
            "log_in": "events.ndjson.gz",
            "log": [
                ["u1", "p1", 1672567200],
                ["u2", "p1", 1672567300, {"rating": 3}],
                ["u1", "p2", 1672567400],
            ],
            "quarantine": {"events.ndjson.gz": [4]},
        },
    ),
    _one(
        "pictures-and-captions",
        "A folder of pictures, and a text with a caption for each",
        {
            "images/cat_01.png": _picture(),
            "images/dog 2.png": _picture(60),
            "captions.txt": _csv("cat_01.png\tA cat on a mat", "dog 2.png\tA dog, running"),
        },
        {
            "each": {
                "text": ["A cat on a mat", "A dog, running"],
                "image": ["images/cat_01.png", "images/dog 2.png"],
            },
            "n_items": [2],
            "asks": {"any": ["captions.txt"]},
            "or": [
                {
                    "each": {
                        "title": ["A cat on a mat", "A dog, running"],
                        "image": ["images/cat_01.png", "images/dog 2.png"],
                    }
                }
            ],
        },
    ),
    _one(
        "playlists",
        "Playlists of a player: m3u files",
        {
            "Morning.m3u": _csv(
                "#EXTM3U",
                "#EXTINF:201,Nena - 99 Luftballons",
                "music/99.mp3",
                "#EXTINF:121,Blur - Song 2",
                "music/song2.mp3",
            ),
            "Gym.m3u8": _csv("#EXTM3U", "#EXTINF:121,Blur - Song 2", "music/song2.mp3"),
            "tracks.csv": _csv("track,title", "99,99 Luftballons", "song2,Song 2"),
        },
        {
            "items_in": "tracks.csv",
            "n_items": [2],
            "log": [
                ["Morning", ["99", "music/99.mp3"]],
                ["Morning", ["song2", "music/song2.mp3"]],
                ["Gym", ["song2", "music/song2.mp3"]],
            ],
            "or": [{"log": [], "unused": ["Morning.m3u", "Gym.m3u8"]}],
        },
    ),
    _one(
        "hive-partitions",
        "Parquet in folders that name a column",
        {
            "log/year=2022/part-0.parquet": _parquet(
                user=["u1", "u2"], item=["p1", "p1"], rating=[5, 3]
            ),
            "log/year=2023/part-0.parquet": _parquet(user=["u1"], item=["p2"], rating=[4]),
            "items.parquet": _parquet(item=["p1", "p2"], title=["Red mug", "Blue cup"]),
        },
        {
            "items_in": "items.parquet",
            "log_in": [
                "log",
                "log/year=2022",
                "log/year=2023",
                "log/year=2022/part-0.parquet",
                "log/year=2023/part-0.parquet",
            ],
            "items": _TITLES,
            "log": _RATED,
        },
    ),
    _one(
        "zip-in-zip",
        "A download that holds an archive",
        {
            "archive.zip": _zip(
                ratings__csv__zip=_zip(
                    ratings__csv=_csv("user,item,rating", "u1,p1,5", "u2,p1,3", "u1,p2,4")
                ),
                items__csv=_csv("item,title", "p1,Red mug", "p2,Blue cup"),
            )
        },
        {
            "items": _TITLES,
            "log": _RATED,
            "or": [{"items": {}, "log": [], "unused": ["archive.zip"]}],
        },
    ),
    _one(
        "chinese-names",
        "Columns in Chinese, GBK, dates with 年月日",
        {
            "评分.csv": _csv(
                "用户,商品,评分,时间",
                "张三,红茶,5,2023年1月5日",
                "李四,红茶,3,2023年1月15日",
                "张三,绿茶,4,2023年12月2日",
                encoding="gbk",
            )
        },
        {
            "log_in": "评分.csv",
            "log": [
                ["张三", "红茶", "2023-01-05", {"rating": 5}],
                ["李四", "红茶", "2023-01-15", {"rating": 3}],
                ["张三", "绿茶", "2023-12-02", {"rating": 4}],
            ],
        },
    ),
    _one(
        "a-file-per-user",
        "A folder of one file for each person, named after them",
        {
            "histories/ann.csv": _csv("item,rating,date", "p1,5,2023-01-02", "p2,4,2023-01-03"),
            "histories/bob.csv": _csv("item,rating,date", "p1,3,2023-01-04"),
            "items.csv": _csv("item,title", "p1,Red mug", "p2,Blue cup"),
        },
        {
            "items_in": "items.csv",
            "log_in": ["histories/ann.csv", "histories/bob.csv"],
            "items": _TITLES,
            "log": [
                ["ann", "p1", "2023-01-02", {"rating": 5}],
                ["ann", "p2", "2023-01-03", {"rating": 4}],
                ["bob", "p1", "2023-01-04", {"rating": 3}],
            ],
            "asks": {"any": ["ann.csv", "bob.csv"]},
        },
    ),
    _one(
        "a-folder-per-user",
        "Photos people chose, in a folder of each; names of items",
        {
            "log.csv": _csv("user;item;liked", "u1;p1;yes", "u2;p1;no", "u1;p2;yes"),
            "items.csv": _csv("item;title", "p1;Red mug", "p2;Blue cup"),
            "p1/front.png": _picture(),
            "p1/back.png": _picture(3),
            "p2/front.png": _picture(5),
        },
        {
            "items_in": "items.csv",
            "log_in": "log.csv",
            "items": {
                "p1": {"title": "Red mug", "image": ["p1/front.png", "p1/back.png"]},
                "p2": {"title": "Blue cup", "image": "p2/front.png"},
            },
            "log": [
                ["u1", "p1", {"wish": True}],
                ["u2", "p1", {"wish": False}],
                ["u1", "p2", {"wish": True}],
            ],
        },
    ),
    _one(
        "basket-lines",
        "One basket a line, no header, names with blanks",
        {
            "baskets.csv": _csv(
                "whole milk,yogurt,coffee",
                "rolls,whole milk",
                "yogurt,coffee",
                "whole milk,rolls,soda",
            )
        },
        {"log_in": "baskets.csv", "n_users": [4], "n_items": [5], "asks": {"any": ["baskets.csv"]}},
    ),
]
