"""What happens when on a track: the onset envelopes that time synchronisation compares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import ndimage, signal

from core.media.audio import Sound
from core.media.spectrogram import log_mel
from core.media.subtitles import Cue
from core.media.video import Frames

#: Envelope samples a second.
RATE = 100
_QUIET_DB = -60.0
_FLICKER_DB = 6.0
_TREND_S = 0.5
#: Beating tones and steady noise rise by 0.06 dB over all bands, music under noise by 0.18.
_FAINT_DB = 0.1
_BANDS = 10
#: A beginning stands this many standard deviations above the rest.
_ONSET = 1.5
_APART_S = 0.08
#: The first and last windows reach beyond the sound, where nothing is known.
_ENDS = 2
#: A picture that was seen as lately as this is nothing new: the end of a flash is no beginning.
_REMEMBERED_S = 0.32


@dataclass(frozen=True, eq=False)
class Envelope:
    """How much begins at each moment, on the track's own clock.

    Attributes:
        values: float64 [n] at RATE, mean 0, standard deviation 1 (all 0 where nothing happens).
        start_s: time of values[0].
        shape: float32 [n, k] what it is like at each moment (for sounds: power in k bands, unit
            length after the mean is taken away); None where only beginnings are known.
    """

    values: np.ndarray
    start_s: float
    shape: np.ndarray | None = None

    @property
    def seconds(self) -> float:
        """Length of the envelope."""
        return len(self.values) / RATE

    @property
    def eventful(self) -> bool:
        """Whether anything begins at all; a silent or constant track cannot be aligned."""
        return bool(np.any(self.values))

    @cached_property
    def onsets(self) -> np.ndarray:
        """Seconds at which something begins, on the track's own clock; float64 [k]."""
        padded = np.pad(self.values, 1, constant_values=-np.inf)
        peaks, _ = signal.find_peaks(padded, height=_ONSET, distance=round(_APART_S * RATE))
        return self.start_s + (peaks - 1) / RATE


def of_sound(sound: Sound) -> Envelope:
    """Spectral flux: the rise of power summed over mel bands."""
    over = level(sound)
    rise = np.maximum(0, np.diff(over, axis=1, prepend=over[:, :1])).mean(axis=0)
    bands = over.reshape(_BANDS, -1, over.shape[1]).mean(axis=1).T
    bands = bands - bands.mean(axis=0)
    length = np.linalg.norm(bands, axis=1, keepdims=True)
    shape = np.where(length > 1, bands / np.maximum(length, 1), 0).astype(np.float32)
    return Envelope(_standard(rise, _FAINT_DB), sound.start_s, shape)


def level(sound: Sound) -> np.ndarray:
    """Mel bands in dB [40, n] at RATE, below the loudest cell, not below what is mostly there."""
    picture = log_mel(sound, mels=40, hop_s=1 / RATE)
    # Relative to the loudest cell, so that the volume does not matter.
    last = picture.values.shape[1] - 1
    known = np.clip(np.arange(last + 1), min(_ENDS, last // 2), max(last - _ENDS, last // 2))
    values = picture.values[:, known]
    values = np.maximum(values - values.max(), _QUIET_DB)
    # What a band mostly does is its background, and the flicker of noise is no onset.
    background = np.percentile(values, 25, axis=1, keepdims=True) + _FLICKER_DB
    gated: np.ndarray = np.maximum(values, np.minimum(background, -_FLICKER_DB))
    return gated


def of_frames(frames: Frames) -> Envelope:
    """What is new in each frame, against the most alike of the frames just before it."""
    grey = frames.pixels.astype(np.float32).mean(axis=3)
    change = np.abs(np.diff(grey, axis=0)).mean(axis=(1, 2))
    for back in range(2, len(grey)):
        near = np.flatnonzero(frames.times[back:] - frames.times[:-back] <= _REMEMBERED_S)
        if not len(near):
            break
        apart = np.abs(grey[near + back] - grey[near]).mean(axis=(1, 2))
        change[near + back - 1] = np.minimum(change[near + back - 1], apart)
    start = float(frames.times[0])
    n = max(1, round((float(frames.times[-1]) - start) * RATE) + 1)
    values = np.zeros(n)
    # A change is seen when the new frame comes on.
    at = np.clip(np.round((frames.times[1:] - start) * RATE).astype(int), 0, n - 1)
    np.maximum.at(values, at, change)
    return Envelope(_standard(_spread(values, frames.times)), start)


def of_cues(cues: Sequence[Cue]) -> Envelope:
    """A pulse where each line of subtitles begins."""
    return of_times([cue.start_s for cue in cues], max((c.end_s for c in cues), default=0.0))


def of_times(times: Sequence[float], end_s: float = 0.0) -> Envelope:
    """A pulse at each time (seconds): events of a behaviour log, markers set by hand."""
    if len(times) == 0:
        return Envelope(np.zeros(1), 0.0)
    start = min(times)
    n = round((max(end_s, max(times)) - start) * RATE) + 1
    values = np.zeros(n)
    np.add.at(values, np.round((np.asarray(times) - start) * RATE).astype(int), 1.0)
    return Envelope(_standard(ndimage.gaussian_filter1d(values, 2.0, mode="constant")), start)


def _spread(values: np.ndarray, times: np.ndarray) -> np.ndarray:
    """Blur pulses over half a frame, as the camera saw them at no finer a moment."""
    step = float(np.median(np.diff(times))) if len(times) > 1 else 1 / RATE
    return ndimage.gaussian_filter1d(values, max(1.0, step * RATE / 4), mode="constant")


def _standard(values: np.ndarray, least: float = 1e-9) -> np.ndarray:
    """Without the slow trend, mean 0 and standard deviation 1; all 0 if it was below `least`."""
    flat = values - ndimage.uniform_filter1d(values, max(1, round(_TREND_S * RATE)))
    flat = np.maximum(0, flat)
    spread = flat.std()
    if spread < least:
        return np.zeros_like(flat)
    standard: np.ndarray = (flat - flat.mean()) / spread
    return standard
