"""The work list against planted swaps, a loop, and its own calibration."""

from __future__ import annotations

import numpy as np
import pytest

from core.alignment import mismatch
from core.alignment.measures import unit


def world(n=300, p=12, q=9, noise=0.4, seed=0):
    """Two views of a shared cause."""
    rng = np.random.default_rng(seed)
    cause = rng.normal(size=(n, 5))
    views = [cause @ rng.normal(size=(5, d)) + noise * rng.normal(size=(n, d)) for d in (p, q)]
    return views[0] + 3, views[1] - 2


def swapped(y, count, seed=1):
    """y with the rows of `count` items passed on in a ring, and which."""
    chosen = np.random.default_rng(seed).choice(len(y), count, replace=False)
    y = y.copy()
    y[chosen] = y[np.roll(chosen, 1)]
    return y, chosen


def test_score_is_a_count_of_strangers_in_the_doubly_centred_matrix():
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(2, 23, 6)).astype(np.float32)
    near = unit(x) @ unit(y).T
    centred = near - near.mean(1, keepdims=True) - near.mean(0)
    found = mismatch.suspicion(x, y)
    for i in range(23):
        others = [j for j in range(23) if j != i]
        better = sum(centred[i, j] >= centred[i, i] for j in others)
        better += sum(centred[j, i] >= centred[i, i] for j in others)
        assert found.score[i] == pytest.approx(better / 44)
        assert found.rival[i] == others[int(np.argmax(centred[i, others]))]
        assert found.own[i] == pytest.approx(near[i, i], abs=1e-5)


def test_a_wrong_partner_scores_evenly_over_zero_to_one():
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(2, 2000, 8))
    score = mismatch.suspicion(x, y).score
    assert score.mean() == pytest.approx(0.5, abs=0.03)
    # Rank-one parts that make hubs are taken off before comparing.
    hub = 2 * rng.normal(size=(2000, 1)) * np.ones((1, 8))
    assert mismatch.suspicion(x + hub, y + hub[::-1]).score.mean() == pytest.approx(0.5, abs=0.05)


def test_a_sample_of_strangers_tells_the_same(monkeypatch):
    x, y = world()
    y, _ = swapped(y[:, :9], 30)
    whole = mismatch.suspicion(x[:, :9], y)
    some = mismatch.suspicion(x[:, :9], y, most=150)
    assert some.strangers == 150
    assert np.abs(whole.score - some.score).mean() < 0.05
    monkeypatch.setattr(mismatch, "_BLOCK", 17)
    torn = mismatch.suspicion(x[:, :9], y)
    np.testing.assert_allclose(torn.score, whole.score)
    np.testing.assert_array_equal(torn.rival, whole.rival)


def test_swapped_partners_come_out_on_top_and_score_a_half():
    precisions, scores = [], []
    for seed in range(5):
        x, y = world(seed=seed)
        y, chosen = swapped(y, 24, seed)
        found = mismatch.cross_fitted(x, y)
        top = np.argsort(-found.score)[:24]
        precisions.append(np.isin(top, chosen).mean())
        scores.append(found.score[chosen].mean())
        assert np.median(np.delete(found.score, chosen)) < 0.02
    assert np.mean(precisions) > 0.8
    assert np.mean(scores) == pytest.approx(0.5, abs=0.1)


def test_directions_do_not_know_the_items_they_judge():
    """With as many features as items one can learn noise by heart; held out, noise is noise."""
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(2, 200, 150))
    assert mismatch.cross_fitted(x, y).score.mean() == pytest.approx(0.5, abs=0.06)


def test_constant_features_accuse_everybody_and_few_rows_are_refused():
    x = np.ones((40, 3))
    assert mismatch.cross_fitted(x, x).score.min() == 1
    with pytest.raises(ValueError, match="too few"):
        mismatch.cross_fitted(x[:10], x[:10])


def test_rivals_are_rows_of_the_whole():
    x, y = world(100)
    found = mismatch.cross_fitted(x, y)
    assert (found.rival != np.arange(100)).all()
    assert found.rival.max() > 90
    assert found.strangers == 19
