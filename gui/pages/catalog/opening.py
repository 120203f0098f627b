"""Progress of a catalog being opened or a sample being made."""

from __future__ import annotations

from importlib import import_module

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QProgressBar, QPushButton, QVBoxLayout, QWidget

from core.worker.messages import Progress
from gui.background import Background
from gui.jobs import AnyRunning
from gui.session import Session
from gui.widgets.layout.basic import card, label
from gui.widgets.status.progress import numbers, set_bar

#: What an open catalog is shown with, in pieces that take less than 20 ms each.
_PARTS = (
    "gui.widgets.media.thumbnails",
    "gui.pages.catalog.health",
    "gui.pages.catalog.inspector",
    "gui.pages.catalog.items",
    "gui.widgets.items.history_strip",
    "gui.pages.catalog.users",
    "gui.pages.catalog.opened",
)


class Opening(QWidget):
    """Follows one job: what it does, n of total, rate, time left, cancel."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.job: AnyRunning | None = None
        self._background = Background(threads=1, parent=self)
        self._background.done.connect(self._prepare)
        self._parts = iter(_PARTS)
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._prepare)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        frame, layout = card()
        frame.setFixedWidth(520)
        layout.setContentsMargins(28, 24, 28, 24)
        layout.setSpacing(10)
        self._title = label("", "heading", wrap=True)
        self._stage = label("", "muted", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.numbers = label("", "muted")
        self.cancel = QPushButton(self.tr("Cancel"))
        self.cancel.clicked.connect(self._cancel)
        for widget in (self._title, self._stage, self.bar, self.numbers):
            layout.addWidget(widget)
        layout.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignRight)
        outer.addWidget(frame, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)

    def follow(self, job: AnyRunning) -> None:
        """Show this job."""
        # What the result needs is imported meanwhile, so that showing it does not wait.
        self._background.submit("tables", _import_tables)
        self.job = job
        self._title.setText(job.title)
        self._stage.setText(self.tr("Starting ..."))
        self.numbers.setText("")
        set_bar(self.bar, None)
        job.progress.connect(self.show_progress)

    def _prepare(self) -> None:
        """Import one part, then let the event loop have its turn."""
        part = next(self._parts, None)
        if part is not None:
            import_module(part)
            self._turn.start()

    def show_progress(self, message: Progress) -> None:
        """Take a progress message of the job."""
        if self.job is not None and message.job != self.job.id:
            return
        self._stage.setText(message.stage)
        set_bar(self.bar, message)
        self.numbers.setText(numbers(message))

    def _cancel(self) -> None:
        if self.job is not None:
            self.job.control("cancel")


def _import_tables() -> None:
    # No widgets here: their classes are made in the window's own thread, afterwards.
    from core.catalog.opening import snapshot  # noqa: F401
    from core.media import overview  # noqa: F401
