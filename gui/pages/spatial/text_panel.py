"""The text of an item drawn as a picture, as an image encoder would see it."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from core.contracts.spatial import DrawnText
from core.sheet import Sheet
from gui.session import Session
from gui.widgets.layout.basic import card, label
from gui.widgets.maps.heat import rgb_image
from gui.widgets.plots.export import export_button


class TextPicture(QWidget):
    """The drawn text with the patches over it.

    Signals:
        pointed: number of the patch under the pointer, -1 for none.
    """

    pointed = Signal(int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._pixmap = QPixmap()
        self.grid = 1
        self.patch = -1
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Text drawn as a picture"))
        session.appearance.repaints(self)

    def sizeHint(self) -> QSize:
        return QSize(380, 380)

    def show_pixels(self, pixels: np.ndarray | None, grid: int) -> None:
        """Show a picture with a grid over it."""
        self._pixmap = QPixmap() if pixels is None else QPixmap.fromImage(rgb_image(pixels))
        self.grid, self.patch = grid, -1
        self.update()

    def frame(self) -> QRectF:
        """Where the picture lies."""
        side = min(self.width(), self.height()) - 4.0
        return QRectF(2, 2, side, side)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        frame = self.frame()
        at, step = event.position(), max(1.0, frame.width()) / self.grid
        row, column = int((at.y() - frame.top()) / step), int((at.x() - frame.left()) / step)
        inside = frame.contains(at) and max(row, column) < self.grid
        patch = row * self.grid + column if inside and not self._pixmap.isNull() else -1
        if patch != self.patch:
            self.patch = patch
            self.pointed.emit(patch)
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._pixmap.isNull():
            return
        theme = self._session.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        frame = self.frame()
        painter.drawPixmap(frame, self._pixmap, QRectF(self._pixmap.rect()))
        step = frame.width() / self.grid
        painter.setPen(QPen(QColor(theme.of("text")), 0.6, Qt.PenStyle.DotLine))
        for k in range(self.grid + 1):
            painter.drawLine(
                frame.topLeft() + QPointF(k * step, 0), frame.bottomLeft() + QPointF(k * step, 0)
            )
            painter.drawLine(
                frame.topLeft() + QPointF(0, k * step), frame.topRight() + QPointF(0, k * step)
            )
        if self.patch >= 0:
            row, column = divmod(self.patch, self.grid)
            painter.setPen(QPen(QColor(theme.of("text")), 2.5))
            painter.drawRect(
                QRectF(frame.left() + column * step, frame.top() + row * step, step, step)
            )


class TextPanel(QWidget):
    """Picture left, what it means right."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drawn: DrawnText | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 8, 0, 0)
        frame, layout = card()
        row = QHBoxLayout()
        row.setSpacing(16)
        self.picture = TextPicture(session)
        self.picture.pointed.connect(self._pointed)
        row.addWidget(self.picture, 3)
        side = QVBoxLayout()
        self.said = label("", wrap=True)
        self.words = label("", wrap=True)
        self.text = label("", "muted", wrap=True)
        for widget in (self.said, self.words, self.text):
            side.addWidget(widget)
        side.addStretch(1)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(export_button(self.picture, "text-picture", session, self.csv))
        side.addLayout(line)
        row.addLayout(side, 2)
        layout.addLayout(row, 1)
        outer.addWidget(frame, 1)

    def clear(self) -> None:
        """Show nothing."""
        self._drawn = None
        self.picture.show_pixels(None, 1)
        for widget in (self.said, self.words, self.text):
            widget.setText("")

    def show_text(self, drawn: DrawnText) -> None:
        """Show the text of an item as a picture."""
        self._drawn = drawn
        self.picture.show_pixels(drawn.pixels, drawn.grid)
        words = self.tr(
            "Letters of {0} pixels on {1} × {1}, as {2} would see them in {3} × {3} patches."
        ).format(drawn.font_px, drawn.size, drawn.encoder, drawn.grid)
        spaces = sum(one.isspace() for one in drawn.text)
        missing = len(drawn.text) - drawn.drawn - spaces
        if missing > 0:
            words += " " + self.tr("{0} characters did not fit.").format(missing)
        self.said.setText(words)
        self.text.setText(drawn.text)
        self._pointed(-1)

    def _pointed(self, patch: int) -> None:
        if patch < 0 or self._drawn is None:
            self.words.setText(self.tr("Point at a patch to read what stands in it."))
            return
        row, column = divmod(patch, self.picture.grid)
        step = self._drawn.size / self.picture.grid
        x, y = column * step, row * step
        with np.errstate(invalid="ignore"):
            boxes = self._drawn.boxes
            hit = (boxes[:, 0] < x + step) & (boxes[:, 2] > x)
            hit &= (boxes[:, 1] < y + step) & (boxes[:, 3] > y)
        places = np.flatnonzero(hit)
        runs = np.split(places, np.flatnonzero(np.diff(places) > 1) + 1)
        texts = [self._drawn.text[run[0] : run[-1] + 1] for run in runs if len(run)]
        found = " | ".join(texts) if texts else self.tr("nothing")
        words = self.tr("Patch {0}: {1}").format(patch + 1, found)
        self.words.setText(words)

    def csv(self) -> str:
        """The box of every character."""
        sheet = Sheet(["character", "x0", "y0", "x1", "y1"])
        text, boxes = (self._drawn.text, self._drawn.boxes.tolist()) if self._drawn else ("", [])
        for character, box in zip(text, boxes, strict=False):
            numbers = (f"{value:.2f}" for value in box)
            sheet.row([character.replace("\n", " "), *numbers])
        return sheet.text()
