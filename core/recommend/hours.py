"""What an hour of the day speaks for: Bayes' rule on top of a score.

A score is, up to a constant, the log of how likely a user is to choose an item. If the hour h of a
choice hangs on the item alone, then log p(i | u, h) = log p(i | u) + log p(h | i) / p(h) + const:
the hour is an additive term that needs no training. p(h | i) is counted, smoothed over neighbouring
hours, and drawn towards p(h) as a Dirichlet prior does. How strongly is what predicts each
interaction best from all others (leave-one-out likelihood); where that is no better than p(h)
alone, hours say nothing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

HOURS = 24
_HOUR_MS = 3_600_000
#: Weights of an hour and its two neighbours, round the clock.
_SELF, _BESIDE = 0.5, 0.25
#: Concentrations of the prior that are tried, in interactions.
_GRID = np.geomspace(1, 1e4, 13)
#: Interactions the prior is chosen on, evenly spread; more would not change it.
_JUDGED = 200_000
#: The mean gain must exceed its standard error this many times.
_SURE = 3.0


@dataclass(frozen=True, eq=False)
class Hours:
    """How the interactions of each item lie over the day.

    Attributes:
        counts: float32 [N, 24], smoothed.
        share: float64 [24], of all interactions.
        prior: interactions the prior weighs; inf where hours say nothing.
        gain: nats an interaction is predicted better by than without hours, 0 there.

    """

    counts: np.ndarray
    share: np.ndarray
    prior: float
    gain: float

    @property
    def tells(self) -> bool:
        """Whether items differ in their hours."""
        return math.isfinite(self.prior)

    def term(self, hour: int) -> Tensor:
        """The log of p(hour | item) / p(hour), float32 [N]; zeros where hours say nothing."""
        if not self.tells:
            return torch.zeros(len(self.counts))
        share = self.share[hour]
        given = self.counts[:, hour] + self.prior * share
        return torch.from_numpy(
            np.log(given / ((self.counts.sum(1) + self.prior) * share)).astype(np.float32)
        )


def fit(items: np.ndarray, times: np.ndarray, n_items: int) -> Hours:
    """Count and judge the hours of interactions.

    Args:
        items: int64 [T].
        times: int64 [T], milliseconds UTC since 1970.
        n_items: N.

    """
    hours = (times // _HOUR_MS) % HOURS
    raw = np.bincount(items * HOURS + hours, minlength=n_items * HOURS).reshape(n_items, HOURS)
    beside = np.roll(raw, 1, 1) + np.roll(raw, -1, 1)
    counts = (_SELF * raw + _BESIDE * beside).astype(np.float32)
    whole = counts.sum(0, dtype=np.float64)
    share = (whole + 1) / (whole.sum() + HOURS)
    # Each interaction without itself: its own weight leaves its hour's count and its item's total.
    total, step = len(items), max(1, len(items) // _JUDGED)
    items, hours = items[::step], hours[::step]
    left = (whole[hours] - _SELF + 1) / (total - 1 + HOURS)
    mine = np.maximum(counts[items, hours] - _SELF, 0.0)
    others = raw.sum(1)[items] - 1
    best, prior = 0.0, math.inf
    for concentration in _GRID:
        gains = np.log((mine + concentration * left) / ((others + concentration) * left))
        mean, error = gains.mean(), gains.std() / math.sqrt(max(1, len(items)))
        if mean > max(best, _SURE * error):
            best, prior = float(mean), float(concentration)
    return Hours(counts, share, prior, best)
