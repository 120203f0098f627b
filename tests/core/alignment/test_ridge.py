"""The ridge map against scikit-learn and against leaving rows out for real."""

import numpy as np
import pytest
from sklearn.linear_model import Ridge as Reference

from core.alignment import ridge


def world(n=60, p=12, q=5, noise=0.3, seed=0):
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(n, p)) + 3
    y = x @ rng.normal(size=(p, q)) + noise * rng.normal(size=(n, q)) - 7
    return x, y


@pytest.mark.parametrize(("n", "p"), [(60, 12), (20, 40)])
def test_agrees_with_scikit_learn_at_the_strength_it_chose(n, p):
    x, y = world(n, p)
    found = ridge.fit(x, y)
    reference = Reference(alpha=found.strength).fit(x, y)
    new, _ = world(9, p, seed=4)
    np.testing.assert_allclose(found(new), reference.predict(new), rtol=1e-6, atol=1e-6)


@pytest.mark.parametrize(("n", "p"), [(25, 6), (15, 30)])
def test_its_error_is_that_of_leaving_each_row_out(n, p):
    x, y = world(n, p, noise=1.0)
    found = ridge.fit(x, y)
    squared = []
    for row in range(n):
        rest = np.arange(n) != row
        model = Reference(alpha=found.strength).fit(x[rest], y[rest])
        squared.append((model.predict(x[row : row + 1])[0] - y[row]) ** 2)
    expected = np.mean(squared) / ((y - y.mean(0)) ** 2).mean()
    assert found.error == pytest.approx(expected, rel=1e-6)


def test_no_other_strength_tried_would_have_been_better():
    x, y = world(noise=2.0)
    found = ridge.fit(x, y)
    for strength in ridge.STRENGTHS:
        assert ridge.fit(x, y, (strength,)).error >= found.error - 1e-12


def test_noise_is_not_mapped_to_anything():
    rng = np.random.default_rng(1)
    x, y = rng.normal(size=(200, 50)), rng.normal(size=(200, 20))
    found = ridge.fit(x, y)
    assert found.error > 0.95
    held_out = rng.normal(size=(100, 50))
    assert found(held_out).std() < 0.3


def test_constant_features_and_bad_shapes():
    x, y = world(30, 4)
    x[:, 2] = 5.0
    assert np.isfinite(ridge.fit(x, y).weights).all()
    assert ridge.fit(np.ones((5, 3)), y[:5])(np.ones((2, 3))) == pytest.approx(
        np.tile(y[:5].mean(0), (2, 1))
    )
    with pytest.raises(ValueError, match="cannot be mapped"):
        ridge.fit(x, y[:-1])
