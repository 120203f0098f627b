"""Features on their way into the graph of like items."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics.pairwise import cosine_similarity

from core.fusion.knn import nearest
from core.training.build import centred


def features(seed: int = 0, n: int = 40, width: int = 6) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return (rng.normal(size=(n, width)) + 3).astype(np.float32)


@pytest.mark.parametrize("scale", [1e-38, 1e-9, 1.0, 1e8, 1e30])
def test_cosines_are_those_without_the_mean_at_any_scale(scale: float) -> None:
    rows = features()
    expected = cosine_similarity(rows.astype(np.float64) - rows.mean(0, dtype=np.float64))
    found = centred((rows * scale).astype(np.float32))
    assert np.abs(found).max() < 1
    lengths = np.linalg.norm(found, axis=1, keepdims=True)
    np.testing.assert_allclose(found @ found.T / (lengths * lengths.T), expected, atol=2e-3)


@pytest.mark.parametrize("mark", [0.0, np.nan, np.inf])
def test_an_item_without_the_modality_has_no_neighbours_and_moves_no_mean(mark: float) -> None:
    rows = features()
    lacking = np.arange(len(rows)) % 3 == 0
    damaged = np.where(lacking[:, None], np.float32(mark), rows)
    found = centred(damaged)
    assert np.isnan(found[lacking]).all()
    np.testing.assert_array_equal(found[~lacking], centred(rows[~lacking]))
    sources, targets = nearest(found, 5).numpy()
    assert not lacking[sources].any()
    assert not lacking[targets].any()


@pytest.mark.parametrize("constant", [0.0, 1.0, 0.1, np.nan])
def test_features_that_are_all_alike_join_nothing(constant: float) -> None:
    same = np.full((30, 7), constant, np.float32)
    assert nearest(centred(same), 5).shape == (2, 0)


def test_items_filled_up_with_the_mean_have_no_neighbours() -> None:
    rows = features(n=300).astype(np.float16).astype(np.float32)
    rows[::4] = rows[1::4].mean(0)
    lacking = np.isnan(centred(rows)).all(1)
    assert not lacking[1::4].any()
    others = rows[np.arange(300) % 4 != 0]
    rows[::4] = others.mean(0)
    np.testing.assert_array_equal(np.flatnonzero(np.isnan(centred(rows)).all(1)), range(0, 300, 4))
