"""Items that could not be encoded, with the reason and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableWidgetItem, QVBoxLayout, QWidget

from core.contracts.features import EncodedModality
from gui.language import modality as modality_name
from gui.session import Session
from gui.widgets.layout.basic import card, label
from gui.widgets.tables.plain_table import PlainTable

ROW = Qt.ItemDataRole.UserRole


class Failures(QWidget):
    """Hidden while everything could be encoded. Enter or a double click shows the item."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        frame, layout = card(self.tr("Items that could not be encoded"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        self.sentence = label("", "muted", wrap=True)
        layout.addWidget(self.sentence)
        self.table = PlainTable(
            self.tr("Items that could not be encoded"),
            [
                self.tr("modality"),
                self.tr("item"),
                self.tr("file"),
                self.tr("reason"),
                self.tr("what to do"),
            ],
        )
        self.table.itemActivated.connect(self._activated)
        layout.addWidget(self.table)
        self.show_failures({})

    def show_failures(self, modalities: Mapping[str, EncodedModality]) -> None:
        """Take the summary of the features: modality -> its store's entries."""
        catalog = self._session.catalog
        rows: list[list[str | QTableWidgetItem]] = []
        counts = []
        for name, made in modalities.items():
            if made.failed:
                counts.append(f"{modality_name(name)}: {made.failed:,} / {made.total:,}")
            for one in made.failures:
                cell = QTableWidgetItem(modality_name(name))
                cell.setData(ROW, one.row)
                known = catalog is not None and one.row < catalog.items.height
                item = str(catalog.items["item"][one.row]) if known and catalog else ""
                rows.append([cell, item, one.file, one.message, one.remedy])
        self.setVisible(bool(rows))
        told = self.tr("They are masked, never replaced by zeros. {0}.").format(", ".join(counts))
        if sum(made.failed for made in modalities.values()) > len(rows):
            told += " " + self.tr("The first {0} are listed.").format(len(rows))
        self.sentence.setText(told)
        self.table.show_rows(rows)

    def _activated(self, item: QTableWidgetItem) -> None:
        first = self.table.item(item.row(), 0)
        if first is not None:
            self._session.select_item(first.data(ROW))
            self._session.page_wanted.emit("catalog")
