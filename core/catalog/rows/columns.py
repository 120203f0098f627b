"""Which column of a stranger's table means what."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

#: Names seen in the wild for each meaning, best first; compared without case and punctuation.
ITEM_SYNONYMS: Mapping[str, Sequence[str]] = {
    "item": (
        "item", "itemid", "id", "productid", "product", "sku", "asin", "parentasin", "movieid",
        "videoid", "trackid", "songid", "articleid", "businessid", "bookid", "iid", "goodsid",
        "filename",
    ),
    "title": ("title", "name", "itemname", "productname", "productdisplayname", "itemtitle"),
    "text": (
        "text", "description", "desc", "content", "detaildesc", "summary", "body", "caption",
        "lyrics", "overview", "abstract",
    ),
    "image": (
        "image", "imagepath", "imagefile", "img", "picture", "photo", "poster", "cover",
        "thumbnail", "images", "imgs", "pictures", "photos",
    ),
    "audio": ("audio", "audiopath", "audiofile", "sound", "music", "wav", "mp3"),
    "video": ("video", "videopath", "videofile", "clip", "movie", "mp4"),
    "subtitles": ("subtitles", "subtitle", "subs", "srt", "vtt", "captions", "lrc"),
}  # fmt: skip
INTERACTION_SYNONYMS: Mapping[str, Sequence[str]] = {
    "user": (
        "user", "userid", "uid", "visitorid", "customerid", "customer", "reviewerid", "sessionid",
        "memberid", "username", "profileid",
    ),
    "item": (
        "item", "itemid", "productid", "product", "sku", "parentasin", "asin", "movieid",
        "videoid", "trackid", "songid", "articleid", "businessid", "bookid", "iid", "goodsid",
        "id",
    ),
    "timestamp": (
        "timestamp", "time", "datetime", "date", "unixreviewtime", "ts", "createdat",
        "eventtime", "reviewtime", "tdat", "when",
    ),
    "event": ("event", "eventtype", "action", "behavior", "behaviour", "type", "interaction"),
    "rating": ("rating", "score", "stars", "overall", "rate", "value"),
    "split": ("split", "xlabel", "subset", "fold", "partition"),
    "text": (
        "text", "reviewtext", "review", "reviewbody", "comment", "content", "body", "summary",
    ),
}  # fmt: skip
USER_SYNONYMS: Mapping[str, Sequence[str]] = {
    "user": (*INTERACTION_SYNONYMS["user"], "id"),
}


def plain(name: str) -> str:
    """A column name reduced to what matters: `User_ID:token` -> `userid`."""
    return re.sub(r"[\W_]+", "", name.rsplit(":", 1)[0] if ":" in name else name).casefold()


def guess(columns: Sequence[str], synonyms: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Meaning -> column, for every meaning that a column name suggests. No column twice."""
    by_name: dict[str, str] = {}
    for column in columns:
        by_name.setdefault(plain(column), column)
    found: dict[str, str] = {}
    for meaning, names in synonyms.items():
        candidates = (by_name[name] for name in names if name in by_name)
        free = [name for name in candidates if name not in found.values()]
        if free:
            found[meaning] = free[0]
    return found
