"""Every call that was measured, as a stroke at its time: the slow ones are seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log10
from statistics import median

import pyqtgraph as pg
from PySide6.QtGui import QResizeEvent
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

#: Pixels of a row: what it tells, and below it its strokes; and of all that is above and below.
ROW, REST = 36, 110


class LatencyView(QWidget):
    """One row per place and batch of a workload: its calls, their median and where they end."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.points: list[Point] = []
        #: As many as can be read in this height.
        self._rows = 6
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
        self.plot.redraw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._rows != (rows := max(1, (self.height() - REST) // ROW)):
            self._rows = rows
            self.plot.redraw()

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
        common = model.common_size([point.axes for point in self.points])
        drawn = self.points[: self._rows]
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
                plot.view.plot(place, [at - 0.32, at + 0.12], pen=pen)
            text = pg.TextItem(self._said(point, x, common), theme.text, anchor=(0, 1))
            text.setFont(sized(self.font(), 0.9))
            text.setPos(min(ends) - room, at + 0.12)
            plot.view.addItem(text)
        plot.view.getPlotItem().getAxis("left").setTicks([[]])
        plot.view.setYRange(len(drawn) - 0.1 - self._rows, len(drawn) - 0.3, padding=0)
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

    def _said(self, point: Point, calls: Sequence[float], common: Mapping[str, int]) -> str:
        """A row's place and its numbers: no quantile that its calls are too few for."""
        tail, is_quantile = model.tail(calls)
        place = self.tr("{0} · batch {1}").format(model.marked(point, common), point.axes.batch)
        ends = (
            self.tr("median {0}, 99 % ≤ {1}").format(duration(median(calls)), duration(tail))
            if is_quantile
            else self.tr("median {0}, slowest of {1} calls {2}").format(
                duration(median(calls)), len(calls), duration(tail)
            )
        )
        return f"{place}: {ends}"
