"""The tracks of one item as the page holds them: what was found, and what the user set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike

from core.contracts.time import Track, Tracks
from core.media.clocks import Clock
from core.sheet import Sheet

#: Envelope samples a second, as core.media.tracks makes them.
ENVELOPE_RATE = 100
#: A smaller move is none.
NONE_S = 0.0005


@dataclass(frozen=True, eq=False)
class TrackState:
    """One track.

    Attributes:
        found: what the engine found.
        hand: seconds late as set by hand; None for what was estimated.
        reference: whether its clock is the common one.
        planted: seconds late as a sample's generator made it; None where nobody knows.

    """

    found: Track
    hand: float | None = None
    reference: bool = False
    planted: float | None = None

    @property
    def kind(self) -> str:
        """audio, video, subtitles or events."""
        return self.found.kind

    @property
    def trusted(self) -> bool:
        """Whether the estimate is applied."""
        return self.found.offset.trusted

    @property
    def estimated(self) -> float:
        """Seconds late as estimated; 0 where that is not trusted."""
        return self.found.offset.offset_s if self.trusted else 0.0

    @property
    def rate(self) -> float:
        """Seconds of this track per second of the common clock."""
        return self.found.offset.rate if self.trusted else 1.0

    @property
    def offset(self) -> float:
        """Seconds late as applied."""
        return self.estimated if self.hand is None else self.hand

    @property
    def moves(self) -> bool:
        """Whether it lies elsewhere than its own timestamps say."""
        return abs(self.offset) > NONE_S or abs(self.rate - 1) > 1e-6

    @cached_property
    def clock(self) -> Clock:
        """Its own seconds to common ones."""
        return Clock({self.kind: (self.offset, self.rate)})

    def common(self, seconds: ArrayLike) -> np.ndarray:
        """Its own seconds on the common clock."""
        return self.clock.to_common(self.kind, seconds)

    def own(self, seconds: float) -> float:
        """A common second on its own clock."""
        return seconds * self.rate + self.offset

    def with_hand(self, hand: float | None) -> TrackState:
        """The same track set to another place."""
        return replace(self, hand=hand)


def from_answer(answer: Tracks) -> list[TrackState]:
    """The tracks of an item, the reference first."""
    return [
        TrackState(
            track,
            answer.hand.get(track.kind) if number else None,
            reference=number == 0,
            planted=answer.planted.get(track.kind),
        )
        for number, track in enumerate(answer.tracks)
    ]


def span(tracks: list[TrackState]) -> tuple[float, float]:
    """First and last second on screen: every track before and after, with room to drag."""
    ends = [end for track in tracks for end in (track.found.start_s, track.found.end_s)]
    ends += [float(end) for track in tracks for end in track.common(_ends(track))]
    first, last = min(ends, default=0.0), max(ends, default=1.0)
    room = max(0.25, 0.04 * (last - first))
    return first - room, last + room


def _ends(track: TrackState) -> np.ndarray:
    return np.array([track.found.start_s, track.found.end_s], np.float64)


def as_csv(tracks: Sequence[TrackState]) -> str:
    """The offsets as a table, one line a track."""
    sheet = Sheet(
        ["track", "file", "offset_s", "rate", "method", "confidence", "trusted", "by_hand"]
    )
    for track in tracks:
        offset = track.found.offset
        numbers = (f"{track.offset:.6f}", f"{track.rate:.8f}")
        believed = (f"{offset.confidence:.4f}", track.trusted, track.hand is not None)
        sheet.row([track.kind, track.found.file, *numbers, offset.method, *believed])
    return sheet.text()
