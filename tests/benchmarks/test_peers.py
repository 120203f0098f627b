"""The peers get the same work, and what they are said to have learned is what they learned."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.peers import race, training
from benchmarks.peers.__main__ import interleaved
from core.training.config import SplitConfig
from core.training.data import prepare


def test_every_contender_runs_once_a_round_in_changing_order() -> None:
    order: list[str] = []

    def call(name: str) -> float:
        order.append(name)
        return float(len(order))

    times = interleaved({"a": lambda: call("a"), "b": lambda: call("b")}, 12)
    pairs = [tuple(order[at : at + 2]) for at in range(0, 24, 2)]
    assert {tuple(sorted(pair)) for pair in pairs} == {("a", "b")}
    assert set(pairs) == {("a", "b"), ("b", "a")}
    assert list(times["a"]) == [(0, number) for number in range(12)]


@pytest.mark.parametrize("name", ["cornac-bpr", "cornac-vbpr", "mf", "concat"])
def test_both_learn_the_planted_tastes(name: str) -> None:
    """With wrong ids or a wrong mask, a model would be no better than chance."""
    world = training.world(300, 120, 10, width=16)
    data = prepare(world.catalog, SplitConfig(kind="random"))
    assert len(data.users) == 300 * 8
    if name.startswith("cornac"):
        pytest.importorskip("cornac", reason="cornac is not installed (extra 'peers')")
        image = world.features.stores["image"].batch.tokens[:, 0].numpy()
        rate = training.RATES[name][-1]
        found = training.cornac(name, data, image, 16, 100, 15, rate, 1)
    else:
        epochs, rate = (15, 0.02) if name == "concat" else (60, 0.2)
        found = training.ours(world, name == "concat", 16, 100, epochs, rate, 1)
    chance = training.K / (data.n_items - 8)
    assert found.test > 2 * chance
    assert found.seconds > 0


def test_faiss_and_ours_find_the_same_lists() -> None:
    pytest.importorskip("faiss", reason="faiss-cpu is not installed (extra 'peers')")
    from benchmarks.peers import topk

    calls, same = topk.contenders(3000, 16, 5, 10, seed=0)
    assert same > 0.99
    assert np.array_equal(calls["faiss"](), calls["triptych"]()) or same < 1


def test_faiss_and_ours_find_the_same_neighbours() -> None:
    pytest.importorskip("faiss", reason="faiss-cpu is not installed (extra 'peers')")
    from benchmarks.peers import knn

    calls = knn.contenders(700, 16, 5, seed=0)
    assert (calls["faiss"]() == calls["triptych"]()).mean() > 0.999


def test_a_race_ends_two_lengths_after_the_best_and_says_when_a_level_was_reached() -> None:
    recalls = {1: 0.1, 2: 0.3, 4: 0.2, 8: 0.25, 16: 0.9}
    points = race.curve(lambda n: training.Trained(n / 2, recalls[n], 0.0), list(recalls))
    assert [point.epochs for point in points] == [1, 2, 4, 8]
    assert race.best(points) == 0.3
    at = race.reached(points, 0.2)
    assert at is not None
    assert (at.epochs, at.seconds) == (2, 1.0)
    assert race.reached(points, 0.31) is None
