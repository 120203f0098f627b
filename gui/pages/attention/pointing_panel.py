"""The pointing game over planted truth: does the word lead to the place it names?"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.contracts.attention import PointingAnswer, Score
from gui.session import Session
from gui.widgets.items.painting import named
from gui.widgets.layout.basic import label
from gui.widgets.layout.markup import bold, coloured, markup


class PointingPanel(QWidget):
    """Hit rate and chance per pair of modalities and attribute.

    Signals:
        wanted: True for the item on screen alone, False for the catalog.
    """

    wanted = Signal(bool)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.this_item = QPushButton(self.tr("This item"))
        self.catalog = QPushButton(self.tr("64 items"))
        for button in (self.this_item, self.catalog):
            button.setToolTip(
                self.tr(
                    "For each planted attribute, its tokens in one modality ask; a hit is when the "
                    "strongest token of the other lies in the planted place. Chance is the share "
                    "of tokens that lie there."
                )
            )
        self.this_item.clicked.connect(self._item)
        self.catalog.clicked.connect(self._all)
        self.verdict = label(
            self.tr("The sample knows where everything is. Does the map on screen point there?"),
            "muted",
            wrap=True,
        )
        self.table = QTableWidget(0, 4)
        self.table.setHorizontalHeaderLabels(
            [self.tr("asks → finds"), self.tr("hits"), self.tr("rate"), self.tr("chance")]
        )
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self.table.setShowGrid(False)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.verticalHeader().setDefaultSectionSize(24)
        self.table.setAccessibleName(self.tr("Pointing game"))
        line = QHBoxLayout()
        line.addWidget(self.this_item)
        line.addWidget(self.catalog)
        line.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 4, 0, 0)
        outer.setSpacing(6)
        outer.addLayout(line)
        outer.addWidget(self.verdict)
        outer.addWidget(self.table, 1)
        self.table.hide()
        outer.addStretch(0)
        self._answer: PointingAnswer | None = None
        session.theme_changed.connect(self._recolour)

    def clear(self) -> None:
        """The map changed."""
        self._answer = None
        if self.table.rowCount():
            self.table.setRowCount(0)
            self.table.hide()
            self.verdict.setText(
                self.tr("The map changed. Does the one on screen point to the right places?")
            )

    def _item(self) -> None:
        self._begin(True)

    def _all(self) -> None:
        self._begin(False)

    def _begin(self, one: bool) -> None:
        self.verdict.setText(self.tr("Playing ..."))
        self.wanted.emit(one)

    def refuse(self, sentence: str) -> None:
        """Say why there is no score."""
        self.verdict.setText(sentence)

    def show_score(self, answer: PointingAnswer) -> None:
        """Show hits, rates and chance."""
        self._answer = answer
        pairs = answer.pairs
        games, hits = sum(pair.games for pair in pairs), sum(pair.hits for pair in pairs)
        if not games:
            self.verdict.setText(
                self.tr("No planted attribute has a place in two modalities of this item.")
            )
            self.table.hide()
            return
        chance = sum(pair.chance * pair.games for pair in pairs) / games
        rate = hits / games
        colour = self._session.theme.good if rate > 2 * chance else self._session.theme.warning
        self.verdict.setText(
            markup(
                self.tr("{0} of {1} points hit ({2}); chance is {3}. {4} item(s)."),
                bold(coloured(colour, hits)),
                games,
                bold(f"{rate:.0%}"),
                f"{chance:.0%}",
                answer.items,
            )
        )
        self.table.setRowCount(0)
        for pair in pairs:
            name = f"{named(pair.query)} → {named(pair.key)}"
            self._row(name, pair, bold=True)
            for one in pair.attributes:
                self._row(f"      {one.attribute}", one, bold=False)
        self.table.show()

    def _recolour(self) -> None:
        if self._answer is not None:
            self.show_score(self._answer)

    def _row(self, name: str, score: Score, *, bold: bool) -> None:
        row = self.table.rowCount()
        self.table.insertRow(row)
        hits, games = score.hits, score.games
        cells = [name, f"{hits} / {games}", f"{hits / games:.0%}", f"{score.chance:.0%}"]
        for column, text in enumerate(cells):
            item = QTableWidgetItem(text)
            font = item.font()
            font.setBold(bold)
            item.setFont(font)
            if column:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.table.setItem(row, column, item)
