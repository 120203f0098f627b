"""Hours: planted ones are found, absent ones are not made up, and the counting is what it says."""

from __future__ import annotations

import math

import numpy as np
import pytest

from core.recommend import hours


def stamps(hour: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Milliseconds since 1970 on random days at these hours."""
    minutes = rng.integers(15_000, 20_000, len(hour)) * 1440 + hour * 60 + rng.integers(0, 60)
    return minutes * 60_000


@pytest.mark.parametrize("seed", range(3))
def test_planted_hours_are_found(seed: int) -> None:
    rng = np.random.default_rng(seed)
    items = rng.integers(0, 40, 3000)
    middle = np.where(items < 20, 8, 20)
    hour = np.round(rng.normal(middle, 2)).astype(int) % 24
    found = hours.fit(items, stamps(hour, rng), 41)
    assert found.tells
    assert found.gain > 0.2
    morning = found.term(8).numpy()
    assert (morning[:20] > 0.3).all()
    assert (morning[20:40] < -0.3).all()
    assert morning[40] == pytest.approx(0, abs=1e-6)  # nobody chose it: nothing is known
    assert (found.term(20).numpy()[20:40] > 0.3).all()


@pytest.mark.parametrize("seed", range(8))
def test_hours_that_say_nothing_add_nothing(seed: int) -> None:
    rng = np.random.default_rng(seed)
    items = rng.integers(0, 60, 2000)
    hour = np.clip(rng.normal(18, 3, 2000), 0, 23).astype(int)  # the same for all items
    found = hours.fit(items, stamps(hour, rng), 60)
    assert not found.tells
    assert not found.term(18).any()
    assert len(found.term(18)) == 60


def test_many_choices_give_bayes_rule() -> None:
    rng = np.random.default_rng(0)
    chances = rng.dirichlet(np.full(24, 2.0), size=3)
    items = rng.integers(0, 3, 600_000)
    hour = np.array(
        [rng.choice(24, size=(items == i).sum(), p=chances[i]) for i in range(3)], object
    )
    order = np.concatenate([np.flatnonzero(items == i) for i in range(3)])
    at = np.empty(len(items), int)
    at[order] = np.concatenate(list(hour))
    found = hours.fit(items, stamps(at, rng), 3)
    # The same smoothing of the true chances.
    smooth = 0.5 * chances + 0.25 * (np.roll(chances, 1, 1) + np.roll(chances, -1, 1))
    whole = (np.bincount(items, minlength=3) / len(items)) @ smooth
    expected = np.log(smooth / whole)
    told = np.stack([found.term(h).numpy() for h in range(24)], 1)
    np.testing.assert_allclose(told, expected, atol=0.03)


def test_the_gain_is_that_of_leaving_each_choice_out() -> None:
    rng = np.random.default_rng(3)
    items = rng.integers(0, 4, 120)
    hour = np.where(items < 2, rng.integers(6, 9, 120), rng.integers(18, 21, 120))
    found = hours.fit(items, stamps(hour, rng), 4)
    assert found.tells
    gains = []
    for left_out in range(120):
        weights = np.zeros((4, 24))
        for other in range(120):
            if other != left_out:
                weights[items[other], hour[other]] += 0.5
                weights[items[other], (hour[other] + 1) % 24] += 0.25
                weights[items[other], (hour[other] - 1) % 24] += 0.25
        i, h = items[left_out], hour[left_out]
        share = (weights[:, h].sum() + 1) / (119 + 24)
        total = weights[i].sum()
        gains.append(
            math.log((weights[i, h] + found.prior * share) / (total + found.prior) / share)
        )
    assert found.gain == pytest.approx(np.mean(gains), rel=1e-4)
