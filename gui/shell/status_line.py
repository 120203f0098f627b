"""The status line: which device is used and why, and what is running right now."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QSizePolicy, QWidget

from gui.jobs import AnyRunning, Status
from gui.session import Session
from gui.widgets.layout.basic import label
from gui.widgets.layout.elided import ElidedLabel
from gui.widgets.status import progress


class StatusLine(QWidget):
    """Device at the left, the newest running job at the right with n/total, rate and ETA."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 0, 10, 0)
        # What gives way first: the device, then the job's name and stage, never the numbers.
        self._device = ElidedLabel(session.device, "muted")
        self._device.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        layout.addWidget(self._device, 1)
        self._job = ElidedLabel("", "muted")
        self._job.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        layout.addWidget(self._job)
        self._numbers = label("", "muted")
        layout.addWidget(self._numbers)
        self._bar = QProgressBar()
        self._bar.setFixedWidth(180)
        self._bar.setTextVisible(False)
        layout.addWidget(self._bar)
        self._cancel = QPushButton(self.tr("Cancel"))
        self._cancel.setToolTip(self.tr("Cancel the running job"))
        self._cancel.clicked.connect(self._cancel_job)
        # The line is as high without a job as with one, so that the page never jumps.
        self.setFixedHeight(self._cancel.sizeHint().height())
        layout.addWidget(self._cancel)
        session.device_changed.connect(self._show_device)
        session.jobs.changed.connect(self.refresh)
        session.jobs.added.connect(self.refresh)
        session.preparing_changed.connect(self.refresh)
        self.refresh()

    def _show_device(self) -> None:
        self._device.setText(self._session.device)

    def refresh(self, _job: object = None) -> None:
        """Show the newest running job."""
        running = self._running()
        visible = bool(running)
        for widget in (self._job, self._numbers, self._bar, self._cancel):
            widget.setVisible(visible)
        if not running:
            return
        job = running[-1]
        last = job.last_progress
        self._job.setText(progress.joined(job.title, last.stage if last is not None else ""))
        if job.status is Status.PAUSED:
            self._numbers.setText(progress.paused(last))
        else:
            self._numbers.setText(progress.numbers(last) if last is not None else "")
        progress.set_bar(self._bar, last)

    def _running(self) -> list[AnyRunning]:
        """What is told here: what prepares the catalog has a bar of its own."""
        jobs = self._session.jobs.running
        return [job for job in jobs if job.machine is not self._session.preparing.job]

    def _cancel_job(self) -> None:
        if running := self._running():
            running[-1].control("cancel")
