"""All heads of one pair of modalities as small multiples; a click looks through that head."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.session import Session
from gui.widgets.items.painting import sized
from gui.widgets.maps.heat import Shade, rgb_image

_GAP = 8.0
_CAPTION = 17.0
_WIDEST = 220.0


@dataclass(frozen=True)
class Tile:
    """One head: what to draw and what to say below."""

    layer: int
    head: int
    caption: str


class HeadTiles(QWidget):
    """Tiles in rows. All pixels lie in one image, so many heads cost as much as one.

    Signals:
        chosen: (layer, head).
    """

    chosen = Signal(int, int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._tiles: list[Tile] = []
        self._values = np.zeros((0, 1, 1), np.float32)
        self._tops = np.ones(0, np.float32)
        self._shade = Shade("hue", session.theme.text)
        self._atlas = QImage()
        self._chosen: tuple[int | None, int | None] = (None, None)
        self._under = -1
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("All heads; arrow keys walk heads and layers"))
        session.theme_changed.connect(self._recolour)

    def set_tiles(
        self, tiles: Sequence[Tile], values: np.ndarray, tops: np.ndarray, shade: Shade
    ) -> None:
        """Show tiles of values [n, h, w]; full colour stands for `tops` [n]."""
        self._tiles, self._values, self._tops, self._shade = list(tiles), values, tops, shade
        self._recolour()

    def set_chosen(self, layer: int | None, head: int | None) -> None:
        """Mark the head that is looked through; None stands for all of them."""
        self._chosen = (layer, head)
        self.update()

    def set_shade(self, shade: Shade) -> None:
        """Other colours, the same values."""
        self._shade = shade
        self._recolour()

    def _recolour(self) -> None:
        if not len(self._values):
            self._atlas = QImage()
            self.update()
            return
        strength = self._values / np.maximum(self._tops, 1e-12)[:, None, None]
        count, height, width = strength.shape
        ground = self._session.theme.raised
        self._atlas = rgb_image(self._shade.solid(strength.reshape(count * height, width), ground))
        self.update()

    # --- geometry -------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(320, 150)

    def minimumSizeHint(self) -> QSize:
        return QSize(150, 70)

    def _layout(self) -> tuple[int, float, float]:
        """Columns, and width and height of a tile's picture: as large as all of them fit."""
        count = max(1, len(self._tiles))
        _, height, width = self._values.shape if len(self._values) else (0, 1, 1)
        aspect = min(max(width / max(1, height), 0.5), 4.0)
        best = (1, 8.0, 8.0)
        for columns in range(1, count + 1):
            rows = -(-count // columns)
            free = self.width() - 2 - _GAP * (columns - 1)
            w = min(free / columns, _WIDEST * max(1.0, aspect / 2))
            h = (self.height() - 2 - _GAP * (rows - 1)) / rows - _CAPTION
            w = min(w, h * aspect)
            if w > best[1] * (1.0 if best[0] == 1 else 1.02) or columns == 1:
                best = (columns, max(8.0, w), max(4.0, w / aspect))
        return best

    def rectangle(self, number: int) -> QRectF:
        """Where the picture of a tile is drawn."""
        columns, width, height = self._layout()
        row, column = divmod(number, columns)
        left, top = column * (width + _GAP), row * (height + _CAPTION + _GAP)
        return QRectF(left + 1, top + 1, width, height)

    def _tile_at(self, place: QPointF) -> int:
        for number in range(len(self._tiles)):
            if self.rectangle(number).adjusted(0, 0, 0, _CAPTION).contains(place):
                return number
        return -1

    # --- mouse ----------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        under = self._tile_at(event.position())
        if under != self._under:
            self._under = under
            hand, arrow = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.ArrowCursor
            self.setCursor(hand if under >= 0 else arrow)
            self.setToolTip(self._tiles[under].caption if under >= 0 else "")
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._under = -1
        self.update()
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self._tile_at(event.position())
        if number >= 0:
            self.chosen.emit(self._tiles[number].layer, self._tiles[number].head)

    # --- paint ----------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._atlas.isNull():
            return
        theme = self._session.theme
        painter = QPainter(self)
        painter.setFont(sized(self.font(), 0.84))
        metrics = painter.fontMetrics()
        _, height, width = self._values.shape
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        for number, tile in enumerate(self._tiles):
            box = self.rectangle(number)
            source = QRectF(0, number * height, width, height)
            painter.drawImage(box, self._atlas, source)
            chosen = (tile.layer, tile.head) == self._chosen or (
                self._chosen[1] is None and tile.layer == self._chosen[0]
            )
            colour = theme.accent if chosen else theme.border
            if number == self._under:
                colour = theme.text
            painter.setPen(QPen(QColor(colour), 2 if chosen else 1))
            painter.drawRect(box.adjusted(-0.5, -0.5, 0.5, 0.5))
            painter.setPen(QColor(theme.text if chosen else theme.muted))
            caption = QRectF(box.left(), box.bottom() + 1, box.width() + _GAP, _CAPTION)
            text = tile.caption
            if metrics.horizontalAdvance(text) > caption.width():
                text = text.partition(" · ")[0]  # its number stands in the tooltip, whole
            painter.drawText(caption, Qt.AlignmentFlag.AlignVCenter, text)
