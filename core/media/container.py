"""Sound and video files, opened safely through FFmpeg (PyAV)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av

from core.errors import UserError
from core.text import Text

#: Playlists (HLS, concat, ...) are left out: a stranger's file must not make FFmpeg open others.
FORMATS = (
    "aac,ac3,aiff,amr,apng,asf,au,avi,caf,flac,flv,gif,image2,jpeg_pipe,matroska,webm,mov,mp4,m4a,"
    "3gp,3g2,mj2,mp3,mpeg,mpegts,mpegvideo,nut,ogg,png_pipe,w64,wav,webp_pipe,wv"
)

#: Formats without a length of their own.
_GUESSED = ("mp3", "aac", "ac3")
_LENGTH_MARKS = (b"Xing", b"Info", b"VBRI")
_SYNCSAFE = (21, 14, 7, 0)
#: What a file may hold less than it says without being called cut short.
_SLACK_S = 0.5

# FFmpeg prints its complaints on stderr otherwise; ours name the file and the remedy.
av.logging.set_level(av.logging.PANIC)


@contextmanager
def opened(path: Path, what: str) -> Iterator[Any]:
    """An open PyAV container.

    Args:
        path: the file.
        what: "sound" or "video", for the message.

    Raises:
        UserError: missing, empty, or nothing FFmpeg knows.

    """
    if not path.is_file():
        raise UserError(
            Text("The {what} {file} does not exist.", what=Text(what), file=path.name),
            "Put it back or correct its path in the catalog.",
            file=str(path),
        )
    try:
        container = av.open(
            str(path.resolve()),
            options={"format_whitelist": FORMATS, "protocol_whitelist": "file"},
            metadata_errors="replace",
        )
    except (av.error.FFmpegError, OSError, ValueError) as error:
        if isinstance(error, PermissionError):
            message = Text("The {what} {file} may not be read.", what=Text(what), file=path.name)
            remedy = Text("Check its permissions.")
        elif path.stat().st_size == 0:
            message = Text("The {what} {file} is empty.", what=Text(what), file=path.name)
            remedy = Text("Copy or export it again.")
        else:
            message = Text(
                "The {what} {file} is broken or in a format that is not read.",
                what=Text(what),
                file=path.name,
            )
            remedy = (
                Text("Export it as WAV, FLAC or MP3.")
                if what == "sound"
                else Text("Export it as MP4.")
            )
        raise UserError(message, remedy, file=str(path)) from error
    with container:
        yield container


def first_stream(container: Any, kind: str, path: Path) -> Any:
    """The first "audio" or "video" stream.

    Raises:
        UserError: there is none.

    """
    streams = getattr(container.streams, kind)
    if not streams:
        what, track = {
            "audio": (Text("sound"), Text("sound track")),
            "video": (Text("pictures"), Text("video track")),
        }[kind]
        raise UserError(
            Text("{file} has no {what}.", file=path.name, what=what),
            Text("Name a file with a {track}, or leave the field empty.", track=track),
            file=str(path),
        )
    return streams[0]


def frames(container: Any, stream: Any, problems: list[Text]) -> Iterator[Any]:
    """Decoded frames until the end or the first damage, which is noted in `problems`.

    A packet without bytes says that the last frame stays on screen (Theora, VP8): that frame is
    given again at the packet's time. A decoder would take it for the end of the file.
    """
    last: Any = None
    try:
        for packet in container.demux(stream):
            if packet.size == 0 and packet.pts is not None:
                if last is not None:
                    last.pts = packet.pts
                    yield last
                continue
            for frame in packet.decode():
                last = frame
                yield frame
    except (av.error.FFmpegError, ValueError) as error:
        problems.append(Text("{error}", error=getattr(error, "strerror", None) or error))


def seconds(value: int | None, base: Any) -> float | None:
    """A PTS or duration in seconds."""
    return None if value is None or base is None else float(value * base)


def duration(container: Any, stream: Any, path: Path) -> float | None:
    """Length of a stream in seconds as the file tells it, else that of the file, else None."""
    if container.format.name in _GUESSED and not _has_length(path):
        return held(path).tracks.get(stream.index)
    length = seconds(stream.duration, stream.time_base)
    if length is None and container.duration is not None:
        length = container.duration / av.time_base
    return length


@dataclass(frozen=True)
class Held:
    """What a file holds, by its packets: seconds of each track (by index), and of all together."""

    tracks: Mapping[int, float]
    whole: float


def held(path: Path, after_s: float | None = None) -> Held:
    """Look through the packets of a file, none decoded.

    Args:
        path: the file.
        after_s: look from the key frame before this moment on only.

    """
    begins: dict[int, float] = {}
    ends: dict[int, float] = {}
    with suppress(av.error.FFmpegError, ValueError), opened(path, "video") as container:
        start = (container.start_time or 0) / av.time_base
        if after_s is not None:
            container.seek(int((start + after_s) * av.time_base))
        for packet in container.demux():
            time = seconds(packet.pts if packet.pts is not None else packet.dts, packet.time_base)
            if time is None:
                continue
            at = packet.stream_index
            end = time + (seconds(packet.duration, packet.time_base) or 0.0)
            begins[at] = min(begins.get(at, time), time)
            ends[at] = max(ends.get(at, end), end)
    first = start if after_s is not None else min(begins.values(), default=0.0)
    return Held(
        {at: end - begins[at] for at, end in ends.items()}, max(ends.values(), default=0.0) - first
    )


def cut_short(container: Any, path: Path) -> tuple[Text, Held] | None:
    """What is missing of a file that holds less than it says, and what it does hold."""
    if container.duration is None:
        return None
    told = container.duration / av.time_base
    # Its end is looked at first: where that is there, so is the rest.
    if held(path, max(0.0, told - 1)).whole > told - _SLACK_S:
        return None
    there = held(path)
    if there.whole > told - _SLACK_S:
        return None
    return short(told, there.whole), there


def short(told: float, length: float) -> Text:
    """Says that a file holds less than it says, seconds each."""
    return Text(
        "it is cut short, it says {told:.1f} s but holds {length:.1f} s", told=told, length=length
    )


def _has_length(path: Path) -> bool:
    """Whether an MP3's first frame tells how many follow; FFmpeg guesses from its rate else."""
    with path.open("rb") as file:
        head = file.read(10)
        if head[:3] == b"ID3":
            size = sum(
                (byte & 127) << shift for byte, shift in zip(head[6:10], _SYNCSAFE, strict=True)
            )
            file.seek(10 + size)
        first = file.read(4096)
    return any(mark in first for mark in _LENGTH_MARKS)
