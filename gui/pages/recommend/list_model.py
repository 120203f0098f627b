"""The answer as a Qt model, best first."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from gui.pages.recommend.explanation import reach
from gui.pages.recommend.state import Recommended
from gui.widgets.items.catalog_rows import CatalogRows
from gui.widgets.items.item_card import ROW_ROLE

Index = QModelIndex | QPersistentModelIndex
ONE_ROLE = Qt.ItemDataRole.UserRole + 3


def sound_of(rows: CatalogRows, row: int) -> Path | None:
    """What can be heard of an item."""
    return rows.media(row, "audio") or rows.media(row, "video")


class ListModel(QAbstractListModel):
    """The answer, best first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: CatalogRows | None = None
        self.list: list[Recommended] = []

    def show(self, rows: CatalogRows | None, answer: Sequence[Recommended]) -> None:
        """Show another list."""
        self.beginResetModel()
        self.rows, self.list = rows, list(answer)
        self.endResetModel()

    def position(self, row: int) -> int:
        """Place of an item in the list, -1 if it is not in it."""
        return next((n for n, one in enumerate(self.list) if one.row == row), -1)

    @property
    def extent(self) -> tuple[float, float]:
        """Reach of the longest bars, for one scale on all cards."""
        reaches = [reach(one.parts) for one in self.list]
        return max((r[0] for r in reaches), default=0.0), max((r[1] for r in reaches), default=0.0)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.list)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if self.rows is None or not index.isValid():
            return None
        one = self.list[index.row()]
        if role == ONE_ROLE:
            return one
        if role == ROW_ROLE:
            return one.row
        if role == Qt.ItemDataRole.DisplayRole:
            return self.rows.title(one.row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = self.tr("{0}. {1}, score {2}").format(
                index.row() + 1, self.rows.title(one.row), f"{one.score:.3f}"
            )
            return words + (self.tr(", chosen later") if one.hit else "")
        return None
