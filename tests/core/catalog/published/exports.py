"""What shops, services and spreadsheets export: made by hand after their help pages.

Written by somebody who had not looked at the reader for them, in one sitting.
"""

# ruff: noqa: E501

from __future__ import annotations

import json

from tests.core.catalog.published import Published, lines


def _csv(*rows: str, end: str = "\n", encoding: str = "utf-8") -> bytes:
    return (end.join(rows) + end).encode(encoding)


SPOTIFY_BASIC = Published(
    "export-spotify-basic",
    "https://support.spotify.com/article/understanding-your-data/",
    {
        "StreamingHistory0.json": json.dumps(
            [
                {"endTime": "2023-02-01 08:01", "artistName": "Nena", "trackName": "99 Luftballons",
                 "msPlayed": 233000},
                {"endTime": "2023-02-01 08:05", "artistName": "Blur", "trackName": "Song 2",
                 "msPlayed": 121000},
            ], indent=2).encode(),
        "StreamingHistory1.json": json.dumps(
            [{"endTime": "2023-03-05 18:01", "artistName": "Blur", "trackName": "Song 2",
              "msPlayed": 119000}]).encode(),
        "Userdata.json": json.dumps({"username": "me", "country": "DE"}).encode(),
    },
    {
        "log_in": ["StreamingHistory0.json", "StreamingHistory1.json"],
        "n_users": [1],
        "n_items": [2],
        "log": [["one person", "99 Luftballons", "2023-02-01T08:01:00"],
                ["one person", "Song 2", "2023-02-01T08:05:00"], ["one person", "Song 2", "2023-03-05T18:01:00"]],
    },
)  # fmt: skip
SPOTIFY_EXTENDED = Published(
    "export-spotify-extended",
    "https://support.spotify.com/article/understanding-your-data/",
    {
        "Streaming_History_Audio_2021_0.json": json.dumps(
            [
                {"ts": "2021-01-01T10:00:00Z", "username": "u1", "ms_played": 200000,
                 "master_metadata_track_name": "Hoppipolla", "spotify_track_uri": "spotify:track:A1",
                 "skipped": False, "reason_end": "trackdone"},
                {"ts": "2021-01-02T10:00:00Z", "username": "u1", "ms_played": 2000,
                 "master_metadata_track_name": "Song 2", "spotify_track_uri": "spotify:track:B2",
                 "skipped": True, "reason_end": "fwdbtn"},
            ]).encode(),
    },
    {
        "log_in": "Streaming_History_Audio_2021_0.json",
        "n_users": [1],
        "log": [["u1", ["spotify:track:A1", "Hoppipolla"], "2021-01-01T10:00:00"],
                ["u1", ["spotify:track:B2", "Song 2"], "2021-01-02T10:00:00"]],
    },
)  # fmt: skip
YOUTUBE = Published(
    "export-youtube-takeout",
    "https://support.google.com/accounts/answer/3024190",
    {
        "watch-history.json": json.dumps(
            [
                {"header": "YouTube", "title": "Watched Cats", "titleUrl":
                 "https://www.youtube.com/watch?v=abc123", "time": "2023-05-01T10:00:00.123Z"},
                {"header": "YouTube", "title": "Watched Dogs", "titleUrl":
                 "https://www.youtube.com/watch?v=def456", "time": "2023-05-02T10:00:00Z"},
                {"header": "YouTube", "title": "Watched Cats", "titleUrl":
                 "https://www.youtube.com/watch?v=abc123", "time": "2023-05-03T10:00:00Z"},
            ]).encode(),
    },
    {"log_in": "watch-history.json", "n_users": [1], "n_items": [2]},
)  # fmt: skip
LETTERBOXD = Published(
    "export-letterboxd",
    "https://letterboxd.com/about/importing-data/",
    {
        "ratings.csv": _csv(
            "Date,Name,Year,Letterboxd URI,Rating",
            "2021-03-01,Heat,1995,https://boxd.it/29nO,4.5",
            "2021-03-02,Alien,1979,https://boxd.it/2awY,5",
            "2021-03-05,Cats,2019,https://boxd.it/jDFi,0.5",
        ),
        "profile.csv": _csv("Date Joined,Username", "2019-01-01,ann"),
    },
    {
        "log_in": "ratings.csv",
        "n_users": [1],
        "n_items": [3],
    },
)
GOODREADS = Published(
    "export-goodreads-library",
    "https://help.goodreads.com/s/article/How-do-I-import-or-export-my-books-1553870934590",
    {
        "goodreads_library_export.csv": _csv(
            "Book Id,Title,Author,ISBN,ISBN13,My Rating,Average Rating,Date Read,Date Added,"
            "Exclusive Shelf",
            '4671,The Great Gatsby,F. Scott Fitzgerald,"=""0743273567""","=""9780743273565""",5,3.93,'
            "2020/01/03,2019/12/01,read",
            '5107,The Catcher in the Rye,J.D. Salinger,"=""""","=""""",2,3.81,2020/02/03,'
            "2019/12/01,read",
        )
    },
    {"log_in": "goodreads_library_export.csv", "n_items": [2], "n_users": [1]},
)
LASTFM = Published(
    "export-lastfm-scrobbles",
    "https://benjaminbenben.com/lastfm-to-csv/",
    {
        "scrobbles.csv": _csv(
            "Nena,99,99 Luftballons,01 Feb 2023 08:01",
            "Blur,Blur,Song 2,01 Feb 2023 08:05",
            "Blur,Blur,Song 2,05 Mar 2023 18:01",
        )
    },
    {"log_in": "scrobbles.csv", "asks": {"any": ["scrobbles.csv"]}},
)
SHOPIFY = Published(
    "export-shopify-orders",
    "https://help.shopify.com/en/manual/orders/export-orders",
    {
        "orders_export_1.csv": _csv(
            "Name,Email,Financial Status,Paid at,Currency,Total,Created at,Lineitem quantity,"
            "Lineitem name,Lineitem price,Lineitem sku,Vendor",
            "#1001,a@x.com,paid,2023-01-05 10:00:00 +0100,EUR,30,2023-01-05 10:00:00 +0100,2,Mug,10,"
            "MUG-1,Pots",
            "#1002,b@x.com,paid,2023-01-06 10:00:00 +0100,EUR,12,2023-01-06 10:00:00 +0100,1,Plate,"
            "12,PLA-1,Pots",
            "#1003,a@x.com,paid,2023-01-07 10:00:00 +0100,EUR,10,2023-01-07 10:00:00 +0100,1,Mug,10,"
            "MUG-1,Pots",
        )
    },
    {
        "log_in": "orders_export_1.csv",
        "log": [["a@x.com", "MUG-1", "2023-01-05T09:00:00", {"weight": 2}],
                ["b@x.com", "PLA-1", "2023-01-06T09:00:00", {"weight": 1}],
                ["a@x.com", "MUG-1", "2023-01-07T09:00:00", {"weight": 1}]],
    },
)  # fmt: skip
WOO = Published(
    "export-woocommerce",
    "https://wordpress.org/plugins/woo-order-export-lite/",
    {
        "orders.csv": _csv(
            "Order Number;Order Date;Customer User ID;Product ID;SKU;Item Name;Quantity",
            "201;2023-02-01 09:00;7;55;TEA-G;Grüner Tee;1",
            "202;2023-02-02 09:00;8;56;TEA-S;Schwarzer Tee;3",
            "203;2023-02-03 09:00;7;56;TEA-S;Schwarzer Tee;1",
            encoding="cp1252",
        )
    },
    {
        "log_in": "orders.csv",
        "log": [["7", ["55", "TEA-G"], "2023-02-01T09:00:00", {"weight": 1}],
                ["8", ["56", "TEA-S"], "2023-02-02T09:00:00", {"weight": 3}],
                ["7", ["56", "TEA-S"], "2023-02-03T09:00:00", {"weight": 1}]],
    },
)  # fmt: skip
ONLINE_RETAIL = Published(
    "kaggle-online-retail",
    "https://archive.ics.uci.edu/dataset/352/online+retail",
    {
        "OnlineRetail.csv": _csv(
            "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country",
            "536365,85123A,WHITE HANGING HEART T-LIGHT HOLDER,6,12/1/2010 8:26,2.55,17850,United Kingdom",
            "536366,71053,WHITE METAL LANTERN,6,12/13/2010 8:28,3.39,17850,United Kingdom",
            "C536379,85123A,WHITE HANGING HEART T-LIGHT HOLDER,-1,12/14/2010 9:41,2.55,14527,"
            "United Kingdom",
            "536370,22728,ALARM CLOCK BAKELIKE PINK,24,12/15/2010 8:45,3.75,,France",
            encoding="latin-1",
        )
    },
    {
        "log_in": "OnlineRetail.csv",
        "log": [["17850", "85123A", "2010-12-01T08:26:00", {"weight": 6}],
                ["17850", "71053", "2010-12-13T08:28:00", {"weight": 6}],
                ["14527", "85123A", "2010-12-14T09:41:00", {"wish": False}]],
        "quarantine": {"OnlineRetail.csv": [5]},
    },
)  # fmt: skip
INSTACART = Published(
    "kaggle-instacart",
    "https://www.kaggle.com/c/instacart-market-basket-analysis/data",
    {
        "orders.csv": _csv(
            "order_id,user_id,eval_set,order_number,order_dow,order_hour_of_day,days_since_prior_order",
            "1,9,prior,1,2,8,", "2,9,prior,2,3,7,15.0", "3,8,prior,1,3,12,",
        ),
        "order_products__prior.csv": _csv(
            "order_id,product_id,add_to_cart_order,reordered",
            "1,196,1,0", "1,14084,2,0", "2,196,1,1", "3,12427,1,0",
        ),
        "products.csv": _csv(
            "product_id,product_name,aisle_id,department_id",
            "196,Soda,77,7", "14084,Organic Unsweetened Vanilla Almond Milk,91,16",
            "12427,Original Beef Jerky,23,19",
        ),
        "aisles.csv": _csv("aisle_id,aisle", "77,soft drinks", "91,soy lactosefree", "23,popcorn"),
    },
    {
        "items_in": "products.csv",
        "log_in": "order_products__prior.csv",
        "items": {"196": {"title": "Soda"}, "14084": {}, "12427": {"title": "Original Beef Jerky"}},
        "log": [["9", "196"], ["9", "14084"], ["9", "196"], ["8", "12427"]],
    },
)  # fmt: skip
DIGINETICA = Published(
    "cikm-diginetica",
    "https://competitions.codalab.org/competitions/11161",
    {
        "train-item-views.csv": _csv(
            "sessionId;userId;itemId;timeframe;eventdate",
            "1;NA;81766;526309;2016-05-09", "1;NA;31331;1031018;2016-05-09",
            "2;NA;32118;243569;2016-05-10", "2;NA;81766;250000;2016-05-10",
        )
    },
    {
        "log_in": "train-item-views.csv",
        "log": [["1", "81766"], ["1", "31331"], ["2", "32118"], ["2", "81766"]],
    },
)  # fmt: skip
YOOCHOOSE = Published(
    "yoochoose",
    "https://www.kaggle.com/datasets/chadgostopp/recsys-challenge-2015",
    {
        "yoochoose-clicks.dat": _csv(
            "1,2014-04-07T10:51:09.277Z,214536502,0", "1,2014-04-07T10:54:09.868Z,214536500,0",
            "2,2014-04-07T13:56:37.614Z,214662742,0", "2,2014-04-07T13:57:19.373Z,214536502,0",
        ),
    },
    {
        "log_in": "yoochoose-clicks.dat",
        "log": [["1", "214536502", "2014-04-07T10:51:09.277"], ["1", "214536500"],
                ["2", "214662742"], ["2", "214536502"]],
        "asks": {"any": ["yoochoose-clicks.dat"]},
    },
)  # fmt: skip
ANIME = Published(
    "kaggle-anime",
    "https://www.kaggle.com/datasets/CooperUnion/anime-recommendations-database",
    {
        "anime.csv": _csv(
            "anime_id,name,genre,type,episodes,rating,members",
            '20,Naruto,"Action, Comedy",TV,220,7.81,683297', '24,School Rumble,Comedy,TV,26,8.06,178553',
        ),
        "rating.csv": _csv("user_id,anime_id,rating", "1,20,-1", "1,24,9", "2,20,10", "3,24,3"),
    },
    {
        "items_in": "anime.csv",
        "log_in": "rating.csv",
        "items": {"20": {"title": "Naruto"}, "24": {"title": "School Rumble"}},
        "log": [["1", "20"], ["1", "24", {"rating": 9}], ["2", "20", {"wish": True}],
                ["3", "24", {"wish": False}]],
    },
)  # fmt: skip
FOODCOM = Published(
    "kaggle-food-com",
    "https://www.kaggle.com/datasets/shuyangli94/food-com-recipes-and-user-interactions",
    {
        "RAW_recipes.csv": _csv(
            "name,id,minutes,contributor_id,submitted,tags,steps,description,ingredients",
            "baked squash,137739,55,47892,2005-09-16,\"['60-minutes', 'easy']\",\"['mix', 'bake']\","
            "autumn is my favorite time,\"['winter squash', 'honey']\"",
            "breakfast pizza,31490,30,26278,2002-06-17,\"['30-minutes']\",\"['preheat']\","
            "this recipe calls for the crust,\"['eggs', 'milk']\"",
        ),
        "RAW_interactions.csv": _csv(
            "user_id,recipe_id,date,rating,review",
            "38094,137739,2003-02-17,4,Great with a salad.", "38094,31490,2003-02-18,1,So so",
            "126440,31490,2000-02-25,5,Yum",
        ),
    },
    {
        "items_in": "RAW_recipes.csv",
        "log_in": "RAW_interactions.csv",
        "items": {"137739": {"title": "baked squash"}, "31490": {"title": "breakfast pizza"}},
        "log": [["38094", "137739", "2003-02-17", {"rating": 4}],
                ["38094", "31490", "2003-02-18", {"wish": False}],
                ["126440", "31490", "2000-02-25", {"wish": True}]],
    },
)  # fmt: skip
NETFLIX_EXPORT = Published(
    "export-netflix-viewing",
    "https://help.netflix.com/en/node/100624",
    {
        "ViewingActivity.csv": _csv(
            "Profile Name,Start Time,Duration,Attributes,Title,Supplemental Video Type,Device Type,"
            "Bookmark,Country",
            'Ann,2023-01-05 20:01:11,00:42:10,,Dark: Season 1: Secrets,,TV,00:42:10,DE',
            'Bob,2023-01-06 20:01:11,00:12:10,,Ozark: Season 1: Sugarwood,,TV,00:12:10,DE',
            'Ann,2023-01-07 20:01:11,00:42:10,,Ozark: Season 1: Sugarwood,,TV,00:42:10,DE',
        )
    },
    {
        "log_in": "ViewingActivity.csv",
        "log": [["Ann", "Dark: Season 1: Secrets", "2023-01-05T20:01:11"],
                ["Bob", "Ozark: Season 1: Sugarwood", "2023-01-06T20:01:11"],
                ["Ann", "Ozark: Season 1: Sugarwood", "2023-01-07T20:01:11"]],
    },
)  # fmt: skip
MOVIELENS_EXCEL = Published(
    "excel-german",
    "Excel, saved as CSV in German",
    {
        "Bewertungen.csv": _csv(
            "Kunde;Artikel;Bewertung;Datum", "K-1;A1;4,5;03.01.2023 14:05", "K-2;A1;2;14.01.2023 09:00",
            "K-1;A2;5;15.01.2023 10:00", end="\r\n", encoding="cp1252"),
        "Artikel.csv": _csv("ArtNr;Bezeichnung;Preis", "A1;Käsereibe;12,90", "A2;Schüssel;1.012,50",
                            end="\r\n", encoding="cp1252"),
    },
    {
        "items_in": "Artikel.csv",
        "log_in": "Bewertungen.csv",
        "items": {"A1": {"title": "Käsereibe"}, "A2": {"title": "Schüssel"}},
        "log": [["K-1", "A1", "2023-01-03T14:05:00", {"rating": 4.5}],
                ["K-2", "A1", "2023-01-14T09:00:00", {"rating": 2}],
                ["K-1", "A2", "2023-01-15T10:00:00", {"rating": 5}]],
    },
)  # fmt: skip
EXCEL_FRENCH = Published(
    "excel-french-utf16",
    "Excel, saved as Unicode text in French",
    {
        "ventes.txt": _csv("Client\tProduit\tQuantité\tDate", "Zoé\tThé vert\t2\t13/02/2023",
                           "Luc\tCafé\t1\t14/02/2023", "Zoé\tCafé\t1\t15/02/2023",
                           end="\r\n", encoding="utf-16"),
    },
    {
        "log_in": "ventes.txt",
        "log": [["Zoé", "Thé vert", "2023-02-13", {"weight": 2}],
                ["Luc", "Café", "2023-02-14", {"weight": 1}],
                ["Zoé", "Café", "2023-02-15", {"weight": 1}]],
    },
)  # fmt: skip
WECHAT = Published(
    "export-chinese-gbk",
    "A shop's back office in Chinese, GBK",
    {
        "订单.csv": _csv("订单编号,买家会员名,商品编号,商品标题,购买数量,付款时间",
                       "9001,小明,100,红色茶杯,1,2023-03-01 10:00:00",
                       "9002,小红,101,蓝色盘子,2,2023-03-02 10:00:00",
                       "9003,小明,101,蓝色盘子,1,2023-03-03 10:00:00", encoding="gb18030"),
    },
    {
        "log_in": "订单.csv",
        "log": [["小明", "100", "2023-03-01T10:00:00", {"weight": 1}],
                ["小红", "101", "2023-03-02T10:00:00", {"weight": 2}],
                ["小明", "101", "2023-03-03T10:00:00", {"weight": 1}]],
    },
)  # fmt: skip
RUSSIAN = Published(
    "export-russian-1c",
    "1C, tab separated, cp1251",
    {
        "продажи.txt": _csv("Покупатель\tТовар\tКоличество\tДата", "Иванов\tЧай\t1\t01.02.2023",
                            "Петров\tКофе\t2\t15.02.2023", "Иванов\tКофе\t1\t16.02.2023",
                            encoding="cp1251"),
    },
    {
        "log_in": "продажи.txt",
        "log": [["Иванов", "Чай", "2023-02-01", {"weight": 1}],
                ["Петров", "Кофе", "2023-02-15", {"weight": 2}],
                ["Иванов", "Кофе", "2023-02-16", {"weight": 1}]],
    },
)  # fmt: skip
JAPANESE = Published(
    "export-japanese-sjis",
    "A point-of-sale system in Japanese, Shift-JIS",
    {
        "購入履歴.csv": _csv("会員番号,商品コード,購入日,数量", "0001,A-01,2023/04/01,1",
                         "0002,A-02,2023/04/02,3", "0001,A-02,2023/04/03,1", encoding="cp932"),
        "商品マスタ.csv": _csv("商品コード,商品名,説明", "A-01,湯のみ,小さい湯のみです", "A-02,急須,丸い急須です",
                          encoding="cp932"),
    },
    {
        "items_in": "商品マスタ.csv",
        "log_in": "購入履歴.csv",
        "items": {"A-01": {"title": "湯のみ"}, "A-02": {"title": "急須"}},
        "log": [["0001", "A-01", "2023-04-01", {"weight": 1}],
                ["0002", "A-02", "2023-04-02", {"weight": 3}],
                ["0001", "A-02", "2023-04-03", {"weight": 1}]],
    },
)  # fmt: skip
MATOMO = Published(
    "export-ga4-bigquery",
    "https://support.google.com/analytics/answer/7029846",
    {
        "events.jsonl": lines(
            {"event_name": "view_item", "event_timestamp": 1672567200000000, "user_pseudo_id": "1.1",
             "items": [{"item_id": "SKU1", "item_name": "Mug"}]},
            {"event_name": "purchase", "event_timestamp": 1672567300000000, "user_pseudo_id": "1.1",
             "items": [{"item_id": "SKU1", "item_name": "Mug"}, {"item_id": "SKU2", "item_name": "Hat"}]},
            {"event_name": "view_item", "event_timestamp": 1672567400000000, "user_pseudo_id": "2.2",
             "items": [{"item_id": "SKU2", "item_name": "Hat"}]},
        )
    },
    {
        "log_in": "events.jsonl",
        "log": [["1.1", "SKU1"], ["1.1", "SKU1"], ["1.1", "SKU2"], ["2.2", "SKU2"]],
    },
)  # fmt: skip
MONGO = Published(
    "export-mongodb",
    "https://www.mongodb.com/docs/database-tools/mongoexport/",
    {
        "reviews.json": lines(
            {"_id": {"$oid": "5f1a"}, "user": "u1", "product": "p1", "stars": {"$numberInt": "5"},
             "at": {"$date": "2023-01-01T10:00:00Z"}},
            {"_id": {"$oid": "5f1b"}, "user": "u2", "product": "p1", "stars": {"$numberInt": "2"},
             "at": {"$date": "2023-01-02T10:00:00Z"}},
            {"_id": {"$oid": "5f1c"}, "user": "u1", "product": "p2", "stars": {"$numberInt": "4"},
             "at": {"$date": "2023-01-03T10:00:00Z"}},
        )
    },
    {
        "log_in": "reviews.json",
        "log": [["u1", "p1", "2023-01-01T10:00:00", {"rating": 5}],
                ["u2", "p1", "2023-01-02T10:00:00", {"rating": 2}],
                ["u1", "p2", "2023-01-03T10:00:00", {"rating": 4}]],
    },
)  # fmt: skip
POSTGRES = Published(
    "export-postgres-copy",
    "https://www.postgresql.org/docs/current/sql-copy.html",
    {
        "likes.tsv": b"42\t7\t2023-01-01 10:00:00+00\t\\N\n43\t7\t2023-01-02 10:00:00+00\tt\n"
        b"42\t8\t2023-01-03 10:00:00+00\tt\n",
        "posts.tsv": b"7\tFirst post\tHello there\n8\tSecond post\tAnother one\n",
    },
    {
        "items_in": "posts.tsv",
        "log_in": "likes.tsv",
        "items": {"7": {"title": "First post"}, "8": {"title": "Second post"}},
        "log": [["42", "7", "2023-01-01T10:00:00"], ["43", "7", "2023-01-02T10:00:00"],
                ["42", "8", "2023-01-03T10:00:00"]],
        "asks": {"any": ["likes.tsv"]},
    },
)  # fmt: skip
MATRIX = Published(
    "excel-wide-matrix",
    "People as rows, things as columns, marks in the cells",
    {
        "survey.csv": _csv("name,Heat,Alien,Cats", "ann,5,4,", "bob,,5,1", "cem,3,,"),
    },
    {
        "log_in": "survey.csv",
        "log": [["ann", "Heat", {"rating": 5}], ["ann", "Alien", {"rating": 4}],
                ["bob", "Alien", {"rating": 5}], ["bob", "Cats", {"rating": 1}],
                ["cem", "Heat", {"rating": 3}]],
        "asks": {"any": ["survey.csv"]},
    },
)  # fmt: skip
POCKET = Published(
    "kaggle-book-recommendation",
    "https://www.kaggle.com/datasets/arashnic/book-recommendation-dataset",
    {
        "Ratings.csv": _csv("User-ID,ISBN,Book-Rating", "276725,034545104X,0", "276726,0155061224,5",
                            "276725,0155061224,9"),
        "Books.csv": _csv("ISBN,Book-Title,Book-Author,Year-Of-Publication,Publisher,Image-URL-S",
                          "034545104X,Flesh Tones: A Novel,M. J. Rose,2002,Ballantine Books,"
                          "http://images.amazon.com/images/P/034545104X.01.THUMBZZZ.jpg",
                          "0155061224,Rites of Passage,Judith Rae,2001,Heinle,"
                          "http://images.amazon.com/images/P/0155061224.01.THUMBZZZ.jpg"),
        "Users.csv": _csv("User-ID,Location,Age", '276725,"tyler, texas, usa",',
                          '276726,"seattle, washington, usa",31'),
    },
    {
        "items_in": "Books.csv",
        "log_in": "Ratings.csv",
        "items": {"034545104X": {"title": "Flesh Tones: A Novel"},
                  "0155061224": {"title": "Rites of Passage"}},
        "log": [["276725", "034545104X"], ["276726", "0155061224", {"rating": 5}],
                ["276725", "0155061224", {"rating": 9}]],
    },
)  # fmt: skip
TWITCH = Published(
    "twitch-100k",
    "https://cseweb.ucsd.edu/~jmcauley/datasets.html#twitch",
    {"100k_a.csv": _csv("1,33842865744,mithrain,154,156", "1,33846768288,alptv,166,169",
                        "2,33886469056,mithrain,587,588", "2,33887624992,wtcn,589,591")},
    {
        "log_in": "100k_a.csv",
        "log": [["1", ["33842865744", "mithrain"]], ["1", ["33846768288", "alptv"]],
                ["2", ["33886469056", "mithrain"]], ["2", ["33887624992", "wtcn"]]],
        "asks": {"any": ["100k_a.csv"]},
    },
)  # fmt: skip
GOWALLA = Published(
    "snap-gowalla-checkins",
    "https://snap.stanford.edu/data/loc-Gowalla.html",
    {"loc-gowalla_totalCheckins.txt": _csv(
        "0\t2010-10-19T23:55:27Z\t30.2359091167\t-97.7951395833\t22847",
        "0\t2010-10-18T22:17:43Z\t30.2691029532\t-97.7493953705\t420315",
        "1\t2010-10-17T23:42:03Z\t30.2557309927\t-97.7633857727\t22847")},
    {
        "log_in": "loc-gowalla_totalCheckins.txt",
        "log": [["0", "22847", "2010-10-19T23:55:27"], ["0", "420315", "2010-10-18T22:17:43"],
                ["1", "22847", "2010-10-17T23:42:03"]],
        "asks": {"any": ["loc-gowalla_totalCheckins.txt"]},
    },
)  # fmt: skip
LIGHTGCN = Published(
    "lightgcn-gowalla",
    "https://github.com/gusye1234/LightGCN-PyTorch/tree/master/data/gowalla",
    {
        "train.txt": b"0 0 1 2 3\n1 2 4\n2 0 3 4 5\n",
        "test.txt": b"0 4 5\n1 0\n2 1 2 6\n",
        "item_list.txt": b"org_id remap_id\n9246 0\n138033 1\n9247 2\n1040 3\n77 4\n78 5\n79 6\n",
        "user_list.txt": b"org_id remap_id\n0 0\n1 1\n2 2\n",
    },
    {
        "log_in": ["train.txt", "test.txt"],
        "log": [["0", "0", {"split": "train"}], ["0", "1"], ["0", "2"], ["0", "3"], ["1", "2"],
                ["1", "4"], ["2", "0"], ["2", "3"], ["2", "4"], ["2", "5"],
                ["0", "4", {"split": "test"}], ["0", "5"], ["1", "0"], ["2", "1"], ["2", "2"],
                ["2", "6"]],
    },
)  # fmt: skip
SASREC = Published(
    "sasrec-txt",
    "https://github.com/kang205/SASRec/tree/master/data",
    {"Beauty.txt": b"1 1\n1 2\n1 3\n2 2\n2 4\n3 1\n3 4\n"},
    {
        "log_in": "Beauty.txt",
        "log": [["1", "1"], ["1", "2"], ["1", "3"], ["2", "2"], ["2", "4"], ["3", "1"], ["3", "4"]],
        "asks": {"any": ["Beauty.txt"]},
    },
)
TRAKT = Published(
    "export-trakt-nested",
    "https://trakt.docs.apiary.io/",
    {
        "ratings-movies.json": json.dumps(
            [
                {"rated_at": "2023-01-01T10:00:00.000Z", "rating": 9, "type": "movie", "movie":
                 {"title": "Heat", "year": 1995, "ids": {"trakt": 1, "slug": "heat-1995"}}},
                {"rated_at": "2023-01-02T10:00:00.000Z", "rating": 3, "type": "movie", "movie":
                 {"title": "Cats", "year": 2019, "ids": {"trakt": 2, "slug": "cats-2019"}}},
            ]).encode(),
    },
    {"log_in": "ratings-movies.json", "n_users": [1], "n_items": [2]},
)  # fmt: skip
KINDLE = Published(
    "amazon-order-history",
    "https://www.amazon.com/hz/privacy-central/data-requests/preview.html",
    {
        "Retail.OrderHistory.1.csv": _csv(
            '"Website","Order ID","Order Date","Currency","Unit Price","ASIN","Quantity","Product Name"',
            '"Amazon.de","302-1","2023-01-05T10:00:00Z","EUR","12.90","B00A1","1","Käsereibe"',
            '"Amazon.de","302-2","2023-02-05T10:00:00Z","EUR","8.00","B00A2","2","Löffel, klein"',
            '"Amazon.de","302-3","2023-03-05T10:00:00Z","EUR","8.00","B00A2","1","Löffel, klein"',
        )
    },
    {"log_in": "Retail.OrderHistory.1.csv", "n_users": [1], "n_items": [2]},
)

SETS = [
    SPOTIFY_BASIC, SPOTIFY_EXTENDED, YOUTUBE, LETTERBOXD, GOODREADS, LASTFM, SHOPIFY, WOO,
    ONLINE_RETAIL, INSTACART, DIGINETICA, YOOCHOOSE, ANIME, FOODCOM, NETFLIX_EXPORT,
    MOVIELENS_EXCEL, EXCEL_FRENCH, WECHAT, RUSSIAN, JAPANESE, MATOMO, MONGO, POSTGRES, MATRIX,
    POCKET, TWITCH, GOWALLA, LIGHTGCN, SASREC, TRAKT, KINDLE,
]  # fmt: skip
