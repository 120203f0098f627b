"""A picture as stored and as aligned, with the encoder's patches on both."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.pages.spatial.aligned_picture import Aligned
from gui.session import Session
from gui.widgets.items.painting import fitting, sized
from gui.widgets.maps.heat import rgb_image

NOTHING = -1
_HEAD = 22.0
_GAP = 24.0


class GridView(QWidget):
    """Left the file with the patches mapped back, right the grid.

    Signals:
        pointed: number of the patch under the pointer or pinned, NOTHING for none.
    """

    pointed = Signal(int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._item: Aligned | None = None
        self._stored, self._aligned = QPixmap(), QPixmap()
        self._hover = self._pin = NOTHING
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Picture before and after alignment, with its patches"))
        self.setAccessibleDescription(self.tr("Arrow keys walk the patches, Escape lets go"))
        session.appearance.repaints(self)

    def show_item(self, item: Aligned | None) -> None:
        """Show a picture."""
        self._item = item
        self._hover = self._pin = NOTHING
        if item is not None:
            self._stored = QPixmap.fromImage(rgb_image(item.found.stored))
            self._aligned = QPixmap.fromImage(rgb_image(item.found.aligned))
        self.pointed.emit(NOTHING)
        self.update()

    @property
    def patch(self) -> int:
        """The patch pointed at."""
        return self._hover if self._hover != NOTHING else self._pin

    def sizeHint(self) -> QSize:
        return QSize(640, 320)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 160)

    # --- geometry -------------------------------------------------------------------------

    def frames(self) -> tuple[QRectF, QRectF]:
        """Where the stored and the aligned picture are drawn."""
        half = (self.width() - _GAP) / 2
        height = self.height() - _HEAD - 2
        left = QRectF(1, _HEAD, half - 2, height)
        right = QRectF(half + _GAP, _HEAD, half - 2, height)
        if self._item is None:
            return left, right
        return _fitted(left, *self._item.stored_size), _fitted(right, 1, 1)

    def to_stored(self, place: QPointF) -> tuple[float, float]:
        """The pixel of the file at a place of the left picture."""
        assert self._item is not None
        frame = self.frames()[0]
        w, h = self._item.stored_size
        return (
            (place.x() - frame.left()) / frame.width() * w,
            (place.y() - frame.top()) / frame.height() * h,
        )

    def patch_at(self, place: QPointF) -> int:
        """The patch at a place of either picture, NOTHING outside."""
        item = self._item
        if item is None:
            return NOTHING
        left, right = self.frames()
        if right.contains(place):
            x = (place.x() - right.left()) / right.width()
            y = (place.y() - right.top()) / right.height()
        elif left.contains(place):
            upright = item.to_stored.inverse().apply([self.to_stored(place)])
            x, y = (item.to_original.inverse().apply(upright)[0] / item.size).tolist()
        else:
            return NOTHING
        inside = 0 <= x < 1 and 0 <= y < 1
        return item.keeper(x, y) if inside else NOTHING

    def stored_polygon(self, patch: int) -> QPolygonF:
        """A patch on the left picture."""
        assert self._item is not None
        return self._on_stored(self._item.stored_quads[patch])

    def _on_stored(self, corners: np.ndarray) -> QPolygonF:
        assert self._item is not None
        frame = self.frames()[0]
        w, h = self._item.stored_size
        return QPolygonF(
            [
                QPointF(frame.left() + x / w * frame.width(), frame.top() + y / h * frame.height())
                for x, y in corners.tolist()
            ]
        )

    def _cell(self, patch: int) -> QRectF:
        assert self._item is not None
        frame = self.frames()[1]
        step = frame.width() / self._item.grid
        row, column = divmod(patch, self._item.grid)
        return QRectF(frame.left() + column * step, frame.top() + row * step, step, step)

    # --- mouse and keys -------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point(self.patch_at(event.position()))

    def leaveEvent(self, _event: QEvent) -> None:
        self._point(NOTHING)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        patch = self.patch_at(event.position())
        self._pin = NOTHING if patch == self._pin else patch
        self.pointed.emit(self.patch)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: (-1, 0),
            Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, -1),
            Qt.Key.Key_Down: (0, 1),
        }
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self._pin = self._hover = NOTHING
        elif key in steps and self._item is not None:
            grid = self._item.grid
            row, column = divmod(max(0, self.patch), grid)
            dx, dy = steps[key] if self.patch != NOTHING else (0, 0)
            self._hover = NOTHING
            self._pin = min(max(row + dy, 0), grid - 1) * grid + min(max(column + dx, 0), grid - 1)
        else:
            super().keyPressEvent(event)
            return
        self.pointed.emit(self.patch)
        self.update()

    def _point(self, patch: int) -> None:
        if patch != self._hover:
            self._hover = patch
            self.pointed.emit(self.patch)
            self.update()

    # --- paint ----------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        item = self._item
        if item is None:
            return
        theme = self._session.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        left, right = self.frames()
        font = sized(self.font(), 0.92, bold=True)
        painter.setPen(QColor(theme.text))
        stored = self.tr("File: {0} × {1} pixels").format(*item.stored_size)
        grid = self.tr("Grid: {0} × {0}, {1} × {1} patches").format(item.size, item.grid)
        for frame, words in ((left, stored), (right, grid)):
            width = self.width() - frame.left() if frame is right else right.left() - left.left()
            box = QRectF(frame.left(), 0, width, _HEAD)
            painter.setFont(fitting(font, words, width))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, words)
        painter.drawPixmap(left, self._stored, QRectF(self._stored.rect()))
        painter.drawPixmap(right, self._aligned, QRectF(self._aligned.rect()))
        self._draw_outside(painter, left)
        self._draw_padding(painter, right)
        painter.setClipRect(left.adjusted(-1, -1, 1, 1))
        for patch in np.flatnonzero(item.shown).tolist():
            _draw_cell(painter, self.stored_polygon(patch))
        painter.setClipping(False)
        for patch in np.flatnonzero(item.shown).tolist():
            _draw_cell(painter, QPolygonF(self._cell(patch)))
        if item.has_borders:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.warning), 2, Qt.PenStyle.DashLine))
            painter.drawPolygon(self._on_stored(item.content_quad))
        if self.patch != NOTHING:
            for shape in (self.stored_polygon(self.patch), QPolygonF(self._cell(self.patch))):
                painter.setBrush(QColor(theme.accent))
                painter.setOpacity(0.35)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.drawPolygon(shape)
                painter.setOpacity(1.0)
                painter.setPen(QPen(QColor(theme.accent), 2.5))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawPolygon(shape)

    def _draw_outside(self, painter: QPainter, frame: QRectF) -> None:
        """What is cut off as a border is veiled."""
        item = self._item
        assert item is not None
        if not (item.found.trim and item.has_borders):
            return
        path = QPainterPath()
        path.addRect(frame)
        inner = QPainterPath()
        inner.addPolygon(self._on_stored(item.content_quad))
        inner.closeSubpath()
        veil = QColor(self._session.theme.window)
        veil.setAlphaF(0.7)
        painter.fillPath(path - inner, veil)

    def _draw_padding(self, painter: QPainter, frame: QRectF) -> None:
        """Padding of a letterbox is hatched: the encoder leaves it out."""
        item = self._item
        assert item is not None
        x0, y0, x1, y1 = (value / item.size for value in item.found.laid)
        whole = QPainterPath()
        whole.addRect(frame)
        inner = QPainterPath()
        inner.addRect(
            QRectF(
                frame.left() + x0 * frame.width(),
                frame.top() + y0 * frame.height(),
                (x1 - x0) * frame.width(),
                (y1 - y0) * frame.height(),
            )
        )
        painter.save()
        painter.fillPath(whole - inner, QColor(self._session.theme.raised))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._session.theme.plot_grid))
        brush = painter.brush()
        brush.setStyle(Qt.BrushStyle.BDiagPattern)
        painter.fillPath(whole - inner, brush)
        painter.restore()


def _draw_cell(painter: QPainter, shape: QPolygonF) -> None:
    """A thin line that is seen on light and on dark."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width in ((QColor(0, 0, 0, 70), 1.6), (QColor(255, 255, 255, 190), 0.7)):
        painter.setPen(QPen(colour, width))
        painter.drawPolygon(shape)


def _fitted(room: QRectF, width: float, height: float) -> QRectF:
    scale = min(room.width() / width, room.height() / height)
    box = QRectF(0, 0, width * scale, height * scale)
    box.moveTop(room.top())
    box.moveLeft(room.left())
    return box
