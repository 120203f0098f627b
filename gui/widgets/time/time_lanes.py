"""Columns of a time axis: which tokens a pixel covers, and where the ticks go."""

from __future__ import annotations

import numpy as np


def columns(spans: np.ndarray, strength: np.ndarray, edges: np.ndarray) -> np.ndarray:
    """The strongest token in each column of pixels, whatever its sign.

    A column narrower than a token shows that token; one that covers several shows the strongest
    of them, so that no peak is lost on a narrow screen.

    Args:
        spans: [n, 2] begin and end of each token in seconds, sorted by begin, not overlapping.
        strength: [n].
        edges: [w + 1] rising borders of the columns in seconds.

    Returns:
        float32 [w]; NaN where no token is.

    """
    out = np.full(len(edges) - 1, np.nan, np.float32)
    if not len(spans):
        return out
    first = np.searchsorted(spans[:, 1], edges[:-1], side="right")
    last = np.searchsorted(spans[:, 0], edges[1:], side="left")
    some = np.flatnonzero(last > first)
    if len(some):
        values = np.asarray(strength, np.float32)
        pairs = np.stack([first[some], last[some]], 1).ravel()
        high = np.maximum.reduceat(np.append(values, np.float32(-np.inf)), pairs)[::2]
        low = np.minimum.reduceat(np.append(values, np.float32(np.inf)), pairs)[::2]
        out[some] = np.where(-low > high, low, high)
    return out


def token_at(spans: np.ndarray, second: float) -> int:
    """The token that covers a second, -1 if there is none. Spans as for `columns`."""
    if not len(spans):
        return -1
    place = int(np.searchsorted(spans[:, 0], second, side="right")) - 1
    return place if place >= 0 and second < spans[place, 1] else -1


def ticks(begin: float, end: float, most: int) -> np.ndarray:
    """At most `most` round seconds between begin and end."""
    length = max(end - begin, 1e-9)
    steps = np.array([0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600])
    fitting = steps[length / steps <= max(1, most)]
    step = float(fitting[0]) if len(fitting) else float(steps[-1])
    return np.arange(np.ceil(begin / step - 1e-9), np.floor(end / step + 1e-9) + 1) * step
