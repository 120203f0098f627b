"""Who votes is decided on validation: a planted helper is heard, noise is not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from core.errors import UserError
from core.progress import Reporter, Stopped
from core.recommend.config import VoteConfig
from core.recommend.recommender import Vectors
from core.training.config import SplitConfig, TrainConfig
from core.training.data import prepare
from core.training.judge import voting
from core.training.judge.validation import measure
from core.training.judge.voting import choose
from core.training.losses.config import BPRConfig, MSEConfig
from core.training.run import vectors as stored
from core.training.run.layout import VECTORS
from core.training.run.runs import load_run
from core.training.train import train
from tests.core.training.world import MemoryStore, make

CONFIG = TrainConfig(
    vote=VoteConfig(neighbours=20), split=SplitConfig(kind="random"), ks=(10,), device="cpu"
)


class Said(Reporter):
    def __init__(self) -> None:
        self.lines: list[str] = []

    def log(self, text: str, level: str = "info") -> None:
        self.lines.append(text)


class Stopping(Reporter):
    def checkpoint(self) -> bool:
        return True


def noise(n_users: int, n_items: int) -> Vectors:
    generator = torch.Generator().manual_seed(0)
    items = torch.randn(n_items, 8, generator=generator)
    users = torch.randn(n_users, 8, generator=generator)
    return Vectors(users, items, torch.zeros(n_users), torch.zeros(n_items), items)


@pytest.fixture(scope="module")
def world():
    catalog, features, cluster = make()
    generator = np.random.default_rng(3)
    stores = {
        "image": features.stores["image"],
        "junk": MemoryStore([generator.normal(size=(1, 5)) for _ in range(len(cluster))]),
    }
    return catalog, prepare(catalog, CONFIG.split), stores


def test_a_model_that_knows_nothing_is_helped_by_who_knows(world) -> None:
    _, data, stores = world
    model = noise(data.n_users, data.n_items)
    said = Said()
    vote = choose(model, data, stores, CONFIG, said)
    assert vote is not None
    assert vote.weights["image"] == 1.6
    assert vote.weights.get("junk", 0) < vote.weights["image"]
    alone = measure(model, data, data.valid, CONFIG.ks).values["ndcg@10"]
    together = measure(replace(model, vote=vote), data, data.valid, CONFIG.ks).values["ndcg@10"]
    assert together > alone + 0.05
    assert said.lines[-1].endswith(f"ndcg@10 {alone:.4f} -> {together:.4f}.")
    with pytest.raises(Stopped):  # half a vote is none
        choose(model, data, stores, CONFIG, Stopping())


def test_nobody_votes_where_the_model_knows_all(world) -> None:
    _, data, stores = world
    items = torch.eye(data.n_items)
    users = torch.zeros(data.n_users, data.n_items)
    users[data.valid.pairs(np.arange(data.n_users))] = 1
    model = Vectors(users, items, torch.zeros(data.n_users), torch.zeros(data.n_items), items)
    assert choose(model, data, stores, CONFIG) is None


def test_without_validation_everybody_has_the_weight_that_was_asked_for() -> None:
    catalog, features, _ = make()
    config = CONFIG.model_copy(
        update={
            "split": SplitConfig(kind="random", validation=0),
            "vote": VoteConfig(neighbours=5, weight=0.3),
        }
    )
    data = prepare(catalog, config.split)
    assert not len(data.valid.items)
    vote = choose(noise(data.n_users, data.n_items), data, features.stores, config)
    assert vote is not None
    assert vote.weights == dict.fromkeys((*features.stores, "choices"), 0.3)
    assert choose(noise(1, 1), data, {}, TrainConfig()) is None


def test_a_run_keeps_its_vote(tmp_path) -> None:
    catalog, features, _ = make()
    config = CONFIG.model_copy(update={"epochs": 2, "loss": BPRConfig(), "batch_size": 256})
    summary = train(catalog, features, config, tmp_path)
    run = load_run(tmp_path, catalog, features)
    assert run.vote is not None
    assert run.vote.weights == summary.vote
    values = measure(run.vectors, run.data, run.data.test, config.ks).values
    assert values == pytest.approx(summary.test)
    plain = measure(replace(run.vectors, vote=None), run.data, run.data.test, config.ks).values
    assert values != pytest.approx(plain)


def test_stored_votes_that_do_not_fit_are_named(tmp_path) -> None:
    model = noise(4, 6)
    catalog, _, _ = make()
    data = prepare(catalog, CONFIG.split)
    vote = choose(noise(data.n_users, data.n_items), data, {}, CONFIG)
    assert vote is not None  # of another catalog
    stored.save(tmp_path, replace(model, vote=vote))
    with pytest.raises(UserError, match="do not fit") as caught:
        stored.read(tmp_path, 4, 6)
    assert caught.value.file == str(tmp_path / VECTORS)


def test_nobody_votes_among_too_many(world, monkeypatch) -> None:
    _, data, stores = world
    monkeypatch.setattr(voting, "MOST_ITEMS", data.n_items - 1)
    said = Said()
    assert choose(noise(data.n_users, data.n_items), data, stores, CONFIG, said) is None
    assert said.lines == [
        f"No vote of neighbours: the catalog has more than {data.n_items - 1} items."
    ]


def test_ratings_are_not_voted_on(world) -> None:
    _, data, stores = world
    said = Said()
    ratings = MSEConfig().predicts_ratings
    assert choose(noise(data.n_users, data.n_items), data, stores, CONFIG, said, ratings) is None
    assert said.lines == ["No vote of neighbours: scores are ratings, to which a vote would add."]
