"""MovieLens. https://files.grouplens.org/datasets/movielens/ml-100k-README.txt,
ml-1m-README.txt, ml-10m-README.html, ml-20m-README.html, ml-25m-README.html, ml-32m-README.html,
ml-latest-small-README.html.
"""

from __future__ import annotations

from tests.core.catalog.published import Published

URL = "https://files.grouplens.org/datasets/movielens/"
_NONE = "|".join("0" * 19)
_COMEDY = "|".join("1" if place == 5 else "0" for place in range(19))

ML_100K = Published(
    "ml-100k",
    URL + "ml-100k-README.txt",
    {
        "README": b"SUMMARY & USAGE LICENSE\n=======\n",
        "u.data": b"196\t242\t3\t881250949\n186\t302\t5\t891717742\n22\t242\t1\t878887116\n",
        "u.item": (
            f"242|Kolya (1996)|24-Jan-1997||http://us.imdb.com/M/title-exact?Kolya|{_COMEDY}\n"
            f"302|Misérables, Les (1995)|01-Jan-1995||http://us.imdb.com/M/t?q|{_NONE}\n"
        ).encode("latin-1"),
        "u.user": b"196|49|M|writer|55105\n186|39|F|executive|00000\n22|25|M|writer|40206\n",
        "u.genre": b"unknown|0\nAction|1\n\n",
        "u.occupation": b"administrator\nwriter\nexecutive\n",
        "u.info": b"943 users\n1682 items\n100000 ratings\n",
        "u1.base": b"196\t242\t3\t881250949\n186\t302\t5\t891717742\n",
        "u1.test": b"22\t242\t1\t878887116\n",
    },
    {
        "items": {"242": {"title": "~^Kolya"}, "302": {"title": "~^Misérables, Les"}},
        "log": [
            ["196", "242", 881250949, {"rating": 3}],
            ["186", "302", 891717742, {"rating": 5, "wish": True}],
            ["22", "242", 878887116, {"rating": 1, "wish": False}],
        ],
    },
)
_DATED = {
    "items": {"1193": {"title": "~^One Flew Over: the Nest"}, "661": {"title": "~^Misérables"}},
    "log": [
        ["1", "1193", 978300760, {"rating": 5, "wish": True}],
        ["1", "661", 978302109, {"rating": 1, "wish": False}],
        ["2", "1193", 978298413, {"rating": 4}],
    ],
}
ML_1M = Published(
    "ml-1m",
    URL + "ml-1m-README.txt",
    {
        "ratings.dat": b"1::1193::5::978300760\n1::661::1::978302109\n2::1193::4::978298413\n",
        "movies.dat": (
            "1193::One Flew Over: the Nest (1975)::Drama\n"
            "661::Misérables, Les (1995)::Animation|Children's|Musical\n"
        ).encode("latin-1"),
        "users.dat": b"1::F::1::10::48067\n2::M::56::16::70072\n",
        "README": b"SUMMARY\n",
    },
    _DATED,
)
ML_10M = Published(
    "ml-10m",
    URL + "ml-10m-README.html",
    {
        "ratings.dat": b"1::1193::5::978300760\n1::661::1::978302109\n2::1193::4::978298413\n",
        "movies.dat": (
            "1193::One Flew Over: the Nest (1975)::Drama\n"
            "661::Misérables, Les (1995)::Animation|Children|Musical\n"
        ).encode(),
        "tags.dat": b"15::661::excellent!::1215184630\n",
        "allbut.pl": b"#!/usr/bin/perl\n",
        "split_ratings.sh": b"#!/bin/sh\n",
    },
    _DATED,
)


def _csv(name: str, readme: str, *, genome: bool) -> Published:
    files = {
        "ratings.csv": (
            b"userId,movieId,rating,timestamp\n1,1,4.0,964982703\n1,3,0.5,964981247\n"
            b"2,1,4.5,1445714835\n"
        ),
        "movies.csv": (
            "movieId,title,genres\n1,Toy Story (1995),Adventure|Animation\n"
            '3,"Été, L\' (1996)",(no genres listed)\n'
        ).encode(),
        "links.csv": b"movieId,imdbId,tmdbId\n1,0114709,862\n3,0113228,\n",
        "tags.csv": b"userId,movieId,tag,timestamp\n2,1,funny,1445714994\n",
        "README.txt": b"Summary\n=======\n",
    }
    if genome:
        files["genome-scores.csv"] = b"movieId,tagId,relevance\n1,1,0.025\n1,2,0.9\n3,1,0.5\n"
        files["genome-tags.csv"] = b"tagId,tag\n1,007\n2,classic\n"
    return Published(
        name,
        URL + readme,
        files,
        {
            "items": {"1": {"title": "~^Toy Story"}, "3": {"title": "~^Été, L'"}},
            "log": [
                ["1", "1", 964982703, {"rating": 4}],
                ["1", "3", 964981247, {"rating": 0.5, "wish": False}],
                ["2", "1", 1445714835, {"rating": 4.5, "wish": True}],
            ],
        },
    )


SETS = (
    ML_100K,
    ML_1M,
    ML_10M,
    _csv("ml-20m", "ml-20m-README.html", genome=True),
    _csv("ml-25m", "ml-25m-README.html", genome=True),
    _csv("ml-32m", "ml-32m-README.html", genome=False),
    _csv("ml-latest", "ml-latest-README.html", genome=False),
)
