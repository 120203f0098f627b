"""What the three generators share: an item's planted values, its row, its truth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from core.catalog.schema import TRUTH_COLUMNS

Span = tuple[int, int]
Box = tuple[float, float, float, float]
Time = tuple[float, float]


@dataclass(frozen=True)
class Planted:
    """What an item is, decided before anything is drawn.

    Attributes:
        item: its id.
        values: attribute -> value.
    """

    item: str
    values: Mapping[str, str]


@dataclass(frozen=True)
class Item:
    """A finished item.

    Attributes:
        row: of items.csv.
        truth: its rows of truth.csv.
        late: seconds by which a track of it was planted late against its sound, by kind of track.
    """

    row: Mapping[str, str]
    truth: list[dict[str, Any]]
    late: Mapping[str, float] = field(default_factory=dict)


def truth_row(
    item: str,
    attribute: str,
    value: str,
    span: Span | None = None,
    box: Box | None = None,
    time: Time | None = None,
) -> dict[str, Any]:
    """One row of truth.csv (TRUTH_COLUMNS, with the id instead of the row)."""
    x0, y0, x1, y1 = box or (None,) * 4
    start, end = span or (None,) * 2
    t0, t1 = time or (None,) * 2
    cells = (item, attribute, value, start, end, x0, y0, x1, y1, t0, t1)
    return dict(zip(TRUTH_COLUMNS, cells, strict=True))
