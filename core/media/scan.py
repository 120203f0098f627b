"""Look at the tracks or pictures of every item once, and keep what was found.

A file that did not change since the last scan is not decoded again, so a stopped scan goes on
where it was.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import polars as pl

from core import workspace
from core.catalog.schema import Catalog
from core.errors import UserError
from core.media import records, spatial, timeline
from core.progress import Reporter
from core.text import Text

TIME_COLUMNS: Mapping[str, pl.DataType] = {
    "item": pl.String(),
    "row": pl.Int32(),
    "kind": pl.String(),
    "file": pl.String(),
    "stamp": pl.String(),
    "method": pl.String(),
    "offset_s": pl.Float64(),
    "rate": pl.Float64(),
    "confidence": pl.Float64(),
    "trusted": pl.Boolean(),
    "checked": pl.Boolean(),  # whether there was enough to compare
    "reason": pl.String(),
    "problem": pl.String(),  # why the file could not be read
}
SPACE_COLUMNS: Mapping[str, pl.DataType] = {
    "item": pl.String(),
    "row": pl.Int32(),
    "file": pl.String(),
    "stamp": pl.String(),
    "needed": pl.Boolean(),
    "why": pl.List(pl.String()),  # words of core.media.spatial.Why
    "reason": pl.String(),
    "width": pl.Int32(),
    "height": pl.Int32(),
    "problem": pl.String(),
}
#: No more work than this is lost if the scan is killed.
_KEEP_EVERY_S = 10.0

Row = dict[str, Any]


def time_scan(catalog: Catalog, reporter: Reporter) -> pl.DataFrame:
    """Offsets of the tracks of every item that has any; TIME_COLUMNS."""
    return _scan(catalog, "time", TIME_COLUMNS, has_tracks, _tracks, reporter)


def spatial_scan(catalog: Catalog, reporter: Reporter) -> pl.DataFrame:
    """For the picture of every item: whether it has to be aligned, and why; SPACE_COLUMNS."""
    return _scan(catalog, "space", SPACE_COLUMNS, has_picture, _picture, reporter)


def has_tracks(catalog: Catalog, row: int) -> bool:
    """Whether an item has several tracks, so that their clocks may differ."""
    return len(timeline.files(catalog, row)) > 1


def has_picture(catalog: Catalog, row: int) -> bool:
    """Whether an item names a picture."""
    column = catalog.items.get_column("image", default=None)
    return column is not None and bool(column[row])


def _scan(
    catalog: Catalog,
    name: str,
    columns: Mapping[str, pl.DataType],
    wanted: Callable[[Catalog, int], bool],
    look: Callable[[Catalog, int, str], list[Row]],
    reporter: Reporter,
) -> pl.DataFrame:
    ids = catalog.items.get_column("item").to_list()
    rows = [row for row in range(len(ids)) if wanted(catalog, row)]
    known = _known(catalog, name, columns)
    found: list[Row] = []
    kept = time.monotonic()
    stage = {"time": Text("comparing tracks"), "space": Text("looking at pictures")}[name]
    for done, row in enumerate(rows):
        reporter.progress(stage, done, len(rows), "items")
        if reporter.checkpoint():
            break
        before = known.pop(ids[row], None)
        fresh = before is not None and all(
            one["stamp"] and one["stamp"] == _stamp(catalog, one["file"]) for one in before
        )
        found += (
            [{**one, "row": row} for one in before or []] if fresh else look(catalog, row, ids[row])
        )
        if time.monotonic() - kept > _KEEP_EVERY_S:
            _write(catalog, name, columns, found, known)
            kept = time.monotonic()
    else:
        known.clear()  # items that are gone
        reporter.progress(stage, len(rows), len(rows), "items")
    return _write(catalog, name, columns, found, known)


def _known(catalog: Catalog, name: str, columns: Mapping[str, pl.DataType]) -> dict[str, list[Row]]:
    table = records.read_table(catalog, name)
    known: dict[str, list[Row]] = {}
    if table is not None and dict(table.schema) == dict(columns):
        for one in table.iter_rows(named=True):
            known.setdefault(one["item"], []).append(one)
    return known


def _write(
    catalog: Catalog,
    name: str,
    columns: Mapping[str, pl.DataType],
    found: list[Row],
    rest: dict[str, list[Row]],
) -> pl.DataFrame:
    rows = found + [one for several in rest.values() for one in several]
    table = pl.DataFrame(rows, schema=dict(columns))
    records.write_table(catalog, name, table)
    return table


def _stamp(catalog: Catalog, file: str) -> str:
    path = workspace.inside(catalog.root, file)
    return records.stamp(path) if path is not None else ""


def _tracks(catalog: Catalog, row: int, item: str) -> list[Row]:
    found = timeline.of_item(catalog, row)
    lanes = {lane.kind: lane for lane in found.lanes}
    problems: Iterator[UserError] = iter(found.problems)
    rows = []
    for kind, file in timeline.files(catalog, row).items():
        told: Row = {
            "item": item,
            "row": row,
            "kind": kind,
            "file": file,
            "stamp": _stamp(catalog, file),
        }
        lane = lanes.get(kind)
        if lane is None:
            told |= {"offset_s": 0.0, "rate": 1.0, "confidence": 0.0, "trusted": False}
            told |= {"checked": False, "problem": _why(next(problems, None))}
        else:
            offset = lane.estimate.offset
            told |= {
                "method": offset.method,
                "offset_s": offset.offset_s,
                "rate": offset.rate,
                "confidence": offset.confidence,
                "trusted": offset.trusted,
                "checked": lane.estimate.checked,
                "reason": offset.reason.dumps(),
                "problem": lane.track.warning.dumps() or None,
            }
        rows.append(told)
    return rows


def _why(problem: UserError | None) -> str:
    return (problem.sentence if problem else Text("it cannot be read")).dumps()


def _picture(catalog: Catalog, row: int, item: str) -> list[Row]:
    file = str(catalog.items.get_column("image")[row])
    common = {"item": item, "row": row, "file": file, "stamp": _stamp(catalog, file)}
    path = workspace.inside(catalog.root, file)
    try:
        if path is None:
            raise UserError(
                Text("The path '{file}' leaves the folder of the catalog.", file=file),
                "Put the file inside and correct the path.",
            )
        found = spatial.look(path)
    except UserError as error:
        return [common | {"needed": False, "why": [], "problem": error.sentence.dumps()}]
    return [
        common
        | {
            "needed": found.needed,
            "why": [reason.why for reason in found.reasons],
            "reason": found.line.dumps(),
            "width": found.size[0],
            "height": found.size[1],
        }
    ]
