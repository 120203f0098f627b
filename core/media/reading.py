"""The tracks of an item as time synchronisation reads them, each on its own clock."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np

from core.errors import UserError
from core.media import audio, events, subtitles, tracks, video
from core.media.audio import Sound
from core.media.subtitles import Cue
from core.media.tracks import Envelope
from core.text import Text

#: Item columns that name a track. The first of these that an item has is the clock of all.
KINDS = ("audio", "video", "subtitles", "events")
#: What is compared of a track; half a minute tells an offset, and drift to a millisecond a second.
SECONDS = 30.0


@dataclass(frozen=True, eq=False)
class Track:
    """One track on its own clock.

    Attributes:
        kind: one of KINDS.
        file: its path relative to the catalog's root.
        start_s: presentation time at which it begins.
        end_s: at which it ends.
        envelope: what begins when.
        sound: its sound, if it has any: of a video, that of its container.
        cues: lines of subtitles, or events with their names.
        warning: what was wrong with the file; "" if nothing.

    """

    kind: str
    file: str
    start_s: float
    end_s: float
    envelope: Envelope
    sound: Sound | None = None
    cues: tuple[Cue, ...] = ()
    warning: Text = Text()

    @property
    def points(self) -> bool:
        """Whether it is a list of moments rather than a signal."""
        return self.kind in ("subtitles", "events")

    @cached_property
    def beginnings(self) -> Envelope:
        """What is compared with other tracks: of a film its sound, where anything begins there."""
        if self.sound is None or self.kind != "video":
            return self.envelope
        heard = tracks.of_sound(self.sound)
        return heard if heard.eventful else self.envelope

    @property
    def moments(self) -> np.ndarray:
        """Seconds at which something begins, float64 [k]."""
        if self.points:
            return np.unique([cue.start_s for cue in self.cues])
        return self.beginnings.onsets


def read(kind: str, file: str, path: Path) -> Track:
    """Read the track of one kind.

    Raises:
        UserError: the file cannot be used.

    """
    return _READ[kind](file, path)


def _sound(file: str, path: Path) -> Track:
    sound = audio.load(path, max_seconds=SECONDS)
    end = sound.start_s + max(sound.duration_s, sound.end_s - sound.start_s)
    return Track(
        "audio", file, sound.start_s, end, tracks.of_sound(sound), sound, warning=sound.warning
    )


def _film(file: str, path: Path) -> Track:
    frames = video.every_frame(path, SECONDS)
    start = float(frames.times[0])
    envelope = tracks.of_frames(frames)
    try:
        sound = audio.load(path, max_seconds=SECONDS)
    except UserError:  # a silent film is nothing wrong
        sound = None
    return Track(
        "video", file, start, start + frames.duration_s, envelope, sound, warning=frames.warning
    )


def _words(file: str, path: Path) -> Track:
    words = subtitles.read(path)
    return replace(_points("subtitles", file, list(words.cues)), warning=words.warning)


def _events(file: str, path: Path) -> Track:
    return _points("events", file, events.load(path))


def _points(kind: str, file: str, cues: list[Cue]) -> Track:
    end = max(cue.end_s for cue in cues)
    return Track(kind, file, cues[0].start_s, end, tracks.of_cues(cues), cues=tuple(cues))


_READ: Mapping[str, Callable[[str, Path], Track]] = {
    "audio": _sound,
    "video": _film,
    "subtitles": _words,
    "events": _events,
}
