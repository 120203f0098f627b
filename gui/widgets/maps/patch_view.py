"""A picture with the weight of each of its patches on it, exact to the original pixel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme import Appearance
from gui.widgets.items.painting import channels, rounded, sized
from gui.widgets.maps.layer import Layer
from gui.widgets.maps.token_view import NOTHING, TokenView

#: How much of a patch without weight is hidden, and how strongly the hue lies on one with all.
VEIL = 0.6
TINT = 0.42


@dataclass(frozen=True)
class Region:
    """A named box in pixels of the original picture."""

    box: tuple[float, float, float, float]
    name: str


class PatchView(TokenView):
    """Draws patches as what they are: boxes of the original picture, without smoothing."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(appearance, "image", parent)
        self._pixmap = QPixmap()
        self._layer = Layer()
        #: The geometry and the places of the patches in it.
        self._placed: tuple[object, list[QRectF]] = (None, [])
        self._size = (1, 1)
        self._boxes = np.zeros((0, 4))
        self._truth: tuple[Region, ...] = ()
        self._sentence = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Picture"))

    @property
    def count(self) -> int:
        return len(self._boxes)

    def set_picture(
        self, image: QImage | None, original: tuple[int, int], boxes: np.ndarray
    ) -> None:
        """Show a picture (perhaps smaller than the `original` size in pixels) and its patches.

        Args:
            image: None where there is nothing to show.
            original: (width, height) the boxes refer to.
            boxes: [n, 4] x0, y0, x1, y1 in pixels of the original; NaN for tokens without place.

        """
        self._pixmap = QPixmap.fromImage(image) if image is not None else QPixmap()
        self._size = (max(1, original[0]), max(1, original[1]))
        self._boxes = np.asarray(boxes, np.float64).reshape(-1, 4)
        self._placed = (None, [])
        self._clear(len(self._boxes))

    def set_sentence(self, sentence: str) -> None:
        """What to say where there is no picture."""
        self._sentence = sentence
        self.update()

    def set_truth(self, truth: Sequence[Region]) -> None:
        """Outline these boxes."""
        self._truth = tuple(truth)
        self.update()

    # --- geometry -------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(360, 320)

    def minimumSizeHint(self) -> QSize:
        return QSize(110, 110)

    def frame(self) -> QRectF:
        """Where the picture lies in the widget."""
        width, height = self._size
        scale = min((self.width() - 4) / width, (self.height() - 4) / height)
        box = QRectF(0, 0, width * scale, height * scale)
        box.moveCenter(QRectF(self.rect()).center())
        return box

    def to_widget(self, box: Sequence[float] | np.ndarray) -> QRectF:
        """A box of the original in the widget's coordinates."""
        frame = self.frame()
        scale = frame.width() / self._size[0]
        x0, y0, x1, y1 = (float(value) * scale for value in box)
        return QRectF(frame.left() + x0, frame.top() + y0, x1 - x0, y1 - y0)

    def to_original(self, place: QPointF) -> tuple[float, float]:
        """A point of the widget in pixels of the original."""
        frame = self.frame()
        scale = self._size[0] / frame.width()
        return (place.x() - frame.left()) * scale, (place.y() - frame.top()) * scale

    def rectangle(self, token: int) -> QRectF:
        return self.to_widget(self._boxes[token])

    def token_at(self, place: QPointF) -> tuple[str, int]:
        if not len(self._boxes):
            return self.modality, NOTHING
        x, y = self.to_original(place)
        x0, y0, x1, y1 = self._boxes.T
        inside = np.flatnonzero((x0 <= x) & (x < x1) & (y0 <= y) & (y < y1))
        return self.modality, int(inside[0]) if len(inside) else NOTHING

    # --- paint ----------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._appearance.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._pixmap.isNull():
            painter.setPen(QColor(theme.muted))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(20, 0, -20, 0), int(flags), self._sentence)
            return
        frame = self.frame()
        painter.save()
        self._layer.draw(painter, frame, self._pixmap.cacheKey(), self._paint_picture)
        painter.setClipPath(rounded(frame, 6))
        # Edges on whole device pixels: neighbours meet without a seam and without a gap.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for place, colour in zip(self._places(), self._colours(), strict=True):
            painter.fillRect(place, QColor(*colour))
        painter.restore()
        self._draw_truth(painter)
        for token in sorted({*self._pins, self._hover} - {NOTHING}):
            if token < len(self._boxes):
                self.draw_mark(
                    painter,
                    self.rectangle(token).adjusted(1, 1, -1, -1),
                    pinned=token in self._pins,
                    colour=theme.of(self.modality),
                )

    def _paint_picture(self, painter: QPainter, frame: QRectF) -> None:
        painter.setClipPath(rounded(frame, 6))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(frame, self._pixmap, QRectF(self._pixmap.rect()))

    def _places(self) -> list[QRectF]:
        """Where the patches are on the screen; empty for tokens without a place."""
        frame, ratio = self.frame(), self.devicePixelRatioF()
        key = (frame.left(), frame.top(), frame.width(), ratio)
        if key != self._placed[0]:
            found = [
                _snapped(self.to_widget(box), ratio) if np.isfinite(box).all() else QRectF()
                for box in self._boxes
            ]
            self._placed = (key, found)
        return self._placed[1]

    def _colours(self) -> list[list[int]]:
        """Red, green, blue, alpha of each patch, to lay over the picture."""
        fill = self._fill.astype(np.float32)
        if self._shade.palette != "hue":
            return self._fill.tolist()
        # A tint alone is lost on a picture of the same colour: what is not attended to fades as
        # well. Tint over veil as one colour.
        tint = TINT * fill[:, 3:] / 255
        veil = VEIL * (1 - np.clip(self._strength[:, None], 0, 1)) * (1 - tint)
        alpha = tint + veil
        mixed = fill[:, :3] * tint + channels(self._appearance.theme.surface) * veil
        mixed /= np.maximum(alpha, 1e-6)
        rgba: list[list[int]] = np.hstack([mixed, 255 * alpha]).round().astype(int).tolist()
        return rgba

    def _draw_truth(self, painter: QPainter) -> None:
        if not self._truth:
            return
        theme = self._appearance.theme
        painter.save()
        painter.setFont(sized(self.font(), 0.86, bold=True))
        metrics = painter.fontMetrics()
        taken: list[QRectF] = []
        for region in self._truth:
            box = self.to_widget(region.box)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.surface), 3.4))
            painter.drawRect(box)
            painter.setPen(QPen(QColor(theme.good), 1.8, Qt.PenStyle.DashLine))
            painter.drawRect(box)
            tag = QRectF(0, 0, metrics.horizontalAdvance(region.name) + 10, metrics.height() + 3)
            tag.moveLeft(max(0.0, min(box.left(), self.width() - tag.width())))
            # Beside its box: what lies in the box is what one wants to see.
            tag.moveBottom(box.top())
            while any(tag.intersects(other) for other in taken):
                tag.translate(0, -tag.height() - 1)
            if tag.top() < 0:
                tag.moveTop(min(box.bottom(), self.height() - tag.height()))
                while any(tag.intersects(other) for other in taken):
                    tag.translate(0, tag.height() + 1)
            taken.append(tag)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.good))
            painter.drawRoundedRect(tag, 3, 3)
            painter.setPen(QColor(theme.surface))
            painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, region.name)
        painter.restore()


def _snapped(box: QRectF, ratio: float) -> QRectF:
    left, top = round(box.left() * ratio), round(box.top() * ratio)
    right, bottom = round(box.right() * ratio), round(box.bottom() * ratio)
    return QRectF(left / ratio, top / ratio, (right - left) / ratio, (bottom - top) / ratio)
