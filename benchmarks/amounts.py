"""Amounts as a person reads them."""

from __future__ import annotations

from benchmarks.schema import Point
from benchmarks.statistics import Estimate

_PREFIXES = ((1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k"), (1, ""))


def duration(seconds: float) -> str:
    """0.00123 -> "1.23 ms"."""
    if seconds == 0:
        return "0 s"
    for scale, unit in ((1, "s"), (1e-3, "ms"), (1e-6, "µs")):
        if seconds >= scale:
            return f"{seconds / scale:.3g} {unit}"
    return f"{seconds / 1e-9:.3g} ns"


def long(seconds: float) -> str:
    """4000 -> "1.1 h"; below two minutes as `duration`."""
    for scale, unit in ((86400, "d"), (3600, "h"), (60, "min")):
        if seconds >= 2 * scale:
            return f"{seconds / scale:.3g} {unit}"
    return duration(seconds)


def quantity(value: float, unit: str = "") -> str:
    """12345 -> "12.3 k"."""
    for scale, prefix in _PREFIXES:
        if abs(value) >= scale:
            shown = value / scale
            digits = f"{shown:.0f}" if shown >= 100 else f"{shown:.3g}"
            return f"{digits} {prefix}{unit}".strip()
    return f"{value:.3g} {unit}".strip()


def peak_memory(point: Point) -> str:
    """Peak memory; on the host a lower bound, because freed memory is used again unseen."""
    if point.peak_memory_bytes is None:
        return ""
    if not point.axes.device.startswith("cpu"):
        return quantity(point.peak_memory_bytes, "B")
    return f">= {quantity(point.peak_memory_bytes, 'B')}" if point.peak_memory_bytes > 1e6 else ""


def times(found: Estimate) -> str:
    """0.99 and its interval; the value alone where there is none."""
    ends = f" ({found.low:.2f}-{found.high:.2f})" if found.known else ""
    return f"{found.value:.2f}{ends}"


def plus_minus(found: Estimate) -> str:
    """Half the interval's width in percent; its ends where that would be all or more of the value.

    Unknown of a single visit.
    """
    if not found.known or not found.value:
        return "±?"
    width = found.relative_width
    if width >= 1:
        return f"×{found.low / found.value:.2g} - ×{found.high / found.value:.2g}"
    return f"±{100 * width:.1f} %" if width < 0.0995 else f"±{100 * width:.0f} %"


def reach(found: Estimate, unit: str) -> str:
    """The best that was reached, and what may be possible."""
    if not found.known:
        return f"{quantity(found.value, unit)} ±?"
    return f"{quantity(found.value, unit)} (up to {quantity(found.high, unit)})"
