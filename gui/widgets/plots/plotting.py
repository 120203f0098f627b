"""The dress all plots share."""

from __future__ import annotations

import pyqtgraph as pg

from gui.theme import Theme

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


def fresh_legend(plot: pg.PlotWidget, theme: Theme, offset: tuple[int, int]) -> pg.LegendItem:
    """An empty legend in the colours of a theme, for the curves drawn from now on.

    A plot keeps the legend it has, with the colours and the place of that day.
    """
    legend = plot.addLegend(offset=offset, labelTextSize="8pt")
    legend.setOffset(offset)
    legend.clear()
    legend.setLabelTextColor(theme.text)
    return legend
