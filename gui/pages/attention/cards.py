"""The frames the drawings of an item lie in."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QWidget

from gui.page import card, label
from gui.session import Session
from gui.widgets.painting import glyph
from gui.widgets.token_strip import TokenStrip

STRIP_HEIGHT = 132


class Words(QScrollArea):
    """As high as the words need, up to a limit; leaves the arrow keys to the page."""

    def __init__(self, strip: TokenStrip) -> None:
        super().__init__()
        self._strip = strip
        self.setWidgetResizable(True)
        self.setWidget(strip)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def fit(self) -> None:
        """Take the height of the words."""
        wanted = self._strip.heightForWidth(self.viewport().width())
        self.setFixedHeight(min(STRIP_HEIGHT, wanted))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()


def titled(*widgets: QWidget) -> tuple[QFrame, QLabel]:
    """A card with a heading line; a second widget goes to the right of the heading."""
    frame, layout = card()
    line = QHBoxLayout()
    head = label("")
    line.addWidget(head, 1)
    for widget in widgets[1:]:
        line.addWidget(widget)
    layout.addLayout(line)
    layout.addWidget(widgets[0], 1)
    return frame, head


def heading(session: Session, modality: str, title: str, note: str) -> str:
    """Rich text: shape and colour of the modality, title, and a muted note."""
    theme = session.theme
    return (
        f'<span style="color:{theme.of(modality)}">{glyph(modality)}</span> <b>{title}</b> '
        f'<span style="color:{theme.muted}">· {note}</span>'
    )
