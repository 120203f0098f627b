"""Messages to the user: one plain sentence, details folded away, a copy button."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui import icons
from gui.session import Session
from gui.widgets.layout.basic import label

#: Older messages leave when more than this many are shown.
MAX_SHOWN = 2


class Banner(QFrame):
    """One message."""

    def __init__(self, kind: str, sentence: str, details: str, colour: str) -> None:
        super().__init__()
        self.sentence = sentence
        self._details = details
        self.setProperty("role", f"banner-{kind}")
        self.setAccessibleName(sentence)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 6, 6)
        row = QHBoxLayout()
        text = label(sentence, wrap=True)
        row.addWidget(text, 1)
        if details:
            self._fold = QPushButton(self.tr("Details"))
            self._fold.setCheckable(True)
            self._fold.toggled.connect(self._toggle)
            row.addWidget(self._fold, 0, Qt.AlignmentFlag.AlignTop)
        copy = QPushButton(self.tr("Copy"))
        copy.clicked.connect(self._copy)
        row.addWidget(copy, 0, Qt.AlignmentFlag.AlignTop)
        close = QToolButton()
        close.setIcon(icons.icon("close", colour))
        close.setToolTip(self.tr("Dismiss"))
        close.setAccessibleName(self.tr("Dismiss"))
        close.clicked.connect(self.deleteLater)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(row)
        self._text = QPlainTextEdit(details)
        self._text.setReadOnly(True)
        self._text.setMaximumHeight(160)
        self._text.hide()
        layout.addWidget(self._text)

    def _toggle(self, shown: bool) -> None:
        self._text.setVisible(shown)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(f"{self.sentence}\n\n{self._details}".strip())


class Notices(QWidget):
    """The stack of messages above the page. Errors stay until dismissed."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(20, 10, 20, 0)
        self._layout.setSpacing(6)
        self._banners: list[Banner] = []
        self.hide()
        session.notice.connect(self.show_notice)
        session.notice_over.connect(self.take_back)

    def shown(self) -> list[str]:
        """The sentences on screen, oldest first."""
        return [banner.sentence for banner in self._banners]

    def show_notice(self, kind: str, sentence: str, details: str) -> None:
        """Add a message; the same sentence is not shown twice."""
        if sentence in self.shown():
            return
        banner = Banner(kind, sentence, details, self._session.theme.muted)
        banner.destroyed.connect(self._gone)
        self._banners.append(banner)
        self._layout.addWidget(banner)
        while len(self._banners) > MAX_SHOWN:
            self._banners.pop(0).deleteLater()
        self.show()

    def take_back(self, sentence: str) -> None:
        """Remove a message that is no longer so."""
        for banner in self._banners:
            if banner.sentence == sentence:
                banner.deleteLater()

    def _gone(self) -> None:
        # The one that went is no longer in the layout; its Python half must not be touched.
        entries = [self._layout.itemAt(index) for index in range(self._layout.count())]
        alive = [entry.widget() for entry in entries if entry is not None]
        self._banners = [widget for widget in alive if isinstance(widget, Banner)]
        self.setVisible(bool(self._banners))
