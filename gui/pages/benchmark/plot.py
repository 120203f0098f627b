"""The plot all views of the page share: colours of the theme, logarithmic axes, export."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from benchmarks.amounts import duration, quantity
from gui.pages.benchmark.nothing import Nothing
from gui.session import Session
from gui.theme import Theme
from gui.widgets.layout.basic import label
from gui.widgets.layout.markup import escaped
from gui.widgets.plots.export import export_button
from gui.widgets.plots.plotting import GRID_ALPHA, Legend, dress

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
    """Shows 10^x of linear coordinates as plain numbers with SI prefixes."""

    def tickValues(self, low: float, high: float, _size: float) -> list[Any]:
        """Decades, and 2 and 5 between them where there are few."""
        first, last = math.floor(low), math.ceil(high)
        decades = [float(n) for n in range(first, last + 1) if low <= n <= high]
        if len(decades) > 2:
            step = math.ceil(len(decades) / 6)
            return [(1.0, decades[::step])]
        between = [n + math.log10(m) for n in range(first, last + 1) for m in (2, 5)]
        return [(1.0, decades), (0.3, [v for v in between if low <= v <= high])]

    def tickStrings(self, values: Sequence[float], _scale: float, _spacing: float) -> list[str]:
        """The numbers."""
        return [quantity(float(f"{10**v:.3g}")) for v in values]


class SecondsAxis(LogAxis):
    """Shows 10^x seconds."""

    def tickStrings(self, values: Sequence[float], _scale: float, _spacing: float) -> list[str]:
        """Durations."""
        return [duration(float(f"{10**v:.3g}")) for v in values]


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
        #: One sentence beside the title on what is remarkable.
        self.remark = label("", "muted", wrap=True)
        self.remark.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        head.addWidget(self.remark, 1)
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
        self._labels = (x, y)
        self.legend: Legend | None = None
        self.export = export_button(self.view, name, session, csv)
        head.addWidget(self.export)
        layout.addLayout(head)
        layout.addWidget(self.view, 1)
        #: What to read instead where there is nothing to draw.
        self.nothing = Nothing()
        layout.addWidget(self.nothing, 1)
        session.theme_changed.connect(self.redraw)

    def say_empty(self, text: str, offer: str = "") -> None:
        """Show a sentence instead of axes, and a button that offers to fill them; "" shows them."""
        self.nothing.say(text, offer)
        self.export.setVisible(not text)
        self.view.setVisible(not text)

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
        self._draw(self, theme)

    def add_legend(self, theme: Theme, corner: tuple[int, int] = (0, 1)) -> Legend:
        """A legend in a corner: (1, 1) is bottom right, (0, 0) top left."""
        if self.legend is None:
            self.legend = Legend(verSpacing=-4, labelTextSize="9pt")
            self.legend.setParentItem(self.view.getPlotItem().getViewBox())
            offset = (-10 if corner[1] else 10, -10 if corner[0] else 10)
            self.legend.anchor((corner[1], corner[0]), (corner[1], corner[0]), offset)
        fill = QColor(theme.surface)
        fill.setAlpha(215)
        self.legend.setBrush(pg.mkBrush(fill))
        self.legend.setLabelTextColor(theme.text)
        return self.legend


def translucent(colour: str, alpha: int) -> QColor:
    """A colour one sees through."""
    made = QColor(colour)
    made.setAlpha(alpha)
    return made
