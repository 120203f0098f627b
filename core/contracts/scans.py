"""Looking at the tracks or the pictures of every item."""

from __future__ import annotations

from pydantic import Field

from core.contracts.job import JobKind
from core.contracts.message import Message


class ScanSpec(Message):
    """Look at the tracks or pictures of every item; unchanged files are not decoded again."""

    catalog: str


class TimeScan(Message):
    """How many items are in which state, see core.media.overview; empty without tracks."""

    counts: dict[str, int] = Field(default_factory=dict)


class SpatialScan(Message):
    """How many pictures have to be aligned, and for which reasons; 0 without pictures."""

    needed: int = 0
    reasons: dict[str, int] = Field(default_factory=dict)


TIME_SCAN = JobKind("time", ScanSpec, TimeScan, asked_for=False)
SPATIAL_SCAN = JobKind("space", ScanSpec, SpatialScan, asked_for=False)
