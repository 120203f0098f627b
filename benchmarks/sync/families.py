"""Families of two tracks of an item, each with the true clock of the second one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from benchmarks.sync import sounds
from core.media import tracks
from core.media.audio import Sound
from core.media.reading import SECONDS, Track
from core.media.subtitles import Cue
from core.media.video import Frames


@dataclass(frozen=True, eq=False)
class Case:
    """Two tracks and what is true of them.

    Attributes:
        reference: the track whose clock counts.
        other: the track that may be late.
        truth: (offset_s, rate) of the other one; None where they have nothing in common.
        until_s: the answer must hold from the beginning to here.

    """

    reference: Track
    other: Track
    truth: tuple[float, float] | None
    until_s: float = SECONDS


def _sound(samples: np.ndarray, name: str, length_s: float = 0.0) -> Track:
    heard = samples[: round(SECONDS * sounds.RATE)].astype(np.float32)
    sound = Sound(heard, sounds.RATE, 0.0, max(length_s, len(heard) / sounds.RATE))
    return Track("audio", name, 0.0, sound.duration_s, tracks.of_sound(sound), sound)


def _film(pixels: np.ndarray, fps: float, sound: Track | None = None) -> Track:
    times = np.arange(len(pixels)) / fps
    picture = tracks.of_frames(Frames(pixels, times))
    heard = None if sound is None else sound.sound
    return Track("video", "film", 0.0, len(pixels) / fps, picture, heard)


def _points(kind: str, spans: np.ndarray) -> Track:
    shown = spans[spans[:, 0] >= 0]
    cues = tuple(Cue(float(start), float(end), "words") for start, end in shown)
    end = max(cue.end_s for cue in cues)
    return Track(kind, kind, cues[0].start_s, end, tracks.of_cues(cues), cues=cues)


def steady(rng: np.random.Generator) -> Case:
    """Two sounds that never change and have nothing in common."""
    a, b = (sounds.steady(rng.choice([10, 20, 24.5, 30]), rng) for _ in range(2))
    return Case(_sound(a, "a"), _sound(b, "b"), None)


def unrelated(rng: np.random.Generator) -> Case:
    """Two pieces of music."""
    a, b = (sounds.music(rng.uniform(12, 30), rng) for _ in range(2))
    return Case(_sound(a, "a"), _sound(b, "b"), None)


def music(rng: np.random.Generator) -> Case:
    """The same music twice, under noise."""
    original, shift = sounds.music(30, rng), float(rng.uniform(-2, 2))
    late = sounds.noisy(sounds.later(original, shift), 6, rng)
    return Case(_sound(sounds.noisy(original, 6, rng), "a"), _sound(late, "b"), (shift, 1.0))


def loops(rng: np.random.Generator) -> Case:
    """A loop cut at two places: any whole number of bars fits."""
    long, first = sounds.loop(40, rng), float(rng.uniform(0, 6))
    cut = long[round(first * sounds.RATE) :][: round(rng.uniform(15, 30) * sounds.RATE)]
    return Case(_sound(long[: round(26 * sounds.RATE)], "a"), _sound(cut, "b"), (-first, 1.0))


def far(rng: np.random.Generator) -> Case:
    """A song with choruses, one recording begun 11 to 25 s later."""
    return _begun_later(60, (11, 25), rng)


def beyond(rng: np.random.Generator) -> Case:
    """The same song, begun so much later that what is compared has 4 s or nothing in common but
    choruses: any answer is one of them.
    """
    return _begun_later(90, (26, 50), rng)


def _begun_later(length_s: int, later_s: tuple[int, int], rng: np.random.Generator) -> Case:
    """Two noisy recordings of a song, one of them begun so much later."""
    original, first = sounds.song(length_s, rng), float(rng.uniform(*later_s))
    late = original[round(first * sounds.RATE) :]
    return Case(
        _sound(sounds.noisy(original, 20, rng), "a"),
        _sound(sounds.noisy(late, 20, rng), "b"),
        (-first, 1.0),
    )


def drift(rng: np.random.Generator) -> Case:
    """Two recorders of three minutes whose clocks differ by 0.06 to 0.1 %, or by nothing."""
    original = sounds.music(32, rng)
    if rng.integers(2):
        original = sounds.speech(sounds.sentences(32, rng), 32, rng)
    noise = float(rng.uniform(3, 15))
    shift, error = float(rng.uniform(-1, 1)), float(rng.uniform(6e-4, 1e-3))
    rate = 1 + float(rng.choice([-1, 0, 1])) * error
    late = sounds.noisy(sounds.later(original, shift, rate), noise, rng)
    a, b = _sound(sounds.noisy(original, noise, rng), "a", 180), _sound(late, "b", 180)
    return Case(a, b, (shift, rate), 180.0)


def flashes(rng: np.random.Generator) -> Case:
    """Claps beside flashes that all last one to six frames."""
    fps, seconds, lasts = float(rng.choice([24, 25, 30])), 20.0, int(rng.integers(1, 7))
    starts = np.sort(rng.uniform(2, 18, 14))
    shift = float(rng.uniform(-1.5, 1.5))
    times = np.arange(round(seconds * fps)) / fps
    pixels = np.full((len(times), 6, 8, 3), 60.0)
    for start in starts:
        pixels[np.flatnonzero(times >= start)[:lasts]] = 200
    seen = np.clip(pixels + rng.normal(0, 4, pixels.shape), 0, 255).astype(np.uint8)
    return Case(
        _film(seen, fps), _sound(sounds.claps(starts + shift, seconds, rng), "b"), (shift, 1.0)
    )


def spoken_film(rng: np.random.Generator) -> Case:
    """A film with speech, cut elsewhere; subtitles or events that begin with its sentences."""
    spans, shift = sounds.sentences(30, rng), float(rng.choice([0, 1]) * rng.uniform(-2, 2))
    cuts = np.sort(rng.uniform(0, 30, 14))
    shots = rng.integers(20, 230, (15, 6, 8, 3))
    pixels = shots[np.searchsorted(cuts, np.arange(750) / 25)] + rng.normal(0, 3, (750, 6, 8, 3))
    seen = np.clip(pixels, 0, 255).astype(np.uint8)
    film = _film(seen, 25, _sound(sounds.speech(spans, 30, rng), "film"))
    kind = str(rng.choice(["subtitles", "events"]))
    shown = spans + shift if kind == "subtitles" else spans[:, :1].repeat(2, axis=1) + shift
    return Case(film, _points(kind, shown), (shift, 1.0))


def _worded(rng: np.random.Generator, jitter_s: float, covered: bool) -> Case:
    spans, shift = sounds.sentences(90, rng), float(rng.uniform(-2, 2))
    heard = sounds.speech(spans[spans[:, 0] < 30], 30, rng)
    if covered:
        level = 10 ** (-rng.uniform(3, 9) / 20) * heard.std()
        other = sounds.music(30, rng)
        heard = heard + level / other.std() * other
    hand = rng.normal(0, jitter_s, spans.shape)
    # What all hands of the sentences heard have in common cannot be told from a shift.
    common = float(hand[spans[:, 0] < 30, 0].mean())
    return Case(
        _sound(heard, "a"), _points("subtitles", spans + hand + shift), (shift + common, 1.0)
    )


def jittered(rng: np.random.Generator) -> Case:
    """Speech, and subtitles by hand: begin and end are 0.12 s off at random."""
    return _worded(rng, 0.12, covered=False)


def covered(rng: np.random.Generator) -> Case:
    """Speech over music that is 3 to 9 dB softer, and subtitles nearly in time."""
    return _worded(rng, 0.03, covered=True)


def other_words(rng: np.random.Generator) -> Case:
    """Speech, half of it over music, and the subtitles of something else."""
    case = _worded(rng, 0.03, covered=bool(rng.integers(2)))
    spans = sounds.sentences(90, rng) + rng.uniform(-2, 2)
    return Case(case.reference, _points("subtitles", spans), None)


FAMILIES: Mapping[str, Callable[[np.random.Generator], Case]] = {
    "steady sounds": steady,
    "unrelated music": unrelated,
    "subtitles of another film": other_words,
    "loops": loops,
    "music under noise": music,
    "flashes and claps": flashes,
    "films with speech": spoken_film,
    "far shifts": far,
    "slow drifts": drift,
    "jittered subtitles": jittered,
    "speech over music": covered,
    "shifts out of reach": beyond,
}
