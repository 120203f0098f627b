"""The words of an item, each token on a ground as strong as its weight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme import Appearance
from gui.widgets.items.painting import sized
from gui.widgets.maps.heat import ink_on
from gui.widgets.maps.token_view import NOTHING, TokenView

_LINE_GAP = 9.0
_MARGIN = 4.0


@dataclass(frozen=True)
class Span:
    """Characters with a name, e.g. the planted truth of an attribute."""

    start: int
    end: int
    name: str


class TokenStrip(TokenView):
    """Real text with the spans of its tokens; what the encoder did not read is pale."""

    def __init__(
        self, appearance: Appearance, parent: QWidget | None = None, modality: str = "text"
    ) -> None:
        super().__init__(appearance, modality, parent)
        self._text = ""
        self._spans = np.zeros((0, 2), np.int64)
        self._truth: tuple[Span, ...] = ()
        self._layout = QTextLayout()
        self._boxes: list[list[QRectF]] = []
        self._height = 0.0
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(self.tr("Words"))

    @property
    def count(self) -> int:
        return len(self._spans)

    def set_text(self, text: str, spans: np.ndarray) -> None:
        """Show `text` whose tokens cover characters `spans` [n, 2]; NaN spans are not drawn."""
        self._text = text
        self._spans = np.nan_to_num(np.asarray(spans, np.float64), nan=-1).astype(np.int64)
        self._clear(len(self._spans))
        self.setAccessibleDescription(text)
        self._arrange(self.width())
        self.updateGeometry()

    def set_truth(self, truth: Sequence[Span]) -> None:
        """Underline these characters."""
        self._truth = tuple(truth)
        self.update()

    def word(self, token: int) -> str:
        """The characters of a token."""
        start, end = self._spans[token]
        return self._text[start:end]

    # --- layout ---------------------------------------------------------------------------

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        # On a layout of its own: the one that is painted keeps the width it has.
        return round(_height(_flow(self._make_layout(), width)))

    def sizeHint(self) -> QSize:
        return QSize(400, round(max(self._height, 40)))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 34)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange(self.width())
        super().resizeEvent(event)

    def _make_layout(self) -> QTextLayout:
        layout = QTextLayout(self._text, sized(self.font(), 1.18), self)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        return layout

    def _arrange(self, width: int) -> None:
        self._layout = self._make_layout()
        self._height = _height(_flow(self._layout, width))
        self._boxes = [self._rectangles(int(start), int(end)) for start, end in self._spans]

    def _rectangles(self, start: int, end: int) -> list[QRectF]:
        """One box a line that the characters start..end touch."""
        boxes: list[QRectF] = []
        if start < 0 or end <= start:
            return boxes
        for number in range(self._layout.lineCount()):
            line = self._layout.lineAt(number)
            first = max(start, line.textStart())
            last = min(end, line.textStart() + line.textLength())
            if first < last:
                left, right = _x(line, first), _x(line, last)
                boxes.append(QRectF(left, line.y() - 2, max(2.0, right - left), line.height() + 4))
        return boxes

    def rectangle(self, token: int) -> QRectF:
        return self._boxes[token][0] if self._boxes[token] else QRectF()

    def token_at(self, place: QPointF) -> tuple[str, int]:
        for token, boxes in enumerate(self._boxes):
            if any(box.contains(place) for box in boxes):
                return self.modality, token
        return self.modality, NOTHING

    # --- paint ----------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._appearance.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        formats = []
        for token, boxes in enumerate(self._boxes):
            start, end = self._spans[token]
            rgba = self._fill[token]
            painter.setBrush(self.fill_colour(token))
            for box in boxes:
                painter.drawRoundedRect(box.adjusted(0.5, 0, -0.5, 0), 3, 3)
            ink = ink_on(rgba, theme) if rgba[3] > 90 else QColor(theme.text)
            formats.append(_ink(int(start), int(end), ink))
        self._draw_truth(painter)
        painter.setPen(QColor(theme.muted))
        self._layout.setFormats(formats)
        _flow(self._layout, self.width())  # other formats throw the lines away
        self._layout.draw(painter, QPointF(0, 0))
        for token in {*self._pins, self._hover} - {NOTHING}:
            if token < len(self._boxes):
                for box in self._boxes[token]:
                    self.draw_mark(
                        painter, box, pinned=token in self._pins, colour=theme.of(self.modality)
                    )

    def _draw_truth(self, painter: QPainter) -> None:
        if not self._truth:
            return
        theme = self._appearance.theme
        painter.save()
        pen = QPen(QColor(theme.good), 2)
        for span in self._truth:
            painter.setPen(pen)
            for box in self._rectangles(span.start, span.end):
                y = box.bottom() + 1.5
                painter.drawLine(QPointF(box.left() + 1, y), QPointF(box.right() - 1, y))
        painter.restore()


def _flow(layout: QTextLayout, width: int) -> float:
    """Break a text into lines; returns where the last one ends."""
    layout.beginLayout()
    y = _MARGIN
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(20.0, width - 2 * _MARGIN))
        line.setPosition(QPointF(_MARGIN, y))
        y += line.height() + _LINE_GAP
    layout.endLayout()
    return y


def _height(bottom: float) -> float:
    return max(bottom - _LINE_GAP + 2 * _MARGIN, 34.0)


def _x(line: QTextLine, position: int) -> float:
    value: Any = line.cursorToX(position)
    # PySide gives (x, position) because C++ takes the position by pointer.
    return float(value[0] if isinstance(value, tuple) else value)


def _ink(start: int, end: int, colour: QColor) -> QTextLayout.FormatRange:
    kind = QTextCharFormat()
    kind.setForeground(colour)
    piece = QTextLayout.FormatRange()
    piece.start, piece.length, piece.format = start, end - start, kind
    return piece
