"""Results by score, or by machine and date: a small table, two of them compared."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemView, QPushButton, QVBoxLayout, QWidget

from benchmarks import board
from benchmarks.amounts import quantity
from benchmarks.card import Card
from benchmarks.jobs import JOBS
from gui.pages.benchmark.folding import Table
from gui.pages.benchmark.loading import History
from gui.pages.benchmark.nothing import Nothing
from gui.pages.benchmark.words import interval, machine, run
from gui.session import Session
from gui.translation import told
from gui.widgets.forms.segmented import Segmented
from gui.widgets.layout.basic import label
from gui.widgets.layout.flow import FlowLayout
from gui.widgets.layout.scrolled import Scrolled


class MachinesView(QWidget):
    """All results there are, of this machine and of others; the reference is marked.

    Signals:
        compare: baseline and candidate files.
        folder: the user wants to choose a folder of results.
    """

    compare = Signal(str, str)
    folder = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._history = History()
        self._rows: list[tuple[Card, Path | None]] = []
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 8, 0, 0)
        scroll = Scrolled()
        outer.addWidget(scroll)
        layout = scroll.inner
        self.order = Segmented(
            [
                ("score", self.tr("By score"), ""),
                ("date", self.tr("By machine and date"), ""),
            ],
            self.tr("Order"),
        )
        self.order.chosen.connect(self._fill)
        self.pair = QPushButton(self.tr("Compare these two"))
        self.pair.clicked.connect(self._compare)
        self.more = QPushButton(self.tr("Folder of results ..."))
        self.more.setToolTip(self.tr("Results of other machines: the best score stands first"))
        self.more.clicked.connect(self.folder)
        top = FlowLayout()
        for part in (self.order, self.pair, self.more):
            top.addWidget(part)
        layout.addLayout(top)
        self.table = Table(
            session,
            self.tr("Results by score"),
            [
                self.tr("rank"),
                self.tr("score"),
                self.tr("machine"),
                *(self.tr("{0}/s").format(told(job.short)) for job in JOBS),
                self.tr("mind"),
            ],
            2,
            whole=True,
        )
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.itemSelectionChanged.connect(self._selected)
        layout.addWidget(self.table)
        self.sentence = label("", "muted", wrap=True)
        layout.addWidget(self.sentence)
        self.nothing = Nothing()
        layout.addWidget(self.nothing)
        layout.addStretch(1)
        self._selected()

    def show_history(self, history: History) -> None:
        """Show all results."""
        self._history = history
        self.nothing.ask_for_own(not history.own)
        unread = "; ".join(f"{name}: {told(why)}" for name, why in history.unread)
        words = self.tr("Choose two results to compare them.") + f" {told(board.RANKED)}"
        self.sentence.setText(f"{words}\n{unread}" if unread else words)
        self._fill()

    def _fill(self, _order: object = None) -> None:
        found = list(self._history.cards)
        if self.order.value == "date":
            found.sort(key=lambda one: (told(one.machine), -one.result.began_utc_s))
        self._rows = [(one, self._history.paths.get(one.result.id)) for one in found]
        self.table.clearSelection()
        self.table.fill([self._row(card) for card, _ in self._rows])
        self._selected()

    def _row(self, card: Card) -> list[tuple[str, str, str]]:
        rates = {line.job.workload: quantity(line.rate.value) for line in card.lines}
        marks = "; ".join(map(told, card.marks))
        rank, score = board.rank(card, self._history.cards), card.score
        how = {job.workload: f"{told(job.title)}: {told(job.unit)}" for job in JOBS}
        return [
            (str(rank or ""), "", told(board.RANKED)),
            (f"{score.value:,.0f} {interval(score)}" if score else "-", "", told(card.why)),
            (f"{machine(card)}\n{run(card.result)}", "", card.result.id),
            *((rates.get(job.workload, ""), "", how[job.workload]) for job in JOBS),
            (marks, "warning", marks),
        ]

    def _chosen(self) -> list[tuple[Card, Path]]:
        rows = sorted({index.row() for index in self.table.selectedIndexes()})
        found = [self._rows[row] for row in rows if row < len(self._rows)]
        return [(card, path) for card, path in found if path is not None]

    def _selected(self) -> None:
        self.pair.setEnabled(len({path for _, path in self._chosen()}) == 2)

    def _compare(self) -> None:
        paths = {path: card for card, path in self._chosen()}
        if len(paths) == 2:
            older, newer = sorted(paths, key=lambda path: paths[path].result.began_utc_s)
            self.compare.emit(str(older), str(newer))
