"""Neighbours against scikit-learn's, the linear model against ridge regressions, votes by hand."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from sklearn.linear_model import Ridge
from sklearn.metrics.pairwise import cosine_similarity

from core.recommend.histories import Histories
from core.recommend.linear import Spectrum
from core.recommend.neighbourhood import Neighbourhood, alike
from core.recommend.vote import Vote, Voter

ITEMS, USERS = 30, 80


@pytest.fixture(scope="module")
def histories() -> Histories:
    rng = np.random.default_rng(0)
    chosen = rng.random((USERS, ITEMS)) < 0.15
    chosen[5] = False  # somebody without a history
    chosen[:, 7] = False  # something nobody chose
    return Histories.from_pairs(*np.nonzero(chosen), USERS)


def dense(near: Neighbourhood) -> np.ndarray:
    """[N, N]: what a choice of the row's item gives the column's."""
    made = np.zeros((len(near.items),) * 2)
    for row, (items, values) in enumerate(zip(near.items, near.values, strict=True)):
        np.add.at(made[row], items.numpy(), values.numpy())
    return made


def matrix(histories: Histories) -> np.ndarray:
    made = np.zeros((USERS, ITEMS))
    made[histories.pairs(np.arange(USERS))] = 1
    return made


def test_alike_keeps_the_nearest_by_cosine() -> None:
    features = np.random.default_rng(1).normal(size=(ITEMS, 6)).astype(np.float32)
    features[4] = np.nan
    near = dense(alike(features, 5))
    there = np.delete(np.arange(ITEMS), 4)
    assert not near[4].any()
    assert not near[:, 4].any()
    cosines = cosine_similarity(features[there])
    np.fill_diagonal(cosines, -1)
    for place, row in enumerate(there):
        best = np.argsort(-cosines[place])[:5]
        expected = np.zeros(ITEMS)
        expected[there[best]] = np.maximum(cosines[place][best], 0) ** 3
        np.testing.assert_allclose(near[row], expected, atol=1e-5)


def test_more_neighbours_than_items_are_no_neighbours() -> None:
    near = alike(np.eye(3, 4, dtype=np.float32) + 1, 10)
    assert near.items.shape == (3, 10)
    assert ((near.values > 0).sum(1) == 2).all()


@pytest.mark.parametrize("weighted", [False, True])
def test_the_whole_spectrum_is_one_ridge_regression_an_item(
    histories: Histories, weighted: bool
) -> None:
    X = matrix(histories)
    weights = None
    if weighted:
        rng = np.random.default_rng(1)
        weights = rng.uniform(0.3, 2, len(histories.items)).astype(np.float32)
        rows, items = histories.pairs(np.arange(len(histories)))
        X = X.astype(float)
        X[rows, items] = weights
    expected = np.zeros((ITEMS, ITEMS))
    for item in range(ITEMS):
        others = np.delete(np.arange(ITEMS), item)
        model = Ridge(alpha=20.0, fit_intercept=False).fit(X[:, others], X[:, item])
        expected[others, item] = model.coef_
    spectrum = Spectrum.of(histories, ITEMS, ITEMS, weights=weights)
    left, right = spectrum.factors(20.0)
    found = (left @ right.T).numpy()
    np.fill_diagonal(found, 0)
    np.testing.assert_allclose(found, expected, atol=2e-5)
    rows, items = map(torch.as_tensor, histories.pairs(np.arange(USERS)))
    scores = spectrum.linear(20.0).scores(rows, items, USERS)
    np.testing.assert_allclose(scores, matrix(histories) @ expected, atol=1e-4)
    assert (expected < -1e-2).any()  # what speaks against an item counts, too


def test_a_part_of_the_spectrum_is_its_largest_part(histories: Histories) -> None:
    X = matrix(histories)
    found = Spectrum.of(histories, ITEMS, 6)
    expected = np.linalg.eigvalsh(X.T @ X)[::-1][:6]
    np.testing.assert_allclose(found.values, expected, rtol=1e-4)
    turned = found.vectors.numpy().T @ X.T @ X @ found.vectors.numpy()
    np.testing.assert_allclose(turned, np.diag(expected), atol=1e-2)


def test_votes_have_the_spread_of_the_scores_they_join(histories: Histories) -> None:
    generator = torch.Generator().manual_seed(0)
    scores = torch.randn(USERS, ITEMS, generator=generator) * torch.linspace(0.1, 9, USERS)[:, None]
    near = Spectrum.of(histories, ITEMS, 8).linear(20.0)
    voter = Voter("choices", near, 0.25)
    rows, items = map(torch.as_tensor, histories.pairs(np.arange(USERS)))
    votes = voter.votes(scores, rows, items)
    between = torch.stack([near.between(torch.arange(ITEMS), item) for item in range(ITEMS)], 1)
    raw = torch.as_tensor(matrix(histories)).float() @ between
    assert not votes[5].any()
    spoken = raw.std(1) > 0
    assert (spoken.numpy() == (histories.counts > 0)).all()
    spread = votes.std(1, correction=0) / scores.std(1, correction=0)
    torch.testing.assert_close(spread[spoken], torch.full((int(spoken.sum()),), 0.25))
    directions = torch.nn.functional.cosine_similarity(votes[spoken], raw[spoken])
    torch.testing.assert_close(directions, torch.ones(int(spoken.sum())))
    joined = Vote((voter, voter)).added_to(scores, rows, items)
    torch.testing.assert_close(joined, scores + 2 * votes)


@pytest.mark.parametrize("kind", ["linear", "alike"])
def test_a_vote_comes_from_items_of_the_history(histories: Histories, kind: str) -> None:
    features = np.random.default_rng(1).normal(size=(ITEMS, 6)).astype(np.float32)
    linear = Spectrum.of(histories, ITEMS, 8).linear(20.0)
    near = linear if kind == "linear" else alike(features, 5)
    for user in (0, 1, 2):
        history = torch.as_tensor(histories.of(user))
        scores = near.scores(torch.zeros_like(history), history, 1)[0]
        for item in range(ITEMS):
            given = float(near.between(history, item).sum())
            assert given == pytest.approx(float(scores[item]), abs=1e-6)
