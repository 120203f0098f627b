"""Live curves of a training job: loss, validation metrics, throughput, memory."""

from __future__ import annotations

import csv
import io
from collections import defaultdict

import pyqtgraph as pg
from PySide6.QtWidgets import QGridLayout, QWidget

from core.worker.messages import Metric
from gui.page import card
from gui.session import Session
from gui.widgets.export import export_button
from gui.widgets.plotting import dress

#: More points than pixels only cost time; a curve is thinned beyond this.
MAX_POINTS = 4000

PLOTS = (
    ("loss", "loss", "Training loss", ""),
    ("valid", "valid/", "Validation, higher is better", ""),
    ("throughput", "interactions_per_s", "Throughput", "interactions/s"),
    ("memory", "rss_bytes", "Memory", "B"),
)
#: Amounts whose size means something start at zero; a loss does not.
FROM_ZERO = ("interactions_per_s", "rss_bytes")
#: Okabe-Ito again; validation curves also differ in dash, so colour is not needed.
COLOURS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00")


class Curves(QWidget):
    """Four plots on one grid. `add` may be called for every Metric message."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._validation: tuple[str, ...] = ()
        self._series: dict[str, tuple[list[float], list[float]]] = defaultdict(lambda: ([], []))
        self._plots: dict[str, pg.PlotWidget] = {}
        self._lines: dict[str, pg.PlotDataItem] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        for index, (key, _prefix, title, unit) in enumerate(PLOTS):
            frame, layout = card()
            plot = pg.PlotWidget()
            plot.setTitle(self.tr(title), size="10pt")
            plot.setLabel("bottom", self.tr("epoch"))
            if unit:
                plot.setLabel("left", "", units=unit)
            plot.showGrid(x=True, y=True, alpha=0.25)
            plot.setMenuEnabled(False)
            plot.setAccessibleName(self.tr(title))
            plot.hideAxis("left")
            plot.hideAxis("bottom")
            if key == "valid":
                plot.addLegend(offset=(8, -8), labelTextSize="8pt")
            layout.addWidget(plot)
            bar = export_button(plot, f"training-{key}", session, self._csv_of(key))
            bar.setParent(plot)
            bar.move(4, 4)
            grid.addWidget(frame, index // 2, index % 2)
            self._plots[key] = plot
        self.clear()
        session.theme_changed.connect(self._recolour)

    def clear(self, k: int = 20) -> None:
        """Forget everything. Of the validation metrics, draw recall and NDCG at `k` from now on
        (all are in the run's metrics.jsonl).
        """
        self._validation = (f"valid/recall@{k}", f"valid/ndcg@{k}")
        self._series.clear()
        self._lines.clear()
        for plot in self._plots.values():
            plot.clear()

    def add(self, metric: Metric) -> None:
        """Add the numbers of one message."""
        for name, value in metric.values.items():
            plot = self._plot_of(name)
            if plot is None:
                continue
            xs, ys = self._series[name]
            xs.append(metric.epoch)
            ys.append(value)
            step = max(1, len(xs) // MAX_POINTS)
            plot.showAxis("left")
            plot.showAxis("bottom")
            self._line(name, plot).setData(xs[::step], ys[::step])
            if name in FROM_ZERO:
                plot.setYRange(0, 1.1 * max(ys), padding=0)

    def value(self, name: str) -> float | None:
        """The newest value of a series."""
        return self._series[name][1][-1] if name in self._series else None

    def _plot_of(self, name: str) -> pg.PlotWidget | None:
        if name in self._validation:
            return self._plots["valid"]
        return next((self._plots[key] for key, series, *_ in PLOTS if series == name), None)

    def _line(self, name: str, plot: pg.PlotWidget) -> pg.PlotDataItem:
        if name not in self._lines:
            index = len(plot.listDataItems())
            styles = [1, 2, 3, 4]  # Qt's solid, dash, dot, dash-dot
            pen = pg.mkPen(COLOURS[index % len(COLOURS)], width=2, style=_pen(styles[index % 4]))
            self._lines[name] = plot.plot(
                pen=pen,
                name=name.removeprefix("valid/"),
                symbol="o",
                symbolSize=4,
                symbolBrush=COLOURS[index % len(COLOURS)],
                symbolPen=None,
            )
        return self._lines[name]

    def _csv_of(self, key: str) -> CsvOf:
        return CsvOf(self, key)

    def csv(self, key: str) -> str:
        """The plotted numbers as rows of series, epoch, value."""
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(["series", "epoch", "value"])
        for name, (xs, ys) in self._series.items():
            if self._plot_of(name) is self._plots[key]:
                writer.writerows((name, x, y) for x, y in zip(xs, ys, strict=True))
        return out.getvalue()

    def _recolour(self) -> None:
        theme = self._session.theme
        for plot in self._plots.values():
            dress(plot, theme)
            plot.setTitle(plot.getPlotItem().titleLabel.text, size="10pt", color=theme.text)


class CsvOf:
    """The numbers of one plot, asked for when the user exports."""

    def __init__(self, curves: Curves, key: str) -> None:
        self._curves = curves
        self._key = key

    def __call__(self) -> str:
        return self._curves.csv(self._key)


def _pen(style: int) -> object:
    from PySide6.QtCore import Qt

    return Qt.PenStyle(style)
