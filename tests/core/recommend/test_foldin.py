from itertools import combinations

import numpy as np
import torch
from sklearn.linear_model import Ridge

from core.recommend.foldin import FoldIn, fit
from core.recommend.histories import Histories


def planted(n_items=60, dim=6, n_users=80, seed=0):
    """Users whose vectors are the fold-in of their histories, times 3, plus a little noise."""
    rng = np.random.default_rng(seed)
    items = torch.as_tensor(rng.normal(size=(n_items, dim)), dtype=torch.float32)
    lists = [rng.choice(n_items, rng.integers(2, 12), replace=False) for _ in range(n_users)]
    gram = items.T @ items
    strength = 0.1 * float(gram.diagonal().mean())
    truth = FoldIn(items, gram, strength, 0.01, 3.0)
    users = torch.stack([truth.vector(torch.as_tensor(h)) for h in lists])
    rows = np.repeat(np.arange(n_users), [len(h) for h in lists])
    return truth, users, Histories.from_pairs(rows, np.concatenate(lists), n_users)


def test_is_the_weighted_ridge_of_scikit_learn():
    truth, _, _ = planted()
    history = torch.tensor([3, 17, 40])
    target = np.zeros(60)
    target[history] = 1
    weight = np.full(60, truth.rest)
    weight[history] = 1
    oracle = Ridge(alpha=truth.strength, fit_intercept=False)
    oracle.fit(truth.items.numpy(), target, sample_weight=weight)
    assert np.allclose(truth.vector(history) / truth.scale, oracle.coef_, atol=1e-5)


def test_calibration_finds_the_planted_constants():
    truth, users, histories = planted()
    found = fit(truth.items, users, histories)
    assert found.rest == truth.rest
    assert np.isclose(found.strength, truth.strength)
    assert np.isclose(found.scale, 3.0, rtol=1e-4)


def test_an_unchanged_history_changes_nothing_and_a_liked_item_rises():
    truth, users, histories = planted()
    user = users[5] + 0.1
    before = torch.as_tensor(histories.of(5))
    assert torch.equal(truth.changed(user, before, before), user)
    new = next(i for i in range(60) if i not in set(before.tolist()))
    longer = torch.cat([before, torch.tensor([new])])
    after = truth.changed(user, before, longer)
    assert truth.items[new] @ after > truth.items[new] @ user
    assert torch.allclose(truth.changed(after, longer, before), user, atol=1e-5)


def test_an_empty_history_is_no_taste():
    truth, _, _ = planted()
    assert not truth.vector(torch.zeros(0, dtype=torch.int64)).any()


def test_taking_items_out_in_closed_form_is_folding_in_the_others():
    truth, _, histories = planted()
    for user in range(5):
        history = torch.as_tensor(histories.of(user))
        removal = truth.removal(history)
        assert torch.allclose(removal.shares.sum(0), truth.vector(history))
        for size in range(1, min(4, len(history)) + 1):
            places = torch.tensor(list(combinations(range(len(history)), size)))
            for gone, lost in zip(places, removal.lost(places), strict=True):
                kept = [n for n in range(len(history)) if n not in gone.tolist()]
                made = truth.vector(history) - lost
                assert torch.allclose(made, truth.vector(history[kept]), atol=1e-4)
