"""Where exported numbers come from: every row of a table names it."""

from __future__ import annotations

from collections.abc import Callable

#: What was looked at, by which run, and what asked: words or marks, and where they lie.
COLUMNS = ("item", "run", "word", "place")
#: Values of COLUMNS; empty where there is none.
Origin = Callable[[], tuple[str, ...]]


def unknown() -> tuple[str, ...]:
    """Nothing is shown."""
    return ("",) * len(COLUMNS)
