"""What every page is: a widget with a key, a title, a place in the flow, and the session."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.session import Session


class Page(QWidget):
    """Base of all pages.

    A page builds its widgets in `__init__`, listens to the session's signals with bound methods,
    and does no work before it is shown: `shown()` is called each time it comes to the front.

    Class attributes:
        key: name used by the session and on the command line.
        title, subtitle: what the user reads; marked for translation with QT_TRANSLATE_NOOP.
    """

    key: ClassVar[str]
    title: ClassVar[str]
    subtitle: ClassVar[str] = ""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 14, 20, 14)
        outer.setSpacing(10)
        head = QHBoxLayout()
        head.addWidget(label(self.tr(self.title), "title"), 1)
        #: Buttons and selectors of the page go to the right of its title.
        self.tools = QHBoxLayout()
        self.tools.setSpacing(8)
        head.addLayout(self.tools)
        # Below both, so that a narrow window does not squeeze it beside the buttons.
        titles = QVBoxLayout()
        titles.setSpacing(2)
        titles.addLayout(head)
        titles.addWidget(label(self.tr(self.subtitle), "muted", wrap=True))
        outer.addLayout(titles)
        #: The page's own content.
        self.body = QVBoxLayout()
        self.body.setSpacing(10)
        outer.addLayout(self.body, 1)
        self.setAccessibleName(self.tr(self.title))

    def shown(self) -> None:
        """Called when the page comes to the front."""


def label(text: str, role: str = "", *, wrap: bool = False) -> QLabel:
    """A label with a role of the style sheet: title, heading, muted, good, warning, bad."""
    widget = QLabel(text)
    if role:
        widget.setProperty("role", role)
    widget.setWordWrap(wrap)
    widget.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return widget


def card(title: str = "") -> tuple[QFrame, QVBoxLayout]:
    """A rounded frame with an optional heading, and the layout to put content in."""
    frame = QFrame()
    frame.setProperty("role", "card")
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(12, 10, 12, 10)
    layout.setSpacing(6)
    if title:
        layout.addWidget(label(title, "heading"))
    return frame, layout
