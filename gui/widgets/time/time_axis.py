"""Moments on a line that is as wide as there is room, tied to what stands above them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from gui.theme import Theme
from gui.widgets.plots.bars import day, minute

DAY_MS, HOUR_MS, MINUTE_MS = 86_400_000, 3_600_000, 60_000


@dataclass(frozen=True)
class Moment:
    """One dot: UTC milliseconds, whether its card is on screen, is hovered, and where it stands.

    `tied` is the x of the card's middle, None for no tie.
    """

    time: int
    seen: bool = True
    near: bool = False
    tied: float | None = None


def draw_time_axis(painter: QPainter, box: QRectF, moments: Sequence[Moment], theme: Theme) -> None:
    """Ties from the top of `box`, the line with a dot a moment, first and last time below it."""
    first = min(moment.time for moment in moments)
    last = max(moment.time for moment in moments)
    y = box.top() + 25
    painter.setPen(QPen(QColor(theme.border), 2))
    painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
    for moment in moments:
        x = box.left() + box.width() * (moment.time - first) / max(1, last - first)
        if moment.tied is not None:
            _draw_tie(painter, QPointF(moment.tied, box.top()), QPointF(x, y), moment, theme)
        painter.setPen(QPen(QColor(theme.surface), 1))
        painter.setBrush(QColor(theme.accent if moment.seen else theme.muted))
        radius = 5.0 if moment.near else 3.5
        painter.drawEllipse(QPointF(x, y), radius, radius)
    painter.setPen(QColor(theme.muted))
    foot = QRectF(box.left(), y + 5, box.width(), 16)
    sides = Qt.AlignmentFlag
    for side, words in zip(
        (sides.AlignLeft, sides.AlignHCenter, sides.AlignRight),
        axis_words(first, last),
        strict=True,
    ):
        painter.drawText(foot, side, words)


def axis_words(first: int, last: int) -> tuple[str, str, str]:
    """First time, how long from it to the last one, last time; UTC milliseconds."""
    span = last - first
    if span >= 2 * DAY_MS:
        words, unit = QCoreApplication.translate("TimeAxis", "{0} days"), DAY_MS
    elif span >= 2 * HOUR_MS:
        words, unit = QCoreApplication.translate("TimeAxis", "{0} hours"), HOUR_MS
    else:
        words, unit = QCoreApplication.translate("TimeAxis", "{0} minutes"), MINUTE_MS
    told = day if unit == DAY_MS else minute
    return told(first), words.format(f"{span / unit:,.0f}"), told(last)


def _draw_tie(
    painter: QPainter, start: QPointF, end: QPointF, moment: Moment, theme: Theme
) -> None:
    path = QPainterPath(start)
    middle = (start.y() + end.y()) / 2
    path.cubicTo(QPointF(start.x(), middle), QPointF(end.x(), middle), end)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    colour, width = (theme.accent, 2.0) if moment.near else (theme.plot_grid, 1.2)
    painter.setPen(QPen(QColor(colour), width))
    painter.drawPath(path)
