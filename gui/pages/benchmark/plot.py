"""The plot all views of the page share: colours of the theme, logarithmic axes, export."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from benchmarks.amounts import duration, quantity
from gui.pages.benchmark.nothing import Nothing
from gui.session import Session
from gui.theme import Theme
from gui.widgets.layout.basic import label
from gui.widgets.layout.markup import escaped
from gui.widgets.layout.scrolled import Scrolled
from gui.widgets.plots.export import export_button
from gui.widgets.plots.plotting import GRID_ALPHA, Legend, dress

#: Pixels of a plot that its legend cannot use.
MARGIN = 70
#: Pixels beside the numbers of bars.
GAP = 24
#: Pixels of height that axes and what is drawn between them need.
LEAST = 170
SYMBOLS = ("o", "s", "t1", "d", "p", "h")
PENS = (
    Qt.PenStyle.SolidLine,
    Qt.PenStyle.DashLine,
    Qt.PenStyle.DotLine,
    Qt.PenStyle.DashDotLine,
)


def colours(theme: Theme) -> list[str]:
    """Colours of curves, apart for colour-blind eyes; shapes and dashes repeat them."""
    return [*(theme.modality[name] for name in ("text", "image", "audio", "video")), theme.muted]


class LogAxis(pg.AxisItem):
    """Shows 10^x of linear coordinates as plain numbers with SI prefixes.

    While `plain` it shows the coordinates themselves so.
    """

    plain = False

    def tickValues(self, low: float, high: float, size: float) -> list[Any]:
        """Decades; where fewer than three are in sight, numbers between them; never fewer."""
        if self.plain:
            return super().tickValues(low, high, size)
        first, last = math.floor(low), math.ceil(high)
        decades = [float(n) for n in range(first, last + 1) if low <= n <= high]
        if len(decades) > 2:
            step = math.ceil(len(decades) / 6)
            return [(1.0, decades[::step])]
        for digits in ((1, 2, 5), range(1, 10)):
            every = (n + math.log10(m) for n in range(first, last + 1) for m in digits)
            if len(found := [v for v in every if low <= v <= high]) > 2:
                return [(1.0, found)]
        return [(1.0, np.log10(_round_numbers(10**low, 10**high)).tolist())]

    def tickStrings(self, values: Sequence[float], _scale: float, _spacing: float) -> list[str]:
        """The numbers."""
        if self.plain:
            return [quantity(float(f"{v:.4g}")) for v in values]
        return [quantity(float(f"{10**v:.4g}")) for v in values]


class SecondsAxis(LogAxis):
    """Shows 10^x seconds."""

    def tickStrings(self, values: Sequence[float], _scale: float, _spacing: float) -> list[str]:
        """Durations."""
        return [duration(float(f"{10**v:.4g}")) for v in values]


def _round_numbers(low: float, high: float) -> list[float]:
    """At least three numbers of few digits from `low` to `high`."""
    power = math.ceil(math.log10(high - low))
    found: list[float] = []
    for step in (digit * 10.0**n for n in (power, power - 1, power - 2) for digit in (5, 2, 1)):
        found = [n * step for n in range(math.ceil(low / step), math.floor(high / step) + 1)]
        if len(found) > 2:
            break
    return found


class Key(Legend):
    """A legend below the plot, in as many columns as fit, that covers nothing."""

    def updateSize(self) -> None:
        rows = range(self.layout.rowCount())
        height = sum(max(self._heights(row), default=0.0) for row in rows)
        self.setMinimumHeight(height)
        self.setMaximumHeight(height)

    def _heights(self, row: int) -> list[float]:
        found = (self.layout.itemAt(row, column) for column in range(self.layout.columnCount()))
        return [item.height() for item in found if item is not None]

    def fit(self, width: float) -> None:
        """Take as many columns as there is room for."""
        if self.items:
            widest = max(label.width() for _, label in self.items) + 40
            self.setColumnCount(max(1, min(len(self.items), int(width // widest))))
        self.updateSize()


@dataclass(frozen=True)
class Row:
    """A bar with its name beside it and its number at its end, on the scale of the axis."""

    name: str
    value: float
    low: float
    high: float
    text: str
    colour: str
    tip: str = ""
    faint: bool = False


class Plot(QWidget):
    """A titled plot that redraws itself when the theme changes.

    Args:
        session: for the theme.
        title: what it shows; also the accessible name.
        x, y: axis labels.
        logs: which axes are logarithmic; their data must be log10.
        name: suggested file name.
        draw: clears nothing; called with the theme after the plot was cleared.
        csv: the plotted numbers.
    """

    def __init__(
        self,
        session: Session,
        title: str,
        x: str,
        y: str,
        logs: str,
        name: str,
        draw: Callable[[Plot, Theme], None],
        csv: Callable[[], str],
    ) -> None:
        super().__init__()
        self._session = session
        self._draw = draw
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        head = QHBoxLayout()
        self.heading = label(title, "heading")
        head.addWidget(self.heading)
        head.addStretch(1)
        #: One sentence below the title on what is remarkable.
        self.remark = label("", "muted", wrap=True)
        axes = {}
        if "x" in logs:
            axes["bottom"] = LogAxis("bottom")
        if "y" in logs:
            axes["left"] = LogAxis("left")
        self.view = pg.PlotWidget(axisItems=axes)
        self.view.setMenuEnabled(False)
        self.view.setAccessibleName(title)
        self.view.setFrameShape(self.view.Shape.NoFrame)
        self.view.hideButtons()
        self.view.getPlotItem().getViewBox().sigResized.connect(self._spread)
        self._labels = (x, y)
        self._reach: Callable[[], None] | None = None
        self.legend: Key | None = None
        self.export = export_button(self.view, name, session, csv)
        head.addWidget(self.export)
        layout.addLayout(head)
        layout.addWidget(self.remark)
        #: Where there is no room for plot and legend, one scrolls to the legend.
        self._sheet = Scrolled()
        self._sheet.inner.addWidget(self.view)
        layout.addWidget(self._sheet, 1)
        #: What to read instead where there is nothing to draw.
        self.nothing = Nothing()
        layout.addWidget(self.nothing, 1)
        session.theme_changed.connect(self.redraw)

    def say_empty(self, text: str, offer: str = "") -> None:
        """Show a sentence instead of axes, and a button that offers to fill them; "" shows them."""
        self.nothing.say(text, offer)
        self.export.setVisible(not text)
        self._sheet.setVisible(not text)

    def redraw(self) -> None:
        """Draw everything in the colours of the theme."""
        theme = self._session.theme
        item = self.view.getPlotItem()
        item.clear()
        if self.legend is not None:
            self.legend.clear()
        dress(self.view, theme)
        for side, text in zip(("bottom", "left"), self._labels, strict=True):
            axis = item.getAxis(side)
            axis.setLabel(escaped(text), **{"color": theme.muted, "font-size": "9pt"})
            axis.enableAutoSIPrefix(False)
        item.showGrid(x=True, y=True, alpha=GRID_ALPHA)
        item.enableAutoRange()
        for side in ("bottom", "left"):
            item.getAxis(side).setTicks(None)
        self._reach = None
        self.remark.setText("")
        self._draw(self, theme)
        self.remark.setVisible(bool(self.remark.text()))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        below = 0.0
        if self.legend is not None:
            self.legend.fit(self.width() - MARGIN)
            below = self.legend.minimumHeight()
        self.view.setMinimumHeight(LEAST + round(below))
        self._spread()

    def _spread(self, _box: object = None) -> None:
        if self._reach is not None:
            self._reach()

    def name_axes(self, x: str, y: str) -> None:
        """Other names, where what is drawn depends on what there is."""
        self._labels = (x, y)

    def add_legend(self, theme: Theme) -> Key:
        """The legend, below the axis."""
        if self.legend is None:
            self.legend = Key(verSpacing=-4, labelTextSize="9pt")
            # Margins, which its height does not count, would push the last row out of the plot.
            self.legend.layout.setContentsMargins(9, 0, 9, 0)
            self.view.getPlotItem().layout.addItem(self.legend, 4, 1)
        self.legend.setLabelTextColor(theme.text)
        return self.legend

    def bars(self, theme: Theme, rows: Sequence[Row], start: float = 0.0) -> None:
        """Bars from the top, each with its name, its interval and its number."""
        ends = [end for row in rows for end in (row.low, row.high, start)]
        span = max(ends) - min(ends) or 1.0
        ticks, texts = [], []
        for at, row in enumerate(reversed(rows)):
            ticks.append((at, row.name))
            item = pg.BarGraphItem(
                x0=[min(start, row.value)],
                x1=[max(start, row.value)],
                y=[at],
                height=0.55,
                brush=row.colour,
                pen=pg.mkPen(None),
            )
            item.setOpacity(0.45 if row.faint else 0.9)
            self.view.addItem(item)
            pen = pg.mkPen(theme.text, width=2)
            self.view.plot([row.low, row.high], [at, at], pen=pen)
            for end in (row.low, row.high):
                self.view.plot([end, end], [at - 0.13, at + 0.13], pen=pen)
            text = pg.TextItem(row.text, theme.text, anchor=(0, 0.5))
            text.setToolTip(row.tip)
            texts.append((text, max(row.high, start) + 0.015 * span, at))
            self.view.addItem(text)
        self.view.addItem(pg.InfiniteLine(start, pen=pg.mkPen(theme.text, width=1)))
        self.view.getPlotItem().getAxis("left").setTicks([ticks])
        metrics = self.fontMetrics()
        after = max(metrics.horizontalAdvance(row.text) for row in rows) + GAP

        def reach() -> None:
            """Numbers stand at the bars' ends; above them, where bars would become slivers."""
            width = self.view.getPlotItem().getViewBox().width()
            above = after > 0.5 * width
            more = 0.03 * span if above else span * after / max(40.0, width - after)
            self.view.setXRange(min(ends) - 0.03 * span, max(ends) + more, padding=0)
            top = len(rows) - (0.1 if above else 0.4)
            self.view.setYRange(min(-0.6, len(rows) - 6.6), top, padding=0)
            for text, end, at in texts:
                text.setAnchor((0, 1) if above else (0, 0.5))
                text.setPos(min(ends) if above else end, at + 0.26 if above else at)

        self._reach = reach


def translucent(colour: str, alpha: int) -> QColor:
    """A colour one sees through."""
    made = QColor(colour)
    made.setAlpha(alpha)
    return made
