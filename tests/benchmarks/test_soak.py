"""Growth is told from noise: a planted leak is found, a flat line is flat."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.soak import slope

PAGES = 50.0 * np.arange(240)


@pytest.mark.parametrize("leak", [0.0, 4.0])
def test_a_planted_leak_is_within_its_interval(leak: float) -> None:
    noise = np.random.default_rng(0).normal(0, 2, len(PAGES))
    grown, low, high = slope(PAGES, 300 + leak * PAGES / 1000 + noise)
    assert low < grown < high
    assert low < leak < high
    assert (low > 0) == (leak > 0)
