"""Short sounds with a name: what happens in the videos."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from scipy import signal

from core.samples.sound import instruments
from core.samples.sound.instruments import RATE, clock, envelope

#: Every effect lasts this long.
SECONDS = 1.3
#: How far, in powers of e, a short one has died away at its end.
_DYING = 5.0
#: Share of its loudest moment at which it has begun.
_HEARD = 0.3
_TAU = 2 * np.pi


def _noise(
    low: float, high: float, rng: np.random.Generator, seconds: float = SECONDS
) -> np.ndarray:
    sos = signal.butter(2, [low, high], "bandpass", fs=RATE, output="sos")
    noise: np.ndarray = signal.sosfilt(sos, rng.normal(0, 1, len(clock(seconds))))
    return noise


def _bell(rng: np.random.Generator) -> np.ndarray:
    out = np.zeros(len(clock(SECONDS)))
    for start in (0.0, 0.43, 0.86):
        note = instruments.INSTRUMENTS["bells"](rng.uniform(420, 520), SECONDS - start, rng)
        out[round(start * RATE) :][: len(note)] += note[: len(out) - round(start * RATE)]
    return out


def _horn(rng: np.random.Generator) -> np.ndarray:
    t = clock(SECONDS)
    base = rng.uniform(180, 230)
    tone = sum(signal.sawtooth(_TAU * base * ratio * t) for ratio in (1, 1.26, 1.5))
    gate = np.where((t < 0.35) | (t > 0.5), 1.0, 0.0)
    soft = signal.lfilter([0.2], [1, -0.8], tone * gate)
    return soft * envelope(t, 0.02, 0.06)


def _whistle(rng: np.random.Generator) -> np.ndarray:
    t = clock(SECONDS)
    hz = rng.uniform(2000, 2500) * (1 + 0.03 * np.sign(np.sin(_TAU * 26 * t)))
    tone = np.sin(_TAU * np.cumsum(hz) / RATE)
    return (tone + 0.25 * _noise(1800, 4000, rng)) * envelope(t, 0.02, 0.05)


def _birdsong(rng: np.random.Generator) -> np.ndarray:
    out = np.zeros(len(clock(SECONDS)))
    at = 0.0
    while at < SECONDS - 0.16:
        t = clock(rng.uniform(0.07, 0.14))
        start, end = rng.uniform(2600, 4600, 2)
        sweep = np.linspace(start, end, len(t)) * (1 + 0.03 * np.sin(_TAU * 40 * t))
        chirp = np.sin(_TAU * np.cumsum(sweep) / RATE) * np.sin(np.pi * t / t[-1]) ** 2
        first = round(at * RATE)
        out[first : first + len(t)] += chirp[: len(out) - first]
        at += t[-1] + rng.uniform(0.03, 0.09)
    return out


def _thunder(rng: np.random.Generator) -> np.ndarray:
    t = clock(SECONDS)
    rumble = _noise(30, 160, rng) * 3 + _noise(150, 900, rng) * np.exp(-6 * t)
    rolling = 0.6 + 0.4 * np.sin(_TAU * 3.1 * t + rng.uniform(0, _TAU))
    return rumble * rolling * np.exp(-1.1 * t) * envelope(t, 0.01, 0.2)


def _applause(rng: np.random.Generator) -> np.ndarray:
    out = np.zeros(len(clock(SECONDS)))
    for start in rng.uniform(0, SECONDS - 0.2, 90):
        hit = instruments.clap(rng) * rng.uniform(0.3, 1)
        first = round(start * RATE)
        out[first : first + len(hit)] += hit[: len(out) - first]
    return out


def _alarm(rng: np.random.Generator) -> np.ndarray:
    t = clock(SECONDS)
    high = np.floor(t / 0.16) % 2
    hz = np.where(high, 960.0, 720.0) * rng.uniform(0.95, 1.05)
    tone = np.tanh(2 * np.sin(_TAU * np.cumsum(hz) / RATE))
    return tone * envelope(t, 0.01, 0.03)


EFFECTS: Mapping[str, Callable[[np.random.Generator], np.ndarray]] = {
    "bell": _bell,
    "horn": _horn,
    "whistle": _whistle,
    "birdsong": _birdsong,
    "thunder": _thunder,
    "applause": _applause,
    "alarm": _alarm,
}

#: These are counted: a bell, but thunder.
COUNTED = frozenset({"bell", "horn", "whistle", "alarm"})


def track(
    effect: str,
    starts_s: Sequence[float],
    seconds: float,
    rng: np.random.Generator,
    length_s: float = SECONDS,
) -> np.ndarray:
    """A sound track of `seconds`, soft wind and an effect at every start; float64 [n].

    With a shorter `length_s` it is struck and dies away, so that it has one beginning.
    """
    wind = _noise(60, 500, rng, seconds)
    t = clock(seconds)
    swell = 1 + 0.4 * np.sin(_TAU * 0.3 * t + rng.uniform(0, _TAU))
    out = 0.006 * wind / np.sqrt(np.mean(wind**2)) * swell
    sound = EFFECTS[effect](rng)
    sound *= 0.14 / np.sqrt(np.mean(sound**2))
    sound = 0.8 * np.tanh(sound / 0.8)
    if length_s < SECONDS:
        cut = clock(length_s)
        first = int(np.argmax(np.abs(sound) > _HEARD * np.abs(sound).max()))
        dying = np.exp(-_DYING * cut / length_s) * envelope(cut, 0.001, 0.05)
        sound = sound[first : first + len(cut)] * dying
    for start_s in starts_s:
        first = round(start_s * RATE)
        out[first : first + len(sound)] += sound[: len(out) - first]
    return out
