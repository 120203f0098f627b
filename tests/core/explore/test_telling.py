"""The words that tell most, as the shell names them."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from core.explore.attention.labels import Attention


def test_pieces_are_one_word_and_marks_and_function_words_are_none() -> None:
    text = "a zigzag sock."
    spans = [(0, 1), (2, 5), (5, 8), (9, 13), (13, 14)]  # "zigzag" is two pieces
    places = np.array([(*span, np.nan, np.nan) for span in spans], np.float32)
    weights = np.array([9, 4, 2, 1, 9], np.float32)
    maps: Any = SimpleNamespace(
        positions={"text": places},
        flow_item={"relevance": weights},
        split=lambda values: {"text": values},
    )
    facts: Any = None
    seen = Attention(facts, {}, maps, text)
    assert [word for word, _times in seen.telling()] == ["zigzag", "sock"]
    assert [times for _word, times in seen.telling()] == pytest.approx([3 / 5, 1 / 5])
