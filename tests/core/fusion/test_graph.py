"""The graphs against dense closed forms, scipy and sklearn."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.sparse as ss
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.neighbors import NearestNeighbors

from core.fusion.config import GraphConfig
from core.fusion.graph import (
    Propagation,
    SymmetricGraph,
    build_item_graph,
)
from core.fusion.knn import nearest
from core.progress import Cancelled, Reporter

U, N, D = 30, 20, 8


def histories(seed: int = 0, n: int = 150) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    items = np.minimum((rng.pareto(1.0, n) * 3).astype(int), N - 1)
    return rng.integers(U - 1, size=n), items  # the last user has no history


def made(config: GraphConfig, seed: int = 0) -> Propagation:
    features = np.random.default_rng(seed).normal(size=(N, 5)).astype(np.float32)
    like = build_item_graph(config, [("image", features)], N)
    return Propagation(config, like, *histories(seed), U, N)


def no_like_items() -> SymmetricGraph:
    return build_item_graph(GraphConfig(), [], N)


@settings(max_examples=30)
@given(st.integers(1, 12), st.integers(0, 40), st.integers(0, 10_000))
def test_graph_is_the_normalised_matrix(count: int, edges: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    source, target = rng.integers(count, size=(2, edges))
    weight = rng.uniform(0.1, 2, edges)
    dense = ss.coo_matrix((weight, (source, target)), (count, count)).toarray()
    dense = dense + dense.T
    degree = dense.sum(1)
    scale = np.where(degree > 0, 1 / np.sqrt(np.where(degree > 0, degree, 1)), 0)
    graph = SymmetricGraph.of(
        torch.as_tensor(source), torch.as_tensor(target), torch.as_tensor(weight), count
    )
    np.testing.assert_allclose(
        graph.dense().numpy(), scale[:, None] * dense * scale, atol=1e-5, rtol=1e-5
    )


def test_gradient_of_the_product_is_right() -> None:
    graph = SymmetricGraph.of(*torch.randint(6, (2, 12)), torch.rand(12), 6).double()
    x = torch.randn(6, 3, dtype=torch.double, requires_grad=True)
    assert torch.autograd.gradcheck(graph, (x,), fast_mode=False)


def test_neighbours_are_those_of_sklearn_whatever_the_block() -> None:
    features = np.random.default_rng(0).normal(size=(97, 16)).astype(np.float32)
    oracle = NearestNeighbors(n_neighbors=5, metric="cosine").fit(features)
    expected = oracle.kneighbors(return_distance=False)
    for block in (1, 10, 97, 500):
        source, target = nearest(features, 5, block)
        assert torch.equal(source, torch.arange(97).repeat_interleave(5))
        found = target.view(97, 5).sort(1).values.numpy()
        np.testing.assert_array_equal(found, np.sort(expected, 1))


def test_missing_items_have_no_neighbours() -> None:
    features = np.random.default_rng(0).normal(size=(12, 4)).astype(np.float32)
    features[[2, 7]] = np.nan
    edges = nearest(features, 3)
    assert not {2, 7} & set(edges.flatten().tolist())
    assert edges.shape == (2, 30)
    assert nearest(np.full((5, 4), np.nan), 3).shape == (2, 0)
    assert nearest(features[:1], 3).shape == (2, 0)


def test_neighbour_search_can_be_cancelled() -> None:
    class Impatient(Reporter):
        def checkpoint(self) -> bool:
            raise Cancelled

    with pytest.raises(Cancelled):
        nearest(np.ones((4, 2), np.float32), 1, 2, Impatient())


def test_a_stop_leaves_no_half_graph_and_progress_is_told_to_the_end() -> None:
    class Listening(Reporter):
        def __init__(self, stop_at: int) -> None:
            self.stop_at, self.told = stop_at, []

        def progress(self, stage, done, total=None, unit="") -> None:
            self.told.append((stage, done, total))

        def checkpoint(self) -> bool:
            return len(self.told) >= self.stop_at

    features = np.random.default_rng(0).normal(size=(10, 3)).astype(np.float32)
    patient, hasty = Listening(9), Listening(2)
    nearest(features, 2, 4, patient, "image")
    assert patient.told == [("Neighbours by image", done, 10) for done in (4, 8, 10)]
    with pytest.raises(Cancelled):
        nearest(features, 2, 4, hasty)
    assert len(hasty.told) == 2


@pytest.mark.parametrize("own", [True, False])
def test_lightgcn_equals_its_dense_definition(own: bool) -> None:
    propagation = made(
        GraphConfig(user_layers=3, item_layers=0, own_layer="always" if own else "never")
    ).eval()
    users, items = histories()
    adjacency = np.zeros((U + N, U + N))
    adjacency[users, items + U] = 1
    adjacency += adjacency.T
    degree = adjacency.sum(1)
    scale = np.where(degree > 0, 1 / np.sqrt(np.maximum(degree, 1)), 0)
    normal = scale[:, None] * adjacency * scale
    x = np.random.default_rng(1).normal(size=(U + N, D))
    powers = [np.linalg.matrix_power(normal, n) @ x for n in range(0 if own else 1, 4)]
    expected = np.mean(powers, 0)
    found = propagation(*torch.tensor(x, dtype=torch.float32).split([U, N]))
    np.testing.assert_allclose(torch.cat(found).numpy(), expected, atol=1e-5)


@settings(max_examples=20)
@given(st.integers(1, 400))
def test_own_vectors_count_from_thirteen_interactions_on_average(edges: int) -> None:
    users, items = np.unravel_index(np.arange(edges), (U, N))
    auto = Propagation(GraphConfig(), no_like_items(), users, items, U, N)
    degrees = np.bincount(users, minlength=U).sum() + np.bincount(items, minlength=N).sum()
    assert auto.own_layer == (degrees / (U + N) >= 13)
    for word, expected in (("always", True), ("never", False)):
        config = GraphConfig(own_layer=word)
        propagation = Propagation(config, no_like_items(), users, items, U, N)
        assert propagation.own_layer == expected


@pytest.mark.parametrize("own", ["always", "never"])
def test_items_listen_less_to_like_items_the_more_they_were_chosen(own: str) -> None:
    fading = GraphConfig(user_layers=0, item_weight=2.0, item_fade=5.0, own_layer=own)
    users, items = torch.randn(U, D), torch.randn(N, D)
    said = made(fading)(users, items)[1] - items
    steady = made(fading.model_copy(update={"item_fade": 0.0}))(users, items)[1] - items
    pairs = np.unique(np.stack(histories()), axis=1)
    degree = np.bincount(pairs[1], minlength=N)
    share = 5 / (5 + degree) if own == "always" else np.ones(N)
    assert degree.min() < degree.max()
    expected = steady.numpy() * share[:, None]
    np.testing.assert_allclose(said.numpy(), expected, atol=1e-5)


@pytest.mark.parametrize(("stored", "word"), [(True, "always"), (False, "never")])
def test_a_run_stored_before_is_propagated_as_it_was_trained(stored: bool, word: str) -> None:
    config = GraphConfig.model_validate({"kind": "graph", "own_layer": stored})
    assert (config.own_layer, config.item_fade) == (word, 0.0)
    assert GraphConfig.model_validate(config.model_dump()) == config


def test_item_graph_adds_the_mean_of_like_items() -> None:
    config = GraphConfig(user_layers=0, item_layers=2, neighbours=4, item_weight=0.5)
    propagation = made(config).eval()
    users, items = torch.randn(U, D), torch.randn(N, D)
    dense = propagation.item_graph.dense()
    assert torch.equal(dense, dense.T)
    assert dense.diagonal().abs().max() == 0
    users_out, items_out = propagation(users, items)
    torch.testing.assert_close(users_out, users)
    torch.testing.assert_close(items_out, items + 0.5 * dense @ dense @ items)


def test_modality_of_weight_zero_has_no_edges() -> None:
    features = np.random.default_rng(0).normal(size=(2, N, 5)).astype(np.float32)
    config = GraphConfig(modality_weights={"audio": 0.0})
    both = build_item_graph(config, [("image", features[0]), ("audio", features[1])], N)
    one = build_item_graph(GraphConfig(), [("image", features[0])], N)
    assert torch.equal(both.dense(), one.dense())


def test_edge_dropout_spares_the_rare_and_only_trains() -> None:
    propagation = made(GraphConfig(edge_dropout=0.5))
    users, items = torch.randn(U, D), torch.randn(N, D)
    whole = propagation.eval()(users, items)[1]
    generator = torch.Generator().manual_seed(0)
    count = propagation.edges.shape[1]
    kept = torch.zeros(U, N)
    for _ in range(300):
        propagation.resample(generator)
        kept += (propagation.thinned.dense()[:U, U:] > 0).float()
        assert len(propagation.thinned.values) == 2 * (count - count // 2)
    assert not torch.allclose(propagation.train()(users, items)[1], whole)
    assert torch.equal(propagation.eval()(users, items)[1], whole)
    degree = propagation.edges[1].bincount(minlength=N)
    share = kept[propagation.edges[0], propagation.edges[1]] / 300
    popular = degree[propagation.edges[1]] >= degree.max() / 2
    rare = degree[propagation.edges[1]] <= 3
    assert share[rare].mean() > share[popular].mean() + 0.2


def test_edge_dropout_is_repeatable() -> None:
    thinned = []
    for _ in range(2):
        propagation = made(GraphConfig(edge_dropout=0.3))
        propagation.resample(torch.Generator().manual_seed(5))
        thinned.append(propagation.thinned.dense())
    assert torch.equal(*thinned)


def test_gradient_reaches_users_and_items() -> None:
    propagation = made(GraphConfig()).train()
    users = torch.randn(U, D, requires_grad=True)
    items = torch.randn(N, D, requires_grad=True)
    users_out, items_out = propagation(users, items)
    (users_out.square().sum() + items_out.square().sum()).backward()
    assert users.grad is not None
    assert items.grad is not None
    assert items.grad.abs().sum(1).min() > 0


def test_graphs_are_not_stored_with_the_weights() -> None:
    assert made(GraphConfig()).state_dict() == {}


def test_no_interactions_at_all() -> None:
    empty = np.array([], dtype=np.int64)
    config = GraphConfig(own_layer="always", edge_dropout=0.2)
    propagation = Propagation(config, no_like_items(), empty, empty, U, N).train()
    propagation.resample()
    users, items = torch.randn(U, D), torch.randn(N, D)
    users_out, items_out = propagation(users, items)
    torch.testing.assert_close(items_out, items / 3)
    torch.testing.assert_close(users_out, users / 3)


@pytest.mark.parametrize(
    ("steps", "own"), [(0, True), (1, False), (1, True), (4, False), (4, True)]
)
def test_mean_of_steps_is_that_of_all_layers_side_by_side(steps: int, own: bool) -> None:
    graph = made(GraphConfig()).full
    x = torch.randn(U + N, D, requires_grad=True)
    layers = [x]
    for _ in range(steps):
        layers.append(graph(layers[-1]))
    piled = torch.stack(layers if own else layers[1:]).mean(0)
    direct = graph.mean_of_steps(x, steps, own)
    torch.testing.assert_close(direct, piled)
    weights = torch.randn_like(piled)
    expected, found = (torch.autograd.grad((y * weights).sum(), x)[0] for y in (piled, direct))
    torch.testing.assert_close(found, expected)
    if (steps, own) == (4, False):  # what published numbers were made with
        assert torch.equal(direct, piled)
        assert torch.equal(found, expected)


def test_gradient_of_the_mean_of_steps_is_right() -> None:
    graph = SymmetricGraph.of(*torch.randint(6, (2, 12)), torch.rand(12), 6).double()
    x = torch.randn(6, 3, dtype=torch.double, requires_grad=True)
    for steps, own in ((0, True), (3, False), (3, True)):
        assert torch.autograd.gradcheck(
            lambda x, steps=steps, own=own: graph.mean_of_steps(x, steps, own), (x,)
        )
