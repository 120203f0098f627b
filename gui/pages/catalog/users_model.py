"""Users as a Qt model, sorted by what the header says, O(1) a row."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject, Qt

from gui.widgets.items.catalog_rows import CatalogRows
from gui.widgets.plots.bars import day
from gui.widgets.tables.headed_model import HeadedModel, Index


class UsersModel(HeadedModel):
    """Users with their number of interactions and first and last day, in a chosen order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._headers = (self.tr("User"), self.tr("Count"), self.tr("First"), self.tr("Last"))
        self._rows: CatalogRows | None = None
        self._order = np.zeros(0, np.int64)
        self._chosen: np.ndarray | None = None
        self._columns: list[np.ndarray] = []
        self._sort = (0, Qt.SortOrder.AscendingOrder)

    def set_catalog(self, rows: CatalogRows) -> None:
        """Show the users of another catalog; their counts follow."""
        self._rows, self._columns, self._chosen = rows, [], None
        self._arrange()

    def set_counts(self, counts: np.ndarray, first: np.ndarray, last: np.ndarray) -> None:
        """[users] each; days are UTC milliseconds, -1 unknown."""
        self._columns = [counts, first, last]
        self._sort = (1, Qt.SortOrder.DescendingOrder)
        self._arrange()

    def set_chosen(self, chosen: np.ndarray | None) -> None:
        """Show these users only; None means all."""
        self._chosen = chosen
        self._arrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sort = (column, order)
        self._arrange()

    def _arrange(self) -> None:
        self.beginResetModel()
        users = np.arange(self._rows.users if self._rows else 0)
        if self._chosen is not None:
            users = self._chosen
        column, order = self._sort
        if column and self._columns:
            keys = self._columns[column - 1][users].astype(np.int64)
            descending = order == Qt.SortOrder.DescendingOrder
            users = users[np.argsort(-keys if descending else keys, kind="stable")]
        elif order == Qt.SortOrder.DescendingOrder:
            users = users[::-1]
        self._order = users
        self.endResetModel()

    def user(self, position: int) -> int:
        """Row of catalog.users at a line of the table."""
        return int(self._order[position])

    def position(self, user: int) -> int:
        """Line of the table a user is on, -1 if not shown."""
        found = np.flatnonzero(self._order == user)
        return int(found[0]) if len(found) else -1

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._order)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if self._rows is None:
            return None
        column = index.column()
        if role == Qt.ItemDataRole.TextAlignmentRole and column:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        user = self.user(index.row())
        if column == 0:
            return self._rows.user_id(user)
        if not self._columns:
            return ""
        value = int(self._columns[column - 1][user])
        if column == 1:
            return f"{value:,}"
        return day(value) if value >= 0 else "–"
