"""A run brought to another catalog by item ids: the same lists where it is the same catalog."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import polars as pl
import pytest
import torch

from core.catalog.schema import Catalog
from core.errors import UserError
from core.fusion.config import ConcatConfig, FusionConfig, GraphConfig
from core.recommend.config import MFConfig, VoteConfig
from core.training.config import TrainConfig
from core.training.judge.validation import scorer
from core.training.run import layout, mapping
from core.training.run.runs import TrainedRun, load_run
from core.training.train import train
from tests.core.training.world import MemoryStore, make

FUSIONS: dict[str, FusionConfig] = {
    "concat": ConcatConfig(dim=16, hidden=16),
    "graph": GraphConfig(base=ConcatConfig(dim=16, hidden=16), neighbours=4),
}
World = tuple[Catalog, SimpleNamespace]


def config(fusion: str) -> TrainConfig:
    return TrainConfig(
        fusion=FUSIONS[fusion],
        epochs=2,
        batch_size=128,
        device="cpu",
        ks=(5,),
        vote=VoteConfig(neighbours=5, weight=0.3),
        family_seconds=0,
    )


def reordered(world: World, items: np.ndarray, users: np.ndarray, more: int = 0) -> World:
    """The same catalog with its rows in another order, and new items behind them."""
    catalog, features = world
    row, user_row = np.argsort(items), np.argsort(users)
    log = catalog.interactions
    moved = catalog.interactions.with_columns(
        pl.Series("item", row[log["item"].to_numpy()], pl.Int32),
        pl.Series("user", user_row[log["user"].to_numpy()], pl.Int32),
    ).sort("user", maintain_order=True)
    names = [*catalog.items["item"].gather(items), *(f"new{i}" for i in range(more))]
    stores = {
        name: MemoryStore([store.items[i] for i in items] + store.items[:more])
        for name, store in features.stores.items()
    }
    other = replace(
        catalog,
        name="other",
        items=pl.DataFrame({"item": names}),
        users=pl.DataFrame({"user": catalog.users["user"].gather(users)}),
        interactions=moved,
    )
    return other, SimpleNamespace(stores=stores)


def lists(run: TrainedRun, catalog: Catalog, k: int = 5) -> dict[str, list[str]]:
    """The k best items of every user, by ids."""
    scores = scorer(run.vectors, run.seen)(np.arange(len(catalog.users)))
    best = scores.topk(k).indices.numpy()
    names = catalog.items["item"].to_numpy()
    return {
        user: names[row].tolist() for user, row in zip(catalog.users["user"], best, strict=True)
    }


@pytest.mark.parametrize("fusion", FUSIONS)
def test_a_reordered_catalog_gets_the_same_lists(fusion: str, tmp_path: Path) -> None:
    world = make()[:2]
    train(*world, config(fusion), tmp_path / "run")
    rng = np.random.default_rng(0)
    items, users = rng.permutation(90), rng.permutation(120)
    other = reordered(world, items, users)
    (tmp_path / "new").mkdir()
    mapping.bring(tmp_path / "run", world[0], *other, tmp_path / "new")
    with pytest.raises(UserError, match="--map-items"):
        load_run(tmp_path / "run", *other)
    before, after = load_run(tmp_path / "run", *world), load_run(tmp_path / "new", *other)
    assert before.vote is not None
    torch.testing.assert_close(after.item_vectors, before.item_vectors[items], atol=1e-4, rtol=0)
    torch.testing.assert_close(after.user_vectors, before.user_vectors[users], atol=1e-4, rtol=0)
    assert lists(after, other[0]) == lists(before, world[0])
    assert not layout.read_run(tmp_path / "new").resumable


def test_new_items_are_judged_by_what_they_contain(tmp_path: Path) -> None:
    world = make()[:2]
    train(*world, config("concat"), tmp_path / "run")
    order = np.arange(90)
    other = reordered(world, order, np.arange(120), more=3)
    (tmp_path / "new").mkdir()
    mapping.bring(tmp_path / "run", world[0], *other, tmp_path / "new")
    before, after = load_run(tmp_path / "run", *world), load_run(tmp_path / "new", *other)
    assert len(after.item_vectors) == 93
    torch.testing.assert_close(after.item_vectors[:90], before.item_vectors, atol=1e-4, rtol=0)
    content = before.item_vectors[:3] - before.base_vectors[:3]
    torch.testing.assert_close(after.item_vectors[90:], content, atol=1e-4, rtol=0)
    assert not after.base_vectors[90:].any()


def test_a_catalog_without_its_items_is_refused_by_both_names(tmp_path: Path) -> None:
    world = make()[:2]
    train(*world, config("concat"), tmp_path / "run")
    strange = replace(
        world[0], name="strange", items=world[0].items.with_columns(pl.col("item") + "?")
    )
    with pytest.raises(UserError, match=r"'world'.*'strange' shares no item"):
        mapping.bring(tmp_path / "run", world[0], strange, world[1], tmp_path)


def test_a_model_of_ids_alone_knows_no_new_items(tmp_path: Path) -> None:
    world = make()[:2]
    alone = config("concat").model_copy(update={"head": MFConfig(content=False)})
    train(*world, alone, tmp_path / "run")
    other = reordered(world, np.arange(90), np.arange(120), more=1)
    with pytest.raises(UserError, match="by their ids alone; 1 of 'other'"):
        mapping.bring(tmp_path / "run", world[0], *other, tmp_path)
