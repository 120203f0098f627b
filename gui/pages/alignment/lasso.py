"""A plot's view in which a drag can enclose points."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt, Signal


class LassoBox(pg.ViewBox):
    """While `lasso` is on, or with Shift, the left button draws an outline instead of moving.

    Signals:
        enclosed: corners [m, 2] of the outline, in units of the view.
    """

    enclosed = Signal(object)

    def __init__(self) -> None:
        super().__init__(lockAspect=True)
        self.lasso = False
        self.colour = ""
        self._corners: list[tuple[float, float]] = []
        self._outline: pg.PlotCurveItem | None = None

    def mouseDragEvent(self, event: Any, axis: int | None = None) -> None:
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        left = event.button() == Qt.MouseButton.LeftButton
        if not (left and (self.lasso or shift or self._outline is not None)):
            super().mouseDragEvent(event, axis)
            return
        event.accept()
        if event.isStart() or self._outline is None:
            at = self.mapSceneToView(event.buttonDownScenePos())
            self._corners = [(at.x(), at.y())]
            self._outline = pg.PlotCurveItem(pen=pg.mkPen(self.colour, width=1.6))
            self.addItem(self._outline, ignoreBounds=True)
        at = self.mapSceneToView(event.scenePos())
        self._corners.append((at.x(), at.y()))
        closed = np.array([*self._corners, self._corners[0]])
        self._outline.setData(closed[:, 0], closed[:, 1])
        if event.isFinish():
            self.removeItem(self._outline)
            self._outline = None
            self.enclosed.emit(np.array(self._corners))
