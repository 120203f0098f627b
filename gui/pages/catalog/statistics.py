"""The Statistics tab: how interactions spread over users, items, events and time."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pyqtgraph as pg
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from core.contracts.catalog import STATISTICS, Degrees, StatisticsParams
from core.contracts.catalog import Statistics as CatalogStatistics
from core.sheet import Sheet
from core.worker.messages import Failed
from gui.pages.catalog.coverage import Coverage
from gui.session import Session
from gui.translation import told
from gui.widgets.layout.basic import label
from gui.widgets.layout.markup import joined, markup
from gui.widgets.plots.bars import day
from gui.widgets.plots.export import export_button
from gui.widgets.plots.plotting import GRID_ALPHA, dress, legend_of, name_axis

_LEGEND_COLUMNS = 3
#: Height of a plot in pixels below which nobody reads it.
_LEAST = 230
#: Height of a line of the legend in pixels, with what is around it.
_LEGEND_LINE = 36


class StatisticsTab(QWidget):
    """Asks when first shown; four cards."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._answer: CatalogStatistics | None = None
        self._asked = False
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 10, 0, 0)
        self._sentence = label(self.tr("Counting ..."), "muted", wrap=True)
        outer.addWidget(self._sentence)
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(10)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inner)
        outer.addWidget(scroll, 1)
        self.degrees = pg.PlotWidget(axisItems=_powers())
        self.degrees.setLogMode(True, True)
        self.over_time = pg.PlotWidget(axisItems={"bottom": pg.DateAxisItem(utcOffset=0)})
        for plot in (self.degrees, self.over_time):
            plot.setMinimumHeight(_LEAST)
        self.coverage = Coverage(session)
        self._facts = label("", wrap=True)
        places = (
            (self.tr("Interactions per user and per item"), self.degrees, self.degrees_csv, 0, 0),
            (self.tr("Events over time"), self.over_time, self.over_time_csv, 0, 1),
            (self.tr("Items that have each modality"), self.coverage, self.coverage_csv, 1, 0),
            (self.tr("In short"), self._facts, None, 1, 1),
        )
        for title, widget, csv, line, column in places:
            grid.addWidget(self._card(title, widget, csv), line, column)
        # No share for the second row: in a low window it would make the first as much higher.
        grid.setRowStretch(0, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        session.theme_changed.connect(self._draw)

    def _card(self, title: str, widget: QWidget, csv: Callable[[], str] | None) -> QFrame:
        frame = QFrame()
        frame.setProperty("role", "card")
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(12, 8, 8, 8)
        head = QHBoxLayout()
        head.addWidget(label(title, "heading"), 1)
        if csv is not None:
            head.addWidget(export_button(widget, title, self._session, csv))
        layout.addLayout(head)
        layout.addWidget(widget, 1)
        widget.setAccessibleName(title)
        return frame

    # --- data ---------------------------------------------------------------------------------

    def reset(self) -> None:
        """Another catalog is open; ask again when shown."""
        self._asked, self._answer = False, None
        self._draw()

    def shown(self) -> None:
        """The tab came to the front."""
        if not self._asked:
            self._asked = True
            self._say(self.tr("Counting ..."))
            self._session.ask(STATISTICS, StatisticsParams(), self._answered, self._refused)

    def _say(self, sentence: str) -> None:
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))

    def _answered(self, answer: CatalogStatistics) -> None:
        self._answer = answer
        self._say("")
        self._draw()

    def _refused(self, message: Failed) -> None:
        self._asked = False
        self._say(f"{message.message} {message.remedy}".strip())

    # --- drawing ------------------------------------------------------------------------------

    def _draw(self) -> None:
        theme = self._session.theme
        for plot in (self.degrees, self.over_time):
            plot.clear()
            dress(plot, theme)
            item = plot.getPlotItem()
            item.showGrid(x=True, y=True, alpha=GRID_ALPHA)
            if item.legend is not None:
                item.legend.scene().removeItem(item.legend)
                item.legend = None
            # Few users and items have many interactions: lower left is free.
            corner = (20, -20) if plot is self.degrees else (-10, 10)
            legend_of(plot, corner, labelTextColor=theme.text)
        answer = self._answer
        if answer is None:
            self.coverage.show_coverage({}, 0)
            self._facts.setText("")
            return
        self._draw_degrees(answer)
        self._draw_over_time(answer)
        catalog = self._session.catalog
        self.coverage.show_coverage(
            answer.coverage, catalog.items.height if catalog is not None else 0
        )
        self._facts.setText(self._in_short(answer))

    def _draw_degrees(self, answer: CatalogStatistics) -> None:
        theme = self._session.theme
        labels = {
            "left": self.tr("how many"), "bottom": self.tr("at least so many interactions")
        }  # fmt: skip
        for side, text in labels.items():
            name_axis(self.degrees, side, text, color=theme.muted)
        curves = (
            (answer.users, self.tr("users"), theme.accent),
            (answer.items, self.tr("items"), "image"),
        )
        for degrees, title, colour in curves:
            self.degrees.plot(
                degrees.degree,
                degrees.at_least,
                pen=pg.mkPen(theme.modality.get(colour, colour), width=2.2),
                name=title,
            )

    def _draw_over_time(self, answer: CatalogStatistics) -> None:
        theme = self._session.theme
        edges, counts = answer.edges, answer.over_time
        if not len(edges):
            words = pg.TextItem(self.tr("The interactions have no times."), color=theme.muted)
            self.over_time.addItem(words)
            return
        name_axis(self.over_time, "left", self.tr("events"), color=theme.muted)
        # Okabe & Ito's hues, told apart by the legend and by the order of the stack.
        hues = [theme.of(name) for name in ("text", "image", "audio", "video")]
        hues += [theme.bad, theme.muted]
        upper = counts.sum(0)
        # From the top of the stack down, so that each area is painted over by those below it.
        for number in reversed(range(len(answer.events))):
            colour = QColor(hues[number])
            curve = pg.PlotDataItem(
                edges / 1000,
                upper,
                stepMode="center",
                fillLevel=0,
                brush=pg.mkBrush(colour),
                pen=pg.mkPen(theme.surface, width=0.5),
            )
            self.over_time.addItem(curve)
            upper = upper - counts[number]
        legend = self.over_time.getPlotItem().legend
        legend.setColumnCount(_LEGEND_COLUMNS)
        lines = -(-len(answer.events) // _LEGEND_COLUMNS)
        # Room above the stack, so that the legend hides nothing of it.
        covered = min(0.6, _LEGEND_LINE * lines / max(1, self.over_time.height()))
        top = float(counts.sum(0).max(initial=1)) / (1 - covered)
        self.over_time.setYRange(0, top, padding=0)
        for number, name in enumerate(answer.events):
            swatch = pg.PlotDataItem(pen=pg.mkPen(hues[number], width=6))
            legend.addItem(swatch, name)

    def _in_short(self, answer: CatalogStatistics) -> str:
        catalog = self._session.catalog
        if catalog is None:
            return ""
        muted = self._session.theme.muted
        lines = [
            (self.tr("users without interactions"), f"{answer.users.idle:,}"),
            (self.tr("items without interactions (cold)"), f"{answer.items.idle:,}"),
            (self.tr("repeats of the same user and item"), f"{answer.duplicates:,}"),
            (self.tr("median per user that has any"), f"{_median(answer.users):,g}"),
            (self.tr("median per item that has any"), f"{_median(answer.items):,g}"),
        ]
        if len(answer.edges):
            span = f"{day(answer.edges[0])} – {day(answer.edges[-1])}"
            lines.append((self.tr("between"), span))
        cells = (
            markup(
                "<tr><td align='right' style='padding:2px 12px'><b>{0}</b></td>"
                "<td style='color:{1};padding:2px'>{2}</td></tr>",
                value,
                muted,
                name,
            )
            for name, value in lines
        )
        wishes = self.tr("{0} Training learns from {1} of {2} interactions.").format(
            told(answer.wish), f"{answer.wishes:,}", f"{catalog.interactions.height:,}"
        )
        return markup("<p>{0}</p><table>{1}</table>", wishes, joined("", cells))

    # --- export -------------------------------------------------------------------------------

    def degrees_csv(self) -> str:
        """who,interactions,at_least."""
        sheet = Sheet(["who", "interactions", "at_least"])
        known = (("user", self._answer.users), ("item", self._answer.items)) if self._answer else ()
        for name, degrees in known:
            pairs = zip(degrees.degree, degrees.at_least, strict=True)
            sheet.rows((name, degree, many) for degree, many in pairs)
        return sheet.text()

    def over_time_csv(self) -> str:
        """from_ms,to_ms and a column an event."""
        answer = self._answer
        if answer is None:
            return "from_ms,to_ms\n"
        edges, counts = answer.edges, answer.over_time
        sheet = Sheet(["from_ms", "to_ms", *answer.events])
        for number in range(counts.shape[1]):
            sheet.row([round(edges[number]), round(edges[number + 1]), *counts[:, number]])
        return sheet.text()

    def coverage_csv(self) -> str:
        """modality,raw,features."""
        sheet = Sheet(["modality", "raw", "features"])
        for name, one in self._answer.coverage.items() if self._answer else ():
            sheet.row([name, one.raw, one.features])
        return sheet.text()


def _median(degrees: Degrees) -> float:
    """Median interactions of those with any, from the at-least counts."""
    at_least = degrees.at_least
    if not len(at_least):
        return 0.0
    exactly = at_least - np.append(at_least[1:], 0)
    middle = [(at_least[0] - 1) // 2, at_least[0] // 2]
    places = np.searchsorted(np.cumsum(exactly), middle, side="right")
    return float(degrees.degree[places].mean())


def _powers() -> dict[str, pg.AxisItem]:
    """Axes that write 1, 10, 100, 1,000 instead of exponents."""
    return {"left": _CountAxis("left"), "bottom": _CountAxis("bottom")}


class _CountAxis(pg.AxisItem):
    def logTickStrings(self, values: list[float], _scale: float, _spacing: float) -> list[str]:
        return [f"{10**value:,.0f}" if _round_number(10**value) else "" for value in values]


def _round_number(value: float) -> bool:
    """1, 2, 5, 10, 20, 50 ..."""
    leading = value / 10 ** np.floor(np.log10(value) + 1e-9)
    return any(abs(leading - nice) < 1e-6 for nice in (1, 2, 5))
