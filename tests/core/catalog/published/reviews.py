"""Places, games, books, films. Yelp: https://business.yelp.com/data/resources/open-dataset,
Steam: https://cseweb.ucsd.edu/~jmcauley/datasets.html#steam_data, Goodreads:
https://cseweb.ucsd.edu/~jmcauley/datasets/goodreads.html, Book-Crossing:
http://www2.informatik.uni-freiburg.de/~cziegler/BX/, Netflix prize:
https://www.kaggle.com/datasets/netflix-inc/netflix-prize-data.
"""

# ruff: noqa: E501 (rows of data)
from __future__ import annotations

from tests.core.catalog.published import Published, lines, packed, python_lines

YELP = Published(
    "yelp",
    "https://business.yelp.com/data/resources/open-dataset",
    {
        "yelp_academic_dataset_business.json": lines(
            {
                "business_id": "Pns2l4eNsfO8kk83dixA6A", "name": "Abby Rappoport, LAC",
                "address": "1616 Chapala St, Ste 2", "city": "Santa Barbara", "state": "CA",
                "postal_code": "93101", "latitude": 34.42, "longitude": -119.71, "stars": 5.0,
                "review_count": 7, "is_open": 0, "attributes": {"ByAppointmentOnly": "True"},
                "categories": "Doctors, Acupuncture", "hours": None,
            },
            {
                "business_id": "mpf3x-BjTdTEA3yCZrAYPw", "name": "The UPS Store", "address": "",
                "city": "Affton", "state": "MO", "postal_code": "63123", "latitude": 38.55,
                "longitude": -90.33, "stars": 3.0, "review_count": 15, "is_open": 1,
                "attributes": None, "categories": "Shipping", "hours": {"Monday": "0:0-0:0"},
            },
        ),
        "yelp_academic_dataset_review.json": lines(
            {
                "review_id": "KU_O5udG6zpxOg-VcAEodg", "user_id": "mh_-eMZ6K5RLWhZyISBhwA",
                "business_id": "Pns2l4eNsfO8kk83dixA6A", "stars": 1.0, "useful": 0, "funny": 0,
                "cool": 0, "text": "If you decide to eat here,\n\nwait.", "date": "2018-07-07 22:09:11",
            },
            {
                "review_id": "BiTunyQ73aT9WBnpR9DZGw", "user_id": "OyoGAe7OKpv6SyGZT5g77Q",
                "business_id": "mpf3x-BjTdTEA3yCZrAYPw", "stars": 5.0, "useful": 1, "funny": 0,
                "cool": 1, "text": "Great", "date": "2012-01-03 15:28:18",
            },
        ),
        "yelp_academic_dataset_user.json": lines(
            {"user_id": "mh_-eMZ6K5RLWhZyISBhwA", "name": "Ann", "review_count": 3,
             "yelping_since": "2010-01-01 10:00:00", "friends": "a, b", "average_stars": 3.1},
            {"user_id": "OyoGAe7OKpv6SyGZT5g77Q", "name": "Bo", "review_count": 1,
             "yelping_since": "2011-01-01 10:00:00", "friends": "None", "average_stars": 5.0},
        ),
        "yelp_academic_dataset_tip.json": lines(
            {"user_id": "OyoGAe7OKpv6SyGZT5g77Q", "business_id": "mpf3x-BjTdTEA3yCZrAYPw",
             "text": "Go early", "date": "2013-01-01 10:00:00", "compliment_count": 0}
        ),
        "yelp_academic_dataset_checkin.json": lines(
            {"business_id": "mpf3x-BjTdTEA3yCZrAYPw", "date": "2020-03-13 21:10:56, 2020-06-02 22:18:06"}
        ),
    },
    {
        "items_in": "yelp_academic_dataset_business.json",
        "log_in": "yelp_academic_dataset_review.json",
        "columns": {"time": "date", "rating": "stars"},
        "items": {
            "Pns2l4eNsfO8kk83dixA6A": {"title": "Abby Rappoport, LAC"},
            "mpf3x-BjTdTEA3yCZrAYPw": {"title": "The UPS Store"},
        },
        "log": [
            ["mh_-eMZ6K5RLWhZyISBhwA", "Pns2l4eNsfO8kk83dixA6A", "2018-07-07T22:09:11",
             {"rating": 1, "wish": False}],
            ["OyoGAe7OKpv6SyGZT5g77Q", "mpf3x-BjTdTEA3yCZrAYPw", "2012-01-03T15:28:18",
             {"rating": 5, "wish": True}],
        ],
        "unused": ["yelp_academic_dataset_tip.json", "yelp_academic_dataset_checkin.json"],
        # A tip is a meeting of the two as well.
        "or": [{
            "log": [
                ["mh_-eMZ6K5RLWhZyISBhwA", "Pns2l4eNsfO8kk83dixA6A", "2018-07-07T22:09:11",
                 {"rating": 1, "wish": False}],
                ["OyoGAe7OKpv6SyGZT5g77Q", "mpf3x-BjTdTEA3yCZrAYPw", "2012-01-03T15:28:18",
                 {"rating": 5, "wish": True}],
                ["OyoGAe7OKpv6SyGZT5g77Q", "mpf3x-BjTdTEA3yCZrAYPw", "2013-01-01T10:00:00"],
            ],
            "unused": ["yelp_academic_dataset_checkin.json"],
        }],
    },
)  # fmt: skip
STEAM = Published(
    "steam",
    "https://cseweb.ucsd.edu/~jmcauley/datasets.html#steam_data",
    {
        "steam_games.json.gz": packed(
            python_lines(
                {"publisher": "Kotoshiro", "genres": ["Action", "Casual"], "app_name": "Lost Kitty",
                 "title": "Lost Kitty", "url": "http://store.steampowered.com/app/761140/",
                 "release_date": "2018-01-04", "price": 4.99, "early_access": False, "id": "761140"},
                {"app_name": "Ironbound", "title": "Ironbound", "price": "Free To Play",
                 "early_access": False, "id": "643980"},
                old=True,
            )
        ),
        "steam_reviews.json.gz": packed(
            python_lines(
                {"username": "Chaos Syren", "hours": 0.1, "products": 41, "product_id": "643980",
                 "page_order": 0, "date": "2017-12-17", "text": "Not what I expected",
                 "early_access": False, "page": 1},
                {"username": "Ariman1", "hours": 13.2, "products": 1386, "product_id": "761140",
                 "page_order": 1, "date": "2018-01-02", "text": "Addictive RPG",
                 "early_access": False, "page": 1},
                old=True,
            )
        ),
    },
    {
        "items_in": "steam_games.json.gz",
        "log_in": "steam_reviews.json.gz",
        "columns": {"time": "date"},
        "items": {"761140": {"title": "Lost Kitty"}, "643980": {"title": "Ironbound"}},
        "log": [["Chaos Syren", "643980", "2017-12-17"], ["Ariman1", "761140", "2018-01-02"]],
    },
)  # fmt: skip
_BOOKS = lines(
    {"isbn": "0312853122", "text_reviews_count": "1", "series": [], "country_code": "US",
     "language_code": "eng", "popular_shelves": [{"count": "3", "name": "to-read"}], "asin": "",
     "is_ebook": "false", "average_rating": "4.00", "kindle_asin": "", "similar_books": [],
     "description": "Anita works.", "format": "Paperback", "link": "https://www.goodreads.com/1",
     "authors": [{"author_id": "604031", "role": ""}], "publisher": "St. Martin's Press",
     "num_pages": "256", "publication_day": "1", "isbn13": "9780312853129",
     "publication_month": "9", "publication_year": "1984",
     "image_url": "https://images.gr-assets.com/books/1.jpg", "book_id": "5333265",
     "ratings_count": "3", "work_id": "5400751", "title": "W.C. Fields: A Life on Film",
     "title_without_series": "W.C. Fields"},
    {"isbn": "", "series": ["189911"], "average_rating": "4.03", "description": "", "asin": "B00",
     "image_url": "https://images.gr-assets.com/books/2.jpg", "book_id": "1333909",
     "title": "Good Harbor", "authors": [{"author_id": "626222", "role": ""}]},
)  # fmt: skip
GOODREADS = Published(
    "goodreads",
    "https://cseweb.ucsd.edu/~jmcauley/datasets/goodreads.html",
    {
        "goodreads_books_poetry.json.gz": packed(_BOOKS),
        "goodreads_reviews_poetry.json.gz": packed(
            lines(
                {"user_id": "8842281e1d1347389f2ab93d60773d4d", "book_id": "1333909",
                 "review_id": "5cdd2e2f5d5b2a7b0d", "rating": 5, "review_text": "Mind blowing.",
                 "date_added": "Fri Aug 25 13:55:02 -0700 2017",
                 "date_updated": "Mon Oct 09 08:55:59 -0700 2017",
                 "read_at": "Sat Oct 07 00:00:00 -0700 2017",
                 "started_at": "Sat Aug 26 00:00:00 -0700 2017", "n_votes": 16, "n_comments": 0},
                {"user_id": "72fb0d0087d28c832f15776b0d936598", "book_id": "5333265",
                 "review_id": "a1", "rating": 1, "review_text": "No.",
                 "date_added": "Mon Jul 04 10:00:00 +0000 2016", "date_updated": "", "read_at": "",
                 "started_at": "", "n_votes": 0, "n_comments": 0},
            )
        ),
    },
    {
        "items_in": "goodreads_books_poetry.json.gz",
        "log_in": "goodreads_reviews_poetry.json.gz",
        "columns": {"time": "date_added"},
        "items": {
            "5333265": {"title": "W.C. Fields: A Life on Film"}, "1333909": {"title": "Good Harbor"}
        },
        "log": [
            ["8842281e1d1347389f2ab93d60773d4d", "1333909", "2017-08-25T20:55:02",
             {"rating": 5, "wish": True}],
            ["72fb0d0087d28c832f15776b0d936598", "5333265", "2016-07-04T10:00:00",
             {"rating": 1, "wish": False}],
        ],
    },
)  # fmt: skip
GOODREADS_CSV = Published(
    "goodreads-interactions",
    "https://cseweb.ucsd.edu/~jmcauley/datasets/goodreads.html",
    {
        "goodreads_interactions.csv": (
            b"user_id,book_id,is_read,rating,is_reviewed\n0,948,1,5,0\n0,947,1,2,1\n1,948,0,0,0\n"
        ),
        "book_id_map.csv": b"book_id_csv,book_id\n947,5333265\n948,1333909\n",
        "user_id_map.csv": b"user_id_csv,user_id\n0,8842281e1d1347389f2ab93d60773d4d\n1,72fb0d00\n",
    },
    {
        "log_in": "goodreads_interactions.csv",
        "n_items": [2],
        "n_users": [2],
        # 0 is "not rated".
        "log": [
            [["0", "8842281e1d1347389f2ab93d60773d4d"], ["948", "1333909"], "none", {"rating": 5, "wish": True}],
            [["0", "8842281e1d1347389f2ab93d60773d4d"], ["947", "5333265"], "none", {"rating": 2, "wish": False}],
            [["1", "72fb0d00"], ["948", "1333909"], "none"],
        ],
    },
)  # fmt: skip
_BOOK_ROWS = (
    ("0195153448", "Classical Mythology", "Mark P. O. Morford", "2002", "Oxford &amp; Sons"),
    ("0002005018", "Clara Callan", "Richard Bruce Wright", "2001", "HarperFlamingo Canada"),
    ("2070423204", "Lieux dits: été", "Ünal", "2000", "Gallimard"),
)
_BX_LOG = [
    ["276725", "0195153448", "none"],
    ["276726", "0002005018", "none", {"rating": 5}],
    ["276727", "2070423204", "none", {"rating": 10, "wish": True}],
]
_BX_ITEMS = {row[0]: {"title": row[1]} for row in _BOOK_ROWS}


def _bx_books(separator: str, quote: str, images: str) -> str:
    head = ("ISBN", "Book-Title", "Book-Author", "Year-Of-Publication", "Publisher", "Image-URL-S")
    rows = [head, *((*row, images) for row in _BOOK_ROWS)]
    return "".join(separator.join(f"{quote}{cell}{quote}" for cell in row) + "\n" for row in rows)


BOOKCROSSING = Published(
    "book-crossing",
    "http://www2.informatik.uni-freiburg.de/~cziegler/BX/",
    {
        "BX-Book-Ratings.csv": (
            b'"User-ID";"ISBN";"Book-Rating"\n"276725";"0195153448";"0"\n'
            b'"276726";"0002005018";"5"\n"276727";"2070423204";"10"\n'
        ),
        "BX-Books.csv": _bx_books(";", '"', "http://images.amazon.com/P/0.jpg").encode("latin-1"),
        "BX-Users.csv": (
            b'"User-ID";"Location";"Age"\n"276725";"tyler, texas, usa";NULL\n'
            b'"276726";"seattle, usa";"18"\n"276727";"lyon, france";"34"\n'
        ),
    },
    {"items_in": "BX-Books.csv", "log_in": "BX-Book-Ratings.csv",
     "columns": {"rating": "Book-Rating"}, "items": _BX_ITEMS, "log": _BX_LOG},
)  # fmt: skip
BOOKCROSSING_KAGGLE = Published(
    "book-crossing-kaggle",
    "https://www.kaggle.com/datasets/arashnic/book-recommendation-dataset",
    {
        "Ratings.csv": (
            b"User-ID,ISBN,Book-Rating\n276725,0195153448,0\n276726,0002005018,5\n276727,2070423204,10\n"
        ),
        "Books.csv": _bx_books(",", "", "http://images.amazon.com/P/0.jpg").encode(),
        "Users.csv": (
            b'User-ID,Location,Age\n276725,"tyler, texas, usa",\n276726,"seattle, usa",18.0\n'
            b'276727,"lyon, france",34.0\n'
        ),
    },
    {"items_in": "Books.csv", "log_in": "Ratings.csv",
     "columns": {"rating": "Book-Rating"}, "items": _BX_ITEMS, "log": _BX_LOG},
)  # fmt: skip
NETFLIX = Published(
    "netflix-prize",
    "https://www.kaggle.com/datasets/netflix-inc/netflix-prize-data",
    {
        "combined_data_1.txt": b"1:\n1488844,3,2005-09-06\n822109,5,2005-05-13\n2:\n885013,1,2005-10-19\n",
        "combined_data_2.txt": b"3:\n1488844,4,2005-09-07\n",
        "movie_titles.csv": (
            "1,2003,Dinosaur Planet\n2,2004,Isle of Man, TT 2004 Review\n3,NULL,Été\n"
        ).encode("latin-1"),
        "probe.txt": b"1:\n30878\n2:\n2647871\n",
        "qualifying.txt": b"1:\n1046323,2005-12-19\n",
        "README": b"SUMMARY\n",
    },
    {
        "items_in": "movie_titles.csv",
        "log_in": ["combined_data_1.txt", "combined_data_2.txt"],
        "items": {
            "1": {"title": "Dinosaur Planet"}, "2": {"title": "Isle of Man, TT 2004 Review"},
            "3": {"title": "Été"},
        },
        "log": [
            ["1488844", "1", "2005-09-06", {"rating": 3}], ["822109", "1", "2005-05-13", {"rating": 5}],
            ["885013", "2", "2005-10-19", {"rating": 1, "wish": False}],
            ["1488844", "3", "2005-09-07", {"rating": 4}],
        ],
        "unused": ["probe.txt", "qualifying.txt"],
    },
)  # fmt: skip
SETS = (YELP, STEAM, GOODREADS, GOODREADS_CSV, BOOKCROSSING, BOOKCROSSING_KAGGLE, NETFLIX)
