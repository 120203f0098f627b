"""Verdicts between runs: closed form, planted differences, equal models."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from core.errors import UserError
from core.fusion.config import ConcatConfig
from core.training.config import SplitConfig, TrainConfig
from core.training.judge.comparison import compare, per_user, simultaneous
from core.training.run.layout import read_record
from core.training.train import train
from tests.core.training.world import make

CONFIG = TrainConfig(
    fusion=ConcatConfig(dim=8, hidden=8), epochs=3, batch_size=256, ks=(5, 10), device="cpu",
    learning_rate=0.01, split=SplitConfig(kind="random"),
)  # fmt: skip


def test_one_interval_is_the_one_of_the_central_limit_theorem() -> None:
    values = np.random.default_rng(0).normal(0.1, 1, (2000, 1))
    found = simultaneous(values)[0]
    expected = stats.norm.interval(0.95, values.mean(), stats.sem(values[:, 0]))
    assert (found.low, found.high) == pytest.approx(expected, abs=0.006)
    assert found.mean == pytest.approx(values.mean())
    assert simultaneous(values + 0.2)[0].verdict == "better"
    assert simultaneous(values - 0.4)[0].verdict == "worse"


@pytest.mark.parametrize("columns", [5, 40])
def test_independent_intervals_are_as_wide_as_sidak_makes_them(columns: int) -> None:
    values = np.random.default_rng(0).normal(0, 1, (2000, columns))
    found = simultaneous(values)
    half = np.array([one.high - one.mean for one in found]) / stats.sem(values, axis=0)
    expected = stats.norm.ppf((1 + 0.95 ** (1 / columns)) / 2)
    assert half == pytest.approx(expected, rel=0.06)


def test_metrics_that_say_the_same_in_any_unit_cost_nothing() -> None:
    values = np.random.default_rng(0).normal(0, 1, (500, 1))
    alone = simultaneous(values)[0]
    together = simultaneous(values * np.array([1.0, -7.0, 1e-6, 0.0]))
    assert (together[0].low, together[0].high) == pytest.approx((alone.low, alone.high))
    assert together[1].high == pytest.approx(-7 * alone.low)
    assert (together[3].low, together[3].high, together[3].verdict) == (0, 0, "undecided")


def test_a_difference_that_all_users_share_is_certain() -> None:
    assert simultaneous(np.full((30, 2), [0.1, -0.3]))[0].verdict == "better"


def test_of_equal_models_any_is_called_better_no_more_often_than_promised() -> None:
    rng = np.random.default_rng(1)
    # Ten metrics of per-user differences, sparse hits as recall has them, of equal models.
    trials = rng.integers(0, 2, (120, 300, 10)) * rng.choice([-1.0, 1.0], (120, 300, 10))
    wrong = sum(any(d.verdict != "undecided" for d in simultaneous(t)) for t in trials)
    assert stats.binomtest(wrong, 120, 0.05).pvalue > 0.001


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
    assert found.level == 0.95
    at = found.metrics.index("ndcg@10")
    assert found.differences[0][at].verdict == "better"
    assert {(d.mean, d.verdict) for d in found.differences[1]} == {(0.0, "undecided")}
    assert found.differences[0][at].mean == pytest.approx(found.values[1][at] - found.values[0][at])


def test_numbers_are_those_of_the_end_of_training(world) -> None:
    folder, catalog = world
    result, _ = per_user(folder / "good", catalog)
    stored = read_record(folder / "good").summary.test
    assert result.values == pytest.approx(stored)


def test_other_test_users_and_unfinished_runs_are_refused(world, tmp_path: Path) -> None:
    folder, catalog = world
    with pytest.raises(UserError, match="different interactions"):
        compare([folder / "good", folder / "other"], catalog)
    (tmp_path / "config.json").write_text(CONFIG.model_dump_json())
    with pytest.raises(UserError, match="not come to its end"):
        compare([folder / "good", tmp_path], catalog)
