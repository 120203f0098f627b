"""A transport plan as a heat map, with what each token gives and takes at its edges."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from gui.session import Session
from gui.widgets.items.painting import mixed, named
from gui.widgets.maps.cell_view import LABEL, NOWHERE, CellView
from gui.widgets.maps.heat import rgb_image, table

_EDGE = 26.0
_GAP = 4.0


class PlanView(CellView):
    """Rows give, columns take; bars at the edges are the sums of rows and columns."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session.appearance, parent)
        self._plan = np.zeros((0, 0), np.float32)
        self._names = ("", "")
        self.setAccessibleName(self.tr("Transport plan"))

    @property
    def plan(self) -> np.ndarray:
        """What is shown, [Lx, Ly]."""
        return self._plan

    def set_plan(self, plan: np.ndarray, names: tuple[str, str]) -> None:
        """Show a plan [Lx, Ly] that sums to one, between two modalities."""
        self._plan, self._names, self._cell = plan, names, NOWHERE
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
        return QRectF(self.rect()).adjusted(LABEL, LABEL, -_EDGE - _GAP, -_EDGE - _GAP)

    def shape(self) -> tuple[int, int]:
        return self._plan.shape[0], self._plan.shape[1]

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._image.isNull():
            return
        theme = self._appearance.theme
        painter = QPainter(self)
        frame = self.frame()
        painter.drawImage(frame, self._image)
        painter.setPen(QPen(QColor(theme.border), 1))
        painter.drawRect(frame)
        gives = self.tr("{0} gives").format(named(self._names[0]))
        takes = self.tr("{0} takes").format(named(self._names[1]))
        self._draw_names(painter, (gives, takes), self._names)
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

    def _draw_sums(self, painter: QPainter, frame: QRectF) -> None:
        """Sums as bars: every token weighs alike, so equal bars say that the plan is one."""
        theme = self._appearance.theme
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
