"""All tracks of one item on one clock: the stage "time" of the flow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from core import workspace
from core.catalog.schema import Catalog
from core.errors import UserError
from core.media import estimate, reading, sync
from core.media.estimate import Estimate
from core.media.reading import KINDS, Track
from core.media.sync import Offset
from core.text import Text

#: A shift smaller than one film frame is none.
FRAME_S = 0.040


@dataclass(frozen=True, eq=False)
class Lane:
    """One track of an item and its place on the common clock.

    Attributes:
        track: what was read.
        estimate: what was found about its clock.
        offset: how late it is taken to be: as estimated, or as set by hand.
    """

    track: Track
    estimate: Estimate
    offset: Offset

    @property
    def kind(self) -> str:
        """One of KINDS."""
        return self.track.kind

    def moved(self, offset_s: float) -> Lane:
        """The same lane with an offset set by hand; a drift that was found stays."""
        rate = self.estimate.offset.rate if self.estimate.offset.trusted else 1.0
        return replace(self, offset=sync.by_hand(offset_s, rate))


@dataclass(frozen=True, eq=False)
class Timeline:
    """The lanes of one item, the reference first; `problems` tells which could not be read."""

    lanes: tuple[Lane, ...]
    problems: tuple[UserError, ...]

    @property
    def shifted(self) -> bool:
        """Whether any lane is moved by a frame or more."""
        return any(lane.offset.trusted and abs(lane.offset.offset_s) > 1e-9 for lane in self.lanes)


def of_item(catalog: Catalog, row: int, by_hand: Mapping[str, float] | None = None) -> Timeline:
    """Read the tracks of an item and estimate how late each is against the first.

    Args:
        catalog: where the item is.
        row: its row.
        by_hand: offsets in seconds that the user set, by kind of track.

    """
    lanes: list[Lane] = []
    problems: list[UserError] = []
    for kind, relative in files(catalog, row).items():
        path = workspace.inside(catalog.root, relative)
        if path is None:
            problems.append(
                UserError(
                    Text(
                        "The path '{relative}' leaves the folder of the catalog.", relative=relative
                    ),
                    "Put the file inside and correct the path.",
                    column=kind,
                )
            )
            continue
        try:
            track = reading.read(kind, relative, path)
        except UserError as error:
            problems.append(error)
            continue
        found = estimate.between(lanes[0].track, track) if lanes else estimate.reference()
        lane = Lane(track, found, found.offset)
        if lanes and by_hand and kind in by_hand:
            lane = lane.moved(by_hand[kind])
        lanes.append(lane)
    return Timeline(tuple(lanes), tuple(problems))


def files(catalog: Catalog, row: int) -> dict[str, str]:
    """Paths of an item's tracks, relative to the catalog's root, by kind, the reference first."""
    found = {}
    for kind in KINDS:
        column = catalog.items.get_column(kind, default=None)
        relative = None if column is None else column[row]
        # "events" is a word that tables may use for something else.
        if relative and (kind != "events" or str(relative).lower().endswith(".csv")):
            found[kind] = str(relative)
    return found
