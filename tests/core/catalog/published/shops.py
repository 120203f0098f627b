"""Shops, news and clips. H&M:
https://www.kaggle.com/competitions/h-and-m-personalized-fashion-recommendations/data, Retailrocket:
https://www.kaggle.com/datasets/retailrocket/ecommerce-dataset, REES46:
https://www.kaggle.com/datasets/mkechinov/ecommerce-behavior-data-from-multi-category-store, MIND:
https://github.com/msnews/msnews.github.io/blob/master/assets/doc/introduction.md, KuaiRec:
https://kuairec.com.
"""

# ruff: noqa: E501 (rows of data)
from __future__ import annotations

import io

from PIL import Image

from tests.core.catalog.published import Published


def _picture(colour: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (16, 24), (colour, 90, 20)).save(out, "JPEG")
    return out.getvalue()


HM = Published(
    "h-and-m",
    "https://www.kaggle.com/competitions/h-and-m-personalized-fashion-recommendations/data",
    {
        "articles.csv": (
            b"article_id,product_code,prod_name,product_type_no,product_type_name,"
            b"product_group_name,graphical_appearance_no,colour_group_code,colour_group_name,"
            b"department_no,index_code,section_no,garment_group_no,detail_desc\n"
            b"0108775015,0108775,Strap top,253,Vest top,Garment Upper body,1010016,09,Black,"
            b"1676,A,16,1002,Jersey top with narrow shoulder straps.\n"
            b"0108775044,0108775,Strap top,253,Vest top,Garment Upper body,1010016,10,White,"
            b"1676,A,16,1002,Jersey top with narrow shoulder straps.\n"
            b"0110065001,0110065,OP T-shirt (Idro),306,Bra,Underwear,1010016,09,Black,"
            b"1339,B,61,1017,\n"
        ),
        "customers.csv": (
            b"customer_id,FN,Active,club_member_status,fashion_news_frequency,age,postal_code\n"
            b"00000dbacae5,,,ACTIVE,NONE,49.0,52043ee2\n0000423b0033,1.0,1.0,ACTIVE,Regularly,25.0,29\n"
        ),
        "transactions_train.csv": (
            b"t_dat,customer_id,article_id,price,sales_channel_id\n"
            b"2018-09-20,00000dbacae5,0108775015,0.0508,2\n"
            b"2018-09-20,00000dbacae5,0110065001,0.0305,2\n"
            b"2018-09-21,0000423b0033,0108775044,0.0152,1\n"
        ),
        "sample_submission.csv": b"customer_id,prediction\n00000dbacae5,0706016001 0706016002\n",
        "images/010/0108775015.jpg": _picture(10),
        "images/010/0108775044.jpg": _picture(200),
        "images/011/0110065001.jpg": _picture(120),
    },
    {
        "items_in": "articles.csv",
        "log_in": "transactions_train.csv",
        "columns": {"time": "t_dat", "title": "prod_name"},
        "items": {
            "0108775015": {"title": "Strap top", "image": "images/010/0108775015.jpg"},
            "0108775044": {"title": "Strap top", "image": "images/010/0108775044.jpg"},
            "0110065001": {"title": "OP T-shirt (Idro)", "image": "images/011/0110065001.jpg"},
        },
        "log": [
            ["00000dbacae5", "0108775015", "2018-09-20", {"rating": "none"}],
            ["00000dbacae5", "0110065001", "2018-09-20", {"rating": "none"}],
            ["0000423b0033", "0108775044", "2018-09-21", {"rating": "none"}],
        ],
        "unused": ["sample_submission.csv"],
    },
)
RETAILROCKET = Published(
    "retailrocket",
    "https://www.kaggle.com/datasets/retailrocket/ecommerce-dataset",
    {
        "events.csv": (
            b"timestamp,visitorid,event,itemid,transactionid\n"
            b"1433221332117,257597,view,355908,\n1433224214164,992329,addtocart,248676,\n"
            b"1433222276276,599528,transaction,356475,4000\n"
        ),
        "item_properties_part1.csv": (
            b"timestamp,itemid,property,value\n1435460400000,355908,categoryid,1338\n"
            b"1441508400000,248676,888,1116713 960601 n277.200\n"
        ),
        "item_properties_part2.csv": (
            b"timestamp,itemid,property,value\n1433041200000,356475,available,0\n"
        ),
        "category_tree.csv": b"categoryid,parentid\n1016,213\n809,169\n570,\n",
    },
    {
        "log_in": "events.csv",
        "n_items": [3],
        "log": [
            ["257597", "355908", 1433221332.117, {"event": "view"}],
            ["992329", "248676", 1433224214.164, {"event": "cart"}],
            ["599528", "356475", 1433222276.276, {"event": "purchase"}],
        ],
        "unused": [
            "category_tree.csv",
            "item_properties_part1.csv",
            "item_properties_part2.csv",
        ],
    },
)
REES46 = Published(
    "rees46",
    "https://www.kaggle.com/datasets/mkechinov/ecommerce-behavior-data-from-multi-category-store",
    {
        f"2019-{month}.csv": (
            b"event_time,event_type,product_id,category_id,category_code,brand,price,user_id,"
            b"user_session\n" + rows
        )
        for month, rows in (
            ("Oct", b"2019-10-01 00:00:00 UTC,view,44600062,2103807459595387724,,shiseido,35.79,"
                    b"541312140,72d76fde-8bb3-4e00-8c23-a032dfed738c\n"
                    b"2019-10-01 00:00:01 UTC,cart,3900821,2053013552326770905,appliances,aqua,"
                    b"33.20,554748717,9333dfbd-b87a-4708-9857-6336556b0fcc\n"),
            ("Nov", b"2019-11-01 00:00:00 UTC,purchase,3900821,2053013552326770905,appliances,aqua,"
                    b"33.20,554748717,4d3b30da-a5e4-49df-b1a8-ba5943f1dd33\n"),
        )
    },
    {
        "log_in": ["2019-Oct.csv", "2019-Nov.csv"],
        "columns": {"time": "event_time"},
        "items": {"44600062": {}, "3900821": {}},
        "log": [
            ["541312140", "44600062", "2019-10-01", {"event": "view", "rating": "none"}],
            ["554748717", "3900821", "2019-10-01T00:00:01", {"event": "cart"}],
            ["554748717", "3900821", "2019-11-01", {"event": "purchase"}],
        ],
    },
)  # fmt: skip
MIND = Published(
    "mind",
    "https://github.com/msnews/msnews.github.io/blob/master/assets/doc/introduction.md",
    {
        "behaviors.tsv": (
            b"1\tU13740\t11/11/2019 9:05:58 AM\tN55189 N42782\tN35729-0 N42782-1\n"
            b"2\tU91836\t11/12/2019 6:11:30 PM\t\tN55189-1 N35729-0\n"
        ),
        "news.tsv": (
            "N55189\tlifestyle\tlifestyleroyals\tThe Brands Queen Elizabeth Swears By\tShop the "
            'notebooks.\thttps://assets.msn.com/labs/mind/AAGH0ET.html\t[{"Label": "Prince Philip"}]'
            "\t[]\nN42782\tsports\tgolf\tTiger's \"Comeback\"\t\thttps://assets.msn.com/2.html\t[]\t\n"
            "N35729\tnews\tnewsus\tPorsche café opens\tIn Atlanta.\thttps://a.com/3.html\t[]\t[]\n"
        ).encode(),
        "entity_embedding.vec": b"Q41\t-0.063388\t-0.181451\t0.057501\t\n",
        "relation_embedding.vec": b"P31\t-0.073467\t-0.132227\t0.034173\t\n",
    },
    {
        "items_in": "news.tsv",
        "log_in": "behaviors.tsv",
        "items": {
            "N55189": {"title": "The Brands Queen Elizabeth Swears By"},
            "N42782": {"title": "Tiger's \"Comeback\""},
            "N35729": {"title": "Porsche café opens"},
        },
        "asks": {"any": ["behaviors.tsv", "column 5"]},
        # What was clicked, and what was read before, are wishes; what was only shown is none.
        "log": [
            ["U13740", "N42782", "2019-11-11T09:05:58", {"wish": True}],
            ["U13740", "N55189"], ["U13740", "N42782"],
            ["U91836", "N55189", "2019-11-12T18:11:30", {"wish": True}],
            ["U13740", "N35729", "2019-11-11T09:05:58", {"wish": False}],
            ["U91836", "N35729", "2019-11-12T18:11:30", {"wish": False}],
        ],
        "or": [
            {"log": [["U13740", "N42782", "2019-11-11T09:05:58", {"wish": True}],
                     ["U91836", "N55189", "2019-11-12T18:11:30", {"wish": True}],
                     ["U13740", "N35729", "2019-11-11T09:05:58", {"wish": False}],
                     ["U91836", "N35729", "2019-11-12T18:11:30", {"wish": False}]],
             "left": ["column 4"]},
        ],
    },
)  # fmt: skip
KUAIREC = Published(
    "kuairec",
    "https://kuairec.com",
    {
        "data/small_matrix.csv": (
            b"user_id,video_id,play_duration,video_duration,time,date,timestamp,watch_ratio\n"
            b"14,148,4381,6067,2020-07-05 05:27:48.378,20200705.0,1593898068.378,0.722103\n"
            b"14,183,11635,6100,2020-07-05 05:28:00.057,20200705.0,1593898080.057,1.907377\n"
        ),
        "data/big_matrix.csv": (
            b"user_id,video_id,play_duration,video_duration,time,date,timestamp,watch_ratio\n"
            b"0,148,13838,10867,2020-07-05 00:08:23.438,20200705,1593878903.438,1.273397\n"
        ),
        "data/item_categories.csv": b'video_id,feat\n148,[8]\n183,"[27, 9]"\n',
        "data/user_features.csv": b"user_id,user_active_degree,is_lowactive_period\n0,high,0\n14,full,0\n",
        "data/social_network.csv": b"user_id,friend_list\n14,[0]\n",
        "data/kuairec_caption_category.csv": (
            "video_id,manual_cover_text,caption,topic_tag,first_level_category_name\n"
            "148,UNKNOWN,精神小伙路难走 程哥你狗粮慢点撒,[],颜值\n183,UNKNOWN,做饭,[做饭],美食\n"
        ).encode(),
    },
    {
        "items_in": ["data/kuairec_caption_category.csv", "data/item_categories.csv"],
        "log_in": ["data/small_matrix.csv", "data/big_matrix.csv"],
        "n_items": [2],
        "items": {"148": {}, "183": {}},
        "log": [
            ["14", "148", 1593898068.378], ["14", "183", 1593898080.057], ["0", "148", 1593878903.438]
        ],
        # The small matrix is a part apart from the big one; reading one of them must be said.
        "or": [
            {"log": [["14", "148", 1593898068.378], ["14", "183", 1593898080.057]],
             "unused": ["data/big_matrix.csv"]},
            {"log": [["0", "148", 1593878903.438]], "unused": ["data/small_matrix.csv"]},
        ],
        "asks": {"any": ["small_matrix.csv", "big_matrix.csv"]},
    },
)  # fmt: skip
SETS = (HM, RETAILROCKET, REES46, MIND, KUAIREC)
