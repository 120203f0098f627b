"""A few frames of a video, evenly spaced, with the time each is shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av
import numpy as np

from core.errors import UserError
from core.media import container as containers
from core.text import Text

#: Longer videos are sought instead of decoded from end to end.
_SEEK_ABOVE_S = 30.0
_MAX_SIDE = 480


@dataclass(frozen=True, eq=False)
class Frames:
    """Frames of a video.

    Attributes:
        pixels: uint8 [n, height, width, 3] RGB, upright.
        times: float64 [n] presentation time of each frame in seconds.
        duration_s: length of the video track.
        original_size: (width, height) of the upright video; `pixels` may be smaller.
        warning: what was wrong, as a plain sentence; "" if nothing.

    """

    pixels: np.ndarray
    times: np.ndarray
    duration_s: float = 0.0
    original_size: tuple[int, int] = (0, 0)
    warning: Text = Text()


def load(path: Path, frames: int = 8, max_side: int = _MAX_SIDE) -> Frames:
    """Decode `frames` frames at the middles of that many equal parts of the video.

    A shorter video gives fewer frames. Damage ends the video there and is told in
    `Frames.warning`.

    Raises:
        UserError: no file, no video track, or nothing could be decoded.

    """
    length, problems = _length(path)
    with containers.opened(path, "video") as container:
        stream = containers.first_stream(container, "video", path)
        reach = _pick if length <= _SEEK_ABOVE_S else _seek
        picked = reach(container, stream, frames, length, max_side, problems)
    if not picked:
        raise UserError(
            Text("Nothing in {file} could be decoded as video.", file=path.name),
            "Export it again as MP4.",
            file=str(path),
        )
    warning = (
        Text("{file} is damaged: {problem}.", file=path.name, problem=problems[0])
        if problems
        else Text()
    )
    pixels = np.stack([picture for _, picture, _ in picked])
    times = np.array([time for time, _, _ in picked])
    return Frames(pixels, times, length, picked[0][2], warning)


def every_frame(path: Path, max_seconds: float = 30, max_side: int = 96) -> Frames:
    """Every frame of the first `max_seconds`, each at its own presentation time.

    For time synchronisation, where what happens between two of a few frames would be missed; a
    variable frame rate keeps its true times.

    Raises:
        UserError: as :func:`load`.

    """
    told, problems = _length(path)
    pictures: list[_Picture] = []
    with containers.opened(path, "video") as container:
        stream = containers.first_stream(container, "video", path)
        for time, frame in _timed(container, stream, problems):
            if pictures and time - pictures[0][0] > max_seconds:
                break
            pictures.append(_picture(time, frame, max_side, _aspect(stream)))
    if not pictures:
        raise UserError(
            Text("Nothing in {file} could be decoded as video.", file=path.name),
            "Export it again as MP4.",
            file=str(path),
        )
    warning = (
        Text("{file} is damaged: {problem}.", file=path.name, problem=problems[0])
        if problems
        else Text()
    )
    times = np.array([time for time, _, _ in pictures])
    step = float(np.median(np.diff(times))) if len(times) > 1 else 0.0
    seconds = max(told, float(times[-1] - times[0]) + step)
    return Frames(np.stack([p for _, p, _ in pictures]), times, seconds, pictures[0][2], warning)


_Picture = tuple[float, np.ndarray, tuple[int, int]]


def _length(path: Path) -> tuple[float, list[Text]]:
    """Length of the video track, and what is missing of it."""
    with containers.opened(path, "video") as container:
        stream = containers.first_stream(container, "video", path)
        told = containers.duration(container, stream, path)
        missing = containers.cut_short(container, path)
        if missing is not None:
            problem, there = missing
            return there.tracks.get(stream.index, 0.0), [problem]
        if told is None:
            told = containers.held(path).tracks.get(stream.index, 0.0)
    return told, []


def _pick(
    container: Any, stream: Any, count: int, length: float, max_side: int, problems: list[Text]
) -> list[_Picture]:
    """Decode from the start; keep the frame on screen at each target time."""
    picked: list[_Picture] = []
    targets: np.ndarray | None = None
    previous: tuple[float, Any] | None = None
    for time, frame in _timed(container, stream, problems):
        if targets is None:
            targets = _targets(time, length, count)
        if previous is not None and targets[0] < time:
            picked.append(_picture(*previous, max_side, _aspect(stream)))
        targets = targets[targets >= time]
        previous = (time, frame)
        if not len(targets):
            break
    if targets is not None and len(targets) and previous is not None:
        picked.append(_picture(*previous, max_side, _aspect(stream)))
    return picked


def _seek(
    container: Any, stream: Any, count: int, length: float, max_side: int, problems: list[Text]
) -> list[_Picture]:
    """Jump to the key frame before each target and decode up to it."""
    start = containers.seconds(stream.start_time, stream.time_base) or 0.0
    picked: list[_Picture] = []
    for target in _targets(start, length, count):
        try:
            container.seek(int(target / stream.time_base), stream=stream)
        except av.error.FFmpegError as error:
            problems.append(Text("{error}", error=error.strerror))
            break
        best: tuple[float, Any] | None = None
        for time, frame in _timed(container, stream, problems):
            if best is not None and time > target:
                break
            best = (time, frame)
        if best is not None and (not picked or best[0] > picked[-1][0]):
            picked.append(_picture(*best, max_side, _aspect(stream)))
    return picked


def _targets(start: float, length: float, count: int) -> np.ndarray:
    return start + (np.arange(count) + 0.5) * length / count


def _timed(container: Any, stream: Any, problems: list[Text]) -> Iterator[tuple[float, Any]]:
    """(seconds, frame) for every frame; one without PTS follows its predecessor."""
    rate = float(stream.average_rate or 25)
    last: float | None = None
    for frame in containers.frames(container, stream, problems):
        time = containers.seconds(frame.pts, frame.time_base)
        if time is None:
            time = 0.0 if last is None else last + 1 / rate
        last = time
        yield time, frame


def _picture(time: float, frame: Any, max_side: int, aspect: float) -> _Picture:
    width, height = _shown(frame.width, frame.height, aspect)
    factor = min(1.0, max_side / max(width, height))
    w, h = max(2, round(width * factor)), max(2, round(height * factor))
    pixels = frame.to_ndarray(format="rgb24", width=w, height=h)
    turns = round(getattr(frame, "rotation", 0) / 90) % 4
    size = (height, width) if turns % 2 else (width, height)
    return time, np.ascontiguousarray(np.rot90(pixels, turns)), size


def _shown(width: int, height: int, aspect: float) -> tuple[int, int]:
    """Size on a screen, of pixels `aspect` times as wide as high; no pixel is given up."""
    return (round(width * aspect), height) if aspect > 1 else (width, round(height / aspect))


def _aspect(stream: Any) -> float:
    return float(stream.sample_aspect_ratio or 1)
