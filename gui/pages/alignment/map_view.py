"""A plot's view that is walked by keys, and in which a drag can enclose points."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from pyqtgraph.GraphicsScene.mouseEvents import MouseDragEvent
from PySide6.QtCore import Qt, Signal

_STEPS = {
    Qt.Key.Key_Left: (-0.1, 0.0),
    Qt.Key.Key_Right: (0.1, 0.0),
    Qt.Key.Key_Up: (0.0, 0.1),
    Qt.Key.Key_Down: (0.0, -0.1),
}
_ZOOMS = {Qt.Key.Key_Plus: 0.8, Qt.Key.Key_Equal: 0.8, Qt.Key.Key_Minus: 1.25}


class MapView(pg.ViewBox):
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

    def walk(self, key: Qt.Key) -> bool:
        """Move by an arrow key or zoom by plus and minus; False for any other key."""
        box = self.viewRect()
        if key in _STEPS:
            x, y = _STEPS[key]
            self.translateBy((x * box.width(), y * box.height()))
        elif key in _ZOOMS:
            self.scaleBy((_ZOOMS[key], _ZOOMS[key]))
        return key in _STEPS or key in _ZOOMS

    def mouseDragEvent(self, event: MouseDragEvent, axis: int | None = None) -> None:
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
