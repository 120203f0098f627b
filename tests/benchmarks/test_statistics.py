from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from benchmarks import statistics
from benchmarks.statistics import Estimate, judge


def test_bootstrap_of_one_level_agrees_with_scipy() -> None:
    values = np.random.default_rng(1).lognormal(size=60)
    ours = statistics.median([[[v] for v in values]], seed=3)
    theirs = stats.bootstrap(
        (values,), np.median, n_resamples=20_000, method="percentile", rng=np.random.default_rng(2)
    ).confidence_interval
    assert ours.value == pytest.approx(np.median(values))
    # Quantiles of a discrete bootstrap distribution: a fraction of its width apart at most.
    width = theirs.high - theirs.low
    assert ours.low == pytest.approx(theirs.low, abs=0.15 * width)
    assert ours.high == pytest.approx(theirs.high, abs=0.15 * width)


def test_intervals_cover_the_truth_about_as_often_as_they_say() -> None:
    """Paired ratios of two equal lognormal arms hold 1 in about 95 % of 200 runs."""
    rng = np.random.default_rng(5)
    inside = 0
    for seed in range(200):
        a = {(0, r): float(v) for r, v in enumerate(rng.lognormal(0, 0.2, 15))}
        b = {(0, r): float(v) for r, v in enumerate(rng.lognormal(0, 0.2, 15))}
        found = statistics.paired(a, b, seed)
        inside += found.low <= 1 <= found.high
    # Binomial(200, 0.95) lies within 181..198 with probability 0.995.
    assert 180 <= inside <= 198


def test_rounds_that_move_together_need_the_hierarchical_bootstrap() -> None:
    """Samples of a round share its disturbance: taken as independent, they promise too much."""
    rng = np.random.default_rng(7)
    flat_covers = nested_covers = 0
    for seed in range(60):
        samples = [
            list(np.exp(shift + rng.normal(0, 0.02, 20))) for shift in rng.normal(0, 0.2, 12)
        ]
        nested = statistics.median([samples], seed)
        flat = statistics.median([[[v] for r in samples for v in r]], seed)
        nested_covers += nested.low <= 1 <= nested.high
        flat_covers += flat.low <= 1 <= flat.high
    assert nested_covers > 0.85 * 60
    assert flat_covers < 0.6 * 60


def test_pairing_removes_what_both_arms_suffer() -> None:
    rng = np.random.default_rng(11)
    weather = rng.lognormal(0, 0.5, 20)
    a = {(0, r): float(w * rng.lognormal(0, 0.01)) for r, w in enumerate(weather)}
    b = {(0, r): float(1.05 * w * rng.lognormal(0, 0.01)) for r, w in enumerate(weather)}
    together = statistics.paired(a, b)
    apart = statistics.unpaired([[[v] for v in a.values()]], [[[v] for v in b.values()]])
    assert together.low > 1.03
    assert together.high < 1.07
    assert apart.low < 1 < apart.high


def test_pseudo_median_is_the_median_of_all_pairwise_means() -> None:
    row = np.array([[1.0, 2.0, 10.0]])
    means = [1.0, 1.5, 5.5, 2.0, 6.0, 10.0]
    assert statistics.pseudo_median(row)[0] == np.median(means)


@settings(max_examples=60)
@given(
    values=st.lists(st.lists(st.floats(1e-6, 1e2), min_size=1, max_size=6), min_size=1, max_size=8),
    factor=st.floats(0.1, 10),
)
def test_estimates_scale_with_the_unit_and_hold_their_value(
    values: list[list[float]], factor: float
) -> None:
    found = statistics.median([values])
    scaled = statistics.median([[[factor * v for v in r] for r in values]])
    assert found.low <= found.value <= found.high
    assert scaled.value == pytest.approx(factor * found.value)
    assert scaled.low == pytest.approx(factor * found.low)
    assert scaled.high == pytest.approx(factor * found.high)


def test_several_processes_are_resampled_as_processes() -> None:
    """Two processes that disagree leave the interval wider than their disagreement."""
    found = statistics.median([[[1.0]] * 50, [[2.0]] * 50])
    assert found.low < 1.0 < 2.0 < found.high


def test_no_samples_is_an_error() -> None:
    with pytest.raises(ValueError, match="no samples"):
        statistics.bootstrap([[[]]], np.random.default_rng(0))
    with pytest.raises(ValueError, match="no round in common"):
        statistics.paired({(0, 0): 1.0}, {(0, 1): 1.0})


@pytest.mark.parametrize(
    ("low", "value", "high", "rounds", "expected"),
    [
        (1.10, 1.15, 1.20, 15, "slower"),
        (0.80, 0.85, 0.90, 15, "faster"),
        (0.98, 1.00, 1.02, 15, "same"),
        (1.005, 1.01, 1.02, 15, "same"),  # certain, and too small to matter
        (0.90, 1.05, 1.20, 15, "inconclusive"),  # may be anything
        (1.001, 1.02, 1.09, 15, "inconclusive"),  # apart, but below the margin
        (1.10, 1.15, 1.20, 4, "inconclusive"),  # too few rounds
    ],
)
def test_verdicts(low: float, value: float, high: float, rounds: int, expected: str) -> None:
    found = judge(Estimate(value, low, high), rounds, paired=True)
    assert found.verdict == expected
    assert found.reason


def test_a_doubt_forbids_a_difference_but_not_sameness() -> None:
    apart = judge(Estimate(1.5, 1.4, 1.6), 20, paired=True, doubts=["the clock was lowered"])
    assert apart.verdict == "inconclusive"
    assert apart.reason == "+50.0 % time (+40.0 % to +60.0 %): the clock was lowered"
    same = judge(Estimate(1.0, 0.99, 1.01), 20, paired=True, doubts=["the clock was lowered"])
    assert same.verdict == "same"


def test_one_visit_has_no_interval_however_many_samples_it_took() -> None:
    """It was told as +-0.0 %, and of several samples as their spread within the visit."""
    visit = [1.0, 1.1, 1.05, 1.02]
    for found in (
        statistics.median([[[1.0]]]),
        statistics.median([[visit]]),
        statistics.unpaired([[visit]], [[visit]] * 2),
        statistics.paired({(0, 0): 1.0}, {(0, 0): 1.1}),
    ):
        assert not found.known
        assert found.relative_width == float("inf")
        assert not Estimate(2, 1, 3).mapped(2, 1, 3, found).known


def test_intervals_of_few_visits_cover_as_often_as_they_say() -> None:
    rng = np.random.default_rng(9)
    covers = 0
    for seed in range(150):
        found = statistics.median([[[v] for v in rng.lognormal(0, 0.1, 5)]], seed)
        covers += found.low <= 1 <= found.high
    # Binomial(150, 0.95) lies at or above 135 with probability 0.99; unwidened it was 120.
    assert covers >= 135


def test_speed_up_is_the_reciprocal() -> None:
    found = judge(Estimate(0.5, 0.4, 0.8), 20, paired=True).speedup
    assert (found.value, found.low, found.high) == (2.0, 1.25, 2.5)


def test_power_law_agrees_with_scipy_and_finds_a_planted_exponent() -> None:
    rng = np.random.default_rng(4)
    x = 2.0 ** np.arange(4, 12)
    y = 3e-6 * x**1.37 * rng.lognormal(0, 0.05, len(x))
    found, factor = statistics.power_law(x, y)
    oracle = stats.linregress(np.log(x), np.log(y))
    half = stats.t.ppf(0.975, len(x) - 2) * oracle.stderr
    assert found.value == pytest.approx(oracle.slope)
    assert (found.low, found.high) == pytest.approx((oracle.slope - half, oracle.slope + half))
    assert factor == pytest.approx(np.exp(oracle.intercept))
    assert found.low < 1.37 < found.high


def test_power_law_of_two_points_promises_nothing() -> None:
    found, _ = statistics.power_law([1, 10], [1, 10])
    assert found.value == pytest.approx(1)
    assert found.low == float("-inf")
    with pytest.raises(ValueError, match="two different"):
        statistics.power_law([2, 2], [1, 3])
