"""Beside the map: the item pointed at, and its true neighbours in the full space."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from core.contracts.alignment import NeighboursAnswer
from gui.pages.alignment.map_points import MapPoints
from gui.session import Session
from gui.widgets.items.catalog_rows import CatalogRows
from gui.widgets.items.painting import glyph, named
from gui.widgets.layout.basic import label
from gui.widgets.layout.markup import bold, coloured, joined, markup
from gui.widgets.media.picture import ItemPicture
from gui.widgets.media.thumbnails import Thumbnails

#: Points at most this far down the map's own order count as shown near.
KEPT = 10
#: Points of width that names and sentences need to be read.
NARROWEST = 190
_ROLE = Qt.ItemDataRole.UserRole
_MODALITY = Qt.ItemDataRole.UserRole + 1


class MapSide(QWidget):
    """Picture and title, the selection, the list of neighbours.

    Signals:
        chosen: item row of a neighbour clicked.
        catalog_wanted: show the enclosed items on the Catalog page.
        cleared: forget the enclosed items.
    """

    chosen = Signal(int)
    catalog_wanted = Signal()
    cleared = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setMinimumWidth(NARROWEST)
        self._session = session
        self._rows: CatalogRows | None = None
        self._thumbnails = Thumbnails(parent=self)
        self.picture = ItemPicture(session.appearance, self._thumbnails)
        self.picture.setFixedHeight(136)
        self.title = label("", "heading", wrap=True)
        self.text = label("", "muted", wrap=True)
        self.enclosed = label("", wrap=True)
        self.catalog = QPushButton(self.tr("Show in Catalog"))
        self.catalog.clicked.connect(self.catalog_wanted)
        self.forget = QPushButton(self.tr("Clear"))
        self.forget.clicked.connect(self.cleared)
        self.heading = label("", wrap=True)
        self.heading.setToolTip(
            self.tr(
                "Nearest by cosine in the full space, over all modalities: what the map should "
                "show near. A map in two dimensions must tear some of them away."
            )
        )
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("True neighbours"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setSpacing(1)
        self.list.itemActivated.connect(self._taken)
        self.list.itemClicked.connect(self._taken)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for widget in (self.picture, self.title, self.text):
            layout.addWidget(widget)
        layout.addWidget(self.enclosed)
        layout.addWidget(self.catalog)
        layout.addWidget(self.forget)
        layout.addWidget(self.heading)
        layout.addWidget(self.list, 1)
        self.show_enclosed(0)
        self.show_item(None, -1, "")
        session.theme_changed.connect(self._recolour)

    def show_item(self, rows: CatalogRows | None, item: int, modality: str) -> None:
        """The item under the pointer, or the selected one."""
        self._rows = rows
        there = rows is not None and item >= 0
        self.picture.setVisible(there)
        self.text.setVisible(there)
        if rows is None or item < 0:
            self.title.setText(self.tr("Point at an item"))
            return
        self.picture.show_item(rows, item)
        colour = self._session.theme.of(modality)
        mark = (coloured(colour, glyph(modality)),) if modality else ()
        self.title.setText(joined(" ", (*mark, rows.title(item))))
        text = " ".join(str(rows.value("text", item) or "").split())
        self.text.setText(text if len(text) <= 110 else f"{text[:109]}…")

    def show_enclosed(self, count: int) -> None:
        """How many items the lasso holds."""
        for widget in (self.enclosed, self.catalog, self.forget):
            widget.setVisible(count > 0)
        self.enclosed.setText(markup(self.tr("<b>{0}</b> items enclosed"), f"{count:,}"))

    def clear_neighbours(self, sentence: str) -> None:
        """No neighbours to list; say why."""
        self.list.clear()
        self.heading.setText(sentence)

    def show_neighbours(
        self, rows: CatalogRows, answer: NeighboursAnswer, points: MapPoints
    ) -> list[tuple[str, int]]:
        """List the true neighbours of a point; returns the points listed."""
        own, item = answer.modality, answer.item
        listed = [
            (answer.modalities[which], row)
            for which, row in zip(answer.which.tolist(), answer.rows.tolist(), strict=True)
        ]
        self.list.clear()
        kept = 0
        for point, cosine in zip(listed, answer.cosine, strict=True):
            name, row = point
            near = points.nearer(own, item, point) < KEPT
            kept += near
            title = (
                self.tr("{0} itself").format(rows.title(row)) if row == item else rows.title(row)
            )
            torn = "" if near else "⤳ "
            entry = QListWidgetItem(f"{glyph(name)} {cosine:.2f}  {torn}{title}")
            entry.setForeground(QColor(self._session.theme.of(name)))
            entry.setData(_ROLE, row)
            entry.setData(_MODALITY, name)
            where = self.tr("near on the map") if near else self.tr("torn away by the map")
            entry.setToolTip(f"{rows.title(row)} · {name} · {where}")
            self.list.addItem(entry)
        self.heading.setText(
            markup(
                self.tr("True neighbours of {0}: {1} of {2} near on this map, ⤳ torn away"),
                named(own),
                bold(kept),
                len(listed),
            )
        )
        return listed

    def _recolour(self) -> None:
        for place in range(self.list.count()):
            entry = self.list.item(place)
            entry.setForeground(QColor(self._session.theme.of(entry.data(_MODALITY))))

    def _taken(self, entry: QListWidgetItem) -> None:
        self.chosen.emit(int(entry.data(_ROLE)))
