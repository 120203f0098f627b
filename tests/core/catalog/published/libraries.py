"""What research code brings its data in. RecBole:
https://recbole.io/docs/user_guide/data/atomic_files.html, MMRec:
https://github.com/enoche/MMRec, MicroLens: https://github.com/westlake-repl/MicroLens,
Hugging Face: https://huggingface.co/docs/datasets/image_dataset.
"""

# ruff: noqa: E501 (rows of data)
from __future__ import annotations

import io

import numpy as np
import polars as pl
from PIL import Image

from tests.core.catalog.published import Published, lines


def _npy(rows: int, width: int) -> bytes:
    out = io.BytesIO()
    np.save(out, np.random.default_rng(0).normal(size=(rows, width)).astype(np.float32))
    return out.getvalue()


def _picture(colour: int, kind: str = "JPEG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (24, 16), (colour, 90, 20)).save(out, kind)
    return out.getvalue()


RECBOLE = Published(
    "recbole",
    "https://recbole.io/docs/user_guide/data/atomic_files.html",
    {
        "ml-100k.inter": (
            b"user_id:token\titem_id:token\trating:float\ttimestamp:float\n"
            b"196\t242\t3\t881250949\n186\t302\t5\t891717742\n22\t242\t1\t878887116\n"
        ),
        "ml-100k.item": (
            b"item_id:token\tmovie_title:token_seq\trelease_year:token\tclass:token_seq\n"
            b"242\tKolya\t1996\tComedy\n302\tL.A. Confidential\t1997\tCrime Film-Noir\n"
        ),
        "ml-100k.user": b"user_id:token\tage:token\tgender:token\n196\t49\tM\n186\t39\tF\n22\t25\tM\n",
        "ml-100k.kg": b"head_id:token\trelation_id:token\ttail_id:token\nm.0\tfilm.genre\tm.1\n",
        "ml-100k.link": b"item_id:token\tentity_id:token\n242\tm.0\n",
    },
    {
        "items_in": "ml-100k.item",
        "log_in": "ml-100k.inter",
        "items": {"242": {"title": "Kolya"}, "302": {"title": "L.A. Confidential"}},
        "log": [
            ["196", "242", 881250949, {"rating": 3}],
            ["186", "302", 891717742, {"rating": 5, "wish": True}],
            ["22", "242", 878887116, {"rating": 1, "wish": False}],
        ],
        "unused": ["ml-100k.kg", "ml-100k.link"],
    },
)
RECBOLE_PARTS = Published(
    "recbole-benchmark-parts",
    "https://recbole.io/docs/user_guide/config/data_settings.html",
    {
        f"beauty.{part}.inter": b"user_id:token\titem_id:token\n" + rows
        for part, rows in (
            ("train", b"u1\ti1\nu1\ti2\nu2\ti1\n"), ("valid", b"u1\ti3\n"), ("test", b"u1\ti4\n")
        )
    },
    {
        "log_in": ["beauty.train.inter", "beauty.valid.inter", "beauty.test.inter"],
        "items": {"i1": {}, "i2": {}, "i3": {}, "i4": {}},
        "log": [
            ["u1", "i1", "none", {"split": "train"}], ["u1", "i2", "none", {"split": "train"}],
            ["u2", "i1", "none", {"split": "train"}], ["u1", "i3", "none", {"split": "valid"}],
            ["u1", "i4", "none", {"split": "test"}],
        ],
    },
)  # fmt: skip
MMREC = Published(
    "mmrec",
    "https://github.com/enoche/MMRec/tree/master/data",
    {
        "baby.inter": (
            b"userID\titemID\trating\ttimestamp\tx_label\n0\t0\t5.0\t1341878400\t0\n"
            b"0\t2\t4.0\t1341964800\t1\n1\t1\t1.0\t1342051200\t0\n1\t0\t5.0\t1342137600\t2\n"
        ),
        "image_feat.npy": _npy(3, 16),
        "text_feat.npy": _npy(3, 8),
        "u_id_mapping.csv": b"user_id\tuserID\nA1\t0\nA2\t1\n",
        "i_id_mapping.csv": b"asin\titemID\nB0\t0\nB1\t1\nB2\t2\n",
    },
    {
        "log_in": "baby.inter",
        "n_items": [3],
        "n_users": [2],
        "features": {"image": 3, "text": 3},
        "log": [
            [["0", "A1"], ["0", "B0"], 1341878400, {"rating": 5, "split": "train"}],
            [["0", "A1"], ["2", "B2"], 1341964800, {"rating": 4, "split": "valid"}],
            [["1", "A2"], ["1", "B1"], 1342051200, {"rating": 1, "split": "train", "wish": False}],
            [["1", "A2"], ["0", "B0"], 1342137600, {"rating": 5, "split": "test"}],
        ],
        "or": [{"unused": ["u_id_mapping.csv", "i_id_mapping.csv"]}],
    },
)
MICROLENS = Published(
    "microlens",
    "https://github.com/westlake-repl/MicroLens",
    {
        "MicroLens-50k_pairs.csv": (
            b"user,item,timestamp\n1,10,1662984066369\n1,11,1662984066370\n2,10,1583378629552\n"
        ),
        "MicroLens-50k_pairs.tsv": b"1\t10 11\n2\t10\n",
        "MicroLens-50k_titles.csv": 'item,title\n10,"Hello, world"\n11,猫\n'.encode(),
        "MicroLens-50k_likes_and_views.txt": b"10\t1027\t48092\n11\t3\t40\n",
        "MicroLens-50k_covers/10.jpg": _picture(10),
        "MicroLens-50k_covers/11.jpg": _picture(200),
    },
    {
        "items_in": "MicroLens-50k_titles.csv",
        "log_in": ["MicroLens-50k_pairs.csv"],
        "items": {
            "10": {"title": "Hello, world", "image": "MicroLens-50k_covers/10.jpg"},
            "11": {"title": "猫", "image": "MicroLens-50k_covers/11.jpg"},
        },
        "log": [
            ["1", "10", 1662984066.369],
            ["1", "11", 1662984066.37],
            ["2", "10", 1583378629.552],
        ],
        "unused": ["MicroLens-50k_likes_and_views.txt"],
    },
)


def _hf_parquet() -> bytes:
    out = io.BytesIO()
    pl.DataFrame(
        {
            "image": [
                {"bytes": _picture(10), "path": "0.jpg"},
                {"bytes": _picture(200), "path": "1.jpg"},
            ],
            "text": ["a red cup", "a blue cup"],
        }
    ).write_parquet(out)
    return out.getvalue()


HF_PARQUET = Published(
    "hf-parquet-of-pictures",
    "https://huggingface.co/docs/datasets/about_dataset_features",
    {
        "README.md": b"---\nlicense: mit\n---\n# Cups\n",
        "data/train-00000-of-00001.parquet": _hf_parquet(),
    },
    {
        "items_in": "data/train-00000-of-00001.parquet",
        "n_items": [2],
        "each": {"text": ["a red cup", "a blue cup"]},
        "has": {"image": 2},
    },
)
HF_FOLDER = Published(
    "hf-imagefolder",
    "https://huggingface.co/docs/datasets/image_dataset",
    {
        "train/0001.jpg": _picture(1), "train/0002.jpg": _picture(90), "test/0003.jpg": _picture(220),
        "train/metadata.jsonl": lines(
            {"file_name": "0001.jpg", "text": "one"}, {"file_name": "0002.jpg", "text": "two"}
        ),
        "test/metadata.jsonl": lines({"file_name": "0003.jpg", "text": "three"}),
    },
    {
        "n_items": [3],
        "each": {
            "text": ["one", "two", "three"],
            "image": ["train/0001.jpg", "train/0002.jpg", "test/0003.jpg"],
        },
    },
)  # fmt: skip
SETS = (RECBOLE, RECBOLE_PARTS, MMREC, MICROLENS, HF_PARQUET, HF_FOLDER)
