"""How words are drawn: as one, and what names nothing beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from core.explore.attention.words import Word
from gui.pages.attention.map_slice import ITEM_VECTOR, Focus, MapSlice

#: How strongly what names nothing is drawn beside words.
MUTED = 0.3


def muted(strength: np.ndarray, found: tuple[Word, ...], focus: Focus) -> np.ndarray:
    """Strengths [L] with punctuation paler; of the item vector, function words as well.

    Every item has them, and its vector is moved by all it holds: they would lead everywhere.
    """
    whole = focus.modality == ITEM_VECTOR
    pale = [t for word in found if word.mark or (whole and not word.telling) for t in word.tokens]
    result = strength.copy()
    result[pale] *= MUTED
    return result


def joined(look: MapSlice, found: Mapping[str, tuple[Word, ...]]) -> MapSlice:
    """The same with the weight of each word shared evenly by its pieces; words by modality."""
    shared = {}
    for name in found.keys() & look.weights.keys():
        if len(look.weights[name]) == sum(len(word.tokens) for word in found[name]):
            shared[name] = np.array(look.weights[name], np.float32)
            for word in (one for one in found[name] if len(one.tokens) > 1):
                shared[name][list(word.tokens)] = shared[name][list(word.tokens)].mean()
    return replace(look, weights={**look.weights, **shared})
