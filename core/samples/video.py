"""The video service: short clips with sound and subtitles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from core.samples import video_text
from core.samples.drawing import objects, palette, places, vehicles
from core.samples.drawing.places import HEIGHT, WIDTH
from core.samples.plan import Box, Item, Planted, Time, truth_row
from core.samples.sound import effects, films
from core.samples.sound.instruments import RATE

TITLE = "Video"
DESCRIPTION = (
    "A made-up video service: five-second clips with sound and subtitles. What moves, where, in "
    "which seconds, and when which sound is heard are known."
)
EVENTS = ("play", "like")
TASTE = {"object": 1.0, "colour": 0.6, "place": 0.6, "sound": 0.7}

FPS = 10
_SECONDS = 5.0
#: One clip in so many has subtitles that are late, and enough to hear that it can be told.
_LATE_EVERY = 8
_LATE = (0.4, 1.6)
#: A Golomb ruler: every two marks lie another distance apart, so one shift alone fits them all.
_MARKS = (0, 1, 4, 9, 11)
_MARK_S = (0.35, 0.38)
_SHORT_S = 0.3
#: Each colour stands out before each place.
_COLOURS = ("red", "orange", "yellow", "navy", "purple", "pink", "black", "green", "teal")


def attributes(number: int, rng: np.random.Generator) -> Planted:
    """Decide what one clip shows."""
    place = str(rng.choice(places.PLACES))
    carried = vehicles.WATER if place == "sea" else vehicles.GROUND
    values = {
        "object": str(rng.choice([*carried, *vehicles.AIR])),
        "colour": str(rng.choice(_COLOURS)),
        "place": place,
        "sound": str(rng.choice(list(effects.EFFECTS))),
    }
    return Planted(f"V{number:05d}", values)


def make(planted: Planted, folder: Path, rng: np.random.Generator) -> Item:
    """Write clip, poster and subtitles of one item and tell its row and its truth."""
    values = planted.values
    scene = _Scene(values, rng)
    late = int(planted.item[1:]) % _LATE_EVERY == _LATE_EVERY - 1
    hearing = _several(rng) if late else _once(rng)
    heard = (hearing.starts[0], hearing.starts[-1] + hearing.length_s)
    sound = effects.track(values["sound"], hearing.starts, _SECONDS, rng, hearing.length_s)
    clip = f"video/{planted.item}.mp4"
    pictures = [scene.frame(k / FPS, 2)[0] for k in range(round(_SECONDS * FPS))]
    films.write_mp4(folder / clip, pictures, FPS, sound, RATE)

    poster, box = scene.frame(sum(scene.seen) / 2, 1)
    image = f"images/{planted.item}.jpg"
    poster.save(folder / image, quality=92, subsampling=0)
    lines = f"subtitles/{planted.item}.srt"
    if late:
        srt = video_text.captions(rng, values, hearing.starts, hearing.length_s, hearing.late_s)
    else:
        srt = video_text.subtitles(rng, values, scene.seen, heard)
    (folder / lines).write_text(srt, encoding="utf-8", newline="\n")

    text, spans = video_text.description(rng, values)
    row = {
        "item": planted.item,
        "title": video_text.title(rng, values),
        "text": text,
        "image": image,
        "audio": clip,
        "video": clip,
        "subtitles": lines,
        "category": str(rng.choice(["short", "series", "viewer's clip"])),
        "brand": str(rng.choice(video_text.CHANNELS)),
        "year": str(2026 - int(rng.geometric(0.35)) + 1),
    }
    land = (0.0, scene.top, float(WIDTH), float(HEIGHT))
    boxes: dict[str, Box] = {"object": box, "colour": box, "place": land}
    times: dict[str, Time] = {
        "object": scene.seen,
        "colour": scene.seen,
        "place": (0.0, _SECONDS),
        "sound": heard,
    }
    truth = [
        truth_row(planted.item, name, value, spans.get(name), boxes.get(name), times[name])
        for name, value in values.items()
    ]
    return Item(row, truth, {"subtitles": hearing.late_s} if late else {})


@dataclass(frozen=True)
class _Hearing:
    """When the sound of a clip begins, how long each time, and how late its subtitles are."""

    starts: tuple[float, ...]
    length_s: float
    late_s: float = 0.0


def _once(rng: np.random.Generator) -> _Hearing:
    at = float(rng.uniform(0.3, _SECONDS - effects.SECONDS - 0.2))
    return _Hearing((at,), effects.SECONDS)


def _several(rng: np.random.Generator) -> _Hearing:
    marks = np.array(_MARKS) if rng.integers(2) else _MARKS[-1] - np.array(_MARKS[::-1])
    step = rng.uniform(*_MARK_S)
    first = rng.uniform(0.15, _SECONDS - step * _MARKS[-1] - _SHORT_S - 0.1)
    starts = tuple((first + step * marks).round(3).tolist())
    return _Hearing(starts, _SHORT_S, round(float(rng.uniform(*_LATE)), 3))


class _Scene:
    """A landscape and one thing that crosses it."""

    def __init__(self, values: Mapping[str, str], rng: np.random.Generator) -> None:
        self._vehicle = values["object"]
        self._back, self.top = places.landscape(values["place"], rng)
        colour = palette.rgb(palette.COLOURS[values["colour"]])
        drawn = objects.paint(vehicles.parts(self._vehicle), colour).image
        size = HEIGHT * rng.uniform(0.38, 0.5)
        factor = size / max(drawn.size)
        self._size = (round(drawn.width * factor), round(drawn.height * factor))
        self._right = bool(rng.integers(2))  # it drives to the right
        flips = not self._right and self._vehicle not in ("balloon", "rocket")
        self._sprite = drawn.transpose(Image.Transpose.FLIP_LEFT_RIGHT) if flips else drawn
        if self._vehicle in vehicles.AIR:
            self._bottom = rng.uniform(0.5, 0.62) * HEIGHT
        else:
            self._bottom = rng.uniform(0.78, 0.9) * HEIGHT
        self._cache: dict[int, tuple[Image.Image, Image.Image]] = {}
        start = rng.uniform(0.0, 1.4)
        #: First and last second in which any of it is in the picture.
        self.seen: Time = (start, start + rng.uniform(2.6, 3.4))

    def frame(self, seconds: float, reduce: int) -> tuple[Image.Image, Box]:
        """The picture at `seconds`, `reduce` times smaller than a poster, and the object's box."""
        empty, sprite = self._scaled(reduce)
        picture = empty.copy()
        w, h = sprite.size
        share = (seconds - self.seen[0]) / (self.seen[1] - self.seen[0])
        share = share if self._right else 1 - share
        x = round(-w + share * (picture.width + w))
        lift = vehicles.height_at(self._vehicle, seconds) * h
        y = round(self._bottom / reduce - h - lift)
        picture.paste(sprite, (x, y), sprite)
        right, bottom = min(picture.width, x + w), y + h
        return picture, (float(max(0, x)), float(max(0, y)), float(right), float(bottom))

    def _scaled(self, reduce: int) -> tuple[Image.Image, Image.Image]:
        if reduce not in self._cache:
            size = (max(1, self._size[0] // reduce), max(1, self._size[1] // reduce))
            sprite = self._sprite.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
            self._cache[reduce] = (self._back.reduce(reduce), sprite)
        return self._cache[reduce]
