"""The table of ranking: planted worlds have the best ranking they say, peers are tuned."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from benchmarks.peers import ranking
from benchmarks.peers.contenders import Task
from benchmarks.peers.ranking import measured, ratio, table, task_of
from core.training.judge import baselines
from core.training.judge.evaluate import Scorer


@pytest.fixture(scope="module")
def task() -> Task:
    return task_of("planted:120x60x12", 3, epochs=1, family_seconds=0)


def test_the_planted_utilities_rank_best(task: Task) -> None:
    """By far more than by luck, and peers find some of it."""
    found = {
        name: float(made[2].mean())
        for name in ("best possible", "EASE", "ItemKNN", "popularity")
        if (made := ranking.tested(task, ranking.CONTENDERS[name](task))) is not None
    }
    assert found["best possible"] == max(found.values())
    assert found["popularity"] == min(found.values())


def test_a_peer_is_chosen_on_validation_alone(task: Task) -> None:
    """The setting that is best on the test part loses to the one that is best on validation."""
    data = task.data

    def knows(part: str) -> Scorer:
        scores = torch.zeros(data.n_users, data.n_items)
        scores[getattr(data, part).pairs(np.arange(data.n_users))] = 1
        return lambda rows: scores[torch.as_tensor(rows)]

    made = ranking.tested(task, iter([("test", knows("test")), ("valid", knows("valid"))]))
    assert made is not None
    assert made[:2] == ("valid", 1.0)
    assert made[2].mean() < 0.5
    assert ranking.tested(task, iter([])) is None


def test_the_test_part_is_not_looked_at_again(task: Task, tmp_path, monkeypatch) -> None:
    first = measured(task, "popularity", tmp_path / "one.npz")
    monkeypatch.setitem(ranking.CONTENDERS, "popularity", None)
    again = measured(task, "popularity", tmp_path / "one.npz")
    np.testing.assert_array_equal(first, again)
    monkeypatch.setattr(ranking, "find_spec", lambda package: None)
    assert measured(task, "Cornac BPR", tmp_path / "two.npz") is None


def test_ratios_say_how_sure_they_are() -> None:
    rng = np.random.default_rng(0)
    theirs = [rng.random(400) for _ in range(3)]
    value, low, high = ratio([one * 1.1 for one in theirs], theirs)
    assert value == pytest.approx(1.1)
    assert low == pytest.approx(1.1)
    assert high == pytest.approx(1.1)
    value, low, high = ratio([rng.permutation(one) for one in theirs], theirs)
    assert low < 1 < high
    assert 0.05 < high - low < 0.2
    told = table({"auto": [one * 1.1 for one in theirs], "EASE": theirs}).splitlines()
    assert told[1].startswith("auto")
    assert "1.100 [1.100, 1.100]" in told[2]


@pytest.mark.parametrize("name", ["implicit ALS", "Cornac BPR"])
def test_packages_rank_the_rows_they_were_given(task: Task, name: str, monkeypatch) -> None:
    """With wrong ids they would be no better than chance."""
    pytest.importorskip(name.split()[0].lower(), reason="not installed (extra 'peers')")
    first = next(ranking.CONTENDERS[name](task))
    assert task.ndcg(first[1]).mean() > 1.3 * task.ndcg(baselines.random(task.data)).mean()
