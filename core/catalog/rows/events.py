"""What happened, under one name each; and which part of a split it was published in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import polars as pl

from core.catalog.rows import indexing
from core.catalog.rows.columns import Parsed
from core.catalog.rows.values import as_text
from core.catalog.text import textfile

#: Words in a file's name or an event column and the event they stand for.
EVENTS: Mapping[str, str] = {
    "browse": "view", "browsing": "view", "view": "view", "pageview": "view", "pv": "view",
    "impression": "impression", "click": "click", "cart": "cart", "addtocart": "cart",
    "basket": "cart", "purchase": "purchase", "buy": "purchase", "order": "purchase",
    "transaction": "purchase", "sale": "purchase", "play": "play", "listen": "play",
    "stream": "play", "watch": "play", "like": "like", "favorite": "like", "favourite": "like",
    "fav": "like", "save": "like", "share": "share", "review": "review", "comment": "review",
    "rating": "rating", "rate": "rating", "skip": "skip", "dislike": "dislike",
}  # fmt: skip
#: Further words of an event column, which would say too much in the name of a file.
_MORE: Mapping[str, str] = {
    **dict.fromkeys(
        ("unlike", "downvote", "thumbsdown", "hide", "block", "notinterested", "reject", "hate",
         "unfavorite", "unfavourite", "unfollow", "disliked", "negative", "notrecommended"),
        "dislike",
    ),
    **dict.fromkeys(("return", "returned", "refund", "refunded", "cancel", "cancelled"), "return"),
    **dict.fromkeys(("remove", "removefromcart", "removefromwishlist", "delete"), "remove"),
    **dict.fromkeys(("exposure", "exposed", "show", "shown", "display"), "impression"),
    **dict.fromkeys(("skipped", "skipnext"), "skip"),
    **dict.fromkeys(("liked", "upvote", "thumbsup", "addtofavorites", "wishlist"), "like"),
}  # fmt: skip
SPLITS: Mapping[str, int] = {
    "0": 0, "train": 0, "training": 0,
    "1": 1, "valid": 1, "validation": 1, "val": 1, "dev": 1,
    "2": 2, "test": 2, "testing": 2,
}  # fmt: skip


def event_of(path: Path) -> str | None:
    """The event a file's name speaks of: `purchases_2023.csv` -> "purchase"."""
    for word in re.split(r"[^a-z]+", textfile.stem(path).lower()):
        singular = word.removesuffix("s")
        for candidate in (word, singular, word.removesuffix("es")):
            if candidate in EVENTS:
                return EVENTS[candidate]
    return None


def read(given: pl.Series, source: str) -> Parsed:
    """Known events under one name each, others in lower case; few distinct ones are expected."""
    coded = indexing.encode(as_text(given))
    text = coded.ids.str.to_lowercase()
    plain = text.str.replace_all(r"[\s_-]+", "")
    known = {**_MORE, **EVENTS}
    names = plain.replace_strict(known, default=None, return_dtype=pl.String).fill_null(text)
    names = pl.concat([names, pl.Series([None], dtype=pl.String)])
    return Parsed(names.gather(np.where(coded.codes < 0, len(names) - 1, coded.codes)))
