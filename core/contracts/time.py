"""Questions about time: the tracks of an item on one clock, and the whole catalog."""

from __future__ import annotations

from typing import Annotated, Literal

import numpy as np
from pydantic import Field

from core.contracts.message import Array, Message
from core.contracts.question import Nothing, Question
from core.text import Text

Samples = Annotated[np.ndarray, Array("float32", "N")]
TrackState = Literal["problem", "doubt", "moved", "hand", "unchecked", "agrees"]


class ItemParams(Message):
    """One item, a row of catalog.items."""

    item: int = Field(ge=0)


class TrackOffset(Message):
    """By how much a track runs behind the reference, and whether to believe it.

    Attributes:
        offset_s: seconds late.
        rate: seconds of the track per second of the common clock.
        confidence: of the best shift against the second best; infinite for timestamps.
        trusted: whether it is applied.
        method: "timestamps", "marker", "correlation" or "warping".
        reason: why it is believed, or not.

    """

    offset_s: float
    rate: float
    confidence: float
    trusted: bool
    method: str
    reason: Text


class Cue(Message):
    """A line of subtitles or lyrics, in seconds of its own clock."""

    start_s: float
    end_s: float
    text: str


class Outline(Message):
    """Lowest and highest sample of equal parts of a sound between two seconds of its own clock."""

    start_s: float
    end_s: float
    low: Annotated[np.ndarray, Array("float32", "parts")]
    high: Annotated[np.ndarray, Array("float32", "parts")]


class Film(Message):
    """A few frames of a film, and when each is shown."""

    pixels: Annotated[np.ndarray, Array("uint8", "n", "h", "w", 3)]
    times: Annotated[np.ndarray, Array("float32|float64", "n")]


class Track(Message):
    """A track of an item on its own clock, in seconds.

    Attributes:
        kind: audio, video, subtitles or events.
        file: relative to the catalog.
        start_s, end_s: first and last second.
        envelope_start: second of the first value of the envelope.
        envelope: how much happens, 100 values a second.
        sound: of tracks that sound.
        film: of videos.
        cues, onsets: lines with their times, and moments of events.
        warning: what was wrong with the file.
        offset: as estimated; `tried` are all methods that were asked, in order.
        checked: whether there was enough to compare.

    """

    kind: str
    file: str
    start_s: float
    end_s: float
    envelope_start: float
    envelope: Samples
    sound: Outline | None
    film: Film | None
    cues: tuple[Cue, ...]
    onsets: tuple[float, ...]
    warning: Text
    offset: TrackOffset
    checked: bool
    tried: tuple[TrackOffset, ...]


class Tracks(Message):
    """The tracks of an item, the reference first.

    Attributes:
        item, id: row and identifier.
        tracks: each on its own clock.
        hand: seconds late as set by hand, by kind.
        planted: seconds late as a sample's generator made them, by kind.
        needed: confidence from which an offset is trusted.
        problems: what could not be read.

    """

    item: int
    id: str
    tracks: tuple[Track, ...]
    hand: dict[str, float]
    planted: dict[str, float]
    needed: float
    problems: tuple[Text, ...]


class ItemState(Message):
    """How the tracks of an item stand: the largest offset, the least confidence, and why."""

    row: int
    state: TrackState
    offset_s: float
    confidence: float | None
    reason: Text | None


class TimeOverview(Message):
    """What the last scan found: items by state, and the most doubtful first."""

    counts: dict[TrackState, int]
    items: tuple[ItemState, ...]


class Overview(Message):
    """How many items have several tracks, and what a scan found; None before the first."""

    tracks: int
    scanned: TimeOverview | None


ITEM = Question("time.item", ItemParams, Tracks)
OVERVIEW = Question("time.overview", Nothing, Overview)
