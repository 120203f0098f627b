"""The benchmark of maps on a model whose attention is known."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from benchmarks import map_shape
from benchmarks.maps import Quality, measure, text
from tests.core.worker import planted


def test_planted_attention_is_told_as_such(tmp_path: Path) -> None:
    found = measure(planted.context(tmp_path), proofs=3)
    assert {(pair.query, pair.key) for pair in found.pointing} == {
        ("text", "image"), ("image", "text"), ("text", "audio"), ("audio", "text")
    }  # fmt: skip
    assert all(pair.hits == pair.games for pair in found.pointing)
    stored = json.loads(json.dumps(found.told()))["proof"]
    assert [proof["modality"] for proof in stored] == [None, "text", "image", "audio"]
    assert [proof["items"] for proof in stored] == [3, 3, 3, 2]
    told = text("shop", 0, Quality(k=20, recall=(0.25, 0.2, 0.3), best_epoch=4), found)
    assert "Recall@20 of the test part 0.250 [0.200 0.300]" in told
    assert "text -> image   1.000" in told
    for proof in stored:
        assert all(f"{one['share']:4.0%}" in told for one in proof["shares"])


def test_blunt_attention_is_told_as_chance(tmp_path: Path) -> None:
    fusion = planted.fusion(("text", "image", "audio"), sharpness=0)
    for pair in measure(planted.context(tmp_path, fusion), proofs=1).pointing:
        assert pair.hits * 8 == pair.games


def test_the_shape_of_a_map_by_hand() -> None:
    """One word, four patches of which the first two are its place; heads of which one is flat."""
    heads = np.array([[0.5, 0.1, 0.2, 0.0], [0.25, 0.25, 0.25, 0.25]])
    pair = map_shape._Pair()
    pair.add("colour", heads, np.array([True, True, False, False]))
    places = [{"text": np.array([True, False]), "image": np.array([True, True, False, False])}]
    pair.compare("text", "image", places, np.array([[0.9, 0, 0, 0.1], [0.2, 0.3, 0.1, 0.1]]))
    shape = pair.shape()
    assert (shape.pointing, shape.covered, shape.counterpart) == (1, 0.5, 1)
    assert shape.inside == pytest.approx(0.55 / 0.9)
    assert shape.nothing == pytest.approx(0.1)
    assert shape.precision == pytest.approx((1 + 2 / 3) / 2)
    assert shape.likeness == pytest.approx(0.8 / np.sqrt(0.3) / 2)


def test_auroc_counts_ties_half() -> None:
    assert map_shape.auroc(np.array([1.0, 2.0]), np.array([1.0, 0.0])) == pytest.approx(0.875)
    assert map_shape.auroc(np.array([]), np.array([1.0])) is None
