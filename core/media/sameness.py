"""Sounds that are the same over all of what both hold, however far apart they begin.

A chorus that comes again fits at the wrong lag, but what stands around it does not; at the right
lag all of the overlap fits. So every lag is judged by how far its overlap is the same sound and not
another one, summed over seconds: a likelihood ratio, as it were, of "the same" against "another".
"""

from __future__ import annotations

import numpy as np

from core.media import sync
from core.media.sync import Offset
from core.media.tracks import RATE, Envelope
from core.text import Text

#: Cosine of spectral shapes above which a moment speaks for "the same", and its mean over the whole
#: overlap. What belongs together came to 0.88 and more, unrelated music to 0.56 at the best of all
#: lags, choruses with other verses around them to 0.78.
_SAME, _THROUGHOUT = 0.7, 0.85
#: Fewer seconds say nothing.
_OVERLAP_S = 5.0
#: Evidence that is needed, in seconds of sameness above _SAME: a chorus alone does not reach it.
_ENOUGH_S = 1.8
#: Lags closer than this to the best one are the same answer.
_APART_S = 0.5
#: What every second best is taken for, at least.
_LEAST_S = 0.5


def by_sameness(reference: Envelope, other: Envelope, max_shift_s: float = 30.0) -> Offset | None:
    """The lag whose overlap is the same throughout; None where a track has no spectral shape.

    Args:
        reference: the track whose clock counts.
        other: the track that may be late.
        max_shift_s: larger offsets are not believed.

    """
    if reference.shape is None or other.shape is None:
        return None
    least = round(_OVERLAP_S * RATE)
    if min(len(reference.shape), len(other.shape)) < least:
        return None
    lags, alike, both = _alike(reference.shape, other.shape, least)
    evidence = (alike - _SAME * both) / RATE
    best = int(np.argmax(evidence))
    apart = np.abs(lags - lags[best]) > _APART_S * RATE
    second = max(float(evidence[apart].max(initial=0.0)), _LEAST_S)
    confidence = float(evidence[best]) / second
    lag = float(lags[best]) + sync.vertex(evidence, best)
    offset = lag / RATE + other.start_s - reference.start_s
    throughout = alike[best] >= _THROUGHOUT * both[best]
    if not throughout or evidence[best] < _ENOUGH_S or abs(offset) > max_shift_s:
        confidence = min(confidence, 1.0)
    told = Text("what both hold throughout")
    return sync.judged("correlation", offset, max(confidence, 0.0), told)


def _alike(a: np.ndarray, b: np.ndarray, least: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Lags in samples in rising order (positive: b is late), the sum of cosines over what overlaps
    at each, and the samples that do.

    Args:
        a: float [n, k], rows of unit length or zero.
        b: float [m, k].
        least: samples that must overlap.

    """
    size = 1 << (len(a) + len(b) - 1).bit_length()
    lags = np.arange(least - len(a), len(b) - least + 1)
    cross = np.fft.rfft(b, size, axis=0) * np.conj(np.fft.rfft(a, size, axis=0))
    alike = np.fft.irfft(cross.sum(axis=1), size)[lags]
    both = np.minimum(len(a), len(b) - lags) - np.maximum(0, -lags)
    return lags, alike, both
