"""Curves of one run or several over the epochs, with the values at the pointer."""

from __future__ import annotations

from functools import partial

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from core.sheet import Sheet
from core.worker.messages import Metric
from gui.session import Session
from gui.widgets.layout.basic import card, label
from gui.widgets.layout.markup import coloured, joined
from gui.widgets.plots.export import export_button
from gui.widgets.plots.plotting import GRID_ALPHA, dress

#: More points than pixels only cost time; a curve is thinned beyond this.
MAX_POINTS = 4000
#: Amounts whose size means something start at zero; a loss does not.
FROM_ZERO = ("interactions_per_s", "rss_bytes", "cuda_bytes")
#: Said shorter beside a title that names them already.
NAMES = {"loss": "", "interactions_per_s": "", "rss_bytes": "RAM", "cuda_bytes": "GPU"}
DASHES = (
    Qt.PenStyle.SolidLine,
    Qt.PenStyle.DashLine,
    Qt.PenStyle.DotLine,
    Qt.PenStyle.DashDotLine,
)

#: (run label, metric name); the label is empty while one run is shown.
Key = tuple[str, str]


class CurvePlot(QWidget):
    """One plot with a title line that reads the values under the pointer, else the newest."""

    def __init__(
        self, session: Session, key: str, title: str, unit: str, scale: float = 1.0
    ) -> None:
        super().__init__()
        self._session = session
        self._unit, self._scale = unit, scale
        self.series: dict[Key, tuple[list[float], list[float]]] = {}
        self._lines: dict[Key, pg.PlotDataItem] = {}
        frame, layout = card()
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        head = QHBoxLayout()
        head.addWidget(label(title, "heading"))
        self.reading = label("", "muted")
        self.reading.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.reading.setWordWrap(True)
        head.addStretch(1)
        self.plot = pg.PlotWidget()
        self.plot.setMenuEnabled(False)
        self.plot.hideButtons()
        self.plot.setFrameShape(self.plot.Shape.NoFrame)
        self.plot.setAccessibleName(title)
        self.plot.showGrid(x=True, y=True, alpha=GRID_ALPHA)
        self.plot.getAxis("left").enableAutoSIPrefix(False)
        head.addWidget(export_button(self.plot, f"training-{key}", session, self.csv))
        layout.addLayout(head)
        layout.addWidget(self.reading)
        layout.addWidget(self.plot, 1)
        self.cross = pg.InfiniteLine(angle=90)
        self.cross.hide()
        self.plot.addItem(self.cross, ignoreBounds=True)
        self.plot.scene().sigMouseMoved.connect(self._moved)
        session.theme_changed.connect(self.recolour)
        self.recolour()

    def clear(self) -> None:
        """Forget everything."""
        for line in self._lines.values():
            self.plot.removeItem(line)
        self.series.clear()
        self._lines.clear()
        self.plot.getPlotItem().hide()  # axes of nothing
        self._read(None)

    def add(self, key: Key, xs: list[float], ys: list[float]) -> None:
        """Add points to a series."""
        known = self.series.setdefault(key, ([], []))
        known[0].extend(xs)
        known[1].extend(ys)
        if key not in self._lines:
            self.plot.getPlotItem().show()
            self._lines[key] = self.plot.plot(symbol="o", symbolSize=4, symbolPen=None)
            self.recolour()
        step = max(1, len(known[0]) // MAX_POINTS)
        scaled = self._scale * np.asarray(known[1][::step])
        self._lines[key].setData(known[0][::step], scaled)
        if key[1] in FROM_ZERO:
            top = max(max(ys) for _xs, ys in self.series.values())
            self.plot.setYRange(0, 1.1 * top * self._scale, padding=0)
        self._read(None)

    def recolour(self) -> None:
        """Take the colours of the theme."""
        theme = self._session.theme
        dress(self.plot, theme)
        self.cross.setPen(pg.mkPen(theme.muted, width=1, style=Qt.PenStyle.DashLine))
        for key, line in self._lines.items():
            line.setPen(pg.mkPen(self.colour(key), width=2, style=DASHES[self._name(key) % 4]))
            line.setSymbolBrush(self.colour(key))
        self._read(None)

    def _run(self, key: Key) -> int:
        return list(dict.fromkeys(run for run, _ in self.series)).index(key[0])

    def _name(self, key: Key) -> int:
        return list(dict.fromkeys(name for _, name in self.series)).index(key[1])

    def colour(self, key: Key) -> str:
        """One colour a run; while one run is shown, one a metric."""
        palette = [*self._session.theme.modality.values()]
        alone = len({run for run, _ in self.series}) == 1
        return palette[(self._name(key) if alone else self._run(key)) % len(palette)]

    def _moved(self, place: QPointF) -> None:
        inside = self.plot.getPlotItem().vb.sceneBoundingRect().contains(place)
        x = self.plot.getPlotItem().vb.mapSceneToView(place).x() if inside else None
        self._read(x)

    def _read(self, x: float | None) -> None:
        """Show every series at epoch `x`, or its newest value."""
        self.cross.setVisible(x is not None and bool(self.series))
        parts: list[str] = [] if x is None else [self.tr("epoch {0}").format(f"{x:.1f}")]
        lines = list(parts)
        if x is not None:
            self.cross.setPos(x)
        for key, (xs, ys) in self.series.items():
            at = -1 if x is None else int(np.abs(np.asarray(xs) - x).argmin())
            short = NAMES.get(key[1], key[1].removeprefix("valid/"))
            name = " ".join(part for part in (key[0], short) if part)
            value = f"{ys[at] * self._scale:,.4g}{self._unit}"
            mark = coloured(self.colour(key), f"━\N{NO-BREAK SPACE}{name}")
            parts.append(joined(" ", (mark, value)))
            lines.append(f"{name} {value}")
        self.reading.setText(joined(" &nbsp; ", parts))
        self.reading.setToolTip("\n".join(lines))

    def csv(self) -> str:
        """The numbers as rows of run, series, epoch, value."""
        sheet = Sheet(["run", "series", "epoch", "value"])
        for (run, name), (xs, ys) in self.series.items():
            sheet.rows((run, name, x, y) for x, y in zip(xs, ys, strict=True))
        return sheet.text()


class Curves(QWidget):
    """Four plots on one grid."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._validation: tuple[str, ...] = ()
        make = partial(CurvePlot, session)
        self.plots = {
            "loss": make("loss", self.tr("Training loss"), ""),
            "valid": make("valid", self.tr("Validation"), ""),
            "throughput": make("throughput", self.tr("Throughput"), self.tr(" interactions/s")),
            "memory": make("memory", self.tr("Memory"), " GB", 1e-9),
        }
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        for index, plot in enumerate(self.plots.values()):
            grid.addWidget(plot, index // 2, index % 2)
            grid.setColumnStretch(index % 2, 1)
        self.clear()

    def clear(self, k: int = 20) -> None:
        """Forget everything. Of the validation metrics, draw recall and NDCG at `k` from now on
        (all are in the run's metrics.jsonl).
        """
        self._validation = (f"valid/recall@{k}", f"valid/ndcg@{k}")
        for plot in self.plots.values():
            plot.clear()

    def add(self, metric: Metric) -> None:
        """Add the numbers of one message of the run that trains."""
        for name, value in metric.values.items():
            self.add_series("", name, [metric.epoch], [value])

    def add_series(self, run: str, name: str, xs: list[float], ys: list[float]) -> None:
        """Add points of a run's metric; what is not drawn is left out."""
        plot = self._plot_of(name)
        if plot is not None:
            plot.add((run, name), xs, ys)

    def value(self, name: str) -> float | None:
        """The newest value of the run that trains."""
        plot = self._plot_of(name)
        known = plot.series.get(("", name)) if plot else None
        return known[1][-1] if known else None

    def _plot_of(self, name: str) -> CurvePlot | None:
        if name in self._validation:
            return self.plots["valid"]
        places = {"loss": "loss", "interactions_per_s": "throughput", "rss_bytes": "memory"}
        places["cuda_bytes"] = "memory"
        return self.plots.get(places.get(name, ""))
