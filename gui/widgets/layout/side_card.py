"""A card beside a list: a hint until something is chosen, then everything about it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from gui.widgets.layout.basic import label


class SideCard(QScrollArea):
    """Content goes into `inner`; it scrolls up and down, never sideways."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        frame = QFrame()
        frame.setProperty("role", "card")
        self.setWidget(frame)
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(14, 14, 14, 14)
        self._hint = label("", "muted", wrap=True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(self._hint)
        self._content = QWidget()
        layout.addWidget(self._content)
        layout.addStretch(1)
        self.inner = QVBoxLayout(self._content)
        self.inner.setContentsMargins(0, 0, 0, 0)
        self.inner.setSpacing(8)
        self._content.hide()

    def _set_hint(self, hint: str) -> None:
        """What to do to see something here."""
        self._hint.setText(hint)

    def _fill(self, *, something: bool) -> None:
        """Show the content, or the hint."""
        self._hint.setVisible(not something)
        self._content.setVisible(something)
