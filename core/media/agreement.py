"""How well two series agree at each lag, for what is known at that lag on both."""

from __future__ import annotations

import numpy as np

#: A stretch that varies less than this share of its series is flat: nothing there can agree.
_FLAT = 0.02


def agreement(
    a: np.ndarray, b: np.ndarray, least: int, weight: float
) -> tuple[np.ndarray, np.ndarray]:
    """Correlation coefficient of the overlap at each lag, times a power of its length.

    A short overlap agrees by accident sooner than a long one.

    Args:
        a: float [n].
        b: float [m], at the same rate.
        least: samples that must overlap; half of the shorter series is always enough.
        weight: the power: 0 for the coefficient alone, 0.5 for what chance leaves.

    Returns:
        Lags in samples in rising order (positive: b is late), and the strength of each.

    """
    least = min(least, max(1, min(len(a), len(b)) // 2))
    size = 1 << (len(a) + len(b) - 1).bit_length()
    spectra = []
    for series in (a, b):
        unit = (series - series.mean()) / max(float(series.std()), 1e-12)
        spectra.append([np.fft.rfft(part, size) for part in (np.ones(len(unit)), unit, unit**2)])
    (one_a, sum_a, square_a), (one_b, sum_b, square_b) = spectra

    lags = np.arange(least - len(a), len(b) - least + 1)

    def over(of_a: np.ndarray, of_b: np.ndarray) -> np.ndarray:
        total: np.ndarray = np.fft.irfft(of_b * np.conj(of_a), size)[lags]
        return total

    count = np.maximum(over(one_a, one_b), 1)
    mean_a, mean_b = over(sum_a, one_b) / count, over(one_a, sum_b) / count
    spread_a = np.maximum(over(square_a, one_b) / count - mean_a**2, _FLAT)
    spread_b = np.maximum(over(one_a, square_b) / count - mean_b**2, _FLAT)
    together = over(sum_a, sum_b) / count - mean_a * mean_b
    return lags, together / np.sqrt(spread_a * spread_b) * count**weight


def lead(strength: np.ndarray, lags: np.ndarray, at: float, apart: float) -> float:
    """How many times as strong the best lag within `apart` of `at` is as any other; 0 if none."""
    near = np.abs(lags - at) <= apart
    if not near.any():
        return 0.0
    second = float(strength[~near].max(initial=1e-12))
    return max(0.0, float(strength[near].max())) / max(second, 1e-12)
