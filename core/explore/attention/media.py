"""What the Attention page draws of an item: picture, waveform, spectrogram, film.

Decoded here, in the engine: strangers' files never stall the window.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from core.catalog.schema import Catalog
from core.errors import UserError
from core.explore.context import Answer
from core.media import audio, clocks, images, spectrogram, video
from core.media.clocks import Clock
from core.workspace import inside

#: Longest side of a picture sent, in pixels; the window is rarely larger.
PICTURE_SIDE = 960
FRAMES = 12
FRAME_SIDE = 200
WAVE_PARTS = 1600
MEL_FRAMES = 1500
MAX_SECONDS = 120.0
#: What is drawn of a spectrogram: this many dB below its loudest point and no more.
RANGE_DB = 70.0

Arrays = dict[str, np.ndarray]


def load(catalog: Catalog, row: int) -> Answer:
    """Media of one item; what cannot be read is told in `problems`, the rest is there.

    Arrays, each only where the item has it: `picture` uint8 [h, w, 3]; `wave_low`, `wave_high`
    float32 [n]; `mel` float32 [bands, frames] in 0..1; `film` uint8 [n, h, w, 3], `film_times`
    float64 [n] seconds. All seconds are on the item's common clock.
    """
    clock = clocks.of_item(catalog, row)
    told: dict[str, Any] = {"item": row, "problems": []}
    arrays: Arrays = {}
    steps: list[tuple[str, Callable[[Path], tuple[dict[str, Any], Arrays]]]] = [
        ("image", _picture),
        ("audio", _sound),
        ("video", _film),
    ]
    for column, read in steps:
        path = _path(catalog, row, column)
        if path is None:
            continue
        try:
            facts, found = read(path)
            if column == "video" and "wave_low" not in arrays:
                facts, found = _with_sound(path, facts, found)
        except UserError as error:
            told["problems"].append(error.sentence)
            continue
        told |= facts
        arrays |= found
        if column in clock.shifts:
            _move(clock, column, told, arrays)
    return told, arrays


def _move(clock: Clock, column: str, told: dict[str, Any], arrays: Arrays) -> None:
    """Put the seconds of one track on the common clock."""
    if column == "video":
        arrays["film_times"] = clock.to_common(column, arrays["film_times"])
        told["film_seconds"] = float(clock.to_common(column, told["film_seconds"]))
    heard = column == "audio" or told.get("sound_file") == told.get("film_file")
    for name in ("sound_begin", "sound_end") if heard else ():
        told[name] = float(clock.to_common(column, told[name]))


def _path(catalog: Catalog, row: int, column: str) -> Path | None:
    values = catalog.items.get_column(column, default=None)
    relative = None if values is None else values[row]
    return inside(catalog.root, str(relative)) if relative else None


def _picture(path: Path) -> tuple[dict[str, Any], Arrays]:
    upright = images.open_upright(path)
    size = upright.size
    upright.thumbnail((PICTURE_SIDE, PICTURE_SIDE))
    return {"picture_size": list(size)}, {"picture": np.array(upright)}


def _sound(path: Path) -> tuple[dict[str, Any], Arrays]:
    sound = audio.load(path, rate=16000, max_seconds=MAX_SECONDS)
    samples = sound.samples
    if not len(samples):
        raise UserError("The sound is empty.", "Replace the file.", str(path))
    seconds = len(samples) / sound.rate
    hop = max(0.01, seconds / MEL_FRAMES)
    mel = spectrogram.log_mel(sound, mels=64, hop_s=hop, window_s=max(0.025, hop))
    top = float(mel.values.max())
    level = np.clip((mel.values - top + RANGE_DB) / RANGE_DB, 0, 1).astype(np.float32)
    starts = np.linspace(0, len(samples), min(WAVE_PARTS, len(samples)), endpoint=False).astype(int)
    return {
        "sound_begin": sound.start_s,
        "sound_end": sound.end_s,
        "sound_top_hz": sound.rate / 2,
        "sound_file": str(path),
    }, {
        "mel": level,
        "wave_low": np.minimum.reduceat(samples, starts).astype(np.float32),
        "wave_high": np.maximum.reduceat(samples, starts).astype(np.float32),
    }


def _film(path: Path) -> tuple[dict[str, Any], Arrays]:
    frames = video.load(path, frames=FRAMES, max_side=FRAME_SIDE)
    return {"film_seconds": frames.duration_s, "film_file": str(path)}, {
        "film": frames.pixels,
        "film_times": frames.times,
    }


def _with_sound(path: Path, facts: dict[str, Any], found: Arrays) -> tuple[dict[str, Any], Arrays]:
    """The film's own sound track, if it has one: a silent film is nothing wrong."""
    try:
        heard, arrays = _sound(path)
    except UserError:
        return facts, found
    return facts | heard, found | arrays
