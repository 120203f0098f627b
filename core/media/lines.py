"""Lines of subtitles against what is heard: for hands that are late and early by turns, and music.

The onsets of a sound tell syllables and notes; a line begins where it gets louder for longer, and
is shown while it is loud.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy import ndimage

from core.media import sync, tracks
from core.media.agreement import agreement, lead
from core.media.audio import Sound
from core.media.subtitles import Cue
from core.media.sync import Offset
from core.media.tracks import RATE
from core.text import Text

#: Louder for this long against as long before.
_RISE_S = 0.3
#: How far hands are off.
_HAND_S = 0.12
#: A line that is shown while it is loud counts half of one that begins when it gets louder.
_SHOWN = 0.5
_SAME_S = 0.5
_OVERLAP_S = 10.0
_REACH_S = 0.4
#: Fewer lines that are heard fit anywhere.
_FEWEST = 6


def by_lines(sound: Sound, cues: Sequence[Cue], max_shift_s: float = 60.0) -> Offset:
    """By how much lines, or moments of no length, run behind the sound they belong to."""
    level = tracks.level(sound).mean(axis=0)
    rise = _rise(level)
    starts = np.array([cue.start_s for cue in cues])
    first = float(starts.min()) - 1
    begun, shown = _drawn(cues, first)
    lags, strength = agreement(rise, begun, round(_OVERLAP_S * RATE), 0.5)
    smooth = ndimage.gaussian_filter1d(level, _HAND_S * RATE)
    strength = strength + _SHOWN * agreement(smooth, shown, round(_OVERLAP_S * RATE), 0.5)[1]
    shift = lags / RATE + first - sound.start_s
    best = float(shift[np.argmax(strength)])
    confidence = lead(strength, shift, best, _SAME_S)
    offset, heard = _centred(rise, starts - sound.start_s, best)
    if heard < _FEWEST or abs(offset) > max_shift_s:
        confidence = min(confidence, 1.0)
    return sync.judged("correlation", offset, confidence, Text("the pauses before its lines"))


def _rise(level: np.ndarray) -> np.ndarray:
    size = round(_RISE_S * RATE)
    total = np.cumsum(np.pad(level, size, mode="edge"))
    total = np.append(0.0, total)
    mean = (total[size:] - total[:-size]) / size
    rise: np.ndarray = np.maximum(0, mean[size : size + len(level)] - mean[: len(level)])
    return rise


def _drawn(cues: Sequence[Cue], first: float) -> tuple[np.ndarray, np.ndarray]:
    """Where lines begin and where they are shown, at RATE from second `first`."""
    last = max(cue.end_s for cue in cues) + 1
    begun, shown = np.zeros((2, round((last - first) * RATE)))
    for cue in cues:
        start, end = (round((time - first) * RATE) for time in (cue.start_s, cue.end_s))
        begun[start] += 1
        shown[start:end] = 1
    blurred = (ndimage.gaussian_filter1d(part, _HAND_S * RATE) for part in (begun, shown))
    return next(blurred), next(blurred)


def _centred(rise: np.ndarray, starts: np.ndarray, offset: float) -> tuple[float, int]:
    """The mean over the lines instead of the loudest of them, and how many are heard."""
    reach = np.arange(-round(_REACH_S * RATE), round(_REACH_S * RATE) + 1)
    prior = np.exp(-0.5 * (reach / RATE / (_REACH_S / 2)) ** 2)
    heard = 0
    for _ in range(3):
        at = np.round((starts - offset) * RATE).astype(int)
        at = at[(at >= -reach[0]) & (at < len(rise) + reach[0])]
        around = rise[at[:, None] + reach] * prior
        around = around[around.max(axis=1) > 0] if len(at) else around
        heard = len(around)
        if heard:
            offset -= float(reach[around.argmax(axis=1)].mean()) / RATE
    return offset, heard
