"""What a video service writes about its clips, and their subtitles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np

from core.samples.sound.effects import COUNTED
from core.samples.words import Spans, fill, pick

CHANNELS = ("Slow Roads", "Tiny Worlds", "Window Seat", "Kinderkino", "Open Air", "Passing By")

_TITLES = (
    "The {colour} {object}",
    "{^object} in the {place}",
    "A day by the {place}",
    "There goes the {object}",
    "{^sound} and a(n) {object}",
    "Watching the {place}, part {number}",
)
_MAIN = (
    "A(n) {colour} {object} crosses the {place}, and we hear {a sound}{sound}.",
    "Out in the {place} a(n) {object} painted {colour} passes to the sound of {a sound}{sound}.",
    "For hours only the {place}, until a(n) {colour} {object} came along. And {a sound}{sound}.",
    "First silence, then {a sound}{sound}: a(n) {colour} {object} is passing the {place}.",
    "This clip has a(n) {object} in {colour}, a wide view of the {place}, and {a sound}{sound}.",
)
_ABOUT = (
    "Filmed from a tripod in a single shot.",
    "Made for children and for patient people.",
    "Part of our series of very short journeys.",
    "No music, no commentary.",
    "Best watched with headphones.",
    "Sent in by a viewer.",
)
_SEEN = (
    "Look, a(n) {colour} {object}!",
    "Here comes the {colour} {object}.",
    "That is a(n) {object}, a(n) {colour} one.",
)
_HEARD = (
    "Did you hear that? It was {a sound}{sound}!",
    "Listen: {a sound}{sound}.",
    "({sound})",
)
_IDLE = (
    "It is quiet in the {place}.",
    "What a view of the {place}.",
    "Nothing moves in the {place}.",
)
_SHORTEST_S = 0.25


def _words(values: Mapping[str, str]) -> dict[str, str]:
    return {**values, "a sound": article(values["sound"])}


def article(sound: str) -> str:
    """`a `, `an ` or nothing before the name of a sound."""
    if sound not in COUNTED:
        return ""
    return "an " if sound[0] in "aeiou" else "a "


def title(rng: np.random.Generator, values: Mapping[str, str]) -> str:
    """A clip's title."""
    words = {**_words(values), "number": str(rng.integers(2, 30))}
    return fill(pick(rng, _TITLES), words)[0]


def description(rng: np.random.Generator, values: Mapping[str, str]) -> tuple[str, Spans]:
    """One to three sentences with the spans of all values."""
    sentences = [pick(rng, _MAIN)]
    for _ in range(int(rng.integers(0, 3))):
        extra = pick(rng, _ABOUT)
        if extra not in sentences:
            sentences.insert(int(rng.integers(0, len(sentences) + 1)), extra)
    return fill(" ".join(sentences), _words(values))


def subtitles(
    rng: np.random.Generator,
    values: Mapping[str, str],
    seen: tuple[float, float],
    heard: tuple[float, float],
) -> str:
    """SRT: a line while the object is first seen, and one while the sound is heard."""
    words = _words(values)
    cues = [
        (heard[0], heard[1], fill(pick(rng, _HEARD), words)[0]),
        (seen[0], seen[0] + 1.2, fill(pick(rng, _SEEN), words)[0]),
    ]
    cues.sort()
    if cues[0][0] > 1.0:
        cues.insert(0, (0.0, cues[0][0] - 0.1, fill(pick(rng, _IDLE), words)[0]))
    return _srt(cues)


def captions(
    rng: np.random.Generator,
    values: Mapping[str, str],
    starts: Sequence[float],
    length_s: float,
    late_s: float,
) -> str:
    """SRT: a caption each time the sound is heard, a line on the object in the longest pause.

    All of it is `late_s` late.
    """
    words = _words(values)
    cues = [(start, start + length_s, f"({values['sound']})") for start in starts]
    begin, end = max(pairwise(starts), key=lambda pair: pair[1] - pair[0])
    cues.append((begin + length_s + 0.05, end - 0.05, fill(pick(rng, _SEEN), words)[0]))
    return _srt([(start + late_s, end + late_s, text) for start, end, text in sorted(cues)])


def _srt(cues: Sequence[tuple[float, float, str]]) -> str:
    """SRT of cues in order of time; one ends before the next, if it can be read until then."""
    lines = []
    for number, (start, end, text) in enumerate(cues, 1):
        if number < len(cues):
            end = max(start + _SHORTEST_S, min(end, cues[number][0] - 0.01))
        lines.append(f"{number}\n{_stamp(start)} --> {_stamp(end)}\n{text}\n")
    return "\n".join(lines)


def _stamp(seconds: float) -> str:
    ms = round(seconds * 1000)
    return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02},{ms % 1000:03}"
