"""Alignment: do an item's words, picture and sound say the same?"""

from __future__ import annotations

import csv
import io
from typing import Any

import numpy as np
from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from core.worker.messages import Failed
from gui.page import Page, card, label
from gui.pages.alignment import measures
from gui.pages.alignment.gap_panel import GapPanel
from gui.pages.alignment.map_panel import MapPanel
from gui.pages.alignment.mismatch_panel import MismatchPanel
from gui.session import Session, Stage
from gui.widgets.empty import EmptyState
from gui.widgets.export import export_button
from gui.widgets.metric_tile import MetricTile
from gui.widgets.painting import glyph
from gui.widgets.pair_preview import PairPreview
from gui.widgets.rows import Rows
from gui.widgets.similarity_view import SimilarityView

TILES = 9


class AlignmentPage(Page):
    """Two modalities at a time, in the space of the trained model or of a ridge map."""

    key = "alignment"
    title = str(QT_TRANSLATE_NOOP("AlignmentPage", "Alignment"))
    subtitle = str(
        QT_TRANSLATE_NOOP(
            "AlignmentPage", "Do the words, the picture and the sound of an item say the same?"
        )
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._rows: Rows | None = None
        self._told: dict[str, Any] = {}
        self._items = np.zeros(0, np.int64)
        self._own_rank = np.zeros(0, np.int64)
        self._matrix_arrays: dict[str, np.ndarray] = {}
        self._stale = True
        self._build()
        session.catalog_changed.connect(self._catalog_changed)
        session.features_changed.connect(self._changed)
        session.run_changed.connect(self._changed)
        session.item_selected.connect(self._item_selected)
        session.theme_changed.connect(self._recolour)
        self._catalog_changed()

    # --- building -------------------------------------------------------------------------

    def _build(self) -> None:
        self.pair = QComboBox()
        self.pair.setAccessibleName(self.tr("Pair of modalities"))
        self.space = QComboBox()
        self.space.setAccessibleName(self.tr("Space the items are compared in"))
        for box in (self.pair, self.space):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            self.tools.addWidget(box)
        self.empty = EmptyState(self.session, "alignment", "", "", "catalog")
        self.body.addWidget(self.empty, 1)
        self.content = QWidget()
        layout = QVBoxLayout(self.content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        self.note = label("", "muted", wrap=True)
        layout.addWidget(self.note)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.tiles = [MetricTile(self.session) for _ in range(TILES)]
        for tile in self.tiles:
            row.addWidget(tile)
        layout.addLayout(row)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self._matrix_card())
        self.split.addWidget(self._panels())
        self.split.setSizes([560, 640])
        layout.addWidget(self.split, 1)
        frame, inside = card()
        self.preview = PairPreview(self.session)
        inside.addWidget(self.preview)
        layout.addWidget(frame)
        self.body.addWidget(self.content, 1)
        self.pair.currentIndexChanged.connect(self._ask_pair)
        self.space.currentIndexChanged.connect(self._space_chosen)
        self.matrix.hovered.connect(self._cell_hovered)
        self.matrix.chosen.connect(self._cell_chosen)
        self.gap.shifted.connect(self._ask_shifted)
        self.mismatches.previewed.connect(self._mismatch_previewed)
        self.mismatches.opened.connect(self._open_item)
        self.map.hovered.connect(self._map_hovered)
        self.map.chosen.connect(self.session.select_item)

    def _matrix_card(self) -> QWidget:
        frame, inside = card()
        head = QHBoxLayout()
        self.matrix_title = QLabel()
        self.matrix_title.setTextFormat(Qt.TextFormat.RichText)
        self.matrix = SimilarityView(self.session)
        self.order = QComboBox()
        self.order.setAccessibleName(self.tr("Order of the items in the matrix"))
        self.order.addItem(self.tr("by margin"), "margin")
        self.order.addItem(self.tr("by likeness"), "likeness")
        self.order.setToolTip(
            self.tr(
                "By margin: items that find themselves best come first. By likeness: like items "
                "side by side, along the first singular vector of the matrix."
            )
        )
        self.order.currentIndexChanged.connect(self._draw_matrix)
        head.addWidget(self.matrix_title, 1)
        head.addWidget(self.order)
        head.addWidget(export_button(self.matrix, "similarity", self.session, self.csv))
        inside.addLayout(head)
        inside.addWidget(self.matrix, 1)
        return frame

    def _panels(self) -> QWidget:
        frame, inside = card()
        inside.setContentsMargins(8, 6, 8, 8)
        self.panels = QTabWidget()
        self.panels.setDocumentMode(True)
        self.map = MapPanel(self.session)
        self.gap = GapPanel(self.session)
        self.mismatches = MismatchPanel(self.session)
        self.panels.addTab(self.map, self.tr("Map"))
        self.panels.addTab(self.gap, self.tr("Gap"))
        self.panels.addTab(self.mismatches, self.tr("Mismatches"))
        inside.addWidget(self.panels)
        return frame

    # --- session --------------------------------------------------------------------------

    def shown(self) -> None:
        if self._missing():
            return
        if self._stale:
            self._stale = False
            self.session.ask("alignment.spaces", {}, self._on_spaces, self._refused)

    def _catalog_changed(self) -> None:
        catalog = self.session.catalog
        self._rows = Rows(catalog) if catalog is not None else None
        self._changed()

    def _changed(self) -> None:
        self._stale = True
        self._told = {}
        self._missing()
        if self.isVisible():
            self.shown()

    def _missing(self) -> bool:
        """Say what there must be first; True if something is missing."""
        missing = None
        if self.session.catalog is None:
            missing = (
                self.tr("Open a catalog first: its modalities are compared here."),
                self.tr("Go to Catalog"),
                "catalog",
            )
        elif not self.session.features:
            missing = (
                self.tr("The catalog has not been encoded yet, so there is nothing to compare."),
                self.tr("Go to Features"),
                "features",
            )
        self._show_empty(missing)
        return missing is not None

    def _show_empty(self, missing: tuple[str, str, str] | None) -> None:
        self.empty.setVisible(missing is not None)
        self.content.setVisible(missing is None)
        self.pair.setVisible(missing is None)
        self.space.setVisible(missing is None)
        if missing is not None:
            self.empty.say(*missing)

    def _refused(self, message: Failed) -> None:
        sentence = " ".join(part for part in (message.message, message.remedy) if part)
        self._show_empty((sentence, self.tr("Go to Features"), "features"))
        self._stale = True

    def _item_selected(self, row: int) -> None:
        self.map.set_item(row)
        place = np.flatnonzero(self._items == row)
        self.matrix.set_marked(int(place[0]) if len(place) else None)

    # --- questions ------------------------------------------------------------------------

    def _on_spaces(self, result: dict[str, Any], _arrays: dict[str, np.ndarray]) -> None:
        for box in (self.space, self.pair):
            box.blockSignals(True)
            box.clear()
        names = {
            "model": self.tr("Space: trained model"),
            "ridge": self.tr("Space: ridge map (before training)"),
        }
        for name in result["spaces"]:
            self.space.addItem(names[name], name)
        for x, y in result["pairs"]:
            self.pair.addItem(f"{glyph(x)} {x} - {glyph(y)} {y}", (x, y))
        for box in (self.space, self.pair):
            box.blockSignals(False)
        self._space_chosen()

    def _space_chosen(self) -> None:
        space = self.space.currentData()
        self.session.ask("alignment.map", {"space": space}, self._on_map, self._refused)
        self._ask_pair()

    def _ask_pair(self) -> None:
        pair = self.pair.currentData()
        if pair is not None:
            params = {"space": self.space.currentData(), "x": pair[0], "y": pair[1]}
            self.session.ask("alignment.pair", params, self._on_pair, self._refused)

    def _ask_shifted(self, shift: float) -> None:
        if self._told:
            told = self._told
            params = {"space": told["space"], "x": told["x"], "y": told["y"], "shift": shift}
            self.session.ask("alignment.shifted", params, self._on_shifted, self._refused)

    def _on_map(self, result: dict[str, Any], arrays: dict[str, np.ndarray]) -> None:
        self.map.show_map(result, arrays)
        self.map.set_item(-1 if self.session.item is None else self.session.item)

    def _on_pair(self, result: dict[str, Any], arrays: dict[str, np.ndarray]) -> None:
        self._told = result
        self.note.setText(result["note"])
        found = measures.tiles(result)
        for tile, measure in zip(self.tiles, found, strict=False):
            tile.set_measure(measure)
        for place, tile in enumerate(self.tiles):
            tile.setVisible(place < len(found))
        self.gap.set_curves(
            (result["x"], result["y"]),
            arrays["shifts"],
            arrays["recall_xy"],
            arrays["recall_yx"],
            result["measures"]["recall@1 there"]["chance"],
        )
        if self._rows is not None:
            self.mismatches.show_list(self._rows, result, arrays)
        self._show_matrix(arrays)
        recall = result["measures"]["recall@1 there"]["value"]
        self.session.set_stage(
            "alignment",
            Stage.DONE,
            self.tr("{0} → {1} R@1 {2}").format(result["x"], result["y"], f"{recall:.0%}"),
        )

    def _on_shifted(self, result: dict[str, Any], arrays: dict[str, np.ndarray]) -> None:
        if (result["x"], result["y"]) == (self._told.get("x"), self._told.get("y")):
            self._show_matrix(arrays)
            if self._rows is not None:
                self.mismatches.show_list(self._rows, result, arrays)

    # --- drawing --------------------------------------------------------------------------

    def _show_matrix(self, arrays: dict[str, np.ndarray]) -> None:
        self._matrix_arrays = arrays
        self._draw_matrix()

    def _draw_matrix(self) -> None:
        arrays = self._matrix_arrays
        if not arrays or not self._told:
            return
        similarity = arrays["similarity"]
        order = np.arange(len(similarity))
        if self.order.currentData() == "likeness":
            order = measures.by_likeness(similarity)
        self._items = arrays["items"][order]
        self._own_rank = arrays["own_rank"][order]
        x, y = self._told["x"], self._told["y"]
        self.matrix.set_matrix(
            similarity[np.ix_(order, order)],
            arrays["margins"][order],
            (
                self.tr("{0} of each item").format(f"{glyph(x)} {x}"),
                self.tr("{0} of each item").format(f"{glyph(y)} {y}"),
            ),
            (x, y),
        )
        self._recolour()
        self.preview.hide_items(
            self.tr("Point at a cell to see both items. A click opens the item's attention.")
        )
        if self.session.item is not None:
            self._item_selected(self.session.item)

    def _recolour(self) -> None:
        if not self._told:
            return
        low, high = self.matrix.scale
        muted = self.session.theme.muted
        detail = self.tr("cosine, {0} dark to {1} bright · {2} of {3} items")
        detail = detail.format(
            f"{low:.2f}", f"{high:.2f}", f"{len(self._items):,}", f"{self._told['items']:,}"
        )
        self.matrix_title.setText(
            f"<b>{self.tr('Similarity')}</b> <span style='color:{muted}'>· {detail}</span>"
        )

    def _cell_hovered(self, row: int, column: int) -> None:
        if row < 0 or self._rows is None:
            return
        x, y = self._told["x"], self._told["y"]
        similarity = float(self.matrix.values[row, column])
        same = row == column
        own = float(self.matrix.values[row, row])
        sentence = self.tr("cosine <b>{0}</b>").format(f"{similarity:.3f}")
        if same:
            rank = int(self._own_rank[row])
            sentence += "<br>" + self.tr("the item itself, rank {0}").format(f"{rank:,}")
        else:
            sentence += "<br>" + self.tr("its own {0}: {1}").format(y, f"{own:.3f}")
        self.preview.show_pair(
            self._rows,
            (int(self._items[row]), int(self._items[column])),
            (x, y),
            (
                self.tr("{0} of row {1}").format(x, row + 1),
                self.tr("{0} of column {1}").format(y, column + 1),
            ),
            sentence,
        )

    def _cell_chosen(self, row: int, _column: int) -> None:
        self._open_item(int(self._items[row]))

    def _open_item(self, item: int) -> None:
        self.session.select_item(item)
        self.session.page_wanted.emit("attention")

    def _mismatch_previewed(self, item: int, rival: int) -> None:
        if self._rows is not None:
            x, y = self._told["x"], self._told["y"]
            self.preview.show_pair(
                self._rows,
                (item, rival),
                (x, y),
                (self.tr("{0} of this item").format(x), self.tr("nearest {0}").format(y)),
                self.tr("Enter or double click opens the item's attention."),
            )

    def _map_hovered(self, item: int) -> None:
        if item >= 0 and self._rows is not None:
            title = self._rows.title(item)
            self.preview.show_pair(
                self._rows,
                (item, item),
                ("", ""),
                (self.map.legend(), ""),
                self.tr("{0}<br>A click selects it.").format(title),
            )
            self.preview.right.hide()

    def csv(self) -> str:
        """The matrix shown, with item ids."""
        out = io.StringIO()
        writer = csv.writer(out)
        if self._rows is not None and len(self._items):
            names = [self._rows.item_id(int(row)) for row in self._items]
            writer.writerow(["item", *names])
            for name, row in zip(names, self.matrix.values, strict=True):
                writer.writerow([name, *(float(value) for value in row)])
        return out.getvalue()
