"""What the media readers give of a case, beside what is in the files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np

from benchmarks.cases.expected import Expected
from benchmarks.cases.judge import Fact
from benchmarks.cases.matching import matches
from core.errors import UserError
from core.media import audio, images, subtitles, video

#: Colours of a decoder may differ by so many levels of 255.
_LEVELS = 10


def deviations(expected: Expected, root: Path) -> list[Fact]:
    """Facts of pictures, sounds, videos and subtitles in a folder."""
    found: list[Fact] = []
    for name, picture in expected.pictures.items():
        found += _picture(name, root / name, picture)
    for name, sound in expected.sounds.items():
        found += _sound(name, root / name, sound)
    for name, film in expected.videos.items():
        found += _film(name, root / name, film)
    for name, cues in expected.cues.items():
        found += _cues(name, root / name, cues)
    return found


def _lost(name: str, error: UserError) -> Fact:
    return Fact("media", True, True, f"{name}: {error}")


def _false(name: str, what: str, told: bool = False) -> Fact:
    return Fact("media", False, told, f"{name}: {what}")


def _picture(name: str, path: Path, right: str | Mapping[str, object]) -> Iterator[Fact]:
    try:
        pixels = np.asarray(images.open_upright(path).convert("RGB")).astype(int)
    except UserError as error:
        if right != "told":
            yield _lost(name, error)
        return
    if isinstance(right, str):
        yield _false(name, "is broken, and read")
        return
    size = [pixels.shape[1], pixels.shape[0]]
    if right.get("size", size) != size:
        yield _false(name, f"is {size}, not {right['size']}")
    contrast, wanted = float(pixels.std()), right.get("contrast", 0)
    if isinstance(wanted, int) and contrast < wanted:
        yield Fact("media", True, True, f"{name}: has a contrast of {contrast:.0f} levels")
    points = right.get("at", [])
    for x, y, *colour in points if isinstance(points, list) else []:
        got = pixels[min(y, size[1] - 1), min(x, size[0] - 1)].tolist()
        if max(abs(one - other) for one, other in zip(got, colour, strict=True)) > _LEVELS:
            yield _false(name, f"has colour {got} at {x}, {y}, not {colour}")
            return


def _sound(name: str, path: Path, right: Mapping[str, object]) -> Iterator[Fact]:
    try:
        sound = audio.load(path)
    except UserError as error:
        yield _lost(name, error)
        return
    yield from _length(name, sound.duration_s, str(sound.warning), right)
    if right.get("loud") and float(np.sqrt(np.mean(sound.samples**2))) < 0.01:
        yield _false(name, "is silent")


def _film(name: str, path: Path, right: Mapping[str, object]) -> Iterator[Fact]:
    try:
        film = video.load(path)
    except UserError as error:
        yield _lost(name, error)
        return
    yield from _length(name, film.duration_s, str(film.warning), right)
    size = list(film.original_size)
    if right.get("size", size) != size:
        yield _false(name, f"is shown as {size}, not {right['size']}")
    last, reach = float(film.times[-1]), right.get("reach", 0.0)
    if isinstance(reach, float) and last < reach:
        yield Fact("media", True, bool(film.warning), f"{name}: ends at {last:.1f} s")


def _length(name: str, length: float, warning: str, right: Mapping[str, object]) -> Iterator[Fact]:
    between = right.get("seconds")
    if isinstance(between, list) and not between[0] <= length <= between[1]:
        yield _false(name, f"lasts {length:.1f} s, not {between}", bool(warning))
    whole = right.get("whole")
    if whole is True and warning:
        yield _false(name, f"is whole, and called damaged ({warning})", True)
    if whole is False and not warning:
        yield _false(name, "is cut short, and nothing is said")


def _cues(name: str, path: Path, right: list[str]) -> Iterator[Fact]:
    try:
        got = [" ".join(cue.text.split()) for cue in subtitles.load(path)]
    except UserError as error:
        if right[0] != "?":
            yield _lost(name, error)
        return
    wanted = [text for text in right if text != "?"]
    for text in wanted:
        plain = text.removeprefix("?")
        if got and matches(plain, got[0]):
            got.pop(0)
        elif not text.startswith("?"):
            what = f"says {got[0]!r} instead of {plain!r}" if got else f"{plain!r} is missing"
            yield Fact("media", not got, False, f"{name}: {what}")
            return
    if got:
        yield _false(name, f"says {got[0]!r} besides")
