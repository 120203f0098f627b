"""The frames the drawings of an item lie in."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QWidget

from gui.session import Session
from gui.widgets.items.painting import glyph
from gui.widgets.layout.basic import card, label
from gui.widgets.layout.elided import ElidedLabel
from gui.widgets.layout.markup import bold, coloured, joined
from gui.widgets.maps.token_strip import TokenStrip

STRIP_HEIGHT = 132
#: Of two items side by side, one must not push the picture of the other off the screen.
NARROW_STRIP_HEIGHT = 98


class Scrolled(QScrollArea):
    """Scrolls what is too high; leaves the arrow keys to the page."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setWidget(widget)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()


class Words(Scrolled):
    """As high as the words need, up to a limit."""

    def __init__(self, strip: TokenStrip) -> None:
        super().__init__(strip)
        self._strip = strip
        self.most = STRIP_HEIGHT

    def fit(self) -> None:
        """Take the height of the words."""
        wanted = self._strip.heightForWidth(self.viewport().width())
        self.setFixedHeight(min(self.most, wanted))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()


class Heading(QWidget):
    """Shape and colour of a modality, a title, and a muted note as long as there is room."""

    def __init__(self, *beside: QWidget) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        self._title = label("")
        self._title.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._note = ElidedLabel("", "muted")
        line.addWidget(self._title)
        line.addWidget(self._note, 1)
        for widget in beside:
            line.addWidget(widget)

    def say(self, title: str, note: str = "") -> None:
        """What lies below."""
        self._title.setText(bold(title))
        self._note.setText(f"· {note}" if note else "")

    def say_of(self, session: Session, modality: str, title: str, note: str) -> None:
        """The same with the mark of a modality."""
        self.say(title, note)
        mark = coloured(session.theme.of(modality), glyph(modality))
        self._title.setText(joined(" ", (mark, bold(title))))

    def text(self) -> str:
        """Title and note, for a reader of the screen."""
        return f"{self._title.text()} {self._note.text()}"


def titled(*widgets: QWidget) -> tuple[QFrame, Heading]:
    """A card with a heading line; a second widget goes to the right of the heading."""
    frame, layout = card()
    head = Heading(*widgets[1:])
    layout.addWidget(head)
    layout.addWidget(widgets[0], 1)
    return frame, head
