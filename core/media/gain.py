"""Sound made louder where something points: attention as volume."""

from __future__ import annotations

import io
import wave
from dataclasses import replace

import numpy as np
from scipy.signal import fftconvolve

from core.media.audio import Sound

#: What gets no weight is still heard, this many dB below what gets most.
FLOOR_DB = -36.0
#: Seconds over which the volume moves from one token to the next: shorter steps click.
GLIDE_S = 0.06


def gained(sound: Sound, spans: np.ndarray, weights: np.ndarray) -> Sound:
    """The same sound with its volume following weights.

    Full volume where the weight is largest, FLOOR_DB where it is zero or no token is, and linear
    in the amplitude between; smoothed by a raised cosine of GLIDE_S.

    Args:
        sound: mono.
        spans: [L, 2] begin and end of each token in seconds, on the sound's own clock.
        weights: [L], not negative.

    """
    floor = 10 ** (FLOOR_DB / 20)
    top = float(weights.max(initial=0))
    volume = np.full(len(sound.samples), floor, np.float32)
    if top > 0:
        edges = np.round((np.asarray(spans, np.float64) - sound.start_s) * sound.rate)
        edges = np.clip(edges, 0, len(volume)).astype(int)
        for (begin, end), weight in zip(edges, weights, strict=True):
            volume[begin:end] = floor + (1 - floor) * float(weight) / top
    window = np.hanning(max(3, round(GLIDE_S * sound.rate) | 1))
    half = len(window) // 2
    padded = np.pad(volume, half, mode="edge")
    smooth = fftconvolve(padded, window / window.sum(), "valid")
    return replace(sound, samples=(sound.samples * smooth).astype(np.float32))


def wav(sound: Sound) -> bytes:
    """A 16-bit mono WAV file; louder than full scale is clipped."""
    pcm = np.clip(np.round(sound.samples * 32767), -32768, 32767).astype("<i2")
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(sound.rate)
        file.writeframes(pcm.tobytes())
    return out.getvalue()
