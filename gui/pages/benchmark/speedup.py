"""How much faster each place of the grid is than the plain CPU, with intervals, as bars."""

from __future__ import annotations

from math import log10

from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.sheet import Sheet
from gui.pages.benchmark import model
from gui.pages.benchmark.model import Digest, SpeedUp
from gui.pages.benchmark.plot import Plot, Row
from gui.session import Session
from gui.theme import Theme
from gui.translation import told

#: More bars than this cannot be told apart.
MOST = 24


class SpeedUps(QWidget):
    """One bar per place; the colour repeats the verdict that stands beside it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.bars: list[SpeedUp] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        self.plot = Plot(
            session,
            self.tr("Speed-up over the plain CPU"),
            self.tr("× the plain CPU"),
            "",
            "x",
            "speed-up",
            self._draw,
            self.csv,
        )
        layout.addWidget(self.plot)
        self.plot.redraw()

    def show_digest(self, digest: Digest, workload: str) -> None:
        """Draw the bars of a workload."""
        self.bars = list(digest.speedups.get(workload, ()))[:MOST]
        self.plot.redraw()

    def csv(self) -> str:
        """The plotted numbers."""
        sheet = Sheet()
        head = ["place", "batch", "reference", "speedup", "low", "high", "verdict", "reason"]
        sheet.row(head)
        for bar in self.bars:
            found = bar.comparison.speedup
            sheet.row(
                [
                    model.place(bar.point.axes),
                    bar.point.axes.batch,
                    model.place(bar.reference.axes),
                    found.value,
                    found.low,
                    found.high,
                    bar.comparison.verdict,
                    bar.comparison.reason,
                ]
            )
        return sheet.text()

    def _draw(self, plot: Plot, theme: Theme) -> None:
        nothing = self.tr(
            "Only one way of computing was measured. Measure a second one (an accelerator, "
            "torch.compile, bf16, more threads) to see how they compare."
        )
        plot.say_empty("" if self.bars else nothing, self.tr("Measure"))
        if not self.bars:
            return
        common = model.common_size([bar.point.axes for bar in self.bars])
        colour = {
            "faster": theme.good,
            "slower": theme.bad,
            "same": theme.muted,
            "inconclusive": theme.warning,
        }
        words = {
            "faster": self.tr("faster"),
            "slower": self.tr("slower"),
            "same": self.tr("same"),
            "inconclusive": self.tr("inconclusive"),
        }
        rows = []
        for bar in self.bars:
            found, verdict = bar.comparison.speedup, bar.comparison.verdict
            name = model.marked(bar.point, common)
            rows.append(
                Row(
                    self.tr("{0} · batch {1}").format(name, bar.point.axes.batch),
                    log10(found.value),
                    log10(found.low),
                    log10(found.high),
                    f"{found.value:.2f}×  {words[verdict]}",
                    colour[verdict],
                    told(bar.comparison.reason),
                    verdict == "inconclusive",
                )
            )
        plot.bars(theme, rows)
        reference = self.bars[0].reference
        plot.remark.setText(self.tr("against {0}").format(model.place(reference.axes, common)))
