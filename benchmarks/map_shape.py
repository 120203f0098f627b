"""What maps look like where something was planted, beside whether they point at it.

Of every ordered pair of modalities, over the questions of the pointing game: how much of the place
a map covers, how much of its mass lies inside, how well its order tells the place from the rest,
whether tokens without a counterpart stay flat, how alike the heads are, and what each is for.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import polars as pl

from core.alignment.pointing import asked, inside

#: Query modality and key modality.
Pair = tuple[str, str]


@dataclass(frozen=True)
class Seen:
    """First-layer maps of one item: places of tokens [L, 4], weights [heads, Lq, Lk] by pair."""

    item: int
    positions: dict[str, np.ndarray]
    weights: dict[Pair, np.ndarray]


@dataclass(frozen=True)
class Shape:
    """Means over the questions of a pair of modalities; the map is the mean over heads.

    Attributes:
        questions: how many; of the pointing game.
        pointing: rate of hits.
        covered: share of the tokens of the place that get more than uniform.
        inside: share of the map's mass that lies in the place.
        precision: average precision of the order of all tokens against the place.
        nothing: share that goes to no token.
        counterpart: AUROC of how far a row is from flat (mass above uniform), tokens with a place
            in the key modality against those without; None where there are none. A token whose
            place there is everywhere is neither.
        likeness: mean cosine between two heads; 1 with a single one.
        heads: rate of hits of each head.
        attributes: of each head, the attribute it points at best, by how much it beats the mean of
            the other heads; none for a single one.

    """

    questions: int
    pointing: float
    covered: float
    inside: float
    precision: float
    nothing: float
    counterpart: float | None
    likeness: float
    heads: tuple[float, ...]
    attributes: tuple[tuple[str, float], ...]


def shapes(truth: pl.DataFrame, looks: Iterable[Seen]) -> dict[Pair, Shape]:
    """The shape of the maps of many items, by pair."""
    found: dict[Pair, _Pair] = defaultdict(_Pair)
    for seen in looks:
        planted = truth.filter(pl.col("item") == seen.item)
        for one in asked(planted, seen.item, seen.positions):
            if (one.query, one.key) in seen.weights:
                rows = seen.weights[one.query, one.key][:, one.asking].mean(1, dtype=np.float64)
                found[one.query, one.key].add(one.attribute, rows, one.right)
        places = [inside(one, seen.positions) for one in planted.to_dicts()]
        for pair in itertools.permutations(seen.positions, 2):
            if pair in seen.weights:
                found[pair].compare(*pair, places, seen.weights[pair].mean(0))
    return {pair: one.shape() for pair, one in sorted(found.items()) if one.means}


@dataclass
class _Pair:
    means: list[tuple[float, ...]] = field(default_factory=list)
    hits: list[np.ndarray] = field(default_factory=list)
    attributes: list[str] = field(default_factory=list)
    paired: list[np.ndarray] = field(default_factory=list)
    lone: list[np.ndarray] = field(default_factory=list)

    def add(self, attribute: str, heads: np.ndarray, right: np.ndarray) -> None:
        """One question: rows [heads, L] of the tokens that ask, and the tokens that are right."""
        row = heads.mean(0)
        mass = row.sum()
        order = right[np.argsort(-row, kind="stable")]
        precision = (np.cumsum(order) / np.arange(1, len(order) + 1))[order].mean()
        self.means.append(
            (
                float(right[row.argmax()]),
                float((row[right] > 1 / len(row)).mean()),
                float(row[right].sum() / max(mass, 1e-12)),
                float(precision),
                float(1 - mass),
                _likeness(heads),
            )
        )
        self.hits.append(right[heads.argmax(1)])
        self.attributes.append(attribute)

    def compare(self, query: str, key: str, places: list[dict], weights: np.ndarray) -> None:
        """Tokens with a place in the key modality, and those without."""
        with_place, everywhere = np.zeros((2, len(weights)), bool)
        for one in places:
            if query in one and key in one and one[key].any():
                (everywhere if one[key].all() else with_place)[one[query]] = True
        above = np.clip(weights - 1 / max(1, weights.shape[1]), 0, None).sum(1)
        self.paired.append(above[with_place])
        self.lone.append(above[~with_place & ~everywhere])

    def shape(self) -> Shape:
        pointing, covered, within, precision, nothing, likeness = np.mean(self.means, 0)
        hits, names = np.array(self.hits, float), np.array(self.attributes)
        of = {name: hits[names == name].mean(0) for name in sorted(set(self.attributes))}
        best = []
        for head in range(hits.shape[1] if hits.shape[1] > 1 else 0):
            lead = {n: rate[head] - np.delete(rate, head).mean() for n, rate in of.items()}
            name = max(lead, key=lambda n: lead[n])
            best.append((name, float(lead[name])))
        return Shape(
            len(self.means),
            float(pointing),
            float(covered),
            float(within),
            float(precision),
            float(nothing),
            auroc(np.concatenate(self.paired), np.concatenate(self.lone)),
            float(likeness),
            tuple(float(rate) for rate in hits.mean(0)),
            tuple(best),
        )


def _likeness(heads: np.ndarray) -> float:
    """Mean cosine between two of the rows [heads, L]."""
    unit = heads / np.maximum(np.linalg.norm(heads, axis=1, keepdims=True), 1e-12)
    count = len(unit)
    return float(((unit @ unit.T).sum() - count) / (count * (count - 1))) if count > 1 else 1.0


def auroc(more: np.ndarray, less: np.ndarray) -> float | None:
    """Chance that one of `more` lies above one of `less`, ties half; None without both."""
    if not len(more) or not len(less):
        return None
    ordered = np.sort(less)
    below, to = (np.searchsorted(ordered, more, side) for side in ("left", "right"))
    return float((below + to).mean() / 2 / len(less))


def text(found: dict[Pair, Shape]) -> str:
    """As lines for people."""
    lines = [
        "  shape           pointing covered inside precision nothing counterpart likeness  heads"
    ]
    for (query, key), one in found.items():
        other = "-" if one.counterpart is None else f"{one.counterpart:.3f}"
        heads = ", ".join(
            f"{rate:.2f} {name} {lead:+.2f}"
            for rate, (name, lead) in zip(one.heads, one.attributes, strict=False)
        )
        lines.append(
            f"  {f'{query} -> {key}':15} {one.pointing:8.3f} {one.covered:7.2f} {one.inside:6.2f}"
            f" {one.precision:9.3f} {one.nothing:7.2f} {other:>11} {one.likeness:8.2f}  {heads}"
        )
    return "\n".join(lines)
