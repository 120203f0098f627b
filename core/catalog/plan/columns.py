"""What is asked of any column: what it is called, what was said of it, what its values could be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

import polars as pl

from core.catalog.plan.model import Column
from core.catalog.plan.sniff import Seen, Sniffed
from core.catalog.plan.words import affinity, words
from core.catalog.rows import interactions
from core.text import Text

#: Confidence of a reading that nothing but the place in the table speaks for.
STRUCTURE = 0.3
#: Of one that its place or its values speak for, in a table without names.
PLACE = 0.4
#: The evidence of a column that is called so.
NAME = Text("its name")
#: Words for a description, which may be as short as a name.
BRIEF = words(
    "description desc descr itemdesc beschreibung descripción descripcion descrição descrizione "
    "omschrijving описание açıklama 描述 説明 설명"
)
#: Words in names of columns that hold numbers of time, but no time.
LASTING = words(
    "duration length seconds minutes hours dauer elapsed since age birth birthday expiry release "
    "released modified updated"
)
#: Words in names of columns that name something beside the item.
OTHERS = words(
    "user brand category type group author artist store shop department aisle city country first "
    "last class section genre color colour season level region sex gender"
)
#: Words of names that number rows or parts, not how often something happened.
OF_ROWS = words("order page row line nr no seq index rank position price cost value total year")
_ANY = LASTING | OTHERS | OF_ROWS


def told_columns(said: Mapping[str, str]) -> dict[str, Column]:
    """Meaning -> column, of what somebody told."""
    why = Text("it was said")
    return {k: Column(name=v, why=why, confidence=2.0) for k, v in said.items() if v}


def named(table: Sniffed, meanings: Sequence[str], said: Mapping[str, str]) -> dict[str, Column]:
    """Columns of users and items by their names alone."""
    made: dict[str, Column] = {}
    for meaning in meanings:
        role = interactions.ROLES[meaning]
        ranked = [(affinity(one, meaning, role), one) for one in table.names]
        best = max(ranked, key=lambda pair: pair[0], default=(0.0, ""))
        if said.get(meaning):
            made[meaning] = told_columns(said)[meaning]
        elif best[0] >= 0.3 and meaning not in said:
            made[meaning] = Column(name=best[1], why=NAME, confidence=best[0])
    return made


def attributes(words_of: Iterable[str]) -> bool:
    """Whether words of a name say that its column describes or measures something."""
    return bool(_ANY.intersection(words_of))


def unmeant(one: Seen) -> Column:
    """A column that does not mean what it was asked for."""
    return Column(name=one.name, confidence=0.0)


def nameless(one: Seen) -> bool:
    """Whether its table has no names for columns."""
    return re.fullmatch(r"column \d+", one.name) is not None


def share_of(one: Seen, among: Iterable[str]) -> float:
    """Share of its values that are among these words, however they are written."""
    if one.spellings.isdisjoint(among):
        return 0.0
    return float(one.bare.is_in(list(among)).sum()) / max(1, len(one.bare))


def as_figures(one: Seen, meaning: str) -> pl.Series:
    """Its values as numbers, decimal commas too; empty if some are none."""
    if one.given.dtype.is_nested() or one.packed:
        return one.numbers.clear()
    parsed = interactions.ROLES[meaning].parse(one.given, one.name)
    return parsed.values.drop_nulls() if parsed.bad is None else one.numbers.clear()


def within(figures: pl.Series, low: float, high: float) -> bool:
    """Whether there are numbers, and all between these."""
    return len(figures) > 0 and bool(((figures >= low) & (figures <= high)).all())


def on_a_scale(figures: pl.Series) -> bool:
    """Whether values are halves or wholes, as ratings are, and no prices."""
    return bool(((2 * figures) == (2 * figures).round()).all())


def numbers_rows(values: pl.Series) -> bool:
    """Whether values count the rows: 1, 2, 3, ..."""
    if values.dtype.is_nested():
        return False
    numbers = values.cast(pl.Int64, strict=False)
    steps = numbers.diff().drop_nulls()
    return len(steps) > 0 and float((steps == 1).sum()) > 0.9 * len(steps)
