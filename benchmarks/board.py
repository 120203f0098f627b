"""A folder of result files as a small table: which machine does how much. Needs numpy only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks import card, store
from benchmarks.card import Card
from benchmarks.schema import Result
from core.errors import UserError
from core.text import Text

#: What a rank says.
RANKED: Final = Text(
    "Equal rank: not told apart, their intervals overlap. No rank: other programs held the core."
)


@dataclass(frozen=True)
class Board:
    """Cards, the best score first, and what could not be read."""

    cards: tuple[Card, ...]
    unread: tuple[tuple[str, Text], ...]


def read(folder: Path) -> Board:
    """The cards of every result file of a folder.

    Raises:
        UserError: it is no folder.

    """
    if not folder.is_dir():
        raise UserError(
            "This is not a folder.", "Name a folder that holds result files.", str(folder)
        )
    return of(sorted(folder.glob("*.json")))


def of(paths: Iterable[Path]) -> Board:
    """The cards of these files."""
    found, unread = results(paths)
    every = [one for result in card.once(found.values()) for one in card.cards(result)]
    return Board(tuple(sorted(every, key=place)), tuple(unread))


def results(paths: Iterable[Path]) -> tuple[dict[Path, Result], list[tuple[str, Text]]]:
    """The results of these files, and what could not be read."""
    found: dict[Path, Result] = {}
    unread = []
    for path in paths:
        try:
            found[path] = store.load(path)
        except UserError as error:
            unread.append((path.name, error.message))
    return found, unread


def place(one: Card) -> tuple[float, float]:
    """Sorts the best score first, and the newer of equals."""
    return (-one.score.value if one.score else 1.0), -one.result.began_utc_s


def rank(one: Card, among: Sequence[Card]) -> int | None:
    """1 and how many of these are surely better; None of what was disturbed or has no score."""
    if one.score is None or disturbed(one):
        return None
    mine = one.score.value
    return 1 + sum(apart(other, one) for other in among if other.score and other.score.value > mine)


def apart(one: Card, other: Card) -> bool:
    """Whether two scores differ: intervals that do not overlap, and nobody else's work beside."""
    a, b = one.score, other.score
    if a is None or b is None or not (a.known and b.known) or disturbed(one) or disturbed(other):
        return False
    return a.low > b.high or b.low > a.high


def disturbed(one: Card) -> bool:
    """Whether others held the core: caches and memory suffer beyond the time that is taken off."""
    return any(flag.kind == "contention" for line in one.lines for flag in line.point.flags)
