"""The item and the user that all pages look at."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Selection:
    """Rows in catalog.items and catalog.users; None while nothing is chosen."""

    item: int | None = None
    user: int | None = None
