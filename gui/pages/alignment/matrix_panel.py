"""The similarity matrix of a pair of modalities with its title, order and export."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QVBoxLayout

from core.contracts.alignment import ShiftedAnswer
from core.sheet import Sheet
from gui.pages.alignment.measures import by_likeness
from gui.pages.alignment.tab import Scope
from gui.session import Session
from gui.widgets.items.painting import named
from gui.widgets.layout.basic import label
from gui.widgets.layout.elided import ElidedLabel
from gui.widgets.maps.similarity_view import SimilarityView
from gui.widgets.plots.export import export_button


class MatrixPanel(QFrame):
    """Rows ask, columns answer.

    Signals:
        hovered: (row, column) of the matrix, (-1, -1) for none.
        chosen: item row of the catalog.
    """

    hovered = Signal(int, int)
    chosen = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._session = session
        self._look: Scope | None = None
        self._answer: ShiftedAnswer | None = None
        self.items = np.zeros(0, np.int64)
        self.own_rank = np.zeros(0, np.int64)
        self._title = label(self.tr("Similarity"), "heading")
        self._note = ElidedLabel("", "muted")
        self.view = SimilarityView(session.appearance)
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
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addWidget(self._note, 1)
        head.addWidget(self.order)
        head.addWidget(export_button(self.view, "similarity", session, self.csv))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(6)
        layout.addLayout(head)
        layout.addWidget(self.view, 1)
        self.order.currentIndexChanged.connect(self._draw)
        self.view.hovered.connect(self.hovered)
        self.view.chosen.connect(self._cell_chosen)

    def show_matrix(self, look: Scope, answer: ShiftedAnswer) -> None:
        """Draw a pair at its shift."""
        self._look, self._answer = look, answer
        self._draw()

    def select(self, row: int | None) -> None:
        """Point out an item of the catalog."""
        place = np.flatnonzero(self.items == row) if row is not None else np.zeros(0, int)
        self.view.set_marked(int(place[0]) if len(place) else None)

    def _draw(self) -> None:
        if self._look is None or self._answer is None:
            return
        matrix = self._answer.matrix
        similarity = matrix.similarity
        order = np.arange(len(similarity))
        if self.order.currentData() == "likeness":
            order = by_likeness(similarity)
        self.items = matrix.items[order]
        self.own_rank = matrix.own_rank[order]
        x, y = self._look.x, self._look.y
        self.view.set_matrix(
            similarity[np.ix_(order, order)],
            matrix.margins[order],
            (
                self.tr("{0} of each item").format(named(x)),
                self.tr("{0} of each item").format(named(y)),
            ),
            (x, y),
        )
        self._say_scale(self._answer.compared)
        self.select(self._session.item)

    def _say_scale(self, compared: int) -> None:
        low, high = self.view.scale
        detail = self.tr("cosine {0} dark to {1} bright · {2} of {3} items").format(
            f"{low:.2f}", f"{high:.2f}", f"{len(self.items):,}", f"{compared:,}"
        )
        self._note.setText(detail)

    def _cell_chosen(self, row: int, _column: int) -> None:
        self.chosen.emit(int(self.items[row]))

    def csv(self) -> str:
        """The matrix shown, with item ids."""
        sheet = Sheet()
        if self._look is not None:
            names = [self._look.rows.item_id(int(row)) for row in self.items]
            sheet.row(["item", *names])
            for name, row in zip(names, self.view.values, strict=True):
                sheet.row([name, *(float(value) for value in row)])
        return sheet.text()
