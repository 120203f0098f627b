"""What stays the same from one repaint to the next is painted once and copied."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPaintEngine, QPainter, QPixmap


class Layer:
    """One part of a widget, as pixels of the screen it is on.

    A file to be saved as vectors gets the strokes themselves.
    """

    def __init__(self) -> None:
        self._key: object = None
        self._pixmap = QPixmap()

    def draw(
        self,
        painter: QPainter,
        box: QRectF,
        key: object,
        paint: Callable[[QPainter, QRectF], None],
    ) -> None:
        """Show what `paint(painter, box)` draws in `box`.

        Args:
            painter: of the widget.
            box: nothing is shown outside of it.
            key: of what is drawn; the same key, place and size give the same pixels.
            paint: called only if there is something new.

        """
        engine = painter.paintEngine()
        if engine is None or engine.type() != QPaintEngine.Type.Raster:
            paint(painter, box)
            return
        ratio = painter.device().devicePixelRatioF()
        # On a whole pixel, so that copying moves nothing.
        left, top = (math.floor(place * ratio) / ratio for place in (box.left(), box.top()))
        whole = (key, ratio, left, top, box.left(), box.top(), box.width(), box.height())
        if whole != self._key:
            self._key = whole
            width, height = (box.right() - left) * ratio, (box.bottom() - top) * ratio
            self._pixmap = QPixmap(max(1, math.ceil(width)), max(1, math.ceil(height)))
            self._pixmap.setDevicePixelRatio(ratio)
            self._pixmap.fill(Qt.GlobalColor.transparent)
            inside = QPainter(self._pixmap)
            inside.setRenderHints(painter.renderHints())
            inside.translate(-left, -top)
            inside.setClipRect(box)
            paint(inside, box)
            inside.end()
        painter.drawPixmap(QPointF(left, top), self._pixmap)
