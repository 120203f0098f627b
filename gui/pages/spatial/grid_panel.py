"""One picture: the branch it took, the picture before and after, and the map between them."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.sheet import Sheet
from gui.pages.spatial import captions
from gui.pages.spatial.aligned_picture import Aligned
from gui.pages.spatial.flow_view import FlowView
from gui.pages.spatial.grid_view import NOTHING, GridView
from gui.session import Session
from gui.widgets.layout.basic import card, label
from gui.widgets.layout.scrolled import Scrolled
from gui.widgets.plots.export import export_button


class GridPanel(QWidget):
    """Flow on top, pictures in the middle, numbers below."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._item: Aligned | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 8, 0, 0)
        scroll = Scrolled()  # beside the guided tour a small window has no room for the pictures
        outer.addWidget(scroll)
        layout = scroll.inner
        layout.setSpacing(8)
        frame, inside = card()
        self.flow = FlowView(session)
        inside.addWidget(self.flow)
        self.reason = label("", wrap=True)
        inside.addWidget(self.reason)
        layout.addWidget(frame)
        frame, inside = card()
        self.view = GridView(session)
        self.view.pointed.connect(self._pointed)
        inside.addWidget(self.view, 1)
        self.where = label("", wrap=True)
        self.where.setMinimumHeight(2 * self.fontMetrics().height())
        inside.addWidget(self.where)
        line = QHBoxLayout()
        self.matrix = label("")
        self.matrix.setAccessibleName(self.tr("Map from grid pixels to picture pixels"))
        self.meaning = label("", "muted", wrap=True)
        line.addWidget(self.matrix)
        line.addSpacing(16)
        line.addWidget(self.meaning, 1)
        line.addWidget(export_button(self.view, "patches", session, self.csv))
        inside.addLayout(line)
        layout.addWidget(frame, 1)

    def show_item(self, item: Aligned | None) -> None:
        """Show a picture; None clears."""
        self._item = item
        self.flow.show_item(item)
        self.view.show_item(item)
        self.reason.setText("" if item is None else item.found.line)
        self.matrix.setText("" if item is None else captions.matrix(item.to_original))
        meaning = "" if item is None else captions.matrix_in_words(item.to_original)
        if item is not None and item.found.encoder:
            meaning += " " + self.tr("Patches of {0}.").format(item.found.encoder)
        self.meaning.setText(meaning)
        self._pointed(NOTHING)

    def _pointed(self, patch: int) -> None:
        self.where.setText("" if self._item is None else captions.patch(self._item, patch))

    def csv(self) -> str:
        """Corners of every patch in pixels of the file."""
        sheet = Sheet(["patch", "shown", "x0", "y0", "x1", "y1", "x2", "y2", "x3", "y3"])
        if self._item is not None:
            for number, quad in enumerate(self._item.stored_quads):
                numbers = (f"{value:.3f}" for value in quad.ravel().tolist())
                sheet.row([number + 1, bool(self._item.shown[number]), *numbers])
        return sheet.text()
