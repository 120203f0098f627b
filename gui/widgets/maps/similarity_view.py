"""A square matrix of similarities between items, with each item's margin beside it."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from gui.theme import Appearance
from gui.widgets.maps.arrows import ARROWS
from gui.widgets.maps.cell_view import LABEL, NOWHERE, CellView
from gui.widgets.maps.heat import rgb_image, table

_STRIP = 46.0
_GAP = 6.0


class SimilarityView(CellView):
    """Rows ask in one modality, columns answer in another; the diagonal is one item with itself.

    Signals:
        chosen: (row, column) clicked, or taken with Enter.
    """

    chosen = Signal(int, int)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(appearance, parent)
        self._values = np.zeros((0, 0), np.float32)
        self._margins = np.zeros(0, np.float32)
        self._range = (0.0, 1.0)
        self._names = ("", "")
        self._colours = ("", "")
        self._marked: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Similarity matrix; arrow keys move, Enter opens the item"))

    @property
    def values(self) -> np.ndarray:
        """The matrix shown."""
        return self._values

    @property
    def scale(self) -> tuple[float, float]:
        """Similarities of the darkest and of the brightest colour."""
        return self._range

    def set_matrix(
        self,
        values: np.ndarray,
        margins: np.ndarray,
        names: tuple[str, str],
        modalities: tuple[str, str],
    ) -> None:
        """Show similarities.

        Args:
            values: float [n, n], row i asks, column j answers.
            margins: float [n], own similarity minus the best other one of the row.
            names: what rows and columns are called.
            modalities: whose colours they take.

        """
        self._values = np.asarray(values, np.float32)
        self._margins = np.asarray(margins, np.float32)
        self._names, self._colours = names, modalities
        self._cell = NOWHERE
        if self._values.size:
            low, high = (float(v) for v in np.quantile(self._values, [0.01, 0.995]))
            own = float(np.quantile(np.diag(self._values), 0.9))
            self._range = (low, max(high, own, low + 1e-6))
            low, high = self._range
            level = np.clip((self._values - low) / (high - low), 0, 1)
            self._image = rgb_image(table("cividis")[np.round(level * 255).astype(np.uint8)])
        else:
            self._image = QImage()
        self.update()

    def set_marked(self, place: int | None) -> None:
        """Point out one item (row and column)."""
        self._marked = place
        self.update()

    # --- geometry -------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(480, 460)

    def minimumSizeHint(self) -> QSize:
        return QSize(220, 200)

    def frame(self) -> QRectF:
        """Where the matrix is drawn: as large a square as fits."""
        width = self.width() - LABEL - _GAP - _STRIP - 4
        height = self.height() - LABEL - 4
        side = max(10.0, min(width, height))
        left = LABEL + (width - side) / 2
        return QRectF(left, LABEL + (height - side) / 2, side, side)

    def shape(self) -> tuple[int, int]:
        return len(self._values), len(self._values)

    def cell_at(self, place: QPointF) -> tuple[int, int]:
        """(row, column) under a point, (-1, -1) outside. The margin strip stands for its row."""
        frame = self.frame()
        if frame.right() + _GAP <= place.x() <= frame.right() + _GAP + _STRIP:
            row = super().cell_at(QPointF(frame.center().x(), place.y()))[0]
            return row, row
        return super().cell_at(place)

    # --- mouse and keyboard ---------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        cell = self.cell_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and cell[0] >= 0:
            self.chosen.emit(*cell)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, count = Qt.Key(event.key()), len(self._values)
        if key in ARROWS and count:
            row, column = self._cell if self._cell[0] >= 0 else (0, 0)
            down, right = ARROWS[key]
            self._go(((row + down) % count, (column + right) % count))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._cell[0] >= 0:
            self.chosen.emit(*self._cell)
        else:
            super().keyPressEvent(event)

    # --- paint ----------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._image.isNull():
            return
        theme = self._appearance.theme
        painter = QPainter(self)
        frame = self.frame()
        smaller = frame.width() * self.devicePixelRatioF() < len(self._values)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smaller)
        painter.drawImage(frame, self._image)
        painter.setPen(QPen(QColor(theme.border), 1))
        painter.drawRect(frame)
        self._draw_names(painter, self._names, self._colours)
        self._name_margins(painter, frame)
        self._draw_margins(painter, frame)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._marked is not None and 0 <= self._marked < len(self._values):
            self._draw_cross(painter, frame, (self._marked, self._marked), theme.accent)
        if self._cell[0] >= 0:
            self._draw_cross(painter, frame, self._cell, theme.text)

    def _draw_cross(
        self, painter: QPainter, frame: QRectF, cell: tuple[int, int], colour: str
    ) -> None:
        box = self.rectangle(*cell)
        line = QColor(colour)
        line.setAlphaF(0.75)
        painter.setPen(QPen(line, 1))
        x, y = box.center().x(), box.center().y()
        painter.drawLine(QPointF(frame.left(), y), QPointF(frame.right() + _GAP + _STRIP, y))
        painter.drawLine(QPointF(x, frame.top()), QPointF(x, frame.bottom()))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colour), 2))
        ring = box if box.width() >= 7 else QRectF(x - 3.5, y - 3.5, 7, 7)
        painter.drawRect(ring)

    def _name_margins(self, painter: QPainter, frame: QRectF) -> None:
        theme = self._appearance.theme
        painter.setPen(QColor(theme.muted))
        strip = QRectF(frame.right() + _GAP, frame.top() - LABEL, _STRIP, LABEL - 2)
        painter.drawText(strip, Qt.AlignmentFlag.AlignCenter, self.tr("margin"))

    def _draw_margins(self, painter: QPainter, frame: QRectF) -> None:
        """Bars to the right where the item finds itself, to the left where another wins."""
        theme = self._appearance.theme
        strip = QRectF(frame.right() + _GAP, frame.top(), _STRIP, frame.height())
        middle = strip.center().x()
        reach = max(1e-6, float(np.abs(self._margins).max(initial=0)))
        height = strip.height() / max(1, len(self._margins))
        painter.setPen(Qt.PenStyle.NoPen)
        for row, margin in enumerate(self._margins.tolist()):
            length = margin / reach * (strip.width() / 2 - 1)
            painter.setBrush(QColor(theme.good if margin > 0 else theme.bad))
            top = strip.top() + row * height
            thick = max(height - (1 if height > 3 else 0), 0.8)
            painter.drawRect(QRectF(min(middle, middle + length), top, abs(length), thick))
        painter.setPen(QPen(QColor(theme.border), 1))
        painter.drawLine(QPointF(middle, strip.top()), QPointF(middle, strip.bottom()))
