"""Plain tables to read: numbers right, sorted as numbers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView, QTableWidget, QTableWidgetItem

from core.sheet import Sheet

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
#: Rows of a list that are seen however low the window is.
ROWS = 3


def keep_rows(table: QTableView) -> None:
    """Let no layout squeeze a table to a slit."""
    header, bar = table.horizontalHeader(), table.horizontalScrollBar()
    rows = ROWS * table.verticalHeader().defaultSectionSize()
    frame = 2 * table.frameWidth()
    table.setMinimumHeight(header.sizeHint().height() + rows + bar.sizeHint().height() + frame)


class Number(QTableWidgetItem):
    """A cell that sorts by its number; missing numbers come last."""

    def __init__(self, text: str, value: float | None) -> None:
        super().__init__(text)
        self.value = float("-inf") if value is None else value
        self.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def __lt__(self, other: QTableWidgetItem) -> bool:
        return isinstance(other, Number) and self.value < other.value


class PlainTable(QTableWidget):
    """Rows to read; nothing can be edited."""

    def __init__(self, name: str, columns: Sequence[str] = ()) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.verticalHeader().setVisible(False)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setDefaultAlignment(_LEFT)
        self.set_columns(columns)

    def set_columns(self, columns: Sequence[str]) -> None:
        """Name the columns; empties the table."""
        self.setRowCount(0)
        self.setColumnCount(len(columns))
        self.setHorizontalHeaderLabels(list(columns))

    def show_rows(self, rows: Sequence[Sequence[str | QTableWidgetItem]]) -> None:
        """Show rows of texts or cells."""
        sorting = self.isSortingEnabled()
        self.setSortingEnabled(False)
        self.setRowCount(len(rows))
        for i, row in enumerate(rows):
            for j, cell in enumerate(row):
                self.setItem(i, j, QTableWidgetItem(cell) if isinstance(cell, str) else cell)
        self.setSortingEnabled(sorting)
        self.resizeColumnsToContents()


def as_csv(table: QTableWidget) -> str:
    """The cells as they read."""
    sheet = Sheet()
    columns = range(table.columnCount())
    sheet.row([header.text() if (header := table.horizontalHeaderItem(c)) else "" for c in columns])
    for row in range(table.rowCount()):
        sheet.row([cell.text() if (cell := table.item(row, c)) else "" for c in columns])
    return sheet.text()
