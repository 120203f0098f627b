"""The defaults where data is small: enough steps to judge an epoch by, ties told apart."""

from __future__ import annotations

import dataclasses

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.training.config import TrainConfig
from core.training.data import prepare
from core.training.judge.baselines import popularity, tuned_ease
from core.training.judge.evaluate import evaluate
from core.training.presets import PRESETS
from core.training.run.saving import State
from core.training.train import train
from tests.core.training.world import Recording, make


@settings(max_examples=200)
@given(st.integers(1, 100_000), st.integers(1, 9000), st.integers(0, 20), st.integers(1, 4))
def test_an_epoch_has_its_steps_and_no_batch_is_smaller_than_that_asks(
    interactions: int, batch_size: int, least: int, processes: int
) -> None:
    config = TrainConfig(batch_size=batch_size, least_steps=least)
    size = config.batch_for(interactions, processes)
    steps = -(-interactions // (size * processes))
    assert 1 <= size <= batch_size
    if interactions >= least * processes:
        assert steps >= least
    if size < batch_size:
        assert -(-interactions // (batch_size * processes)) < least
        assert size == 1 or (size + 1) * processes * least > interactions


def many_tastes(n_users: int = 400, n_items: int = 250, per_user: int = 12):
    """A catalog whose users differ in many directions, beside what is liked by all."""
    catalog, features, _ = make(n_users, n_items, per_user, times=False)
    rng = np.random.default_rng(1)
    styles = rng.normal(size=(12, 16)) / 4
    items = rng.normal(size=(n_items, 16)) / 6 + styles[rng.integers(12, size=n_items)]
    users = rng.normal(size=(n_users, 16)) * 0.4 + styles[rng.integers(12, size=n_users)] * 1.2
    known = -0.7 * np.log(rng.permutation(np.arange(1, n_items + 1)))
    liking = users @ items.T * 3 + known + rng.gumbel(size=(n_users, n_items))
    chosen = np.argpartition(-liking, per_user, axis=1)[:, :per_user]
    table = catalog.interactions.with_columns(item=pl.Series(chosen.ravel(), dtype=pl.Int32))
    for store in features.stores.values():  # one vector an item is what the preset is for
        mixed = items @ rng.normal(size=(16, store.width))
        store.items = list((mixed + rng.normal(size=mixed.shape))[:, None].astype(np.float32))
    return dataclasses.replace(catalog, interactions=table), features


def test_the_default_learns_a_small_catalog_before_it_stops(tmp_path):
    catalog, features = many_tastes()
    config = PRESETS["ranking"].config.model_copy(update={"device": "cpu", "ks": (20,)})
    reporter = Recording()
    summary = train(catalog, features, config, tmp_path, reporter, test=False)
    data = prepare(catalog, config.split)
    assert len(data.users) < config.batch_size
    assert summary.steps >= 4 * summary.epochs
    assert any("steps of " in text for _, text in reporter.lines)
    for scorer in (popularity(data), tuned_ease(data)[0]):
        floor = evaluate(scorer, data.valid, data.train, data.n_items, (20,)).values
        assert summary.validation["recall@20"] > 1.05 * floor["recall@20"]


def test_between_equal_scores_the_second_measure_decides():
    state = State(batch_size=1)
    seen = [(0.5, 0.1), (0.5, 0.3), (0.5, 0.3), (0.4, 0.9), (0.5, 0.2), (0.6, 0.1)]
    better = []
    for state.epoch, (score, second) in enumerate(seen):
        better.append(state.judge(score, second, patience=3))
    assert better == [True, True, False, False, False, True]
    assert (state.best, state.best_second, state.best_epoch) == (0.6, 0.1, 5)


def test_where_every_list_holds_the_whole_catalog_the_order_decides_the_epoch(tmp_path):
    catalog, features, _ = make(n_users=80, n_items=15, per_user=5, times=False)
    reporter = Recording()
    config = PRESETS["ranking"].config.model_copy(
        update={"device": "cpu", "ks": (20,), "epochs": 12, "validate_every": 1}
    )
    summary = train(catalog, features, config, tmp_path, reporter, test=False)
    rows = [values for _, _, values in reporter.metrics if "valid/recall@20" in values]
    assert {row["valid/recall@20"] for row in rows} == {1.0}
    best = max(row["valid/ndcg@20"] for row in rows)
    assert summary.validation["ndcg@20"] == pytest.approx(best)


def test_without_anything_to_validate_on_it_says_so_and_runs_to_the_end(tmp_path):
    catalog, features, _ = make(n_users=30, n_items=20, per_user=2, times=False)
    config = PRESETS["ranking"].config.model_copy(update={"device": "cpu", "epochs": 3})
    reporter = Recording()
    summary = train(catalog, features, config, tmp_path, reporter)
    assert (summary.epochs, summary.best_epoch) == (3, 3)
    assert any(level == "warning" and "validation" in text for level, text in reporter.lines)
