"""Whether a value of the product is one of those that are right."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime


def several(right: object) -> list[object]:
    """All values that are right."""
    return right if isinstance(right, list) else [right]


def first(right: object) -> object:
    """The one to show."""
    return several(right)[0]


def agrees(right: object, got: object, name: str) -> bool:
    """Whether what the product has is one of them; `name` is that of the field."""
    return any(_equal(one, got, name) for one in several(right))


def _equal(right: object, got: object, name: str) -> bool:
    if got is None or right in ("none", "told"):
        return got is None and right == "none"
    if name == "time":
        return isinstance(got, float | int) and abs(seconds(right) - got) < 0.0015
    if isinstance(right, bool) or isinstance(got, bool):
        return bool(right) == bool(got)
    if isinstance(right, int | float):
        return isinstance(got, int | float) and abs(right - got) <= 1e-6 * max(1, abs(right))
    return matches(str(right), str(got))


def matches(right: str, got: str) -> bool:
    """Whether a text is the right one; "~..." is a pattern."""
    if right.startswith("~"):
        return re.search(right[1:], plain(got)) is not None
    return plain(right) == plain(got)


def plain(value: object) -> str:
    """A text as people compare it: a letter and its accent are one."""
    return unicodedata.normalize("NFC", str(value))


def seconds(time: object) -> float:
    """Seconds since 1970 of an ISO time in UTC, or of a number of them."""
    if isinstance(time, int | float):
        return float(time)
    return datetime.fromisoformat(str(time)).replace(tzinfo=UTC).timestamp()
