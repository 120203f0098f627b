"""Measures against naive loops, scikit-learn, closed forms and noise."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.neighbors import NearestNeighbors

from core.alignment import measures
from core.alignment.embedding import pca


def world(n: int = 80, d: int = 12, noise: float = 0.5, seed: int = 0):
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(n, d)).astype(np.float32)
    return x, x + noise * rng.normal(size=(n, d)).astype(np.float32)


@settings(max_examples=25)
@given(st.integers(2, 12), st.integers(1, 4), st.integers(0, 999))
def test_ranks_and_recall_equal_a_naive_loop_with_ties_against_us(n: int, d: int, seed: int):
    rng = np.random.default_rng(seed)
    x, y = rng.integers(-1, 2, size=(2, n, d)).astype(np.float32)
    near = measures.similarity(x, y)
    expected = [sum(near[i, j] >= near[i, i] for j in range(n) if j != i) for i in range(n)]
    ranks = measures.compare(x, y).ranks
    assert ranks.tolist() == expected
    for k in (1, 3):
        assert measures.recall(measures.compare(x, y).ranks, k).value == np.mean(
            [rank < k for rank in expected]
        )


def test_constant_features_find_nobody():
    x = np.ones((10, 3), np.float32)
    assert measures.recall(measures.compare(x, x).ranks, 1).value == 0
    nothing = np.full((10, 3), np.nan, np.float32)
    assert measures.recall(measures.compare(nothing, nothing).ranks, 5).value == 0


def test_recall_of_noise_is_at_chance_and_of_itself_perfect():
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(2, 2000, 8))
    found = measures.recall(measures.compare(x, y).ranks, 20)
    assert found.chance == 0.01
    assert found.value == pytest.approx(found.chance, abs=3 * np.sqrt(0.01 / 2000))
    assert measures.recall(measures.compare(x, x).ranks, 1).value == 1


def test_blocks_change_nothing(monkeypatch):
    x, y = world(90)
    whole = measures.agreement(x, y)
    torn = measures.compare(x, y).margins, measures.neighbourhood_loss(x, y[:, :2])
    monkeypatch.setattr(measures, "_BLOCK", 7 * 90)
    for name, one in measures.agreement(x, y).items():
        assert one.value == pytest.approx(whole[name].value, rel=1e-4), name
    np.testing.assert_allclose(measures.compare(x, y).margins, torn[0], atol=1e-6)
    np.testing.assert_allclose(measures.neighbourhood_loss(x, y[:, :2]), torn[1])


def test_margin_says_who_wins():
    x, y = world(40, noise=1.5)
    found = measures.compare(x, y)
    won = found.margins > 0
    np.testing.assert_array_equal(won, found.ranks == 0)
    assert 0 < won.mean() < 1
    near = measures.similarity(x, y)
    np.testing.assert_allclose(found.own, np.diag(near), atol=1e-6)
    np.fill_diagonal(near, -np.inf)
    np.testing.assert_array_equal(found.rivals, near.argmax(1))
    np.testing.assert_allclose(found.margins, found.own - near.max(1), atol=1e-6)


def test_alignment_chance_is_the_mean_over_all_pairs():
    x, y = world(30)
    found = measures.alignment(x, y)
    a, b = measures.unit(x), measures.unit(y)
    apart = ((a[:, None] - b[None]) ** 2).sum(-1)
    assert found.value == pytest.approx(np.diag(apart).mean(), rel=1e-5)
    assert found.chance == pytest.approx(apart.mean(), rel=1e-5)


def test_uniformity_equals_its_definition_and_its_limit_on_the_sphere():
    x, _ = world(50)
    a = measures.unit(x).astype(np.float64)
    apart = ((a[:, None] - a[None]) ** 2).sum(-1)[np.triu_indices(50, 1)]
    assert measures.uniformity(x).value == pytest.approx(
        np.log(np.exp(-2 * apart).mean()), rel=1e-5
    )
    for d in (2, 5, 30):
        even = np.random.default_rng(d).normal(size=(3000, d))
        found = measures.uniformity(even)
        assert found.value == pytest.approx(found.chance, abs=0.02)
    assert measures.uniformity(np.ones((9, 4))).value == pytest.approx(0, abs=1e-6)


def test_gap_of_one_cloud_is_at_chance_and_shifting_closes_it():
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(2, 500, 16))
    found = measures.gap(x, y)
    assert 0.5 * found.chance < found.value < 2 * found.chance
    x[:, 0] += 3
    y[:, 1] += 3
    wide = measures.gap(x, y)
    assert wide.value > 5 * wide.chance
    moved = [measures.gap(*measures.shifted(x, y, amount)).value for amount in (0, 0.5, 1)]
    assert moved[0] == pytest.approx(wide.value, rel=1e-5)
    assert moved[0] > moved[1] > 10 * moved[2]


def test_gap_chance_is_what_relabelling_gives():
    x, y = world(40)
    x[:, 0] += 1
    both = np.concatenate([measures.unit(x), measures.unit(y)])
    rng = np.random.default_rng(0)
    squares = []
    for _ in range(3000):
        order = rng.permutation(80)
        squares.append(((both[order[:40]].mean(0) - both[order[40:]].mean(0)) ** 2).sum())
    assert measures.gap(x, y).chance == pytest.approx(np.sqrt(np.mean(squares)), rel=0.03)


def naive_unbiased_cka(x, y):
    def hsic(k, m):
        n = len(k)
        k, m = k - np.diag(np.diag(k)), m - np.diag(np.diag(m))
        one = np.ones(n)
        inner = np.trace(k @ m) + one @ k @ one * (one @ m @ one) / ((n - 1) * (n - 2))
        return (inner - 2 / (n - 2) * one @ k @ m @ one) / (n * (n - 3))

    k, m = x @ x.T, y @ y.T
    return hsic(k, m) / np.sqrt(hsic(k, k) * hsic(m, m))


def biased_cka(x, y):
    x, y = x - x.mean(0), y - y.mean(0)
    return np.linalg.norm(x.T @ y) ** 2 / np.linalg.norm(x.T @ x) / np.linalg.norm(y.T @ y)


def test_unbiased_cka_is_its_definition_from_kernels():
    x, y = (side.astype(np.float64) + 2 for side in world(30))
    assert measures.cka(x, y).value == pytest.approx(naive_unbiased_cka(x, y), rel=1e-8)


def test_unbiased_cka_of_noise_is_zero_where_the_biased_one_is_not():
    rng = np.random.default_rng(0)
    pairs = [rng.normal(size=(2, 60, 200)) for _ in range(40)]
    unbiased = [measures.cka(x, y).value for x, y in pairs]
    assert abs(np.mean(unbiased)) < 0.02
    assert np.mean([biased_cka(x, y) for x, y in pairs]) > 0.7


def test_cka_does_not_mind_rotation_scale_and_shift():
    x, _ = world(40, 6)
    turn = np.linalg.qr(np.random.default_rng(1).normal(size=(6, 6)))[0]
    assert measures.cka(x, 3 * x @ turn + 5).value == pytest.approx(1, abs=1e-5)


def test_neighbours_are_those_of_scikit_learn():
    x, _ = world(120, 9)
    oracle = NearestNeighbors(n_neighbors=7, metric="cosine").fit(x)
    expected = np.sort(oracle.kneighbors(return_distance=False), 1)
    np.testing.assert_array_equal(np.sort(measures.neighbours(x, 7), 1), expected)


def test_mutual_neighbours_of_noise_are_at_chance():
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(2, 800, 10))
    found = measures.mutual_neighbours(x, y, 10)
    assert found.chance == 10 / 799
    assert found.value == pytest.approx(found.chance, abs=0.006)
    assert measures.mutual_neighbours(x, 2 * x, 10).value == 1


def test_neighbours_are_sought_in_the_true_space():
    """Not on the flat map: items far apart in depth land on one spot of the plane."""
    rng = np.random.default_rng(0)
    x = rng.normal(size=(60, 3))
    x[:, 2] = np.where(np.arange(60) % 2, 50.0, -50.0)
    flat = x[:, :2]
    assert measures.neighbourhood_loss(x, flat, 10).mean() > 0.3
    angle = np.sort(rng.uniform(0, 6, 60))
    circle = np.stack([np.cos(angle), np.sin(angle)], 1)
    assert measures.neighbourhood_loss(circle, circle, 5).max() == 0


def test_too_few_items_give_nan_and_not_an_error():
    x = np.ones((1, 3), np.float32)
    for one in (
        measures.recall(np.empty(0, np.int64), 1),
        measures.cka(x, x),
        measures.uniformity(x),
        measures.gap(x, x),
        measures.mutual_neighbours(x, x),
    ):
        assert np.isnan(one.value)


def test_lists_as_long_as_the_catalog_are_left_out():
    x, y = world(6)
    assert [name for name in measures.agreement(x, y) if "x to y" in name] == [
        "recall@1 x to y",
        "recall@5 x to y",
    ]


@pytest.mark.parametrize("n", [0, 1])
@pytest.mark.filterwarnings("error")
def test_nothing_at_all_gives_nan_and_no_warning(n: int):
    x = np.ones((n, 3), np.float32)
    found = measures.agreement(x, x)
    assert set(found) >= {"recall@1 x to y", "alignment", "gap", "cka", "mutual"}
    for name, one in found.items():
        assert np.isnan(one.value) or (n == 1 and name == "alignment"), name


def test_every_measure_has_formula_and_chance():
    for one in measures.agreement(*world()).values():
        assert one.formula
        assert np.isfinite(one.chance)
        assert one.better in ("larger", "smaller")


def test_pca_equals_the_singular_value_decomposition():
    x, _ = world(50, 6)
    places, shares = pca(x, 3)
    centred = x - x.mean(0)
    left, values, _ = np.linalg.svd(centred.astype(np.float64), full_matrices=False)
    np.testing.assert_allclose(np.abs(places), np.abs(left[:, :3] * values[:3]), atol=1e-4)
    np.testing.assert_allclose(shares, (values**2 / (values**2).sum())[:3], rtol=1e-6)
    again, _ = pca(x.copy(), 3)
    np.testing.assert_array_equal(places, again)


def test_pca_of_one_dimension_leaves_the_other_axis_empty():
    places, shares = pca(np.arange(5.0)[:, None])
    assert places[:, 1].tolist() == [0] * 5
    assert shares.tolist() == [1, 0]
