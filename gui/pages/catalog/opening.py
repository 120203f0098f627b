"""Progress of a catalog being opened or a sample being made."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QPushButton, QVBoxLayout, QWidget

from core.worker.messages import Progress
from gui.activity import duration
from gui.jobs import Job
from gui.page import card, label
from gui.session import Session
from gui.widgets.background import Background


class Opening(QWidget):
    """Follows one job: what it does, n of total, rate, time left, cancel."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.job: Job | None = None
        self._background = Background(threads=1, parent=self)
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

    def follow(self, job: Job) -> None:
        """Show this job."""
        # What the result needs is imported meanwhile, so that showing it does not wait.
        self._background.submit("polars", _import_tables)
        self.job = job
        self._title.setText(job.title)
        self._stage.setText(self.tr("Starting ..."))
        self.numbers.setText("")
        self.bar.setRange(0, 0)
        job.progress.connect(self.show_progress)

    def show_progress(self, message: Progress) -> None:
        """Take a progress message of the job."""
        if self.job is not None and message.job != self.job.id:
            return
        self._stage.setText(message.stage)
        parts = []
        if message.total:
            self.bar.setRange(0, 1000)
            self.bar.setValue(round(1000 * min(1.0, message.done / message.total)))
            done = f"{message.done:,.0f} / {message.total:,.0f} {message.unit}"
            parts.append(done.strip())
        else:
            self.bar.setRange(0, 0)
            if message.done:
                parts.append(f"{message.done:,.0f} {message.unit}".strip())
        if message.rate:
            parts.append(f"{message.rate:,.0f} {message.unit}/s")
        if message.eta is not None:
            parts.append(self.tr("{0} left").format(duration(message.eta)))
        self.numbers.setText("  ·  ".join(parts))

    def _cancel(self) -> None:
        if self.job is not None:
            self.job.control("cancel")


def _import_tables() -> None:
    from core.catalog import snapshot  # noqa: F401
