"""A table that is read whole in any width: columns without room become lines of another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
)

from gui.session import Session

#: Of an item: the lines of its cell, each a text and a role of the theme.
LINES = Qt.ItemDataRole.UserRole
#: Pixels beyond which a column's texts wrap, and those the column that takes in others has.
MOST, LEAST = 220, 170
#: Those of a column that has taken in others.
FOLDED = 340
PAD, LOW = 8, 5
_WRAPPED = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop) | int(
    Qt.TextFlag.TextWordWrap
)

#: A text, its role ("", "good", "warning", "bad" or "muted") and its tooltip.
Told = tuple[str, str, str]


class Lines(QStyledItemDelegate):
    """Draws the lines of a cell, each in the colour of its role, wrapped to the column."""

    def __init__(self, table: Table, session: Session) -> None:
        super().__init__(table)
        self._session = session

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        self.initStyleOption(option, index)
        option.text = ""
        style = option.widget.style() if option.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        plain = QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text
        painter.save()
        painter.setFont(option.font)
        for text, role, place in self._placed(option, index):
            own = role and not chosen
            colour = getattr(self._session.theme, role) if own else option.palette.color(plain)
            painter.setPen(QColor(colour))
            painter.drawText(place, _WRAPPED, text)
        painter.restore()

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        self.initStyleOption(option, index)
        placed = [place for _, _, place in self._placed(option, index)]
        wide = max((place.width() for place in placed), default=0) + 2 * PAD
        tall = sum(place.height() for place in placed) + 2 * LOW
        return QSize(wide, max(tall, option.fontMetrics.height() + 2 * LOW))

    def _placed(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> Iterator[tuple[str, str, QRect]]:
        room = option.rect.adjusted(PAD, LOW, -PAD, 1 << 14)
        for text, role in index.data(LINES) or ():
            place = option.fontMetrics.boundingRect(room, _WRAPPED, text)
            place.moveTopLeft(room.topLeft())
            yield text, role, place
            room.setTop(place.bottom() + 1)


class Table(QTableWidget):
    """A read-only table of texts.

    Where its columns do not fit beside each other, the last of them become lines "head: text" of
    the column `wide`, which also takes what room is left. A `whole` one is as high as its rows.
    """

    def __init__(
        self, session: Session, name: str, head: Sequence[str], wide: int, *, whole: bool = False
    ) -> None:
        super().__init__(0, len(head))
        self._session, self._whole = session, whole
        self._head, self._wide = tuple(head), wide
        self._rows: list[Sequence[Told]] = []
        #: Pixels that the texts of each column would take, up to MOST.
        self._natural = [0] * len(head)
        self.setHorizontalHeaderLabels(list(head))
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(Lines(self, session))
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setMinimumSectionSize(26)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        session.appearance.repaints(self.viewport())

    def fill(self, rows: Sequence[Sequence[Told]]) -> None:
        """Show these rows."""
        self._rows = list(rows)
        metrics = self.fontMetrics()
        for j in range(self.columnCount()):
            wide = max((metrics.horizontalAdvance(row[j][0]) for row in rows), default=0)
            self._natural[j] = min(MOST, wide + 2 * PAD + 2)
        self.setRowCount(len(rows))
        for i, row in enumerate(rows):
            for j, (text, role, tip) in enumerate(row):
                item = QTableWidgetItem(text)
                item.setToolTip(tip)
                item.setData(LINES, [(text, role)])
                self.setItem(i, j, item)
        self._spread()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._spread()

    def _spread(self) -> None:
        """Every column as wide as what it holds; what has no room is folded into one of them."""
        header, room = self.horizontalHeader(), self.viewport().width()
        for j in range(self.columnCount()):  # the head of a hidden column has no width
            self.setColumnHidden(j, False)
        needed = [max(width, header.sectionSizeHint(j)) for j, width in enumerate(self._natural)]
        shown = list(range(self.columnCount()))
        least = min(needed[self._wide], LEAST)
        while (others := sum(needed[j] for j in shown if j != self._wide)) + least > room:
            if len(shown) == 1:
                break
            shown.remove(max(j for j in shown if j != self._wide))
            least = min(FOLDED, room // 2)  # what takes in others needs room for it
        folded = [j for j in range(self.columnCount()) if j not in shown]
        for j in range(self.columnCount()):
            self.setColumnHidden(j, j in folded)
            self.setColumnWidth(j, room - others if j == self._wide else needed[j])
        for i, row in enumerate(self._rows):
            lines = [row[self._wide][:2]]
            told = [(f"{self._head[j]}: {row[j][0]}", row[j][1]) for j in folded if row[j][0]]
            for role, parts in groupby(told, key=itemgetter(1)):
                lines.append(("  ·  ".join(text for text, _ in parts), role))
            item = self.item(i, self._wide)
            if item is not None:
                item.setData(LINES, lines)
        self.resizeRowsToContents()
        if self._whole:
            rows = self.verticalHeader().length() + 2 * self.frameWidth()
            self.setFixedHeight(rows + header.sizeHint().height())
