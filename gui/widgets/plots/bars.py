"""A handful of numbers as little bars on a time axis."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gui.theme import Appearance
from gui.widgets.items.painting import sized


def day(milliseconds: float) -> str:
    """2026-11-24."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC).strftime("%Y-%m-%d")


def minute(milliseconds: float) -> str:
    """2026-11-24 22:26."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC).strftime("%Y-%m-%d %H:%M")


class TimeBars(QWidget):
    """Counts per part of a time span, with the first and the last day below."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._edges = np.zeros(0)
        self._counts = np.zeros(0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        appearance.repaints(self)

    def set_counts(self, edges: np.ndarray, counts: np.ndarray) -> None:
        """`edges` [n + 1] in UTC milliseconds, `counts` [n]."""
        self._edges, self._counts = edges, counts
        if len(counts):
            name = self.tr("Interactions from {0} to {1}, at most {2} at a time")
            self.setAccessibleName(name.format(day(edges[0]), day(edges[-1]), int(counts.max())))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, 76)

    def _bar(self, number: int) -> QRectF:
        width = self.width() / len(self._counts)
        return QRectF(number * width, 0, width, self.height() - 18)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and len(self._counts):
            number = min(len(self._counts) - 1, event.pos().x() * len(self._counts) // self.width())
            start, end = self._edges[number], self._edges[number + 1]
            text = self.tr("{0} to {1}: {2}")
            QToolTip.showText(
                event.globalPos(),
                text.format(day(start), day(end), f"{int(self._counts[number]):,}"),
                self,
            )
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not len(self._counts):
            return
        theme = self._appearance.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        largest = max(1.0, float(self._counts.max()))
        for number, count in enumerate(self._counts):
            slot = self._bar(number)
            height = max(1.5, slot.height() * float(count) / largest) if count else 1.5
            painter.setBrush(QColor(theme.accent if count else theme.border))
            bar = QRectF(slot.left() + 0.75, slot.bottom() - height, slot.width() - 1.5, height)
            painter.drawRoundedRect(bar, 1.2, 1.2)
        painter.setPen(QColor(theme.muted))
        painter.setFont(sized(self.font(), 0.82))
        foot = QRectF(0, self.height() - 16, self.width(), 16)
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft, day(self._edges[0]))
        painter.drawText(foot, Qt.AlignmentFlag.AlignRight, day(self._edges[-1]))
