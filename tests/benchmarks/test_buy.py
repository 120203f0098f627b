"""What a catalog would cost, from planted rates and planted laws: closed forms."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks import buy, scaling
from benchmarks.buy import Need
from benchmarks.jobs import JOBS
from benchmarks.schema import Axes, Point, Result
from benchmarks.workloads.catalogue import find
from benchmarks.workloads.training import DEFAULT, PRESET
from core.training.presets import PRESETS, preset_for
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
    ] + [trained(call_s)]


def trained(call_s: float = CALL_S) -> Point:
    """Of the preset that the product trains with, far quicker than the step of the score."""
    axes = Axes(batch=1024, size={"items": 500})
    return point([[call_s] * 3] * 6, DEFAULT, axes, items_per_call=1024.0)


def noisy(points: list[Point], seed: int = 2) -> list[Point]:
    rng = np.random.default_rng(seed)
    return [
        one.model_copy(
            update={
                "rounds": tuple(
                    rounds((one.rounds[0].latency_s[0] * rng.lognormal(0, 0.02, (9, 3))).tolist())
                )
            }
        )
        for one in points
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
    assert one.train.value == pytest.approx(
        3 * 10_000_000 * CALL_S / 1024 * (NEED.items / 500) ** buy.USUAL_LAW["mf.step"].value
    )
    assert one.whole is not None
    assert one.whole.value == pytest.approx(one.encode.value + one.train.value)
    assert one.limits == ("encoding" if one.encode.value > one.train.value else "training")
    assert len(one.assumed) == 3  # what is trained, and two laws: there is no sweep


def test_serving_follows_the_measured_law_also_beyond_it() -> None:
    one = only(result([*jobs(), *sweep("topk", 0.8)]))
    assert one.serve is not None
    assert one.serve.value == pytest.approx(1e-3 * (2_000_000 / 10_000) ** 0.8 / 16, rel=1e-6)
    between = only(result([*jobs(), *sweep("topk", 0.8)]), Need(50_000, 1))
    assert between.serve is not None
    assert between.serve.value == pytest.approx(1e-3 * 5**0.8 / 16, rel=1e-6)
    assert "to the power 0.80 (0.80 to 0.80)" in " ".join(one.assumed)
    assert not any("a list" in said for said in between.assumed)


def test_what_is_trained_is_what_the_product_trains() -> None:
    """It was a step that fuses every item: 25 times as dear as that of the presets."""
    (step,) = find([DEFAULT])
    config = step.config(step.sized(Axes(batch=step.batches[0][0])), 0)  # type: ignore[attr-defined]
    default = PRESETS[preset_for({"text": 32, "image": 49})].config
    ours = config.model_dump(exclude={"device", "family_seconds", "learn_weights"})
    assert ours == default.model_dump(exclude={"device", "family_seconds", "learn_weights"})
    assert config.fused_items > 0

    (said,) = [one for one in only(result(jobs())).assumed if "preset" in one]
    assert f"the preset {PRESET} ({config.fused_items} items fused" in said
    assert "1 thread" in said
    without = only(result([one for one in jobs() if one.workload != DEFAULT]))
    assert without.train is None
    assert any("not measured in this result; triptych bench run" in one for one in without.assumed)


def test_vectors_that_validations_make_anew_count() -> None:
    fusing = point([[CALL_S] * 3] * 6, "fusion.transformer", Axes(batch=16), items_per_call=16.0)
    need = Need(400, 1000, epochs=20)
    plain, whole = only(result(jobs()), need), only(result([*jobs(), fusing]), need)
    assert plain.train is not None
    assert whole.train is not None
    every = PRESETS[PRESET].config.validate_every
    assert whole.train.value - plain.train.value == pytest.approx(400 * 20 / every * CALL_S / 16)
    assert any("without the vectors" in one for one in plain.assumed)


def test_a_result_of_lists_alone_says_what_measures_the_rest() -> None:
    one = only(result([point(workload="topk", axes=Axes(batch=16, size={"items": 100_000}))]))
    assert (one.encode, one.train) == (None, None)
    assert one.serve is not None
    assert sum("triptych bench run measures it" in said for said in one.assumed) == 2


def test_training_grows_with_the_items_as_measured_and_never_shrinks() -> None:
    plain = only(result(jobs()), Need(500, 10_000_000, epochs=3))
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
    assert not any("as on" in said for said in one.assumed)
    theirs = both[1].model_copy(update={"machine": elsewhere})
    (one,) = buy.costs([both[0], theirs], NEED)
    assert sum("as on other machines" in said for said in one.assumed) == 2


def test_what_was_not_measured_here_has_a_wide_interval_whose_law_is_said() -> None:
    """It was ±? in every cell, and before that as narrow as what was measured."""
    one = only(result(noisy(jobs())))
    inside = only(result(noisy(jobs())), Need(400, 1000, words=100))
    for found, told in ((one.train, inside.train), (one.serve, one.encode)):
        assert found is not None
        assert told is not None
        assert found.relative_width > told.relative_width > 0
    assert sum("the machine it was developed on" in said for said in one.assumed) == 2
    assert not any("training: 500" in said for said in inside.assumed)
    assert one.whole is not None
    assert one.whole.known
    once = only(result([p.model_copy(update={"rounds": p.rounds[:1]}) for p in jobs()]))
    assert once.train is not None
    assert not once.train.known  # of one visit nothing is known


def test_laws_of_other_machines_are_taken_as_wide_as_they_lie_apart() -> None:
    elsewhere = [
        result(noisy(sweep("topk", law)), id=f"s{law}", machine=machine(cpu=f"CPU {law}"))
        for law in (0.7, 0.9)
    ]
    (one,) = buy.costs([result(noisy(jobs())), *elsewhere], NEED)
    assert one.serve is not None
    rate = 16 / CALL_S
    assert one.serve.low < 2**0.7 / rate < 2**0.9 / rate < one.serve.high
    assert any("as on other machines" in said for said in one.assumed)


def test_a_sweep_of_two_sizes_tells_no_law_of_its_own() -> None:
    two = [one for one in sweep("topk", 0.8) if one.axes.size["items"] in (10_000, 30_000)]
    one = only(result([*noisy(jobs()), *noisy(two)]))
    assert one.serve is not None
    assert np.isfinite(one.serve.high)


def test_beyond_a_sweep_the_exponents_uncertainty_widens_the_interval() -> None:
    swept = noisy(sweep("topk", 0.8), 3)
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
