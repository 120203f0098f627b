"""Clocks that run at different speeds: dynamic time warping, then a line through local offsets."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from core.media import sync
from core.media.sync import Offset
from core.media.tracks import RATE, Envelope
from core.text import Text

#: Warping works at this many points a second; the local offsets refine it.
_COARSE = 20
_WINDOW_S = 6.0
_STEP_S = 2.0
_SEARCH_S = 0.6
_AGREE_S = 0.04
_MAX_RATE_ERROR = 0.06
_MIN_WINDOWS = 4
#: Cosine above which two moments are taken for the same.
_FITS = 0.55
_BEGIN, _DOWN, _ALONG = 0, 2, 3
#: At least this share of the windows must lie on the line.
_ENOUGH = 0.6
#: No local offset is more exact than this, however well a few of them agree.
_FINEST_S = 0.001
#: Frames and lines tell no finer.
_COARSEST_S = 0.010


def by_warping(reference: Envelope, other: Envelope, max_shift_s: float = 10.0) -> Offset:
    """Offset and rate of a track whose clock drifts.

    Dynamic time warping (Sakoe and Chiba 1978) lays a first path where both tracks have a shape
    to compare; GCC-PHAT in windows along a straight line then gives local offsets, and a robust
    line through those is the answer.
    `confidence` is that of GCC-PHAT over the whole tracks once the drift is taken out.
    """
    if not (reference.eventful and other.eventful):
        return _no(Text("Nothing begins on one of the tracks, so there is no evidence."))
    best = (0.0, 1.0, 0.0, 0.0)
    for rate, offset in _guesses(reference, other, max_shift_s):
        candidate = _refine(reference, other, rate, offset)
        if candidate is not None and candidate > best:
            best = candidate
    share, rate, offset, unsure = best
    if share == 0:
        return _no(Text("No part of one track fits the other."))
    moved, _ = _unwarped(reference, other, rate, offset)
    whole = sync.by_correlation(reference, moved, max_shift_s)
    if (
        share < _ENOUGH
        or whole.confidence < sync.TRUSTED
        or abs(whole.offset_s) > _AGREE_S
        or abs(rate - 1) > _MAX_RATE_ERROR
    ):
        return Offset(
            offset,
            rate,
            whole.confidence,
            False,
            "warping",
            Text(
                "{share:.0%} of the windows agree on one drift and the tracks then fit "
                "{confidence:.1f} times as well as elsewhere; that is too little, so nothing "
                "was changed.",
                share=share,
                confidence=whole.confidence,
            ),
        )
    percent = 100 * (rate - 1)
    return Offset(
        offset,
        rate,
        whole.confidence,
        True,
        "warping",
        Text(
            "The other clock starts {offset:+.3f} s off and runs {percent:.2f} % {pace}; "
            "{share:.0%} of the windows agree.",
            offset=offset,
            percent=abs(percent),
            pace=Text("slow") if percent > 0 else Text("fast"),
            share=share,
        ),
        unsure,
    )


def _no(why: Text) -> Offset:
    return Offset(0.0, 1.0, 0.0, False, "warping", Text("{why} Nothing was changed.", why=why))


def _guesses(
    reference: Envelope, other: Envelope, max_shift_s: float
) -> Iterator[tuple[float, float]]:
    """First (rate, offset) lines to refine."""
    if reference.shape is not None and other.shape is not None:
        similar = _coarse(reference.shape) @ _coarse(other.shape).T
        path = warp(_FITS - similar, round(max_shift_s * _COARSE))
        if len(path) >= 2 * _COARSE:
            a = path[:, 0] / _COARSE + reference.start_s
            b = path[:, 1] / _COARSE + other.start_s
            yield _line(a, b)
    yield 1.0, sync.best_lag(reference, other)[0]


def _refine(
    reference: Envelope, other: Envelope, rate: float, offset: float
) -> tuple[float, float, float, float] | None:
    """(share of windows that agree, rate, offset, rate error) after rounds of local offsets."""
    for _ in range(3):
        times, local, weight = _local(reference, other, rate, offset)
        if len(times) < _MIN_WINDOWS:
            return None
        slope, shift = _line(times, local, weight)
        # What is left over is measured on the reference clock, the line runs on the other one.
        rate, offset = rate * (1 + slope), offset + rate * shift
    times, local, _ = _local(reference, other, rate, offset)
    if len(times) < _MIN_WINDOWS:
        return None
    agree = np.abs(local) <= _AGREE_S
    sounds = reference.shape is not None and other.shape is not None
    finest = _FINEST_S if sounds else _COARSEST_S
    return float(agree.mean()), rate, offset, rate * _unsure(times[agree], local[agree], finest)


def _unsure(times: np.ndarray, local: np.ndarray, finest: float) -> float:
    """Standard error of the slope of local offsets; windows that overlap count once together."""
    if len(times) < _MIN_WINDOWS:
        return np.inf
    # The shift is known from all of the track; only the slope is to be paid for here.
    apart = len(times) * _STEP_S / _WINDOW_S
    scatter = max(float(np.sqrt(np.sum(local**2) / max(apart - 1, 0.1))), finest)
    return float(scatter / (times.std() * np.sqrt(apart)))


def _coarse(shape: np.ndarray) -> np.ndarray:
    """[n, k] at RATE -> [n / step, k] at _COARSE, rows of unit length or zero."""
    step = RATE // _COARSE
    n = len(shape) // step * step
    mean = shape[:n].reshape(-1, step, shape.shape[1]).mean(axis=1)
    length = np.linalg.norm(mean, axis=1, keepdims=True)
    unit: np.ndarray = np.where(length > 0.05, mean / np.maximum(length, 0.05), 0)
    return unit


def warp(cost: np.ndarray, band: int) -> np.ndarray:
    """The monotone path of lowest total cost that may begin and end anywhere.

    Cells below zero attract the path, cells above zero end it (local alignment, as of Smith and
    Waterman 1981, with the steps of time warping).

    Args:
        cost: float [n, m], cell (i, j) for laying i on j.
        band: |i - j| stays within this.

    Returns:
        int64 [steps, 2] of (i, j); empty if no cell is below zero.

    """
    n, m = cost.shape
    offsets = np.arange(2 * band + 1) - band
    total = np.full(len(offsets), np.inf)
    came = np.zeros((n, len(offsets)), np.int8)
    lowest, end = 0.0, (-1, -1)
    for i in range(n):
        j = i + offsets
        valid = (j >= 0) & (j < m)
        local = np.where(valid, cost[i, np.clip(j, 0, m - 1)], 0.0)
        # In band coordinates (i-1, j-1) stands in the same column and (i-1, j) in the next one.
        options = np.stack([np.zeros_like(local), total, np.append(total[1:], np.inf)])
        choice = np.argmin(options, axis=0).astype(np.int8)
        best = options.min(axis=0) + local
        # (i, j-1): what a run along the row costs is a difference of prefix sums.
        prefix = np.cumsum(local)
        running = np.minimum.accumulate(np.where(valid, best - prefix, np.inf))
        along = running + prefix
        came[i] = np.where(along < best - 1e-9, _ALONG, choice)
        total = np.where(valid, np.minimum(along, best), np.inf)
        if total.min() < lowest:
            lowest, end = float(total.min()), (i, int(np.argmin(total)))
    return _trace(came, *end, band)


def _trace(came: np.ndarray, i: int, k: int, band: int) -> np.ndarray:
    path = []
    while i >= 0:
        path.append((i, i + k - band))
        step = came[i, k]
        if step == _BEGIN:
            break
        if step == _ALONG:
            k -= 1
        else:
            i, k = i - 1, k + (step == _DOWN)
    return np.array(path[::-1], np.int64).reshape(-1, 2)


def _line(x: np.ndarray, y: np.ndarray, weight: np.ndarray | None = None) -> tuple[float, float]:
    """Robust line: least squares, reweighted by Cauchy's function of the residuals."""
    w = np.ones(len(x)) if weight is None else weight.copy()
    base = w.copy()
    slope, shift = 0.0, float(np.median(y))
    for _ in range(12):
        mx, my = np.average(x, weights=w), np.average(y, weights=w)
        spread = np.average((x - mx) ** 2, weights=w)
        if spread > 0:
            slope = float(np.average((x - mx) * (y - my), weights=w) / spread)
        shift = float(my - slope * mx)
        residual = np.abs(y - slope * x - shift)
        scale = max(1.5 * float(np.median(residual)), 1e-3)
        w = base / (1 + (residual / scale) ** 2)
    return slope, shift


def _local(
    reference: Envelope, other: Envelope, rate: float, offset: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Remaining offset in windows along the line t_other = rate t + offset."""
    moved, inside = _unwarped(reference, other, rate, offset)
    grid = reference.start_s + np.arange(len(reference.values)) / RATE
    size, step = round(_WINDOW_S * RATE), round(_STEP_S * RATE)
    times, local, weight = [], [], []
    for first in range(0, max(1, len(grid) - size + 1), step):
        window = slice(first, first + size)
        if inside[window].mean() < 0.8:
            continue
        a = Envelope(reference.values[window], 0.0)
        b = Envelope(moved.values[window], 0.0)
        # A window may hold few beginnings; the line through all windows is what is judged.
        if not (a.eventful and b.eventful):
            continue
        left, confidence = sync.best_lag(a, b, _SEARCH_S)
        if confidence > 1.2:
            times.append(float(grid[window].mean()))
            local.append(left)
            weight.append(min(confidence, 5.0))
    return np.array(times), np.array(local), np.array(weight)


def _unwarped(
    reference: Envelope, other: Envelope, rate: float, offset: float
) -> tuple[Envelope, np.ndarray]:
    """The other track on the reference clock as far as the line knows it, and where it exists."""
    grid = reference.start_s + np.arange(len(reference.values)) / RATE
    where = (rate * grid + offset - other.start_s) * RATE
    moved = np.interp(where, np.arange(len(other.values)), other.values, left=0, right=0)
    inside = (where >= 0) & (where < len(other.values))
    return Envelope(moved, reference.start_s), inside
