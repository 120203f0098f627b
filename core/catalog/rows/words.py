"""Titles and texts as people read them: without the HTML of the page they came from."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

import polars as pl

#: With the semicolon only: `&copy=1` stands in addresses.
_ENTITY = r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});"
_BREAKS = "p|br|div|li|ul|ol|tr|table|h[1-6]|hr|blockquote|section|article"
_INLINE = "a|abbr|b|big|center|code|em|font|i|img|small|span|strong|sub|sup|td|th|tbody|thead|u"
_TAG = rf"(?i)</?(?:{_BREAKS}|{_INLINE})(?:\s[^<>]*)?/?>"
_entity, _tag = re.compile(_ENTITY), re.compile(_TAG)
_breaking = re.compile(rf"(?i)(?:\s*</?(?:{_BREAKS})(?:\s[^<>]*)?/?>\s*)+")


def unescaped(series: pl.Series) -> pl.Series:
    """Text with `&amp;` and the like as what they stand for."""
    return _changed(series, _ENTITY, _decoded)


def readable(series: pl.Series) -> pl.Series:
    """Text without tags and entities; where a tag breaks the line, the line ends."""
    if series.dtype == pl.String and not series.str.contains("[<&]").any():
        return series
    return unescaped(_changed(series, _TAG, _untagged))


def _changed(series: pl.Series, pattern: str, change: Callable[[str], str]) -> pl.Series:
    """The series with some values changed, all others untouched."""
    if series.dtype != pl.String:
        return series
    found = series.str.contains(pattern).fill_null(False)
    if not found.any():
        return series
    places = found.arg_true()
    return series.clone().scatter(places, [change(text) for text in series.gather(places)])


def _decoded(text: str) -> str:
    """Decoded twice at most: some was escaped once on the page and once more when exported."""
    for _ in range(2):
        text = _entity.sub(lambda found: html.unescape(found[0]), text)
    return text.replace("\xa0", " ")


def _untagged(text: str) -> str:
    return _tag.sub("", _breaking.sub("\n", text)).strip()
