"""How much faster each place of the grid is than the plain CPU, with intervals, as bars."""

from __future__ import annotations

from math import log10

import pyqtgraph as pg
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.sheet import Sheet
from gui.pages.benchmark import model
from gui.pages.benchmark.model import Digest, SpeedUp
from gui.pages.benchmark.plot import Plot
from gui.session import Session
from gui.theme import Theme
from gui.translation import told

#: More bars than this cannot be told apart.
MOST = 24


class SpeedUps(QWidget):
    """One bar per place; the colour repeats the verdict that stands beside it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.bars: list[SpeedUp] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        self.plot = Plot(
            session,
            self.tr("Speed-up over the plain CPU"),
            self.tr("times faster (1 = the same)"),
            "",
            "x",
            "speed-up",
            self._draw,
            self.csv,
        )
        layout.addWidget(self.plot)
        self.plot.redraw()

    def show_digest(self, digest: Digest, workload: str) -> None:
        """Draw the bars of a workload."""
        self.bars = list(digest.speedups.get(workload, ()))[:MOST]
        self.plot.redraw()

    def csv(self) -> str:
        """The plotted numbers."""
        sheet = Sheet()
        head = ["place", "batch", "reference", "speedup", "low", "high", "verdict", "reason"]
        sheet.row(head)
        for bar in self.bars:
            found = bar.comparison.speedup
            sheet.row(
                [
                    model.place(bar.point.axes),
                    bar.point.axes.batch,
                    model.place(bar.reference.axes),
                    found.value,
                    found.low,
                    found.high,
                    bar.comparison.verdict,
                    bar.comparison.reason,
                ]
            )
        return sheet.text()

    def _draw(self, plot: Plot, theme: Theme) -> None:
        nothing = self.tr(
            "Only one kind of place was measured. Measure a second one (an accelerator, "
            "torch.compile, bf16, more threads) to see how they compare."
        )
        plot.say_empty("" if self.bars else nothing, self.tr("Measure"))
        if not self.bars:
            return
        common = model.common_size([bar.point.axes for bar in self.bars])
        colour = {
            "faster": theme.good,
            "slower": theme.bad,
            "same": theme.muted,
            "inconclusive": theme.warning,
        }
        ticks = []
        words = {
            "faster": self.tr("faster"),
            "slower": self.tr("slower"),
            "same": self.tr("same"),
            "inconclusive": self.tr("inconclusive"),
        }
        reach = [log10(bar.comparison.speedup.high) for bar in self.bars]
        reach += [log10(bar.comparison.speedup.low) for bar in self.bars]
        span = max(0.3, max(reach) - min(*reach, 0.0))
        for row, bar in enumerate(reversed(self.bars)):
            found, verdict = bar.comparison.speedup, bar.comparison.verdict
            name = model.marked(bar.point, common)
            ticks.append((row, self.tr("{0} · batch {1}").format(name, bar.point.axes.batch)))
            item = pg.BarGraphItem(
                x0=[min(0.0, log10(found.value))],
                x1=[max(0.0, log10(found.value))],
                y=[row],
                height=0.55,
                brush=colour[verdict],
                pen=pg.mkPen(None),
            )
            item.setOpacity(0.45 if verdict == "inconclusive" else 0.9)
            plot.view.addItem(item)
            pen = pg.mkPen(theme.text, width=2)
            low, high = log10(found.low), log10(found.high)
            plot.view.plot([low, high], [row, row], pen=pen)
            for end in (low, high):
                plot.view.plot([end, end], [row - 0.13, row + 0.13], pen=pen)
            text = pg.TextItem(f"{found.value:.2f}×  {words[verdict]}", theme.text, anchor=(0, 0.5))
            text.setToolTip(told(bar.comparison.reason))
            text.setPos(max(high, 0.0) + 0.015 * span, row)
            plot.view.addItem(text)
        plot.view.addItem(pg.InfiniteLine(0.0, pen=pg.mkPen(theme.text, width=1)))
        plot.view.getPlotItem().getAxis("left").setTicks([ticks])
        plot.view.setYRange(min(-0.6, len(self.bars) - 6.6), len(self.bars) - 0.4, padding=0)
        plot.view.setXRange(min(*reach, 0.0) - 0.03 * span, max(*reach, 0.0) + 0.3 * span)
        reference = self.bars[0].reference
        plot.remark.setText(self.tr("against {0}").format(model.place(reference.axes, common)))
