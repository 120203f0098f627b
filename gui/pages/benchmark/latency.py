"""Every latency that was measured, as empirical distribution functions."""

from __future__ import annotations

from math import log10

import pyqtgraph as pg
from PySide6.QtWidgets import QVBoxLayout, QWidget

from benchmarks.amounts import duration
from benchmarks.schema import Point
from core.sheet import Sheet
from gui.pages.benchmark import model
from gui.pages.benchmark.model import Digest
from gui.pages.benchmark.plot import PENS, Plot, SecondsAxis, colours
from gui.session import Session
from gui.theme import Theme

MOST = 10


class LatencyView(QWidget):
    """One step curve per point of a workload; the shape shows tails a median hides."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.points: list[Point] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        self.plot = Plot(
            session,
            self.tr("Latency of single calls"),
            self.tr("latency"),
            self.tr("share of calls"),
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
        self.points = [p for p in digest.result.measured if p.workload == workload][:MOST]
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
        legend = plot.add_legend(theme, (1, 1))
        palette = colours(theme)
        common = model.common_size([point.axes for point in self.points])
        for number, point in enumerate(self.points):
            x, y = model.ecdf(point)
            pen = pg.mkPen(palette[number % len(palette)], width=2, style=PENS[number // 5 % 4])
            steps = [log10(max(v, 1e-9)) for v in x]
            line = plot.view.plot(steps, y, pen=pen)
            name = self.tr("{0} · batch {1}").format(model.marked(point, common), point.axes.batch)
            middle, tail = duration(model.quantile(x, 0.5)), duration(model.quantile(x, 0.99))
            legend.addItem(line, f"{name}   p50 {middle}   p99 {tail}")
        for share in (0.5, 0.99):
            pen = pg.mkPen(theme.plot_grid, width=1, style=PENS[1])
            plot.view.addItem(pg.InfiniteLine(share, angle=0, pen=pen))
        count = sum(len(entry.latency_s) for point in self.points for entry in point.rounds)
        plot.remark.setText(self.tr("%n call(s), none left out", "", count))
