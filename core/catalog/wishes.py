"""Which interactions stand for a wish: a rule that can be shown, asked about and changed.

Whoever dislikes a film, skips a song or gives one star of five has met an item, and does not wish
for more of its kind. Training learns from wishes, evaluation looks for them; what else a user met
is known to be seen, and is not shown again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, get_args

import numpy as np
import polars as pl

from core.catalog.weights import LOG, NONE, Weighting
from core.text import Text

WISH, SHOWN, REFUSED = 1, 0, -1
#: Events, by the name `rows.interactions` gives them, that say that the user does not want it.
REFUSALS: Final = frozenset({"dislike", "return", "remove"})
#: Events that say that it was seen and no more.
SIGHTINGS: Final = frozenset({"impression", "skip"})
#: Of a scale's highest value, from where on a rating is a wish: 4 of 5 stars, 8 of 10.
_SHARE = 0.8
#: Numbers that pile up far below their highest are counts, not marks.
_PILED = 0.2
_RATIO = re.compile(r"ratio|complet|progress|percent|share")
_SAMPLE = 100_000


@dataclass(frozen=True)
class WishRule:
    """Which interactions are wishes.

    Attributes:
        at_least: by event, the least rating that is a wish. Events not in it wish whatever their
            rating; so does an interaction without a rating.
        refused: events that say no: they take an earlier wish of the same user for the item back.
        shown: events that are no wish and take nothing back.
        counted: whether what happened zero times, or less, is no wish.
        confidence: 0..1, that this is what the data means; 1 where a person said it.
        chosen: a person said it.
        weighting: how much a wish weighs that happened more than once (`core.catalog.weights`).
    """

    at_least: Mapping[str, float] = field(default_factory=dict)
    refused: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    counted: bool = False
    confidence: float = 1.0
    chosen: bool = False
    weighting: Weighting = LOG

    @property
    def trivial(self) -> bool:
        """Whether every interaction is a wish."""
        return not (self.at_least or self.refused or self.shown or self.counted)

    @property
    def title(self) -> Text:
        """For people, one sentence."""
        if self.trivial:
            return Text("Every interaction counts as a wish.")
        if self.counted and replace(self, counted=False).trivial:
            return Text("A wish is whatever happened at least once.")
        parts = [
            Text("'{event}' from {least:g} on", event=event, least=least)
            for event, least in sorted(self.at_least.items())
        ]
        never = [*self.refused, *self.shown]
        told = Text.joined(", ", parts)
        if not never:
            return Text("Of what is rated, a wish is {wishes}; less is none.", wishes=told)
        if not parts:
            return Text("A wish is everything but {never}.", never=", ".join(never))
        return Text(
            "Of what is rated, a wish is {wishes}; less is none, nor is {never}.",
            wishes=told,
            never=", ".join(never),
        )

    def verdicts(self, interactions: pl.DataFrame) -> np.ndarray | None:
        """Of each interaction by itself: WISH, SHOWN or REFUSED, int8 [n]; None: all are wishes."""
        if self.trivial:
            return None
        event, rating = pl.col("event"), pl.col("rating")
        said = pl.lit(WISH, pl.Int8)
        for name, least in self.at_least.items():
            said = pl.when((event == name) & (rating < least)).then(REFUSED).otherwise(said)
        said = pl.when(event.is_in(list(self.shown))).then(SHOWN).otherwise(said)
        said = pl.when(event.is_in(list(self.refused))).then(REFUSED).otherwise(said)
        if self.counted and "count" in interactions.columns:
            said = pl.when(pl.col("count") <= 0).then(REFUSED).otherwise(said)
        found = interactions.select(said.cast(pl.Int8).alias("said")).to_series().to_numpy()
        return None if (found == WISH).all() else found

    def to_json(self) -> dict[str, Any]:
        """As `of` reads it."""
        return {
            "at_least": dict(self.at_least),
            "refused": list(self.refused),
            "shown": list(self.shown),
            "counted": self.counted,
            "confidence": self.confidence,
            "chosen": self.chosen,
            "weighting": self.weighting,
        }

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> WishRule:
        """The rule that `to_json` wrote.

        Raises:
            KeyError, TypeError, ValueError: it is none.

        """
        return cls(
            {str(event): float(least) for event, least in stored["at_least"].items()},
            tuple(map(str, stored["refused"])),
            tuple(map(str, stored["shown"])),
            bool(stored.get("counted", False)),
            float(stored["confidence"]),
            bool(stored["chosen"]),
            _weighting(stored.get("weighting", NONE)),
        )

    def with_weighting(self, weighting: Weighting) -> WishRule:
        """The rule with another weight of what happened more than once."""
        return replace(self, weighting=weighting, chosen=True)

    def with_least(self, event: str, least: float | None) -> WishRule:
        """The rule with another least rating for an event; None: all of them are wishes."""
        others = {name: value for name, value in self.at_least.items() if name != event}
        changed = others if least is None else {**others, event: least}
        return replace(self, at_least=changed, confidence=1.0, chosen=True)


def _weighting(stored: object) -> Weighting:
    for name in get_args(Weighting):
        if stored == name:
            return name
    raise ValueError(stored)


def remaining(
    interactions: pl.DataFrame, rule: WishRule, steps: int
) -> dict[str, list[tuple[float | None, int]]]:
    """How many wishes there are for each threshold that can be chosen.

    Args:
        interactions: of a catalog.
        rule: its rule.
        steps: thresholds of an event, at most; the present one is among them.

    Returns:
        Of each event with ratings that can be a wish: the least rating (None: any) and how many
        interactions of the whole catalog are wishes with it, the loosest first.

    """
    keys = [pl.col("event"), pl.col("rating")]
    if "count" in interactions.columns:
        keys.append((pl.col("count") > 0).cast(pl.Int8).alias("count"))
    kinds = interactions.lazy().group_by(keys).len().sort("event", "rating").collect()
    rated = kinds.filter(pl.col("rating").is_not_null())
    found: dict[str, list[tuple[float | None, int]]] = {}
    for (event,), part in rated.group_by("event", maintain_order=True):
        name = str(event)
        values = part["rating"].unique(maintain_order=True).to_list()
        if name in rule.refused or name in rule.shown or len(values) < 2:
            continue
        now = rule.at_least.get(name)
        few = {*values[1 :: -(-len(values) // steps)], *([] if now is None else [now])}
        choices: list[float | None] = [None, *sorted(few)]
        found[name] = [(least, _wished(kinds, rule.with_least(name, least))) for least in choices]
    return found


def _wished(kinds: pl.DataFrame, rule: WishRule) -> int:
    said = rule.verdicts(kinds)
    counted = kinds["len"] if said is None else kinds["len"].filter(pl.Series(said == WISH))
    return int(counted.sum())


@dataclass(frozen=True)
class Evidence:
    """What one log tells of wishes.

    Attributes:
        event: what happened, one for all rows or one for each.
        rating: Float32 [n], or None.
        column: what the file calls the ratings.
        count: Float32 [n], how often it happened, or None.
    """

    event: str | pl.Series
    rating: pl.Series | None
    column: str = ""
    count: pl.Series | None = None

    def by_event(self) -> Iterator[tuple[str, pl.Series | None]]:
        """Each event with the ratings of its rows."""
        if isinstance(self.event, str):
            yield self.event, self.rating
            return
        for name in self.event.drop_nulls().unique().to_list():
            yield name, None if self.rating is None else self.rating.filter(self.event == name)


def default(logs: Iterable[Evidence]) -> WishRule:
    """The rule that fits the logs of a catalog, by their events and the scales of their ratings."""
    events: set[str] = set()
    ratings: dict[str, list[tuple[pl.Series, str]]] = {}
    counted = False
    for log in logs:
        counted |= log.count is not None and bool((log.count <= 0).any())
        for event, rating in log.by_event():
            events.add(event)
            if rating is not None and rating.null_count() < len(rating):
                ratings.setdefault(event, []).append((rating, log.column))
    refused, shown = sorted(events & REFUSALS), sorted(events & SIGHTINGS)
    least: dict[str, float] = {}
    confidence = 1.0
    for event, parts in sorted(ratings.items()):
        if event in refused or event in shown:
            continue
        found, sure = _least([values for values, _ in parts], parts[0][1])
        confidence = min(confidence, sure)
        if found is not None:
            least[event] = found
    return WishRule(least, tuple(refused), tuple(shown), counted, confidence)


def _least(parts: list[pl.Series], column: str) -> tuple[float | None, float]:
    """The least rating that is a wish (None: any), and how sure that is."""
    low = min(_bound(part.min()) for part in parts)
    high = max(_bound(part.max()) for part in parts)
    sample = pl.concat([part.drop_nulls().head(_SAMPLE) for part in parts]).to_numpy()
    if _RATIO.search(column.lower()) and high > 0:
        # How much of it was watched: all of it once, or as good as all where it ends at one.
        whole = 100.0 if high > 20 else 1.0
        return (whole if high > 1.5 * whole else _SHARE * whole), 0.7
    if low == high:
        return (None, 0.7) if high > 0 else (1.0, 0.5)
    whole_numbers = bool((sample == np.floor(sample)).all())
    if high <= 1:
        return (1.0, 1.0) if whole_numbers else (_SHARE, 0.5)
    if high <= 5:
        # Stars of five, unless nobody ever gave more than three.
        stars = bool((2 * sample == np.floor(2 * sample)).all())
        return (4.0, 0.95 if stars else 0.85) if high > 3 else (high, 0.6)
    if high <= 10:
        return _SHARE * 10, 0.85
    if np.median(sample) < _PILED * high:
        return (1.0 if whole_numbers else None), 0.7
    return _SHARE * (100.0 if 20 < high <= 100 else high), 0.7


def _bound(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0
