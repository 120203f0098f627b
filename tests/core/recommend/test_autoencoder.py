"""An autoencoder of histories: one inner product, the same twice, and it finds what is planted."""

from __future__ import annotations

import numpy as np
import torch

from core.recommend.autoencoder import Autoencoder
from core.recommend.histories import Histories

CLUSTERS = 5


def histories(seed=0, n_users=100, n_items=50, size=5):
    """Everybody chooses from one cluster, all equally often."""
    rng = np.random.default_rng(seed)
    items = [
        rng.choice(np.flatnonzero(np.arange(n_items) % CLUSTERS == u % CLUSTERS), size, False)
        for u in range(n_users)
    ]
    return Histories.from_pairs(np.repeat(np.arange(n_users), size), np.concatenate(items), n_users)


def learned(chosen, epochs=40, **given):
    model = Autoencoder(chosen, 50, 8, 0, **given)
    for _ in range(epochs):
        model.epoch()
    return model


def test_it_lists_the_cluster_of_what_was_hidden():
    chosen = histories()
    made = learned(chosen, 150).vectors()
    scores = made.users @ made.items.T + made.item_bias
    rows, items = chosen.pairs(np.arange(100))
    scores[rows, items] = -torch.inf
    top = scores.topk(5).indices.numpy()
    assert (top % CLUSTERS == (np.arange(100) % CLUSTERS)[:, None]).mean() > 0.9


def test_the_same_seed_gives_the_same_vectors_and_leaves_the_random_state():
    torch.manual_seed(3)
    before = torch.random.get_rng_state()
    first, second = (learned(histories(), 3).vectors() for _ in range(2))
    torch.testing.assert_close(first.items, second.items, atol=0, rtol=0)
    torch.testing.assert_close(first.users, second.users, atol=0, rtol=0)
    assert torch.equal(before, torch.random.get_rng_state())


def test_a_user_is_the_mean_of_the_weighed_history_and_nobody_is_zero():
    rng = np.random.default_rng(1)
    chosen = histories(n_users=20)
    chosen = Histories(np.append(chosen.offsets, chosen.offsets[-1]), chosen.items)
    weights = rng.uniform(0.2, 2, len(chosen.items)).astype(np.float32)
    model = learned(chosen, 2, weights=weights)
    X = np.zeros((21, 50))
    X[chosen.pairs(np.arange(21))] = weights
    W, b = (p.detach().double().numpy()[:8] for p in model._encoder.parameters())
    wanted = (X[:20] / np.linalg.norm(X[:20], axis=1, keepdims=True)) @ W.T + b
    made = model.vectors()
    np.testing.assert_allclose(made.users[:20].numpy(), wanted, atol=1e-5)
    assert not made.users[20].any()


def test_users_who_chose_more_later_are_encoded_with_it():
    chosen, more = histories(), histories(seed=1, size=1)
    model = learned(chosen, 2)
    made = model.vectors(more)
    assert made.later is not None
    both = np.zeros((100, 50), np.float32)
    for one in (chosen, more):
        both[one.pairs(np.arange(100))] = 1
    mean = model._encoder(torch.nn.functional.normalize(torch.as_tensor(both))).chunk(2, 1)[0]
    torch.testing.assert_close(made.later, mean.detach())
