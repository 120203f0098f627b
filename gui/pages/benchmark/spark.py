"""A cell of the list: a rate, the line of its visits, and below it how sure it is."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import (
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from gui.widgets.items.painting import sized
from gui.widgets.tables.cells import draw_but_text, text_colour

#: Of an item: its second line, and the line that is drawn beside the first.
BELOW, LINE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
#: How far from the median a line goes: the same for all, lest noise of 1 % look like one of 30 %.
REACH = 0.3
GAP = 6
SMALL = 0.86
#: Pixels a tick takes.
TICK = 26
_NAME = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter) | int(
    Qt.TextFlag.TextWordWrap
)
_PLACED = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


def relative(rates: Sequence[float]) -> list[float]:
    """What is drawn of the rates of all visits: how far each lies from their median, as a share."""
    if len(rates) < 2:
        return []
    away = np.asarray(rates, float) / np.median(rates) - 1
    return [float(one) for one in np.clip(away, -REACH, REACH)]


def height(font: QFont) -> int:
    """Pixels of a row with two lines, of a name too."""
    return 2 * QFontMetrics(font).height() + GAP


def width(font: QFont, below: str) -> int:
    """Pixels of a cell in which the words below the rate stand whole."""
    return QFontMetrics(sized(font, SMALL)).horizontalAdvance(below) + 3 * GAP


class NameDelegate(QStyledItemDelegate):
    """Draws a name whole beside its tick, in as many lines as it needs: Qt's own cuts the last."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)  # all but the text
        self.initStyleOption(option, index)
        painter.save()
        painter.setPen(text_colour(option))
        painter.setFont(option.font)
        painter.drawText(_beside_tick(option.rect), _NAME, str(index.data()))
        painter.restore()

    def displayText(self, _value: object, _locale: QLocale | QLocale.Language) -> str:
        return ""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        self.initStyleOption(option, index)
        room = _beside_tick(option.rect)
        room.setHeight(1 << 14)
        needed = option.fontMetrics.boundingRect(room, _NAME, str(index.data()))
        wide = needed.width() + option.rect.width() - room.width()
        return QSize(wide, max(needed.height() + GAP, height(option.font)))


def _beside_tick(cell: QRect) -> QRect:
    return cell.adjusted(TICK, 0, -GAP // 2, 0)


class RateDelegate(QStyledItemDelegate):
    """Draws what the item's text and its two roles say."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        text, colour = draw_but_text(self, painter, option, index)
        place = QRectF(option.rect).adjusted(GAP, GAP / 2, -GAP, -GAP / 2)
        below = str(index.data(BELOW) or "")
        tall = QFontMetrics(option.font).height() if below else place.height()
        top = QRectF(place.left(), place.top(), place.width(), tall)
        painter.save()
        painter.setPen(colour)
        painter.setFont(option.font)
        painter.drawText(top, _PLACED, text)
        painter.setFont(sized(option.font, SMALL))
        painter.drawText(place.adjusted(0, tall, 0, 0), _PLACED, below)
        taken = QFontMetrics(option.font).horizontalAdvance(text) + 2 * GAP
        _line(painter, top.adjusted(taken, 2, 0, -2), index.data(LINE) or [], colour)
        painter.restore()

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        self.initStyleOption(option, index)
        below = str(index.data(BELOW) or "")
        beside = option.fontMetrics.horizontalAdvance(option.text) + 2 * GAP
        return QSize(max(beside, width(option.font, below)), height(option.font))


def _line(painter: QPainter, place: QRectF, values: Sequence[float], colour: QColor) -> None:
    if len(values) < 2 or place.width() < 2 * GAP:
        return
    step = place.width() / (len(values) - 1)
    middle, scale = place.center().y(), place.height() / 2 / REACH
    points = [QPointF(place.left() + step * n, middle - scale * v) for n, v in enumerate(values)]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    faint = QColor(colour)
    faint.setAlpha(90)
    painter.setPen(QPen(faint, 1, Qt.PenStyle.DotLine))
    painter.drawLine(QPointF(place.left(), middle), QPointF(place.right(), middle))
    painter.setPen(QPen(colour, 1.4))
    painter.drawPolyline(points)
