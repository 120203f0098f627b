"""MaxSim and transport plans against loops, marginals and exact assignment."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from core.alignment.tokens import max_sim, sinkhorn


def bags(a: int, b: int, d: int = 6, seed: int = 0):
    rng = np.random.default_rng(seed)
    return rng.normal(size=(a, d)), rng.normal(size=(b, d))


def test_max_sim_links_every_token_to_its_best():
    x, y = bags(4, 7)
    found = max_sim(x, y)
    for token in range(4):
        near = [x[token] @ other / np.linalg.norm(x[token]) / np.linalg.norm(other) for other in y]
        assert found.best[token] == int(np.argmax(near))
        assert found.links[token] == pytest.approx(max(near), rel=1e-5)
    assert found.score == pytest.approx(found.links.mean())
    assert found.chance < found.score


@settings(max_examples=25)
@given(st.integers(1, 8), st.integers(1, 8), st.sampled_from([1.0, 0.1, 0.02]), st.integers(0, 99))
def test_plan_keeps_its_marginals(a: int, b: int, epsilon: float, seed: int):
    plan = sinkhorn(*bags(a, b, seed=seed), epsilon, rounds=20_000).plan
    np.testing.assert_allclose(plan.sum(1), 1 / a, rtol=1e-4)
    np.testing.assert_allclose(plan.sum(0), 1 / b, rtol=1e-4)
    assert (plan >= 0).all()


def test_small_epsilon_approaches_the_exact_assignment():
    x, y = bags(8, 8)
    found = sinkhorn(x, y, 0.01, rounds=5000)
    cost = 1 - (x / np.linalg.norm(x, axis=1)[:, None]) @ (y / np.linalg.norm(y, axis=1)[:, None]).T
    rows, columns = linear_sum_assignment(cost)
    assert found.cost == pytest.approx(cost[rows, columns].mean(), abs=0.01)
    np.testing.assert_array_equal(found.plan.argmax(1), columns)


def test_large_epsilon_ignores_the_tokens():
    found = sinkhorn(*bags(3, 5), 1e4)
    np.testing.assert_allclose(found.plan, 1 / 15, rtol=1e-3)
    assert found.cost == pytest.approx(found.chance, rel=1e-3)


def test_tiny_epsilon_stays_finite():
    found = sinkhorn(*bags(5, 6), 1e-6, rounds=50)
    assert np.isfinite(found.plan).all()
    assert found.rounds == 50


def test_a_shuffled_bag_is_put_in_order():
    x, _ = bags(6, 1)
    order = np.random.default_rng(3).permutation(6)
    found = sinkhorn(x, x[order], 0.01)
    np.testing.assert_array_equal(order[found.plan.argmax(1)], np.arange(6))
    assert found.cost < 0.01


def test_empty_bags():
    x, y = bags(3, 4)
    assert np.isnan(max_sim(x[:0], y).score)
    assert np.isnan(sinkhorn(x, y[:0]).cost)
    assert sinkhorn(x, y[:0]).plan.shape == (3, 0)
