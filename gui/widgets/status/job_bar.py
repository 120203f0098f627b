"""Progress and control of one job: n/total, rate, ETA, pause, stop, cancel, resume, log."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.worker.messages import Failed, Log, Progress
from gui.jobs import Job, Jobs, Status
from gui.widgets.layout.basic import label
from gui.widgets.status.progress import joined, numbers, set_bar


class JobBar(QWidget):
    """Follows the job given to `follow`; hidden controls cannot do anything anyway.

    Signals:
        resumed: the new Job after the user asked to resume.
    """

    resumed = Signal(object)

    def __init__(self, jobs: Jobs, report: Callable[[Failed], None], *, stoppable: bool) -> None:
        super().__init__()
        self._jobs = jobs
        self._report = report
        self._stoppable = stoppable
        self.job: Job | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        self.status = label("", "muted")
        row.addWidget(self.status, 1)
        self.pause = QPushButton(self.tr("Pause"))
        self.pause.clicked.connect(self._pause)
        self.stop = QPushButton(self.tr("Stop and keep"))
        self.stop.setToolTip(self.tr("End after this step; the model is kept"))
        self.stop.clicked.connect(self._stop)
        self.cancel = QPushButton(self.tr("Cancel"))
        self.cancel.clicked.connect(self._cancel)
        self.resume = QPushButton(self.tr("Resume"))
        self.resume.setProperty("role", "primary")
        self.resume.setToolTip(self.tr("Go on from the last checkpoint"))
        self.resume.clicked.connect(self._resume)
        for button in (self.pause, self.stop, self.cancel, self.resume):
            row.addWidget(button)
        layout.addLayout(row)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        layout.addWidget(self.bar)
        self.log = QPlainTextEdit()
        self.log.setReadOnly(True)
        self.log.setMaximumBlockCount(5000)
        self.log.setAccessibleName(self.tr("Log"))
        self.log.setPlaceholderText(self.tr("The log of the job appears here."))
        layout.addWidget(self.log, 1)
        self._refresh()

    def follow(self, job: Job) -> None:
        """Show this job from now on, with all it has said so far."""
        self.job = job
        self.log.clear()
        for line in job.log_lines:
            self._add_log(line)
        job.progress.connect(self._progress)
        job.log.connect(self._add_log)
        job.failed.connect(self._failed)
        job.status_changed.connect(self._refresh)
        self._refresh()

    def _mine(self) -> bool:
        return self.sender() is self.job

    def _progress(self, message: Progress) -> None:
        if not self._mine():
            return
        set_bar(self.bar, message)
        self.status.setText(joined(message.stage, numbers(message)))

    def _add_log(self, message: Log) -> None:
        mark = {"info": "", "warning": "⚠ ", "error": "✖ "}[message.level]
        self.log.appendPlainText(mark + message.text)

    def _failed(self, message: Failed) -> None:
        if self._mine():
            self.log.appendPlainText("✖ " + " ".join((message.message, message.remedy)).strip())
            self._report(message)

    def _refresh(self, _status: object = None) -> None:
        job = self.job
        live = job is not None and not job.status.over
        self.pause.setVisible(live)
        self.stop.setVisible(live and self._stoppable)
        self.cancel.setVisible(live)
        self.resume.setVisible(job is not None and job.resumable)
        self.bar.setVisible(live)
        if job is None:
            self.status.setText(self.tr("Not started"))
            return
        paused = job.status is Status.PAUSED
        self.pause.setText(self.tr("Continue") if paused else self.tr("Pause"))
        if paused or job.status.over or job.status is Status.STOPPING:
            status = QCoreApplication.translate("Status", job.status.value)
            self.status.setText(f"{job.title}: {status}")

    def _pause(self) -> None:
        if self.job:
            self.job.control("resume" if self.job.status is Status.PAUSED else "pause")

    def _stop(self) -> None:
        if self.job:
            self.job.control("stop")

    def _cancel(self) -> None:
        if self.job:
            self.job.control("cancel")

    def _resume(self) -> None:
        if self.job:
            job = self._jobs.resume(self.job)
            self.follow(job)
            self.resumed.emit(job)
