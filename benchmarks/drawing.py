"""Curves of a sustained run as inline SVG, for a page that stands alone."""

from __future__ import annotations

from html import escape
from typing import Final

from benchmarks import sustained
from benchmarks.schema import Sustained

#: Okabe & Ito (2008), apart for colour-blind eyes; dashes repeat what colour says.
COLOURS: Final = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9")
_DASHES = ("", "6 3", "2 3")
_WIDTH, _HEIGHT, _LEFT, _BOTTOM, _EDGE = 640, 240, 50, 30, 10


def minutes(found: Sustained) -> str:
    """Speed and sensors against minutes, each in percent of its own first minute."""
    curves = sustained.curves(found)
    if not found.moments:
        return ""
    end = found.moments[-1].at_s / 60
    values = [y for points in curves.values() for _x, y in points]
    low, high = min(0.95 * min(values), 90.0), max(1.05 * max(values), 110.0)

    def px(minute: float) -> float:
        return _LEFT + minute / end * (_WIDTH - _LEFT - _EDGE)

    def py(percent: float) -> float:
        return _HEIGHT - _BOTTOM - (percent - low) / (high - low) * (_HEIGHT - _EDGE - _BOTTOM)

    parts = [
        f"<svg viewBox='0 0 {_WIDTH} {_HEIGHT}' width={_WIDTH} role=img font-size=11 "
        "aria-label='percent of the first minute against minutes' fill=currentColor>"
    ]
    for minute in sorted({0.0, end / 2, end}):
        parts.append(
            f"<text x={px(minute):.1f} y={_HEIGHT - 10} text-anchor=middle>{minute:.3g} min</text>"
        )
    for percent in (low, 100.0, high):
        parts.append(
            f"<text x={_LEFT - 6} y={py(percent) + 4:.1f} text-anchor=end>{percent:.0f} %</text>"
        )
    parts.append(
        f"<line x1={_LEFT} x2={_WIDTH - _EDGE} y1={py(100):.1f} y2={py(100):.1f} "
        "stroke=currentColor stroke-opacity=.3 />"
    )
    hot = next((one.at_s / 60 for one in found.moments if one.throttled), None)
    if hot is not None:
        parts.append(
            f"<line x1={px(hot):.1f} x2={px(hot):.1f} y1={_EDGE} y2={_HEIGHT - _BOTTOM} "
            "stroke='#b3261e' stroke-dasharray='4 4'><title>the clock was lowered</title></line>"
        )
    legend = []
    for number, (name, points) in enumerate(curves.items()):
        colour, dash = COLOURS[number % len(COLOURS)], _DASHES[number % len(_DASHES)]
        line = " ".join(f"{px(x):.1f},{py(y):.1f}" for x, y in points)
        called = escape(sustained.SENSORS.get(name, "speed"))
        parts.append(
            f"<polyline points='{line}' fill=none stroke='{colour}' stroke-width=2 "
            f"stroke-dasharray='{dash}'><title>{called}</title></polyline>"
        )
        legend.append(f"<span style='color:{colour}'>&#9632;</span> {called}")
    return "".join(parts) + "</svg><p class=muted>" + "<br>".join(legend)
