"""What stands where there is nothing to show yet: what fills the place, and a button that does."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from gui.widgets.layout.basic import label


class Nothing(QWidget):
    """Hidden while there is something to show.

    Signals:
        wanted: the user wants the place filled.
    """

    wanted = Signal()

    def __init__(self, sentence: str = "", offer: str = "") -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        self.sentence = label("", "muted", wrap=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(self.sentence)
        self.fill = QPushButton()
        self.fill.clicked.connect(self.wanted)
        layout.addWidget(self.fill, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        self._write(sentence, offer)
        if not sentence:  # to show it before it has a parent would open a window
            self.hide()

    def say(self, sentence: str, offer: str = "") -> None:
        """Show what fills the place and what the button says; "" hides all of it."""
        self._write(sentence, offer)
        self.setVisible(bool(sentence))

    def ask_for_own(self, lacking: bool) -> None:
        """Offer to measure this machine where only others' results are known."""
        sentence = self.tr("This machine is not among them yet.") if lacking else ""
        self.say(sentence, self.tr("Measure the card"))

    def _write(self, sentence: str, offer: str) -> None:
        self.sentence.setText(sentence)
        self.fill.setText(offer)
        self.fill.setVisible(bool(offer))
