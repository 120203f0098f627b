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
from gui.widgets.status.progress import paused as paused_at


class JobBar(QWidget):
    """Follows the job given to `follow`; hidden controls cannot do anything anyway.

    Signals:
        resumed: the new Job after the user asked to resume.
        resume_wanted: what is offered while there is no job is to go on.
    """

    resumed = Signal(object)
    resume_wanted = Signal()

    def __init__(self, jobs: Jobs, report: Callable[[Failed], None], *, stoppable: bool) -> None:
        super().__init__()
        self._jobs = jobs
        self._report = report
        self._stoppable = stoppable
        self.job: Job | None = None
        self._offer, self._rest = "", ""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.status = label("", "muted", wrap=True)
        layout.addWidget(self.status)
        row = QHBoxLayout()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        row.addWidget(self.bar, 1)
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
        row.addStretch()
        layout.addLayout(row)
        self.log = QPlainTextEdit()
        self.log.setReadOnly(True)
        self.log.setMaximumBlockCount(5000)
        self.log.setAccessibleName(self.tr("Log"))
        self.log.setPlaceholderText(self.tr("The log of the job appears here."))
        layout.addWidget(self.log, 1)
        self._refresh()

    def follow(self, job: Job | None) -> None:
        """Show this job from now on, with all it has said so far; None: no job."""
        if self.job is not None:
            self.job.progress.disconnect(self._progress)
            self.job.log.disconnect(self._add_log)
            self.job.failed.disconnect(self._failed)
            self.job.status_changed.disconnect(self._refresh)
        self.job = job
        self.log.clear()
        set_bar(self.bar, job.last_progress if job else None)
        if job is not None:
            for line in job.log_lines:
                self._add_log(line)
            job.progress.connect(self._progress)
            job.log.connect(self._add_log)
            job.failed.connect(self._failed)
            job.status_changed.connect(self._refresh)
        self._refresh()

    def offer(self, sentence: str) -> None:
        """Say what could be gone on with while there is no job; empty: nothing."""
        self._offer = sentence
        self._refresh()

    def rest(self, sentence: str) -> None:
        """Say how things stand while there is no job; empty: nothing was started."""
        self._rest = sentence
        self._refresh()

    def _progress(self, message: Progress) -> None:
        set_bar(self.bar, message)
        if self.job is not None and self.job.status is Status.PAUSED:  # said before it stood still
            self._refresh()
        else:
            self.status.setText(joined(message.stage, numbers(message)))

    def _add_log(self, message: Log) -> None:
        mark = {"info": "", "warning": "⚠ ", "error": "✖ "}[message.level]
        self.log.appendPlainText(mark + message.text)

    def _failed(self, message: Failed) -> None:
        self.log.appendPlainText("✖ " + " ".join((message.message, message.remedy)).strip())
        self._report(message)

    def _refresh(self, _status: object = None) -> None:
        job = self.job
        live = job is not None and not job.status.over
        self.pause.setVisible(live)
        self.stop.setVisible(live and self._stoppable)
        self.cancel.setVisible(live)
        self.resume.setVisible(job.resumable if job is not None else bool(self._offer))
        self.bar.setVisible(live)
        if job is None:
            self.status.setText(self._offer or self._rest or self.tr("Not started"))
            return
        paused = job.status is Status.PAUSED
        self.pause.setText(self.tr("Continue") if paused else self.tr("Pause"))
        if paused:
            self.status.setText(joined(job.title, paused_at(job.last_progress)))
        elif job.status is Status.RUNNING:
            if job.last_progress is not None:
                self._progress(job.last_progress)
        else:
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
        else:
            self.resume_wanted.emit()
