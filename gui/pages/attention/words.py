"""How words are drawn: as one, and punctuation beside them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from core.explore.attention.words import Word
from gui.pages.attention.map_slice import MapSlice

#: How strongly punctuation is drawn beside words.
MUTED = 0.3


def joined(look: MapSlice, found: tuple[Word, ...]) -> MapSlice:
    """The same with the weight of each word shared evenly by its pieces."""
    values = look.weights.get("text")
    if values is None or len(values) != sum(len(word.tokens) for word in found):
        return look
    even = np.array(values, np.float32)
    for word in found:
        if len(word.tokens) > 1:
            even[list(word.tokens)] = even[list(word.tokens)].mean()
    return replace(look, weights={**look.weights, "text": even})
