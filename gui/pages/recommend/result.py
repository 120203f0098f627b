"""The middle of the page: legend, how many held-out choices were found, the cards."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.contracts.recommend import ListAnswer
from gui.pages.recommend.explanation import Legend
from gui.pages.recommend.list_grid import ListGrid
from gui.pages.recommend.state import Recommended, parts_of
from gui.session import Session
from gui.widgets.items.catalog_rows import CatalogRows
from gui.widgets.layout.basic import label
from gui.widgets.media.thumbnails import Thumbnails


class ResultColumn(QWidget):
    """Shows an answer, or why there is none."""

    def __init__(self, session: Session, thumbnails: Thumbnails) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        head = QHBoxLayout()
        self.legend = Legend(session)
        head.addWidget(self.legend, 1)
        self.hits = label("", "muted")
        self.hits.setToolTip(
            self.tr("Choices of this user that training was not shown, and how many the list has")
        )
        head.addWidget(self.hits)
        layout.addLayout(head)
        self.problem = label("", "bad", wrap=True)
        self.problem.hide()
        layout.addWidget(self.problem)
        self.grid = ListGrid(session, thumbnails)
        layout.addWidget(self.grid, 1)

    def show_answer(
        self,
        rows: CatalogRows,
        result: ListAnswer,
        answer: Sequence[Recommended],
        liked: frozenset[int],
    ) -> None:
        """Show a list; `answer` is it with what moved."""
        self.problem.hide()
        self.grid.show_list(rows, answer, liked)
        self.legend.show_parts(parts_of(result))
        hits = sum(one.hit for one in answer)
        hidden = len(result.held_out)
        self.hits.setText(self.tr("✓ {0} of {1} found").format(hits, hidden) if hidden else "")

    def show_problem(self, sentence: str) -> None:
        """Show why there is no list."""
        self.problem.setText(sentence)
        self.problem.show()
        self.clear()

    def clear(self) -> None:
        """Show no list."""
        self.grid.show_list(None, [], frozenset())
        self.legend.show_parts(())
        self.hits.setText("")
