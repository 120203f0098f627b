"""What every page is: a widget with a key, a title, a place in the flow, and the session."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.session import Session
from gui.widgets.layout.basic import label
from gui.widgets.layout.flow import FlowLayout

#: Height of a page from which there is room for a line that says what it is for.
ROOMY = 600


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
        head.addWidget(label(self.tr(self.title), "title"), 0, Qt.AlignmentFlag.AlignTop)
        #: Buttons and selectors of the page go to the right of its title.
        self.tools = FlowLayout(right=True)
        head.addLayout(self.tools, 1)
        # Below both, so that a narrow window does not squeeze it beside the buttons.
        titles = QVBoxLayout()
        titles.setSpacing(2)
        titles.addLayout(head)
        self._subtitle = label(self.tr(self.subtitle), "muted", wrap=True)
        titles.addWidget(self._subtitle)
        outer.addLayout(titles)
        #: The page's own content.
        self.body = QVBoxLayout()
        self.body.setSpacing(10)
        outer.addLayout(self.body, 1)
        self.setAccessibleName(self.tr(self.title))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._subtitle.setVisible(event.size().height() >= ROOMY)

    def shown(self) -> None:
        """Called when the page comes to the front."""
