"""The music service: tracks with a sound, a cover and a few words about them."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from core.samples import music_text
from core.samples.drawing import covers, palette
from core.samples.plan import Box, Item, Planted, Time, truth_row
from core.samples.sound import files, score
from core.samples.sound.instruments import INSTRUMENTS, RATE

TITLE = "Music"
DESCRIPTION = (
    "A made-up music service: short tracks with a cover and a description. Instruments and the "
    "seconds they play in, tempo, mood, and the symbol on the cover are known."
)
EVENTS = ("play", "like")
TASTE = {"instrument": 1.0, "second instrument": 0.7, "tempo": 0.5, "mood": 0.45, "percussion": 0.5}
_VOICES = ("instrument", "second instrument", "percussion")


def attributes(number: int, rng: np.random.Generator) -> Planted:
    """Decide what one track is."""
    first, second = rng.choice(list(INSTRUMENTS), 2, replace=False)
    values = {
        "instrument": str(first),
        "second instrument": str(second),
        "percussion": str(rng.choice(score.PERCUSSION)),
        "tempo": str(rng.choice(list(score.TEMPOS))),
        "mood": str(rng.choice(score.MOODS)),
        "cover shape": str(rng.choice(covers.SYMBOLS)),
        "cover colour": str(rng.choice(list(palette.COLOURS))),
    }
    return Planted(f"M{number:05d}", values)


def make(planted: Planted, folder: Path, rng: np.random.Generator) -> Item:
    """Write sound and cover of one track and tell its row and its truth."""
    values = planted.values
    order = [str(voice) for voice in rng.permutation(_VOICES)]
    piece = score.compose([values[v] for v in order], values["tempo"], values["mood"], rng)
    sound = f"audio/{planted.item}.flac"
    files.write_flac(folder / sound, piece.samples, RATE)

    title = music_text.name(rng)
    artist = str(rng.choice(music_text.ARTISTS))
    picture, box = covers.cover(values["cover shape"], values["cover colour"], artist, title, rng)
    image = f"images/{planted.item}.jpg"
    picture.save(folder / image, quality=93, subsampling=0)

    text, spans = music_text.description(rng, values, order)
    row = {
        "item": planted.item,
        "title": f"{title} ({artist})",
        "text": text,
        "image": image,
        "audio": sound,
        "category": str(rng.choice(["single", "album track", "live"])),
        "brand": artist,
        "year": str(2026 - int(rng.geometric(0.25)) + 1),
    }
    whole = (0.0, len(piece.samples) / RATE)
    times: dict[str, Time] = {**dict(zip(order, piece.spans, strict=True))}
    times |= {"tempo": whole, "mood": whole}
    boxes: dict[str, Box] = {"cover shape": box, "cover colour": box}
    truth = [
        truth_row(planted.item, name, value, spans.get(name), boxes.get(name), times.get(name))
        for name, value in values.items()
    ]
    return Item(row, truth)
