"""Time zones as people write them beside a time, and what is then UTC."""

from __future__ import annotations

import re
import zoneinfo
from collections.abc import Mapping

import numpy as np
import polars as pl

#: Zones by the letters people write, in minutes east of UTC.
_NAMED: Mapping[str, int] = {
    "z": 0, "utc": 0, "gmt": 0, "ut": 0, "wet": 0, "west": 60, "cet": 60, "cest": 120, "mez": 60,
    "mesz": 120, "met": 60, "bst": 60, "eet": 120, "eest": 180, "msk": 180, "est": -300,
    "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420,
    "akst": -540, "akdt": -480, "hst": -600, "brt": -180, "ist": 330, "pkt": 300, "wib": 420,
    "hkt": 480, "sgt": 480, "jst": 540, "kst": 540, "aest": 600, "aedt": 660, "nzst": 720,
    "nzdt": 780,
}  # fmt: skip
_OFFSET = re.compile(r"(?:utc|gmt)?\s*([+-])(\d{1,2}):?(\d{2})?")
_MINUTE = 60_000


def to_utc(local: np.ndarray, zones: pl.Series, default: str) -> tuple[np.ndarray, list[str]]:
    """UTC milliseconds of local ones.

    Args:
        local: float64 [n], NaN where there is none.
        zones: String [n], null where none is written.
        default: the zone of those, an IANA name.

    Returns:
        float64 [n], NaN also where a zone is not known; and the letters or names met that are no
        plain UTC and no offset in digits, which an offset was found for.

    """
    found = local.copy()
    met: list[str] = []
    written = zones.fill_null(default)
    for zone in written.unique().to_list():
        rows = np.flatnonzero((written == zone).to_numpy())
        offset = _offset(zone)
        if offset is not None:
            found[rows] -= offset * _MINUTE
        else:
            found[rows] = _of_place(local[rows], zone)
        if offset and zone.lower() in _NAMED:
            met.append(f"{zone} ({offset / 60:+g} h)")
    return found, met


def _offset(zone: str) -> int | None:
    """Minutes east of UTC, None if it is no fixed offset."""
    if (minutes := _NAMED.get(zone.lower())) is not None:
        return minutes
    cut = _OFFSET.fullmatch(zone.lower())
    if cut is None or int(cut[2]) > 14 or int(cut[3] or 0) > 59:
        return None
    minutes = int(cut[2]) * 60 + int(cut[3] or 0)
    return -minutes if cut[1] == "-" else minutes


def _of_place(local: np.ndarray, zone: str) -> np.ndarray:
    """UTC of local times of a place; NaN where its clocks were put forward, or it is unknown."""
    if zone not in zoneinfo.available_timezones():
        return np.full(len(local), np.nan)
    known = np.isfinite(local)
    naive = pl.Series(np.where(known, local, 0).astype(np.int64)).cast(pl.Datetime("ms"))
    there = naive.dt.replace_time_zone(zone, ambiguous="earliest", non_existent="null")
    return np.where(known, there.dt.epoch("ms").cast(pl.Float64).to_numpy(), np.nan)
