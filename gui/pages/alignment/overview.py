"""The Overview tab: measures with chance, similarity matrix, and the gap with its slider."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout

from core.contracts.alignment import (
    PAIR,
    SHIFTED,
    PairAnswer,
    PairParams,
    ShiftedAnswer,
    ShiftedParams,
)
from core.worker.messages import Failed
from gui.language import modality as modality_name
from gui.pages.alignment import measures
from gui.pages.alignment.gap_panel import GapPanel
from gui.pages.alignment.matrix_panel import MatrixPanel
from gui.pages.alignment.tab import Scope, Tab
from gui.session import Session
from gui.widgets.items.pair_preview import PairPreview
from gui.widgets.layout.basic import card, label
from gui.widgets.layout.markup import joined, markup
from gui.widgets.plots.metric_tile import MetricTile

TILES = 9


#: Height from which there is room for the two items that are pointed at.
ROOMY = 600


class OverviewTab(Tab):
    """All measures of one pair of modalities.

    Signals:
        refused: a Failed message; there is nothing to show at all.
    """

    refused = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._answer: PairAnswer | None = None
        self._asked: float | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(8)
        self.note = label("", "muted", wrap=True)
        layout.addWidget(self.note)
        row = QHBoxLayout()
        row.setSpacing(5)
        self.tiles = [MetricTile(session.appearance) for _ in range(TILES)]
        for tile in self.tiles:
            row.addWidget(tile)
        layout.addLayout(row)
        self.matrix = MatrixPanel(session)
        self.gap = GapPanel(session)
        frame, inside = card()
        inside.addWidget(self.gap)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(8)
        split.addWidget(self.matrix)
        split.addWidget(frame)
        split.setSizes([560, 560])
        layout.addWidget(split, 1)
        self._below, inside = card()
        self.preview = PairPreview(session.appearance)
        inside.addWidget(self.preview)
        layout.addWidget(self._below)
        self.matrix.hovered.connect(self._cell_hovered)
        self.matrix.chosen.connect(self._open_item)
        self.gap.moved.connect(self._shift)
        self.gap.previewed.connect(self._lost_previewed)
        self.gap.opened.connect(self._open_item)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room for all, curve and table come before the preview."""
        super().resizeEvent(event)
        self._below.setVisible(event.size().height() >= ROOMY)

    # --- questions ------------------------------------------------------------------------

    def load(self, look: Scope) -> None:
        self._asked = None
        params = PairParams(space=look.space, x=look.x, y=look.y)
        self.session.ask(PAIR, params, self._on_pair, self._refuse)

    def _refuse(self, message: Failed) -> None:
        self.refused.emit(message)

    def _on_pair(self, answer: PairAnswer) -> None:
        look = self.scope
        if look is None or (answer.x, answer.y) != (look.x, look.y):
            return
        self._answer = answer
        self.note.setText(answer.note)
        found = measures.tiles(answer)
        for tile, measure in zip(self.tiles, found, strict=False):
            tile.set_measure(measure)
        for place, tile in enumerate(self.tiles):
            tile.setVisible(place < len(found))
        recall = answer.measures["recall@1 x to y"]
        self.gap.show_curves(look, answer.curve, recall.chance or 0.0)
        self.gap.show_lost(look, answer)
        self.matrix.show_matrix(look, answer)
        self._say_hint()

    def _shift(self, shift: float) -> None:
        """Ask for a shift unless an answer is awaited: then the slider's last place follows."""
        look = self.scope
        if look is not None and self._answer is not None and self._asked is None:
            self._asked = shift
            params = ShiftedParams(space=look.space, x=look.x, y=look.y, shift=shift)
            self.session.ask(SHIFTED, params, self._on_shifted, self._not_shifted)

    def _on_shifted(self, answer: ShiftedAnswer) -> None:
        look, asked = self.scope, self._asked
        self._asked = None
        if look is None or (answer.x, answer.y) != (look.x, look.y):
            return
        self.gap.show_lost(look, answer)
        self.matrix.show_matrix(look, answer)
        if asked is not None and self.gap.shift != asked:
            self._shift(self.gap.shift)

    def _not_shifted(self, message: Failed) -> None:
        self._asked = None
        self.session.report(message)

    # --- what is pointed at ---------------------------------------------------------------

    def select(self, row: int) -> None:
        self.matrix.select(row)

    def _say_hint(self) -> None:
        self.preview.hide_items(
            self.tr("Point at a cell to see both items. A click opens the item's attention.")
        )

    def _cell_hovered(self, row: int, column: int) -> None:
        look = self.scope
        if row < 0 or look is None:
            return
        values, items = self.matrix.view.values, self.matrix.items
        sentence = markup(self.tr("cosine <b>{0}</b>"), f"{float(values[row, column]):.3f}")
        if row == column:
            rank = f"{int(self.matrix.own_rank[row]):,}"
            more = self.tr("the item itself, rank {0}").format(rank)
        else:
            own = f"{float(values[row, row]):.3f}"
            more = self.tr("its own {0}: {1}").format(modality_name(look.y), own)
        self.preview.show_pair(
            look.rows,
            (int(items[row]), int(items[column])),
            (look.x, look.y),
            (
                self.tr("{0} of row {1}").format(modality_name(look.x), row + 1),
                self.tr("{0} of column {1}").format(modality_name(look.y), column + 1),
            ),
            joined("<br>", (sentence, more)),
        )

    def _lost_previewed(self, item: int, rival: int) -> None:
        look = self.scope
        if look is not None:
            self.preview.show_pair(
                look.rows,
                (item, rival),
                (look.x, look.y),
                (
                    self.tr("{0} of this item").format(modality_name(look.x)),
                    self.tr("nearest {0}").format(modality_name(look.y)),
                ),
                self.tr("Enter or double click opens the item's attention."),
            )

    def _open_item(self, item: int) -> None:
        self.session.select_item(item)
        self.session.page_wanted.emit("attention")
