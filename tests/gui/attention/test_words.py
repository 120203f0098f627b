"""Words are told as people read them, whatever pieces an encoder makes of them."""

from __future__ import annotations

import numpy as np
import pytest

from core.explore.attention.words import outstanding, strongest, words
from gui.pages.attention.map_slice import Focus, MapSlice
from gui.pages.attention.words import joined, muted


def places(*spans: tuple[float, float]) -> np.ndarray:
    return np.array([[begin, end, np.nan, np.nan] for begin, end in spans], np.float32)


TEXT = "A zigzag sock, it is."
PIECES = places(
    (0, 1), (2, 3), (3, 5), (5, 7), (7, 8), (9, 13), (13, 14), (15, 17), (18, 20), (20, 21)
)


def test_pieces_are_one_word_and_marks_and_function_words_name_nothing() -> None:
    found = words(TEXT, PIECES)
    assert [word.name for word in found] == ["A", "zigzag", "sock", ",", "it", "is", "."]
    assert [word.name for word in found if word.telling] == ["zigzag", "sock"]
    assert [word.name for word in found if word.mark] == [",", "."]
    assert found[1].tokens == (1, 2, 3, 4)


def test_the_strongest_word_is_never_a_mark_a_function_word_or_a_piece() -> None:
    weights = np.array([0.9, 0.0, 0.2, 0.2, 0.0, 0.3, 0.8, 0.7, 0.0, 0.6], np.float32)
    best = strongest(weights, words(TEXT, PIECES))
    assert best is not None
    assert best[0].name == "zigzag"
    assert best[1] == pytest.approx(0.4)
    assert strongest(weights[:2], words(",;", places((0, 1), (1, 2)))) is None


def test_a_words_weight_is_shared_by_its_pieces_and_nothing_is_lost() -> None:
    weights = np.arange(10, dtype=np.float32)
    look = MapSlice({"text": weights, "image": weights}, {"text": 0.1, "image": 0.1}, {})
    even = joined(look, {"text": words(TEXT, PIECES)}).weights
    assert even["text"].sum() == weights.sum()
    assert even["text"][1:5].tolist() == [2.5] * 4
    assert even["image"] is weights


def test_tokens_without_a_place_and_ideographs_stay_apart() -> None:
    nowhere = (float("nan"), float("nan"))
    found = words("红色苹果", places(nowhere, (0, 1), (1, 2), (2, 4), nowhere))
    assert [word.name for word in found] == ["", "红", "色", "苹果", ""]
    assert [word.telling for word in found] == [False, True, True, True, False]


def test_of_the_item_vector_function_words_are_paler_too_and_of_a_token_marks_alone() -> None:
    full = np.ones(10, np.float32)
    pale = {True: {0, 6, 7, 8, 9}, False: {6, 9}}
    for focus in (Focus(), Focus("image", (0,))):
        drawn = muted(full, words(TEXT, PIECES), focus)
        assert set(np.flatnonzero(drawn < 1)) == pale[focus == Focus()]
    assert full.min() == 1


def test_a_word_stands_out_beside_the_mean_of_all_words() -> None:
    weights = np.array([0.9, 0.0, 0.2, 0.2, 0.0, 0.3, 5.0, 0.7, 0.0, 5.0], np.float32)
    found = words(TEXT, PIECES)  # the mean of five words is .46, of zigzag .4
    best = outstanding(weights, found, 0.8)
    assert best is not None
    assert best.name == "zigzag"
    assert outstanding(weights, found, 0.9) is None
    assert outstanding(-weights, found, 0.8) is None
    assert outstanding(weights, found[1:2], 0.8) is None  # a word alone stands out of nothing
