"""The middle of the page: legend, how many held-out choices were found, the cards."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.contracts.recommend import Change, ListAnswer
from gui.pages.recommend.explanation import Legend
from gui.pages.recommend.list_grid import ListGrid
from gui.pages.recommend.state import Recommended, parts_of
from gui.session import Session
from gui.widgets.items.catalog_rows import CatalogRows
from gui.widgets.layout.basic import label
from gui.widgets.media.thumbnails import Thumbnails


class ResultColumn(QWidget):
    """Shows an answer, or why there is none.

    Signals:
        hold_wanted: what of the history does the list hang on?
    """

    hold_wanted = Signal()

    def __init__(self, session: Session, thumbnails: Thumbnails) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        head = QHBoxLayout()
        self.hits = label("", "muted")
        self.hits.setToolTip(
            self.tr("Choices of this user that training was not shown, and how many the list has")
        )
        head.addWidget(self.hits, 1)
        self.hold = QPushButton(self.tr("What holds this list?"))
        self.hold.setToolTip(
            self.tr("The fewest items of the history, up to three, on which half of the list hangs")
        )
        self.hold.clicked.connect(self.hold_wanted)
        head.addWidget(self.hold)
        layout.addLayout(head)
        self.legend = Legend(session)
        layout.addWidget(self.legend)
        self.held = label("", "muted", wrap=True)
        self.held.hide()
        layout.addWidget(self.held)
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
        self.held.hide()
        self.grid.show_list(rows, answer, liked)
        self.legend.show_parts(parts_of(result))
        hits = sum(one.hit for one in answer)
        hidden = len(result.held_out)
        self.hits.setText(self.tr("✓ {0} of {1} found").format(hits, hidden) if hidden else "")

    def show_hold(self, rows: CatalogRows, change: Change) -> None:
        """Say which items of the history the list hangs on."""
        titles = ", ".join(f"“{rows.title(row)}”" for row in change.removed)
        if change.removed:
            words = self.tr("Without {0} in the history, {1} of these items would give way.")
            self.held.setText(words.format(titles, change.replaced))
        else:
            self.held.setText(self.tr("Nothing in the history holds this list."))
        self.held.show()

    def show_problem(self, sentence: str) -> None:
        """Show why there is no list."""
        self.problem.setText(sentence)
        self.problem.show()
        self.clear()

    def clear(self) -> None:
        """Show no list."""
        self.held.hide()
        self.grid.show_list(None, [], frozenset())
        self.legend.show_parts(())
        self.hits.setText("")
