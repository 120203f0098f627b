"""Where in a catalog a phrase is meant: the best patch, second or frame of every item.

The grounded Transformer keeps, per pair of modalities, coordinates whose products say how often
two tokens belong to the same item (`core.fusion.grounding`). A phrase is encoded like any text;
each of its words is one direction in the features of the other modality, so that a search is one
product per word and token of the catalog, read from the memory map.

Every word looks for its own best token (late interaction, Khattab & Zaharia 2020), and an item
fits as well as the word that fits it least: the mean of "blue striped backpack" is found in any
blue striped thing.
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
        scores: how well it fits, in deviations above the mean token of the catalog, [n].
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


def directions(words: np.ndarray, side: Side, other: Side) -> np.ndarray:
    """What the words of a phrase ask of the features of another modality.

    Args:
        words: of the phrase [W, width of text].
        side: how text enters the form.
        other: how the other modality does.

    Returns:
        [W, width of the other modality]; the affinity of a token is its product with a row, up to
        a constant.

    """
    coordinates = words @ side.factor.numpy() + side.offset.numpy()
    return np.asarray(coordinates @ other.factor.numpy().T, np.float32)


def words_of(tokens: np.ndarray, spans: np.ndarray) -> np.ndarray:
    """Words of a text, each the mean of its parts.

    Args:
        tokens: [L, width].
        spans: first and last character of each, [L, 2]; NaN for tokens that stand for none.

    Returns:
        [W, width]; the mean of all where no token has a place.

    """
    placed = np.isfinite(spans[:, 0])
    if not placed.any():
        return np.asarray(tokens.mean(0, keepdims=True))
    tokens, spans = tokens[placed], spans[placed]
    begins = np.flatnonzero(np.r_[True, spans[1:, 0] > spans[:-1, 1]])
    counts = np.diff(np.r_[begins, len(tokens)])
    return np.asarray(np.add.reduceat(tokens, begins, axis=0) / counts[:, None])


def search(store: Tokens, weights: np.ndarray) -> Found:
    """Rank all items by how well every word finds a token of theirs.

    Args:
        store: the modality searched.
        weights: of `directions`, [W, width].

    """
    return _ranked(store.dot(np.ascontiguousarray(weights.T)), np.asarray(store.offsets))


def contrasts(store: Tokens, several: Sequence[np.ndarray]) -> np.ndarray:
    """`Found.contrast` of several phrases, [their number]; each as `search` takes it."""
    found: list[float] = []
    for begin in range(0, len(several), _TOGETHER):
        some = several[begin : begin + _TOGETHER]
        values = store.dot(np.ascontiguousarray(np.concatenate(some).T))
        parts = np.split(values, np.cumsum([len(one) for one in some])[:-1], axis=1)
        found += [_ranked(part, np.asarray(store.offsets)).contrast for part in parts]
    return np.array(found)


#: Phrases that are sought at once: the tokens are read once, and products of all are held.
_TOGETHER = 8


def _ranked(values: np.ndarray, offsets: np.ndarray) -> Found:
    """Items by the affinities of all tokens with the words of a phrase, [total, W]."""
    values = _standard(values)
    rows = np.flatnonzero(np.diff(offsets) > 0)
    if not len(rows):
        nothing = np.empty(0, np.int64)
        return Found(nothing, nothing, np.empty(0, np.float32), float("nan"))
    begins, counts = offsets[rows], np.diff(offsets)[rows]
    scores = _least(np.maximum.reduceat(values, begins, axis=0))
    # Where most of the phrase is meant.
    together = _least(values)
    best = np.maximum.reduceat(together, begins)
    places = np.flatnonzero(together == np.repeat(best, counts))
    first = places[np.searchsorted(places, begins)]
    order = np.argsort(-scores, kind="stable")
    return Found(rows[order], (first - begins)[order], scores[order], float(np.median(scores)))


def _standard(values: np.ndarray) -> np.ndarray:
    """Affinities of tokens [total, W] in deviations above the mean token, each word for itself."""
    if not len(values):
        return values
    return np.asarray((values - values.mean(0)) / np.maximum(values.std(0), 1e-12))


#: How near the least of several words comes to their minimum. On the shop sample (demo preset),
#: share of the items that have both or all three planted values among as many found: .23 and .27
#: by the mean of the words, .65 and .70 by the plain minimum, .73 and .83 so.
_SHARP = 2.0


def _least(words: np.ndarray) -> np.ndarray:
    """How well the word fits that fits least, softly, [n] of [n, W]; a single one as it is.

    Words differ in how far they tell things apart: each is measured by its own spread, and one
    that says the same of everything ("a picture of") counts little.
    """
    spread = np.maximum(words.std(0), 1e-12)
    weight = spread / spread.sum()
    z = (words - words.mean(0)) / spread
    lowest = z.min(1)
    soft = np.log(np.exp(-_SHARP * (z - lowest[:, None])) @ weight) / -_SHARP
    return np.asarray((lowest + soft) * (spread @ weight) + words.mean(0) @ weight)


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
    values = truth.filter(shown(modality))["value"].unique().sort()
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
        truth.filter(shown(modality))
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


def shown(modality: str) -> pl.Expr:
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
