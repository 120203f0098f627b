"""Cost against items, users, tokens and dimension on log-log axes, with fitted power laws."""

from __future__ import annotations

from math import log10

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from benchmarks.scaling import Curve, curves
from core.sheet import Sheet
from gui.pages.benchmark.model import Digest
from gui.pages.benchmark.plot import PENS, SYMBOLS, Plot, SecondsAxis, colours
from gui.pages.benchmark.words import names, size
from gui.session import Session
from gui.theme import Theme


class ScalingView(QWidget):
    """One axis at a time; every workload swept along it is a curve.

    Signals:
        wanted: measure the sweeps.
    """

    wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.curves: list[Curve] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        self.axis = QComboBox()
        self.axis.setAccessibleName(self.tr("Size that grows"))
        self.axis.hide()
        self.axis.currentTextChanged.connect(self._chosen)
        self.plot = Plot(
            session,
            self.tr("Cost against size"),
            self.tr("size"),
            self.tr("time of a call"),
            "x",
            "scaling",
            self._draw,
            self.csv,
        )
        self.plot.view.setAxisItems({"left": SecondsAxis("left")})
        self.measure = QPushButton(self.tr("Measure over sizes"))
        self.measure.setToolTip(
            self.tr("A few minutes: how cost grows with items, users, tokens and width")
        )
        self.measure.clicked.connect(self.wanted)
        row = QHBoxLayout()
        row.addWidget(self.axis, 1)
        row.addStretch(1)
        row.addWidget(self.measure)
        layout.addLayout(row)
        layout.addWidget(self.plot, 1)
        self.plot.redraw()

    def show_digest(self, digest: Digest) -> None:
        """Show the sweeps a result holds."""
        self.curves = curves(digest.result)
        axes = list(dict.fromkeys(curve.axis for curve in self.curves))
        self.axis.blockSignals(True)
        self.axis.clear()
        for axis in axes:
            self.axis.addItem(size(axis), axis)
        self.axis.blockSignals(False)
        self.axis.setVisible(len(axes) > 1)
        self._chosen()

    def _chosen(self, _axis: str = "") -> None:
        axis = self.axis.currentData()
        name = self.tr("number of {0}").format(size(axis)) if axis else self.tr("size")
        self.plot.name_axes(size(axis) if axis == "d" else name, self.tr("time of a call"))
        self.plot.redraw()

    def csv(self) -> str:
        """The plotted numbers and their fits."""
        sheet = Sheet(["workload", "axis", "size", "seconds", "low", "high", "exponent", "tail"])
        for curve in self.curves:
            for x, found in zip(curve.x, curve.seconds, strict=True):
                row = [curve.workload, curve.axis, x, found.value, found.low, found.high]
                sheet.row([*row, curve.exponent.value, curve.tail.value])
        return sheet.text()

    def _draw(self, plot: Plot, theme: Theme) -> None:
        shown = [curve for curve in self.curves if curve.axis == self.axis.currentData()]
        command = "triptych bench scaling"
        nothing = self.tr(
            "How does the time grow with more items, users and words, or wider vectors? Measure "
            "over sizes, or open a file that “{0}” wrote."
        )
        plot.say_empty("" if shown else nothing.format(command))
        plot.remark.setText("")
        if not shown:
            return
        legend = plot.add_legend(theme)
        palette, called = colours(theme), names()
        for number, curve in enumerate(shown):
            colour = palette[number % len(palette)]
            x = np.log10(curve.x)
            y = [log10(found.value) for found in curve.seconds]
            scatter = plot.view.plot(
                x,
                y,
                pen=None,
                symbol=SYMBOLS[number % len(SYMBOLS)],
                symbolSize=9,
                symbolBrush=colour,
                symbolPen=pg.mkPen(colour, width=2),
            )
            for at, found in zip(x, curve.seconds, strict=True):
                ends = [log10(max(found.low, 1e-9)), log10(found.high)]
                plot.view.plot([at, at], ends, pen=pg.mkPen(colour, width=2))
            if len(curve.x) > 2:
                fitted = log10(curve.factor) + curve.exponent.value * x
                plot.view.plot(x, fitted, pen=pg.mkPen(colour, width=1, style=PENS[1]))
            found = curve.exponent
            law = called.get(curve.workload, curve.workload)
            if len(curve.x) > 2:
                grows = self.tr("{0}: time grows as n^{1} [{2}, {3}], at the end as n^{4}")
                powers = (found.value, found.low, found.high, curve.tail.value)
                law = grows.format(law, *(f"{power:.2f}" for power in powers))
            legend.addItem(scatter, law)
        sizes = sorted({n for curve in shown for n in curve.x})
        ticks = [[(log10(n), f"{n:,}") for n in sizes]]
        plot.view.getPlotItem().getAxis("bottom").setTicks(ticks)
        plot.remark.setText(
            self.tr("dashed: power law through all sizes; bars: 95 % intervals of the median")
        )
