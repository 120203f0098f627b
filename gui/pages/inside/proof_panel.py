"""Does the map matter? What it shows is masked, as much at random, and the score watched."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.contracts.inside import InsideProof
from core.worker.messages import Failed
from gui.session import Session
from gui.translation import told
from gui.widgets.layout.basic import label
from gui.widgets.plots.plotting import dress, fresh_legend, name_axis

SHARE = 0.2
_HEIGHT = 150


class ProofPanel(QWidget):
    """A button, a sentence, and the curves once they are there.

    Signals:
        wanted: share of the tokens to mask for the sentence.
    """

    wanted = Signal(float)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._proof: InsideProof | None = None
        self.button = QPushButton(self.tr("Does it matter?"))
        self.button.setToolTip(
            self.tr(
                "Masks the strongest tokens of this map, and as many at random: masked tokens "
                "leave every softmax of the model."
            )
        )
        self.said = label("", wrap=True)
        self.plot = pg.PlotWidget()
        self.plot.setFixedHeight(_HEIGHT)
        self.plot.setMouseEnabled(False, False)
        self.plot.hideButtons()
        self.plot.hide()
        line = QHBoxLayout()
        line.addWidget(self.button)
        line.addWidget(self.said, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(line)
        outer.addWidget(self.plot)
        self.button.clicked.connect(self._clicked)
        session.theme_changed.connect(self._draw)

    def _clicked(self) -> None:
        self.wanted.emit(SHARE)

    def forget(self) -> None:
        """Another input: nothing is proved of it yet."""
        self._proof = None
        self.said.setText("")
        self.plot.hide()
        self.button.setEnabled(True)

    def wait(self) -> None:
        """An answer is awaited."""
        self.button.setEnabled(False)
        self.said.setText(self.tr("Masking ..."))

    def refuse(self, message: Failed) -> None:
        """It cannot be proved."""
        self.button.setEnabled(True)
        self.said.setText(" ".join(map(told, filter(None, (message.message, message.remedy)))))

    def show_proof(self, proof: InsideProof) -> None:
        """Draw the curves, and say what they mean."""
        self._proof = proof
        self.button.setEnabled(True)
        share = f"{proof.share:.0%}"
        if proof.times is None:
            text = self.tr("Masking {0} of the tokens at random moves nothing: no comparison.")
            self.said.setText(text.format(share))
        else:
            text = self.tr(
                "Without the strongest {0} the score moves by {1}, without as many at random by "
                "{2}: {3} times as far."
            )
            numbers = (f"{proof.by_map:.3g}", f"{proof.by_chance:.3g}", f"{proof.times:.1f}")
            self.said.setText(text.format(share, *numbers))
        self._draw()

    def _draw(self) -> None:
        proof = self._proof
        self.plot.setVisible(proof is not None)
        if proof is None:
            return
        theme = self._session.theme
        self.plot.clear()
        dress(self.plot, theme)
        fresh_legend(self.plot, theme, (-8, 4))
        percent = 100 * proof.shares
        for curve in proof.random:
            self.plot.plot(percent, curve, pen=pg.mkPen(theme.border, width=1))
        chance = np.asarray(proof.random).mean(0)
        dashed = pg.mkPen(theme.muted, width=2, style=Qt.PenStyle.DashLine)
        self.plot.plot(percent, chance, pen=dashed, name=self.tr("at random"))
        strongest = pg.mkPen(theme.accent, width=2)
        self.plot.plot(percent, proof.strongest, pen=strongest, name=self.tr("strongest first"))
        name_axis(self.plot, "bottom", self.tr("tokens masked, %"))
        name_axis(self.plot, "left", self.tr("score"))
