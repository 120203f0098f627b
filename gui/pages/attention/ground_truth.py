"""Planted truth of one item as marks for the drawings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gui.widgets.maps.patch_view import Region
from gui.widgets.maps.token_strip import Span
from gui.widgets.time.time_paint import Stretch

if TYPE_CHECKING:
    from core.catalog.schema import Catalog


@dataclass(frozen=True)
class GroundTruth:
    """Where each attribute lives in words, picture and time."""

    spans: tuple[Span, ...] = ()
    regions: tuple[Region, ...] = ()
    stretches: tuple[Stretch, ...] = ()


NOTHING = GroundTruth()


def of_item(catalog: Catalog | None, row: int | None) -> GroundTruth:
    """Marks of an item. Attributes with the same place share one mark with both names."""
    if catalog is None or row is None or catalog.truth is None:
        return NOTHING
    import polars as pl

    spans: dict[tuple[int, int], list[str]] = {}
    boxes: dict[tuple[float, float, float, float], list[str]] = {}
    times: dict[tuple[float, float], list[str]] = {}
    for one in catalog.truth.filter(pl.col("item") == row).iter_rows(named=True):
        name = str(one["value"] or one["attribute"])
        if one["char_start"] is not None and one["char_end"] is not None:
            spans.setdefault((one["char_start"], one["char_end"]), []).append(name)
        if one["x0"] is not None:
            box = (one["x0"], one["y0"], one["x1"], one["y1"])
            boxes.setdefault(box, []).append(name)
        if one["t0"] is not None:
            times.setdefault((one["t0"], one["t1"]), []).append(name)
    return GroundTruth(
        tuple(Span(a, b, ", ".join(names)) for (a, b), names in spans.items()),
        tuple(Region(box, ", ".join(names)) for box, names in boxes.items()),
        tuple(Stretch(a, b, ", ".join(names)) for (a, b), names in times.items()),
    )


def telling_words(catalog: Catalog | None, row: int, spans: np.ndarray) -> tuple[int, ...]:
    """Tokens that name the attribute whose place is smallest, in time or else in the picture.

    Such a word tells most about a map: the smaller the place, the harder it is hit by chance.

    Args:
        catalog: with planted truth; without any there is no such word.
        row: the item.
        spans: [L, 2] characters of its tokens.

    """
    planted = of_item(catalog, row)
    times = {one.name: one.end - one.begin for one in planted.stretches}
    areas = {
        name: (x1 - x0) * (y1 - y0)
        for (x0, y0, x1, y1), name in ((one.box, one.name) for one in planted.regions)
    }
    named = {span.name: span for span in planted.spans}
    for sizes in (times, areas):
        for place in sorted(sizes, key=sizes.__getitem__):
            for value in place.split(", "):
                if value in named:
                    span = named[value]
                    inside = (spans[:, 0] < span.end) & (spans[:, 1] > span.start)
                    return tuple(int(token) for token in np.flatnonzero(inside))
    return ()
