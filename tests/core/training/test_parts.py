"""What a ranking loses without a part, beside evaluations of models made without it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from core.progress import Reporter
from core.recommend.config import VoteConfig
from core.training.config import SplitConfig, TrainConfig
from core.training.judge import parts
from core.training.judge.evaluate import evaluate
from core.training.judge.validation import scorer
from core.training.run.runs import load_run
from core.training.train import train
from tests.core.training.world import make

CONFIG = TrainConfig(
    vote=VoteConfig(neighbours=10),
    split=SplitConfig(kind="random"),
    epochs=3,
    batch_size=256,
    device="cpu",
    ks=(5, 10),
)


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    folder = tmp_path_factory.mktemp("run")
    catalog, features, _ = make()
    train(catalog, features, CONFIG, folder)
    return load_run(folder, catalog, features)


@pytest.fixture(scope="module")
def measured(run):
    return parts.measure(
        run.model, run.vectors, run.data, run.gather, run.data.valid, 10, Reporter()
    )


def ndcg(run, scores):
    data = run.data
    return evaluate(scores, data.valid, data.known, data.n_items, (10,)).values["ndcg@10"]


def test_the_whole_is_the_validation_and_every_part_is_there(run, measured):
    everything, rare, _ = measured
    assert everything[0].value == pytest.approx(ndcg(run, scorer(run.vectors, run.seen)))
    voters = [f"near {voter.name}" for voter in run.vote.voters]
    wanted = ["", "text", "image", "collaborative", "bias", *voters]
    assert [one.part for one in everything] == [one.part for one in rare] == wanted
    assert all(one.low <= one.value <= one.high for one in (*everything, *rare))


def test_losses_are_those_of_models_without_the_part(run, measured):
    whole = ndcg(run, scorer(run.vectors, run.seen))
    lost = {one.part: one.value for one in measured[0]}
    no_votes = replace(run.vectors, vote=None)
    votes = lambda users: scorer(run.vectors, run.seen)(users) - scorer(no_votes, run.seen)(users)  # noqa: E731
    for part, changed in (
        ("collaborative", replace(no_votes, items=run.item_vectors - run.base_vectors)),
        ("bias", replace(no_votes, item_bias=torch.zeros_like(run.item_bias))),
    ):
        made = ndcg(run, lambda users, c=changed: scorer(c, run.seen)(users) + votes(users))
        assert lost[part] == pytest.approx(whole - made, abs=1e-3)


def test_rare_targets_are_of_the_least_chosen_items(run, measured):
    _, rare, most = measured
    data = run.data
    kept = data.popularity <= most
    assert 0 < kept.sum() < 0.6 * data.n_items
    users, items = data.valid.pairs(np.arange(data.n_users))
    assert rare[0].users == len(np.unique(users[kept[items]]))
