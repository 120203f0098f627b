"""What a catalog would cost, from planted rates and planted laws: closed forms."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks import buy, scaling
from benchmarks.buy import Need
from benchmarks.jobs import JOBS
from benchmarks.schema import Axes, Point, Result
from tests.benchmarks.make import machine, point, result, rounds

#: A call of every job takes so long.
CALL_S = 0.1
NEED = Need(
    items=2_000_000, interactions=10_000_000, words=5e7, pictures=2e6, sound_s=1e6, epochs=3
)


def jobs(call_s: float = CALL_S) -> list[Point]:
    return [
        point(
            [[call_s] * 3] * 6,
            job.workload,
            Axes(batch=job.batch, size={"items": 500} if job.workload.startswith("train") else {}),
            items_per_call=float(job.batch),
        )
        for job in JOBS
    ]


def sweep(workload: str, exponent: float) -> list[Point]:
    """A sweep over items whose cost follows a law exactly: 1 ms at the smallest."""
    one = next(s for s in scaling.SWEEPS if (s.workload, s.axis) == (workload, "items"))
    smallest = one.sizes[0]["items"]
    return [
        point(
            [[1e-3 * (size["items"] / smallest) ** exponent] * 3] * 6,
            workload,
            Axes(batch=one.batch, size=size),
            items_per_call=float(one.batch),
        )
        for size in one.sizes
    ]


def only(found: Result, need: Need = NEED) -> buy.Cost:
    (one,) = buy.costs([found], need)
    return one


def test_encoding_and_training_are_amounts_over_rates() -> None:
    one = only(result(jobs()))
    rate = {job.workload: job.each * job.batch / CALL_S for job in JOBS}
    assert one.encode is not None
    assert one.encode.value == pytest.approx(
        NEED.words / rate["encoder.minilm"]
        + NEED.pictures / rate["encoder.efficientnet-lite0-fine"]
        + NEED.sound_s / rate["encoder.musicnn"]
    )
    assert one.train is not None
    assert one.train.value == pytest.approx(3 * 10_000_000 / rate["train.transformer"])
    assert one.whole is not None
    assert one.whole.value == pytest.approx(one.encode.value + one.train.value)
    assert one.limits == ("encoding" if one.encode.value > one.train.value else "training")
    assert len(one.assumed) == 2  # there is no sweep


def test_serving_follows_the_measured_law_also_beyond_it() -> None:
    one = only(result([*jobs(), *sweep("topk", 0.8)]))
    assert one.serve is not None
    assert one.serve.value == pytest.approx(1e-3 * (2_000_000 / 10_000) ** 0.8 / 16, rel=1e-6)
    between = only(result([*jobs(), *sweep("topk", 0.8)]), Need(50_000, 1))
    assert between.serve is not None
    assert between.serve.value == pytest.approx(1e-3 * 5**0.8 / 16, rel=1e-6)
    assert len(one.assumed) == 1


def test_training_grows_with_the_items_as_measured_and_never_shrinks() -> None:
    plain = only(result(jobs()))
    grown = only(result([*jobs(), *sweep("mf.step", 0.5)]))
    shrunk = only(result([*jobs(), *sweep("mf.step", -0.5)]))
    assert plain.train is not None
    assert grown.train is not None
    assert shrunk.train is not None
    # The job was measured with 500 items, below the sweep: its smallest stands for it.
    factor = (NEED.items / 3000) ** 0.5
    assert grown.train.value == pytest.approx(factor * plain.train.value, rel=1e-6)
    assert shrunk.train.value == pytest.approx(plain.train.value)


def test_what_a_result_does_not_tell_is_not_made_up() -> None:
    points = [one for one in jobs() if one.workload != "encoder.musicnn"]
    one = only(result(points))
    assert one.encode is None
    assert one.whole is None
    assert one.limits == "not known"
    assert only(result(points), Need(10, 10, words=100)).encode is not None


def test_the_quickest_machine_comes_first() -> None:
    slow, quick = result(jobs(0.4), id="slow"), result(jobs(0.1), id="quick")
    silent = result(jobs()[:1], id="silent")
    found = [one.card.result.id for one in buy.costs([silent, slow, quick], NEED)]
    assert found == ["quick", "slow", "silent"]


def test_a_sweep_of_its_own_counts_for_its_machine_and_no_other() -> None:
    """`bench scaling` writes a result of its own, beside that of the card."""
    elsewhere = machine(cpu="Another CPU")
    both = [
        result(jobs(), id="card"),
        result([*sweep("topk", 0.8), *sweep("mf.step", 0.5)], id="s"),
    ]
    (one,) = buy.costs(both, NEED)
    assert one.card.result.id == "card"
    assert one.serve is not None
    assert one.serve.value == pytest.approx(1e-3 * (2_000_000 / 10_000) ** 0.8 / 16, rel=1e-6)
    assert one.assumed == ()
    theirs = both[1].model_copy(update={"machine": elsewhere})
    (one,) = buy.costs([both[0], theirs], NEED)
    assert len(one.assumed) == 2


def test_what_nobody_measured_has_no_interval() -> None:
    """A list from twice the items, told by one size alone, had the interval of that size."""
    rng = np.random.default_rng(2)
    noisy = [
        one.model_copy(
            update={"rounds": tuple(rounds((0.1 * rng.lognormal(0, 0.02, (9, 3))).tolist()))}
        )
        for one in jobs()
    ]
    one = only(result(noisy))
    assert one.train is not None
    assert one.serve is not None
    assert not one.train.known
    assert not one.serve.known
    assert one.whole is not None
    assert not one.whole.known
    assert one.encode is not None
    assert one.encode.known
    inside = only(result(noisy), Need(400, 1000, words=100))  # no more items than were measured
    assert inside.train is not None
    assert inside.train.known
    assert len(inside.assumed) == 1


def test_beyond_a_sweep_the_exponents_uncertainty_widens_the_interval() -> None:
    rng = np.random.default_rng(3)
    swept = [
        one.model_copy(
            update={
                "rounds": tuple(
                    rounds((one.rounds[0].latency_s[0] * rng.lognormal(0, 0.02, (9, 3))).tolist())
                )
            }
        )
        for one in sweep("topk", 0.8)
    ]
    found = result([*jobs(), *swept])
    widths = []
    for items in (1_000_000, 3_000_000, 30_000_000):
        one = only(found, Need(items, 1))
        assert one.serve is not None
        widths.append(one.serve.high / one.serve.low)
    assert widths[0] < widths[1] < widths[2]


def test_one_run_is_one_machine_in_however_many_files() -> None:
    one = result(jobs())
    assert len(buy.costs([one, one.model_copy()], NEED)) == 1
