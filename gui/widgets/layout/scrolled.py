"""What is as high as it needs to be, seen by scrolling."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget


class Scrolled(QScrollArea):
    """Content goes into `inner`, from the top; it scrolls up and down, never sideways."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        sheet = QWidget()
        self.inner = QVBoxLayout(sheet)
        self.inner.setContentsMargins(0, 0, 0, 0)
        self.setWidget(sheet)
