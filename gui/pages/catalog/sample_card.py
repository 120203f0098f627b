"""The three sample catalogs as cards one can press, each with a drawing of what is in it."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from gui.session import Session
from gui.widgets.painting import draw_focus, draw_words, glyph, mixed, rounded_top, sized


class SampleCard(QAbstractButton):
    """One sample: drawing, name, what it teaches, its modalities."""

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
        session.theme_changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(280, 270)

    def minimumSizeHint(self) -> QSize:
        return QSize(220, 230)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._session.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        lit = self.underMouse() or self.isDown()
        painter.setBrush(QColor(theme.surface))
        painter.setPen(QPen(QColor(theme.accent if lit else theme.border), 1.5 if lit else 1))
        painter.drawRoundedRect(box, 10, 10)
        words_height = 96
        art = box.adjusted(1, 1, -1, -words_height)
        shape = rounded_top(art, 9)
        colour = theme.of(self._modalities[-1])
        painter.fillPath(shape, mixed(theme.surface, colour, 0.13))
        painter.save()
        painter.setClipPath(shape)
        {"shop": self._shop, "music": self._music, "video": self._video}[self.field](painter, art)
        painter.restore()
        words = box.adjusted(14, 0, -14, 0)
        words.setTop(art.bottom() + 9)
        painter.setFont(sized(self.font(), 1.12, bold=True))
        painter.setPen(QColor(theme.text))
        height = draw_words(painter, words, self.text())
        painter.setFont(sized(self.font(), 0.86))
        right = words.right()
        metrics = painter.fontMetrics()
        for name in reversed(self._modalities):
            text = f"{glyph(name)} {name}"
            right -= metrics.horizontalAdvance(text)
            painter.setPen(QColor(theme.of(name)))
            painter.drawText(QPointF(right, words.top() + metrics.ascent() + 3), text)
            right -= 10
        painter.setFont(sized(self.font(), 0.95))
        painter.setPen(QColor(theme.muted))
        words.setTop(words.top() + height + 5)
        draw_words(painter, words, self._sentence, lines=3)
        if self.hasFocus():
            draw_focus(painter, box, 10, theme.accent)

    # --- drawings -----------------------------------------------------------------------------

    def _tile(self, painter: QPainter, box: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._session.theme.surface))
        painter.drawRoundedRect(box, 8, 8)

    def _shop(self, painter: QPainter, box: QRectF) -> None:
        theme = self._session.theme
        colours = ("image", "text", "audio")
        side = min(box.height() * 0.72, box.width() * 0.285)
        gap = (box.width() - 3 * side) / 4
        for number, name in enumerate(colours):
            left = box.left() + gap + number * (side + gap)
            tile = QRectF(left, box.center().y() - side / 2, side, side)
            self._tile(painter, tile)
            goods = tile.adjusted(side * 0.22, side * 0.2, -side * 0.22, -side * 0.2)
            path = QPainterPath()
            if number == 0:
                path.addRoundedRect(goods, side * 0.1, side * 0.1)
            elif number == 1:
                path.addEllipse(goods)
            else:
                x0, y0, x1, y1 = goods.left(), goods.top(), goods.right(), goods.bottom()
                corners = [QPointF((x0 + x1) / 2, y0), QPointF(x1, y1), QPointF(x0, y1)]
                path.addPolygon(QPolygonF(corners))
                path.closeSubpath()
            painter.fillPath(path, QColor(theme.of(name)))
            painter.save()
            painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
            painter.setPen(QPen(QColor(theme.surface), side * 0.045))
            self._pattern(painter, goods, number)
            painter.restore()

    @staticmethod
    def _pattern(painter: QPainter, box: QRectF, number: int) -> None:
        step = box.width() / 5
        if number == 0:
            for n in range(-5, 11):
                x = box.left() + n * step
                painter.drawLine(QPointF(x, box.top()), QPointF(x + box.height() / 2, box.bottom()))
        elif number == 1:
            painter.setBrush(painter.pen().color())
            painter.setPen(Qt.PenStyle.NoPen)
            for line in range(6):
                for column in range(6):
                    x = box.left() + (column + (line % 2) / 2) * step
                    painter.drawEllipse(QPointF(x, box.top() + line * step), step / 5, step / 5)

    def _music(self, painter: QPainter, box: QRectF) -> None:
        theme = self._session.theme
        side = min(box.height() * 0.7, box.width() * 0.34)
        left = box.left() + box.width() * 0.07
        cover = QRectF(left, box.center().y() - side / 2, side, side)
        self._tile(painter, cover)
        centre = cover.center()
        for radius, colour in (
            (0.4, theme.of("image")),
            (0.3, theme.surface),
            (0.27, theme.of("text")),
            (0.08, theme.surface),
        ):
            painter.setBrush(QColor(colour))
            painter.drawEllipse(centre, side * radius, side * radius)
        start = cover.right() + box.width() * 0.06
        width = box.right() - box.width() * 0.07 - start
        bars = max(8, int(width / 7))
        for n in range(bars):
            beat = abs(math.sin(n * 0.9)) * (0.35 + 0.65 * abs(math.sin(n * 0.23 + 0.5)))
            height = max(3.0, side * 0.86 * beat)
            colour = theme.of("audio") if n < bars * 0.6 else theme.border
            painter.setBrush(QColor(colour))
            bar = QRectF(start + n * width / bars, centre.y() - height / 2, 4, height)
            painter.drawRoundedRect(bar, 2, 2)

    def _video(self, painter: QPainter, box: QRectF) -> None:
        theme = self._session.theme
        width = box.width() * 0.3
        height = min(width / 1.25, box.height() * 0.62)
        top = box.center().y() - height / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(mixed(theme.text, theme.surface, 0.75 if theme.dark else 0.12))
        painter.drawRect(QRectF(box.left(), top - 14, box.width(), height + 28))
        for n in range(3):
            left = box.left() + box.width() * 0.025 + n * box.width() * 0.325
            frame = QRectF(left, top, width, height)
            self._tile(painter, frame)
            place = QPointF(left + width * (0.25 + 0.25 * n), top + height * (0.45 - 0.1 * (n % 2)))
            painter.setBrush(QColor(theme.of("video")))
            painter.drawEllipse(place, height * 0.18, height * 0.18)
            painter.setBrush(QColor(theme.of("text")))
            words = width * (0.4 + 0.15 * n)
            line = QRectF(frame.center().x() - words / 2, frame.bottom() - height * 0.17, words, 5)
            painter.drawRoundedRect(line, 2.5, 2.5)
        painter.setBrush(QColor(theme.surface))
        for n in range(int(box.width() / 16) + 1):
            for y in (top - 10, top + height + 4):
                painter.drawRoundedRect(QRectF(box.left() + n * 16 + 4, y, 8, 6), 1.5, 1.5)
