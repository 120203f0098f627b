"""Jobs of the window: each a process of its own, whose events become signals."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from pydantic import BaseModel
from PySide6.QtCore import QObject, Signal

from core.contracts.job import JobKind
from core.contracts.message import Message
from core.worker.messages import Failed, Log, Metric, Progress
from gui.process import WorkerProcess, worker_command
from gui.state import jobs as state
from gui.state.jobs import Action
from gui.state.jobs import Status as Status

S = TypeVar("S", bound=Message)
R = TypeVar("R", bound=BaseModel)


class Job(QObject, Generic[S, R]):
    """One job as the window sees it; see :class:`gui.state.jobs.Job`.

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

    def __init__(self, machine: state.Job[S, R], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.machine = machine
        self.id, self.kind, self.spec, self.title = (
            machine.id,
            machine.kind,
            machine.spec,
            machine.title,
        )
        self.receive = machine.receive
        machine.started.connect(self.started.emit)
        machine.progress.connect(self.progress.emit)
        machine.metric.connect(self.metric.emit)
        machine.log.connect(self.log.emit)
        machine.failed.connect(self.failed.emit)
        machine.finished.connect(self.finished.emit)
        machine.status_changed.connect(self.status_changed.emit)

    @property
    def status(self) -> Status:
        """Where it is in its life."""
        return self.machine.status

    @property
    def device(self) -> str:
        """The device it runs on, once it has started."""
        return self.machine.device

    @property
    def last_progress(self) -> Progress | None:
        """How far it is."""
        return self.machine.last_progress

    @property
    def metrics(self) -> list[Metric]:
        """All it has measured."""
        return self.machine.metrics

    @property
    def log_lines(self) -> deque[Log]:
        """The last it has logged."""
        return self.machine.log_lines

    @property
    def result(self) -> R | None:
        """What came of it."""
        return self.machine.result

    @property
    def failure(self) -> Failed | None:
        """Why it failed."""
        return self.machine.failure

    @property
    def pid(self) -> int:
        """Process id, 0 when over."""
        return self.machine.process.pid

    @property
    def resumable(self) -> bool:
        """Whether running the same spec again goes on where this one ended."""
        return self.machine.resumable

    def control(self, action: Action) -> None:
        """Pause, go on, stop after this step (keeps the model), or cancel."""
        self.machine.control(action)


#: A job of whatever kind.
AnyRunning = Job[Any, Any]


class Jobs(QObject):
    """All jobs of this window, newest last.

    Signals:
        added: a job is about to start.
        changed: some job's status or progress changed.
    """

    added = Signal(object)
    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.all: list[AnyRunning] = []
        self.machines = state.Jobs(self._launch)
        self.machines.added.connect(self._add)

    def start(
        self,
        kind: JobKind[S, R],
        spec: S,
        title: str,
        argv: Sequence[str] | None = None,
    ) -> Job[S, R]:
        """Start a job. `argv` names another program that speaks the protocol (benchmarks)."""
        return self.of(self.machines.start(kind, spec, title, argv))

    def of(self, machine: state.Job[S, R]) -> Job[S, R]:
        """The job whose state this is."""
        return next(job for job in reversed(self.all) if job.machine is machine)

    def resume(self, job: Job[S, R]) -> Job[S, R]:
        """Run a lost, failed or stopped job again from its last checkpoint."""
        return self.start(job.kind, job.spec.model_copy(update={"resume": True}), job.title)

    @property
    def running(self) -> list[AnyRunning]:
        """Jobs that are not over."""
        return [job for job in self.all if not job.status.over]

    def close(self) -> None:
        """Take every worker along when the window goes."""
        self.machines.close()

    def _launch(self, machine: state.AnyJob) -> WorkerProcess:
        worker = WorkerProcess(machine.argv or worker_command(), self)
        worker.frame.connect(machine.receive)
        worker.ended.connect(machine.ended)
        return worker

    def _add(self, machine: state.AnyJob) -> None:
        job = Job(machine, self)
        job.status_changed.connect(self._changed)
        job.progress.connect(self._changed)
        self.all.append(job)
        self.added.emit(job)

    def _changed(self, _value: object = None) -> None:
        self.changed.emit()
