"""Verdicts between runs: closed form, planted differences, equal models."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from core.errors import UserError
from core.fusion.config import ConcatConfig
from core.training.comparison import compare, paired, per_user
from core.training.config import SplitConfig, TrainConfig
from core.training.layout import read_info
from core.training.loop import train
from tests.core.training.world import make

CONFIG = TrainConfig(
    fusion=ConcatConfig(dim=8, hidden=8), epochs=3, batch_size=256, ks=(5, 10), device="cpu",
    learning_rate=0.01, split=SplitConfig(kind="random"),
)  # fmt: skip


def test_the_interval_is_the_one_of_the_central_limit_theorem() -> None:
    values = np.random.default_rng(0).normal(0.1, 1, (2000, 1))
    found = paired(values)[0]
    expected = stats.norm.interval(0.95, values.mean(), stats.sem(values[:, 0]))
    assert (found.low, found.high) == pytest.approx(expected, abs=0.006)
    assert found.mean == pytest.approx(values.mean())
    assert paired(values + 0.2)[0].verdict == "better"
    assert paired(values - 0.4)[0].verdict == "worse"


def test_equal_models_are_told_apart_no_more_often_than_promised() -> None:
    rng = np.random.default_rng(1)
    # One column a pair of equal models: per-user differences of sparse hits.
    table = rng.integers(0, 2, (300, 200)) * rng.choice([-1.0, 1.0], (300, 200))
    wrong = sum(one.verdict != "undecided" for one in paired(table))
    assert stats.binomtest(wrong, 200, 0.05).pvalue > 0.001


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory):
    catalog, features, _ = make()
    folder = tmp_path_factory.mktemp("runs")
    changes = {
        "good": {},
        "poor": {"learning_rate": 1e-6},
        "other": {"split": SplitConfig(kind="random", seed=3)},
    }
    for name, change in changes.items():
        train(catalog, features, CONFIG.model_copy(update=change), folder / name)
    return folder, catalog


def test_a_better_run_is_called_better_and_a_run_ties_with_itself(world) -> None:
    folder, catalog = world
    found = compare([folder / "poor", folder / "good", folder / "poor"], catalog)
    assert found.level == pytest.approx(0.975)
    at = found.metrics.index("ndcg@10")
    assert found.differences[0][at].verdict == "better"
    assert {(d.mean, d.verdict) for d in found.differences[1]} == {(0.0, "undecided")}
    assert found.differences[0][at].mean == pytest.approx(found.values[1][at] - found.values[0][at])


def test_numbers_are_those_of_the_end_of_training(world) -> None:
    folder, catalog = world
    result, _ = per_user(folder / "good", catalog)
    stored = read_info(folder / "good")["summary"]["test"]
    assert result.values == pytest.approx(stored)


def test_other_test_users_and_unfinished_runs_are_refused(world, tmp_path: Path) -> None:
    folder, catalog = world
    with pytest.raises(UserError, match="different interactions"):
        compare([folder / "good", folder / "other"], catalog)
    (tmp_path / "config.json").write_text(CONFIG.model_dump_json())
    with pytest.raises(UserError, match="not come to its end"):
        compare([folder / "good", tmp_path], catalog)
