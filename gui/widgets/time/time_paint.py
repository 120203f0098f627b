"""Brush work of the time view: bars of weight, waveform, axis and planted stretches."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from core.contracts.attention import Sound
from gui.theme import Theme
from gui.widgets.items.painting import draw_picture, rounded, sized
from gui.widgets.time import time_lanes

#: First and last second on screen.
Shown = tuple[float, float]


@dataclass(frozen=True)
class Stretch:
    """A named stretch of time."""

    begin: float
    end: float
    name: str


def draw_bars(
    painter: QPainter,
    row: QRectF,
    lane: tuple[np.ndarray, np.ndarray],
    shown: Shown,
    theme: Theme,
) -> None:
    """Weights (spans, strength) as a step curve: height is read more exactly than colour."""
    painter.setPen(QPen(QColor(theme.border), 1))
    painter.drawLine(row.bottomLeft(), row.bottomRight())
    edges = np.linspace(*shown, max(2, round(row.width())) + 1)
    strength = np.abs(np.nan_to_num(time_lanes.columns(*lane, edges)))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.of("audio")))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    heights = np.round(strength * (row.height() - 1))
    change = np.flatnonzero(np.diff(heights, prepend=np.nan, append=np.nan))
    for start, stop in pairwise(change.tolist()):
        height = float(heights[start])
        if height > 0:
            painter.drawRect(
                QRectF(row.left() + start, row.bottom() - height, stop - start, height)
            )
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def draw_film(
    painter: QPainter,
    row: QRectF,
    film: tuple[Sequence[QPixmap], np.ndarray],
    to_second: Callable[[float], float],
) -> None:
    """As many frames (pictures, their seconds) as fit side by side, each near its place."""
    pictures, times = film
    size = pictures[0].size()
    width = row.height() * size.width() / max(1, size.height())
    count = max(1, round(row.width() / width))
    step = row.width() / count
    for number in range(count):
        box = QRectF(row.left() + number * step, row.top(), step - 1, row.height())
        nearest = int(np.abs(times - to_second(box.center().x())).argmin())
        draw_picture(painter, rounded(box, 2), pictures[nearest])


def draw_wave(painter: QPainter, row: QRectF, sound: Sound, shown: Shown, theme: Theme) -> None:
    """Lowest to highest sample of each pixel column, the loudest filling the row."""
    parts = len(sound.low)
    if not parts:
        return
    seconds = np.linspace(*shown, round(row.width()), endpoint=False)
    place = (seconds - sound.begin) / (sound.end - sound.begin) * parts
    inside = (place >= 0) & (place < parts)
    index = np.clip(place.astype(int), 0, parts - 1)[inside]
    peak = max(1e-6, float(np.abs(sound.low).max()), float(np.abs(sound.high).max()))
    half = row.height() / 2 - 1
    middle = row.center().y()
    xs = row.left() + np.flatnonzero(inside)
    tops = middle - sound.high[index] / peak * half
    bottoms = np.maximum(middle - sound.low[index] / peak * half, tops + 1)
    painter.setPen(QPen(QColor(theme.text), 1))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    lines = zip(xs.tolist(), tops.tolist(), bottoms.tolist(), strict=True)
    painter.drawLines([QLineF(x, top, x, bottom) for x, top, bottom in lines])
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def draw_axis(painter: QPainter, row: QRectF, shown: Shown, theme: Theme) -> None:
    """Ticks in seconds."""
    painter.setPen(QPen(QColor(theme.plot_grid), 1))
    painter.drawLine(row.topLeft(), row.topRight())
    painter.setPen(QColor(theme.muted))
    ticks = time_lanes.ticks(*shown, most=max(2, round(row.width() / 56)))
    decimals = 0 if len(ticks) < 2 or ticks[1] - ticks[0] >= 1 else 1
    begin, end = shown
    for second in ticks.tolist():
        x = row.left() + (second - begin) / (end - begin) * row.width()
        painter.drawLine(QPointF(x, row.top()), QPointF(x, row.top() + 4))
        text = f"{round(second, 6) + 0.0:.{decimals}f} s"  # + 0.0: no -0
        width = painter.fontMetrics().horizontalAdvance(text)
        place = min(max(0.0, x - width / 2), row.right() + 4 - width)
        painter.drawText(QPointF(place, row.bottom() - 2), text)


def draw_truth(
    painter: QPainter,
    bottom: float,
    truth: Sequence[Stretch],
    to_x: Callable[[float], float],
    look: tuple[Theme, int],
) -> None:
    """Planted stretches as named lines above `bottom`; `look` is (theme, width of the widget)."""
    theme, width = look
    painter.save()
    painter.setFont(sized(painter.font(), 0.96, bold=True))
    metrics = painter.fontMetrics()
    for level, stretch in enumerate(truth):
        left, right = to_x(stretch.begin), to_x(stretch.end)
        y = bottom - 3 - 15.0 * (level % 4)
        painter.setPen(QPen(QColor(theme.good), 3))
        painter.drawLine(QPointF(left, y), QPointF(right, y))
        size = metrics.horizontalAdvance(stretch.name) + 8
        tag = QRectF(left, y - metrics.height() + 2, size, metrics.height())
        tag.moveLeft(min(tag.left(), width - tag.width() - 2))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.good))
        painter.drawRoundedRect(tag, 3, 3)
        painter.setPen(QColor(theme.surface))
        painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, stretch.name)
    painter.restore()
