"""One item as a card: picture, title, modality glyphs, number of interactions."""

from __future__ import annotations

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from gui.theme import Appearance, Theme
from gui.widgets.items.catalog_rows import CatalogRows
from gui.widgets.items.painting import (
    draw_fingerprints,
    draw_focus,
    draw_glyphs,
    draw_picture,
    draw_words,
    glyph,
    mixed,
    rounded_top,
    sized,
)
from gui.widgets.media.thumbnails import Thumbnails

#: Role of the catalog row behind an index of a model of items.
ROW_ROLE = Qt.ItemDataRole.UserRole + 1
#: Role of a number to show in the lower right corner (interactions), or None.
COUNT_ROLE = Qt.ItemDataRole.UserRole + 2
WORDS_HEIGHT = 66
RADIUS = 9.0


def draw_item_picture(
    painter: QPainter,
    shape: QPainterPath,
    rows: CatalogRows,
    row: int,
    thumbnails: Thumbnails,
    theme: Theme,
    *,
    whole: bool = False,
) -> None:
    """An item's picture inside `shape`: image, video frame, features, or a glyph in its place."""
    box = shape.boundingRect()
    painter.fillPath(shape, QColor(theme.raised))
    ratio = painter.device().devicePixelRatioF()
    for column in ("image", "video"):
        path = rows.media(row, column)
        if path is None:
            continue
        pixmap = thumbnails.get(path, max(box.width(), box.height()) * ratio)
        if pixmap is not None:
            draw_picture(painter, shape, pixmap, whole=whole)
            return
        if thumbnails.problem(path):
            _draw_sign(painter, box, "⚠", theme.warning)
            return
        return
    squares = rows.fingerprint(row)
    if squares:
        draw_fingerprints(painter, shape, squares, theme)
        return
    present = rows.modalities_of(row)
    name = next((m for m in ("audio", "text") if m in present), "")
    _draw_sign(painter, box, glyph(name) if name else "–", theme.of(name))


def _draw_sign(painter: QPainter, box: QRectF, sign: str, colour: str) -> None:
    painter.save()
    font = painter.font()
    font.setPixelSize(max(12, round(min(box.width(), box.height()) * 0.3)))
    painter.setFont(font)
    painter.setOpacity(0.55)
    painter.setPen(QColor(colour))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, sign)
    painter.restore()


def draw_card(painter: QPainter, option: QStyleOptionViewItem, theme: Theme) -> QRectF:
    """Ground and edge of a card, which tell whether it is selected or hovered. Returns its box."""
    box = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5)
    selected = bool(option.state & QStyle.StateFlag.State_Selected)
    hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
    fill = mixed(theme.surface, theme.accent, 0.12) if selected else QColor(theme.surface)
    painter.setBrush(fill)
    edge = theme.accent if selected or hovered else theme.border
    painter.setPen(QPen(QColor(edge), 2 if selected else 1))
    painter.drawRoundedRect(box, RADIUS, RADIUS)
    return box


class ItemCardDelegate(QStyledItemDelegate):
    """Paints the cards of a :class:`~gui.widgets.items.card_grid.CardGrid`."""

    def __init__(
        self, appearance: Appearance, thumbnails: Thumbnails, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._thumbnails = thumbnails
        self.rows: CatalogRows | None = None

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(170, 170 + WORDS_HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        if self.rows is None:
            return
        theme = self._appearance.theme
        row = int(index.data(ROW_ROLE))
        painter.save()
        box = draw_card(painter, option, theme)
        picture = box.adjusted(1, 1, -1, -WORDS_HEIGHT)
        draw_item_picture(
            painter,
            rounded_top(picture, RADIUS - 1),
            self.rows,
            row,
            self._thumbnails,
            theme,
        )
        self._draw_words(painter, box, row, option, index)
        chosen = QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus
        if option.state & chosen:
            draw_focus(painter, box.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, theme.accent)
        painter.restore()

    def _draw_words(
        self,
        painter: QPainter,
        box: QRectF,
        row: int,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        assert self.rows is not None
        theme = self._appearance.theme
        words = box.adjusted(10, 0, -10, 0)
        words.setTop(box.bottom() - WORDS_HEIGHT + 7)
        painter.setFont(sized(option.font, 1.0, bold=True))
        painter.setPen(QColor(theme.text))
        draw_words(painter, words, self.rows.title(row), lines=2)
        painter.setFont(sized(option.font, 0.86))
        baseline = box.bottom() - 9
        draw_glyphs(painter, words.left(), baseline, self.rows.modalities_of(row), theme)
        count = index.data(COUNT_ROLE)
        if count is not None:
            text = f"{int(count):,}"
            metrics = QFontMetricsF(painter.font(), painter.device())
            painter.setPen(QColor(theme.muted))
            right = words.right() - metrics.horizontalAdvance(text)
            painter.drawText(QPointF(right, baseline), text)
