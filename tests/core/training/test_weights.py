"""Interactions that count more: by the kind of their events and by how often they happened."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl
import pytest
import torch

from core.catalog.schema import Catalog
from core.catalog.wishes import WishRule
from core.fusion.config import ConcatConfig
from core.recommend.als import ALS
from core.recommend.config import MFConfig
from core.training.config import EVENT_WEIGHTS, SplitConfig, TrainConfig
from core.training.data import Dataset, prepare
from core.training.losses.config import BPRConfig, SoftmaxConfig
from core.training.run.runs import load_run
from core.training.steps.loop import by_weight
from core.training.train import train
from tests.core.training.world import make


def log(rows: list[tuple[int, int, int, str, float | None]]) -> Catalog:
    """A catalog with these interactions: user, item, time, event, count."""
    catalog, _, _ = make(n_users=4, n_items=8, per_user=1)
    columns = ("user", "item", "timestamp", "event", "count")
    table = pl.DataFrame(rows, schema=columns, orient="row").with_columns(
        pl.col("user", "item").cast(pl.Int32),
        pl.col("count").cast(pl.Float32),
        rating=pl.lit(None, pl.Float32),
        split=pl.lit(None, pl.Int8),
    )
    return replace(catalog, interactions=table, wish=WishRule(weighting="linear"))


ROWS = [
    (0, 1, 1, "view", 1.0),
    (0, 1, 2, "purchase", 2.0),
    (0, 2, 3, "cart", None),
    (0, 3, 4, "view", 4.0),
    (0, 4, 5, "view", 1.0),
    (0, 5, 6, "view", 1.0),
    (0, 1, 7, "purchase", 50.0),  # after what is held out: nobody knew it in training
    (1, 6, 1, "play", 1.0),
]


def weights_of(kind: str, rule: WishRule | None = None) -> tuple[Dataset, dict[int, float]]:
    catalog = log(ROWS)
    data = prepare(catalog, SplitConfig(kind=kind), rule, events=EVENT_WEIGHTS)  # type: ignore[arg-type]
    assert data.weights is not None
    assert data.weights.mean() == pytest.approx(1)
    return data, dict(zip(data.items.tolist(), data.weights.tolist(), strict=True))


def test_what_a_user_did_adds_up_and_the_future_does_not_count() -> None:
    _, each = weights_of("leave_last_out")
    assert sorted(each) == [1, 2, 3, 6]
    unit = each[6]
    wanted = {1: 0.3 + 2.0, 2: 0.6, 3: 4 * 0.3, 6: 1.0}
    assert {item: weight / unit for item, weight in each.items()} == pytest.approx(wanted)
    _, each = weights_of("leave_last_out", WishRule(weighting="log"))
    assert each[1] / each[6] == pytest.approx(np.log2(3.3), rel=1e-5)


@pytest.mark.parametrize("order", ["by user", "none"])
def test_pairs_that_came_again_are_told_apart_in_any_order(order: str) -> None:
    rng = np.random.default_rng(3)
    users, items = rng.integers(0, 30, 2000), rng.integers(0, 40, 2000)
    if order == "by user":
        users = np.sort(users)
    counts = rng.integers(1, 9, 2000).astype(np.float32)
    catalog, _, _ = make(n_users=30, n_items=40, per_user=1)
    table = pl.DataFrame(
        {
            "user": users.astype(np.int32),
            "item": items.astype(np.int32),
            "timestamp": pl.Series([None] * 2000, dtype=pl.Int64),
            "event": ["play"] * 2000,
            "rating": pl.Series([None] * 2000, dtype=pl.Float32),
            "split": pl.Series([None] * 2000, dtype=pl.Int8),
            "count": counts,
        }
    )
    catalog = replace(catalog, interactions=table, wish=WishRule(weighting="linear"))
    data = prepare(catalog, SplitConfig(kind="random"))
    total: dict[tuple[int, int], float] = {}
    for user, item, count in zip(users.tolist(), items.tolist(), counts.tolist(), strict=True):
        total[user, item] = total.get((user, item), 0.0) + count
    parts = (data.train, data.valid, data.test)
    assert sum(len(part.items) for part in parts) == len(total)
    pairs = list(zip(data.users.tolist(), data.items.tolist(), strict=True))
    assert len(set(pairs)) == len(pairs)
    assert data.weights is not None
    each = np.array([total[pair] for pair in pairs])
    assert data.weights == pytest.approx(each / each.mean(), rel=1e-5)


def test_where_all_count_alike_there_are_no_weights() -> None:
    catalog, _, _ = make()
    assert prepare(catalog, SplitConfig(), events=EVENT_WEIGHTS).weights is None
    same = prepare(log(ROWS), SplitConfig(kind="leave_last_out"), WishRule(weighting="none"))
    assert same.weights is None


def test_places_come_as_often_as_their_weights_say() -> None:
    weights = torch.tensor([0.25, 1.0, 2.5, 0.0, 1.25])
    expected = 5 * weights / weights.sum()
    total = torch.zeros(5)
    for seed in range(200):
        drawn = by_weight(weights, torch.Generator().manual_seed(seed)).bincount(minlength=5)
        assert drawn.sum() == 5
        assert ((drawn >= expected.floor()) & (drawn <= expected.ceil())).all()
        total += drawn
    torch.testing.assert_close(total / 200, expected, atol=0.12, rtol=0)


def world(seed: int = 0) -> tuple[Catalog, object, np.ndarray]:
    """Purchases follow the taste, and each user looks at as many items by chance."""
    catalog, features, cluster = make(n_users=60, n_items=60, per_user=12, seed=seed)
    table = catalog.interactions
    rng = np.random.default_rng(seed)
    bought = np.arange(len(table)) % 2 == 0
    items = np.where(bought, table["item"].to_numpy(), rng.integers(60, size=len(table)))
    table = table.with_columns(
        pl.Series("item", items.astype(np.int32)),
        pl.Series("event", np.where(bought, "purchase", "view")),
    )
    return replace(catalog, interactions=table), features, cluster


def liked_share(users: torch.Tensor, items: torch.Tensor, cluster: np.ndarray) -> float:
    """Share of the ten best items of everybody that are of the cluster the user likes."""
    top = (users @ items.T).topk(10).indices.numpy()
    return float((cluster[top] == (np.arange(len(users)) % 6)[:, None]).mean())


def test_what_counts_more_is_learned_more(tmp_path) -> None:  # type: ignore[no-untyped-def]
    catalog, features, cluster = world()
    split = SplitConfig(kind="random")
    shares = []
    for events in ({}, {"view": 0.05}):
        data = prepare(catalog, split, events=events)
        als = ALS(data.train, data.n_items, 8, 10.0, 20.0, 0, data.weights)
        for _ in range(6):
            als.sweep()
        shares.append(liked_share(als.users, als.items, cluster))
    assert shares[1] > shares[0] + 0.1
    for loss, optimizer in ((SoftmaxConfig(), "adamw"), (BPRConfig(), "sgd")):
        shares = []
        for events in ({}, {"view": 0.05}):
            config = TrainConfig(
                fusion=ConcatConfig(dim=8),
                head=MFConfig(content=False, start_length=0.03 if optimizer == "sgd" else 0),
                loss=loss,
                optimizer=optimizer,  # type: ignore[arg-type]
                learning_rate=0.05,
                epochs=15,
                validate_every=15,
                split=split,
                event_weights=events,
                device="cpu",
            )
            folder = tmp_path / f"{optimizer}{len(events)}"
            train(catalog, features, config, folder)  # type: ignore[arg-type]
            run = load_run(folder, catalog, features)  # type: ignore[arg-type]
            shares.append(liked_share(run.user_vectors, run.item_vectors, cluster))
        assert shares[1] > shares[0] + 0.1
