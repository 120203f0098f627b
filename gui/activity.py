"""The status line: which device is used and why, and what is running right now."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from gui.page import label
from gui.session import Session


def duration(seconds: float) -> str:
    """12 s, 3 min 05 s, 2 h 10 min."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60:02d} s"
    return f"{whole // 3600} h {whole % 3600 // 60:02d} min"


class Activity(QWidget):
    """Device at the left, the newest running job at the right with n/total, rate and ETA."""

    cancel_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 2, 10, 2)
        self._device = label(session.device, "muted")
        layout.addWidget(self._device, 1)
        self._job = label("", "muted")
        layout.addWidget(self._job)
        self._bar = QProgressBar()
        self._bar.setFixedWidth(180)
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 1000)
        layout.addWidget(self._bar)
        self._cancel = QPushButton(self.tr("Cancel"))
        self._cancel.setToolTip(self.tr("Cancel the running job"))
        self._cancel.clicked.connect(self._cancel_job)
        layout.addWidget(self._cancel)
        session.engine.device_found.connect(self._set_device)
        session.jobs.changed.connect(self.refresh)
        session.jobs.added.connect(self.refresh)
        self.refresh()

    def _set_device(self, line: str) -> None:
        self._session.device = line
        self._device.setText(line)
        self._device.setToolTip(line)

    def refresh(self, _job: object = None) -> None:
        """Show the newest running job."""
        running = self._session.jobs.running
        visible = bool(running)
        for widget in (self._job, self._bar, self._cancel):
            widget.setVisible(visible)
        if not running:
            return
        job = running[-1]
        progress = job.last_progress
        parts = [job.title]
        if progress is not None:
            parts.append(progress.stage)
            if progress.total:
                parts.append(f"{progress.done:,.0f}/{progress.total:,.0f} {progress.unit}".strip())
            if progress.rate:
                parts.append(f"{progress.rate:,.1f} {progress.unit}/s")
            if progress.eta is not None:
                parts.append(self.tr("{0} left").format(duration(progress.eta)))
        self._job.setText("  ·  ".join(parts))
        if progress is not None and progress.total:
            self._bar.setRange(0, 1000)
            self._bar.setValue(round(1000 * min(1.0, progress.done / progress.total)))
        else:
            self._bar.setRange(0, 0)

    def _cancel_job(self) -> None:
        if running := self._session.jobs.running:
            running[-1].control("cancel")
