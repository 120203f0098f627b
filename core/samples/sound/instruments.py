"""Synthesised instruments: one note in, samples out.

Additive synthesis, plucked strings (Karplus and Strong 1983), frequency modulation
(Chowning 1973) and filtered noise. All at RATE, peak about 1.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from scipy import signal

RATE = 16_000
_TAU = 2 * np.pi

Note = Callable[[float, float, np.random.Generator], np.ndarray]


def clock(seconds: float) -> np.ndarray:
    """Times of the samples of a note."""
    return np.arange(max(1, round(seconds * RATE))) / RATE


def envelope(t: np.ndarray, attack: float, release: float) -> np.ndarray:
    """Rise over `attack` seconds, hold, fall over the last `release` seconds."""
    left = t[-1] - t
    shape: np.ndarray = np.clip(t / attack, 0, 1) * np.clip(left / release, 0, 1)
    return shape


def _partials(
    t: np.ndarray, hz: float, table: Sequence[tuple[float, float, float]], phase: np.ndarray
) -> np.ndarray:
    """Sum of (ratio, level, decay a second), those above half the rate left out."""
    out = np.zeros_like(t)
    for (ratio, level, decay), start in zip(table, phase, strict=True):
        if hz * ratio < 0.47 * RATE:
            out += level * np.exp(-decay * t) * np.sin(_TAU * hz * ratio * t + start)
    return out


def _piano(hz: float, seconds: float, rng: np.random.Generator) -> np.ndarray:
    t = clock(seconds)
    table = [(k * np.sqrt(1 + 4e-4 * k * k), 1 / k**1.25, 1.6 + 0.75 * k) for k in range(1, 14)]
    hammer = rng.normal(0, 0.10, len(t)) * np.exp(-t * 90)
    tone = _partials(t, hz, table, rng.uniform(0, _TAU, len(table)))
    return (0.75 * tone + hammer) * envelope(t, 0.003, 0.05)


def _guitar(hz: float, seconds: float, rng: np.random.Generator) -> np.ndarray:
    t = clock(seconds)
    period = RATE / hz - 0.5
    whole = int(period)
    share = period - whole
    burst = np.zeros(len(t))
    burst[:whole] = signal.lfilter([0.6, 0.4], [1], rng.uniform(-1, 1, whole))[: len(t)]
    # The loop: a delay of `period`, the average of two neighbours, a little loss.
    feedback = np.zeros(whole + 3)
    feedback[0] = 1
    loss = 0.996
    for offset, weight in ((0, 0.5 * (1 - share)), (1, 0.5), (2, 0.5 * share)):
        feedback[whole + offset] -= loss * weight
    string = signal.lfilter([1], feedback, burst)
    return 0.9 * string * envelope(t, 0.001, 0.06)


def _flute(hz: float, seconds: float, rng: np.random.Generator) -> np.ndarray:
    t = clock(seconds)
    vibrato = 0.0035 * np.sin(_TAU * 5.2 * t + rng.uniform(0, _TAU)) * np.clip(t / 0.25, 0, 1)
    phase = _TAU * hz * np.cumsum(1 + vibrato) / RATE
    tone = np.sin(phase) + 0.22 * np.sin(2 * phase) + 0.07 * np.sin(3 * phase)
    low, high = np.clip([hz * 0.8, hz * 2.5], 20, 0.49 * RATE)
    breath = signal.sosfilt(
        signal.butter(2, [low, high], "bandpass", fs=RATE, output="sos"), rng.normal(0, 1, len(t))
    )
    return (0.62 * tone + 0.16 * breath) * envelope(t, 0.07, 0.09)


def _organ(hz: float, seconds: float, rng: np.random.Generator) -> np.ndarray:
    t = clock(seconds)
    drawbars = [(0.5, 0.5, 0), (1, 1, 0), (1.5, 0.35, 0), (2, 0.7, 0), (3, 0.3, 0), (4, 0.42, 0)]
    drawbars += [(6, 0.16, 0), (8, 0.2, 0)]
    turning = 1 + 0.10 * np.sin(_TAU * 6.4 * t + rng.uniform(0, _TAU))
    tone = _partials(t, hz, drawbars, rng.uniform(0, _TAU, len(drawbars)))
    return 0.30 * tone * turning * envelope(t, 0.012, 0.03)


def _violin(hz: float, seconds: float, rng: np.random.Generator) -> np.ndarray:
    t = clock(seconds)
    vibrato = 0.006 * np.sin(_TAU * 5.8 * t + rng.uniform(0, _TAU)) * np.clip(t / 0.3, 0, 1)
    phase = _TAU * hz * np.cumsum(1 + vibrato) / RATE
    tone = np.zeros_like(t)
    for k in range(1, 22):
        if hz * k < 0.47 * RATE:
            body = (
                0.5
                + np.exp(-(((hz * k - 1000) / 700) ** 2))
                + 0.8 * np.exp(-(((hz * k - 2800) / 900) ** 2))
            )
            tone += body / k * np.sin(k * phase + rng.uniform(0, 0.6))
    bow = rng.normal(0, 0.025, len(t))
    return (0.42 * tone + bow) * envelope(t, 0.09, 0.09)


def _trumpet(hz: float, seconds: float, rng: np.random.Generator) -> np.ndarray:
    t = clock(seconds)
    shape = envelope(t, 0.045, 0.06) * (1 - 0.18 * np.clip(t / 0.4, 0, 1))
    # Chowning's brass: the louder, the more sidebands.
    phase = _TAU * hz * t
    return 0.85 * shape * np.sin(phase + 4.2 * shape * np.sin(phase))


def _bells(hz: float, seconds: float, rng: np.random.Generator) -> np.ndarray:
    t = clock(seconds)
    table = [
        (0.56, 0.5, 1.1), (0.92, 0.6, 1.3), (1.19, 0.9, 1.8), (1.71, 0.5, 2.2), (2.0, 0.7, 2.6),
        (2.74, 0.45, 3.4), (3.0, 0.3, 4.2), (3.76, 0.3, 5.5), (4.07, 0.2, 7.0),
    ]  # fmt: skip
    tone = _partials(t, 2 * hz, table, rng.uniform(0, _TAU, len(table)))
    return 0.34 * tone * envelope(t, 0.002, 0.08)


def _marimba(hz: float, seconds: float, rng: np.random.Generator) -> np.ndarray:
    t = clock(seconds)
    table = [(1.0, 1.0, 6.5), (3.93, 0.32, 15.0), (9.2, 0.12, 30.0)]
    knock = rng.normal(0, 0.25, len(t)) * np.exp(-t * 220)
    tone = _partials(t, hz, table, rng.uniform(0, _TAU, len(table)))
    return (0.85 * tone + knock) * envelope(t, 0.002, 0.04)


def _synthesizer(hz: float, seconds: float, rng: np.random.Generator) -> np.ndarray:
    t = clock(seconds)
    wave = np.zeros_like(t)
    for detune in (-0.006, 0.0, 0.006):
        for k in range(1, 30, 2):
            if hz * k < 0.45 * RATE:
                # The square wave closes like a filter that shuts over time.
                close = np.exp(-0.16 * k * np.clip(t / 0.3, 0, 1.6))
                wave += close / k * np.sin(_TAU * hz * k * (1 + detune) * t)
    return 0.34 * wave * envelope(t, 0.006, 0.04)


INSTRUMENTS: Mapping[str, Note] = {
    "piano": _piano,
    "guitar": _guitar,
    "flute": _flute,
    "organ": _organ,
    "violin": _violin,
    "trumpet": _trumpet,
    "bells": _bells,
    "marimba": _marimba,
    "synthesizer": _synthesizer,
}


def _band(seconds: float, low: float, high: float, rng: np.random.Generator) -> np.ndarray:
    sos = signal.butter(2, [low, high], "bandpass", fs=RATE, output="sos")
    noise: np.ndarray = signal.sosfilt(sos, rng.normal(0, 1, max(1, round(seconds * RATE))))
    return noise


def kick(rng: np.random.Generator) -> np.ndarray:
    """A bass drum: a sine that falls in pitch."""
    t = clock(0.26)
    return np.sin(_TAU * (52 * t + 90 / 28 * (1 - np.exp(-28 * t)))) * np.exp(-11 * t)


def snare(rng: np.random.Generator) -> np.ndarray:
    """A snare drum: a short tone and a burst of noise."""
    t = clock(0.18)
    return (0.5 * np.sin(_TAU * 190 * t) + 0.9 * _band(0.18, 900, 7000, rng)) * np.exp(-20 * t)


def clap(rng: np.random.Generator) -> np.ndarray:
    """Hands: three quick bursts and a tail."""
    t = clock(0.2)
    bursts = sum(np.exp(-((t - d) ** 2) / 6e-6) for d in (0.004, 0.014, 0.024))
    return 1.6 * _band(0.2, 800, 3200, rng) * (bursts + 0.6 * np.exp(-28 * t))


def shaker(rng: np.random.Generator) -> np.ndarray:
    """Seeds in a can."""
    t = clock(0.09)
    return 1.5 * _band(0.09, 4200, 7800, rng) * np.sin(np.pi * t / t[-1]) ** 2


def bongo(hz: float, rng: np.random.Generator) -> np.ndarray:
    """A small hand drum."""
    t = clock(0.22)
    tone = np.sin(_TAU * hz * (t + 0.012 * (1 - np.exp(-40 * t)))) * np.exp(-17 * t)
    return tone + 0.3 * _band(0.22, 500, 3000, rng) * np.exp(-110 * t)
