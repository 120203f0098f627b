"""How a run bears damage: metric against the share of items missing, noised or swapped."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.sheet import Sheet
from core.training.run.record import Curve, Robustness
from gui.session import Session
from gui.widgets.layout.basic import label
from gui.widgets.plots.export import export_button
from gui.widgets.plots.plotting import GRID_ALPHA, dress, fresh_legend, name_axis

DASHES = {
    "text": Qt.PenStyle.SolidLine,
    "image": Qt.PenStyle.DashLine,
    "audio": Qt.PenStyle.DotLine,
}


class RobustnessView(QWidget):
    """Curves with bands of one damage at a time, a colour and a dash a modality.

    Signals:
        wanted: the user asks to measure.
    """

    wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.curves: tuple[Curve, ...] = ()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        head = QHBoxLayout()
        self.which = QComboBox()
        self.which.setAccessibleName(self.tr("Metric"))
        self.which.currentTextChanged.connect(self._draw)
        self.damage = QComboBox()
        self.damage.setAccessibleName(self.tr("Damage"))
        self.damage.addItem(self.tr("missing"), "missing")
        self.damage.addItem(self.tr("noise"), "noise")
        self.damage.addItem(self.tr("swapped"), "swapped")
        self.damage.currentIndexChanged.connect(self._draw)
        self.sentence = label("", "muted", wrap=True)
        self.measure = QPushButton(self.tr("Measure"))
        self.measure.setToolTip(
            self.tr("Damage some items' words, picture or sound, and rank everything again")
        )
        self.measure.clicked.connect(self.wanted)
        self.plot = pg.PlotWidget()
        self.plot.setMenuEnabled(False)
        self.plot.hideButtons()
        self.plot.setFrameShape(self.plot.Shape.NoFrame)
        self.plot.setAccessibleName(self.tr("Metric against the share of damaged items"))
        self.plot.showGrid(x=True, y=True, alpha=GRID_ALPHA)
        self.plot.getAxis("left").enableAutoSIPrefix(False)
        head.addWidget(self.which)
        head.addWidget(self.damage)
        head.addWidget(self.sentence, 1)
        head.addWidget(export_button(self.plot, "robustness", session, self.csv))
        head.addWidget(self.measure)
        layout.addLayout(head)
        layout.addWidget(self.plot, 1)
        session.theme_changed.connect(self._draw)
        self.show_measured(None)

    def show_measured(self, measured: Robustness | None) -> None:
        """Show what was measured; None if nothing was."""
        self.curves = measured.curves if measured else ()
        names = [n for n in self.curves[0].intervals[0] if "@" in n] if self.curves else []
        kept = self.which.currentText()
        self.which.blockSignals(True)
        self.which.clear()
        self.which.addItems(names)
        ndcg = [name for name in names if name.startswith("ndcg")]
        wanted = kept if kept in names else (ndcg or names or [""])[-1]
        self.which.setCurrentText(wanted)
        self.which.blockSignals(False)
        for widget in (self.which, self.damage, self.plot):
            widget.setVisible(bool(self.curves))
        draws = measured.draws if measured else 1
        self.sentence.setText(
            self.tr("Bands: 95 % over users. Noise is as strong as the features; swapped items get "
                    "the tokens of another. Mean of {0} draws.").format(draws)
            if self.curves
            else self.tr("What happens to this run when pictures are missing, sound is noisy, or "
                         "words belong to another item? Nothing is trained again.")
        )  # fmt: skip
        self.measure.setText(self.tr("Measure again") if self.curves else self.tr("Measure"))
        self._draw()

    def _draw(self, _name: object = None) -> None:
        theme = self._session.theme
        dress(self.plot, theme)
        self.plot.clear()
        name = self.which.currentText()
        if not name:
            return
        name_axis(self.plot, "bottom", self.tr("% of items damaged"), color=theme.muted)
        name_axis(self.plot, "left", name, color=theme.muted)
        fresh_legend(self.plot, theme, (8, -8))
        edge = pg.mkPen(None)
        # All damages at once would be nine bands over each other.
        shown = [c for c in self.curves if c.damage == self.damage.currentData()]
        for curve in shown:
            x = [100 * share for share in curve.shares]
            colour = theme.of(curve.modality)
            low, high = (
                self.plot.plot(x, [bounds[name][end] for bounds in curve.intervals], pen=edge)
                for end in (0, 1)
            )
            band = pg.mkColor(colour)
            band.setAlpha(40)
            self.plot.addItem(pg.FillBetweenItem(low, high, brush=band))
            style = DASHES.get(curve.modality, Qt.PenStyle.DashDotLine)
            pen = pg.mkPen(colour, width=2, style=style)
            self.plot.plot(x, [v[name] for v in curve.values], pen=pen, name=curve.modality)

    def csv(self) -> str:
        """All curves as rows."""
        sheet = Sheet(["modality", "damage", "share", "metric", "value", "low", "high"])
        for curve in self.curves:
            for share, values, bounds in zip(
                curve.shares, curve.values, curve.intervals, strict=True
            ):
                for name, (low, high) in bounds.items():
                    sheet.row([curve.modality, curve.damage, share, name, values[name], low, high])
        return sheet.text()
