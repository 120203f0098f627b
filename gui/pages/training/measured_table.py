"""A table of something that is measured when it is asked for."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gui.session import Session
from gui.widgets.layout.basic import label
from gui.widgets.plots.export import export_button
from gui.widgets.tables.plain_table import PlainTable, as_csv


class MeasuredTable(QWidget):
    """A sentence, the button that measures, and below what was measured.

    Signals:
        wanted: the user asks to measure.

    Args:
        title: of the table.
        file: beginning of the name it is exported by.
        session: where people export to.

    """

    wanted = Signal()

    def __init__(self, title: str, file: str, session: Session) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        head = QHBoxLayout()
        self.sentence = label("", "muted", wrap=True)
        head.addWidget(self.sentence, 1)
        self.table = PlainTable(title)
        head.addWidget(export_button(self.table, file, session, self.csv))
        self.measure = QPushButton()
        self.measure.clicked.connect(self.wanted)
        head.addWidget(self.measure)
        layout.addLayout(head)
        layout.addWidget(self.table, 1)

    def csv(self) -> str:
        """The table as it reads."""
        return as_csv(self.table)
