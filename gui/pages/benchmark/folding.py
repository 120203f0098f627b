"""A table that is read whole in any width: columns without room become lines of another."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
)

from gui.session import Session
from gui.widgets.tables.cells import chosen, draw_but_text

#: Of an item: the lines of its cell, each a text and a role of the theme.
LINES = Qt.ItemDataRole.UserRole
#: Pixels beyond which a column's texts wrap, and those the column that takes in others has.
MOST, LEAST = 220, 170
#: Letters from which a head takes two lines.
LONG = 12
#: Rows by which the lowest shape is found.
LOOKED_AT = 12
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
        _, plain = draw_but_text(self, painter, option, index)
        painter.save()
        painter.setFont(option.font)
        for text, role, place in self._placed(option, index):
            own = role and not chosen(option)
            painter.setPen(QColor(getattr(self._session.theme, role)) if own else plain)
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
    the column `wide`, which also takes what room is left: as many of them as make the rows lowest.
    A `whole` one is as high as its rows.
    """

    def __init__(
        self, session: Session, name: str, head: Sequence[str], wide: int, *, whole: bool = False
    ) -> None:
        super().__init__(0, len(head))
        self._session, self._whole = session, whole
        self._head, self._wide = tuple(head), wide
        self._rows: list[Sequence[Told]] = []
        #: Pixels that the texts of each column would take, and the longest word of the wide one.
        self._natural, self._word = [0] * len(head), 0
        self.setHorizontalHeaderLabels([_halved(one) for one in head])
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
            lines = (line for row in rows for line in row[j][0].split("\n"))
            wide = max(map(metrics.horizontalAdvance, lines), default=0)
            self._natural[j] = wide + 2 * PAD + 2
        words = (word for row in rows for word in row[self._wide][0].split())
        self._word = max(map(metrics.horizontalAdvance, words), default=0) + 2 * PAD + 2
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
        header, columns = self.horizontalHeader(), range(self.columnCount())
        for j in columns:  # the head of a hidden column has no width
            self.setColumnHidden(j, False)
        heads = [header.sectionSizeHint(j) for j in columns]
        others = [j for j in columns if j != self._wide]
        shapes = [self._widths(others[:n], heads) for n in range(len(others), -1, -1)]
        widths = min((one for one in shapes if one), key=self._height)
        for j in columns:
            self.setColumnHidden(j, j not in widths)
            self.setColumnWidth(j, widths.get(j, 0))
        for i, row in enumerate(self._rows):
            item = self.item(i, self._wide)
            if item is not None:
                item.setData(LINES, self._lines(row, widths))
        self.resizeRowsToContents()
        if self._whole:
            rows = self.verticalHeader().length() + 2 * self.frameWidth()
            self.setFixedHeight(rows + header.sizeHint().height())

    def _widths(self, others: Sequence[int], heads: Sequence[int]) -> dict[int, int]:
        """Pixels of these columns and of the wide one; none where they have no room."""
        widths = {j: max(heads[j], min(MOST, self._natural[j])) for j in others}
        left = self.viewport().width() - sum(widths.values())
        own = max(heads[self._wide], self._natural[self._wide])
        if others and left < min(own, max(LEAST, min(MOST, self._word))):
            return {}
        for j in others:  # what the wide one has no use for
            more = max(0, min(left - own, self._natural[j] - widths[j]))
            widths[j] += more
            left -= more
        return {**widths, self._wide: left}

    def _lines(self, row: Sequence[Told], shown: Container[int]) -> list[tuple[str, str]]:
        """What the wide column says: its own text, and those that are not shown."""
        lines = [row[self._wide][:2]]
        hidden = (j for j in range(len(row)) if j not in shown and row[j][0])
        told = [(f"{self._head[j]}: {row[j][0]}", row[j][1]) for j in hidden]
        for role, parts in groupby(told, key=itemgetter(1)):
            lines.append(("  ·  ".join(text for text, _ in parts), role))
        return lines

    def _height(self, widths: Mapping[int, int]) -> int:
        """Pixels of the first rows with columns this wide."""
        metrics, total = self.fontMetrics(), 0

        def high(text: str, wide: int) -> int:
            room = QRect(0, 0, wide - 2 * PAD, 1 << 14)
            return metrics.boundingRect(room, _WRAPPED, text).height()

        for row in self._rows[:LOOKED_AT]:
            cells = [high(row[j][0], wide) for j, wide in widths.items() if j != self._wide]
            lines = self._lines(row, widths)
            total += max(*cells, sum(high(text, widths[self._wide]) for text, _ in lines), 0)
        return total


def _halved(head: str) -> str:
    """A long head in two lines."""
    spaces = [at for at, letter in enumerate(head) if letter == " "]
    if not spaces or len(head) < LONG:
        return head
    at = min(spaces, key=lambda place: abs(place - len(head) / 2))
    return f"{head[:at]}\n{head[at + 1 :]}"
