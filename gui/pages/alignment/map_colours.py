"""How the points of a map are divided into groups of one colour, and the legend of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from gui.pages.alignment.map_plot import Group
from gui.pages.alignment.map_points import MapPoints
from gui.theme import Theme
from gui.widgets.items.painting import named
from gui.widgets.layout.markup import Html, coloured, joined, markup
from gui.widgets.maps.heat import table

#: Values of an attribute with a colour of their own; the rest are muted.
MOST_VALUES = 8
#: An attribute with more values than this says nothing as colours.
MOST_DISTINCT = 60
LOSS_STEPS = 5


@dataclass(frozen=True)
class Colouring:
    """Groups to draw, and what their colours mean: (colour, name) each.

    `marked` names bring a mark of their own, which is coloured with them.
    """

    groups: list[Group]
    legend: list[tuple[str, str]]
    marked: bool = False

    def legend_html(self) -> Html:
        """The legend in one line."""
        return joined(" &nbsp; ", (self._entry(*entry) for entry in self.legend))

    def _entry(self, colour: str, name: str) -> Html:
        return (
            coloured(colour, name)
            if self.marked
            else markup("{0} {1}", coloured(colour, "■"), name)
        )


def by_modality(points: MapPoints, theme: Theme) -> Colouring:
    """Each modality in its own colour."""
    groups = [Group(m, np.arange(len(p)), theme.of(m)) for m, p in points.points.items()]
    return Colouring(groups, [(theme.of(m), named(m)) for m in points.names], marked=True)


def by_loss(points: MapPoints, loss: dict[str, np.ndarray], theme: Theme) -> Colouring:
    """From dark (all neighbours kept) to bright (all lost); muted where not measured."""
    colours = _ramp("cividis", LOSS_STEPS)
    groups = []
    for name in points.names:
        values = loss[name]
        known = np.isfinite(values)
        step = np.zeros(len(values), np.int64)
        step[known] = np.minimum((values[known] * LOSS_STEPS).astype(int), LOSS_STEPS - 1)
        groups.append(Group(name, np.flatnonzero(~known), theme.plot_grid))
        for number, colour in enumerate(colours):
            groups.append(Group(name, np.flatnonzero(known & (step == number)), colour))
    names = [f"{n * 100 // LOSS_STEPS}-{(n + 1) * 100 // LOSS_STEPS} %" for n in range(LOSS_STEPS)]
    legend = list(zip(colours, names, strict=True))
    return Colouring([g for g in groups if len(g.which)], legend)


def by_attribute(points: MapPoints, values: pl.Series, theme: Theme) -> Colouring:
    """The most frequent values each in a colour."""
    words = values.cast(pl.String)
    counts = words.drop_nulls().value_counts(sort=True)
    frequent = counts.get_column(words.name)[:MOST_VALUES].to_list()
    colours = _ramp("viridis", len(frequent))
    groups = []
    for name, rows in points.rows.items():
        mine = words.gather(rows).to_numpy()
        rest = np.ones(len(rows), bool)
        for value, colour in zip(frequent, colours, strict=True):
            here = mine == value
            rest &= ~here
            groups.append(Group(name, np.flatnonzero(here), colour))
        groups.insert(0, Group(name, np.flatnonzero(rest), theme.plot_grid))
    legend = list(zip(colours, [str(value) for value in frequent], strict=True))
    return Colouring([g for g in groups if len(g.which)], legend)


def attributes(items: pl.DataFrame, names: tuple[str, ...]) -> list[str]:
    """Attributes with few enough values to be told apart by colour."""
    return [
        name
        for name in names
        if items.schema[name] in (pl.String, pl.Categorical, pl.Boolean)
        and 1 < items.get_column(name).n_unique() <= MOST_DISTINCT
    ]


def _ramp(name: str, count: int) -> list[str]:
    """Colours evenly along a colour map, without its very ends."""
    places = np.linspace(20, 240, max(1, count)).round().astype(int)[:count]
    return ["#{:02x}{:02x}{:02x}".format(*(int(c) for c in table(name)[at])) for at in places]
