"""A matrix drawn as cells: which one the pointer is on, and the names along its sides."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme import Appearance
from gui.widgets.items.painting import sized

NOWHERE = (-1, -1)
#: Room for the names above and beside the matrix.
LABEL = 20.0


class CellView(QWidget):
    """Base of views of a matrix; who derives from it tells `frame` and `shape`, and paints.

    Signals:
        hovered: (row, column) of the matrix, (-1, -1) when the pointer leaves.
    """

    hovered = Signal(int, int)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._image = QImage()
        self._cell = NOWHERE
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        appearance.repaints(self)

    def frame(self) -> QRectF:
        """Where the matrix is drawn."""
        raise NotImplementedError

    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        raise NotImplementedError

    def cell_at(self, place: QPointF) -> tuple[int, int]:
        """Row and column under a point, (-1, -1) outside."""
        frame, (rows, columns) = self.frame(), self.shape()
        if not rows or not columns or not frame.contains(place):
            return NOWHERE
        row = int((place.y() - frame.top()) / frame.height() * rows)
        column = int((place.x() - frame.left()) / frame.width() * columns)
        return min(row, rows - 1), min(column, columns - 1)

    def rectangle(self, row: int, column: int) -> QRectF:
        """Where a cell is drawn."""
        frame, (rows, columns) = self.frame(), self.shape()
        wide, high = frame.width() / max(1, columns), frame.height() / max(1, rows)
        return QRectF(frame.left() + column * wide, frame.top() + row * high, wide, high)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._go(self.cell_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self._go(NOWHERE)
        super().leaveEvent(event)

    def _go(self, cell: tuple[int, int]) -> None:
        if cell != self._cell:
            self._cell = cell
            self.setCursor(
                Qt.CursorShape.ArrowCursor if cell == NOWHERE else Qt.CursorShape.CrossCursor
            )
            self.hovered.emit(*cell)
            self.update()

    def _draw_names(
        self, painter: QPainter, names: tuple[str, str], modalities: tuple[str, str]
    ) -> None:
        """What rows and columns are, beside and above, in the colours of their modalities."""
        theme, frame = self._appearance.theme, self.frame()
        painter.setFont(sized(self.font(), 0.88))
        painter.setPen(QColor(theme.of(modalities[1])))
        above = QRectF(frame.left(), frame.top() - LABEL, frame.width(), LABEL - 2)
        painter.drawText(above, Qt.AlignmentFlag.AlignCenter, names[1])
        painter.save()
        painter.translate(frame.left() - LABEL, frame.bottom())
        painter.rotate(-90)
        painter.setPen(QColor(theme.of(modalities[0])))
        beside = QRectF(0, 0, frame.height(), LABEL - 2)
        painter.drawText(beside, Qt.AlignmentFlag.AlignCenter, names[0])
        painter.restore()
