"""The outline of a sound, which is also where one clicks to hear a place."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme import Appearance
from gui.widgets.items.painting import mixed


class Waveform(QWidget):
    """Lowest and highest sample of each short stretch, and a play head.

    Signals:
        sought: seconds the user clicked, or went to with the arrow keys.
    """

    sought = Signal(float)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._low = np.zeros(0, np.float32)
        self._high = np.zeros(0, np.float32)
        self._seconds = 0.0
        self._head = 0.0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Waveform; arrow keys seek"))
        appearance.repaints(self)

    def set_outline(self, low: np.ndarray, high: np.ndarray, seconds: float) -> None:
        """Show [n] lows and highs in -1..1 that cover `seconds`."""
        self._low, self._high, self._seconds = low, high, seconds
        self._head = 0.0
        self.update()

    def set_head(self, seconds: float) -> None:
        """Move the play head."""
        self._head = seconds
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, 44)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._seconds > 0:
            self.sought.emit(
                self._seconds * min(1.0, max(0.0, event.position().x() / self.width()))
            )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1.0, Qt.Key.Key_Right: 1.0}.get(Qt.Key(event.key()))
        if step is None or self._seconds <= 0:
            super().keyPressEvent(event)
            return
        self.sought.emit(min(self._seconds, max(0.0, self._head + step)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._appearance.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.raised))
        painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        middle = self.height() / 2
        if len(self._low):
            self._paint_bars(painter, middle)
        if self._seconds > 0 and self._head > 0:
            x = self.width() * self._head / self._seconds
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.drawLine(round(x), 2, round(x), self.height() - 2)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.accent), 1.5))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def _paint_bars(self, painter: QPainter, middle: float) -> None:
        theme = self._appearance.theme
        bars = max(1, self.width() // 3)
        edges = np.linspace(0, len(self._low), bars + 1).astype(int)[:-1]
        edges = np.minimum(edges, len(self._low) - 1)
        low = np.minimum.reduceat(self._low, edges)
        high = np.maximum.reduceat(self._high, edges)
        loudest = max(1e-6, float(max(-low.min(), high.max())))
        scale = (middle - 4) / loudest
        played = bars * self._head / self._seconds if self._seconds > 0 else 0.0
        bright = QColor(theme.of("audio"))
        faint = mixed(theme.raised, theme.of("audio"), 0.5 if self._head > 0 else 0.85)
        for number in range(bars):
            painter.setBrush(bright if number < played else faint)
            top = middle - max(0.5, float(high[number]) * scale)
            bottom = middle + max(0.5, float(-low[number]) * scale)
            painter.drawRoundedRect(QRectF(3 * number + 0.5, top, 2, bottom - top), 1, 1)
