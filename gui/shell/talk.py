"""The guided tour: next and back through the pages, large words for the audience, notes beside."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from gui import icons
from gui.session import Session
from gui.shell.talk_steps import STEPS
from gui.widgets.layout.basic import label
from gui.widgets.status.progress import joined

SAMPLES = ("shop", "music", "video")
# Items and users of the sample that is opened where nothing is.
SAMPLE = ("shop", 240, 300)


class TalkBar(QFrame):
    """Stands under the pages while somebody speaks; keys of a presenter's remote turn it."""

    def __init__(self, session: Session, over: QWidget) -> None:
        super().__init__()
        self._session = session
        self._place = 0
        self.setProperty("role", "card")
        self.setAccessibleName(self.tr("Guided tour"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 8, 10, 8)
        layout.setSpacing(6)
        head = QHBoxLayout()
        self.said = label("", "talk", wrap=True)
        head.addWidget(self.said, 1)
        self.close_it = QToolButton()
        self.close_it.setToolTip(self.tr("End the tour (Esc)"))
        self.close_it.setAccessibleName(self.tr("End the tour (Esc)"))
        self.close_it.clicked.connect(self.end)
        head.addWidget(self.close_it, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(head)
        self.notes = label("", "muted", wrap=True)
        layout.addWidget(self.notes)
        foot = QHBoxLayout()
        self.count = label("", "muted")
        foot.addWidget(self.count, 1)
        self.show_notes = QPushButton(self.tr("Speaker's notes"))
        self.show_notes.setCheckable(True)
        self.show_notes.setChecked(True)
        self.show_notes.toggled.connect(self.notes.setVisible)
        self.prepare = QPushButton(self.tr("Prepare and show me"))
        self.prepare.clicked.connect(session.preparing.start)
        self.back = QPushButton(self.tr("Back"))
        self.back.clicked.connect(self.go_back)
        self.next = QPushButton(self.tr("Next"))
        self.next.setProperty("role", "primary")
        self.next.clicked.connect(self.go_on)
        for button in (self.show_notes, self.prepare, self.back, self.next):
            foot.addWidget(button)
        layout.addLayout(foot)
        self._keys = [
            self._key(over, keys, slot)
            for keys, slot in (
                ("PgDown", self.go_on),
                ("PgUp", self.go_back),
                ("Esc", self.end),
            )
        ]
        session.preparing_changed.connect(self._offer)
        session.theme_changed.connect(self._recolour)
        self._recolour()
        self.end()

    def _key(self, over: QWidget, keys: str, slot: object) -> QShortcut:
        shortcut = QShortcut(QKeySequence(keys), over)
        shortcut.activated.connect(slot)
        return shortcut

    @property
    def field(self) -> str:
        """Which sample is open; empty if it is none."""
        name = Path(self._session.source).name.partition("-")[0]
        return name if name in SAMPLES else ""

    def start(self) -> None:
        """From the first step; a sample is opened where nothing is open."""
        if self._session.catalog is None and not self._session.under_way:
            self._session.open_sample(*SAMPLE)
        self._place = 0
        for shortcut in self._keys:
            shortcut.setEnabled(True)
        self.show()
        self._tell()
        self.next.setFocus()

    def end(self) -> None:
        """Leave the pages to the person."""
        for shortcut in self._keys:
            shortcut.setEnabled(False)
        self.hide()

    def go_on(self) -> None:
        """The next step; after the last one the tour is over."""
        if self._place + 1 == len(STEPS):
            self.end()
            return
        self._place += 1
        self._tell()

    def go_back(self) -> None:
        """The step before."""
        self._place = max(0, self._place - 1)
        self._tell()

    def _tell(self) -> None:
        step = STEPS[self._place]
        self.said.setText(_translated(step.of.get(self.field, step.said)))
        self.notes.setText(_translated(step.noted.get(self.field, step.notes)))
        self.back.setEnabled(self._place > 0)
        last = self._place + 1 == len(STEPS)
        self.next.setText(self.tr("End") if last else self.tr("Next"))
        left = sum(one.seconds for one in STEPS[self._place :])
        self.count.setText(
            joined(
                self.tr("Step {0} of {1}").format(self._place + 1, len(STEPS)),
                self.tr("{0}:{1:02} left").format(*divmod(left, 60)),
                self.tr("PgDown, PgUp, Esc"),
            )
        )
        self._offer()
        self._session.show_page(step.page)

    def _offer(self) -> None:
        self.prepare.setVisible(self._session.preparing.offered)

    def _recolour(self) -> None:
        self.close_it.setIcon(icons.icon("close", self._session.theme.muted))


def _translated(words: str) -> str:
    return QCoreApplication.translate("Talk", words)
