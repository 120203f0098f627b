"""A grid of cards whose geometry is arithmetic, so that a million items cost what ten cost.

QListView keeps a position for every item and lays them all out again at each resize; here the
place of an item follows from its row, the number of columns and the size of a card.
"""

from __future__ import annotations

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QStyle, QStyleOptionViewItem, QWidget

Index = QModelIndex | QPersistentModelIndex
#: Room around all cards for the ring of the chosen one.
EDGE = 2
_Move = QAbstractItemView.CursorAction


class CardGrid(QAbstractItemView):
    """Rows of equal cards, as many columns as fit, scrolled by the pixel.

    Args:
        card: smallest size of a card; cards grow in width to fill the view.
        gap: pixels between cards.

    """

    def __init__(self, card: QSize, gap: int = 12, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._card = card
        self._gap = gap
        self._hovered = -1
        self.setProperty("plain", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)

    # --- geometry ---------------------------------------------------------------------------

    @property
    def columns(self) -> int:
        """Cards side by side."""
        return max(1, (self.viewport().width() - EDGE) // (self._card.width() + self._gap))

    def card_size(self) -> QSize:
        """Size of a card as drawn."""
        free = self.viewport().width() - EDGE - self._gap * self.columns
        return QSize(max(1, free // self.columns), self._card.height())

    def first_visible(self) -> int:
        """Row of the first card on screen."""
        return max(0, self._offset() - EDGE) // self._pitch() * self.columns

    def _pitch(self) -> int:
        return self._card.height() + self._gap

    def _offset(self) -> int:
        return self.verticalScrollBar().value()

    def _count(self) -> int:
        return self.model().rowCount(self.rootIndex()) if self.model() is not None else 0

    def _cell(self, row: int) -> QRect:
        size = self.card_size()
        line, column = divmod(row, self.columns)
        return QRect(
            EDGE + column * (size.width() + self._gap),
            EDGE + line * self._pitch() - self._offset(),
            size.width(),
            size.height(),
        )

    def visible_rows(self) -> range:
        """Rows on screen now."""
        last_line = (self._offset() + self.viewport().height()) // self._pitch() + 1
        return range(self.first_visible(), min(self._count(), last_line * self.columns))

    # --- what QAbstractItemView asks ----------------------------------------------------------

    def visualRect(self, index: Index) -> QRect:
        return self._cell(index.row()) if index.isValid() else QRect()

    def indexAt(self, point: QPoint) -> QModelIndex:
        size = self.card_size()
        line, y = divmod(point.y() + self._offset() - EDGE, self._pitch())
        column, x = divmod(point.x() - EDGE, size.width() + self._gap)
        row = line * self.columns + column
        inside = 0 <= column < self.columns and x < size.width() and y < size.height()
        if not inside or line < 0 or row >= self._count():
            return QModelIndex()
        return self.model().index(row, 0, self.rootIndex())

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        cell = self.visualRect(index)
        bar = self.verticalScrollBar()
        if hint == QAbstractItemView.ScrollHint.PositionAtCenter:
            bar.setValue(bar.value() + cell.center().y() - self.viewport().height() // 2)
        elif cell.top() < EDGE:
            bar.setValue(bar.value() + cell.top() - EDGE)
        elif cell.bottom() > self.viewport().height() - EDGE:
            bar.setValue(bar.value() + cell.bottom() - self.viewport().height() + EDGE)

    def moveCursor(self, action: _Move, _modifiers: Qt.KeyboardModifier) -> QModelIndex:
        count = self._count()
        if not count:
            return QModelIndex()
        now = self.currentIndex().row() if self.currentIndex().isValid() else -1
        page = max(1, self.viewport().height() // self._pitch()) * self.columns
        step = {
            _Move.MoveLeft: -1,
            _Move.MovePrevious: -1,
            _Move.MoveRight: 1,
            _Move.MoveNext: 1,
            _Move.MoveUp: -self.columns,
            _Move.MoveDown: self.columns,
            _Move.MovePageUp: -page,
            _Move.MovePageDown: page,
            _Move.MoveHome: -count,
            _Move.MoveEnd: count,
        }[action]
        row = 0 if now < 0 else now + step
        if not 0 <= row < count:
            # Up from the first line and down from the last stay put, as in a file manager.
            stays = action in (_Move.MoveUp, _Move.MoveDown) and now >= 0
            row = now if stays else max(0, min(count - 1, row))
        return self.model().index(row, 0, self.rootIndex())

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self._offset()

    def isIndexHidden(self, _index: Index) -> bool:
        return False

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        index = self.indexAt(rect.center())
        chosen = QItemSelection(index, index) if index.isValid() else QItemSelection()
        self.selectionModel().select(chosen, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        region = QRegion()
        for index in selection.indexes():
            region = region.united(self.visualRect(index))
        return region

    def reset(self) -> None:
        super().reset()
        # At once, because the next call may scroll to an item of the new model.
        self.updateGeometries()

    def updateGeometries(self) -> None:
        lines = -(-self._count() // self.columns)
        height = lines * self._pitch() - self._gap + 2 * EDGE
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, height - self.viewport().height()))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(self._pitch() // 4)
        super().updateGeometries()

    # --- events -------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometries()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.indexAt(event.position().toPoint()).row())
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: object) -> None:
        self._hover(-1)

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            for changed in (row, self._hovered):
                if changed >= 0:
                    self.viewport().update(self._cell(changed).adjusted(-3, -3, 3, 3))
            self._hovered = row

    def update_rows(self, rows: set[int]) -> None:
        """Repaint those of `rows` (of the model) that are on screen."""
        for row in rows & set(self.visible_rows()):
            self.viewport().update(self._cell(row))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        base = option.state & ~QStyle.StateFlag.State_HasFocus
        chosen = self.selectionModel()
        current = self.currentIndex().row()
        for row in self.visible_rows():
            cell = self._cell(row)
            if not cell.intersects(event.rect()):
                continue
            index = self.model().index(row, 0, self.rootIndex())
            option.rect = cell
            option.state = base
            if chosen.isSelected(index):
                option.state |= QStyle.StateFlag.State_Selected
            if row == self._hovered:
                option.state |= QStyle.StateFlag.State_MouseOver
            if row == current and self.hasFocus():
                option.state |= QStyle.StateFlag.State_HasFocus
            self.itemDelegate().paint(painter, option, index)
        painter.end()
