"""Whether the faster one is still right, and what that was compared with."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.pages.benchmark.model import Digest
from gui.pages.benchmark.nothing import Nothing
from gui.pages.benchmark.tables import ParityTable
from gui.session import Session
from gui.widgets.layout.basic import label


class ParityView(QWidget):
    """A note above the table."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        self._note = label(
            self.tr(
                "Outputs on the same inputs and weights against the CPU in fp32 without "
                "compilation, compared before anything is timed."
            ),
            "muted",
            wrap=True,
        )
        layout.addWidget(self._note)
        self.table = ParityTable(session)
        layout.addWidget(self.table, 1)
        self.nothing = Nothing(
            self.tr(
                "Is the faster one still right? Only the plain CPU was measured, to which others "
                "are held. Measure another precision, compilation or device."
            ),
            self.tr("Measure"),
        )
        layout.addWidget(self.nothing, 1)
        self._say(False)

    def show_digest(self, digest: Digest) -> None:
        """Show a result."""
        self._say(self.table.show_digest(digest) > 0)

    def _say(self, any_: bool) -> None:
        """The table, or what fills it."""
        for part in (self._note, self.table):
            part.setVisible(any_)
        self.nothing.setVisible(not any_)
