"""Minutes of the same work: speed, clock, heat and Watt against time."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from benchmarks import sustained
from benchmarks.schema import Moment, Sustained
from core.sheet import Sheet
from gui.pages.benchmark.model import Digest
from gui.pages.benchmark.plot import PENS, SYMBOLS, Plot, colours
from gui.pages.benchmark.words import size
from gui.session import Session
from gui.theme import Theme
from gui.translation import told
from gui.widgets.layout.basic import label
from gui.widgets.layout.scrolled import Scrolled

#: Pixels of height in which curves over time are seen.
PLOT = 300


class SustainedView(QWidget):
    """What is left of the first minute's speed, and what the sensors said meanwhile.

    Signals:
        wanted: measure so many minutes.
    """

    wanted = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.found: Sustained | None = None
        self._sensors = {
            "clock_hz": self.tr("clock"),
            "temperature_c": self.tr("temperature"),
            "energy_j": self.tr("Watt"),
            "memory_bytes": self.tr("memory"),
        }
        self._names = {
            **self._sensors,
            "on_battery": self.tr("battery"),
            "throttled": self.tr("throttling"),
        }
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 8, 0, 0)
        scroll = Scrolled()
        outer.addWidget(scroll)
        layout = scroll.inner
        row = QHBoxLayout()
        self.sentence = label("", "heading", wrap=True)
        self.minutes = QComboBox()
        self.minutes.setAccessibleName(self.tr("How long"))
        for minutes in (10, 20):
            self.minutes.addItem(self.tr("{0} minutes").format(minutes), minutes)
        self.measure = QPushButton(self.tr("Train for that long"))
        self.measure.setToolTip(
            self.tr("Shows whether the machine holds its speed; stopping keeps what was measured")
        )
        self.measure.clicked.connect(self._wanted)
        row.addWidget(self.minutes)
        row.addWidget(self.measure)
        row.addStretch(1)
        layout.addWidget(self.sentence)
        layout.addLayout(row)
        self.plot = Plot(
            session,
            self.tr("Speed over time"),
            self.tr("minutes"),
            self.tr("of the first minute, %"),
            "",
            "sustained",
            self._draw,
            self.csv,
        )
        self.plot.setMinimumHeight(PLOT)
        layout.addWidget(self.plot, 1)
        self.absent = label("", "muted", wrap=True)
        layout.addWidget(self.absent)
        self.plot.redraw()

    def _wanted(self) -> None:
        self.wanted.emit(self.minutes.currentData())

    def show_digest(self, digest: Digest) -> None:
        """Show what a result holds of it."""
        self.found, story = next(iter(sustained.told(digest.result)), (None, None))
        self.sentence.setText("")
        self.absent.setText("")
        if self.found is not None:
            lines = [told(story.sentence)] if story else []
            if story and story.joules is not None:
                words = self.tr("{0} J for 1,000 {1}")
                lines.append(words.format(f"{story.joules:.3g}", size(self.found.unit)))
                lines.append(story.power)
            self.sentence.setText(" · ".join(lines))
            why = (f"{self._names[k]}: {told(v)}" for k, v in self.found.absent.items())
            self.absent.setText("\n".join(why))
        self.plot.redraw()

    def csv(self) -> str:
        """Every window."""
        fields = list(Moment.model_fields)
        sheet = Sheet(fields)
        for one in self.found.moments if self.found else ():
            sheet.row([getattr(one, name) for name in fields])
        return sheet.text()

    def curves(self) -> dict[str, list[tuple[float, float]]]:
        """By what they are called, see `benchmarks.sustained.curves`."""
        made = sustained.curves(self.found) if self.found else {}
        return {self._sensors.get(name, self.tr("speed")): points for name, points in made.items()}

    def _draw(self, plot: Plot, theme: Theme) -> None:
        found = self.curves()
        nothing = self.tr(
            "Does this machine hold its speed? Train for minutes on end and see speed, clock, heat "
            "and power against time, or open a file that “{0}” wrote."
        ).format("triptych bench sustained")
        plot.say_empty("" if found else nothing)
        if not found:
            return
        legend = plot.add_legend(theme)
        palette = colours(theme)
        for number, (name, points) in enumerate(found.items()):
            colour = palette[number % len(palette)]
            line = plot.view.plot(
                [x for x, _ in points],
                [y for _, y in points],
                pen=pg.mkPen(colour, width=2, style=PENS[number % len(PENS)]),
                symbol=SYMBOLS[number % len(SYMBOLS)],
                symbolSize=5,
                symbolBrush=colour,
                symbolPen=colour,
            )
            legend.addItem(line, name)
        assert self.found is not None
        throttled = [one.at_s / 60 for one in self.found.moments if one.throttled]
        if throttled:
            mark = pg.InfiniteLine(throttled[0], pen=pg.mkPen(theme.bad, style=PENS[1]))
            plot.view.addItem(mark)
            plot.remark.setText(self.tr("dashed: from here on the clock was lowered"))
        else:
            plot.remark.setText("")
