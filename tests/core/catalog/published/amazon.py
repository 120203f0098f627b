"""Amazon reviews. 2014: https://cseweb.ucsd.edu/~jmcauley/datasets/amazon/links.html,
2018: https://nijianmo.github.io/amazon/index.html, 2023: https://amazon-reviews-2023.github.io.
"""

# ruff: noqa: E501 (rows of data)
from __future__ import annotations

from tests.core.catalog.published import Published, lines, packed, python_lines

Y2014 = Published(
    "amazon-2014",
    "https://cseweb.ucsd.edu/~jmcauley/datasets/amazon/links.html",
    {
        "reviews_Beauty_5.json.gz": packed(
            lines(
                {
                    "reviewerID": "A1YJEY40YUW4SE", "asin": "7806397051", "reviewerName": "Andrea",
                    "helpful": [3, 4], "reviewText": "Very oily and creamy.", "overall": 1.0,
                    "summary": "Don't waste your money", "unixReviewTime": 1391040000,
                    "reviewTime": "01 30, 2014",
                },
                {
                    "reviewerID": "A60XNB876KYML", "asin": "B00004TMFE", "helpful": [0, 0],
                    "reviewText": "Nice.", "overall": 5.0, "summary": "OK",
                    "unixReviewTime": 1397779200, "reviewTime": "04 18, 2014",
                },
            )
        ),
        "meta_Beauty.json.gz": packed(
            python_lines(
                {
                    "asin": "7806397051", "title": "WAWO 15 Color Makeup Palette", "price": 9.99,
                    "imUrl": "http://ecx.images-amazon.com/images/I/1.jpg",
                    "related": {"also_viewed": ["B1"]}, "salesRank": {"Beauty": 51},
                    "categories": [["Beauty", "Makeup"]], "description": "It's \"new\".",
                },
                {"asin": "B00004TMFE", "title": "Shaver's Oil", "categories": [["Beauty"]]},
            )
        ),
    },
    {
        "items_in": "meta_Beauty.json.gz",
        "log_in": "reviews_Beauty_5.json.gz",
        "items": {
            "7806397051": {"title": "WAWO 15 Color Makeup Palette", "text": "~It's \"new\"."},
            "B00004TMFE": {"title": "Shaver's Oil"},
        },
        "log": [
            ["A1YJEY40YUW4SE", "7806397051", 1391040000,
             {"rating": 1, "wish": False, "text": "~Very oily"}],
            ["A60XNB876KYML", "B00004TMFE", 1397779200, {"rating": 5, "wish": True}],
        ],
        "columns": {"time": "unixReviewTime", "rating": "overall", "text": "reviewText"},
    },
)  # fmt: skip
RATINGS_2014 = Published(
    "amazon-2014-ratings-only",
    "https://cseweb.ucsd.edu/~jmcauley/datasets/amazon/links.html",
    {
        "ratings_Beauty.csv": (
            b"A39HTATAQ9V7YF,0205616461,5.0,1369699200\nA3JM6GV9MNOF9X,0558925278,3.0,1355443200\n"
            b"A39HTATAQ9V7YF,0558925278,1.0,1404691200\n"
        )
    },
    {
        "log_in": "ratings_Beauty.csv",
        "items": {"0205616461": {}, "0558925278": {}},
        "log": [
            ["A39HTATAQ9V7YF", "0205616461", 1369699200, {"rating": 5}],
            ["A3JM6GV9MNOF9X", "0558925278", 1355443200, {"rating": 3}],
            ["A39HTATAQ9V7YF", "0558925278", 1404691200, {"rating": 1}],
        ],
        # Nothing but people knows which of the two columns of codes is who.
        "asks": {"any": ["ratings_Beauty.csv"]},
    },
)
Y2018 = Published(
    "amazon-2018",
    "https://nijianmo.github.io/amazon/index.html",
    {
        "All_Beauty_5.json.gz": packed(
            lines(
                {
                    "overall": 5.0, "verified": True, "reviewTime": "09 1, 2016",
                    "reviewerID": "A3CIUOJXQ5VDQ2", "asin": "B0000530HU",
                    "style": {"Size:": " 7.0 oz", "Flavor:": " Classic Ice Blue"},
                    "reviewerName": "Shelly F", "reviewText": "As advertised.", "summary": "Five",
                    "unixReviewTime": 1472688000, "vote": "2",
                    "image": ["https://images-na.ssl-images-amazon.com/images/I/71.jpg"],
                },
                {
                    "overall": 2.0, "verified": False, "reviewTime": "11 14, 2013",
                    "reviewerID": "A3H7T87S984REU", "asin": "B0012Y0ZG2", "reviewerName": "houses",
                    "reviewText": "No.", "summary": "two", "unixReviewTime": 1384387200,
                },
            )
        ),
        "meta_All_Beauty.json.gz": packed(
            lines(
                {
                    "category": [], "tech1": "", "description": ["Loud 'N Clear"], "fit": "",
                    "title": "Aqua Velva &amp; Ice", "also_buy": [], "tech2": "", "brand": "Velva",
                    "feature": [], "rank": "2,938,573 in Beauty (", "also_view": ["B1"],
                    "main_cat": "All Beauty", "similar_item": "", "date": "", "price": "$7.50",
                    "asin": "B0000530HU", "imageURL": [], "imageURLHighRes": [],
                },
                {"title": "Body Wash", "asin": "B0012Y0ZG2", "price": "", "brand": "",
                 "imageURL": ["https://images-na.ssl-images-amazon.com/images/I/3.jpg"]},
            )
        ),
    },
    {
        "items_in": "meta_All_Beauty.json.gz",
        "log_in": "All_Beauty_5.json.gz",
        "items": {"B0000530HU": {"title": "Aqua Velva & Ice"}, "B0012Y0ZG2": {"title": "Body Wash"}},
        "log": [
            ["A3CIUOJXQ5VDQ2", "B0000530HU", 1472688000, {"rating": 5, "wish": True}],
            ["A3H7T87S984REU", "B0012Y0ZG2", 1384387200, {"rating": 2, "wish": False}],
        ],
        "columns": {"time": "unixReviewTime", "rating": "overall"},
    },
)  # fmt: skip
Y2023 = Published(
    "amazon-2023",
    "https://amazon-reviews-2023.github.io",
    {
        "All_Beauty.jsonl.gz": packed(
            lines(
                {
                    "rating": 5.0, "title": "Such a lovely scent", "text": "Nice.", "images": [],
                    "asin": "B00YQ6X8EO", "parent_asin": "B01CUPMQZE", "user_id": "AGKHLEW2",
                    "timestamp": 1588687728923, "helpful_vote": 0, "verified_purchase": True,
                },
                {
                    "rating": 1.0, "title": "No", "text": "Ok", "asin": "B076WQZGPM",
                    "parent_asin": "B076WQZGPM", "user_id": "AGKHLEW2",
                    "images": [{"small_image_url": "https://m/s.jpg", "attachment_type": "IMAGE"}],
                    "timestamp": 1488687728923, "helpful_vote": 1, "verified_purchase": False,
                },
            )
        ),
        "meta_All_Beauty.jsonl.gz": packed(
            lines(
                {
                    "main_category": "All Beauty", "title": "Howard LC0008", "average_rating": 4.8,
                    "rating_number": 10, "features": ["Organic"], "description": [], "price": None,
                    "images": [{"thumb": "https://m/t.jpg", "large": "https://m/l.jpg",
                                "variant": "MAIN", "hi_res": None}],
                    "videos": [], "store": "Howard", "categories": [], "details": {"UPC": "6173"},
                    "parent_asin": "B01CUPMQZE", "bought_together": None,
                },
                {
                    "main_category": "All Beauty", "title": "Yes to Tomatoes", "average_rating": 4,
                    "rating_number": 3, "features": [], "description": ["Cream"], "price": 12.99,
                    "images": [], "videos": [], "store": None, "categories": [], "details": {},
                    "parent_asin": "B076WQZGPM", "bought_together": None,
                },
            )
        ),
    },
    {
        "items_in": "meta_All_Beauty.jsonl.gz",
        "log_in": "All_Beauty.jsonl.gz",
        "items": {"B01CUPMQZE": {"title": "Howard LC0008"}, "B076WQZGPM": {"title": "Yes to Tomatoes"}},
        "log": [
            ["AGKHLEW2", "B01CUPMQZE", 1588687728.923, {"rating": 5, "wish": True}],
            ["AGKHLEW2", "B076WQZGPM", 1488687728.923, {"rating": 1, "wish": False}],
        ],
    },
)  # fmt: skip
SETS = (Y2014, RATINGS_2014, Y2018, Y2023)
