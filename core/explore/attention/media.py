"""What the Attention page draws of an item: picture, waveform, spectrogram, film.

Decoded here, in the engine: strangers' files never stall the window.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

import numpy as np

from core.catalog.modality import MEDIA
from core.catalog.schema import Catalog
from core.contracts.attention import Film, MediaAnswer, Picture, Sound
from core.errors import UserError
from core.media import audio, clocks, images, spectrogram, video
from core.media.clocks import Clock
from core.text import Text
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

T = TypeVar("T")


def load(catalog: Catalog, row: int) -> MediaAnswer:
    """Media of one item; what cannot be read is told in `problems`, the rest is there."""
    return drawn(row, files(catalog, row), clocks.of_item(catalog, row))


def drawn(row: int, paths: Mapping[str, Path], clock: Clock) -> MediaAnswer:
    """The same of these files by modality, whatever item they are shown for."""
    problems: list[Text] = []

    def tried(kind: str, read: Callable[[Path, Clock], T]) -> T | None:
        try:
            return read(paths[kind], clock) if kind in paths else None
        except UserError as error:
            problems.append(error.sentence)
            return None

    picture_ = tried("image", lambda path, _clock: picture(path))
    sound_ = tried("audio", sound)
    film = tried("video", _film)
    if sound_ is None and film is not None:
        sound_ = _sound_of_film(Path(film.file), clock)
    return MediaAnswer(
        item=row, problems=tuple(problems), picture=picture_, sound=sound_, film=film
    )


def files(catalog: Catalog, row: int) -> dict[str, Path]:
    """Picture, sound and film of an item, those it has."""
    paths = {}
    for kind in MEDIA:
        values = catalog.items.get_column(kind, default=None)
        relative = None if values is None else values[row]
        path = inside(catalog.root, str(relative)) if relative else None
        if path is not None:
            paths[kind] = path
    return paths


def picture(path: Path) -> Picture:
    """A picture to be drawn; UserError if it cannot be read."""
    upright = images.open_upright(path)
    size = upright.size
    upright.thumbnail((PICTURE_SIDE, PICTURE_SIDE))
    return Picture(pixels=np.array(upright), size=size)


def sound(path: Path, clock: Clock, track: str = "audio") -> Sound:
    """A sound to be drawn, on the clock of its item; UserError if it cannot be read."""
    heard = audio.load(path, rate=16000, max_seconds=MAX_SECONDS)
    samples = heard.samples
    if not len(samples):
        raise UserError("The sound is empty.", "Replace the file.", str(path))
    seconds = len(samples) / heard.rate
    hop = max(0.01, seconds / MEL_FRAMES)
    mel = spectrogram.log_mel(heard, mels=64, hop_s=hop, window_s=max(0.025, hop))
    top = float(mel.values.max())
    level = np.clip((mel.values - top + RANGE_DB) / RANGE_DB, 0, 1).astype(np.float32)
    starts = np.linspace(0, len(samples), min(WAVE_PARTS, len(samples)), endpoint=False).astype(int)
    begin, end = clock.to_common(track, [heard.start_s, heard.end_s]).tolist()
    return Sound(
        file=str(path),
        begin=begin,
        end=end,
        top_hz=heard.rate / 2,
        low=np.minimum.reduceat(samples, starts).astype(np.float32),
        high=np.maximum.reduceat(samples, starts).astype(np.float32),
        mel=level,
    )


def _film(path: Path, clock: Clock) -> Film:
    frames = video.load(path, frames=FRAMES, max_side=FRAME_SIDE)
    return Film(
        file=str(path),
        seconds=float(clock.to_common("video", frames.duration_s)),
        frames=frames.pixels,
        times=clock.to_common("video", frames.times),
    )


def _sound_of_film(path: Path, clock: Clock) -> Sound | None:
    """The film's own sound track, if it has one: a silent film is nothing wrong."""
    try:
        return sound(path, clock, "video")
    except UserError:
        return None
