"""The three sample catalogs as cards one can press, each with pictures from it.

assets/samples/<field>.png is a sheet of six pictures, 3 x 2, taken from the sample itself.
"""

from __future__ import annotations

import math
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from gui.session import Session
from gui.widgets.items.painting import draw_focus, draw_words, mixed, named, rounded_top, sized

FOLDER = Path(__file__).resolve().parents[3] / "assets" / "samples"
COLUMNS, LINES = 3, 2
GAP = 5.0
WORDS_HEIGHT = 96


@lru_cache(maxsize=3)
def sheet(field: str) -> QPixmap:
    """The pictures of a sample."""
    return QPixmap(str(FOLDER / f"{field}.png"))


class SampleCard(QAbstractButton):
    """One sample: pictures, name, what it teaches, its modalities."""

    def __init__(
        self, session: Session, field: str, title: str, sentence: str, modalities: tuple[str, ...]
    ) -> None:
        super().__init__()
        self._session = session
        self.field = field
        self._sentence = sentence
        self._modalities = modalities
        self.setText(title)
        self.setAccessibleName(self.tr("Open the {0} sample").format(title))
        self.setAccessibleDescription(sentence)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        session.appearance.repaints(self)

    def sizeHint(self) -> QSize:
        return QSize(280, 270)

    def minimumSizeHint(self) -> QSize:
        return QSize(220, 170)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._session.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        lit = self.underMouse() or self.isDown()
        painter.setBrush(QColor(theme.surface))
        painter.setPen(QPen(QColor(theme.accent if lit else theme.border), 1.5 if lit else 1))
        painter.drawRoundedRect(box, 10, 10)
        art = box.adjusted(1, 1, -1, -WORDS_HEIGHT)
        shape = rounded_top(art, 9)
        painter.fillPath(shape, mixed(theme.surface, theme.of(self._modalities[-1]), 0.16))
        painter.save()
        painter.setClipPath(shape)
        self._paint_pictures(painter, art)
        if "audio" in self._modalities:
            self._paint_sound(painter, art)
        painter.restore()
        self._paint_words(painter, box, art)
        if self.hasFocus():
            draw_focus(painter, box, 10, theme.accent)

    def _paint_pictures(self, painter: QPainter, box: QRectF) -> None:
        """The sheet as tiles that fill the box; what does not fit is cut at the sides alike."""
        pictures = sheet(self.field)
        side = max(box.width() / COLUMNS, box.height() / LINES)
        source = pictures.width() / COLUMNS
        left = box.center().x() - side * COLUMNS / 2
        top = box.center().y() - side * LINES / 2
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for number in range(COLUMNS * LINES):
            line, column = divmod(number, COLUMNS)
            tile = QRectF(left + column * side, top + line * side, side, side)
            painter.drawPixmap(
                tile.adjusted(GAP / 2, GAP / 2, -GAP / 2, -GAP / 2),
                pictures,
                QRectF(column * source, line * source, source, source),
            )

    def _paint_sound(self, painter: QPainter, box: QRectF) -> None:
        """A band with a play sign and a waveform; under a film, its subtitles too."""
        theme = self._session.theme
        film = "video" in self._modalities
        height = 46.0
        band = QRectF(box.left(), box.bottom() - height, box.width(), height)
        ground = QColor(theme.surface)
        ground.setAlpha(228)
        painter.fillRect(band, ground)
        painter.setPen(Qt.PenStyle.NoPen)
        y = band.center().y()
        painter.setBrush(QColor(theme.of("video" if film else "audio")))
        x = band.left() + 18
        painter.drawPolygon(QPolygonF([QPointF(x, y - 8), QPointF(x + 14, y), QPointF(x, y + 8)]))
        start, end = x + 28, band.right() - 16
        bars = max(8, int((end - start) / 6))
        reach = height * (0.34 if film else 0.7)
        middle = y - 8 if film else y
        for n in range(bars):
            beat = abs(math.sin(n * 0.9)) * (0.35 + 0.65 * abs(math.sin(n * 0.23 + 0.5)))
            size = max(2.5, reach * beat)
            painter.setBrush(QColor(theme.of("audio") if n < bars * 0.6 else theme.plot_grid))
            bar = QRectF(start + n * (end - start) / bars, middle - size / 2, 3, size)
            painter.drawRoundedRect(bar, 1.5, 1.5)
        if film:
            painter.setBrush(QColor(theme.of("text")))
            for left, share in ((0.0, 0.22), (0.3, 0.3), (0.68, 0.2)):
                cue = QRectF(start + (end - start) * left, y + 9, (end - start) * share, 5)
                painter.drawRoundedRect(cue, 2.5, 2.5)

    def _paint_words(self, painter: QPainter, box: QRectF, art: QRectF) -> None:
        theme = self._session.theme
        words = box.adjusted(14, 0, -14, 0)
        words.setTop(art.bottom() + 9)
        painter.setFont(sized(self.font(), 1.12, bold=True))
        painter.setPen(QColor(theme.text))
        height = draw_words(painter, words, self.text())
        painter.setFont(sized(self.font(), 0.86))
        metrics = painter.fontMetrics()
        right = words.right()
        for name in reversed(self._modalities):
            text = named(name)
            right -= metrics.horizontalAdvance(text)
            painter.setPen(QColor(theme.of(name)))
            painter.drawText(QPointF(right, words.top() + metrics.ascent() + 3), text)
            right -= 10
        painter.setFont(sized(self.font(), 0.95))
        painter.setPen(QColor(theme.muted))
        words.setTop(words.top() + height + 5)
        draw_words(painter, words, self._sentence, lines=4)
