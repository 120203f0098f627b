"""Layers and heads of a model at a glance: one picture of all of them; a click opens one."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gui.theme import Appearance
from gui.widgets.items.painting import channels, draw_focus, sized
from gui.widgets.maps.heat import Shade, rgb_image

#: Width of the layers' numbers at the left, height of the heads' above.
_LEFT, _ABOVE = 26.0, 18.0
_GAP = 2


class HeadGrid(QWidget):
    """Rows are layers, columns heads; every tile is as dark as the strongest of its own weights.

    Signals:
        chosen: (layer, head) the user clicked; head None where a layer's number was clicked.
    """

    chosen = Signal(int, object)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._tiles = np.zeros((0, 0, 1, 1), np.float32)
        self._notes: list[list[str]] = []
        self._shade = Shade("hue", appearance.theme.accent)
        self._picture = QImage()
        self._chosen: tuple[int, int | None] = (-1, None)
        self._under: tuple[int, int | None] = (-1, None)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("All heads; arrow keys walk heads and layers"))
        appearance.changed.connect(self._recolour)

    @property
    def layers(self) -> int:
        """Rows."""
        return self._tiles.shape[0]

    @property
    def heads(self) -> int:
        """Columns."""
        return self._tiles.shape[1]

    def set_tiles(self, tiles: np.ndarray, notes: list[list[str]], colour: str) -> None:
        """Show tiles [layers, heads, h, w]; `notes` say something of each where the pointer is."""
        self._tiles, self._notes = tiles, notes
        self._shade = Shade("hue", colour)
        self._recolour()

    def set_chosen(self, layer: int, head: int | None) -> None:
        """Mark the head that is looked through; without one, its whole layer."""
        self._chosen = (layer, head)
        self.update()

    def _recolour(self) -> None:
        layers, heads, height, width = self._tiles.shape
        if not layers or not heads:
            self._picture = QImage()
            self.update()
            return
        tops = self._tiles.max((2, 3), keepdims=True)
        levels = self._tiles * (255 / np.maximum(tops, 1e-12))
        # Colours by table: 0 to 255 for the levels, 256 for the gaps.
        padded = np.full((layers, heads, height + _GAP, width + _GAP), 256, np.uint16)
        padded[:, :, :height, :width] = levels
        theme = self._appearance.theme
        shades = self._shade.solid(np.linspace(0, 1, 256, dtype=np.float32), theme.raised)
        table = np.vstack([shades, channels(theme.surface).astype(np.uint8)])
        whole = padded.transpose(0, 2, 1, 3).reshape(layers * (height + _GAP), -1)
        pixels = table[whole]
        self._picture = rgb_image(pixels)
        self.update()

    # --- geometry -------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(330, 330)

    def minimumSizeHint(self) -> QSize:
        return QSize(180, 120)

    def _area(self) -> QRectF:
        """Where the picture is drawn: tiles are at most as wide as high times their shape."""
        _, _, height, width = self._tiles.shape
        free_w, free_h = self.width() - _LEFT - 2, self.height() - _ABOVE - 2
        shape = min(max(width / max(1, height), 0.5), 3.0)
        side = min(free_w / max(1, self.heads) / shape, free_h / max(1, self.layers))
        return QRectF(_LEFT, _ABOVE, side * shape * self.heads, side * self.layers)

    def rectangle(self, layer: int, head: int | None) -> QRectF:
        """Where a head, or a whole layer, is drawn."""
        area = self._area()
        high, wide = area.height() / self.layers, area.width() / self.heads
        top = area.top() + layer * high
        if head is None:
            return QRectF(area.left(), top, area.width(), high)
        return QRectF(area.left() + head * wide, top, wide, high)

    def _at(self, place: QPointF) -> tuple[int, int | None]:
        area = self._area()
        if not self.layers or not area.adjusted(-_LEFT, 0, 0, 0).contains(place):
            return -1, None
        layer = min(int((place.y() - area.top()) / area.height() * self.layers), self.layers - 1)
        if place.x() < area.left():
            return layer, None
        head = min(int((place.x() - area.left()) / area.width() * self.heads), self.heads - 1)
        return layer, head

    # --- mouse ----------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        under = self._at(event.position())
        if under == self._under:
            return
        self._under = under
        layer, head = under
        hand, arrow = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.ArrowCursor
        self.setCursor(hand if layer >= 0 else arrow)
        if layer >= 0 and head is not None:
            QToolTip.showText(event.globalPosition().toPoint(), self._notes[layer][head], self)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._under = (-1, None)
        self.update()
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        layer, head = self._at(event.position())
        if layer >= 0:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.chosen.emit(layer, head)

    # --- paint ----------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._picture.isNull():
            return
        theme = self._appearance.theme
        painter = QPainter(self)
        painter.setFont(sized(self.font(), 0.8))
        area = self._area()
        # Whole tiles only: half pixels would mix neighbours.
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, True)
        painter.drawImage(area, self._picture)
        painter.setPen(QColor(theme.muted))
        centre = Qt.AlignmentFlag.AlignCenter
        for column in _spread(self.heads, area.width() / self.heads, 22):
            box = self.rectangle(0, column)
            painter.drawText(
                QRectF(box.left(), 0, box.width(), _ABOVE - 2), centre, str(column + 1)
            )
        for row in _spread(self.layers, area.height() / self.layers, 14):
            box = self.rectangle(row, 0)
            painter.drawText(QRectF(0, box.top(), _LEFT - 4, box.height()), centre, str(row + 1))
        for (layer, head), colour, width in (
            (self._under, theme.text, 1.0),
            (self._chosen, theme.accent, 2.0),
        ):
            if 0 <= layer < self.layers:
                painter.setPen(QPen(QColor(colour), width))
                painter.drawRect(self.rectangle(layer, head).adjusted(0, 0, -1, -1))
        if self.hasFocus():
            draw_focus(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, theme.accent)


def _spread(count: int, size: float, least: float) -> range:
    """Which of `count` numbers there is room for."""
    return range(0, count, max(1, round(least / max(size, 1e-6) + 0.49)))
