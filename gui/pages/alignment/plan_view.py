"""A transport plan as a heat map, with what each token gives and takes at its edges."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.session import Session
from gui.widgets.heat import rgb_image, table
from gui.widgets.painting import mixed, sized

_EDGE = 26.0
_LABEL = 18.0
_GAP = 4.0


class PlanView(QWidget):
    """Rows give, columns take; bars at the edges are the sums of rows and columns.

    Signals:
        hovered: (row, column), (-1, -1) when the pointer leaves.
    """

    hovered = Signal(int, int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._plan = np.zeros((0, 0), np.float32)
        self._image = QImage()
        self._names = ("", "")
        self._cell = (-1, -1)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Transport plan"))
        session.theme_changed.connect(self.update)

    @property
    def plan(self) -> np.ndarray:
        """What is shown, [Lx, Ly]."""
        return self._plan

    def set_plan(self, plan: np.ndarray, names: tuple[str, str]) -> None:
        """Show a plan [Lx, Ly] that sums to one, between two modalities."""
        self._plan, self._names, self._cell = plan, names, (-1, -1)
        self._image = QImage()
        if plan.size:
            level = np.clip(plan / max(float(plan.max()), 1e-12), 0, 1)
            self._image = rgb_image(table("cividis")[np.round(level * 255).astype(np.uint8)])
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, 260)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 130)

    def frame(self) -> QRectF:
        """Where the heat map lies."""
        return QRectF(self.rect()).adjusted(_LABEL, _LABEL, -_EDGE - _GAP, -_EDGE - _GAP)

    def cell_at(self, place: QPointF) -> tuple[int, int]:
        """Row and column under a point, (-1, -1) outside."""
        frame = self.frame()
        if not self._plan.size or not frame.contains(place):
            return -1, -1
        rows, columns = self._plan.shape
        row = int((place.y() - frame.top()) / frame.height() * rows)
        column = int((place.x() - frame.left()) / frame.width() * columns)
        return min(row, rows - 1), min(column, columns - 1)

    def rectangle(self, row: int, column: int) -> QRectF:
        """Where a cell is drawn."""
        frame = self.frame()
        rows, columns = self._plan.shape
        wide, high = frame.width() / columns, frame.height() / rows
        return QRectF(frame.left() + column * wide, frame.top() + row * high, wide, high)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._go(self.cell_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self._go((-1, -1))
        super().leaveEvent(event)

    def _go(self, cell: tuple[int, int]) -> None:
        if cell != self._cell:
            self._cell = cell
            self.hovered.emit(*cell)
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._image.isNull():
            return
        theme = self._session.theme
        painter = QPainter(self)
        frame = self.frame()
        painter.drawImage(frame, self._image)
        painter.setPen(QPen(QColor(theme.border), 1))
        painter.drawRect(frame)
        self._draw_names(painter, frame)
        self._draw_sums(painter, frame)
        if self._cell[0] >= 0:
            box = self.rectangle(*self._cell)
            painter.setPen(QPen(QColor(theme.text), 1.6))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box)
            painter.setPen(QPen(QColor(theme.muted), 1, Qt.PenStyle.DotLine))
            painter.drawLine(
                QPointF(frame.left(), box.center().y()), QPointF(frame.right(), box.center().y())
            )
            painter.drawLine(
                QPointF(box.center().x(), frame.top()), QPointF(box.center().x(), frame.bottom())
            )

    def _draw_names(self, painter: QPainter, frame: QRectF) -> None:
        theme = self._session.theme
        painter.setFont(sized(self.font(), 0.86))
        painter.setPen(QColor(theme.of(self._names[1])))
        above = QRectF(frame.left(), frame.top() - _LABEL, frame.width(), _LABEL - 2)
        painter.drawText(
            above, Qt.AlignmentFlag.AlignCenter, self.tr("{0} takes").format(self._names[1])
        )
        painter.save()
        painter.translate(frame.left() - _LABEL, frame.bottom())
        painter.rotate(-90)
        painter.setPen(QColor(theme.of(self._names[0])))
        beside = QRectF(0, 0, frame.height(), _LABEL - 2)
        painter.drawText(
            beside, Qt.AlignmentFlag.AlignCenter, self.tr("{0} gives").format(self._names[0])
        )
        painter.restore()

    def _draw_sums(self, painter: QPainter, frame: QRectF) -> None:
        """Sums as bars: every token weighs alike, so equal bars say that the plan is one."""
        theme = self._session.theme
        rows, columns = self._plan.sum(1), self._plan.sum(0)
        painter.setPen(Qt.PenStyle.NoPen)
        high = frame.height() / len(rows)
        painter.setBrush(mixed(theme.raised, theme.of(self._names[0]), 0.7))
        for number, value in enumerate((rows / rows.max()).tolist()):
            top = frame.top() + number * high
            painter.drawRect(
                QRectF(
                    frame.right() + _GAP, top, _EDGE * value, high - 1 if high > 3 else high + 0.5
                )
            )
        wide = frame.width() / len(columns)
        painter.setBrush(mixed(theme.raised, theme.of(self._names[1]), 0.7))
        for number, value in enumerate((columns / columns.max()).tolist()):
            left = frame.left() + number * wide
            painter.drawRect(
                QRectF(
                    left, frame.bottom() + _GAP, wide - 1 if wide > 3 else wide + 0.5, _EDGE * value
                )
            )
