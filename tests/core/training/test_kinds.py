"""How much kinds of behaviour count: learned on validation where they differ, told, and kept."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl
import pytest
import torch

from core.catalog.wishes import WishRule
from core.progress import Reporter
from core.recommend.als import ALS
from core.training import kinds
from core.training.config import SplitConfig, TrainConfig
from core.training.data import prepare
from core.training.judge.baselines import matrix
from core.training.run import layout
from core.training.run.runs import load_run
from core.training.train import train
from tests.core.training.world import CLUSTERS, Recording, make

CONFIG = TrainConfig(
    split=SplitConfig(kind="random"), device="cpu", epochs=1, ks=(10,), learn_weights=True
)
RULE = WishRule({"rating": 4.0})


def world(low="taste", high=5, seed=0):
    """Five stars for some items of the cluster a user likes; one star for as many of it, or any."""
    catalog, features, cluster = make(n_users=150, per_user=1, seed=seed)
    rng = np.random.default_rng(seed)
    rows = []
    for user in range(150):
        mine = rng.permutation(np.flatnonzero(cluster == user % CLUSTERS))
        others = mine[high:] if low == "taste" else rng.permutation(len(cluster))
        others = others[~np.isin(others, mine[:high])][:8]
        rows += [(user, int(item), 5.0) for item in mine[:high]]
        rows += [(user, int(item), 1.0) for item in others]
    columns = dict(zip(("user", "item", "rating"), zip(*rows, strict=True), strict=True))
    count = len(rows)
    table = pl.DataFrame(
        columns | {"timestamp": [None] * count, "event": "rating", "split": [None] * count},
        schema_overrides=catalog.interactions.schema,
    ).select(catalog.interactions.columns)
    return replace(catalog, interactions=table, wish=RULE), features, cluster


def prepared(catalog, **weights):
    return prepare(catalog, CONFIG.split, **weights)


def test_what_was_only_met_stands_beside_the_wishes_with_its_weight():
    catalog, *_ = world("any")
    data = prepared(catalog, unwished=0.25)
    histories, weights = data.counted(0.25)
    rows, items = histories.pairs(np.arange(data.n_users))
    each = dict(zip(zip(rows.tolist(), items.tolist(), strict=True), weights.tolist(), strict=True))
    wished, met = (matrix(part, data.n_items).toarray() for part in (data.train, data.shown))
    known = met * (data.popularity > 0)
    assert len(each) == len(rows) == wished.sum() + known.sum()
    assert all(
        w == (1 if wished[pair] else 0.25 if known[pair] else -1) for pair, w in each.items()
    )
    assert data.counted(0.0) == (data.train, None)


def test_items_held_out_are_not_told_of():
    catalog, *_ = world()
    data = prepare(catalog, SplitConfig(kind="cold_items"), unwished=1.0)
    assert (data.popularity[data.shown.items] == 0).any()
    assert (data.popularity[data.counted(1.0)[0].items] > 0).all()


def test_the_linear_model_is_the_closed_form_of_the_weighed_histories():
    catalog, *_ = world()
    data = prepared(catalog, unwished=0.5)
    found = kinds.linear(data, CONFIG, Reporter())
    wished, met = (matrix(part, data.n_items).toarray() for part in (data.train, data.shown))
    Z = wished + 0.5 * met * (data.popularity > 0)
    scores = (found.users @ found.model.right.T).double().numpy()
    nearest = []
    for strength in kinds.STRENGTHS:
        P = np.linalg.inv(Z.T @ Z + strength * np.eye(data.n_items))
        B = -P / np.diag(P)
        np.fill_diagonal(B, 0)
        nearest.append(np.abs(scores - Z @ B)[Z == 0].max())
    assert min(nearest) < 1e-4


def test_what_tells_of_taste_gets_a_weight_and_what_does_not_gets_none():
    for low, expected in (("taste", True), ("any", False)):
        catalog, *_ = world(low)
        told = Recording()
        data = kinds.learned(catalog, CONFIG, prepared(catalog), told)
        assert (data.unwished > 0) == expected
        ((_, line),) = told.lines
        assert line == data.told
        assert ("surely ranked validation better (" in line) == expected
        if expected:
            assert f"{data.unwished:g}" in line


def test_events_that_tell_less_are_found_to_count_less():
    """Purchases follow the taste, and each user looks at more by chance."""
    catalog, *_ = make(n_users=150, per_user=16, times=False)
    rng = np.random.default_rng(0)
    table = catalog.interactions
    bought = np.arange(len(table)) % 16 < 6
    items = np.where(bought, table["item"].to_numpy(), rng.integers(90, size=len(table)))
    table = table.with_columns(
        pl.Series("item", items.astype(np.int32)),
        pl.Series("event", np.where(bought, "purchase", "view")),
    )
    catalog = replace(catalog, interactions=table)
    config = CONFIG.model_copy(update={"event_weights": {}})
    data = kinds.learned(catalog, config, prepared(catalog), Reporter())
    assert data.events == {"view": 0.0} or 0 < data.events["view"] <= 0.5
    assert "view" in data.told
    assert data.weights is not None


def test_one_kind_alone_is_not_searched():
    catalog, *_ = make(times=False)
    told = Recording()
    data = prepared(catalog)
    assert kinds.learned(catalog, CONFIG, data, told) is data
    assert not told.lines


def test_als_hears_of_it_too():
    """Users who wished for one item alone are told apart by what else they met."""
    catalog, _, cluster = world(high=2)
    found = []
    for unwished in (0.0, 0.5):
        histories, weights = prepared(catalog, unwished=unwished).counted(unwished)
        als = ALS(histories, len(cluster), 8, 10.0, 20.0, 0, weights)
        for _ in range(6):
            als.sweep()
        top = (als.users @ als.items.T).topk(10).indices.numpy()
        found.append((cluster[top] == (np.arange(150) % CLUSTERS)[:, None]).mean())
    assert found[1] > found[0] + 0.05


def test_a_run_keeps_what_was_learned(tmp_path):
    catalog, features, _ = world()
    train(catalog, features, CONFIG, tmp_path)
    record = layout.read_record(tmp_path).data
    assert record.unwished == pytest.approx(load_run(tmp_path, catalog, features).data.unwished)
    assert record.unwished > 0
    assert str(record.counted).startswith("The strongest")
    again = CONFIG.model_copy(update={"epochs": 2})
    told = Recording()
    train(catalog, features, again, tmp_path, told, resume=True)
    assert not any("strongest" in line for _, line in told.lines)  # it is not chosen anew
    assert layout.read_record(tmp_path).data.unwished == record.unwished
    assert torch.isfinite(load_run(tmp_path, catalog, features).item_vectors).all()
