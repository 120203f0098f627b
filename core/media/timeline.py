"""All tracks of one item on one clock: the stage "time" of the flow."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from core import workspace
from core.catalog.schema import Catalog
from core.errors import UserError
from core.media import audio, subtitles, sync, tracks, video
from core.media.sync import Offset
from core.media.tracks import Envelope

#: Frames compared with the sound; enough for one every 40 ms over ten seconds.
_FRAMES = 250
#: The first of these that an item has is the clock of all.
KINDS = ("audio", "video", "subtitles")


@dataclass(frozen=True, eq=False)
class Lane:
    """One track of an item.

    Attributes:
        kind: "audio", "video" or "subtitles".
        file: its path relative to the catalog's root.
        start_s: where it begins on its own clock.
        end_s: where it ends.
        envelope: what begins when.
        offset: how late it is against the reference, and whether that is believed.
        warning: what was wrong with the file; "" if nothing.
    """

    kind: str
    file: str
    start_s: float
    end_s: float
    envelope: Envelope
    offset: Offset
    warning: str = ""

    def on_reference(self) -> tuple[float, float]:
        """Start and end on the common clock."""
        start, end = self.offset.to_reference([self.start_s, self.end_s])
        return float(start), float(end)

    def moved(self, offset_s: float) -> Lane:
        """The same lane with an offset set by hand."""
        return replace(self, offset=sync.by_hand(offset_s))


@dataclass(frozen=True, eq=False)
class Timeline:
    """The lanes of one item, the reference first; `problems` tells which could not be read."""

    lanes: tuple[Lane, ...]
    problems: tuple[UserError, ...]

    @property
    def shifted(self) -> bool:
        """Whether any lane is moved."""
        return any(lane.offset.trusted and lane.offset.offset_s for lane in self.lanes)


def of_item(catalog: Catalog, row: int) -> Timeline:
    """Read the tracks of an item and estimate how late each is against the first."""
    lanes: list[Lane] = []
    problems: list[UserError] = []
    for kind in KINDS:
        column = catalog.items.get_column(kind, default=None)
        relative = None if column is None else column[row]
        if relative is None:
            continue
        path = workspace.inside(catalog.root, relative)
        if path is None:
            problems.append(
                UserError(
                    f"The path '{relative}' leaves the folder of the catalog.",
                    "Put the file inside and correct the path.",
                    column=kind,
                )
            )
            continue
        try:
            start, end, envelope, warning = _READ[kind](path)
        except UserError as error:
            problems.append(error)
            continue
        offset = _offset(lanes[0] if lanes else None, relative, envelope)
        lanes.append(Lane(kind, relative, start, end, envelope, offset, warning))
    return Timeline(tuple(lanes), tuple(problems))


def _offset(reference: Lane | None, file: str, envelope: Envelope) -> Offset:
    if reference is None:
        return Offset(0.0, 1.0, 1.0, True, "timestamps", "This track is the clock of the others.")
    if reference.file == file:
        return Offset(
            0.0, 1.0, 1.0, True, "timestamps", "Both tracks share the clock of one container."
        )
    return sync.by_correlation(reference.envelope, envelope)


_Read = tuple[float, float, Envelope, str]


def _sound(path: Path) -> _Read:
    sound = audio.load(path)
    return sound.start_s, sound.end_s, tracks.of_sound(sound), sound.warning


def _film(path: Path) -> _Read:
    frames = video.load(path, frames=_FRAMES, max_side=96)
    start = float(frames.times[0])
    return start, start + frames.duration_s, tracks.of_frames(frames), frames.warning


def _words(path: Path) -> _Read:
    cues = subtitles.load(path)
    return cues[0].start_s, max(cue.end_s for cue in cues), tracks.of_cues(cues), ""


_READ: Mapping[str, Callable[[Path], _Read]] = {
    "audio": _sound,
    "video": _film,
    "subtitles": _words,
}
