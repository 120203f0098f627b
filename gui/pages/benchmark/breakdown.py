"""Where the time of a call goes, stacked."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtWidgets import QVBoxLayout, QWidget

from benchmarks import summary
from benchmarks.amounts import duration
from benchmarks.schema import Point
from core.sheet import Sheet
from gui.pages.benchmark import model
from gui.pages.benchmark.model import Digest
from gui.pages.benchmark.plot import Plot, colours
from gui.pages.benchmark.words import stage
from gui.session import Session
from gui.theme import Theme


class Breakdown(QWidget):
    """One bar per point: its stages, or the host's and the device's share."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.rows: list[tuple[Point, dict[str, float]]] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        self.plot = Plot(
            session,
            self.tr("Where the time goes"),
            self.tr("share of the call (%)"),
            "",
            "",
            "breakdown",
            self._draw,
            self.csv,
        )
        layout.addWidget(self.plot)
        self.plot.redraw()

    def show_digest(self, digest: Digest, workload: str) -> None:
        """Draw the points of a workload that have stages."""
        points = [p for p in digest.result.measured if p.workload == workload]
        found = [(point, summary.stage_seconds(point)) for point in points]
        self.rows = [(point, stages) for point, stages in found if stages]
        self.plot.redraw()

    def csv(self) -> str:
        """The plotted numbers."""
        sheet = Sheet(["point", "stage", "seconds"])
        for point, stages in self.rows:
            sheet.rows((point.key, name, value) for name, value in stages.items())
        return sheet.text()

    def _draw(self, plot: Plot, theme: Theme) -> None:
        nothing = self.tr(
            "This workload is timed in one piece. Training and the way from words and picture to a "
            "list are timed stage by stage; on an accelerator all show the host's share."
        )
        plot.say_empty("" if self.rows else nothing, self.tr("Measure stages"))
        if not self.rows:
            return
        palette = colours(theme)
        names = list(dict.fromkeys(name for _point, stages in self.rows for name in stages))
        common = model.common_size([point.axes for point, _stages in self.rows])
        legend = plot.add_legend(theme)
        ticks = []
        shown: set[str] = set()
        for row, (point, stages) in enumerate(reversed(self.rows)):
            total = sum(stages.values())
            place = model.marked(point, common)
            batch = self.tr("batch")
            ticks.append((row, f"{place} · {batch} {point.axes.batch} · {duration(total)}"))
            left = 0.0
            for name, value in stages.items():
                share = 100 * value / total
                colour = palette[names.index(name) % len(palette)]
                bar = pg.BarGraphItem(
                    x0=[left],
                    x1=[left + share],
                    y=[row],
                    height=0.6,
                    brush=colour,
                    pen=pg.mkPen(theme.surface, width=2),
                )
                bar.setToolTip(f"{stage(name)}: {duration(value)}, {share:.0f} %")
                plot.view.addItem(bar)
                if share > 6:
                    text = pg.TextItem(f"{share:.0f} %", theme.surface, anchor=(0.5, 0.5))
                    text.setPos(left + share / 2, row)
                    plot.view.addItem(text)
                if name not in shown:
                    shown.add(name)
                    sample = pg.ScatterPlotItem(symbol="s", brush=colour, pen=None)
                    legend.addItem(sample, stage(name))
                left += share
        plot.view.getPlotItem().getAxis("left").setTicks([ticks])
        plot.view.setYRange(min(-0.6, len(self.rows) - 6.6), len(self.rows) - 0.4, padding=0)
        plot.view.setXRange(0, 100, padding=0.02)
