"""Small catalogs in the exact layout each dataset was published in, as name -> bytes."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import polars as pl

Layout = Mapping[str, bytes]


def write(folder: Path, layout: Layout) -> Path:
    for name, data in layout.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def _npy(array: np.ndarray) -> bytes:
    buffer = io.BytesIO()
    np.save(buffer, array)
    return buffer.getvalue()


def _jsonl(*rows: object) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def table() -> Layout:
    return {
        "items.csv": (
            "item,title,text,image,price\n"
            'a,Red mug,"A mug, red",images/a.png,3.5\n'
            'b,Blue cup,"She said ""blue""\nand left",images/b.png,4\n'
            "007,Grün,Ein Becher,,5.25\n"
        ).encode(),
        "interactions.csv": (
            b"user,item,timestamp,event,rating\n"
            b"u2,a,1700000300,view,\n"
            b"u1,b,1700000200,purchase,4.5\n"
            b"u1,a,1700000100,click,\n"
            b"u1,007,1700000150,cart,\n"
        ),
        "images/a.png": b"picture",
        "images/b.png": b"picture",
    }


def logs() -> Layout:
    return {
        "products.jsonl": _jsonl(
            {"product_id": 1, "name": "Mug", "description": ["Red", "Round"]},
            {"product_id": 2, "name": "Cup", "colour": "blue"},
        ),
        "browse_log.csv": b"customer_id,product_id,time\nA,1,2024-03-01 10:00:00\nB,2,2024-03-01\n",
        "purchases.tsv": b"customer_id\tproduct_id\ttime\nA\t1\t2024-03-01T12:00:00+01:00\n",
        "reviews.csv.gz": gzip.compress(
            b"customer_id,product_id,time,stars,comment\nA,1,1709294400000,5,good\n"
        ),
    }


def parquet() -> Layout:
    items = io.BytesIO()
    pl.DataFrame({"item": [1, 2], "title": ["x", "y"]}).write_parquet(items)
    history = io.BytesIO()
    pl.DataFrame({"user": [9, 9], "item": [1.0, 2.0], "timestamp": [2, 1]}).with_columns(
        (pl.col("timestamp") + 1_700_000_000_000).cast(pl.Datetime("ms"))
    ).write_parquet(history)
    return {"items.parquet": items.getvalue(), "interactions.parquet": history.getvalue()}


def mmrec() -> Layout:
    rng = np.random.default_rng(0)
    return {
        "toys.inter": b"userID\titemID\tx_label\n0\t0\t0\n0\t2\t1\n1\t1\t0\n1\t0\t2\n",
        "image_feat.npy": _npy(rng.normal(size=(4, 3)).astype(np.float32)),
        "text_feat.npy": _npy(rng.normal(size=(4, 5)).astype(np.float16)),
    }


def recbole() -> Layout:
    return {
        "ml.inter": (
            b"user_id:token\titem_id:token\trating:float\ttimestamp:float\n"
            b"196\t242\t3\t881250949\n186\t302\t3\t891717742\n22\t242\t1\t878887116\n"
        ),
        "ml.item": (
            b"item_id:token\tmovie_title:token_seq\trelease_year:token\tclass:token_seq\n"
            b'242\tKolya\t1996\tComedy\n302\t"L.A. Confidential\t1997\tCrime Film-Noir\n'
        ),
        "ml.user": b"user_id:token\tage:token\n196\t49\n186\t39\n22\t25\n",
    }


def movielens_100k() -> Layout:
    tail = "|".join(["0"] * 19)
    comedy = "|".join("1" if place in (3, 5) else "0" for place in range(19))
    return {
        "u.data": b"196\t242\t3\t881250949\n186\t302\t3\t891717742\n22\t242\t1\t878887116\n",
        "u.item": (
            f"242|Kolya (1996)|24-Jan-1997||http://us.imdb.com/M/title-exact?Kolya|{comedy}\n"
            f'302|"Ridicule" café (1996)|27-Nov-1996||http://us.imdb.com/M/t?q|{tail}\n'
        ).encode("latin-1"),
        "u.user": b"196|49|M|writer|55105\n186|39|F|executive|00000\n",
    }


def movielens_1m() -> Layout:
    return {
        "ratings.dat": b"1::1193::5::978300760\n1::661::3::978302109\n2::1193::4::978298413\n",
        "movies.dat": (
            "1193::One Flew Over: the Nest (1975)::Drama\n"
            "661::Misérables, Les (1995)::Animation|Children's|Musical\n"
        ).encode("latin-1"),
        "users.dat": b"1::F::1::10::48067\n2::M::56::16::70072\n",
    }


def movielens_latest() -> Layout:
    return {
        "ratings.csv": (
            b"userId,movieId,rating,timestamp\n1,1,4.0,964982703\n1,3,4.5,964981247\n"
            b"2,1,0.5,1445714835\n"
        ),
        "movies.csv": (
            b"movieId,title,genres\n1,Toy Story (1995),Adventure|Animation\n"
            b'3,"American President, The (1995)",Comedy|Drama\n'
        ),
        "links.csv": b"movieId,imdbId,tmdbId\n1,0114709,862\n3,0113228,15602\n",
        "tags.csv": b"userId,movieId,tag,timestamp\n2,1,funny,1445714994\n",
        "posters/1.jpg": b"picture",
    }


def amazon() -> Layout:
    picture = {"thumb": "https://m/t.jpg", "large": "https://m/l.jpg", "variant": "MAIN"}
    return {
        "meta_All_Beauty.jsonl": _jsonl(
            {
                "main_category": "All Beauty", "title": "Howard LC0008", "average_rating": 4.8,
                "rating_number": 10, "features": ["Organic", "Soft"], "description": [],
                "price": None, "images": [picture], "videos": [], "store": "Howard",
                "categories": ["Beauty", "Hair"], "details": {"Weight": "2 kg"},
                "parent_asin": "B01CUPMQZE", "bought_together": None,
            },
            {
                "main_category": "All Beauty", "title": "Yes to Tomatoes", "average_rating": 4,
                "rating_number": 3, "features": [], "description": ["Cream"], "price": 12.99,
                "images": [], "videos": [], "store": None, "categories": [], "details": {},
                "parent_asin": "B076WQZGPM", "bought_together": None,
            },
        ),
        "All_Beauty.jsonl.gz": gzip.compress(
            _jsonl(
                {
                    "rating": 5.0, "title": "Such a lovely scent", "text": "Nice.", "images": [],
                    "asin": "B00YQ6X8EO", "parent_asin": "B01CUPMQZE", "user_id": "AGKHLEW2",
                    "timestamp": 1588687728923, "helpful_vote": 0, "verified_purchase": True,
                },
                {
                    "rating": 4.0, "title": "Works", "text": "Ok", "images": [],
                    "asin": "B076WQZGPM", "parent_asin": "B076WQZGPM", "user_id": "AGKHLEW2",
                    "timestamp": 1488687728923, "helpful_vote": 1, "verified_purchase": False,
                },
            )
        ),
    }  # fmt: skip


def microlens() -> Layout:
    return {
        "MicroLens-50k_pairs.csv": (
            b"user,item,timestamp\n1,10,1662984066369\n1,11,1662984066370\n2,10,1583378629552\n"
        ),
        "MicroLens-50k_pairs.tsv": b"1\t10 11\n2\t10\n",
        "MicroLens-50k_titles.csv": 'item,title\n10,"Hello, world"\n11,猫\n'.encode(),
        "MicroLens-50k_covers/10.jpg": b"picture",
        "MicroLens-50k_audios/10.m4a": b"sound",
        "MicroLens-50k_videos/11.mp4": b"film",
    }


def microlens_sequences() -> Layout:
    return {"MicroLens-100k_pairs.tsv": b"1\t10 11 12\n2\t11 10\n"}


def hf() -> Layout:
    return {
        "train/metadata.csv": b"file_name,text\n0001.png,a cat\nsub/0002.png,a dog\n",
        "train/0001.png": b"picture",
        "train/sub/0002.png": b"picture",
        "test/metadata.jsonl": _jsonl({"file_name": "0003.wav", "text": "a bark", "pitch": 3}),
        "test/0003.wav": b"sound",
    }


def folder() -> Layout:
    return {
        "animals/cat.png": b"picture",
        "animals/cat.txt": b"A cat.\nfr.utf8=Un chat.\npt_BR.utf8=Um gato.\n",
        "animals/cat.ogg": b"sound",
        "animals/cat_desc.ogg": b"sound",
        "animals/cat_desc_fr.ogg": b"sound",
        "animals/dog.png": b"picture",
        "animals/dog_mirror.png": b"picture",
        "animals/dog.txt": b"A dog.",
        "animals/dog_desc.ogg": b"sound",
        "shapes/square.svg": b"<svg/>",
        "shapes/square.txt": b"A square.",
        "README.txt": b"nothing to see",
        "interactions.csv": b"user,item,time\nann,cat,2024-01-01\nann,dog.png,2024-01-02\n",
    }


ALL: Mapping[str, tuple[str, Callable[[], Layout]]] = {
    "table": ("table", table),
    "logs": ("table", logs),
    "parquet": ("table", parquet),
    "mmrec": ("mmrec", mmrec),
    "recbole": ("table", recbole),
    "movielens_100k": ("movielens", movielens_100k),
    "movielens_1m": ("movielens", movielens_1m),
    "movielens_latest": ("movielens", movielens_latest),
    "amazon": ("amazon", amazon),
    "microlens": ("microlens", microlens),
    "microlens_sequences": ("microlens", microlens_sequences),
    "hf": ("hf", hf),
    "folder": ("folder", folder),
}
