"""The line on top of an open catalog: its name, its numbers, its modalities, what was assumed."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.catalog.schema import MODALITIES, Catalog
from gui.session import Session
from gui.translation import told
from gui.widgets.forms.chips import Chip
from gui.widgets.layout.basic import label
from gui.widgets.layout.flow import FlowLayout


class Summary(QFrame):
    """Name, items, users, interactions, density, modalities, reader, notes."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.setProperty("role", "card")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 9, 12, 9)
        outer.setSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(20)
        self._name = label("", "heading")
        self._reader = label("", "muted")
        row.addWidget(_column(self._name, self._reader))
        self._numbers = {
            name: label("", "heading") for name in ("items", "users", "interactions", "density")
        }
        captions = {
            "items": self.tr("items"),
            "users": self.tr("users"),
            "interactions": self.tr("interactions"),
            "density": self.tr("density"),
        }
        for name, number in self._numbers.items():
            row.addWidget(_column(number, label(captions[name], "muted")))
        # In lines where a narrow window has no room beside the numbers.
        chips = QWidget()
        self._chips = FlowLayout(chips, gap=5)
        row.addWidget(chips, 1)
        self._fold = QPushButton()
        self._fold.setCheckable(True)
        self._fold.toggled.connect(self._toggle)
        row.addWidget(self._fold)
        outer.addLayout(row)
        self._notes = label("", "muted", wrap=True)
        self._notes.hide()
        outer.addWidget(self._notes)
        outer.addWidget(self._make_exclusions())
        session.exclusions.changed.connect(self._show_exclusions)

    def _make_exclusions(self) -> QWidget:
        self.without = QWidget()
        line = QHBoxLayout(self.without)
        line.setContentsMargins(0, 0, 0, 0)
        self._without = label("", "warning", wrap=True)
        line.addWidget(self._without, 1)
        self.undo = QPushButton(self.tr("Bring back"))
        self.undo.setToolTip(self.tr("Undo the last exclusion (Ctrl+Z)"))
        self.undo.setShortcut(QKeySequence.StandardKey.Undo)
        self.undo.clicked.connect(self._session.exclusions.undo)
        line.addWidget(self.undo)
        self.without.hide()
        return self.without

    def _show_exclusions(self) -> None:
        steps = self._session.exclusions.steps
        self.without.setVisible(bool(steps))
        if steps:
            earlier = len(steps) - 1
            more = self.tr("%n exclusion(s) before it.", "", earlier) if earlier else ""
            self._without.setText(f"{steps[-1].sentence} {more}".strip())

    def set_catalog(self, catalog: Catalog) -> None:
        """Show another catalog."""
        items, users, interactions = (
            table.height for table in (catalog.items, catalog.users, catalog.interactions)
        )
        self._name.setText(catalog.name)
        self._reader.setText(self.tr("read as {0}").format(told(catalog.reader)))
        density = interactions / (items * users) if items and users else 0.0
        shown = {
            "items": f"{items:,}",
            "users": f"{users:,}",
            "interactions": f"{interactions:,}",
            "density": f"{100 * density:.3g} %",
        }
        for name, number in self._numbers.items():
            number.setText(shown[name])
        self._numbers["density"].setToolTip(
            self.tr("Interactions divided by items times users; repeats count")
        )
        self._chips.clear()
        for name in catalog.modalities():
            chip = Chip(self._session.appearance, name, name)
            kinds = []
            if name in MODALITIES and catalog.has_raw(name):
                kinds.append(self.tr("raw"))
            if name in catalog.features:
                width = catalog.features[name].shape[1]
                kinds.append(self.tr("precomputed, width {0}").format(width))
            chip.setToolTip(f"{chip.text()}: {', '.join(kinds)}")
            self._chips.addWidget(chip)
        notes = catalog.notes
        self._fold.setVisible(bool(notes))
        self._fold.setChecked(False)
        self._fold.setText(self.tr("Notes ({0})").format(len(notes)))
        self._fold.setToolTip(self.tr("What the reader assumed"))
        self._notes.setText("\n".join(f"·  {told(note)}" for note in notes))

    def _toggle(self, shown: bool) -> None:
        self._notes.setVisible(shown)


def _column(upper: QWidget, lower: QWidget) -> QWidget:
    box = QWidget()
    layout = QVBoxLayout(box)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    layout.addWidget(upper)
    layout.addWidget(lower)
    return box
