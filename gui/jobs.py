"""Jobs: each run of opening, encoding, training or benchmarking in a process of its own."""

from __future__ import annotations

import time
import uuid
from collections import deque
from collections.abc import Sequence
from enum import Enum
from typing import Any, Generic, Literal, TypeVar

from pydantic import BaseModel
from PySide6.QtCore import QT_TRANSLATE_NOOP, QObject, Signal

from core.contracts.job import Ended, JobKind, Outcome
from core.contracts.message import Message, pack, unpack
from core.text import Text
from core.worker.messages import (
    Control,
    Failed,
    Finished,
    Log,
    Metric,
    Progress,
    Run,
    Started,
    State,
)
from gui.process import WorkerProcess, worker_command
from gui.translation import translate

S = TypeVar("S", bound=Message)
R = TypeVar("R", bound=BaseModel)


class Status(Enum):
    """Where a job is in its life. LOST: its process died before it could say anything."""

    STARTING = str(QT_TRANSLATE_NOOP("Status", "starting"))
    RUNNING = str(QT_TRANSLATE_NOOP("Status", "running"))
    PAUSED = str(QT_TRANSLATE_NOOP("Status", "paused"))
    STOPPING = str(QT_TRANSLATE_NOOP("Status", "stopping"))
    DONE = str(QT_TRANSLATE_NOOP("Status", "done"))
    STOPPED = str(QT_TRANSLATE_NOOP("Status", "stopped"))
    FAILED = str(QT_TRANSLATE_NOOP("Status", "failed"))
    CANCELLED = str(QT_TRANSLATE_NOOP("Status", "cancelled"))
    LOST = str(QT_TRANSLATE_NOOP("Status", "lost"))

    @property
    def over(self) -> bool:
        """Whether nothing more will come."""
        return self in (Status.DONE, Status.STOPPED, Status.FAILED, Status.CANCELLED, Status.LOST)


class Job(QObject, Generic[S, R]):
    """One job process as the window sees it. Keeps its log and metrics for late viewers.

    Signals carry the message of :mod:`core.worker.messages` of the same name; `finished` carries
    how it ended and what came of it, see core.contracts.job.Ended.
    """

    started = Signal(object)
    progress = Signal(object)
    metric = Signal(object)
    log = Signal(object)
    failed = Signal(object)
    finished = Signal(object)
    status_changed = Signal(object)

    def __init__(
        self,
        kind: JobKind[S, R],
        spec: S,
        title: str,
        argv: Sequence[str] | None,
        parent: QObject | None,
    ) -> None:
        super().__init__(parent)
        self.id = uuid.uuid4().hex[:12]
        self.kind = kind
        self.spec = spec
        self.title = title
        self.status = Status.STARTING
        self.device = ""
        self.begun = time.monotonic()
        self.last_progress: Progress | None = None
        self.metrics: list[Metric] = []
        self.log_lines: deque[Log] = deque(maxlen=5000)
        self.result: R | None = None
        self.failure: Failed | None = None
        self._speaks_run = argv is None
        command = [*argv, "--job", self.id] if argv is not None else worker_command()
        self._worker = WorkerProcess(command, self)
        self._worker.frame.connect(self._event)
        self._worker.ended.connect(self._ended)

    @property
    def pid(self) -> int:
        """Process id, 0 when over."""
        return self._worker.pid

    @property
    def resumable(self) -> bool:
        """Whether running the same spec again goes on where this one ended."""
        return self.kind.resumable and self.status in (
            Status.LOST,
            Status.FAILED,
            Status.STOPPED,
            Status.CANCELLED,
        )

    def start(self) -> None:
        """Start the process."""
        self._worker.start()
        if self._speaks_run:
            self._worker.send(Run(job=self.id, kind=self.kind.name, spec=pack(self.spec)[0]))

    def control(self, action: Literal["pause", "resume", "stop", "cancel"]) -> None:
        """Pause, go on, stop after this step (keeps the model), or cancel."""
        if self.status.over:
            return
        self._worker.send(Control(job=self.id, action=action))
        if action in ("stop", "cancel"):
            self._set(Status.STOPPING)

    def kill(self) -> None:
        """End the process at once (the window is closing)."""
        self._worker.kill_now()

    def _set(self, status: Status) -> None:
        if status is not self.status:
            self.status = status
            self.status_changed.emit(status)

    def _event(self, message: object, _arrays: object) -> None:
        match message:
            case Started():
                self.device = message.device
                self._set(Status.RUNNING)
                self.started.emit(message)
            case Progress():
                self.last_progress = message
                self.progress.emit(message)
            case Metric():
                self.metrics.append(message)
                self.metric.emit(message)
            case Log():
                self.log_lines.append(message)
                self.log.emit(message)
            case State():
                states = {
                    "running": Status.RUNNING,
                    "paused": Status.PAUSED,
                    "stopping": Status.STOPPING,
                }
                self._set(states[message.state])
            case Failed():
                self._fail(message, Status.FAILED)
            case Finished():
                if message.outcome != "cancelled":
                    self.result = unpack(self.kind.result, message.result, translate=translate)
                self._set(_STATUS[message.outcome])
                self.finished.emit(Ended(message.outcome, self.result))
                self._worker.end()

    def _fail(self, message: Failed, status: Status) -> None:
        self.failure = message
        self._set(status)
        self.failed.emit(message)
        self._worker.end()

    def _ended(self, how: str) -> None:
        if self.status.over:
            return
        remedy = ""
        if self.kind.resumable:
            remedy = self.tr("What it had saved is kept: resume to go on from the last checkpoint.")
        message = Failed(
            job=self.id,
            message=Text(how or self.tr("The worker process ended without an answer.")),
            remedy=Text(remedy),
            details=self._worker.error_tail,
        )
        self._fail(message, Status.LOST)


#: A job of whatever kind.
AnyRunning = Job[Any, Any]

_STATUS: dict[Outcome, Status] = {
    "done": Status.DONE,
    "stopped": Status.STOPPED,
    "cancelled": Status.CANCELLED,
}


class Jobs(QObject):
    """All jobs of this window, newest last.

    Signals:
        added: a job was started.
        changed: some job's status or progress changed.
    """

    added = Signal(object)
    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.all: list[AnyRunning] = []

    def start(
        self,
        kind: JobKind[S, R],
        spec: S,
        title: str,
        argv: Sequence[str] | None = None,
    ) -> Job[S, R]:
        """Start a job. `argv` names another program that speaks the protocol (benchmarks)."""
        job = Job(kind, spec, title, argv, self)
        self.all.append(job)
        job.status_changed.connect(self._changed)
        job.progress.connect(self._changed)
        job.start()
        self.added.emit(job)
        return job

    def resume(self, job: Job[S, R]) -> Job[S, R]:
        """Run a lost, failed or stopped job again from its last checkpoint."""
        return self.start(job.kind, job.spec.model_copy(update={"resume": True}), job.title)

    @property
    def running(self) -> list[AnyRunning]:
        """Jobs that are not over."""
        return [job for job in self.all if not job.status.over]

    def close(self) -> None:
        """Take every worker along when the window goes."""
        for job in self.all:  # one that is over may still be on its way out
            job.kill()

    def _changed(self, _value: object = None) -> None:
        self.changed.emit()
