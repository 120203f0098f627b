"""Throughput against batch: curves with bands, hollow where unsure, a cross where memory ends."""

from __future__ import annotations

from math import log10

import pyqtgraph as pg
from PySide6.QtWidgets import QVBoxLayout, QWidget

from benchmarks.amounts import duration
from core.sheet import Sheet
from gui.pages.benchmark import model
from gui.pages.benchmark.model import Cell, Series
from gui.pages.benchmark.plot import PENS, SYMBOLS, LogAxis, Plot, Row, colours, translucent
from gui.pages.benchmark.words import a_second, interval, size, state, verdict
from gui.session import Session
from gui.theme import Theme
from gui.translation import told


class Throughput(QWidget):
    """One workload at a time."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.curves: list[Series] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        self.plot = Plot(
            session,
            self.tr("Throughput against batch"),
            self.tr("batch"),
            self.tr("items per second"),
            "xy",
            "throughput",
            self._draw,
            self.csv,
        )
        layout.addWidget(self.plot)
        self.show_cells([], "")

    def show_cells(self, cells: list[Cell], workload: str) -> None:
        """Draw the curves of a workload, or bars where one batch was measured."""
        self.curves = model.series(cells, workload)
        one = all(len(curve.cells) < 2 for curve in self.curves)
        self._axis().plain = one
        if one:
            self.plot.name_axes(self._unit(), "")
        else:
            self.plot.name_axes(self.tr("batch: items at once"), self._unit())
        self.plot.redraw()

    def _axis(self) -> LogAxis:
        axis = self.plot.view.getPlotItem().getAxis("bottom")
        assert isinstance(axis, LogAxis)
        return axis

    def _unit(self) -> str:
        units = {one.unit for curve in self.curves for one in curve.cells if one.unit}
        word = size(units.pop()) if len(units) == 1 else ""
        return self.tr("{0} per second").format(word) if word else self.tr("items per second")

    def csv(self) -> str:
        """The plotted numbers."""
        sheet = Sheet(
            ["series", "batch", "items_per_s", "low", "high", "latency_s", "status", "flags"]
        )
        for curve in self.curves:
            for one in curve.cells:
                rate = (one.rate.value, *one.rate.ends) if one.rate else ("", "", "")
                latency = one.latency.value if one.latency else ""
                flags = ";".join(one.flags)
                sheet.row([curve.name, one.axes.batch, *rate, latency, one.status, flags])
        return sheet.text()

    def _draw(self, plot: Plot, theme: Theme) -> None:
        shown = [c for c in self.curves if any(one.rate or one.status == "oom" for one in c.cells)]
        plot.say_empty(
            ""
            if shown
            else self.tr(
                "Nothing has been measured for this workload yet. Tick it and press “Measure”, or "
                "open a result file of this or another machine."
            ),
            self.tr("Measure"),
        )
        plot.remark.setText("")
        if not shown:
            return
        palette = colours(theme)
        if self._axis().plain:
            self._bars(plot, theme, shown)
            return
        legend = plot.add_legend(theme)
        for number, curve in enumerate(shown):
            line = self._curve(plot, theme, curve, palette[number % len(palette)], number)
            if line is not None:
                legend.addItem(line, curve.name)
        batches = sorted({one.axes.batch for c in shown for one in c.cells})
        ticks = [[(log10(batch), f"{batch:,}") for batch in batches]]
        plot.view.getPlotItem().getAxis("bottom").setTicks(ticks)
        self._remark(plot, theme, shown)

    def _bars(self, plot: Plot, theme: Theme, shown: list[Series]) -> None:
        """Of one batch a number beside a bar, not a dot in an empty plot."""
        rows = []
        for number, curve in enumerate(shown):
            one = curve.cells[0]
            rate = one.rate
            name = self.tr("{0} · batch {1}").format(curve.name, one.axes.batch)
            colour = colours(theme)[number % len(PENS)]
            if rate is None:
                rows.append(
                    Row(name, 0.0, 0.0, 0.0, state(one.status), theme.bad, told(one.reason))
                )
                continue
            how = f"{a_second(rate.value, one.unit)}  {interval(rate)}"
            how += f"  {verdict(one.sureness)}" if one.visits else ""
            tip = self._tip(0, 0, one)
            rows.append(Row(name, rate.value, rate.low, rate.high, how, colour, tip, one.unsure))
        plot.bars(theme, rows)
        plot.remark.setText(
            self.tr("One batch was measured. “Standard” measures more and shows which is best.")
        )

    def _curve(
        self, plot: Plot, theme: Theme, curve: Series, colour: str, number: int
    ) -> pg.PlotDataItem | None:
        have = [one for one in curve.cells if one.rate is not None and one.rate.value > 0]
        line = None
        if have:
            x = [log10(one.axes.batch) for one in have]
            rates = [one.rate for one in have if one.rate]
            y = [log10(rate.value) for rate in rates]
            low = pg.PlotDataItem(x, [log10(rate.low) for rate in rates])
            high = pg.PlotDataItem(x, [log10(rate.high) for rate in rates])
            band = pg.FillBetweenItem(low, high, brush=translucent(colour, 55))
            plot.view.addItem(band)
            for estimate, at in zip(rates, x, strict=True):
                ends = [log10(estimate.low), log10(estimate.high)]
                plot.view.plot([at, at], ends, pen=pg.mkPen(translucent(colour, 150), width=2))
            pen = pg.mkPen(colour, width=2, style=PENS[number % len(PENS)])
            plot.view.plot(x, y, pen=pen)
            symbol = SYMBOLS[number % len(SYMBOLS)]
            dots = pg.ScatterPlotItem(
                x,
                y,
                data=have,
                symbol=symbol,
                size=10,
                pen=pg.mkPen(colour, width=2),
                brush=[pg.mkBrush(theme.surface if one.unsure else colour) for one in have],
                hoverable=True,
                tip=self._tip,
            )
            plot.view.addItem(dots)
            # Only for the legend, which knows how to draw a line with a symbol.
            line = pg.PlotDataItem(
                [0],
                [0],
                pen=pen,
                symbol=symbol,
                symbolSize=9,
                symbolBrush=pg.mkBrush(colour),
                symbolPen=pg.mkPen(colour),
            )
        gone = [one for one in curve.cells if one.status == "oom"]
        if gone:
            cross = pg.ScatterPlotItem(
                [log10(one.axes.batch) for one in gone],
                [log10(have[-1].rate.value) if have and have[-1].rate else 0.0] * len(gone),
                symbol="x",
                size=14,
                pen=pg.mkPen(theme.bad, width=2),
                brush=theme.bad,
                data=gone,
                hoverable=True,
                tip=self._tip,
            )
            plot.view.addItem(cross)
        return line

    def _tip(self, x: float, y: float, data: Cell) -> str:
        lines = [self.tr("{0} · batch {1:,}").format(model.place(data.axes), data.axes.batch)]
        if data.rate and data.latency:
            lines.append(f"{a_second(data.rate.value, data.unit)} {model.noise_line(data)}")
            lines.append(f"{verdict(data.sureness)} · {duration(data.latency.value)}")
        lines += map(told, data.doubts)
        if data.reason:
            lines.append(told(data.reason))
        return "\n".join(lines)

    def _remark(self, plot: Plot, theme: Theme, shown: list[Series]) -> None:
        crossing = model.crossover(shown)
        parts = []
        if crossing is not None:
            name, batch = crossing
            line = pg.InfiniteLine(
                log10(batch),
                pen=pg.mkPen(theme.accent, width=1, style=PENS[1]),
                label=self.tr("faster from here"),
                labelOpts={"color": theme.accent, "position": 0.95},
            )
            plot.view.addItem(line)
            text = self.tr("{0} is ahead of the CPU from a batch of {1}")
            parts.append(text.format(name, f"{batch:,.0f}"))
        if any(one.unsure for c in shown for one in c.cells):
            parts.append(self.tr("hollow: rough or uncertain, see Numbers"))
        if any(one.status == "oom" for c in shown for one in c.cells):
            parts.append(self.tr("×: out of memory"))
        plot.remark.setText("   ".join(parts))
