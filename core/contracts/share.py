"""Writing what was found into files that others open: reports and bundles."""

from __future__ import annotations

from typing import Literal, get_args

from pydantic import Field

from core.contracts.job import JobKind
from core.contracts.message import Message
from core.contracts.recommend import Row

#: What a report can tell of, in its order.
Part = Literal["catalog", "features", "model", "attention", "alignment", "recommend", "benchmark"]
PARTS: tuple[Part, ...] = get_args(Part)


class ReportSpec(Message):
    """Write a page of HTML that needs nothing else.

    Attributes:
        catalog, features, run: folders; what is missing is told in its part.
        out: the file.
        parts: of it, in the order of PARTS.
        items, users: rows that maps and lists are of; chosen by what they show if none are named.
        benchmark: a result, by file or id, or "latest".
        picture: PNG in base64 to begin with, what the person saw.
        language: of its sentences.
        still: for paper: pictures and tables instead of what can be pointed at.

    """

    catalog: str
    features: str | None = None
    run: str | None = None
    out: str
    parts: tuple[Part, ...] = PARTS
    items: tuple[Row, ...] = Field(default=(), max_length=24)
    users: tuple[Row, ...] = Field(default=(), max_length=24)
    benchmark: str | None = None
    picture: str | None = None
    language: Literal["en", "zh_CN"] = "en"
    still: bool = False


class BundleSpec(Message):
    """Pack a catalog, its features, a run and pictures of some items into one file.

    Attributes:
        catalog, features, run: folders.
        out: the file.
        items, users: rows that were looked at; the first of each are looked at again where it is
            opened. Media go along of the items, of the users' histories and of their lists.

    """

    catalog: str
    features: str | None = None
    run: str | None = None
    out: str
    items: tuple[Row, ...] = Field(default=(), max_length=1000)
    users: tuple[Row, ...] = Field(default=(), max_length=1000)


class Written(Message):
    """The file, and its bytes."""

    path: str
    size: int


REPORT = JobKind("report", ReportSpec, Written)
BUNDLE = JobKind("bundle", BundleSpec, Written)
