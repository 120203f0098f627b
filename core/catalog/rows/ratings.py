"""Ratings and counts as people write them: 4,5 and 1,234, 85 %, 4/5, ★★★★, yes, liked."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

import polars as pl

from core.catalog.rows.columns import Parsed
from core.catalog.rows.values import MISSING, missing_to_null
from core.text import Text

_WORDS: Mapping[str, float] = {
    **dict.fromkeys(
        ("true", "t", "yes", "y", "like", "liked", "likes", "love", "loved", "up", "upvote",
         "thumbsup", "thumbs up", "positive", "recommended", "recommend", "good", "👍", "❤"), 1.0
    ),
    **dict.fromkeys(
        ("false", "f", "no", "n", "dislike", "disliked", "dislikes", "hate", "down", "downvote",
         "thumbsdown", "thumbs down", "negative", "not recommended", "bad", "👎"), 0.0
    ),
}  # fmt: skip
#: Words for an unknown rating, beside those for any missing value.
_UNKNOWN = frozenset({*MISSING, "na", "n/a", "-", "?", "none", "unrated", "not rated"})
_NUMBER = r"[+-]?\d[\d.,'\s]*"
_OF = re.compile(rf"({_NUMBER}?)\s*(?:/|of|out of|von|sur)\s*({_NUMBER})\s*(?:stars?|points?)?")
_WITH_UNIT = re.compile(rf"({_NUMBER})\s*(?:%|★|⭐|stars?|points?|pts?|plays?|times|x)?")
_STARS = re.compile(r"[★⭐☆✩½\ufe0f]+")
_GROUPS = re.compile(r"[+-]?\d{1,3}(?:[,'\s]\d{3})+(?:\.\d+)?")
_THOUSANDS = r"^\s*[1-9]\d{0,2}(?:\.\d{3})+\s*$"
_DOTTED = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+,\d+|[+-]?\d{1,3}(?:\.\d{3}){2,}")


def read(given: pl.Series, source: str) -> Parsed:
    """A column of ratings or counts as Float32; what cannot be read is bad, what is missing null.

    Args:
        given: of any type.
        source: what to call the column in the note.
    """
    if given.dtype.is_nested() or given.dtype == pl.Object:
        values = pl.Series(given.name, [None], dtype=pl.Float32).new_from_index(0, len(given))
        return Parsed(values, given.is_not_null())
    values = given.cast(pl.Float32, strict=False)
    # The mask is made for the few files that need it: a sum is finite only if all values are.
    if values.null_count() == given.null_count() and math.isfinite(values.sum() or 0):
        return Parsed(values)
    if given.dtype != pl.String:
        return _finite(given, values)
    text = missing_to_null(given)
    number = text.cast(pl.Float32, strict=False)
    distinct = text.filter(number.is_null() & text.is_not_null()).unique().sort()
    if _any_dotted(distinct):  # 1.234.567: the dots of the others are no decimal points either
        distinct = text.drop_nulls().unique().sort()
    found = _written(distinct.to_list())
    told = {name: value for name, value in found.items() if value is not None}
    read = text.replace_strict(
        pl.Series(list(told), dtype=pl.String),
        pl.Series(list(told.values()), dtype=pl.Float32),
        default=None,
        return_dtype=pl.Float32,
    )
    values = read.fill_null(number)
    unknown = text.is_null() | text.str.to_lowercase().is_in(list(_UNKNOWN))
    values = pl.select(pl.when(values.is_finite()).then(values)).to_series().alias(given.name)
    bad = ~unknown.fill_null(True) & values.is_null()
    return Parsed(values, bad if bad.any() else None, _note(source, told))


def read_counts(given: pl.Series, source: str) -> Parsed:
    """As :func:`read`; dots stand between thousands where nothing else can be meant.

    Where others of the column are whole and each dot has three digits behind it, nobody listened
    1.2 times.
    """
    if given.dtype != pl.String:
        return read(given, source)
    dots = given.str.contains(".", literal=True)
    with_dots = given.filter(dots)
    told = with_dots.str.contains(_THOUSANDS).all() and len(with_dots) < given.count()
    if not len(with_dots) or not told:
        return read(given, source)
    parsed = read(given.str.replace_all(".", "", literal=True), source)
    few = Text("{text} = {value}", text=with_dots[0], value=with_dots[0].replace(".", "").strip())
    return parsed._replace(note=Text("{source} was read so: {few}.", source=source, few=few))


def _finite(given: pl.Series, values: pl.Series) -> Parsed:
    """Numbers of which some are none: NaN is unknown, others are bad."""
    good = values.is_finite().fill_null(False)
    bad = given.is_not_null() & ~good & ~values.is_nan().fill_null(False)
    kept = pl.select(pl.when(good).then(values)).to_series().alias(given.name)
    return Parsed(kept, bad if bad.any() else None)


def _any_dotted(distinct: pl.Series) -> bool:
    return any(_DOTTED.fullmatch(text) for text in distinct.to_list())


def _written(texts: Sequence[str]) -> dict[str, float | None]:
    """What each text of a column means, None where nothing."""
    commas = [text for text in texts if "," in text]
    dotted = any(_DOTTED.fullmatch(text) for text in texts)
    decimal = dotted or not all(_GROUPS.fullmatch(text) for text in commas)
    of = [cut for text in texts if (cut := _OF.fullmatch(text.strip().lower()))]
    wholes = {whole for cut in of if (whole := _number(cut[2], decimal, dotted))}
    scale = max(wholes) if len(wholes) > 1 else None
    return {text: _value(text.strip().lower(), decimal, dotted, scale) for text in texts}


def _value(text: str, decimal: bool, dotted: bool, scale: float | None) -> float | None:
    if text in _WORDS:
        return _WORDS[text]
    if _STARS.fullmatch(text):
        return text.count("★") + text.count("⭐") + 0.5 * text.count("½")
    if cut := _OF.fullmatch(text):
        part, whole = _number(cut[1], decimal, dotted), _number(cut[2], decimal, dotted)
        if part is None or not whole:
            return None
        return part if scale is None else part / whole * scale
    cut = _WITH_UNIT.fullmatch(text)
    return _number(cut[1], decimal, dotted) if cut else None


def _number(text: str, decimal: bool, dotted: bool) -> float | None:
    """A number whose commas are decimal, or stand between thousands."""
    plain = re.sub(r"['\s]", "", text)
    if dotted:
        plain = plain.replace(".", "")
    plain = plain.replace(",", "." if decimal else "")
    try:
        return float(plain)
    except ValueError:
        return None


def _note(source: str, told: Mapping[str, float]) -> Text:
    if not told:
        return Text()
    few = ", ".join(f"{text} = {value:.9g}" for text, value in list(told.items())[:3])
    return Text("{source} was read so: {few}.", source=source, few=few)
