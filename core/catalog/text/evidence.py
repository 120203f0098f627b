"""Whether the first line of a table names its columns, by what stands below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

#: Share of a column's values that must be of a kind for it to be of that kind.
_MOST = 0.8
_KINDS = {
    "number": re.compile(r"[-+]?(\d+([.,]\d+)*|\.\d+)([eE][-+]?\d+)?%?$"),
    "time": re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([T ].*)?$|\d{1,2}:\d{2}(:\d{2})?$"),
    "address": re.compile(r"[a-z][a-z0-9+.-]*://\S+$", re.IGNORECASE),
    "numbers": re.compile(r"\d+(?: +\d+)*$"),
    "file": re.compile(
        r"(?i)[^,;|]*\.(jpe?g|png|gif|webp|bmp|tiff?|heic|mp3|wav|flac|ogg|m4a|mp4|mkv|avi|webm|mov)$"
    ),
    "code": re.compile(r"(?=.*\d)(?=.*[a-zA-Z])[\w.:/-]{6,}$"),
}
#: Words that names of columns are made of.
_WORDS = re.compile(
    r"(?i)(user|item|movie|book|song|track|artist|album|video|product|article|business|session|"
    r"customer|member|person|game|anime|name|title|text|rating|score|stars|time|date|stamp|event|"
    r"type|label|class|categor|genre|tag|count|price|year|image|audio|url|link|path|file|desc|"
    r"review|author|brand|lang|country|city|split|index|weight|value|isbn|asin|sku|playlist)|id$"
)


@dataclass(frozen=True)
class Evidence:
    """What speaks for and against a header.

    Attributes:
        header: whether the first line names the columns.
        sure: whether something speaks for that.
        numbers: places of columns whose values are numbers.

    """

    header: bool
    sure: bool
    numbers: frozenset[int]


def judge(first: Sequence[str], rows: Sequence[Sequence[str]]) -> Evidence:
    """Decide whether the first row is a header.

    It is none if it holds values like those below: numbers among numbers, times among times. It
    is one if it holds something else than they do, or what columns are called.

    Args:
        first: fields of the first line.
        rows: those of lines below it.

    """
    first = [field.strip() for field in first]
    named = sum(bool(_WORDS.search(field)) for field in first) / max(1, len(first))
    pro = contra = recurring = 0
    numbers: set[int] = set()
    for place, field in enumerate(first):
        kind = _kind_below(place, rows)
        if kind == "number":
            numbers.add(place)
        if not field:
            continue
        if not rows:
            contra += any(pattern.match(field) for pattern in _KINDS.values())
        elif kind in _KINDS:
            same = _KINDS[kind].match(field) is not None
            alike = same and (kind != "number" or _in_range(field, place, rows))
            contra, pro = contra + alike, pro + (not same)
        elif kind:
            same = shape(field) == kind
            contra, pro = contra + same, pro + (not same)
        elif any(row[place].strip() == field for row in rows if place < len(row)):
            recurring += 1  # what recurs is a value, mostly
    if not pro and not contra and named < 0.3 and 2 * recurring >= len(first):
        contra = recurring
    if named >= 0.5 and contra <= pro + 1:
        return Evidence(True, True, frozenset(numbers))
    header = contra <= pro if pro else contra == 0
    return Evidence(header, pro != contra, frozenset(numbers))


def _in_range(field: str, place: int, rows: Sequence[Sequence[str]]) -> bool:
    """Whether a number is of the size of those below: 2019 above 3 and 5 is a year, a name."""
    below = [_number(row[place]) for row in rows if place < len(row)]
    known = [value for value in below if value is not None]
    value = _number(field)
    if value is None or not known:
        return True
    low, high = min(known), max(known)
    reach = max(high - low, abs(high), 1.0)
    return low - reach <= value <= high + reach


def _number(text: str) -> float | None:
    try:
        return float(text.strip().rstrip("%").replace(",", "."))
    except ValueError:
        return None


def _kind_below(place: int, rows: Sequence[Sequence[str]]) -> str:
    """What the values of a column are: a kind, a shape with digits they share, or ""."""
    values = [row[place].strip() for row in rows if place < len(row)]
    values = [value for value in values if value]
    if not values:
        return ""
    for kind, pattern in _KINDS.items():
        if sum(pattern.match(value) is not None for value in values) >= _MOST * len(values):
            return kind
    shapes = {shape(value) for value in values}
    common = shapes.pop() if len(shapes) == 1 else ""
    return common if "9" in common else ""


def shape(value: str) -> str:
    """A value with digits as 9 and letters as a, runs as one: `u17-B` -> `a9-a`."""
    return re.sub(r"[^\W\d_]+", "a", re.sub(r"\d+", "9", value))
