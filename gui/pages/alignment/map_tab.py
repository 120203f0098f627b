"""The Map tab: all modalities of all items on one plane, and what the plane hides."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QSplitter, QVBoxLayout

from core.contracts.alignment import (
    LOSS,
    MAP,
    NEIGHBOURS,
    LossAnswer,
    MapAnswer,
    MapParams,
    NeighboursAnswer,
    NeighboursParams,
)
from core.worker.messages import Failed
from gui.pages.alignment import map_colours
from gui.pages.alignment.map_job import MapJob
from gui.pages.alignment.map_plot import MOST_LINES, MapPlot
from gui.pages.alignment.map_points import MapPoints
from gui.pages.alignment.map_side import MapSide
from gui.pages.alignment.map_tools import MapTools
from gui.pages.alignment.tab import Scope, Tab, sentence_of
from gui.session import Session
from gui.widgets.items.item_bar import find
from gui.widgets.layout.basic import card, label
from gui.widgets.layout.markup import bold, joined, markup
from gui.widgets.plots.export import export_button

MOST_FOUND = 200
#: Pause in typing after which the search starts.
TYPING_MS = 120


class MapTab(Tab):
    """PCA at once; t-SNE and UMAP by a job, kept for the next time."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._map: MapAnswer | None = None
        self._loss: LossAnswer | None = None
        self._enclosed = np.zeros(0, np.int64)
        self._modality = ""
        self.plot = MapPlot(session)
        self.tools = MapTools(export_button(self.plot, "embedding", session, self.csv))
        self.sentence = label("", "muted", wrap=True)
        self.legend = label("", "muted", wrap=True)
        self.side = MapSide(session)
        frame, inside = card()
        inside.addWidget(self.tools)
        inside.addWidget(self.sentence)
        inside.addWidget(self.plot, 1)
        inside.addWidget(self.legend)
        beside, right = card()
        right.addWidget(self.side)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(8)
        split.addWidget(frame)
        split.addWidget(beside)
        split.setStretchFactor(0, 1)
        split.setSizes([820, 300])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addWidget(split)
        self.tools.method.currentIndexChanged.connect(self._ask)
        self.tools.compute.clicked.connect(self._start)
        self.tools.colours.currentIndexChanged.connect(self._colour_chosen)
        self.tools.lines.toggled.connect(self.plot.set_lines)
        self.tools.lasso.toggled.connect(self.plot.set_lasso)
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typing.timeout.connect(self._search)
        self.tools.search.textChanged.connect(self._typed)
        self.job = MapJob(session, self)
        self.job.said.connect(self._job_said)
        self.job.ended.connect(self._ask)
        self.plot.hovered.connect(self._hovered)
        self.plot.chosen.connect(self._chosen)
        self.plot.lassoed.connect(self._lassoed)
        self.side.chosen.connect(session.select_item)
        self.side.catalog_wanted.connect(self._show_in_catalog)
        self.side.cleared.connect(self._forget)
        session.theme_changed.connect(self._colour)

    # --- questions ------------------------------------------------------------------------

    def look(self, look: Scope | None) -> None:
        if look is None:
            self._map = self._loss = None
            self.plot.show_points(MapPoints({}, {}), [])
        super().look(look)

    def load(self, look: Scope) -> None:
        self.tools.offer_colours(look.rows)
        self._ask()

    def _ask(self) -> None:
        if self.scope is not None:
            method = self.tools.method.currentData()
            params = MapParams(space=self.scope.space, method=method)
            self.session.ask(MAP, params, self._on_map, self._refused)

    def _refused(self, message: Failed) -> None:
        self._empty_map(sentence_of(message))

    def _empty_map(self, sentence: str) -> None:
        self._map = self._loss = None
        self.plot.show_points(MapPoints({}, {}), [])
        self.sentence.setText(sentence)
        self.legend.setText("")

    def _on_map(self, answer: MapAnswer) -> None:
        if answer.method != self.tools.method.currentData():
            return
        self.tools.compute.setVisible(not answer.ready and not self.job.running)
        if not answer.ready:
            name = self.tools.method.currentText()
            self.tools.compute.setText(self.tr("Compute {0}").format(name))
            self._empty_map(
                self.tr("{0} of {1} items takes up to a minute or two; it is kept.").format(
                    name, f"{answer.items:,}"
                )
            )
            return
        self._map, self._loss = answer, None
        self._enclosed = np.zeros(0, np.int64)
        self.side.show_enclosed(0)
        points = MapPoints(
            {name: one.places for name, one in answer.points.items()},
            {name: one.rows for name, one in answer.points.items()},
        )
        self.plot.show_points(points, map_colours.by_modality(points, self.session.theme).groups)
        self.tools.lines.setEnabled(len(points.items) <= MOST_LINES)
        self._colour()
        self._search()
        self._select_point(self.session.item if self.session.item is not None else -1)

    def _say(self, drawn: MapAnswer, note: str) -> None:
        said = [note] if note else []
        if drawn.explained is not None:
            kept = f"{sum(drawn.explained):.0%}"
            said.append(
                self.tr("PCA of all together; the plane keeps {0} of the variance").format(kept)
            )
        if drawn.items < drawn.catalog_items:
            said.append(
                self.tr("a random {0} of {1} items").format(
                    f"{drawn.items:,}", f"{drawn.catalog_items:,}"
                )
            )
        if self.plot.dense:
            said.append(self.tr("density of {0} points").format(f"{self.plot.points.count:,}"))
        elif len(self.plot.points.items) > MOST_LINES:
            said.append(self.tr("lines only of chosen items"))
        self.sentence.setText(
            joined(" · ", said) or self.tr("Distances between far groups mean little.")
        )

    # --- the job --------------------------------------------------------------------------

    def _start(self) -> None:
        if self.scope is not None:
            method = self.tools.method
            title = self.tr("Map by {0}").format(method.currentText())
            self.job.start(self.scope.space, method.currentData(), title)
            self.tools.compute.setVisible(not self.job.running)

    def _job_said(self, sentence: str) -> None:
        if self._map is None:
            self.sentence.setText(sentence)

    # --- colours --------------------------------------------------------------------------

    def _colour_chosen(self) -> None:
        drawn, wanted = self._map, self.tools.colours.currentData() == "loss"
        if wanted and self._loss is None and drawn is not None:
            params = MapParams(space=drawn.space, method=drawn.method)
            self.sentence.setText(self.tr("Comparing with the full space ..."))
            self.session.ask(LOSS, params, self._on_loss, self.session.report)
        else:
            self._colour()

    def _on_loss(self, answer: LossAnswer) -> None:
        drawn = self._map
        if drawn is not None and (answer.space, answer.method) == (drawn.space, drawn.method):
            self._loss = answer
            self._colour()

    def _colour(self) -> None:
        look, drawn, loss = self.scope, self._map, self._loss
        if look is None or drawn is None:
            return
        points, theme = self.plot.points, self.session.theme
        kind = str(self.tools.colours.currentData() or "modality")
        note = ""
        if kind == "loss":
            if loss is None:
                self._colour_chosen()
                return
            colouring = map_colours.by_loss(points, loss.lost, theme)
            note = markup(
                self.tr(
                    "Share of a point's {0} true neighbours that the map tears away: {1} on "
                    "average, by chance {2}, of {3} points measured."
                ),
                loss.k,
                bold(f"{loss.mean:.0%}"),
                f"{loss.chance:.0%}",
                f"{loss.measured:,}",
            )
        elif kind.startswith("attribute "):
            values = look.rows.catalog.items.get_column(kind.removeprefix("attribute "))
            colouring = map_colours.by_attribute(points, values, theme)
        else:
            colouring = map_colours.by_modality(points, theme)
        self.plot.show_groups(colouring.groups)
        self.legend.setText(colouring.legend_html())
        self._say(drawn, note)

    # --- tools ----------------------------------------------------------------------------

    def _typed(self, _words: str) -> None:
        self._typing.start()

    def _search(self) -> None:
        look, words = self.scope, self.tools.search.text()
        found = find(look.rows, words, MOST_FOUND) if look is not None and words.strip() else []
        self.plot.set_found(np.array(sorted(found), np.int64))

    def _lassoed(self, items: np.ndarray) -> None:
        self._enclosed = items
        self.plot.set_enclosed(items)
        self.side.show_enclosed(len(items))

    def _forget(self) -> None:
        self._lassoed(np.zeros(0, np.int64))

    def _show_in_catalog(self) -> None:
        count = f"{len(self._enclosed):,}"
        self.session.show_items(
            self._enclosed, self.tr("{0} items enclosed on the alignment map").format(count)
        )

    # --- selection ------------------------------------------------------------------------

    def _hovered(self, modality: str, item: int) -> None:
        look = self.scope
        if look is None:
            return
        if item < 0:
            item, modality = (
                self.session.item if self.session.item is not None else -1,
                self._modality,
            )
        self.side.show_item(look.rows, item, modality)

    def _chosen(self, modality: str, item: int) -> None:
        self._modality = modality
        self.session.select_item(item)

    def select(self, row: int) -> None:
        self._select_point(row)

    def _select_point(self, item: int) -> None:
        """Follow the session's item, in the modality clicked or the first it has here."""
        look = self.scope
        self.plot.set_item(item)
        if look is None or self._map is None or item < 0:
            self.side.clear_neighbours(self.tr("Click a point to see its true neighbours."))
            return
        here = [m for m in self.plot.points.names if self.plot.points.place(m, item) is not None]
        self.plot.set_near("", [])
        if not here:
            self.side.clear_neighbours(self.tr("The selected item is not on this map."))
            return
        if self._modality not in here:
            self._modality = here[0]
        self.side.show_item(look.rows, item, self._modality)
        params = NeighboursParams(space=look.space, item=item, modality=self._modality)
        self.session.ask(NEIGHBOURS, params, self._on_neighbours, self.session.report)

    def _on_neighbours(self, answer: NeighboursAnswer) -> None:
        look = self.scope
        if look is None or answer.item != self.session.item:
            return
        listed = self.side.show_neighbours(look.rows, answer, self.plot.points)
        self.plot.set_near(answer.modality, listed)

    def csv(self) -> str:
        """All points as rows."""
        look = self.scope
        return self.plot.points.as_csv(look.rows.item_id if look is not None else str)
