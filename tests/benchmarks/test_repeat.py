"""The score again and again: what is told of runs whose scores are known."""

from __future__ import annotations

import pytest

from benchmarks import card, repeat
from benchmarks.repeat import Again, Outcome
from benchmarks.statistics import Estimate
from tests.benchmarks.make import result


def outcome(scores: list[float], width: float = 10, held: float = 0.0) -> Outcome:
    return Outcome(
        tuple(Again(Estimate(s, s - width, s + width), held=held, load=0.1) for s in scores)
    )


def test_the_spread_is_the_deviation_over_the_mean() -> None:
    found = outcome([980, 1000, 1020])
    assert found.spread == pytest.approx(0.02)
    assert found.holds
    assert found.covered == pytest.approx(1 / 3)
    assert not outcome([900, 1000, 1100]).holds


def test_a_busy_machine_is_no_verdict_and_is_told() -> None:
    assert "not idle" not in repeat.told(outcome([999, 1001]))
    said = repeat.told(outcome([999, 1001], held=0.7))
    assert "70 %" in said
    assert "not idle" in said


def test_a_run_without_a_score_is_refused() -> None:
    with pytest.raises(repeat.UserError, match="no score"):
        repeat._again(result([]), 0.0)
    again = repeat._again(card.bundled()[0], 0.5)
    assert again.score.value == pytest.approx(1000)
    assert again.held is not None
