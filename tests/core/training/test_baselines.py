"""EASE against ridge regressions of scikit-learn, and its strength against a search by hand."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from sklearn.linear_model import Ridge

from core.training.config import SplitConfig
from core.training.data import Dataset, prepare
from core.training.judge import baselines
from core.training.judge.evaluate import evaluate
from tests.core.training.world import make


@pytest.fixture(scope="module")
def data() -> Dataset:
    return prepare(make()[0], SplitConfig(kind="random"))


def by_ridge(X: np.ndarray, strength: float) -> np.ndarray:
    """Scores of the best linear prediction of each item from the others (Steck 2019, eq. 1-3)."""
    scores = np.zeros_like(X)
    for item in range(X.shape[1]):
        others = np.delete(X, item, 1)
        model = Ridge(alpha=strength, fit_intercept=False).fit(others, X[:, item])
        scores[:, item] = others @ model.coef_
    return scores


def test_ease_is_one_ridge_regression_an_item_at_the_strength_validation_likes_best(
    data: Dataset,
) -> None:
    X = baselines.matrix(data.train, data.n_items).toarray().astype(np.float64)
    expected = {}
    for strength in baselines.EASE_STRENGTHS:
        scores = by_ridge(X, strength)
        found = evaluate(
            lambda users, scores=scores: torch.as_tensor(scores[users]),
            data.valid, data.train, data.n_items, (20,),
        )  # fmt: skip
        expected[strength] = (found.values["ndcg@20"], scores)
    scorer, strength = baselines.tuned_ease(data)
    assert len({round(value, 6) for value, _ in expected.values()}) > 1
    assert expected[strength][0] == pytest.approx(max(value for value, _ in expected.values()))
    users = np.arange(data.n_users)
    assert scorer(users).numpy() == pytest.approx(expected[strength][1], abs=1e-4)


def test_popularity_counts_training_alone(data: Dataset) -> None:
    scores = baselines.popularity(data)(np.array([0, 3])).numpy()
    assert scores.shape == (2, data.n_items)
    counts = np.bincount(data.items, minlength=data.n_items)
    assert (scores == counts).all()


def test_chance_gives_everybody_a_list_of_their_own_and_the_same_again(data: Dataset) -> None:
    score = baselines.random(data)
    once = score(np.array([2, 5]))
    assert torch.equal(once[1:], score(np.array([5])))
    assert not torch.equal(once[0], once[1])
