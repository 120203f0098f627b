"""The items on screen as a Qt model: a view on rows of the catalog, O(1) a row."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from gui.widgets.items.catalog_rows import CatalogRows
from gui.widgets.items.item_card import COUNT_ROLE, ROW_ROLE

Index = QModelIndex | QPersistentModelIndex


class ItemsModel(QAbstractListModel):
    """All items, or the chosen rows of them, in the chosen order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: CatalogRows | None = None
        self._chosen: np.ndarray | None = None
        self._counts: np.ndarray | None = None

    def set_catalog(self, rows: CatalogRows | None) -> None:
        """Show all items of a catalog."""
        self.beginResetModel()
        self._rows, self._chosen, self._counts = rows, None, None
        self.endResetModel()

    def set_chosen(self, chosen: np.ndarray | None) -> None:
        """Show these rows only, in this order; None means all."""
        self.beginResetModel()
        self._chosen = chosen
        self.endResetModel()

    def set_counts(self, counts: np.ndarray) -> None:
        """Interactions of each item, int32 [items]."""
        self._counts = counts
        if self.rowCount():
            ends = self.index(0), self.index(self.rowCount() - 1)
            self.dataChanged.emit(*ends, [COUNT_ROLE])

    def catalog_row(self, position: int) -> int:
        """Row in the catalog of the card at `position`."""
        return position if self._chosen is None else int(self._chosen[position])

    def position(self, catalog_row: int) -> int:
        """Where a row of the catalog is shown, -1 if it is not."""
        if self._chosen is None:
            return catalog_row if catalog_row < self.rowCount() else -1
        found = np.flatnonzero(self._chosen == catalog_row)
        return int(found[0]) if len(found) else -1

    def rowCount(self, parent: Index | None = None) -> int:
        if self._rows is None or (parent is not None and parent.isValid()):
            return 0
        return self._rows.items if self._chosen is None else len(self._chosen)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if self._rows is None or not index.isValid():
            return None
        row = self.catalog_row(index.row())
        if role == ROW_ROLE:
            return row
        if role == COUNT_ROLE:
            return None if self._counts is None else int(self._counts[row])
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._rows.title(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{self._rows.title(row)}\n{self._rows.item_id(row)}"
        return None
