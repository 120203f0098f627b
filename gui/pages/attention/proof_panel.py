"""The proof: mask what the map calls strong, mask as many at random, and watch the score."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from core.contracts.attention import CatalogProofAnswer, ProofAnswer
from core.sheet import Sheet
from gui.pages.attention import origin
from gui.session import Session
from gui.widgets.layout.basic import label
from gui.widgets.layout.markup import bold, coloured, joined
from gui.widgets.plots.export import export_button
from gui.widgets.plots.plotting import dress, fresh_legend, name_axis


class ProofPanel(QWidget):
    """Curves and one sentence, for this item or for the catalog.

    Signals:
        wanted: share of tokens to mask (0..1) for the sentence, and which map decides: "relevance"
            or "screen".
        catalog_wanted: share of tokens to mask.
    """

    wanted = Signal(float, str)
    catalog_wanted = Signal(float)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._proof: ProofAnswer | CatalogProofAnswer | None = None
        self.origin: origin.Origin = origin.unknown
        self.run = QPushButton(self.tr("Prove it"))
        self.run.setProperty("role", "primary")
        self.run.setToolTip(
            self.tr(
                "Masks the strongest tokens of this item and as many at random, and asks the model "
                "for the score each time."
            )
        )
        self.run.clicked.connect(self._ask)
        self.catalog = QPushButton(self.tr("Whole catalog"))
        self.catalog.setToolTip(
            self.tr("The same for items drawn from the catalog, by what moved the score.")
        )
        self.catalog.clicked.connect(self._ask_catalog)
        self.by = QComboBox()
        self.by.addItem(self.tr("by what moved the score"), "relevance")
        self.by.addItem(self.tr("by the map on screen"), "screen")
        self.by.setAccessibleName(self.tr("Which map is proved"))
        self.by.setToolTip(
            self.tr(
                "What moved the score: gradient relevance, made for this question. The map on "
                "screen: raw attention says where the model looked, which need not matter."
            )
        )
        self.by.currentIndexChanged.connect(self.clear)
        self.share = QSpinBox()
        self.share.setRange(5, 95)
        self.share.setSingleStep(5)
        self.share.setValue(20)
        self.share.setPrefix(self.tr("mask "))
        self.share.setSuffix(" %")
        self.share.setAccessibleName(self.tr("Share of tokens to mask"))
        self.verdict = label(self._invitation(), "muted", wrap=True)
        self.verdict.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.plot = pg.PlotWidget()
        self.plot.setMenuEnabled(False)
        self.plot.setMouseEnabled(x=False, y=False)
        self.plot.hideButtons()
        name_axis(self.plot, "bottom", self.tr("tokens masked, %"))
        name_axis(self.plot, "left", self.tr("score"))
        self.plot.setAccessibleName(self.tr("Score while tokens are masked"))
        self.plot.setMinimumHeight(70)
        side = QVBoxLayout()
        side.setSpacing(6)
        buttons = QHBoxLayout()
        buttons.addWidget(self.run)
        buttons.addWidget(self.catalog)
        buttons.addStretch(1)
        self._export = export_button(self.plot, "proof", session, self.csv)
        buttons.addWidget(self._export)
        side.addLayout(buttons)
        choices = QHBoxLayout()
        choices.addWidget(self.by, 1)
        choices.addWidget(self.share)
        side.addLayout(choices)
        side.addWidget(self.verdict, 1)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 4, 0, 0)
        outer.setSpacing(8)
        outer.addLayout(side, 1)
        outer.addWidget(self.plot, 1)
        session.theme_changed.connect(self._recolour)
        self._draw()

    def _invitation(self) -> str:
        return self.tr(
            "Is this map true? If it is, masking the tokens it calls strong must change the score "
            "more than masking as many at random."
        )

    def clear(self) -> None:
        """What was proved no longer belongs to what is on screen."""
        if self._proof is not None:
            self._proof = None
            self.verdict.setText(self._invitation())
            self._draw()
        self._free(True)

    def map_changed(self) -> None:
        """Another map of the same item: only a proof of the map on screen is void."""
        if self.by.currentData() == "screen":
            self.clear()

    def busy(self) -> None:
        """A proof is on its way."""
        self._free(False)
        self.verdict.setText(self.tr("Masking ..."))

    def refuse(self, sentence: str) -> None:
        """Say why there is no proof."""
        self._free(True)
        self.verdict.setText(sentence)

    def _free(self, free: bool) -> None:
        self.run.setEnabled(free)
        self.catalog.setEnabled(free)

    def show_proof(self, proof: ProofAnswer | CatalogProofAnswer) -> None:
        """Say and draw what masking did, to this item or to many."""
        self._proof = proof
        self._free(True)
        self._recolour()

    def _recolour(self) -> None:
        if isinstance(self._proof, ProofAnswer):
            self._say_proof(self._proof)
        elif self._proof is not None:
            self._say_catalog(self._proof)
        self._draw()

    def _say_proof(self, proof: ProofAnswer) -> None:
        times = proof.times
        sentence = self.tr(
            "Masking the strongest {0} of every modality's tokens ({1} tokens in all) moves the "
            "score by {2}; as many of each at random by {3}: {4}"
        ).format(
            f"{proof.share:.0%}",
            proof.tokens,
            f"{proof.by_map:.3g}",
            f"{proof.by_chance:.3g}",
            self.tr("{0} × chance.").format(f"{times:.1f}") if times is not None else "-",
        )
        self._judge(times, sentence)

    def _say_catalog(self, proof: CatalogProofAnswer) -> None:
        effect = proof.effect
        bounds = (effect.times, effect.low, effect.high)
        sentence = self.tr(
            "Over {0} items, masking the {1} of every modality's tokens that moved the score most "
            "moves it by {2}; as many of each at random by {3}: {4} It moves more on {5} of them."
        ).format(
            effect.items,
            f"{effect.share:.0%}",
            f"{effect.by_map:.3g}",
            f"{effect.by_chance:.3g}",
            self.tr("{0} × chance (95 %: {1} to {2}).").format(
                *(f"{value:.1f}" for value in bounds if value is not None)
            )
            if None not in bounds
            else "-",
            effect.won,
        )
        others = [(one.share, one.times) for one in proof.effects if one.times is not None]
        if others:
            sentence += " " + self.tr("At {0} masked: {1} × chance.").format(
                " / ".join(f"{share:.0%}" for share, _ in others),
                " / ".join(f"{times:.1f}" for _, times in others),
            )
        self._judge(effect.times, sentence)

    def _judge(self, times: float | None, sentence: str) -> None:
        theme = self._session.theme
        good = times is not None and times >= 2
        colour = theme.good if good else theme.warning
        verdict = self.tr("The map holds.") if good else self.tr("This map proves little.")
        self.verdict.setText(joined(" ", (bold(coloured(colour, verdict)), sentence)))

    def _ask(self) -> None:
        self.wanted.emit(self.share.value() / 100, self.by.currentData())

    def _ask_catalog(self) -> None:
        self.catalog_wanted.emit(self.share.value() / 100)

    def _draw(self) -> None:
        theme, proof = self._session.theme, self._proof
        dress(self.plot, theme)
        self.plot.clear()
        self.plot.setVisible(proof is not None)
        self._export.setVisible(proof is not None)
        if proof is None:
            return
        x, one = proof.shares * 100, isinstance(proof, ProofAnswer)
        if isinstance(proof, ProofAnswer):
            low, high = np.quantile(proof.random, [0.05, 0.95], axis=0)
            below, above = (self.plot.plot(x, values, pen=pg.mkPen(None)) for values in (low, high))
            band = pg.mkColor(theme.muted)
            band.setAlpha(60)
            self.plot.addItem(pg.FillBetweenItem(below, above, brush=band))
        name_axis(self.plot, "left", self.tr("score") if one else self.tr("score moved by"))
        # Where the curves begin low it stands above them.
        fresh_legend(self.plot, theme, (8, -6) if one else (8, 6))
        solid, dashes, dots = Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine
        looks = {
            "random_mean": (self.tr("at random (5-95 %)"), theme.muted, dashes),
            "weakest": (self.tr("weakest first"), theme.good, dots),
            "strongest": (self.tr("strongest first"), theme.accent, solid),
            "by_chance": (self.tr("at random"), theme.muted, dashes),
            "by_map": (self.tr("strongest first"), theme.accent, solid),
        }
        for name, values in self._lines().items():
            title, colour, style = looks[name]
            self.plot.plot(x, values, pen=pg.mkPen(colour, width=2, style=style), name=title)
        share = proof.share if isinstance(proof, ProofAnswer) else proof.effect.share
        self.plot.addItem(pg.InfiniteLine(share * 100, pen=pg.mkPen(theme.border, width=1)))

    def _lines(self) -> dict[str, np.ndarray]:
        """What is drawn over the shares: scores of one item, or how far those of many moved."""
        match self._proof:
            case ProofAnswer(strongest=strongest, weakest=weakest, random=random):
                return {
                    "random_mean": random.mean(0),
                    "strongest": strongest,
                    "weakest": weakest,
                }
            case CatalogProofAnswer(by_map=by_map, by_chance=by_chance):
                return {"by_map": by_map, "by_chance": by_chance}
        return {}

    def csv(self) -> str:
        """The curves as rows."""
        sheet = Sheet()
        lines = self._lines()
        sheet.row([*origin.COLUMNS, "share_masked", *lines])
        if self._proof is not None:
            where = list(self.origin())
            if not isinstance(self._proof, ProofAnswer):  # many items, each as a whole
                where = ["", where[1], "", ""]
            rows = zip(self._proof.shares, *lines.values(), strict=True)
            sheet.rows((*where, *row) for row in rows)
        return sheet.text()
