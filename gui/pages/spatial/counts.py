"""How many pictures of the catalog need alignment, why, and which."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gui.language import tr
from gui.session import Session
from gui.widgets.items.catalog_rows import CatalogRows
from gui.widgets.layout.basic import label
from gui.widgets.status.scan_line import ScanLine

_ROLE = Qt.ItemDataRole.UserRole
#: In this order; others follow.
ORDER = ("problem", "orientation", "borders", "aspect", "size", "passed")


class Counts(QWidget):
    """Scan, one button a reason, the items with it, and whether to trim.

    Signals:
        chosen: row of catalog.items.
        trim_wanted: whether uniform borders are to be cut off before encoding.
    """

    chosen = Signal(int)
    trim_wanted = Signal(bool)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._rows: CatalogRows | None = None
        self._why = ""
        self.reasons: dict[str, QPushButton] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(label(self.tr("All pictures"), "heading"))
        layout.addWidget(ScanLine("space", session.scans))
        self.total = label("", wrap=True)
        layout.addWidget(self.total)
        self._buttons = QVBoxLayout()
        self._buttons.setSpacing(3)
        layout.addLayout(self._buttons)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Items with the chosen reason"))
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.currentItemChanged.connect(self._chosen)
        layout.addWidget(self.list, 1)
        layout.addStretch()
        self.trim = QCheckBox(self.tr("Trim uniform borders"))
        self.trim.setToolTip(
            self.tr("Holds for the whole catalog and the next encoding, maps included")
        )
        self.trim.clicked.connect(self.trim_wanted)
        layout.addWidget(self.trim)
        session.scans.changed.connect(self._changed)

    def set_rows(self, rows: CatalogRows | None) -> None:
        """The catalog the rows are of."""
        self._rows = rows
        self._fill()

    def _changed(self, key: str) -> None:
        if key == "space":
            self._fill()

    def _fill(self) -> None:
        for button in self.reasons.values():
            self._buttons.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.reasons.clear()
        self.list.clear()
        found = self._session.scans.space
        self.list.setVisible(found is not None)
        if found is None or self._rows is None:
            words = self.tr("Once all are looked at, each reason to align is a button here.")
            self.total.setText(words if self._rows is not None else "")
            return
        self.total.setText(
            self.tr("{0} of {1} need alignment").format(
                f"{found.needed:,}",
                f"{found.needed + found.passed + found.problems:,}",
            )
        )
        counts = found.reasons | {"passed": found.passed, "problem": found.problems}
        names = [name for name in (*ORDER, *sorted(set(counts) - set(ORDER))) if counts.get(name)]
        for name in names:
            button = QPushButton(f"{reason_name(name)}   {counts[name]:,}")
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.setProperty("why", name)
            button.setToolTip(self.tr("Show these items"))
            button.clicked.connect(self._filtered)
            self._buttons.addWidget(button)
            self.reasons[name] = button
        if names:
            self._why = self._why if self._why in names else names[0]
            self.reasons[self._why].setChecked(True)
            self._list()

    def _filtered(self) -> None:
        self._why = str(self.sender().property("why"))
        self._list()

    def _list(self) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        found = self._session.scans.space
        rows = found.rows.get(self._why) if found else None
        if rows is not None and self._rows is not None:
            for row in rows.tolist():
                item = QListWidgetItem(self._rows.title(row))
                item.setData(_ROLE, row)
                self.list.addItem(item)
        self.list.blockSignals(False)

    def _chosen(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(int(item.data(_ROLE)))


def reason_name(why: str) -> str:
    """A reason in words."""
    names = {
        "problem": tr("cannot be read"),
        "orientation": tr("turned by EXIF"),
        "borders": tr("uniform borders"),
        "aspect": tr("not square"),
        "size": tr("another size"),
        "passed": tr("pass as they are"),
    }
    return names.get(why, why)
