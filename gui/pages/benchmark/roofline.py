"""The roofline (Williams et al. 2009) with a roof measured on the spot."""

from __future__ import annotations

from math import log10

import numpy as np
import pyqtgraph as pg
from PySide6.QtWidgets import QVBoxLayout, QWidget

from benchmarks import naming, summary
from benchmarks.amounts import quantity
from benchmarks.schema import Point
from benchmarks.summary import Roof
from core.sheet import Sheet
from gui.pages.benchmark import model
from gui.pages.benchmark.model import Digest
from gui.pages.benchmark.plot import PENS, SYMBOLS, Plot, colours
from gui.session import Session
from gui.theme import Theme
from gui.translation import told


class Roofline(QWidget):
    """All workloads whose FLOPs and bytes are known."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.digest: Digest | None = None
        self.points: list[tuple[Point, Roof]] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        self.plot = Plot(
            session,
            self.tr("Roofline"),
            self.tr("FLOP per byte that must be moved"),
            self.tr("FLOP/s"),
            "xy",
            "roofline",
            self._draw,
            self.csv,
        )
        layout.addWidget(self.plot)
        self.plot.view.getPlotItem().getViewBox().setDefaultPadding(0.12)
        self.plot.redraw()

    def show_digest(self, digest: Digest) -> None:
        """Place all points under the roof."""
        self.digest = digest
        self.points = []
        for point in digest.result.measured:
            ceiling = summary.ceiling_of(point, digest.result.ceilings)
            roof = summary.roofline(point, ceiling) if ceiling else None
            if roof is not None:
                self.points.append((point, roof))
        self.plot.redraw()

    def csv(self) -> str:
        """The plotted numbers."""
        sheet = Sheet(["point", "flop_per_byte", "flop_per_s", "share_of_possible", "bound"])
        for point, roof in self.points:
            sheet.row([point.key, roof.intensity, roof.flops_per_s, roof.share, roof.bound])
        return sheet.text()

    def _draw(self, plot: Plot, theme: Theme) -> None:
        plot.remark.setText("")
        if self.digest is None or not self.digest.result.ceilings or not self.points:
            plot.say_empty(
                self.tr(
                    "How near does work come to what this machine can do at most? Its limits are "
                    "measured beside work whose operations are counted."
                ),
                self.tr("Measure"),
            )
            return
        plot.say_empty("")
        legend = plot.add_legend(theme)
        intensities = [roof.intensity for _point, roof in self.points]
        palette = colours(theme)
        for number, ceiling in enumerate(self.digest.result.ceilings):
            ridge = ceiling.gemm_flops_per_s / ceiling.copy_bytes_per_s
            x = np.array(
                sorted([min(*intensities, ridge) / 4, ridge, max(*intensities, ridge) * 4])
            )
            y = np.minimum(x * ceiling.copy_bytes_per_s, ceiling.gemm_flops_per_s)
            pen = pg.mkPen(theme.text, width=2, style=PENS[number % len(PENS)])
            line = plot.view.plot(np.log10(x), np.log10(y), pen=pen)
            top = self.tr("roof of {0} · {1} · threads: {2}")
            legend.addItem(line, top.format(ceiling.device, ceiling.dtype, ceiling.threads))
            text = pg.TextItem(
                quantity(ceiling.gemm_flops_per_s, "FLOP/s"), theme.muted, anchor=(1, 0)
            )
            text.setPos(log10(x[-1]), log10(y[-1]))
            plot.view.addItem(text)
            slope = pg.TextItem(
                quantity(ceiling.copy_bytes_per_s, "B/s"), theme.muted, anchor=(0, 0.5)
            )
            slope.setPos(log10(x[0]) + 0.1, log10(y[0]))
            plot.view.addItem(slope)
        groups: dict[str, list[tuple[Point, Roof]]] = {}
        for point, roof in self.points:
            groups.setdefault(point.workload, []).append((point, roof))
        for number, members in enumerate(groups.values()):
            colour = palette[number % len(palette)]
            hollow = [model.cell_unsure(point) for point, _roof in members]
            scatter = pg.ScatterPlotItem(
                [log10(roof.intensity) for _point, roof in members],
                [log10(roof.flops_per_s) for _point, roof in members],
                symbol=SYMBOLS[number % len(SYMBOLS)],
                size=11,
                pen=pg.mkPen(colour, width=2),
                brush=[pg.mkBrush(theme.surface if empty else colour) for empty in hollow],
                data=members,
                hoverable=True,
                tip=self._tip,
            )
            plot.view.addItem(scatter)
            # The points' own brushes say how sure each is; the legend shows the plain one.
            sample = pg.ScatterPlotItem(
                symbol=SYMBOLS[number % len(SYMBOLS)], brush=colour, pen=pg.mkPen(colour)
            )
            legend.addItem(sample, told(naming.workload(members[0][0])))
        best = max(self.points, key=lambda pair: pair[1].share)
        text = self.tr("nearest to the roof: {0} at {1} % of what is possible")
        nearest = text.format(told(naming.workload(best[0])), f"{100 * best[1].share:.0f}")
        plot.remark.setText(" · ".join((nearest, *(f"⚑ {told(one)}" for one in best[1].marks))))

    def _tip(self, x: float, y: float, data: tuple[Point, Roof]) -> str:
        point, roof = data
        bound = self.tr("memory") if roof.bound == "memory" else self.tr("compute")
        return "\n".join(
            (
                told(naming.workload(point)),
                self.tr("{0} · batch {1}").format(model.marked(point), point.axes.batch),
                f"{quantity(roof.flops_per_s, 'FLOP/s')}, {100 * roof.share:.0f} % "
                f"({100 * roof.shares.low:.0f}-{100 * roof.shares.high:.0f})",
                self.tr("bound by {0}").format(bound),
                *(f"⚑ {told(one)}" for one in roof.marks),
            )
        )
