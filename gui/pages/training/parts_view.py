"""How much of a run's ranking comes from each part of its scores, for all items and rare ones."""

from __future__ import annotations

from core.training.run.record import PartQuality, Parts
from gui.pages.training.measured_table import MeasuredTable
from gui.part_names import name_of
from gui.session import Session
from gui.widgets.tables.plain_table import Number


class PartsView(MeasuredTable):
    """One row a part, what the ranking loses without it."""

    def __init__(self, session: Session) -> None:
        super().__init__(self.tr("Parts"), "parts", session)
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


def _cell(one: PartQuality) -> Number:
    if not one.users:
        return Number("-", 0.0)
    return Number(f"{-one.value:+.4f}  [{-one.high:+.4f}, {-one.low:+.4f}]", -one.value)
