"""The common clock of an item: what its tracks' own seconds are on it.

An offset set by hand goes before one found by a scan; one that is not trusted changes nothing.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
import polars as pl
from numpy.typing import ArrayLike

from core import workspace
from core.catalog.schema import PLANTED_LATE, Catalog
from core.media import records, timeline


@dataclass(frozen=True)
class Clock:
    """Offset in seconds and rate by kind of track; kinds that are not named keep their times."""

    shifts: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    def to_common(self, kind: str, seconds: ArrayLike) -> np.ndarray:
        """A track's own seconds on the common clock, float64 of the same shape."""
        offset, rate = self.shifts.get(kind, (0.0, 1.0))
        return (np.asarray(seconds, np.float64) - offset) / rate

    def places(self, kind: str, places: np.ndarray) -> np.ndarray:
        """Places of tokens [L, 4] of a modality, with seconds on the common clock.

        Encoders tell a track's own seconds in the first two columns.
        """
        if kind not in self.shifts:
            return places
        moved = np.array(places)
        moved[:, :2] = self.to_common(kind, moved[:, :2])
        return moved

    @property
    def moves(self) -> bool:
        """Whether any track is moved."""
        return any(shift != (0.0, 1.0) for shift in self.shifts.values())


def hand(catalog: Catalog, item: str) -> dict[str, float]:
    """Offsets in seconds that the user set for an item id, by kind of track."""
    return _seconds(records.read_json(catalog, "hand").get(item))


def planted(catalog: Catalog, item: str) -> dict[str, float]:
    """Seconds by which a sample catalog's generator made tracks of an item id late, by kind."""
    try:
        known = workspace.parse_json(catalog.root / "catalog.json")
    except (OSError, ValueError, RecursionError):
        return {}
    late = known.get(PLANTED_LATE) if isinstance(known, dict) else None
    return _seconds(late.get(item)) if isinstance(late, dict) else {}


def _seconds(kept: object) -> dict[str, float]:
    if not isinstance(kept, dict):
        return {}
    return {
        str(kind): float(value)
        for kind, value in kept.items()
        if isinstance(value, int | float) and math.isfinite(value)
    }


def set_hand(catalog: Catalog, item: str, offsets: Mapping[str, float]) -> None:
    """Keep what the user set for an item; nothing set forgets the item."""
    kept = dict(records.read_json(catalog, "hand"))
    if offsets:
        kept[item] = dict(offsets)
    else:
        kept.pop(item, None)
    records.write_json(catalog, "hand", kept)


def of_item(catalog: Catalog, row: int) -> Clock:
    """The clock of one item: from the scan, else estimated now if it has several files."""
    files = timeline.files(catalog, row)
    if len(files) < 2:
        return Clock()
    item = str(catalog.items.get_column("item")[row])
    set_by_user = hand(catalog, item)
    found = _found(catalog, row, item, files)
    shifts = {kind: shift for kind, shift in found.items() if shift != (0.0, 1.0)}
    for kind, offset in set_by_user.items():
        if kind in files:
            shifts[kind] = (offset, found.get(kind, (0.0, 1.0))[1])
    return Clock(shifts)


def _found(
    catalog: Catalog, row: int, item: str, files: Mapping[str, str]
) -> dict[str, tuple[float, float]]:
    if len(set(files.values())) < 2:
        return {}
    marks = {kind: _stamp(catalog, file) for kind, file in files.items()}
    table = records.read_table(catalog, "time")
    if table is not None:
        mine = table.filter(pl.col("item") == item)
        kept = dict(zip(mine["kind"], mine["stamp"], strict=True))
        if all(kept.get(kind) == mark for kind, mark in marks.items()):
            moved = mine.filter(pl.col("trusted"))
            pairs = zip(moved["offset_s"].to_list(), moved["rate"].to_list(), strict=True)
            return dict(zip(moved["kind"].to_list(), pairs, strict=True))
    return _estimated(catalog, row, tuple(marks.items()))


@lru_cache(maxsize=256)
def _estimated(
    catalog: Catalog, row: int, _marks: tuple[tuple[str, str], ...]
) -> dict[str, tuple[float, float]]:
    return {
        lane.kind: (lane.estimate.offset.offset_s, lane.estimate.offset.rate)
        for lane in timeline.of_item(catalog, row).lanes
        if lane.estimate.offset.trusted
    }


def _stamp(catalog: Catalog, file: str) -> str:
    path = workspace.inside(catalog.root, file)
    return records.stamp(path) if path is not None else ""
