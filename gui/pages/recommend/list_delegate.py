"""Paints one recommendation: picture, rank, what moved, title, score, why."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from gui import icons
from gui.pages.recommend.explanation import draw_why
from gui.pages.recommend.list_model import ListModel, sound_of
from gui.pages.recommend.state import Recommended
from gui.session import Session
from gui.theme import Theme
from gui.widgets.items.catalog_rows import CatalogRows
from gui.widgets.items.item_card import RADIUS, draw_card, draw_item_picture
from gui.widgets.items.painting import (
    draw_glyphs,
    draw_picture,
    draw_words,
    rounded,
    rounded_top,
    sized,
)
from gui.widgets.media import player as players
from gui.widgets.media.thumbnails import Thumbnails

Index = QModelIndex | QPersistentModelIndex
CARD = QSize(148, 218)
WORDS_HEIGHT = 84


def like_zone(card: QRectF) -> QRectF:
    """Where the heart is."""
    return QRectF(card.right() - 34, card.top() + 7, 27, 27)


def play_zone(card: QRectF) -> QRectF:
    """Where the play button is."""
    bottom = card.bottom() - WORDS_HEIGHT
    return QRectF(card.right() - 34, bottom - 34, 27, 27)


class ListDelegate(QStyledItemDelegate):
    """Paints one recommendation."""

    def __init__(
        self, session: Session, thumbnails: Thumbnails, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._thumbnails = thumbnails
        self.liked: frozenset[int] = frozenset()
        self.extent = (0.0, 0.0)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return CARD

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, ListModel) or model.rows is None:
            return
        one, rows = model.list[index.row()], model.rows
        theme = self._session.theme
        painter.save()
        box = draw_card(painter, option, theme)
        shape = rounded_top(box.adjusted(1, 1, -1, -WORDS_HEIGHT), RADIUS - 1)
        draw_item_picture(painter, shape, rows, one.row, self._thumbnails, theme)
        self._draw_rank(painter, box, index.row(), one)
        self._draw_heart(painter, box, one.row in self.liked, theme)
        sound = sound_of(rows, one.row)
        if sound is not None:
            self._draw_play(painter, box, sound)
        if one.hit:
            self._draw_hit(painter, box)
        self._draw_words(painter, box, option, rows, one)
        painter.restore()

    def _badge(self, painter: QPainter, box: QRectF, text: str, fill: QColor, ink: str) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setPen(QColor(ink))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _draw_rank(self, painter: QPainter, box: QRectF, place: int, one: Recommended) -> None:
        theme = self._session.theme
        painter.setFont(sized(painter.font(), 0.9, bold=True))
        text = str(place + 1)
        width = max(24.0, painter.fontMetrics().horizontalAdvance(text) + 14.0)
        badge = QRectF(box.left() + 7, box.top() + 7, width, 22)
        self._badge(painter, badge, text, QColor(theme.surface), theme.text)
        if one.moved == 0:
            return
        if one.moved is None:
            text, colour = self.tr("new"), theme.accent
        else:
            arrow = "▲" if one.moved > 0 else "▼"
            text = f"{arrow} {abs(one.moved)}"
            colour = theme.good if one.moved > 0 else theme.bad
        width = painter.fontMetrics().horizontalAdvance(text) + 14.0
        moved = QRectF(badge.right() + 4, badge.top(), width, 22)
        self._badge(painter, moved, text, QColor(colour), theme.surface)

    def _draw_heart(self, painter: QPainter, box: QRectF, liked: bool, theme: Theme) -> None:
        zone = like_zone(box)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.surface))
        painter.drawEllipse(zone)
        font = painter.font()
        font.setPixelSize(16)
        painter.setFont(font)
        painter.setPen(QColor(theme.bad if liked else theme.muted))
        painter.drawText(zone, Qt.AlignmentFlag.AlignCenter, "♥" if liked else "♡")

    def _draw_play(self, painter: QPainter, box: QRectF, sound: Path) -> None:
        theme = self._session.theme
        zone = play_zone(box)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.surface))
        painter.drawEllipse(zone)
        player = players.shared()
        playing = player.playing and player.path == str(sound)
        picture = icons.pixmap("pause" if playing else "play", theme.text, 16)
        inner = zone.adjusted(5.5, 5.5, -5.5, -5.5)
        draw_picture(painter, rounded(inner, 0), picture)

    def _draw_hit(self, painter: QPainter, box: QRectF) -> None:
        theme = self._session.theme
        painter.setFont(sized(painter.font(), 1.0, bold=True))
        font = painter.font()
        font.setPixelSize(11)
        painter.setFont(font)
        text = self.tr("✓ chosen later")
        width = painter.fontMetrics().horizontalAdvance(text) + 16.0
        bottom = box.bottom() - WORDS_HEIGHT
        badge = QRectF(box.left() + 7, bottom - 29, width, 22)
        self._badge(painter, badge, text, QColor(theme.good), theme.surface)

    def _draw_words(
        self,
        painter: QPainter,
        box: QRectF,
        option: QStyleOptionViewItem,
        rows: CatalogRows,
        one: Recommended,
    ) -> None:
        theme = self._session.theme
        words = box.adjusted(10, 0, -10, 0)
        words.setTop(box.bottom() - WORDS_HEIGHT + 5)
        painter.setFont(sized(option.font, 1.0, bold=True))
        painter.setPen(QColor(theme.text))
        draw_words(painter, words, rows.title(one.row), lines=2)
        painter.setFont(sized(option.font, 0.86))
        baseline = box.bottom() - 25
        draw_glyphs(painter, words.left(), baseline, rows.modalities_of(one.row), theme)
        text = f"{one.score:.3f}"
        painter.setPen(QColor(theme.text))
        right = words.right() - painter.fontMetrics().horizontalAdvance(text)
        painter.drawText(QPointF(right, baseline), text)
        bar = QRectF(words.left(), box.bottom() - 16, words.width(), 8)
        draw_why(painter, bar, one.parts, self.extent, theme)
