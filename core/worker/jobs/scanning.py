"""Look at the media of every item once: its tracks, its pictures."""

from __future__ import annotations

from pathlib import Path

from core.contracts.scans import SPATIAL_SCAN, TIME_SCAN, ScanSpec, SpatialScan, TimeScan
from core.progress import Reporter
from core.worker.answering import runs


@runs(TIME_SCAN)
def scan_time(spec: ScanSpec, reporter: Reporter) -> TimeScan:
    """Compare the tracks of every item; how many of them are in which state."""
    from core.catalog.opening import snapshot
    from core.media import overview, scan

    catalog = snapshot.load(Path(spec.catalog))
    scan.time_scan(catalog, reporter)
    found = overview.time(catalog)
    return (
        TimeScan(counts={str(state): count for state, count in found.counts.items()})
        if found
        else TimeScan()
    )


@runs(SPATIAL_SCAN)
def scan_spatial(spec: ScanSpec, reporter: Reporter) -> SpatialScan:
    """Decide for every picture whether it has to be aligned."""
    from core.catalog.opening import snapshot
    from core.media import overview, scan

    catalog = snapshot.load(Path(spec.catalog))
    scan.spatial_scan(catalog, reporter)
    found = overview.space(catalog)
    return SpatialScan(needed=found.needed, reasons=found.reasons) if found else SpatialScan()
