"""Results by machine and date: a small table of scores, their trend, two of them compared."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QSpinBox,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from benchmarks.amounts import long, quantity
from benchmarks.buy import Cost, Need, costs
from benchmarks.card import Card
from benchmarks.jobs import JOBS
from benchmarks.statistics import Estimate
from core.sheet import Sheet
from gui.pages.benchmark.loading import History
from gui.pages.benchmark.plot import Plot, colours
from gui.pages.benchmark.tables import Table
from gui.pages.benchmark.words import interval
from gui.session import Session
from gui.theme import Theme
from gui.translation import told
from gui.widgets.layout.basic import label

#: Most items and interactions that can be asked about.
MOST = 1_000_000_000


class MachinesView(QWidget):
    """All results there are, of this machine and of others.

    Signals:
        compare: baseline and candidate files.
        folder: the user wants to choose a folder of results.
    """

    compare = Signal(str, str)
    folder = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._history = History()
        self._rows: list[tuple[Card, Path | None]] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        top = QHBoxLayout()
        self.sentence = label("", "muted", wrap=True)
        top.addWidget(self.sentence, 1)
        self.pair = QPushButton(self.tr("Compare these two"))
        self.pair.clicked.connect(self._compare)
        self.more = QPushButton(self.tr("Folder of results ..."))
        self.more.setToolTip(self.tr("Results of other machines: the best score stands first"))
        self.more.clicked.connect(self.folder)
        top.addWidget(self.pair)
        top.addWidget(self.more)
        layout.addLayout(top)
        self.table = Table(
            session,
            self.tr("Results by score"),
            [
                self.tr("score"),
                self.tr("±"),
                self.tr("date"),
                self.tr("machine"),
                *(told(job.title) for job in JOBS),
                self.tr("version"),
                self.tr("mind"),
            ],
            3,
        )
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.itemSelectionChanged.connect(self._selected)
        self.trend = Plot(
            session,
            self.tr("Trend of this machine"),
            self.tr("result, oldest first"),
            self.tr("score"),
            "",
            "trend",
            self._draw,
            self._csv,
        )
        parts = QSplitter()
        parts.addWidget(self.trend)
        parts.addWidget(self._buy())
        parts.setSizes([400, 500])
        layout.addWidget(self.table, 3)
        layout.addWidget(parts, 3)
        session.catalog_changed.connect(self._fill_need)
        self._selected()
        self.trend.redraw()

    def _buy(self) -> QWidget:
        """How long a catalog would take on each machine."""
        part = QWidget()
        layout = QVBoxLayout(part)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(label(self.tr("How long a catalog would take"), "heading"))
        form = QFormLayout()
        self.items, self.interactions = QSpinBox(), QSpinBox()
        for box, value in ((self.items, 100_000), (self.interactions, 1_000_000)):
            box.setRange(1, MOST)
            box.setGroupSeparatorShown(True)
            box.setValue(value)
            box.valueChanged.connect(self._reckon)
        form.addRow(self.tr("Items"), self.items)
        form.addRow(self.tr("Interactions"), self.interactions)
        layout.addLayout(form)
        self.costs = Table(
            self._session,
            self.tr("How long a catalog would take"),
            [
                self.tr("machine"),
                self.tr("encode"),
                self.tr("train"),
                self.tr("a list"),
                self.tr("longest"),
                self.tr("mind"),
            ],
            0,
        )
        layout.addWidget(self.costs, 1)
        self.assumed = label("", "muted", wrap=True)
        layout.addWidget(self.assumed)
        self._each = Need(1, 1, words=40, pictures=1)
        return part

    # --- results --------------------------------------------------------------------------

    def show_history(self, history: History) -> None:
        """Show all results."""
        self._history = history
        self._rows = [(card, history.paths.get(card.result.id)) for card in history.cards]
        self.table.fill([self._row(card) for card, _ in self._rows])
        unread = "; ".join(f"{name}: {told(why)}" for name, why in history.unread)
        words = self.tr("Choose two results to compare them.")
        self.sentence.setText(f"{words}\n{unread}" if unread else words)
        self._selected()
        self.trend.redraw()
        self._reckon()

    def _row(self, card: Card) -> list[tuple[str, str, str]]:
        rates = {line.job.workload: quantity(line.rate.value) for line in card.lines}
        when = datetime.fromtimestamp(card.result.began_utc_s, UTC).strftime("%Y-%m-%d %H:%M")
        marks = "; ".join(map(told, card.marks))
        return [
            (f"{card.score.value:,.0f}" if card.score else "-", "", told(card.why)),
            (interval(card.score) if card.score else "", "muted", ""),
            (when, "", card.result.id),
            (told(card.machine), "", card.result.id),
            *((rates.get(job.workload, ""), "", told(job.unit)) for job in JOBS),
            (card.result.product.removeprefix("triptych "), "muted", ""),
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

    # --- trend ----------------------------------------------------------------------------

    def line(self) -> list[Card]:
        """Scored cards of the newest result's machine and device, oldest first."""
        own = [card for card, path in self._rows if path is not None and card.score]
        if not own:
            return []
        newest = max(own, key=lambda card: card.result.began_utc_s)
        same = [
            card
            for card in own
            if (card.result.machine.cpu, card.device) == (newest.result.machine.cpu, newest.device)
        ]
        return sorted(same, key=lambda card: card.result.began_utc_s)

    def _csv(self) -> str:
        sheet = Sheet(["result", "version", "score", "low", "high"])
        for card in self.line():
            score = card.score
            if score is not None:
                sheet.row([card.result.id, card.result.product, score.value, score.low, score.high])
        return sheet.text()

    def _draw(self, plot: Plot, theme: Theme) -> None:
        cards = self.line()
        several = self.tr("Two results with a score make a trend. Measure the card again.")
        plot.say_empty("" if len(cards) > 1 else several)
        if len(cards) < 2:
            return
        colour = colours(theme)[0]
        scores = [card.score for card in cards if card.score is not None]
        places = list(range(len(scores)))
        for at, score in zip(places, scores, strict=True):
            plot.view.plot([at, at], [score.low, score.high], pen=colour)
        plot.view.plot(
            places, [s.value for s in scores], pen=colour, symbol="o", symbolBrush=colour
        )
        versions = [card.result.product.removeprefix("triptych ") for card in cards]
        ticks = [(at, versions[at]) for at in places if not at or versions[at] != versions[at - 1]]
        plot.view.getPlotItem().getAxis("bottom").setTicks([ticks])

    # --- what a catalog would take --------------------------------------------------------

    def _fill_need(self) -> None:
        catalog = self._session.catalog
        if catalog is None or not catalog.items.height:
            return
        need = Need.of(catalog)
        n = need.items
        self._each = Need(
            1, 1, words=need.words / n, pictures=need.pictures / n, sound_s=need.sound_s / n
        )
        for box, value in ((self.items, n), (self.interactions, need.interactions)):
            box.blockSignals(True)
            box.setValue(max(1, value))
            box.blockSignals(False)
        self._reckon()

    def need(self) -> Need:
        """What is asked about: so many items like those of the open catalog."""
        n, each = self.items.value(), self._each
        return Need(
            n, self.interactions.value(), each.words * n, each.pictures * n, each.sound_s * n
        )

    def _reckon(self, _value: int = 0) -> None:
        found = costs(self._history.results, self.need())
        self.costs.fill([self._cost(one) for one in found])
        assumed = dict.fromkeys(told(sentence) for one in found for sentence in one.assumed)
        words = self.tr("Assumed where no sweep was measured: {0}")
        self.assumed.setText(words.format("; ".join(assumed)) if assumed else "")

    def _cost(self, one: Cost) -> list[tuple[str, str, str]]:
        parts = [self._time(part) for part in (one.encode, one.train, one.serve)]
        name, marks = told(one.card.machine), "; ".join(map(told, one.card.marks))
        return [
            (name, "", one.card.result.id),
            *parts,
            (told(one.limits), "muted", ""),
            (marks, "warning", marks),
        ]

    def _time(self, found: Estimate | None) -> tuple[str, str, str]:
        if found is None:
            return self.tr("not known"), "muted", ""
        return f"{long(found.value)} {interval(found)}", "", ""
