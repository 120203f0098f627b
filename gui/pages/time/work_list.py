"""All items of a catalog whose tracks were compared, the most doubtful first."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from gui.language import tr
from gui.session import Session
from gui.widgets.items.catalog_rows import CatalogRows
from gui.widgets.layout.basic import label
from gui.widgets.status.scan_line import ScanLine

_ROLE = Qt.ItemDataRole.UserRole
_MARK = {"problem": "✖", "doubt": "▲", "moved": "→", "hand": "✎", "unchecked": "–", "agrees": "✓"}


class WorkList(QWidget):
    """Scan, counts, and a list to work through.

    Signals:
        chosen: row of catalog.items.
    """

    chosen = Signal(int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._rows: CatalogRows | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(label(self.tr("All items"), "heading"))
        layout.addWidget(ScanLine("time", session.scans))
        self.counts = label("", wrap=True)
        layout.addWidget(self.counts)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Items, the most doubtful first"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setWordWrap(False)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setUniformItemSizes(True)
        self.list.currentItemChanged.connect(self._chosen)
        layout.addWidget(self.list, 1)
        session.scans.changed.connect(self._changed)

    def set_rows(self, rows: CatalogRows | None) -> None:
        """The catalog the rows are of."""
        self._rows = rows
        self._fill()

    def show_row(self, row: int) -> None:
        """Mark an item as the one shown."""
        self.list.blockSignals(True)
        for place in range(self.list.count()):
            if self.list.item(place).data(_ROLE) == row:
                self.list.setCurrentRow(place)
                break
        else:
            self.list.setCurrentRow(-1)
        self.list.blockSignals(False)

    def _changed(self, key: str) -> None:
        if key == "time":
            self._fill()

    def _fill(self) -> None:
        current = self.list.currentItem()
        kept = current.data(_ROLE) if current is not None else None
        self.list.blockSignals(True)
        self.list.clear()
        found = self._session.scans.time
        if found is None or self._rows is None:
            self.counts.setText("")
            self.list.blockSignals(False)
            return
        counted = [
            f"{_MARK[name]} {count:,} {state_name(name)}"
            for name, count in found.counts.items()
            if count
        ]
        self.counts.setText(" · ".join(counted))
        for one in found.items:
            words = state_name(one.state)
            if one.state == "moved":
                words += f" {-1000 * one.offset_s:+.0f} ms"
            if one.confidence is not None and one.state in ("moved", "doubt"):
                words += f" ({one.confidence:.1f})"
            item = QListWidgetItem(f"{_MARK[one.state]} {self._rows.title(one.row)}\n    {words}")
            item.setToolTip(one.reason or "")
            item.setData(_ROLE, one.row)
            self.list.addItem(item)
        self.list.blockSignals(False)
        if kept is not None:
            self.show_row(kept)

    def _chosen(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(int(item.data(_ROLE)))


def state_name(state: str) -> str:
    """A state in words."""
    return {
        "problem": tr("cannot be read"),
        "doubt": tr("in doubt"),
        "moved": tr("moved"),
        "hand": tr("set by hand"),
        "unchecked": tr("too little to compare"),
        "agrees": tr("agree"),
    }[state]
