"""Where in a catalog a phrase is meant: the best patch, second or frame of every item.

The grounded Transformer keeps, per pair of modalities, coordinates whose products say how often
two tokens belong to the same item (`core.fusion.grounding`). A phrase is encoded like any text;
the mean of its coordinates is one direction in the features of the other modality, so that a
search is one product per token of the catalog, read from the memory map.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import polars as pl

from core.alignment.pointing import in_place
from core.catalog.modality import DECLARED, place_of
from core.fusion.grounding import Side


class Tokens(Protocol):
    """What a search needs of core.encoders.store.FeatureStore."""

    offsets: np.ndarray

    def dot(self, weights: np.ndarray) -> np.ndarray:
        """Product of every token with weights [width], [total]."""
        ...

    def item(self, row: int) -> tuple[np.ndarray, np.ndarray]:
        """Tokens [L, width] and positions [L, 4] of an item."""
        ...


@dataclass(frozen=True, eq=False)
class Found:
    """Every item's best token.

    Attributes:
        rows: items that have the modality, best first, int64 [n].
        tokens: index of the best token of each, int64 [n].
        scores: its affinity in deviations above the mean token of the catalog, [n].
        typical: median of `scores`: what an item gets that was not asked for.

    """

    rows: np.ndarray
    tokens: np.ndarray
    scores: np.ndarray
    typical: float

    @property
    def contrast(self) -> float:
        """How far the best item stands out from the typical one, in deviations of tokens."""
        return float(self.scores[0]) - self.typical if len(self.scores) else 0.0


def direction(phrase: np.ndarray, words: Side, other: Side) -> np.ndarray:
    """What a phrase asks of the features of another modality.

    Args:
        phrase: tokens of the phrase [L, width of text].
        words: how text enters the form.
        other: how the other modality does.

    Returns:
        [width of the other modality]; the affinity of a token is its product with it, up to a
        constant.

    """
    coordinates = (phrase @ words.factor.numpy() + words.offset.numpy()).mean(0)
    return np.asarray(other.factor.numpy() @ coordinates, np.float32)


def search(store: Tokens, weights: np.ndarray) -> Found:
    """Rank all items by their best token.

    Args:
        store: the modality searched.
        weights: of `direction`.

    """
    values = store.dot(weights)
    offsets = np.asarray(store.offsets)
    rows = np.flatnonzero(np.diff(offsets) > 0)
    if not len(rows):
        nothing = np.empty(0, np.int64)
        return Found(nothing, nothing, np.empty(0, np.float32), float("nan"))
    values = (values - values.mean()) / max(float(values.std()), 1e-12)
    begins, counts = offsets[rows], np.diff(offsets)[rows]
    best = np.maximum.reduceat(values, begins)
    places = np.flatnonzero(values == np.repeat(best, counts))
    first = places[np.searchsorted(places, begins)]
    order = np.argsort(-best, kind="stable")
    return Found(rows[order], (first - begins)[order], best[order], float(np.median(best)))


#: Phrases that mean nothing are so many, and of so many words.
NONSENSE, NONSENSE_WORDS = 24, 2
#: Share of them that may stand out as far before a phrase counts as one of them. Measured on the
#: shop sample after one epoch (120 items): 1.00 of planted words and .97 of the items' own texts
#: fit, .12 of 20 phrases about other things and .14 of other nonsense.
SURE = 0.1


def scrambled(texts: Sequence[str], seed: int = 0) -> list[str]:
    """Phrases in the letters of a catalog that mean nothing.

    Letters of its words are shuffled. Characters that are words themselves, as in Chinese, would
    still mean what they mean: each is exchanged for one of their script that the catalog lacks.
    """
    rng = np.random.default_rng(seed)
    words = sorted({word for text in texts[:2000] for word in _WORDS.findall(text.lower())})
    if not words:
        return []
    used = {letter for word in words for letter in word}
    others = sorted(set(_COMMON) - used)
    picked = rng.choice(len(words), (NONSENSE, NONSENSE_WORDS))

    def nonsense(word: str) -> str:
        if ord(word[0]) in _HAN:
            return "".join(rng.choice(others, len(word)))
        return "".join(rng.permutation(list(word)))

    return [" ".join(nonsense(words[number]) for number in row) for row in picked]


#: Chinese characters, those in common use (the first level of GB 2312), and the words of a text:
#: of Chinese, two characters each.
_HAN = range(0x4E00, 0x9FA6)
_COMMON = bytes(
    byte for row in range(0xB0, 0xD7) for cell in range(0xA1, 0xFA) for byte in (row, cell)
).decode("gb2312")
_WORDS = re.compile("[\u4e00-\u9fa5]{1,2}|[^\\s\u4e00-\u9fa5]+")


def contrasts(values: np.ndarray, offsets: np.ndarray) -> np.ndarray:
    """`Found.contrast` of several phrases [k], from the affinities of all tokens [total, k]."""
    begins = np.asarray(offsets)[:-1][np.diff(offsets) > 0]
    if not len(begins):
        return np.zeros(0)
    best = np.maximum.reduceat(values, begins, axis=0)
    return (best.max(0) - np.median(best, 0)) / np.maximum(values.std(0), 1e-12)


def fits(contrast: float, nonsense: np.ndarray) -> bool:
    """Whether an item stands out for a phrase further than almost any does for nonsense."""
    return bool(np.mean(nonsense >= contrast) < SURE) if len(nonsense) else True


@dataclass(frozen=True)
class Verdict:
    """A search held against planted truth.

    Attributes:
        values: the planted values that the phrase names.
        planted: items that have all of them where the modality shows it.
        looked_at: length of the list judged: at most `planted`.
        hits: how many of those point into the planted place.
        chance: expected share of hits of random tokens of random items.
        right: bool per entry of the list, as long as was asked.

    """

    values: tuple[str, ...]
    planted: int
    looked_at: int
    hits: int
    chance: float
    right: tuple[bool, ...]


def named(truth: pl.DataFrame, phrase: str, modality: str) -> tuple[str, ...]:
    """Planted values that a phrase names and that have a place in a modality, in order."""
    values = truth.filter(_shown(modality))["value"].unique().sort()
    said = phrase.lower().split()
    return tuple(value for value in values if _contains(said, value.split()))


def judge(
    truth: pl.DataFrame, phrase: str, modality: str, store: Tokens, found: Found, top: int = 20
) -> Verdict | None:
    """How many of the best places are planted ones; None if the phrase names nothing planted.

    A place is right if every planted value named in the phrase holds there.

    Args:
        truth: of the catalog, TRUTH_COLUMNS.
        phrase: as asked.
        modality: that was searched.
        store: its tokens.
        found: what was found.
        top: length of the list.

    """
    values = named(truth, phrase, modality)
    if not values or not len(found.rows):
        return None
    groups = (
        truth.filter(_shown(modality))
        .filter(pl.col("value").is_in(values))
        .partition_by("item", as_dict=True)
    )
    masks = {}
    for (item,), group in groups.items():
        positions = store.item(int(item))[1]
        by_value = [
            _within(group.filter(pl.col("value") == v), modality, positions) for v in values
        ]
        mask = np.logical_and.reduce(by_value)
        if mask.any():
            masks[int(item)] = mask
    if not masks:
        return None
    right = tuple(
        bool(masks[row][token]) if row in masks else False
        for row, token in zip(found.rows[:top].tolist(), found.tokens[:top].tolist(), strict=True)
    )
    looked_at = min(top, len(masks), len(right))
    chance = sum(float(mask.mean()) for mask in masks.values()) / len(found.rows)
    return Verdict(values, len(masks), looked_at, sum(right[:looked_at]), chance, right)


def _shown(modality: str) -> pl.Expr:
    """Truth with a place in a modality; seconds of a thing that is seen are those of the film."""
    has_place = pl.all_horizontal(pl.col(name).is_not_null() for name in DECLARED[modality].truth)
    if place_of(modality) == "seconds":
        seen = pl.col("x0").is_not_null()
        return has_place & (seen if modality == "video" else ~seen)
    return has_place


def _within(group: pl.DataFrame, modality: str, positions: np.ndarray) -> np.ndarray:
    """Tokens in any place of a group of truth, bool [L]."""
    inside = np.zeros(len(positions), bool)
    for place in group.select(DECLARED[modality].truth).rows():
        inside |= in_place(modality, positions, place)
    return inside


def _contains(said: Sequence[str], value: Sequence[str]) -> bool:
    """Whether the words of a value stand side by side in what was said."""
    n = len(value)
    wanted = [word.lower() for word in value]
    return any(list(said[i : i + n]) == wanted for i in range(len(said) - n + 1))
