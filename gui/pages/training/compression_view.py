"""A run made smaller: size, speed and metric side by side."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.training.run.record import Compression
from gui.session import Session
from gui.widgets.layout.basic import label
from gui.widgets.plots.export import export_button
from gui.widgets.tables.plain_table import Number, PlainTable, as_csv


class CompressionView(QWidget):
    """One row a variant.

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
        self.table = PlainTable(self.tr("Compression"))
        head.addWidget(export_button(self.table, "compression", session, self.csv))
        self.measure = QPushButton(self.tr("Measure"))
        self.measure.clicked.connect(self.wanted)
        head.addWidget(self.measure)
        layout.addLayout(head)
        layout.addWidget(self.table, 1)
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

    def csv(self) -> str:
        """The table as it reads."""
        return as_csv(self.table)
