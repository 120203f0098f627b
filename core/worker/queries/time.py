"""Questions of the Time page: the tracks of an item on one clock, and the whole catalog."""

from __future__ import annotations

from typing import Any

import numpy as np
from pydantic import Field

from core.catalog.schema import Catalog
from core.errors import UserError
from core.explore.context import Answer, Context, Params, Query
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


class ItemParams(Params):
    """One item."""

    item: int = Field(ge=0)


class OverviewParams(Params):
    """Nothing to choose."""


def item(context: Context, params: ItemParams) -> Answer:
    """The tracks of an item, each on its own clock, and what was found about it.

    Arrays, by kind of track: `envelope/<kind>` float32 at 100 a second; `low/<kind>`,
    `high/<kind>` float32 of tracks with sound; `film` uint8 [n, h, w, 3], `film_times` [n].
    """
    catalog = context.catalog
    check_item(catalog, params.item)
    ids = catalog.items.get_column("item")
    by_hand = clocks.hand(catalog, str(ids[params.item]))
    found = timeline.of_item(catalog, params.item)
    arrays: dict[str, np.ndarray] = {}
    for lane in found.lanes:
        arrays |= _pictures(catalog, lane)
    return {
        "item": params.item,
        "id": str(ids[params.item]),
        "lanes": [_told(lane) for lane in found.lanes],
        "hand": by_hand,
        "planted": clocks.planted(catalog, str(ids[params.item])),
        "needed": TRUSTED,
        "problems": [problem.sentence for problem in found.problems],
    }, arrays


def whole(context: Context, _params: OverviewParams) -> Answer:
    """States of all items from the last scan; `scanned` is False before the first.

    Arrays: `rows` int64, `offset_s`, `confidence` float64 (NaN where nothing was compared).
    """
    catalog = context.catalog
    found = overview.time(catalog)
    told: dict[str, Any] = {"tracks": overview.tracks_apart(catalog), "scanned": found is not None}
    if found is None:
        return told, {}
    top = found.items.head(LISTED)
    return told | {
        "counts": found.counts,
        "states": top.get_column("state").to_list(),
        "reasons": [why and Text.loads(why) for why in top.get_column("reason")],
    }, {
        "rows": top.get_column("row").cast(int).to_numpy(),
        "offset_s": top.get_column("offset_s").to_numpy(),
        "confidence": top.get_column("confidence").fill_null(float("nan")).to_numpy(),
    }


def check_item(catalog: Catalog, row: int) -> None:
    """Refuse a row that is not there.

    Raises:
        UserError: the catalog has fewer items.

    """
    if row >= catalog.items.height:
        raise UserError(Text("There is no item {row}.", row=row), "Choose another one.")


def _told(lane: Lane) -> dict[str, Any]:
    track = lane.track
    return {
        "kind": track.kind,
        "file": track.file,
        "start_s": track.start_s,
        "end_s": track.end_s,
        "envelope_start": track.envelope.start_s,
        "sound_start": track.sound.start_s if track.sound else 0.0,
        "sound_end": track.sound.end_s if track.sound else 0.0,
        "cues": [[cue.start_s, cue.end_s, cue.text] for cue in track.cues[:LISTED]],
        "onsets": track.moments.tolist()[:LISTED],
        "warning": track.warning,
        "offset": _offset(lane.estimate.offset),
        "checked": lane.estimate.checked,
        "tried": [_offset(offset) for offset in lane.estimate.tried],
    }


def _offset(offset: Offset) -> dict[str, Any]:
    return {
        "offset_s": offset.offset_s,
        "rate": offset.rate,
        "confidence": offset.confidence,
        "trusted": offset.trusted,
        "method": offset.method,
        "reason": offset.reason,
    }


def _pictures(catalog: Catalog, lane: Lane) -> dict[str, np.ndarray]:
    """What is drawn of a track."""
    track = lane.track
    arrays = {f"envelope/{track.kind}": track.envelope.values.astype(np.float32)}
    if track.sound is not None:
        samples = track.sound.samples
        parts = min(WAVE_PARTS, len(samples))
        starts = np.linspace(0, len(samples), parts, endpoint=False).astype(int)
        arrays[f"low/{track.kind}"] = np.minimum.reduceat(samples, starts)
        arrays[f"high/{track.kind}"] = np.maximum.reduceat(samples, starts)
    path = inside(catalog.root, track.file)
    if track.kind == "video" and path is not None:
        frames = video.load(path, frames=FRAMES, max_side=FRAME_SIDE)
        arrays["film"], arrays["film_times"] = frames.pixels, frames.times
    return arrays


QUERIES: dict[str, tuple[type[Params], Query]] = {
    "item": (ItemParams, item),
    "overview": (OverviewParams, whole),
}
