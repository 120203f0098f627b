"""Tables with a column for each item, or for each user: matrices, pivots, surveys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from core.catalog.plan.columns import attributes, on_a_scale
from core.catalog.plan.model import Column, Spread
from core.catalog.plan.overlap import MEETS, keys
from core.catalog.plan.sniff import Seen, Sniffed
from core.catalog.plan.words import affinity, counts, names_a_row, tokens, words
from core.catalog.rows import interactions
from core.catalog.rows.spread import CELL, THING
from core.text import Text

#: What sums over rows or columns are called.
_SUMS = words(
    "total totals sum grand summe gesamt gesamtergebnis insgesamt totale somma soma suma toplam "
    "итого всего 合计 总计 合計 總計 总和 합계 المجموع"
)
#: Columns of cells there must be, share of them that must be empty where no name is known.
_FEWEST, _EMPTY = 3, 0.1
#: The highest of marks; beyond, numbers are counts.
_HIGHEST = 10


class Found(NamedTuple):
    """How a table is spread.

    Attributes:
        spread: for the plan.
        sure: whether its columns are called like what another table names.
        turned: whether rows are items and columns users.
        says: what the cells say, "rating" or "count".
    """

    spread: Spread
    sure: bool
    turned: bool
    says: str

    def chosen(self) -> dict[str, Column]:
        """User, item and what the cells say."""
        why = Text("each column is named after one")
        own = Text("each row is one")
        confidence = 0.9 if self.sure else 0.5
        thing = Column(name=THING, why=why, confidence=confidence)
        row = Column(name=self.spread.keep[0], why=own, confidence=confidence)
        cell = Column(name=CELL, why=Text("what its values look like"), confidence=confidence)
        user, item = (thing, row) if self.turned else (row, thing)
        return {"user": user, "item": item, self.says: cell}


def find(
    one: Sniffed,
    tables: Sequence[Sniffed],
    about: Callable[[Sniffed], float],
    media: frozenset[str] = frozenset(),
) -> Found | None:
    """How the columns of a table are named after items or users, None if they are not.

    Args:
        one: the table.
        tables: all of the folder.
        about: how much a table looks like items (1) rather than users (-1).
        media: names of media files without suffix.

    """
    cells = [column for column in one.own if _is_cell(column)]
    keep = [column for column in one.own if column not in cells]
    named = [column for column in keep if not _SUMS.intersection(tokens(column.name))]
    if not named or len(cells) < _FEWEST or not one.head.form.header:
        return None
    row = named[0]
    sums = next((name for name in row.distinct if _SUMS.intersection(tokens(name))), "")
    if not row.like_ids or row.varied < 1.0 or row.filled < 1.0 or len(row.ids) < 2:
        return None
    called = frozenset(column.name for column in cells)
    others = [other for other in tables if other is not one]
    met = [other for other in others for key in keys(other) if _meets(called, key)]
    users = affinity(row.name, "user", interactions.ROLES["user"])
    things = affinity(row.name, "item", interactions.ROLES["item"])
    turned = things >= 0.6 > users or any(about(other) < -0.3 for other in met)
    most = max(float(column.numbers.max() or 0) for column in cells)  # type: ignore[arg-type]
    told = any(column is not row and _describes(column) for column in keep) or row.distinct & media
    if not met and (told or not _sparse(cells, len(one.sample), most)):
        return None
    zeros = sum(int((column.numbers == 0).sum()) for column in cells)
    filled = sum(len(column.ids) for column in cells)
    whole = all(column.whole or not len(column.ids) for column in cells)
    summed = bool(sums) or len(named) < len(keep)
    says = "count" if whole and (most > _HIGHEST or most <= 1 or summed) else "rating"
    spread = Spread(
        keep=(row.name, *(column.name for column in keep if column is not row)),
        sums=sums,
        zeros=says == "rating" and 2 * zeros < filled and _blanks(cells) > 0,
    )
    return Found(spread, bool(met), turned, says)


def fits(one: Sniffed, spread: Spread) -> bool:
    """Whether the cells of another table of the same make can be read so, too."""
    return all(_is_cell(column) for column in one.own if column.name not in spread.keep)


def _is_cell(column: Seen) -> bool:
    """Whether a column may be called after a thing, its values how much or how often."""
    if not len(column.ids):
        return bool(column.name.strip())
    if column.numeric < 1.0 or not column.short or bool((column.numbers < 0).any()):
        return False
    words_of = tokens(column.name)
    return (
        on_a_scale(column.numbers)
        and not (column.like_times > 0.5 or counts(column.name) or names_a_row(column.name))
        and not attributes(words_of)
        and not _SUMS.intersection(words_of)
        and affinity(column.name, "user", interactions.ROLES["user"]) < 0.6
        and affinity(column.name, "rating", interactions.ROLES["rating"]) < 0.6
    )


def _describes(column: Seen) -> bool:
    """Whether a column tells in words what a row is, as of items."""
    return column.wordy > 0.5 or affinity(column.name, "title") >= 0.6 or column.files[1] > 0.3


def _meets(called: frozenset[str], key: Seen) -> bool:
    hits = len(called & key.distinct)
    return hits > 1 and hits >= max(MEETS, 0.5) * len(called)


def _blanks(cells: Sequence[Seen]) -> int:
    return sum(len(column.given) - len(column.ids) for column in cells)


def _sparse(cells: Sequence[Seen], rows: int, most: float) -> bool:
    """Whether enough cells say nothing: of attributes each row has all, or yes and no."""
    zeros = sum(int((column.numbers == 0).sum()) for column in cells) if most > 1 else 0
    return _blanks(cells) + zeros >= _EMPTY * rows * len(cells)
