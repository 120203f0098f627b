"""What a page shows while it has nothing to show: what is missing, and the way there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from gui import icons
from gui.widgets.host import Host
from gui.widgets.layout.basic import Label, label


class EmptyState(QWidget):
    """An icon, a sentence, a button that leads to the page that helps.

    While a catalog is being opened, the sentence says so instead.
    """

    def __init__(self, host: Host, icon: str, sentence: str, button: str, page: str) -> None:
        super().__init__()
        self._host = host
        self._page = page
        self._icon = icon
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        self._picture = Label()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(self._picture)
        self._missing = sentence
        self.sentence = label("", "muted", wrap=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(self.sentence)
        self.button = QPushButton(button)
        self.button.setProperty("role", "primary")
        self.button.clicked.connect(self._go)
        layout.addSpacing(8)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)
        host.appearance.changed.connect(self._recolour)
        host.under_way_changed.connect(self._refresh)
        self._recolour()
        self._refresh()

    def say(self, sentence: str, button: str, page: str) -> None:
        """Change what is missing."""
        self._missing = sentence
        self.button.setText(button)
        self._page = page
        self._refresh()

    def _refresh(self) -> None:
        """While a catalog is on its way, nobody has to do anything."""
        self.sentence.setText(self._host.under_way or self._missing)
        self.button.setVisible(not self._host.under_way)

    def _recolour(self) -> None:
        self._picture.setPixmap(icons.pixmap(self._icon, self._host.appearance.theme.muted, 56))

    def _go(self) -> None:
        self._host.show_page(self._page)
