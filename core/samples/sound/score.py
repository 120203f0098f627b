"""Small pieces of music out of sections, each with one voice and a known time span."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from core.samples.sound import instruments
from core.samples.sound.instruments import INSTRUMENTS, RATE

TEMPOS: Mapping[str, float] = {"slow": 68, "steady": 104, "fast": 152}
_SCALES = {"cheerful": (0, 2, 4, 5, 7, 9, 11), "wistful": (0, 2, 3, 5, 7, 8, 10)}
#: Roots of four chords, as steps of the scale.
_CHORDS = {
    "cheerful": ((0, 4, 5, 3), (0, 3, 4, 0), (0, 5, 3, 4)),
    "wistful": ((0, 5, 2, 6), (0, 3, 6, 4), (0, 6, 5, 4)),
}
MOODS: tuple[str, ...] = tuple(_SCALES)
PERCUSSION: tuple[str, ...] = ("drums", "claps", "shaker", "bongos")

_SECTION_S = 2.6
_PAD_LEVEL = 0.03


@dataclass(frozen=True, eq=False)
class Piece:
    """A finished piece.

    Attributes:
        samples: float32 [n] mono at RATE, peak 0.85.
        spans: start and end second of each section, in the order asked for.
    """

    samples: np.ndarray
    spans: list[tuple[float, float]]


def compose(voices: Sequence[str], tempo: str, mood: str, rng: np.random.Generator) -> Piece:
    """Play one section after the other.

    Args:
        voices: instrument or percussion of each section.
        tempo: one of TEMPOS.
        mood: one of MOODS.
        rng: the only source of chance.

    """
    beat = 60 / (TEMPOS[tempo] * rng.uniform(0.95, 1.05))
    beats = max(3, round(_SECTION_S / beat))
    section = beats * beat
    root = 48 + int(rng.integers(0, 10))
    chords = _CHORDS[mood][int(rng.integers(len(_CHORDS[mood])))]
    total = round(section * len(voices) * RATE)
    out = np.zeros(total + RATE)
    spans = []
    for number, voice in enumerate(voices):
        start = number * section
        chord = [chords[(number + k) % 4] for k in range(2)]
        if voice in INSTRUMENTS:
            part = _melody(voice, beats, beat, root, _SCALES[mood], chord, rng)
        else:
            part = _percussion(voice, beats, beat, rng)
        # All voices equally loud, and silent outside their own section.
        part = part[: round(section * RATE)]
        part *= 0.11 / max(1e-6, float(np.sqrt(np.mean(part**2))))
        fade = round(0.03 * RATE)
        part[-fade:] *= np.linspace(1, 0, fade)
        first = round(start * RATE)
        out[first : first + len(part)] += part
        _pad(out, start, section, root, _SCALES[mood], chord)
        spans.append((start, start + section))
    out = _room(out[:total])
    return Piece((0.85 * out / np.abs(out).max()).astype(np.float32), spans)


def _hz(root: int, scale: Sequence[int], step: int) -> float:
    octave, degree = divmod(step, len(scale))
    return float(440 * 2 ** ((root + 12 * octave + scale[degree] - 69) / 12))


def _melody(
    voice: str,
    beats: int,
    beat: float,
    root: int,
    scale: Sequence[int],
    chord: Sequence[int],
    rng: np.random.Generator,
) -> np.ndarray:
    """A line that walks over the scale and lands on notes of the chord."""
    out = np.zeros(round((beats * beat + 0.2) * RATE))
    play = INSTRUMENTS[voice]
    step = chord[0] + 7
    at = 0.0
    while at < beats - 1e-6:
        length = min(float(rng.choice([0.5, 0.5, 1.0, 1.0, 1.5])), beats - at)
        here = chord[0] if at < beats / 2 else chord[1]
        if at == int(at):
            # On the beat: the nearest note of the chord.
            step = min((here + k for k in (0, 2, 4, 7, 9, 11, 14)), key=lambda s: abs(s - step))
        seconds = min(length * beat * 1.02 + 0.05, beats * beat - at * beat)
        _add(out, play(_hz(root, scale, step), seconds, rng) * rng.uniform(0.8, 1), at * beat)
        if at in (0.0, beats // 2):
            low = _hz(root, scale, here)
            _add(out, 0.55 * play(low, min(2 * beat, beats * beat - at * beat), rng), at * beat)
        step = int(np.clip(step + rng.choice([-2, -1, -1, 1, 1, 2]), 3, 15))
        at += length
    return out


def _percussion(voice: str, beats: int, beat: float, rng: np.random.Generator) -> np.ndarray:
    out = np.zeros(round((beats * beat + 0.4) * RATE))
    for half in range(2 * beats):
        at = half * beat / 2
        on = half % 2 == 0
        number = half // 2
        if voice == "drums":
            if on:
                hit = instruments.kick(rng) if number % 2 == 0 else 0.9 * instruments.snare(rng)
                _add(out, hit, at)
            _add(out, 0.22 * instruments.shaker(rng), at)
        elif voice == "claps" and on:
            _add(out, instruments.clap(rng) * (1.0 if number % 2 else 0.8), at)
        elif voice == "shaker":
            _add(out, instruments.shaker(rng) * (1.0 if on else 0.6), at)
        elif voice == "bongos":
            pitch = 300.0 if (half % 3) else 210.0
            _add(out, instruments.bongo(pitch, rng) * rng.uniform(0.6, 1.0), at)
    return out


def _pad(
    out: np.ndarray,
    start: float,
    seconds: float,
    root: int,
    scale: Sequence[int],
    chord: Sequence[int],
) -> None:
    """Very soft chords under everything, so that a drum section is not a hole in the music."""
    half = seconds / 2
    for k, base in enumerate(chord):
        t = instruments.clock(half)
        tone = sum(np.sin(2 * np.pi * _hz(root, scale, base + s) * t) for s in (0, 2, 4))
        _add(out, _PAD_LEVEL / 3 * tone * instruments.envelope(t, 0.15, 0.15), start + k * half)


def _add(out: np.ndarray, note: np.ndarray, seconds: float) -> None:
    first = round(seconds * RATE)
    last = min(len(out), first + len(note))
    out[first:last] += note[: last - first]


def _room(dry: np.ndarray) -> np.ndarray:
    """A few quiet early echoes; long reverberation would smear the sections."""
    wet = dry.copy()
    for delay, level in ((0.013, 0.22), (0.023, 0.16), (0.037, 0.12), (0.053, 0.08)):
        shift = round(delay * RATE)
        wet[shift:] += level * dry[:-shift]
    return wet
