"""What a page shows while it has nothing to show: what is missing, and the way there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from gui import icons
from gui.widgets.host import Host
from gui.widgets.layout.basic import Label, label, set_primary
from gui.widgets.status.prepare import NextStep


class EmptyState(QWidget):
    """An icon, a sentence, a button that makes what is missing, one to the page that makes it.

    While a catalog is being opened or prepared, the sentence says so instead.

    Args:
        host: leads to pages and prepares.
        icon: its name.
        sentence: what is missing.
        button: leads to the page of the key `page`.
        page: that key.
        prepares: whether what is missing comes of preparing the catalog.
    """

    def __init__(
        self,
        host: Host,
        icon: str,
        sentence: str,
        button: str,
        page: str,
        *,
        prepares: bool = True,
    ) -> None:
        super().__init__()
        self._host, self._prepares = host, prepares
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
        self.prepare = NextStep(host, prepares=prepares, leads=False)
        self.button = QPushButton(button)
        self.button.clicked.connect(self._go)
        layout.addSpacing(8)
        layout.addWidget(self.prepare, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)
        host.appearance.changed.connect(self._recolour)
        host.under_way_changed.connect(self._refresh)
        host.preparing_changed.connect(self._refresh)
        self._recolour()
        self._refresh()

    def say(self, sentence: str, button: str, page: str) -> None:
        """Change what is missing."""
        self._missing = sentence
        self.button.setText(button)
        self._page = page
        self._refresh()

    def _refresh(self) -> None:
        """While a catalog is on its way or being prepared, nobody has to do anything."""
        preparing = self._host.preparing
        told = self._host.under_way
        if not told and self._prepares and preparing.busy:
            told = self.tr("Being prepared. What can be seen appears as soon as it is there.")
        self.sentence.setText(told or self._missing)
        self.button.setVisible(not told)
        set_primary(self.button, not self.prepare.wanted)

    def _recolour(self) -> None:
        self._picture.setPixmap(icons.pixmap(self._icon, self._host.appearance.theme.muted, 56))

    def _go(self) -> None:
        self._host.show_page(self._page)
