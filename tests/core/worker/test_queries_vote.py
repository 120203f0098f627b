"""Votes in lists: the ranking is that of evaluation, parts and their origins sum up."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from core.contracts.question import Subject
from core.contracts.recommend import ListParams
from core.explore.context import Context
from core.explore.histories import origins
from core.explore.whatif import Playground
from core.recommend.config import VoteConfig
from core.training.config import SplitConfig, TrainConfig
from core.training.judge.validation import scorer
from core.training.judge.voting import choose
from core.training.run.runs import load_run
from core.training.train import train
from core.worker.queries import recommend
from tests.core.training.world import make

CONFIG = TrainConfig(
    vote=VoteConfig(neighbours=10, weight=0.3),
    split=SplitConfig(kind="random", validation=0),
    epochs=2,
    batch_size=256,
    device="cpu",
    ks=(5, 10),
)


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """Trained without a validation part, so that every voter has a weight."""
    folder = tmp_path_factory.mktemp("run")
    catalog, features, _ = make()
    train(catalog, features, CONFIG, folder)
    made = load_run(folder, catalog, features)
    assert made.vote is not None
    return catalog, made


@pytest.fixture
def ask(run):
    context = Context(Subject())
    context.__dict__.update(catalog=run[0], run=run[1])

    def answer(**params):
        return recommend.list_(context, ListParams(**params))

    return answer


def test_lists_are_those_of_the_evaluation(ask, run) -> None:
    made = run[1]
    for user in (0, 7, 31):
        scores = scorer(made.vectors, made.seen)(np.array([user]))[0]
        scores[torch.as_tensor(made.seen.of(user))] = -torch.inf
        best = scores.topk(10)
        items = ask(user=user, k=10).items
        assert [one.row for one in items] == best.indices.tolist()
        told = [one.score - float(made.user_bias[user]) for one in items]
        assert told == pytest.approx(best.values.tolist(), abs=1e-5)


def test_parts_sum_to_the_score_and_origins_to_the_votes(ask, run) -> None:
    made = run[1]
    voters = [f"near {voter.name}" for voter in made.vote.voters]
    ground = Playground(made)
    for params in ({"user": 3}, {"user": 3, "removed": [int(made.seen.of(3)[0])]}, {"liked": [5]}):
        result = ask(k=20, **params)
        person = ground.person(
            params.get("user"), params.get("liked", ()), params.get("removed", ())
        )
        for one in result.items:
            assert list(one.why)[-len(voters) :] == voters
            assert sum(one.why.values()) == pytest.approx(one.score, abs=1e-5)
            shares = origins(ground, person, torch.tensor([one.row]))[0]
            votes = sum(one.why[name] for name in voters)
            folded = ground.folding.vector(torch.as_tensor(person.history))
            whole = votes + float(ground.run.item_vectors[one.row] @ folded)
            assert float(shares.sum()) == pytest.approx(whole, abs=1e-4)
            best = dict(zip(person.history.tolist(), shares.tolist(), strict=True))
            for origin in one.because:
                assert origin.part == pytest.approx(best.pop(origin.row), abs=1e-6)
                assert origin.part > 0
            assert len(one.because) == 5 or max(best.values(), default=0) <= 0
    assert any(one.because for one in ask(liked=[5], k=20).items)


def test_nobody_votes_for_somebody_without_a_history(ask) -> None:
    for one in ask(k=5).items:
        assert one.because == ()
        assert not any(value for name, value in one.why.items() if name.startswith("near "))


def test_without_votes_a_run_answers_as_before(run) -> None:
    ground = Playground(replace(run[1], vote=None))
    person = ground.person(3)
    assert person.votes == {}
    assert choose(run[1].vectors, run[1].data, {}, TrainConfig()) is None
