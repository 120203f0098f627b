"""The tracks of an item on one clock, and how those of a whole catalog stand."""

from __future__ import annotations

import numpy as np

from core.catalog.schema import Catalog
from core.contracts.time import (
    Cue,
    Film,
    ItemState,
    Outline,
    Overview,
    TimeOverview,
    Track,
    TrackOffset,
    Tracks,
)
from core.explore.catalog.item import check_row
from core.media import clocks, overview, timeline, video
from core.media.sync import TRUSTED, Offset
from core.media.timeline import Lane
from core.text import Text
from core.workspace import inside

WAVE_PARTS = 1600
FRAMES = 24
FRAME_SIDE = 160
#: Items a list of work shows; a longer one is worked through from its top.
LISTED = 500


def of_item(catalog: Catalog, row: int) -> Tracks:
    """The tracks of an item, each on its own clock, and what was found about it.

    Raises:
        UserError: there is no such item.

    """
    check_row(catalog, row)
    identifier = str(catalog.items.get_column("item")[row])
    found = timeline.of_item(catalog, row)
    return Tracks(
        item=row,
        id=identifier,
        tracks=tuple(_track(catalog, lane) for lane in found.lanes),
        hand=clocks.hand(catalog, identifier),
        planted=clocks.planted(catalog, identifier),
        needed=TRUSTED,
        problems=tuple(problem.sentence for problem in found.problems),
    )


def of_catalog(catalog: Catalog) -> Overview:
    """States of all items from the last scan, the most doubtful LISTED first."""
    found = overview.time(catalog)
    apart = overview.tracks_apart(catalog)
    if found is None:
        return Overview(tracks=apart, scanned=None)
    columns = ("row", "state", "offset_s", "confidence", "reason")
    items = tuple(
        ItemState(
            row=row,
            state=state,
            offset_s=offset,
            confidence=confidence,
            reason=Text.loads(reason) if reason else None,
        )
        for row, state, offset, confidence, reason in found.items.select(columns)
        .head(LISTED)
        .iter_rows()
    )
    return Overview(tracks=apart, scanned=TimeOverview(counts=found.counts, items=items))


def _track(catalog: Catalog, lane: Lane) -> Track:
    track = lane.track
    return Track(
        kind=track.kind,
        file=track.file,
        start_s=track.start_s,
        end_s=track.end_s,
        envelope_start=track.envelope.start_s,
        envelope=track.envelope.values.astype(np.float32),
        sound=_outline(lane),
        film=_film(catalog, lane),
        cues=tuple(
            Cue(start_s=cue.start_s, end_s=cue.end_s, text=cue.text) for cue in track.cues[:LISTED]
        ),
        onsets=tuple(track.moments.tolist()[:LISTED]),
        warning=Text(track.warning),
        offset=_offset(lane.estimate.offset),
        checked=lane.estimate.checked,
        tried=tuple(_offset(offset) for offset in lane.estimate.tried),
    )


def _offset(offset: Offset) -> TrackOffset:
    return TrackOffset(
        offset_s=offset.offset_s,
        rate=offset.rate,
        confidence=offset.confidence,
        trusted=offset.trusted,
        method=offset.method,
        reason=Text(offset.reason),
    )


def _outline(lane: Lane) -> Outline | None:
    sound = lane.track.sound
    if sound is None:
        return None
    parts = min(WAVE_PARTS, len(sound.samples))
    starts = np.linspace(0, len(sound.samples), parts, endpoint=False).astype(int)
    return Outline(
        start_s=sound.start_s,
        end_s=sound.end_s,
        low=np.minimum.reduceat(sound.samples, starts),
        high=np.maximum.reduceat(sound.samples, starts),
    )


def _film(catalog: Catalog, lane: Lane) -> Film | None:
    path = inside(catalog.root, lane.track.file)
    if lane.track.kind != "video" or path is None:
        return None
    frames = video.load(path, frames=FRAMES, max_side=FRAME_SIDE)
    return Film(pixels=frames.pixels, times=frames.times)
