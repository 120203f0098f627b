"""The pointing game (Zhang et al. 2016) against planted truth: does a map point where it should?

For an attribute that lives in two modalities (the word "striped", the striped region), the tokens
at its place in one modality ask, their rows of the map are averaged, and the strongest token of
the other modality is a hit if it lies in the attribute's place there. Several attributes can live
in one place (colour and pattern fill the same box): who asks from there may be answered by any of
them, so the places of all attributes that share the asking place are right. Chance is the share
of tokens that are: the hit rate of a finger that points at random.
"""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from core.catalog.modality import DECLARED, place_of


@dataclass(frozen=True)
class Game:
    """One question to one map.

    Attributes:
        item: row of the item.
        attribute: what was planted, `value`: which one.
        query: modality that asks, `key`: modality that answers.
        hit: whether the strongest token lies in the place.
        chance: share of tokens that do.
        pointed: index of the strongest token.

    """

    item: int
    attribute: str
    value: str
    query: str
    key: str
    hit: bool
    chance: float
    pointed: int


@dataclass(frozen=True)
class Tally:
    """Many games added up.

    Attributes:
        games: how many, `hits`: how many of them pointed right.
        chance: mean chance of these games.

    """

    games: int
    hits: int
    chance: float

    @property
    def rate(self) -> float:
        """Share of hits; NaN without games."""
        return self.hits / self.games if self.games else float("nan")

    def interval(self, z: float = 1.96) -> tuple[float, float]:
        """Wilson interval of the rate (95 % by default)."""
        if not self.games:
            return 0.0, 1.0
        n, p = self.games, self.rate
        middle = p + z * z / (2 * n)
        half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        return (middle - half) / (1 + z * z / n), (middle + half) / (1 + z * z / n)


def play(
    truth: pl.DataFrame,
    item: int,
    positions: Mapping[str, np.ndarray],
    maps: Mapping[tuple[str, str], np.ndarray],
) -> list[Game]:
    """All games of one item.

    Args:
        truth: of the catalog, TRUTH_COLUMNS.
        item: row of the item.
        positions: per modality [L, 4], of the tokens the item has.
        maps: by (query, key) modality [Lq, Lk].

    Returns:
        One game per attribute and map where both places are known, and some but not all tokens ask
        and would be right: where all do, or none, pointing shows nothing.

    """
    games = []
    for one in asked(truth, item, positions):
        if (one.query, one.key) in maps:
            pointed = one.pointed(maps[one.query, one.key])
            hit, chance = bool(one.right[pointed]), float(one.right.mean())
            games.append(
                Game(item, one.attribute, one.value, one.query, one.key, hit, chance, pointed)
            )
    return games


@dataclass(frozen=True, eq=False)
class Asked:
    """What a game asks: tokens `asking` [Lq] of `query` for tokens `right` [Lk] of `key`, bool."""

    attribute: str
    value: str
    query: str
    key: str
    asking: np.ndarray
    right: np.ndarray

    def pointed(self, view: np.ndarray) -> int:
        """The strongest token of a map [Lq, Lk] for those who ask."""
        return int(view[self.asking].mean(0).argmax())

    def hit(self, view: np.ndarray) -> bool:
        """Whether that lies in the place."""
        return bool(self.right[self.pointed(view)])


def asked(truth: pl.DataFrame, item: int, positions: Mapping[str, np.ndarray]) -> Iterator[Asked]:
    """The questions of all games of one item; see `play`."""
    planted = truth.filter(pl.col("item") == item).to_dicts()
    insides = [inside(one, positions) for one in planted]
    for one, places in zip(planted, insides, strict=True):
        for query, key in itertools.permutations(places, 2):
            asking = places[query]
            alike = [
                other[key] for other in insides if key in other and _same(other, asking, query)
            ]
            right = np.logical_or.reduce([places[key], *alike])
            if all(mask.any() and not mask.all() for mask in (asking, right)):
                yield Asked(one["attribute"], one["value"], query, key, asking, right)


def inside(
    planted: Mapping[str, Any], positions: Mapping[str, np.ndarray]
) -> dict[str, np.ndarray]:
    """Tokens in the place of one attribute, per modality it has a place in.

    Seconds of a thing that can be seen (it has a box) are those of the video, seconds of any other
    are those of the sound.
    """
    found = {}
    seen = planted["x0"] is not None
    for modality, declared in DECLARED.items():
        if modality == ("audio" if seen else "video"):
            continue
        place = [planted[name] for name in declared.truth]
        if place and modality in positions and None not in place:
            found[modality] = in_place(modality, positions[modality], place)
    return found


def _same(other: Mapping[str, np.ndarray], asking: np.ndarray, query: str) -> bool:
    """Whether another attribute lives among (mostly) the same tokens of the asking modality."""
    if query not in other:
        return False
    both, either = (other[query] & asking).sum(), (other[query] | asking).sum()
    return bool(2 * both >= either > 0)


def in_place(modality: str, positions: np.ndarray, place: Iterable[float]) -> np.ndarray:
    """Which tokens lie in a planted place, bool [L].

    Words and stretches of time do if they overlap it. A patch does if its centre lies in the box,
    or the centre of the box in it (a box can be smaller than a patch). Tokens without a place
    (special tokens, NaN) never do.
    """
    if place_of(modality) == "box":
        x0, y0, x1, y1 = place
        left, top, right, bottom = positions.T
        x, y = (left + right) / 2, (top + bottom) / 2
        centred = (x0 <= x) & (x <= x1) & (y0 <= y) & (y <= y1)
        middle_x, middle_y = (x0 + x1) / 2, (y0 + y1) / 2
        covers = (left <= middle_x) & (middle_x < right) & (top <= middle_y) & (middle_y < bottom)
        return np.asarray(centred | covers)
    start, end = place
    return np.asarray((positions[:, 0] < end) & (positions[:, 1] > start))


def tally(games: Iterable[Game], by: tuple[str, ...] = ("query", "key")) -> dict[tuple, Tally]:
    """Games added up by some of their fields, sorted; `by=()` gives one total under ()."""
    groups: dict[tuple, list[Game]] = defaultdict(list)
    for game in games:
        groups[tuple(getattr(game, name) for name in by)].append(game)
    return {
        key: Tally(
            len(group),
            sum(game.hit for game in group),
            float(np.mean([game.chance for game in group])),
        )
        for key, group in sorted(groups.items())
    }
