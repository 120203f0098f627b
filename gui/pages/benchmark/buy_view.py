"""How long a catalog would take on each machine that has a result."""

from __future__ import annotations

from PySide6.QtWidgets import QSpinBox, QVBoxLayout, QWidget

from benchmarks.amounts import long
from benchmarks.buy import Cost, Need, costs
from benchmarks.statistics import Estimate
from gui.pages.benchmark.folding import Table
from gui.pages.benchmark.loading import History
from gui.pages.benchmark.nothing import Nothing
from gui.pages.benchmark.words import interval, machine, run
from gui.session import Session
from gui.translation import told
from gui.widgets.layout.basic import label
from gui.widgets.layout.flow import FlowLayout
from gui.widgets.layout.scrolled import Scrolled

#: Most items and interactions that can be asked about.
MOST = 1_000_000_000


class BuyView(QWidget):
    """Encoding, training and serving so many items and interactions, and which takes longest."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._history = History()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 8, 0, 0)
        scroll = Scrolled()
        outer.addWidget(scroll)
        layout = scroll.inner
        layout.addWidget(label(self.tr("How long a catalog would take"), "heading"))
        form = FlowLayout()
        self.items, self.interactions = QSpinBox(), QSpinBox()
        for box, value in ((self.items, 100_000), (self.interactions, 1_000_000)):
            box.setRange(1, MOST)
            box.setGroupSeparatorShown(True)
            box.setValue(value)
            box.valueChanged.connect(self._reckon)
        self.items.setPrefix(self.tr("items: "))
        self.interactions.setPrefix(self.tr("interactions: "))
        form.addWidget(self.items)
        form.addWidget(self.interactions)
        layout.addLayout(form)
        self.costs = Table(
            session,
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
            whole=True,
        )
        layout.addWidget(self.costs)
        self.assumed = label("", "muted", wrap=True)
        layout.addWidget(self.assumed)
        self.nothing = Nothing()
        layout.addWidget(self.nothing)
        layout.addStretch(1)
        self._each = Need(1, 1, words=40, pictures=1)
        session.catalog_changed.connect(self._fill_need)
        self._fill_need()

    def show_history(self, history: History) -> None:
        """Reckon with the machines of these results."""
        self._history = history
        self.nothing.ask_for_own(not history.own)
        self._reckon()

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
        need, n = self.need(), self.items.value()
        amounts = self.tr("Each item: words {0}, pictures {1}, seconds of sound {2}. Epochs: {3}.")
        each = (f"{one / n:.3g}" for one in (need.words, need.pictures, need.sound_s))
        lines = [amounts.format(*each, need.epochs)]
        if assumed:
            lines += assumed
        self.assumed.setText("\n".join(lines))

    def _cost(self, one: Cost) -> list[tuple[str, str, str]]:
        parts = [self._time(part) for part in (one.encode, one.train, one.serve)]
        marks = "; ".join(map(told, one.card.marks))
        return [
            (f"{machine(one.card)}\n{run(one.card.result)}", "", one.card.result.id),
            *parts,
            (told(one.limits), "muted", ""),
            (marks, "warning", marks),
        ]

    def _time(self, found: Estimate | None) -> tuple[str, str, str]:
        if found is None:
            return self.tr("not measured"), "muted", ""
        return f"{long(found.value)} {interval(found)}", "", ""
