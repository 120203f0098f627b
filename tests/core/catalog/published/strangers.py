"""Situations of bug reports and of people's tools; what is true was written before any was read."""

from __future__ import annotations

import io
import json

import polars as pl

from tests.core.catalog.published import Published, lines
from tests.core.catalog.published.people import _csv, _parquet, _picture

_PAIRS = [["u1", "p1"], ["u2", "p1"], ["u1", "p2"]]
_RATED = [["u1", "p1", {"rating": 5}], ["u2", "p1", {"rating": 3}], ["u1", "p2", {"rating": 4}]]
_TITLES = {"p1": {"title": "Red mug"}, "p2": {"title": "Blue cup"}}
_LOG = _csv("user,item,rating", "u1,p1,5", "u2,p1,3", "u1,p2,4")
_ITEMS = _csv("item,title", "p1,Red mug", "p2,Blue cup")


def _one(name: str, what: str, files: dict[str, bytes], true: dict[str, object]) -> Published:
    return Published(f"strangers-{name}", what, files, true)


def _both(log: str, rows: list[object] = _RATED) -> dict[str, object]:
    return {"items_in": "items.csv", "log_in": log, "items": _TITLES, "log": rows}


def _written(frame: pl.DataFrame) -> bytes:
    made = io.BytesIO()
    frame.write_csv(made)
    return made.getvalue()


_NOTE = {"any": [".+"]}
_FOLD = [["u1", "p1"], ["u2", "p1"], ["u1", "p2"], ["u2", "p2"], ["u3", "p1"], ["u3", "p2"]]
_MANY = [
    ("196" if n < 2200 else f"{200 + n % 7}", f"{n % 2300 + 1000}", n % 5 + 1) for n in range(2600)
]

SETS = [
    _one(
        "header-again-in-the-middle",
        "cat a.csv b.csv > log.csv",
        {"log.csv": _LOG + b"user,item,rating\nu3,p2,1\n", "items.csv": _ITEMS},
        _both("log.csv", [*_RATED, ["u3", "p2", {"rating": 1}]]),
    ),
    _one(
        "psql",
        "What psql prints",
        {
            "ratings.txt": _csv(
                " user_id | item_id | rating ",
                "---------+---------+--------",
                " u1      | p1      |      5 ",
                " u2      | p1      |      3 ",
                " u1      | p2      |      4 ",
                "(3 rows)",
            ),
            "items.csv": _ITEMS,
        },
        _both("ratings.txt"),
    ),
    _one(
        "mysql",
        "What mysql prints",
        {
            "ratings.txt": _csv(
                "+---------+---------+--------+",
                "| user_id | item_id | rating |",
                "+---------+---------+--------+",
                "| u1      | p1      |      5 |",
                "| u2      | p1      |      3 |",
                "| u1      | p2      |      4 |",
                "+---------+---------+--------+",
                "3 rows in set (0.00 sec)",
            ),
            "items.csv": _ITEMS,
        },
        _both("ratings.txt"),
    ),
    _one(
        "whole-lines-in-quotes",
        "Excel: a CSV pasted into one column and saved again",
        {
            "log.csv": _csv('"user,item,rating"', '"u1,p1,5"', '"u2,p1,3"', '"u1,p2,4"'),
            "items.csv": _ITEMS,
        },
        _both("log.csv"),
    ),
    _one(
        "pandas-to-json",
        "pandas: DataFrame.to_json() as it is, a dictionary a column",
        {
            "ratings.json": json.dumps(
                {
                    "user": {"0": "u1", "1": "u2", "2": "u1"},
                    "item": {"0": "p1", "1": "p1", "2": "p2"},
                    "rating": {"0": 5, "1": 3, "2": 4},
                }
            ).encode(),
            "items.csv": _ITEMS,
        },
        _both("ratings.json"),
    ),
    _one(
        "pandas-split-json",
        "pandas: DataFrame.to_json(orient='split')",
        {
            "ratings.json": json.dumps(
                {
                    "columns": ["user", "item", "rating"],
                    "index": [0, 1, 2],
                    "data": [["u1", "p1", 5], ["u2", "p1", 3], ["u1", "p2", 4]],
                }
            ).encode(),
            "items.csv": _ITEMS,
        },
        _both("ratings.json"),
    ),
    _one(
        "csv-and-parquet-of-one-log",
        "The same log as CSV and as Parquet",
        {
            "ratings.csv": _csv("user,item,rating", "1,11,5", "2,11,3", "1,12,4"),
            "ratings.parquet": _parquet(user=[1, 2, 1], item=[11, 11, 12], rating=[5, 3, 4]),
        },
        {
            "log": [
                ["1", "11", {"rating": 5}],
                ["2", "11", {"rating": 3}],
                ["1", "12", {"rating": 4}],
            ],
        },
    ),
    _one(
        "a-cleaned-copy",
        "A log, and what was left of it after cleaning",
        {
            "ratings.csv": _csv(
                "user,item,rating", *(f"u{n},p{n % 3},{n % 5 + 1}" for n in range(12))
            ),
            "ratings_clean.csv": _csv(
                "user,item,rating", *(f"u{n},p{n % 3},{n % 5 + 1}" for n in range(12) if n % 4)
            ),
        },
        {
            "log": [[f"u{n}", f"p{n % 3}", {"rating": n % 5 + 1}] for n in range(12)],
            "or": [
                {"log": [[f"u{n}", f"p{n % 3}", {"rating": n % 5 + 1}] for n in range(12) if n % 4]}
            ],
        },
    ),
    _one(
        "folds",
        "Cross-validation: a folder for each fold, the same rows in each",
        {
            f"fold{fold}/{part}.csv": _csv(
                "user,item",
                *(
                    f"{u},{i}"
                    for n, (u, i) in enumerate(_FOLD)
                    if (n % 3 == fold) == (part == "test")
                ),
            )
            for fold in range(3)
            for part in ("train", "test")
        },
        {"log": _FOLD, "asks": {"any": ["fold0/train.csv", "fold1/train.csv", "fold2/train.csv"]}},
    ),
    _one(
        "stars-in-words",
        "Scraped from Amazon: 4.0 out of 5 stars",
        {
            "reviews.csv": _csv(
                "reviewer,product,rating",
                "u1,p1,5.0 out of 5 stars",
                "u2,p1,3.0 out of 5 stars",
                "u1,p2,4.0 out of 5 stars",
            ),
            "items.csv": _ITEMS,
        },
        _both("reviews.csv") | {"asks": {"any": ["rating"]}},
    ),
    _one(
        "stars-as-stars",
        "Ratings as stars",
        {
            "reviews.csv": _csv(
                "reviewer,product,rating", "u1,p1,★★★★★", "u2,p1,★★★☆☆", "u1,p2,★★★★☆"
            ),
            "items.csv": _ITEMS,
        },
        _both("reviews.csv") | {"asks": {"any": ["rating"]}},
    ),
    _one(
        "of-five",
        "Ratings as fractions: 4/5",
        {
            "reviews.csv": _csv("reviewer,product,rating", "u1,p1,5/5", "u2,p1,3/5", "u1,p2,4/5"),
            "items.csv": _ITEMS,
        },
        _both("reviews.csv") | {"asks": {"any": ["rating"]}},
    ),
    _one(
        "padded-ids",
        "SQL Server: CHAR columns are padded with blanks",
        {
            "items.csv": _csv(
                "item      ,title               ",
                "p1        ,Red mug             ",
                "p2        ,Blue cup            ",
            ),
            "log.csv": _LOG,
        },
        _both("log.csv"),
    ),
    _one(
        "code-beside-number",
        "A table of items with a running number and a code; the log names the code",
        {
            "products.csv": _csv(
                "id,code,name", "1,4,Red mug", "2,3,Blue cup", "3,2,Tea pot", "4,1,Plate"
            ),
            "orders.csv": _csv(
                "customer,code,qty", "c1,4,1", "c2,4,2", "c1,1,1", "c3,3,1", "c2,2,5"
            ),
        },
        {
            "items_in": "products.csv",
            "log_in": "orders.csv",
            "items": {
                "4": {"title": "Red mug"},
                "3": {"title": "Blue cup"},
                "2": {"title": "Tea pot"},
                "1": {"title": "Plate"},
            },
            "asks": {"any": ["products.csv"]},
        },
    ),
    _one(
        "posters-by-tmdb",
        "MovieLens with posters named after TMDB's ids, which links.csv tells",
        {
            "movies.csv": _csv(
                "movieId,title,genres",
                "1,Toy Story (1995),Animation",
                "2,Jumanji (1995),Adventure",
                "862,Manny & Lo (1996),Drama",
                "3,Grumpier Old Men (1995),Comedy",
            ),
            "ratings.csv": _csv(
                "userId,movieId,rating,timestamp",
                "1,1,4.0,964982703",
                "1,2,4.0,964981247",
                "2,862,3.0,964982224",
                "2,3,3.5,964982931",
            ),
            "links.csv": _csv(
                "movieId,imdbId,tmdbId",
                "1,0114709,862",
                "2,0113497,8844",
                "862,0117007,11525",
                "3,0113228,15602",
            ),
            "posters/862.png": _picture(1),
            "posters/8844.png": _picture(2),
            "posters/11525.png": _picture(3),
            "posters/15602.png": _picture(4),
        },
        {
            "items_in": "movies.csv",
            "log_in": "ratings.csv",
            "items": {
                "1": {"image": "posters/862.png"},
                "2": {"image": "posters/8844.png"},
                "862": {"image": "posters/11525.png"},
                "3": {"image": "posters/15602.png"},
            },
        },
    ),
    _one(
        "pictures-by-another-code",
        "Pictures named after barcodes, which a table of its own tells",
        {
            "items.csv": _csv("id,title,kind", "1,Red mug,mug", "2,Blue cup,cup", "3,Pot,pot"),
            "log.csv": _csv("user,id", "u1,1", "u2,1", "u1,2", "u2,3"),
            "barcodes.csv": _csv("id,ean", "1,4006381333931", "2,4006381333948", "3,4006381333955"),
            "photos/4006381333931.png": _picture(1),
            "photos/4006381333948.png": _picture(2),
            "photos/4006381333955.png": _picture(3),
        },
        {
            "items_in": "items.csv",
            "log_in": "log.csv",
            "items": {
                "1": {"title": "Red mug", "image": "photos/4006381333931.png"},
                "2": {"title": "Blue cup", "image": "photos/4006381333948.png"},
                "3": {"title": "Pot", "image": "photos/4006381333955.png"},
            },
        },
    ),
    _one(
        "pictures-by-title",
        "Posters named after titles",
        {
            "films.csv": _csv("id,title", "1,Heat", "2,Alien", "3,Cats"),
            "seen.csv": _csv("user,film_id", "u1,1", "u2,1", "u1,2", "u2,3"),
            "posters/Heat.png": _picture(1),
            "posters/Alien.png": _picture(2),
            "posters/other.png": _picture(3),
        },
        {
            "items_in": "films.csv",
            "log_in": "seen.csv",
            "items": {
                "1": {"title": "Heat", "image": "posters/Heat.png"},
                "2": {"title": "Alien", "image": "posters/Alien.png"},
                "3": {"title": "Cats"},
            },
            "unused": ["other.png"],
            "says": ["other.png"],
        },
    ),
    _one(
        "a-cut-copy-is-no-matrix",
        "Lines of orders, and a copy that broke off in its first row",
        {
            "order_items.csv": _csv(
                "order_id,line,product_id,seller_id,shipping,price",
                "00010242fe,1,4244733e,48436dade,2017-09-19 09:45:35,58.90",
                "00018f77f2,1,e5f2d52b,dd7ddc04e,2017-05-03 11:05:13,239.90",
            ),
            "test.csv": b"order_id,line,product_id,seller_id,shipping,price\n00010242fe,1,42",
        },
        {"log": [], "asks": {"any": ["order_items.csv"]}},
    ),
    _one(
        "dictionary-of-columns",
        "A table that describes the columns of the other",
        {
            "data_dictionary.csv": _csv(
                "column,description",
                "user,Who bought",
                "item,What was bought",
                "rating,How good it was",
            ),
            "orders.csv": _LOG,
        },
        {
            "log_in": "orders.csv",
            "items": {"p1": {}, "p2": {}},
            "log": _RATED,
            "unused": ["data_dictionary.csv"],
        },
    ),
    _one(
        "one-busy-user-first",
        "A headerless log sorted by user, whose first user fills what is looked at",
        {
            "u.data": _csv(
                *(f"{u}\t{i}\t{r}\t{881250949 + 7 * n}" for n, (u, i, r) in enumerate(_MANY))
            )
        },
        {"log_in": "u.data", "n_users": [8], "n_items": [2300], "asks": {"any": ["u.data"]}},
    ),
    _one(
        "chrome-times",
        "A browser's history: microseconds since 1601",
        {
            "visits.csv": _csv(
                "user,page,visit_time",
                "u1,p1,13317210000000000",
                "u2,p1,13317296400000000",
                "u1,p2,13317382800000000",
            )
        },
        {
            "log_in": "visits.csv",
            "log": [
                ["u1", "p1", "2023-01-03T05:00:00"],
                ["u2", "p1", "2023-01-04T05:00:00"],
                ["u1", "p2", "2023-01-05T05:00:00"],
            ],
            "asks": {"any": ["visit_time"]},
        },
    ),
    _one(
        "dot-net-ticks",
        "C#: ticks of 100 ns since the year 1",
        {
            "log.csv": _csv(
                "UserId,ItemId,Ticks",
                "u1,p1,638082144000000000",
                "u2,p1,638083008000000000",
                "u1,p2,638083872000000000",
            )
        },
        {
            "log_in": "log.csv",
            "log": [
                ["u1", "p1", "2023-01-02"],
                ["u2", "p1", "2023-01-03"],
                ["u1", "p2", "2023-01-04"],
            ],
            "asks": {"any": ["Ticks"]},
            "left": ["Ticks"],
            "or": [{"log": _PAIRS}],
        },
    ),
    _one(
        "date-and-time-apart",
        "The day in one column, the time of day in another",
        {
            "log.csv": _csv(
                "user,item,date,time",
                "u1,p1,2023-01-02,10:30:00",
                "u2,p1,2023-01-02,09:15:00",
                "u1,p2,2023-01-02,08:00:00",
            )
        },
        {
            "log_in": "log.csv",
            "log": [
                ["u1", "p1", "2023-01-02T10:30:00"],
                ["u2", "p1", "2023-01-02T09:15:00"],
                ["u1", "p2", "2023-01-02T08:00:00"],
            ],
            "order": {"u1": ["p2", "p1"]},
        },
    ),
    _one(
        "zero-dates",
        "MySQL: 0000-00-00 where nothing is known",
        {
            "log.csv": _csv(
                "user,item,created",
                "u1,p1,2023-01-02 10:30:00",
                "u2,p1,0000-00-00 00:00:00",
                "u1,p2,2023-01-03 08:00:00",
            )
        },
        {
            "log_in": "log.csv",
            "log": [
                ["u1", "p1", "2023-01-02T10:30:00"],
                ["u2", "p1", {"time": "none"}],
                ["u1", "p2", "2023-01-03T08:00:00"],
            ],
        },
    ),
    _one(
        "labels",
        "Click logs: 1 was clicked, 0 was only shown",
        {
            "train.csv": _csv(
                "user_id,item_id,label",
                *(f"u{n % 4},p{n % 5},{int(n % 3 == 0)}" for n in range(20)),
            )
        },
        {
            "log_in": "train.csv",
            "log": [[f"u{n % 4}", f"p{n % 5}", {"wish": n % 3 == 0}] for n in range(20)],
            "asks": {"any": ["label"]},
        },
    ),
    _one(
        "is-click",
        "KuaiRand: is_click, is_like, long_view",
        {
            "log.csv": _csv(
                "user_id,video_id,time_ms,is_click,is_like,long_view",
                *(
                    f"{n % 4},{50 + n % 5},{1650000000000 + n},{+(n % 3 == 0)},0,{+(n % 6 == 0)}"
                    for n in range(20)
                ),
            )
        },
        {
            "log_in": "log.csv",
            "log": [[str(n % 4), str(50 + n % 5), {"wish": n % 3 == 0}] for n in range(20)],
            "asks": {"any": ["is_click", "is_like", "long_view"]},
            "left": ["is_like", "long_view"],
        },
    ),
    _one(
        "large-numbers-in-json",
        "Ids beyond 2^53 and 2^63 as numbers of JSON",
        {
            "log.jsonl": lines(
                {"user": 76561198000000001, "item": 18446744073709551614},
                {"user": 76561198000000002, "item": 18446744073709551614},
                {"user": 76561198000000001, "item": 18446744073709551615},
            )
        },
        {
            "log_in": "log.jsonl",
            "log": [
                ["76561198000000001", "18446744073709551614"],
                ["76561198000000002", "18446744073709551614"],
                ["76561198000000001", "18446744073709551615"],
            ],
        },
    ),
    _one(
        "excel-lost-digits",
        "Excel wrote long codes of the log as 6.93217E+12",
        {
            "items.csv": _csv("ean,title", "6932169358293,Red mug", "6932169358294,Blue cup"),
            "log.csv": _csv("user,ean", "u1,6.93217E+12", "u2,6.93217E+12", "u1,6.93217E+12"),
        },
        {
            "items_in": "items.csv",
            "log_in": "log.csv",
            "items": {
                "6932169358293": {"title": "Red mug"},
                "6932169358294": {"title": "Blue cup"},
            },
            "log": [],
            "asks": {"any": ["items.csv", "log.csv"]},
            "refusal": ["log.csv", "items.csv"],
        },
    ),
    _one(
        "lost-zeros",
        "Excel lost the zeros in front in one of two tables",
        {
            "articles.csv": _csv(
                "article_id,prod_name", "0108775015,Red mug", "0108775044,Blue cup"
            ),
            "transactions.csv": _csv(
                "customer_id,article_id", "c1,108775015", "c2,108775015", "c1,108775044"
            ),
        },
        {
            "items_in": "articles.csv",
            "log_in": "transactions.csv",
            "items": {"0108775015": {"title": "Red mug"}, "0108775044": {"title": "Blue cup"}},
            "log": [["c1", "0108775015"], ["c2", "0108775015"], ["c1", "0108775044"]],
            "asks": {"any": ["articles.csv", "transactions.csv"]},
        },
    ),
    _one(
        "wide-baskets",
        "Kaggle's groceries: how many items, then a column for each",
        {
            "groceries.csv": _csv(
                "Item(s),Item 1,Item 2,Item 3,Item 4",
                "4,citrus fruit,semi-finished bread,margarine,soups",
                "3,tropical fruit,yogurt,coffee,",
                "1,whole milk,,,",
                "2,yogurt,whole milk,,",
                "3,coffee,margarine,citrus fruit,",
            )
        },
        {
            "log_in": "groceries.csv",
            "n_users": [5],
            "n_items": [8],
            "asks": {"any": ["groceries.csv"]},
        },
    ),
]
