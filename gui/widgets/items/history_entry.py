"""One step of a history as pages show it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from gui.widgets.items.catalog_rows import CatalogRows
from gui.widgets.layout.markup import wrapped
from gui.widgets.plots.bars import day

#: Characters of a review that its tooltip shows.
REVIEW_SHOWN = 600
Mark = Literal["", "liked", "held out"]


@dataclass(frozen=True)
class Entry:
    """One step of a history.

    Attributes:
        row: row of the item.
        time: UTC milliseconds, -1 unknown.
        event: what was done, "" unknown.
        mark: what the strip says of it besides.
        rating: NaN for none.
        text: what the user wrote.
    """

    row: int
    time: int = -1
    event: str = ""
    mark: Mark = ""
    rating: float = math.nan
    text: str = ""


def hint_of(entry: Entry, rows: CatalogRows) -> str:
    """What the tooltip of a step says, in lines."""
    stars = "" if math.isnan(entry.rating) else f"{entry.rating:g} ★"
    when = day(entry.time) if entry.time >= 0 else ""
    facts = " · ".join(part for part in (entry.event, stars, when) if part)
    review = " ".join(entry.text.split())
    if len(review) > REVIEW_SHOWN:
        review = review[:REVIEW_SHOWN].rsplit(" ", 1)[0] + " …"
    lines = (rows.title(entry.row), facts, f"“{review}”" if review else "")
    return "\n".join(wrapped(line) for line in lines if line)
