"""The modality gap: slide one modality onto the other and watch retrieval."""

from __future__ import annotations

import csv
import io

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSlider, QVBoxLayout, QWidget

from gui.page import label
from gui.session import Session
from gui.widgets.export import export_button
from gui.widgets.painting import glyph
from gui.widgets.plotting import dress

STEPS = 100


class GapPanel(QWidget):
    """Curves of recall over the shift, and a slider along them.

    Signals:
        shifted: the shift at which the slider came to rest for a moment.
    """

    shifted = Signal(float)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._shifts = np.zeros(0)
        self._curves: dict[str, np.ndarray] = {}
        self._names = ("x", "y")
        self._chance = 0.0
        self.sentence = label("", wrap=True)
        self.plot = pg.PlotWidget()
        self.plot.setMenuEnabled(False)
        self.plot.setMouseEnabled(x=False, y=False)
        self.plot.hideButtons()
        self.plot.setLabel("bottom", self.tr("shift (0 as is, 1 gap closed)"))
        self.plot.setLabel("left", self.tr("recall@1, %"))
        self.plot.setAccessibleName(self.tr("Recall over the shift"))
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(-STEPS, 2 * STEPS)
        self.slider.setValue(0)
        self.slider.setAccessibleName(self.tr("Shift of the modalities towards each other"))
        self.back = QPushButton(self.tr("As is"))
        self.back.clicked.connect(self._reset)
        line = QHBoxLayout()
        line.addWidget(self.slider, 1)
        line.addWidget(self.back)
        line.addWidget(export_button(self.plot, "gap", session, self.csv))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 4, 0, 0)
        outer.setSpacing(6)
        outer.addWidget(self.sentence)
        outer.addWidget(self.plot, 1)
        outer.addLayout(line)
        self._mark: pg.InfiniteLine | None = None
        self._timer = QTimer(self, singleShot=True, interval=60)
        self._timer.timeout.connect(self._rested)
        self.slider.valueChanged.connect(self._moved)
        session.theme_changed.connect(self._draw)

    @property
    def shift(self) -> float:
        """Where the slider stands."""
        return self.slider.value() / STEPS

    def set_curves(
        self,
        names: tuple[str, str],
        shifts: np.ndarray,
        recall_xy: np.ndarray,
        recall_yx: np.ndarray,
        chance: float,
    ) -> None:
        """Show recall@1 (0..1) at each shift, both ways."""
        self._names, self._shifts, self._chance = names, shifts, chance
        self._curves = {"xy": recall_xy, "yx": recall_yx}
        self.slider.blockSignals(True)
        self.slider.setValue(0)
        self.slider.blockSignals(False)
        self._draw()

    def recall(self, way: str) -> float:
        """Recall at the slider, read off the curve."""
        return float(np.interp(self.shift, self._shifts, self._curves[way]))

    def _draw(self) -> None:
        theme = self._session.theme
        dress(self.plot, theme)
        self.plot.clear()
        self._mark = None
        if not self._curves:
            return
        x, y = self._names
        legend = self.plot.addLegend(offset=(8, 4), labelTextColor=theme.text, labelTextSize="8pt")
        legend.clear()
        styles = (("xy", x, y, Qt.PenStyle.SolidLine), ("yx", y, x, Qt.PenStyle.DashLine))
        for way, first, second, style in styles:
            pen = pg.mkPen(theme.of(first), width=2, style=style)
            name = f"{glyph(first)} → {glyph(second)}"
            self.plot.plot(self._shifts, self._curves[way] * 100, pen=pen, name=name)
        dotted = pg.mkPen(theme.muted, width=1, style=Qt.PenStyle.DotLine)
        self.plot.addItem(pg.InfiniteLine(self._chance * 100, angle=0, pen=dotted))
        self._mark = pg.InfiniteLine(self.shift, angle=90, pen=pg.mkPen(theme.accent, width=2))
        self.plot.addItem(self._mark)
        self.plot.setYRange(0, max(1.0, 105 * max(float(c.max()) for c in self._curves.values())))
        self._say()

    def _moved(self) -> None:
        if self._mark is not None:
            self._mark.setPos(self.shift)
            self._say()
        self._timer.start()

    def _rested(self) -> None:
        self.shifted.emit(self.shift)

    def _reset(self) -> None:
        self.slider.setValue(0)

    def _say(self) -> None:
        x, y = self._names
        self.sentence.setText(
            self.tr("Shift {0}: {1} {2} R@1, {3} {4} R@1 (chance {5}).").format(
                f"<b>{self.shift:.2f}</b>",
                f"{glyph(x)} → {glyph(y)}",
                f"<b>{self.recall('xy'):.1%}</b>",
                f"{glyph(y)} → {glyph(x)}",
                f"<b>{self.recall('yx'):.1%}</b>",
                f"{self._chance:.1%}",
            )
        )

    def csv(self) -> str:
        """The curves as rows."""
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(["shift", "recall@1_x_to_y", "recall@1_y_to_x"])
        if self._curves:
            writer.writerows(zip(self._shifts, self._curves["xy"], self._curves["yx"], strict=True))
        return out.getvalue()
