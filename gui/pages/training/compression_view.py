"""A run made smaller: size, speed and metric side by side."""

from __future__ import annotations

from core.training.run.record import Compression
from gui.pages.training.measured_table import MeasuredTable
from gui.session import Session
from gui.widgets.tables.plain_table import Number


class CompressionView(MeasuredTable):
    """One row a variant."""

    def __init__(self, session: Session) -> None:
        super().__init__(self.tr("Compression"), "compression", session)
        self.show_measured(None)

    def show_measured(self, measured: Compression | None) -> None:
        """Show what was measured; None if nothing was."""
        rows = measured.rows if measured else ()
        self.table.setVisible(bool(rows))
        self.measure.setText(self.tr("Measure again") if rows else self.tr("Measure"))
        self.sentence.setText(
            self.tr("int8: linear layers computed in 8 bits. Pruned: the smallest weights set to "
                    "zero and stored sparse. Speed on the CPU.")
            if rows
            else self.tr("How small can this model get before its lists suffer?")
        )  # fmt: skip
        if not rows:
            return
        names = [n for n in rows[0].values if n.startswith(("recall@", "ndcg@"))]
        self.table.set_columns(
            [
                self.tr("variant"),
                self.tr("size"),
                self.tr("of original"),
                self.tr("items/s"),
                self.tr("zero weights"),
                *names,
            ]
        )
        first = rows[0].fusion_bytes
        self.table.show_rows(
            [
                [
                    row.name,
                    Number(f"{row.fusion_bytes / 1024:,.0f} KiB", row.fusion_bytes),
                    Number(f"{row.fusion_bytes / first:.0%}", row.fusion_bytes / first),
                    Number(f"{row.items_per_s:,.0f}", row.items_per_s),
                    Number(f"{row.zero_share:.0%}", row.zero_share),
                    *(Number(f"{row.values[n]:.4f}", row.values[n]) for n in names),
                ]
                for row in rows
            ]
        )
