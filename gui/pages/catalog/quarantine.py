"""The Quarantine tab: every row that could not be used, where it is, why, and what helps."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from core.catalog.quarantine import plain
from core.catalog.schema import Catalog
from core.sheet import Sheet
from core.text import Text
from gui.session import Session
from gui.translation import told
from gui.widgets.layout.basic import label
from gui.widgets.plots.saving import ask_and_save
from gui.widgets.tables.headed_model import HeadedModel, Index

COLUMNS = ("file", "line", "column", "reason", "remedy", "row")


class QuarantineModel(HeadedModel):
    """The quarantine table as it is."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._headers = (
            self.tr("File"),
            self.tr("Line"),
            self.tr("Column"),
            self.tr("Reason"),
            self.tr("Remedy"),
            self.tr("Row"),
        )
        self._catalog: Catalog | None = None

    def set_catalog(self, catalog: Catalog) -> None:
        """Show the quarantine of another catalog."""
        self.beginResetModel()
        self._catalog = catalog
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        if self._catalog is None or (parent is not None and parent.isValid()):
            return 0
        return self._catalog.quarantine.height

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if self._catalog is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            name = COLUMNS[index.column()]
            value = self._catalog.quarantine.get_column(name)[index.row()]
            text = "" if value is None else str(value)
            return told(Text.loads(text)) if name in ("reason", "remedy") else text
        if role == Qt.ItemDataRole.TextAlignmentRole and COLUMNS[index.column()] == "line":
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None


class QuarantineTab(QWidget):
    """Table with copy and CSV export."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._catalog: Catalog | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 10, 0, 0)
        row = QHBoxLayout()
        self.sentence = label("", "muted", wrap=True)
        row.addWidget(self.sentence, 1)
        self.export = QPushButton(self.tr("Export CSV ..."))
        self.export.clicked.connect(self._ask)
        row.addWidget(self.export)
        layout.addLayout(row)
        self.model = QuarantineModel(self)
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setAlternatingRowColors(True)
        self.table.setWordWrap(False)
        self.table.setAccessibleName(self.tr("Rows in quarantine"))
        header = self.table.horizontalHeader()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, width in enumerate((130, 60, 100, 260, 280)):
            self.table.setColumnWidth(column, width)
        layout.addWidget(self.table, 1)
        self._below = QWidget()  # keeps the sentence on top where no table does
        layout.addWidget(self._below, 1)
        QShortcut(QKeySequence.StandardKey.Copy, self.table, self.copy)

    def set_catalog(self, catalog: Catalog) -> None:
        """Show the quarantine of another catalog."""
        self._catalog = catalog
        self.model.set_catalog(catalog)
        bad = catalog.quarantine.height
        self.table.setVisible(bad > 0)
        self.export.setVisible(bad > 0)
        self._below.setVisible(bad == 0)
        if bad:
            self.sentence.setText(
                self.tr(
                    "Rows left out or repaired: {0}. Nothing is dropped in silence; mend the "
                    "files and open the catalog again."
                ).format(f"{bad:,}")
            )
        else:
            self.sentence.setText(self.tr("Every row of every file could be used."))

    def copy(self) -> None:
        """Put the chosen rows on the clipboard, tab separated."""
        chosen = self.table.selectionModel().selectedRows()
        lines = [
            "\t".join(str(self.model.index(one.row(), n).data()) for n in range(len(COLUMNS)))
            for one in chosen
        ]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def save(self, path: Path) -> None:
        """Write the table as CSV.

        Raises:
            OSError: the file cannot be written.

        """
        if self._catalog is not None:
            frame = plain(self._catalog.quarantine)
            sheet = Sheet(frame.columns)
            sheet.rows(frame.iter_rows())
            path.write_text(sheet.text(), encoding="utf-8")

    def _ask(self) -> None:
        ask_and_save(self, self._session, "quarantine.csv", self.save)
