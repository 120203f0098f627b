"""Items whose modalities disagree most: a work list."""

from __future__ import annotations

import csv
import io
from typing import Any

import numpy as np
from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gui.page import label
from gui.session import Session
from gui.widgets.export import export_button
from gui.widgets.painting import glyph
from gui.widgets.rows import Rows


class MismatchPanel(QWidget):
    """A table; a row previews the item and its rival, Enter or double click opens the item.

    Signals:
        previewed: (item, rival) rows of the catalog.
        opened: item row.
    """

    previewed = Signal(int, int)
    opened = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._items = np.zeros(0, np.int64)
        self._rivals = np.zeros(0, np.int64)
        self._numbers = np.zeros((0, 2))
        self._rows: Rows | None = None
        self.sentence = label("", "muted", wrap=True)
        self.table = QTableWidget(0, 4)
        self.table.setHorizontalHeaderLabels(
            [self.tr("item"), self.tr("rank"), self.tr("own"), self.tr("nearest instead")]
        )
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(26)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.table.setShowGrid(False)
        self.table.setMinimumSize(QSize(120, 80))
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        self.table.setAccessibleName(self.tr("Items whose modalities disagree"))
        self.table.currentCellChanged.connect(self._moved)
        self.table.activated.connect(self._activated)
        top = QHBoxLayout()
        top.addWidget(self.sentence, 1)
        top.addWidget(export_button(self.table, "mismatches", session, self.csv))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 4, 0, 0)
        outer.setSpacing(6)
        outer.addLayout(top)
        outer.addWidget(self.table, 1)

    def show_list(self, rows: Rows, told: dict[str, Any], arrays: dict[str, np.ndarray]) -> None:
        """Show the worst items of the answer to "alignment.pair"."""
        self._rows = rows
        self._items, self._rivals = arrays["worst"], arrays["worst_rival"]
        self._numbers = np.stack([arrays["worst_rank"], arrays["worst_own"]], 1)
        x, y = told["x"], told["y"]
        self.sentence.setText(
            self.tr(
                "Where {0} and {1} disagree most: the rank of the item's own {2} among {3}."
            ).format(f"{glyph(x)} {x}", f"{glyph(y)} {y}", y, f"{told['items']:,}")
        )
        self.table.blockSignals(True)
        self.table.setRowCount(len(self._items))
        for place, (item, rival) in enumerate(zip(self._items, self._rivals, strict=True)):
            rank, own = self._numbers[place]
            cells = [rows.title(int(item)), f"{int(rank):,}", f"{own:.2f}", rows.title(int(rival))]
            for column, text in enumerate(cells):
                cell = QTableWidgetItem(text)
                cell.setToolTip(text)
                if column in (1, 2):
                    align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                    cell.setTextAlignment(align)
                self.table.setItem(place, column, cell)
        self.table.blockSignals(False)

    def _moved(self, row: int, *_others: int) -> None:
        if 0 <= row < len(self._items):
            self.previewed.emit(int(self._items[row]), int(self._rivals[row]))

    def _activated(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self._items):
            self.opened.emit(int(self._items[index.row()]))

    def csv(self) -> str:
        """The list as rows."""
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(["item", "title", "rank_of_own", "own_similarity", "nearest_instead"])
        if self._rows is not None:
            for place, item in enumerate(self._items):
                rank, own = self._numbers[place]
                rival = self._rows.item_id(int(self._rivals[place]))
                row = int(item)
                name, title = self._rows.item_id(row), self._rows.title(row)
                writer.writerow([name, title, int(rank), own, rival])
        return out.getvalue()
