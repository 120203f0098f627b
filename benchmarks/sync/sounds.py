"""Sounds with known beginnings: steady ones, music, claps and speech."""

from __future__ import annotations

import numpy as np
from scipy import signal

from core.samples.sound import score
from core.samples.sound.instruments import INSTRUMENTS

RATE = 16000


def steady(seconds: float, rng: np.random.Generator) -> np.ndarray:
    """A tone, a hum or a chord that never changes, in a room that is not quite silent."""
    t = np.arange(round(seconds * RATE)) / RATE
    base = rng.uniform(45, 900)
    ratios = ([1.0], [1, 2, 3, 5], [1, 1.26, 1.5], [1, 1.19, 1.5, 2])[int(rng.integers(4))]
    tones = sum(np.sin(2 * np.pi * (base * ratio * t + rng.random())) for ratio in ratios)
    room = rng.choice([0, 1e-4, 1e-2]) * rng.normal(size=len(t))
    return 0.2 * np.asarray(tones) + room


def music(seconds: float, rng: np.random.Generator) -> np.ndarray:
    """Sections of the samples' instruments, none twice."""
    pieces: list[np.ndarray] = []
    while sum(len(piece) for piece in pieces) < seconds * RATE:
        voices = rng.choice([*INSTRUMENTS, *score.PERCUSSION], 3, replace=False)
        tempo = str(rng.choice(list(score.TEMPOS)))
        pieces.append(score.compose(list(voices), tempo, "cheerful", rng).samples)
    return np.concatenate(pieces)[: round(seconds * RATE)].astype(np.float64)


def song(seconds: float, rng: np.random.Generator) -> np.ndarray:
    """Verses that differ between choruses that are the same."""
    chorus = music(4.5, rng)
    pieces = [part for _ in range(int(seconds // 9) + 1) for part in (chorus, music(4.5, rng))]
    return np.concatenate(pieces)[: round(seconds * RATE)]


def loop(seconds: float, rng: np.random.Generator) -> np.ndarray:
    """One bar of about two seconds, again and again."""
    bar = music(rng.uniform(1.5, 2.5), rng)
    return np.tile(bar, int(seconds * RATE / len(bar)) + 1)[: round(seconds * RATE)]


def claps(starts: np.ndarray, seconds: float, rng: np.random.Generator) -> np.ndarray:
    """A short burst of noise at each start, over noise."""
    samples = rng.normal(0, 0.004, round(seconds * RATE))
    fading = np.exp(-np.arange(1600) / 300)
    for first in np.round(starts * RATE).astype(int):
        heard = samples[max(0, first) : max(0, first + 1600)]
        heard += (rng.normal(0, 0.4, 1600) * fading)[1600 - len(heard) if first < 0 else 0 :][
            : len(heard)
        ]
    return samples


def speech(spans: np.ndarray, seconds: float, rng: np.random.Generator) -> np.ndarray:
    """Syllables of one voice in each span [start, end): harmonics through changing formants."""
    samples = np.zeros(round(seconds * RATE))
    voice = rng.uniform(90, 230)
    for start, end in spans:
        at = start
        while at < min(end, seconds) - 0.05:
            length = min(rng.uniform(0.12, 0.28), end - at)
            piece = _syllable(length, voice * rng.uniform(0.85, 1.2), rng)
            first = round(at * RATE)
            room = len(samples[first : first + len(piece)])
            samples[first : first + len(piece)] += piece[:room]
            at += length
    return 0.3 * samples / max(1e-9, float(np.abs(samples).max())) + rng.normal(
        0, 0.001, len(samples)
    )


def sentences(seconds: float, rng: np.random.Generator) -> np.ndarray:
    """Spans [n, 2] of one to three and a half seconds with pauses between, of uneven lengths."""
    spans = []
    at = rng.uniform(0.5, 2)
    while at < seconds - 1:
        end = at + rng.uniform(1, 3.5)
        spans.append((at, end))
        at = end + 0.35 + rng.exponential(0.8)
    return np.array(spans)


def noisy(samples: np.ndarray, db: float, rng: np.random.Generator) -> np.ndarray:
    """With noise that many dB below it."""
    level = float(np.sqrt(np.mean(samples**2))) * 10 ** (-db / 20)
    return samples + rng.normal(0, level, len(samples))


def later(samples: np.ndarray, seconds: float, rate: float = 1.0) -> np.ndarray:
    """What was heard at t is heard at rate * t + seconds; as long as before."""
    times = (np.arange(len(samples)) / RATE - seconds) / rate * RATE
    return np.interp(times, np.arange(len(samples)), samples, left=0, right=0)


def _syllable(length: float, hz: float, rng: np.random.Generator) -> np.ndarray:
    n = max(8, round(length * RATE))
    t = np.arange(n) / RATE
    tone = signal.sawtooth(2 * np.pi * hz * t * (1 + 0.1 * rng.normal() * t))
    if rng.random() < 0.5:  # a consonant first
        tone[: n // 4] = rng.normal(0, 0.5, n // 4)
    heard = np.zeros(n)
    for low, high in ((300, 900), (900, 2500), (2300, 3400)):
        middle = rng.uniform(low, high)
        b, a = signal.iirpeak(middle, 6, RATE)
        heard += signal.lfilter(b, a, tone)
    return heard * np.minimum(1, np.minimum(t, length - t) / 0.02) * rng.uniform(0.5, 1)
