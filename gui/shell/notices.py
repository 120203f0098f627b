"""Messages to the user: one plain sentence, details folded away, a copy button."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
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
#: What only informs goes by itself after so long, and not while it is pointed at.
LINGER_MS = 8000
#: The stack of messages is at most so wide, and so far from the edges.
WIDTH, INSET = 620, 16


class Banner(QFrame):
    """One message. Errors and warnings stay until they are dismissed.

    Args:
        kind: info, warning or error.
        sentence: what is said.
        details: folded away.
        colour: of the cross.
        file: what the sentence is about, to be shown in its folder.
    """

    def __init__(self, kind: str, sentence: str, details: str, colour: str, file: str = "") -> None:
        super().__init__()
        self.sentence = sentence
        self._details = details
        self._file = file
        self.setProperty("role", f"banner-{kind}")
        self.setAccessibleName(sentence)
        self.leaving = QTimer(self, interval=LINGER_MS)
        self.leaving.timeout.connect(self._leave)
        if kind == "info":
            self.leaving.start()
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
        if file:
            show = QPushButton(self.tr("Show in folder"))
            show.clicked.connect(self._show_file)
            row.addWidget(show, 0, Qt.AlignmentFlag.AlignTop)
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

    def _leave(self) -> None:
        if not self.underMouse():
            self.deleteLater()

    def _toggle(self, shown: bool) -> None:
        self.leaving.stop()
        self._text.setVisible(shown)

    def _show_file(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(self._file).parent)))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(f"{self.sentence}\n\n{self._details}".strip())


class Notices(QWidget):
    """The stack of messages in the lower right corner of what it lies over; it moves nothing.

    Args:
        session: what is told.
        over: the widget it lies over.
    """

    def __init__(self, session: Session, over: QWidget) -> None:
        super().__init__(over)
        self._session, self._over = session, over
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(6)
        self._banners: list[Banner] = []
        self.hide()
        over.installEventFilter(self)
        session.notice.connect(self.show_notice)
        session.saved.connect(self._saved)
        session.notice_over.connect(self.take_back)

    def shown(self) -> list[str]:
        """The sentences on screen, oldest first."""
        return [banner.sentence for banner in self._banners]

    def show_notice(self, kind: str, sentence: str, details: str) -> None:
        """Add a message; the same sentence is not shown twice."""
        self._add(Banner(kind, sentence, details, self._session.theme.muted))

    def _saved(self, path: str) -> None:
        sentence = self.tr("Saved: {0}").format(path)
        self._add(Banner("info", sentence, "", self._session.theme.muted, path))

    def _add(self, banner: Banner) -> None:
        if banner.sentence in self.shown():
            banner.deleteLater()
            return
        banner.destroyed.connect(self._gone)
        self._banners.append(banner)
        self._layout.addWidget(banner)
        while len(self._banners) > MAX_SHOWN:
            self._banners.pop(0).deleteLater()
        self.show()
        self._place()

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
        self._place()

    def _place(self) -> None:
        """As high as what is said, above whichever page is shown."""
        width = min(WIDTH, self._over.width() - 2 * INSET)
        high = self._layout.heightForWidth(width)
        height = max(high, self._layout.minimumSize().height())
        left = self._over.width() - width - INSET
        self.setGeometry(left, self._over.height() - height - INSET, width, height)
        self.raise_()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # details were unfolded
            self._place()
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)
