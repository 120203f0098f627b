"""The dress all plots share."""

from __future__ import annotations

import pyqtgraph as pg

from gui.theme import Theme
from gui.widgets.layout.markup import escaped

# Read when a plot is made, and every module that makes one imports `dress`.
pg.setConfigOptions(antialias=True, imageAxisOrder="row-major")

#: How much the grid shows through.
GRID_ALPHA = 0.18


def dress(plot: pg.PlotWidget, theme: Theme) -> None:
    """Ground, axes and their numbers in the colours of a theme."""
    plot.setBackground(theme.surface)
    for side in ("left", "bottom"):
        axis = plot.getAxis(side)
        axis.setPen(pg.mkPen(theme.plot_grid))
        axis.setTextPen(pg.mkPen(theme.muted))
        axis.setTickPen(pg.mkPen(theme.plot_grid))


class Legend(pg.LegendItem):
    """Names curves by their names as they are: pyqtgraph reads them as markup."""

    def addItem(self, item: pg.GraphicsObject, name: object) -> None:
        super().addItem(item, escaped(name))


def legend_of(plot: pg.PlotWidget, offset: tuple[int, int], **style: str) -> Legend:
    """The legend of a plot, made where there is none; curves drawn with a name add themselves."""
    item = plot.getPlotItem()
    if item.legend is None:
        item.legend = Legend(offset=offset, **style)
        item.legend.setParentItem(item.vb)
    return item.legend


def name_axis(plot: pg.PlotWidget, side: str, name: str, **style: str) -> None:
    """Name an axis, as it is."""
    plot.setLabel(side, escaped(name), **style)


def fresh_legend(plot: pg.PlotWidget, theme: Theme, offset: tuple[int, int]) -> Legend:
    """An empty legend in the colours of a theme, for the curves drawn from now on.

    A plot keeps the legend it has, with the colours and the place of that day.
    """
    legend = legend_of(plot, offset, labelTextSize="8pt")
    legend.setOffset(offset)
    legend.clear()
    legend.setLabelTextColor(theme.text)
    return legend
