"""The first rows of a file with a selector above each column: what the column means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl
from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QTableWidget, QTableWidgetItem, QWidget

from gui.widgets.layout.markup import wrapped

#: Longer cells are cut; the tooltip has the rest.
SHOWN = 60
#: Wider columns are scrolled to.
WIDEST, NARROWEST = 220, 134


def meaning_name(meaning: str) -> str:
    """What a person calls a meaning of ROLES."""
    names = {
        "item": QCoreApplication.translate("mapping", "item id"),
        "user": QCoreApplication.translate("mapping", "user id"),
        "title": QCoreApplication.translate("mapping", "title"),
        "text": QCoreApplication.translate("mapping", "text"),
        "captions": QCoreApplication.translate("mapping", "captions"),
        "image": QCoreApplication.translate("mapping", "picture file"),
        "audio": QCoreApplication.translate("mapping", "sound file"),
        "video": QCoreApplication.translate("mapping", "video file"),
        "subtitles": QCoreApplication.translate("mapping", "subtitles file"),
        "timestamp": QCoreApplication.translate("mapping", "time"),
        "clock": QCoreApplication.translate("mapping", "time of day"),
        "event": QCoreApplication.translate("mapping", "event"),
        "rating": QCoreApplication.translate("mapping", "rating"),
        "count": QCoreApplication.translate("mapping", "how often"),
        "split": QCoreApplication.translate("mapping", "split"),
    }
    return names.get(meaning, meaning)


class Selector(QComboBox):
    """A selector in a table: the wheel scrolls the table instead of choosing by accident."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class RowsTable(QTableWidget):
    """A few rows of a data frame to look at."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().setDefaultSectionSize(24)

    def show_rows(self, frame: pl.DataFrame, headers: Sequence[str], first: int = 0) -> None:
        """Replace the rows from row `first` on."""
        self.setRowCount(frame.height + first)
        self.setColumnCount(frame.width)
        self.setHorizontalHeaderLabels(list(headers))
        for column, series in enumerate(frame.iter_columns()):
            for row, value in enumerate(series.to_list()):
                text = "" if value is None else " ".join(str(value).split())
                cell = QTableWidgetItem(text if len(text) <= SHOWN else text[: SHOWN - 1] + "…")
                if len(text) > SHOWN:
                    cell.setToolTip(wrapped(text[:2000]))
                self.setItem(row + first, column, cell)
        self.resizeColumnsToContents()
        for column in range(frame.width):
            width = min(WIDEST, max(NARROWEST, self.columnWidth(column)))
            self.setColumnWidth(column, width)


class ColumnsTable(RowsTable):
    """Rows as the file has them, under selectors.

    Signals:
        changed: a column was given another meaning.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setAccessibleName(self.tr("The file as it is"))
        self.selectors: list[QComboBox] = []
        self._columns: tuple[str, ...] = ()

    def show_file(
        self, rows: pl.DataFrame, meanings: Sequence[str], chosen: Mapping[str, str]
    ) -> None:
        """Show a file whose columns can have these meanings; `chosen` is meaning -> column."""
        self.clear()
        self._columns = tuple(rows.columns)
        self.show_rows(rows, self._columns, first=1)
        self.setVerticalHeaderLabels([self.tr("is"), *(str(n + 1) for n in range(rows.height))])
        self.setRowHeight(0, 40)
        by_column = {column: meaning for meaning, column in chosen.items()}
        self.selectors = []
        for place, column in enumerate(self._columns):
            selector = Selector()
            selector.setAccessibleName(self.tr("What {0} is").format(column))
            selector.addItem("–", "")
            for meaning in meanings:
                selector.addItem(meaning_name(meaning), meaning)
            selector.setCurrentIndex(max(0, selector.findData(by_column.get(column, ""))))
            selector.setEnabled(bool(meanings))
            selector.setProperty("column", place)
            selector.currentIndexChanged.connect(self._chose)
            self.selectors.append(selector)
            self.setCellWidget(0, place, selector)

    def chosen(self) -> dict[str, str]:
        """Meaning -> column."""
        said = zip(self.selectors, self._columns, strict=True)
        return {one.currentData(): column for one, column in said if one.currentData()}

    def _chose(self, _index: int) -> None:
        mine = self.sender()
        assert isinstance(mine, QComboBox)
        for other in self.selectors:
            # A meaning belongs to one column: the last one that was given it.
            if (
                other is not mine
                and mine.currentData()
                and other.currentData() == mine.currentData()
            ):
                other.blockSignals(True)
                other.setCurrentIndex(0)
                other.blockSignals(False)
        self.changed.emit()
