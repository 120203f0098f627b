"""Every call that was measured, as a stroke at its time: the slow ones are seen."""

from __future__ import annotations

from collections.abc import Mapping
from math import log10
from statistics import median

import pyqtgraph as pg
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from benchmarks.amounts import duration
from benchmarks.schema import Point
from core.sheet import Sheet
from gui.pages.benchmark import model
from gui.pages.benchmark.model import Digest
from gui.pages.benchmark.plot import PENS, Plot, SecondsAxis, colours, translucent
from gui.session import Session
from gui.theme import Theme
from gui.widgets.items.painting import sized

#: Pixels of a row's strokes, around the lines of its text, and above and below all rows.
STROKES, AROUND, REST = 20, 10, 110
#: Pixels beside the text of a row.
BESIDE = 40


class LatencyView(QWidget):
    """One row per place and batch of a workload: its calls, their median and where they end."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.points: list[Point] = []
        #: What stands above the strokes of each point: its place and its numbers.
        self._told: list[tuple[str, str]] = []
        #: As many rows as can be read in this height, what parts place and numbers, and how much of
        #: a row they take.
        self._shape = (6, ": ", 0.5)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        self.plot = Plot(
            session,
            self.tr("Latency of single calls"),
            self.tr("time of one call"),
            "",
            "",
            "latency",
            self._draw,
            self.csv,
        )
        self.plot.view.setAxisItems({"bottom": SecondsAxis("bottom")})
        layout.addWidget(self.plot)
        self.plot.redraw()

    def show_digest(self, digest: Digest, workload: str) -> None:
        """Draw the points of a workload."""
        self.points = [p for p in digest.result.measured if p.workload == workload]
        common = model.common_size([point.axes for point in self.points])
        self._told = [self._said(point, common) for point in self.points]
        self._shape = self._fitting()
        self.plot.redraw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._shape != (shape := self._fitting()):
            self._shape = shape
            self.plot.redraw()

    def _fitting(self) -> tuple[int, str, float]:
        """How many rows fit; where a text is wider than the view it takes two lines."""
        metrics = QFontMetrics(self._font())
        widest = max((metrics.horizontalAdvance(": ".join(one)) for one in self._told), default=0)
        between = ": " if widest + BESIDE <= self.width() else "\n"
        text = AROUND + metrics.height() * (2 if between == "\n" else 1)
        rows = max(1, (self.height() - REST) // (text + STROKES))
        return rows, between, text / (text + STROKES)

    def _font(self) -> QFont:
        return sized(self.font(), 0.9)

    def csv(self) -> str:
        """The plotted numbers."""
        sheet = Sheet(["point", "latency_s", "share"])
        for point in self.points:
            sheet.rows((point.key, x, y) for x, y in zip(*model.ecdf(point), strict=True))
        return sheet.text()

    def _draw(self, plot: Plot, theme: Theme) -> None:
        plot.remark.setText("")
        plot.say_empty(
            ""
            if self.points
            else self.tr(
                "How long single calls take, the slow ones too. Nothing has been measured for this "
                "workload yet."
            ),
            self.tr("Measure"),
        )
        if not self.points:
            return
        palette = colours(theme)
        rows, between, text_share = self._shape
        drawn = self.points[:rows]
        calls = {point.key: model.ecdf(point)[0] for point in drawn}
        ends = [log10(max(v, 1e-9)) for found in calls.values() for v in (found[0], found[-1])]
        room = 0.06 * max(0.1, max(ends) - min(ends))
        for at, point in enumerate(reversed(drawn)):
            x = calls[point.key]
            colour = palette[drawn.index(point) % len(palette)]
            steps = [log10(max(v, 1e-9)) for v in x]
            plot.view.addItem(
                pg.ScatterPlotItem(
                    steps, [at - 0.1] * len(x), symbol="|", size=12, pen=translucent(colour, 150)
                )
            )
            middle, (tail, _) = median(x), model.tail(x)
            for value, width, style in ((middle, 4, PENS[0]), (tail, 2, PENS[2])):
                place = [log10(max(value, 1e-9))] * 2
                pen = pg.mkPen(theme.text, width=width, style=style)
                plot.view.plot(place, [at - 0.25, at + 0.12], pen=pen)
            said = between.join(self._told[drawn.index(point)])
            text = pg.TextItem(said, theme.text, anchor=(0, 1))
            text.setFont(self._font())
            text.setPos(min(ends) - room, at + 0.12)
            plot.view.addItem(text)
        plot.view.getPlotItem().getAxis("left").setTicks([[]])
        top = len(drawn) - 0.88 + text_share
        plot.view.setYRange(top - rows, top, padding=0)
        plot.view.setXRange(min(ends) - room, max(ends) + room, padding=0)
        count = sum(len(found) for found in calls.values())
        said = self.tr(
            "Each stroke is a call: {0}, none left out; thick: median, dotted: 99 %, of fewer than "
            "{1} calls the slowest"
        ).format(count, model.FEW)
        if len(self.points) > len(drawn):
            more = self.tr("{0} of {1} rows, the others stand in Numbers")
            said = f"{said}; {more.format(len(drawn), len(self.points))}"
        plot.remark.setText(said)

    def _said(self, point: Point, common: Mapping[str, int]) -> tuple[str, str]:
        """A row's place and its numbers: no quantile that its calls are too few for."""
        calls, _ = model.ecdf(point)
        tail, is_quantile = model.tail(calls)
        place = self.tr("{0} · batch {1}").format(model.marked(point, common), point.axes.batch)
        middle, end = duration(median(calls)), duration(tail)
        if is_quantile:
            return place, self.tr("median {0}, 99 % ≤ {1}").format(middle, end)
        slowest = self.tr("median {0}, slowest of {1} calls {2}")
        return place, slowest.format(middle, len(calls), end)
