"""Sound and video files, opened safely through FFmpeg (PyAV)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
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
    """Decoded frames until the end or the first damage, which is noted in `problems`."""
    try:
        yield from container.decode(stream)
    except (av.error.FFmpegError, ValueError) as error:
        problems.append(Text("{error}", error=getattr(error, "strerror", None) or error))


def seconds(value: int | None, base: Any) -> float | None:
    """A PTS or duration in seconds."""
    return None if value is None or base is None else float(value * base)


def duration(container: Any, stream: Any) -> float | None:
    """Length of a stream in seconds as the file tells it, else that of the file, else None."""
    length = seconds(stream.duration, stream.time_base)
    if length is None and container.duration is not None:
        length = container.duration / av.time_base
    return length
