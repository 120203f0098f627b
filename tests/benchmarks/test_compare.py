from __future__ import annotations

import io

import numpy as np
import pytest

from benchmarks import compare, reading, report, summary, tables, text, verdicts
from benchmarks.schema import Axes, Flag, Gpu, Point
from benchmarks.statistics import Estimate, judge
from core.errors import UserError
from core.terminal import PlainConsole
from tests.benchmarks.make import machine, point, result, rounds


def noisy(middle: float, seed: int, rounds: int = 20, spread: float = 0.01) -> list[list[float]]:
    rng = np.random.default_rng(seed)
    return [list(middle * rng.lognormal(0, spread, 5)) for _ in range(rounds)]


def test_a_planted_slow_down_is_slower_and_the_reverse_faster() -> None:
    fast, slow = result([point(noisy(1e-3, 1))]), result([point(noisy(1.2e-3, 2))], id="slow")
    (row,) = compare.compare(fast, slow).rows
    assert row.comparison.verdict == "slower"
    assert row.comparison.ratio.low < 1.2 < row.comparison.ratio.high
    (row,) = compare.compare(slow, fast).rows
    assert row.comparison.verdict == "faster"
    (row,) = compare.compare(fast, result([point(noisy(1e-3, 3))], id="again")).rows
    assert row.comparison.verdict == "same"


def test_what_has_no_partner_is_listed_and_never_judged() -> None:
    here = result(
        [
            point(workload="a"),
            point(workload="b"),
            point(workload="c"),
            point((), workload="d", status="oom", reason="memory ran out"),
        ]
    )
    there = result(
        [
            point(workload="a", axes=Axes(batch=16, device="cuda:0")),
            point(workload="b", definition="something else under the same name"),
            point(workload="c"),
            point(workload="d"),
        ],
        id="there",
    )
    found = compare.compare(here, there)
    assert [row.baseline.workload for row in found.rows] == ["c"]
    reasons = {(entry.point.workload, entry.side): entry.reason for entry in found.unmatched}
    assert "not in the candidate" in reasons["a", "baseline"]
    assert "not in the baseline" in reasons["a", "candidate"]
    assert "defined differently" in reasons["b", "both"]
    assert "oom" in reasons["d", "both"]


def test_there_is_no_verdict_across_different_workloads() -> None:
    with pytest.raises(ValueError, match="no verdict across different workloads"):
        compare.against(point(workload="a"), point(workload="b"))
    with pytest.raises(ValueError, match="no verdict"):
        compare.against(point(), point(axes=Axes(batch=16, size={"d": 8})))


def test_synthetic_results_are_refused_unless_asked() -> None:
    fake = result(synthetic=True, id="fake")
    with pytest.raises(UserError, match="synthetic"):
        compare.compare(fake, result())
    with pytest.raises(UserError, match="synthetic"):
        compare.compare(result(), fake)
    allowed = compare.compare(fake, result(), allow_synthetic=True)
    assert any("SYNTHETIC" in line for line in allowed.warnings)


def test_machines_that_differ_are_told() -> None:
    card = Gpu(name="Some GPU", memory_bytes=8 * 1024**3)
    other = result(machine=machine(cpu="Other CPU", gpus=(card,)), id="other")
    found = compare.compare(result(), other)
    assert ("processor", "Test CPU", "Other CPU") in found.machines
    assert ("gpu 0", "-", "Some GPU, 8 GiB") in found.machines
    assert any("machines differ" in line for line in found.warnings)


def test_a_clock_lowered_on_one_side_forbids_a_verdict() -> None:
    flag = Flag(kind="throttling", detail="the driver says: power cap")
    slow = point(noisy(1.3e-3, 2), flags=(flag,))
    found = compare.against(point(noisy(1e-3, 1)), slow)
    assert found is not None
    assert found.verdict == "inconclusive"
    assert "clock was lowered" in found.reason


def test_time_per_item_is_compared() -> None:
    """Twice the items in the same time is twice as fast."""
    found = compare.against(point(noisy(1e-3, 1)), point(noisy(1e-3, 2), items_per_call=32.0))
    assert found is not None
    assert found.ratio.value == pytest.approx(0.5, rel=0.02)


def cell(batch: int, seconds: float) -> Point:
    return point(((seconds,) * 3,) * 6, axes=Axes(batch=batch), items_per_call=float(batch))


def test_throughput_and_roofline_follow_from_their_definitions() -> None:
    one = point(((2e-3,) * 3,) * 6, flops_per_call=4e6, bytes_per_call=1e6, axes=Axes(batch=16))
    rate = summary.throughput(one)
    assert rate is not None
    assert rate.value == pytest.approx(16 / 2e-3)
    ceiling = summary.ceiling_of(one, result().ceilings)
    assert ceiling is not None
    roof = summary.roofline(one, ceiling)
    assert roof is not None
    # 4 FLOP a byte under 1e10 B/s: at most 4e10 FLOP/s, of which 2e9 are reached.
    assert roof.intensity == pytest.approx(4)
    assert roof.share == pytest.approx(2e9 / 4e10)
    assert roof.bound == "memory"
    assert summary.roofline(point(), ceiling) is None
    assert not roof.shares.known  # an old file does not tell the bursts


def test_a_ceiling_tells_how_far_it_may_lie_below_what_is_possible_and_who_held_the_core() -> None:
    """98.1 and then 26.4 GFLOP/s on one machine, both "at best"."""
    one = point([[2e-3, 2.1e-3, 1.9e-3 + i * 1e-5] for i in range(6)],
        flops_per_call=4e6, bytes_per_call=1e6, axes=Axes(batch=16))  # fmt: skip
    samples = {"gemm": (1.0, 1.01, 1.2), "copy": (1.0, 1.02, 1.1), "gather": (2.0, 2.0)}
    (plain,) = result().ceilings
    told = plain.model_copy(update={"samples": samples, "load": 0.6, "waits_off": True})
    rates = summary.best(told)
    assert rates["copy"].low == rates["copy"].value == 1e10
    assert rates["copy"].high == pytest.approx(1e10 * 1.02**19)
    assert not rates["gather"].known
    roof = summary.roofline(one, told)
    assert roof is not None
    assert roof.shares.low < roof.share / 1.02**19 < roof.share < roof.shares.high
    mark = "other programs held the core 60 % of the time, which is taken off"
    assert roof.marks == (mark,)
    found = result([one], ceilings=(told,))
    out = io.StringIO()
    text.ceilings(found.ceilings, PlainConsole(file=out, width=400))
    for said in (out.getvalue(), report.html(found)):
        assert mark in said
        assert "10 GB/s (up to 14.6 GB/s)" in said


def test_the_end_of_a_distribution_lies_in_the_interval_of_the_best() -> None:
    rng = np.random.default_rng(0)
    (plain,) = result().ceilings
    inside = 0
    for _ in range(400):
        samples = tuple((1 + rng.random(8)).tolist())
        rate = 1e11 / min(samples)
        told = plain.model_copy(update={"samples": {"gemm": samples}, "gemm_flops_per_s": rate})
        inside += summary.best(told)["gemm"].high >= 1e11
    assert inside / 400 > 0.92


def test_crossover_lies_where_the_curves_cross() -> None:
    cpu = {1: 100.0, 10: 100.0, 100: 100.0}
    gpu = {1: 10.0, 10: 100.0 / np.sqrt(10), 100: 100.0 * np.sqrt(10)}
    assert summary.crossover(cpu, gpu) == pytest.approx(10**1.5)
    assert summary.crossover(cpu, dict.fromkeys(cpu, 1.0)) is None
    assert summary.crossover(cpu, dict.fromkeys(cpu, 1000.0)) == 1.0
    # An advantage that is lost again is no crossover.
    assert summary.crossover(cpu, {1: 200.0, 10: 200.0, 100: 50.0}) is None


def kinds(one: Point) -> set[str]:
    return {flag.kind for flag in summary.flags(one.rounds)}


def test_flags_name_what_is_wrong_and_nothing_else() -> None:
    rng = np.random.default_rng(3)
    assert kinds(point(noisy(1e-3, 1, 15))) == set()
    assert kinds(point([[v] for v in rng.lognormal(-7, 0.5, 15)])) == {"noise"}
    drifting = [[1e-3 * 1.01**n * rng.lognormal(0, 0.001)] for n in range(15)]
    assert "drift" in kinds(point(drifting))
    assert "few_samples" in kinds(point(noisy(1e-3, 1, 3)))
    fine = summary.flags(point(noisy(1e-7, 1, 15)).rounds, clock_resolution_s=1e-7)
    assert {flag.kind for flag in fine} == {"clock_resolution"}
    busy = point(noisy(1e-3, 1, 15))
    loaded = [entry.model_copy(update={"load": 0.3}) for entry in busy.rounds]
    assert {flag.kind for flag in summary.flags(loaded)} == {"contention"}
    hot = [entry.model_copy(update={"throttled": "power cap"}) for entry in busy.rounds]
    assert {flag.kind for flag in summary.flags(hot)} == {"throttling"}


def test_energy_is_null_without_a_counter_and_per_item_with_one() -> None:
    assert summary.energy_per_item(point()) is None
    counted = [e.model_copy(update={"energy_j": 3.2}) for e in point().rounds]
    assert summary.energy_per_item(point(rounds=tuple(counted))) == pytest.approx(3.2 / 2 / 16)


def test_csv_and_html_hold_every_point_and_no_foreign_markup() -> None:
    evil = point(title="<script>alert(1)</script>", workload="evil")
    made = result([cell(1, 1e-3), cell(8, 2e-3), evil])
    lines = tables.csv(made).splitlines()
    assert len(lines) == 4
    assert lines[0].split(",")[:3] == ["workload", "device", "batch"]
    page = report.html(made)
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert "<svg" in page
    # It stands alone: nothing is fetched, from here or from elsewhere.
    assert not [word for word in ("src=", "href=", "url(", "@import", "<link") if word in page]
    assert "SYNTHETIC" not in page
    assert "SYNTHETIC" in report.html(result(synthetic=True))


@pytest.mark.parametrize(
    ("width", "flag", "expected"),
    [
        (0.06, "noise", "measured"),
        (0.15, None, "rough"),
        (0.24, None, "uncertain"),
        (0.0, "few_samples", "uncertain"),
        (0.01, "unsynchronised", "uncertain"),
    ],
)
def test_how_sure_a_number_is_follows_from_its_interval(
    width: float, flag: str | None, expected: str
) -> None:
    flags = [Flag(kind=flag, detail="x")] if flag else []  # type: ignore[arg-type]
    assert reading.sureness(Estimate(1, 1 - width, 1 + width), flags) == expected


@pytest.mark.parametrize(
    ("seconds", "spread", "said"),
    [
        (1.3e-3, 0.01, "Limit of 5 % broken: 1 of 1 surely slower, and by that or more as "
                      "measured; 0 of 1 undecided."),
        (1e-3, 0.01, "Limit of 5 % held. No workload is surely slower, and by 5 % or more as "
                    "measured; all 1 decided."),
        (1e-3, 0.8, "not broken, but nothing was decided: 1 of 1 undecided. Measure longer."),
    ],
)  # fmt: skip
def test_a_limit_is_told_with_what_became_of_it(seconds: float, spread: float, said: str) -> None:
    base = point(noisy(1e-3, 1), workload="mf.step")
    other = point(noisy(seconds, 2, spread=spread), workload="mf.step")
    found = compare.compare(result([base]), result([other], id="other"), limit=0.05)
    out = io.StringIO()
    text.comparison(found, PlainConsole(file=out, width=400))
    junit = verdicts.junit(found)
    for told in (
        out.getvalue(),
        verdicts.markdown(found),
        junit,
        report.html(found.baseline, found),
    ):
        assert said in told
    assert compare.to_dict(found)["conclusion"] == found.conclusion
    assert "limit 5 % slower" in junit
    assert "mf.step" not in junit
    nothing = compare.compare(result([base]), result([point()]), limit=0.05)
    assert nothing.conclusion == "Limit of 5 % not checked: nothing could be compared."


def test_every_time_of_a_call_says_which_and_fits_the_rate_beside_it() -> None:
    """16 users in 119 ms stood beside 218 users a second, and 73 ms in a comparison."""
    entries = rounds([[0.12, 0.12]] * 6, waited_s=(0.04, 0.04), load=0.3)
    one = point(rounds=tuple(entries), axes=Axes(batch=16))
    both = result([one]), result([one], id="other")
    shell, compared = io.StringIO(), io.StringIO()
    text.show(both[0], PlainConsole(file=shell, width=200))
    text.comparison(compare.compare(*both), PlainConsole(file=compared, width=200))
    page = report.html(both[0])
    for told in (shell.getvalue(), compared.getvalue(), page):
        assert "80 ms" in told
        assert "120 ms" not in told
        assert "less waiting" in told
    assert "200 items" in shell.getvalue()  # 16 in 80 ms
    plain = point(((0.12, 0.12),) * 6)
    (row,) = compare.compare(result([one]), result([plain])).rows
    assert row.quantity == "latency"


def test_a_difference_has_its_value_beside_its_interval_whatever_the_verdict() -> None:
    for ratio, visits, doubts in (
        (Estimate(1.0, 0.99, 1.01), 9, ()),
        (Estimate(1.2, 1.1, 1.3), 9, ()),
        (Estimate(1.2, 1.1, 1.3), 9, ("disturbed",)),
        (Estimate(1.02, 1.01, 1.03), 9, ()),
        (Estimate(1.2, 0.9, 1.5), 9, ()),
        (Estimate(1.2, 0.9, 1.5), 2, ()),
    ):
        why = judge(ratio, visits, paired=False, doubts=doubts).reason
        percents = [100 * (v - 1) for v in (ratio.value, ratio.low, ratio.high)]
        assert "{:+.1f} % time ({:+.1f} % to {:+.1f} %)".format(*percents) in why


def test_the_reason_why_there_is_no_card_is_no_device() -> None:
    assert compare.identity(machine())["device"] == "CPU"
