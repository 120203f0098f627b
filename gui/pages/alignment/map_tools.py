"""The row of tools above the map."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QPushButton, QWidget

from gui.pages.alignment import map_colours
from gui.widgets.items.catalog_rows import CatalogRows
from gui.widgets.layout.flow import FlowLayout


class MapTools(QWidget):
    """How the map is made and coloured, lasso, lines and search; the tab listens."""

    def __init__(self, export: QWidget) -> None:
        super().__init__()
        self.method = QComboBox()
        self.method.setAccessibleName(self.tr("How the map is made"))
        for name, key in (("PCA", "pca"), ("t-SNE", "tsne"), ("UMAP", "umap")):
            self.method.addItem(name, key)
        self.compute = QPushButton()
        self.compute.setProperty("role", "primary")
        self.compute.hide()
        self.colours = QComboBox()
        self.colours.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.colours.setAccessibleName(self.tr("Colour of the points"))
        self.lasso = QPushButton(self.tr("Lasso"))
        self.lasso.setCheckable(True)
        self.lasso.setToolTip(self.tr("Drag to enclose items; or hold Shift while dragging."))
        self.lines = QCheckBox(self.tr("Lines"))
        self.lines.setToolTip(self.tr("Join the modalities of each item."))
        self.lines.setChecked(True)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Highlight title, text or id"))
        self.search.setAccessibleName(self.search.placeholderText())
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(180)
        self.search.setMaximumWidth(260)
        choices = QWidget()
        row = FlowLayout(choices)
        for widget in (
            self.method,
            self.compute,
            self.colours,
            self.lasso,
            self.lines,
            self.search,
        ):
            row.addWidget(widget)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(choices, 1)
        line.addWidget(export, 0, Qt.AlignmentFlag.AlignTop)

    def offer_colours(self, rows: CatalogRows) -> None:
        """What a catalog's points can be coloured by; what was chosen stays chosen."""
        chosen = self.colours.currentData()
        self.colours.blockSignals(True)
        self.colours.clear()
        self.colours.addItem(self.tr("Colour: modality"), "modality")
        self.colours.addItem(self.tr("Colour: neighbourhood loss"), "loss")
        for name in map_colours.attributes(rows.catalog.items, rows.catalog.attributes):
            self.colours.addItem(self.tr("Colour: {0}").format(name), f"attribute {name}")
        self.colours.setCurrentIndex(max(0, self.colours.findData(chosen)))
        self.colours.blockSignals(False)
