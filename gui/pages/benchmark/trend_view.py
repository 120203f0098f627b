"""The score of this machine from result to result."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from PySide6.QtWidgets import QVBoxLayout, QWidget

from benchmarks import board
from benchmarks.card import Card, minded
from core.sheet import Sheet
from gui.pages.benchmark.loading import History
from gui.pages.benchmark.plot import Plot, colours
from gui.pages.benchmark.words import flagged
from gui.session import Session
from gui.theme import Theme


class TrendView(QWidget):
    """Results of the machine that was measured last, oldest first, by the version they measured."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._history = History()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        self.plot = Plot(
            session,
            self.tr("Trend of this machine"),
            self.tr("result, oldest first"),
            self.tr("score"),
            "",
            "trend",
            self._draw,
            self.csv,
        )
        layout.addWidget(self.plot)
        self.plot.redraw()

    def show_history(self, history: History) -> None:
        """Draw those of these results that are this machine's."""
        self._history = history
        self.plot.redraw()

    def line(self) -> list[Card]:
        """Scored cards of the newest result's machine and device, oldest first."""
        own = [one for one in self._history.cards if one.result.id in self._history.own]
        scored = [one for one in own if one.score]
        if not scored:
            return []
        newest = max(scored, key=lambda one: one.result.began_utc_s)
        same = [
            one
            for one in scored
            if (one.result.machine.cpu, one.device) == (newest.result.machine.cpu, newest.device)
        ]
        return sorted(same, key=lambda one: one.result.began_utc_s)

    def csv(self) -> str:
        """The plotted numbers."""
        sheet = Sheet(["result", "version", "score", "low", "high", "mind"])
        for card in self.line():
            score = card.score
            if score is not None:
                numbers = [score.value, score.low, score.high]
                marks = "; ".join(map(str, minded(card.result)))
                sheet.row([card.result.id, card.result.product, *numbers, marks])
        return sheet.text()

    def _draw(self, plot: Plot, theme: Theme) -> None:
        cards = self.line()
        several = self.tr("Two results with a score make a trend. Measure the card again.")
        plot.say_empty("" if len(cards) > 1 else several, self.tr("Measure the card"))
        if len(cards) < 2:
            return
        colour = colours(theme)[0]
        scores = [card.score for card in cards if card.score is not None]
        places = list(range(len(scores)))
        for at, score in zip(places, scores, strict=True):
            plot.view.plot([at, at], [score.low, score.high], pen=colour)
        # A line between overlapping intervals would look like a rise or a fall.
        joined = [board.apart(one, other) for one, other in pairwise(cards)]
        marked = [card.result for card in cards if minded(card.result)]
        plot.view.plot(
            places,
            [score.value for score in scores],
            pen=colour,
            connect=np.array([*joined, False], np.int32),
            symbol=["t" if card.result in marked else "o" for card in cards],
            symbolBrush=[theme.warning if card.result in marked else colour for card in cards],
        )
        lines = []
        if not all(joined):
            lines.append(
                self.tr("not joined: not told apart, by their intervals or for other programs")
            )
        if marked:
            lines.append(self.tr("triangles: {0}").format(flagged(*marked)))
        plot.remark.setText("\n".join(lines))
        versions = [card.result.product.removeprefix("triptych ") for card in cards]
        ticks = [(at, versions[at]) for at in places if not at or versions[at] != versions[at - 1]]
        plot.view.getPlotItem().getAxis("bottom").setTicks([ticks])
