"""What a user did, as pictures in order, each tied to its moment on a time axis below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from gui.state.selection import Selection
from gui.theme import Appearance
from gui.widgets.items.catalog_rows import CatalogRows
from gui.widgets.items.history_entry import Entry, hint_of
from gui.widgets.items.item_card import draw_item_picture
from gui.widgets.items.painting import draw_focus, draw_words, rounded_top, sized
from gui.widgets.media.thumbnails import Thumbnails
from gui.widgets.plots.bars import day
from gui.widgets.time.time_axis import Moment, draw_time_axis

CARD_WIDTH, PICTURE_HEIGHT, WORDS_HEIGHT = 104, 74, 37
CARD_HEIGHT = PICTURE_HEIGHT + WORDS_HEIGHT
GAP, MARGIN, AXIS_HEIGHT = 10, 6, 48
LEAST_PICTURE = 40


class HistoryStrip(QAbstractScrollArea):
    """Scrolls sideways; arrow keys walk, Return activates, Delete removes where that is allowed.

    Signals:
        activated: row of an item the user pressed.
        removed: position of an entry the user wants gone.
    """

    activated = Signal(int)
    removed = Signal(int)

    def __init__(
        self,
        appearance: Appearance,
        thumbnails: Thumbnails,
        selection: Selection,
        *,
        editable: bool = False,
        shrinks: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._thumbnails = thumbnails
        self._selection = selection
        self._editable = editable
        #: Whether it is lower, without axis, where there is no room.
        self._shrinks = shrinks
        self._rows: CatalogRows | None = None
        self._entries: tuple[Entry, ...] = ()
        self._current = -1
        self._hovered = -1
        self._over_cross = False
        self._sentence = ""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("History"))
        thumbnails.ready.connect(self._ready)
        appearance.repaints(self.viewport())

    # --- content ------------------------------------------------------------------------------

    def set_entries(
        self, rows: CatalogRows | None, entries: Sequence[Entry], *, end: bool = False
    ) -> None:
        """Show a history, oldest first; with `end`, scrolled to the newest."""
        self._rows, self._entries = rows, tuple(entries)
        self._current = min(self._current, len(self._entries) - 1)
        self._hovered = -1
        self.setAccessibleDescription(self.tr("{0} items").format(len(self._entries)))
        self._fit()
        bar = self.horizontalScrollBar()
        bar.setValue(bar.maximum() if end else 0)
        self.updateGeometry()
        self.viewport().update()

    def say(self, sentence: str) -> None:
        """What to show while there is no entry."""
        self._sentence = sentence
        self.viewport().update()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What is shown."""
        return self._entries

    @property
    def _timed(self) -> bool:
        return sum(entry.time >= 0 for entry in self._entries) >= 2

    # --- geometry -----------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        bar = self.horizontalScrollBar().sizeHint().height()
        axis = AXIS_HEIGHT if self._timed else 6
        return QSize(400, MARGIN + CARD_HEIGHT + axis + bar + 2)

    def minimumSizeHint(self) -> QSize:
        if not self._shrinks:
            return QSize(200, self.sizeHint().height())
        bar = self.horizontalScrollBar().sizeHint().height()
        return QSize(200, MARGIN + LEAST_PICTURE + WORDS_HEIGHT + 6 + bar + 2)

    @property
    def _room(self) -> int:
        """Height that cards and axis have."""
        return self.height() - MARGIN - self.horizontalScrollBar().sizeHint().height() - 2

    @property
    def _drawn_axis(self) -> bool:
        return self._timed and self._room >= CARD_HEIGHT + AXIS_HEIGHT

    @property
    def _picture(self) -> int:
        """Height of the pictures."""
        return max(LEAST_PICTURE, min(PICTURE_HEIGHT, self._room - WORDS_HEIGHT - 6))

    def _fit(self) -> None:
        whole = 2 * MARGIN + len(self._entries) * (CARD_WIDTH + GAP) - GAP
        bar = self.horizontalScrollBar()
        bar.setRange(0, max(0, whole - self.viewport().width()))
        bar.setPageStep(self.viewport().width())
        bar.setSingleStep(CARD_WIDTH // 2)

    def _card(self, number: int) -> QRectF:
        left = MARGIN + number * (CARD_WIDTH + GAP) - self.horizontalScrollBar().value()
        return QRectF(left + 0.5, MARGIN + 0.5, CARD_WIDTH - 1, self._picture + WORDS_HEIGHT - 1)

    def _cross(self, number: int) -> QRectF:
        card = self._card(number)
        return QRectF(card.right() - 22, card.top() + 4, 18, 18)

    def _at(self, point: QPointF) -> int:
        place = point.x() - MARGIN + self.horizontalScrollBar().value()
        number = int(place // (CARD_WIDTH + GAP))
        inside = 0 <= number < len(self._entries) and self._card(number).contains(point)
        return number if inside else -1

    def _visible(self) -> range:
        step = CARD_WIDTH + GAP
        offset = self.horizontalScrollBar().value()
        first = max(0, (offset - MARGIN) // step)
        last = (offset + self.viewport().width()) // step + 1
        return range(first, min(len(self._entries), last))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        self.viewport().update()

    # --- mouse and keys -----------------------------------------------------------------------

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta()
        step = turned.x() or turned.y()
        bar = self.horizontalScrollBar()
        if not bar.maximum():
            event.ignore()
            return
        bar.setValue(bar.value() - step)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        number = self._at(event.position())
        over = self._removable(number) and self._cross(number).contains(event.position())
        if (number, over) != (self._hovered, self._over_cross):
            self._hovered, self._over_cross = number, over
            hand = Qt.CursorShape.PointingHandCursor
            self.viewport().setCursor(hand if number >= 0 else Qt.CursorShape.ArrowCursor)
            self.viewport().update()

    def leaveEvent(self, _event: QEvent) -> None:
        self._hovered = -1
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self._at(event.position())
        if number < 0 or event.button() != Qt.MouseButton.LeftButton:
            return
        self._current = number
        if self._removable(number) and self._cross(number).contains(event.position()):
            self.removed.emit(number)
        else:
            self.activated.emit(self._entries[number].row)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._entries) - 1
        moves = {
            Qt.Key.Key_Left: self._current - 1,
            Qt.Key.Key_Right: self._current + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        key = Qt.Key(event.key())
        if key in moves and last >= 0:
            self._current = max(0, min(last, moves[key]))
            self._show_current()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._current >= 0:
            self.activated.emit(self._entries[self._current].row)
        elif key == Qt.Key.Key_Delete and self._removable(self._current):
            self.removed.emit(self._current)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def _removable(self, number: int) -> bool:
        known = self._editable and 0 <= number < len(self._entries)
        return known and self._entries[number].mark != "held out"

    def _show_current(self) -> None:
        card = self._card(self._current)
        bar = self.horizontalScrollBar()
        if card.left() < MARGIN:
            bar.setValue(round(bar.value() + card.left() - MARGIN))
        elif card.right() > self.viewport().width() - MARGIN:
            bar.setValue(round(bar.value() + card.right() - self.viewport().width() + MARGIN))
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and self._rows is not None:
            number = self._at(QPointF(event.pos()))
            if number >= 0:
                hint = hint_of(self._entries[number], self._rows)
                QToolTip.showText(event.globalPos(), hint, self)
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    # --- painting -----------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._appearance.theme
        if self._rows is None or not self._entries:
            painter.setPen(QColor(theme.muted))
            folded = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
            painter.drawText(self.viewport().rect(), folded, self._sentence)
            return
        if self._drawn_axis:
            self._paint_axis(painter)
        for number in self._visible():
            self._paint_card(painter, number, self._rows)

    def _paint_card(self, painter: QPainter, number: int, rows: CatalogRows) -> None:
        theme = self._appearance.theme
        entry = self._entries[number]
        box = self._card(number)
        edge = {"": theme.border, "liked": theme.good, "held out": theme.warning}[entry.mark]
        if number == self._hovered or entry.row == self._selection.item:
            edge = theme.accent
        painter.setBrush(QColor(theme.surface))
        painter.setPen(QPen(QColor(edge), 1.6 if edge != theme.border else 1))
        painter.drawRoundedRect(box, 8, 8)
        picture = QRectF(box.left() + 1, box.top() + 1, box.width() - 2, self._picture)
        shape = rounded_top(picture, 7)
        draw_item_picture(painter, shape, rows, entry.row, self._thumbnails, theme)
        words = box.adjusted(7, self._picture + 4, -6, 0)
        painter.setFont(sized(self.font(), 0.86, bold=True))
        painter.setPen(QColor(theme.text))
        used = draw_words(painter, words, rows.title(entry.row))
        painter.setFont(sized(self.font(), 0.82))
        mark = {"": "", "liked": self.tr("liked"), "held out": self.tr("held out")}[entry.mark]
        colour = {"": theme.muted, "liked": theme.good, "held out": theme.warning}[entry.mark]
        painter.setPen(QColor(colour))
        written = "❝" if entry.text else ""
        below = " · ".join(part for part in (mark, entry.event, written) if part)
        if not below and entry.time >= 0:
            below = day(entry.time)
        draw_words(painter, words.adjusted(0, used + 1, 0, 0), below)
        if number == self._hovered and self._removable(number):
            self._paint_cross(painter, number)
        if number == self._current and self.hasFocus():
            draw_focus(painter, box, 8, theme.accent)

    def _paint_cross(self, painter: QPainter, number: int) -> None:
        theme = self._appearance.theme
        box = self._cross(number)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.bad if self._over_cross else theme.text))
        painter.drawEllipse(box)
        painter.setPen(QPen(QColor(theme.surface), 1.8))
        inner = box.adjusted(5.5, 5.5, -5.5, -5.5)
        painter.drawLine(inner.topLeft(), inner.bottomRight())
        painter.drawLine(inner.topRight(), inner.bottomLeft())

    def _paint_axis(self, painter: QPainter) -> None:
        """The whole time span fits the width; cards on screen are tied to their moment."""
        seen = set(self._visible())
        inside = range(MARGIN, self.viewport().width() - MARGIN + 1)
        moments = []
        for number, entry in enumerate(self._entries):
            if entry.time < 0:
                continue
            x = self._card(number).center().x()
            tied = x if number in seen and round(x) in inside else None
            near = number == self._hovered
            moments.append(Moment(entry.time, seen=number in seen, near=near, tied=tied))
        top = MARGIN + CARD_HEIGHT + 1.0
        box = QRectF(2 * MARGIN, top, self.viewport().width() - 4 * MARGIN, AXIS_HEIGHT)
        painter.setFont(sized(self.font(), 0.82))
        draw_time_axis(painter, box, moments, self._appearance.theme)

    def _ready(self, path: str) -> None:
        if self._rows is None:
            return
        for number in self._visible():
            row = self._entries[number].row
            media = (self._rows.media(row, column) for column in ("image", "video"))
            if path in (str(one) for one in media if one is not None):
                self.viewport().update()
                return
