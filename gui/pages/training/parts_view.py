"""How much of a run's ranking comes from each part of its scores, for all items and rare ones."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.training.run.record import PartQuality, Parts
from gui.part_names import name_of
from gui.session import Session
from gui.widgets.layout.basic import label
from gui.widgets.plots.export import export_button
from gui.widgets.tables.plain_table import Number, PlainTable, as_csv


class PartsView(QWidget):
    """One row a part, what the ranking loses without it.

    Signals:
        wanted: the user asks to measure.
    """

    wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        head = QHBoxLayout()
        self.sentence = label("", "muted", wrap=True)
        head.addWidget(self.sentence, 1)
        self.table = PlainTable(self.tr("Parts"))
        head.addWidget(export_button(self.table, "parts", session, self.csv))
        self.measure = QPushButton(self.tr("Measure"))
        self.measure.clicked.connect(self.wanted)
        head.addWidget(self.measure)
        layout.addLayout(head)
        layout.addWidget(self.table, 1)
        self.show_measured(None)

    def show_measured(self, measured: Parts | None) -> None:
        """Show what was measured; None if nothing was."""
        self.table.setVisible(measured is not None)
        if measured is None:
            self.measure.setText(self.tr("Measure"))
            self.sentence.setText(
                self.tr("How much of the ranking comes from words, pictures, what others chose "
                        "and each vote? Parts are left out and everything is ranked again.")
            )  # fmt: skip
            return
        self.measure.setText(self.tr("Measure again"))
        whole = measured.everything[0]
        named = {"valid": self.tr("validation"), "test": self.tr("test")}
        self.sentence.setText(
            self.tr("NDCG@{0} on {1} of {2} users: {3}. Below: how much less without each part "
                    "(95 % over users, all together). Rare: chosen at most {4} times in training.")
            .format(measured.k, named.get(measured.judged, measured.judged), f"{whole.users:,}",
                    f"{whole.value:.4f}", measured.rare_most)
        )  # fmt: skip
        self.table.set_columns([self.tr("without"), self.tr("all items"), self.tr("rare items")])
        rare = {one.part: one for one in measured.rare}
        self.table.show_rows(
            [
                [name_of(one.part), _cell(one), _cell(rare[one.part])]
                for one in measured.everything[1:]
            ]
        )

    def csv(self) -> str:
        """The table as it reads."""
        return as_csv(self.table)


def _cell(one: PartQuality) -> Number:
    if not one.users:
        return Number("-", 0.0)
    return Number(f"{-one.value:+.4f}  [{-one.high:+.4f}, {-one.low:+.4f}]", -one.value)
