"""Sound of any file -> mono samples at one rate, on the clock of its container."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av
import numpy as np

from core.errors import UserError
from core.media import container as containers
from core.text import Text

#: A hole in the PTS longer than this is filled with silence, so that later samples keep their time.
_HOLE_S = 0.05
#: Share of the first channel's energy below which the mix is not what one hears.
_CANCELLED = 1e-3


@dataclass(frozen=True, eq=False)
class Sound:
    """Sound on the container's clock.

    Attributes:
        samples: float32 [n] mono in -1..1.
        rate: samples a second.
        start_s: presentation time of samples[0]; not 0 where the track starts late.
        duration_s: length of the whole track; more than n / rate where loading stopped earlier.
        warning: what was wrong, as a plain sentence; "" if nothing.

    """

    samples: np.ndarray
    rate: int
    start_s: float = 0.0
    duration_s: float = 0.0
    warning: Text = Text()

    @property
    def end_s(self) -> float:
        """Presentation time after the last sample."""
        return self.start_s + len(self.samples) / self.rate

    def times(self) -> np.ndarray:
        """Presentation time of each sample, float64 [n]."""
        return self.start_s + np.arange(len(self.samples)) / self.rate


def load(path: Path, rate: int = 16000, max_seconds: float = 30) -> Sound:
    """Decode the first sound track of a sound or video file.

    Damage in the middle ends the sound there and is told in `Sound.warning`.

    Raises:
        UserError: no file, no sound track, or nothing could be decoded.

    """
    limit = round(max_seconds * rate)
    problems: list[Text] = []
    with containers.opened(path, "sound") as container:
        stream = containers.first_stream(container, "audio", path)
        told = containers.duration(container, stream, path)
        # Matroska tells the length of the file, not of each track.
        own = stream.duration is not None
        start, samples = _decoded(containers.frames(container, stream, problems), rate, limit)
    if len(samples) == 0:
        raise UserError(
            Text("Nothing in {file} could be decoded as sound.", file=path.name),
            "Export it again as WAV, FLAC or MP3.",
            file=str(path),
        )
    # Float formats may hold NaN or infinity, and every later step would spread them.
    bad = ~np.isfinite(samples)
    if bad.any():
        problems.append(Text("{bad} samples are not numbers", bad=int(bad.sum())))
        samples = np.where(bad, 0, samples)
    length = len(samples) / rate
    if not problems and _riff_is_short(path):
        problems.append(Text("it is shorter than its header says"))
    if told is not None and not problems and len(samples) < limit and length < told - 0.5:
        if own:
            problems.append(containers.short(told, length))
        else:
            with containers.opened(path, "sound") as container:
                missing = containers.cut_short(container, path)
            problems += [missing[0]] if missing is not None else []
        told = length
    warning = (
        Text("{file} is damaged: {problem}.", file=path.name, problem=problems[0])
        if problems
        else Text()
    )
    return Sound(samples.astype(np.float32), rate, start, max(told or 0.0, length), warning)


def _decoded(frames: Iterable[Any], rate: int, limit: int) -> tuple[float, np.ndarray]:
    """Presentation time of the first sample, and up to `limit` samples; holes become silence."""
    resampler = av.AudioResampler(format="fltp", rate=rate)
    pieces: list[np.ndarray] = []  # [2, n]: the mix of all channels, and the first of them
    start: float | None = None
    count = 0
    for frame in frames:
        time = containers.seconds(frame.pts, frame.time_base)
        if start is None:
            start = time or 0.0
        hole = 0.0 if time is None else time - start - count / rate
        if hole > _HOLE_S:
            silence = np.zeros((2, min(round(hole * rate), limit - count)), np.float32)
            pieces.append(silence)
            count += silence.shape[1]
        frame.pts = None  # the resampler must not invent samples of its own for holes
        for part in resampler.resample(frame):
            pieces.append(_mixed(part))
            count += pieces[-1].shape[1]
        if count >= limit:
            break
    else:
        for part in resampler.resample(None) if count else ():
            pieces.append(_mixed(part))
    if not pieces:
        return 0.0, np.empty(0, np.float32)
    mixed, first = np.concatenate(pieces, axis=1)[:, :limit]
    # Channels that are each other's opposite leave next to nothing of their mix.
    cancelled = np.square(mixed).sum() < _CANCELLED * np.square(first).sum()
    return start or 0.0, first if cancelled else mixed


def _mixed(frame: Any) -> np.ndarray:
    # FFmpeg's own mix to mono is 3 dB louder for floats and would clip.
    channels: np.ndarray = frame.to_ndarray()
    return np.stack([channels.mean(axis=0), channels[0]])


def _riff_is_short(path: Path) -> bool:
    """Whether a WAV file lost its end; FFmpeg takes the length from the file's size instead."""
    with path.open("rb") as file:
        head = file.read(12)
    size = int.from_bytes(head[4:8], "little")
    streamed = size in (0, 0xFFFFFFFF)
    riff = head[:4] == b"RIFF" and head[8:] == b"WAVE"
    return riff and not streamed and path.stat().st_size < size + 8
