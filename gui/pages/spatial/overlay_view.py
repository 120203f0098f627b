"""Two registered pictures in one frame: laid over, blinking, or parted by a line to drag."""

from __future__ import annotations

from typing import Literal

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QTransform,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.media.affine import Affine
from gui.session import Session
from gui.widgets.items.painting import draw_focus
from gui.widgets.maps.heat import rgb_image

Mode = Literal["parted", "overlay", "blink"]
BLINK_MS = 600


class OverlayView(QWidget):
    """The first picture, and another one laid on it.

    Signals:
        pointed: pixel (x, y) of the first picture under the pointer.
    """

    pointed = Signal(float, float)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._first, self._other = QPixmap(), QPixmap()
        self._size = (1, 1)
        self._other_size = (1, 1)
        self._to_first = Affine.identity()
        self.mode: Mode = "parted"
        #: Where the line between the pictures stands, 0 to 1 of the frame.
        self.part = 0.5
        self._on = True
        self._blinking = QTimer(self, interval=BLINK_MS)
        self._blinking.timeout.connect(self._blink)
        #: Corners [4, 2] of a patch in pixels of the first picture.
        self._patch: np.ndarray | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Two pictures of the item laid on each other"))
        session.appearance.repaints(self)

    def sizeHint(self) -> QSize:
        return QSize(480, 320)

    def show_pair(
        self,
        first: tuple[np.ndarray, tuple[int, int]] | None,
        other: tuple[np.ndarray, tuple[int, int]] | None,
        to_first: Affine,
    ) -> None:
        """Pixels and full size of both pictures; `to_first` maps full pixels of the other."""
        self._first = _pixmap(first)
        self._other = _pixmap(other)
        self._size = first[1] if first else (1, 1)
        self._other_size = other[1] if other else (1, 1)
        self._to_first = to_first
        self._patch = None
        self.update()

    def set_patch(self, corners: np.ndarray | None) -> None:
        """Outline a patch of the first picture."""
        self._patch = corners
        self.update()

    def set_mode(self, mode: Mode) -> None:
        """How both are shown at once."""
        self.mode = mode
        self._on = True
        if mode == "blink":
            self._blinking.start()
        else:
            self._blinking.stop()
        self.update()

    def hideEvent(self, event: QHideEvent) -> None:
        self._blinking.stop()
        super().hideEvent(event)

    def _blink(self) -> None:
        self._on = not self._on
        self.update()

    def frame(self) -> QRectF:
        """Where the first picture lies."""
        w, h = self._size
        room = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        scale = min(room.width() / w, room.height() / h)
        box = QRectF(0, 0, w * scale, h * scale)
        box.moveCenter(room.center())
        return box

    def placed(self) -> QTransform:
        """Drawn pixels of the other picture -> places in this widget."""
        frame = self.frame()
        scale = frame.width() / self._size[0]
        (a, b, c), (d, e, f) = self._to_first.matrix.tolist()
        reduced = self._other_size[0] / max(1, self._other.width())
        reduced_y = self._other_size[1] / max(1, self._other.height())
        inner = QTransform(a, d, b, e, c, f)
        return (
            QTransform.fromScale(reduced, reduced_y)
            * inner
            * QTransform.fromScale(scale, scale)
            * QTransform.fromTranslate(frame.left(), frame.top())
        )

    def _set_part(self, x: float) -> None:
        frame = self.frame()
        self.part = min(1.0, max(0.0, (x - frame.left()) / max(1.0, frame.width())))
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.mode == "parted":
            self._set_part(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.mode == "parted" and event.buttons() & Qt.MouseButton.LeftButton:
            self._set_part(event.position().x())
        frame = self.frame()
        x = (event.position().x() - frame.left()) / frame.width() * self._size[0]
        y = (event.position().y() - frame.top()) / frame.height() * self._size[1]
        self.pointed.emit(x, y)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -0.05, Qt.Key.Key_Right: 0.05}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.part = min(1.0, max(0.0, self.part + step))
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._first.isNull():
            return
        theme = self._session.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        frame = self.frame()
        painter.drawPixmap(frame, self._first, QRectF(self._first.rect()))
        if self._other.isNull():
            return
        line = frame.left() + self.part * frame.width()
        painter.save()
        painter.setClipRect(frame)
        if self.mode == "parted":
            painter.setClipRect(QRectF(line, frame.top(), frame.right() - line, frame.height()))
        elif self.mode == "overlay":
            painter.setOpacity(0.5)
        if self.mode != "blink" or self._on:
            painter.setTransform(self.placed(), combine=True)
            painter.drawPixmap(QPointF(0, 0), self._other)
        painter.restore()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.accent), 1.5, Qt.PenStyle.DashLine))
        outline = self.placed().map(QRectF(self._other.rect()).toRect())
        painter.drawPolygon(outline)
        self._draw_patch(painter, frame)
        if self.mode == "parted":
            painter.setPen(QPen(QColor(theme.accent), 2.5))
            painter.drawLine(QPointF(line, frame.top()), QPointF(line, frame.bottom()))
            painter.setBrush(QColor(theme.accent))
            painter.drawEllipse(QPointF(line, frame.center().y()), 6, 6)
        if self.hasFocus():
            draw_focus(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, theme.accent)

    def _draw_patch(self, painter: QPainter, frame: QRectF) -> None:
        if self._patch is None:
            return
        corners = self._patch * (frame.width() / self._size[0])
        shape = [QPointF(frame.left() + x, frame.top() + y) for x, y in corners.tolist()]
        theme = self._session.theme
        for colour, width in ((theme.surface, 5.0), (theme.of("image"), 2.5)):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawPolygon(shape)


def _pixmap(picture: tuple[np.ndarray, tuple[int, int]] | None) -> QPixmap:
    return QPixmap() if picture is None else QPixmap.fromImage(rgb_image(picture[0]))
