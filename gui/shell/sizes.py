"""Sizes as people read them."""

from __future__ import annotations


def in_words(size: int) -> str:
    """Bytes in a unit that people read."""
    value, units = float(size), ["B", "KB", "MB", "GB", "TB"]
    while value >= 1000 and len(units) > 1:
        value /= 1000
        units.pop(0)
    return f"{value:,.0f} {units[0]}" if units[0] == "B" else f"{value:,.1f} {units[0]}"
