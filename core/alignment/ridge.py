"""A closed-form map from one feature space to another: what agreement is there before training?

Ridge regression (Hoerl & Kennard 1970) from the features of one modality to those of another. Its
strength is chosen by the exact leave-one-out error, which the singular values give for every
strength at once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

#: Strengths tried, in multiples of the mean squared singular value.
STRENGTHS = tuple(10.0**power for power in np.arange(-4, 3.01, 0.5))


@dataclass(frozen=True, eq=False)
class Ridge:
    """y = target_mean + (x - source_mean) @ weights.

    Attributes:
        source_mean: [p]; `target_mean`: [q]; `weights`: [p, q].
        strength: the penalty chosen.
        error: its mean squared leave-one-out error, over the variance of the targets: 1 means the
            map is no better than the mean.

    """

    source_mean: np.ndarray
    target_mean: np.ndarray
    weights: np.ndarray
    strength: float
    error: float

    def __call__(self, source: np.ndarray) -> np.ndarray:
        """Map features [n, p] -> [n, q]."""
        mapped: np.ndarray = self.target_mean + (source - self.source_mean) @ self.weights
        return mapped


def fit(source: np.ndarray, target: np.ndarray, strengths: tuple[float, ...] = STRENGTHS) -> Ridge:
    """Fit the map from rows of `source` [n, p] to the same rows of `target` [n, q].

    Args:
        source: at least two rows, finite.
        target: likewise.
        strengths: penalties tried, in multiples of the mean squared singular value of `source`.

    Raises:
        ValueError: fewer than two rows, or rows that do not match.

    """
    if len(source) != len(target) or len(source) < 2:
        raise ValueError(f"{len(source)} and {len(target)} rows cannot be mapped")
    x, y = np.asarray(source, np.float64), np.asarray(target, np.float64)
    source_mean, target_mean = x.mean(0), y.mean(0)
    y = y - target_mean
    left, values, right = np.linalg.svd(x - source_mean, full_matrices=False)
    kept = values > values.max(initial=0) * 1e-10
    left, values, right = left[:, kept], values[kept], right[kept]
    inner = left.T @ y
    unit = float((values**2).mean()) if len(values) else 1.0
    spread = float((y**2).mean()) or 1.0
    best: tuple[float, float] | None = None
    for multiple in strengths:
        shrink = values**2 / (values**2 + multiple * unit)
        rest = y - left @ (shrink[:, None] * inner)
        # Centring spends one more degree of freedom: the hat matrix of the mean is 1/n.
        leverage = (left**2) @ shrink + 1 / len(x)
        error = float(((rest / (1 - leverage)[:, None]) ** 2).mean()) / spread
        if best is None or error < best[0]:
            best = (error, multiple * unit)
    assert best is not None
    error, strength = best
    weights = right.T @ ((values / (values**2 + strength))[:, None] * inner)
    return Ridge(source_mean, target_mean, weights, strength, error)
