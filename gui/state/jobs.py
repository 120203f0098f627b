"""Jobs as state machines: what a process says turns into a status, for whoever follows it."""

from __future__ import annotations

import time
import uuid
from collections import deque
from collections.abc import Callable, Sequence
from enum import Enum
from typing import Any, Generic, Literal, Protocol, TypeVar

from pydantic import BaseModel

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
from gui.state.events import Event
from gui.state.wording import QT_TRANSLATE_NOOP, from_core, translate

Action = Literal["pause", "resume", "stop", "cancel"]
S = TypeVar("S", bound=Message)
R = TypeVar("R", bound=BaseModel)


class Status(Enum):
    """Where a job is in its life. LOST: its process died before it could say anything."""

    STARTING = QT_TRANSLATE_NOOP("Status", "starting")
    RUNNING = QT_TRANSLATE_NOOP("Status", "running")
    PAUSED = QT_TRANSLATE_NOOP("Status", "paused")
    STOPPING = QT_TRANSLATE_NOOP("Status", "stopping")
    DONE = QT_TRANSLATE_NOOP("Status", "done")
    STOPPED = QT_TRANSLATE_NOOP("Status", "stopped")
    FAILED = QT_TRANSLATE_NOOP("Status", "failed")
    CANCELLED = QT_TRANSLATE_NOOP("Status", "cancelled")
    LOST = QT_TRANSLATE_NOOP("Status", "lost")

    @property
    def over(self) -> bool:
        """Whether nothing more will come."""
        return self in (Status.DONE, Status.STOPPED, Status.FAILED, Status.CANCELLED, Status.LOST)


_SAID = {"running": Status.RUNNING, "paused": Status.PAUSED, "stopping": Status.STOPPING}
_ENDED: dict[Outcome, Status] = {
    "done": Status.DONE,
    "stopped": Status.STOPPED,
    "cancelled": Status.CANCELLED,
}


class Process(Protocol):
    """What a job needs of its process; it answers by `Job.receive` and `Job.ended`."""

    @property
    def pid(self) -> int:
        """Process id, 0 when over."""
        ...

    @property
    def error_tail(self) -> str:
        """The last it wrote to its standard error stream."""
        ...

    def start(self) -> None:
        """Start; returns at once."""
        ...

    def send(self, message: BaseModel) -> None:
        """Send a command, also before the process is up."""
        ...

    def end(self) -> None:
        """Let it leave by itself, soon."""
        ...

    def kill_now(self) -> None:
        """End it at once."""
        ...


class Job(Generic[S, R]):
    """One job. Keeps its log and metrics for late viewers.

    Args:
        kind: what is done, with what specification and result.
        spec: what is wanted.
        title: as it is shown.
        launch: makes the process, which is not started yet.
        argv: another program that speaks the protocol, or None for the worker.

    Events:
        started, progress, metric, log, failed: the message of that name.
        finished: how it ended and what came of it.
        status_changed: the new status.
    """

    def __init__(
        self,
        kind: JobKind[S, R],
        spec: S,
        title: str,
        launch: Launch,
        argv: Sequence[str] | None = None,
    ) -> None:
        self.started = Event[Started]()
        self.progress = Event[Progress]()
        self.metric = Event[Metric]()
        self.log = Event[Log]()
        self.failed = Event[Failed]()
        self.finished = Event[Ended[R]]()
        self.status_changed = Event[Status]()
        self.id = uuid.uuid4().hex[:12]
        self.kind, self.spec, self.title = kind, spec, title
        self.argv = None if argv is None else [*argv, "--job", self.id]
        self.status = Status.STARTING
        self.device = ""
        self.begun = time.monotonic()
        self.last_progress: Progress | None = None
        self.metrics: list[Metric] = []
        self.log_lines: deque[Log] = deque(maxlen=5000)
        self.result: R | None = None
        self.failure: Failed | None = None
        self.process = launch(self)

    def concerns(self, snapshot: object) -> bool:
        """Whether it is about the catalog in this folder, or about none."""
        return getattr(self.spec, "catalog", None) in (None, str(snapshot))

    @property
    def resumable(self) -> bool:
        """Whether running the same spec again goes on where this one ended."""
        return self.kind.resumable and self.status.over and self.status is not Status.DONE

    def start(self) -> None:
        """Start the process."""
        self.process.start()
        if self.argv is None:
            self.process.send(Run(job=self.id, kind=self.kind.name, spec=pack(self.spec)[0]))

    def control(self, action: Action) -> None:
        """Pause, go on, stop after this step (keeps the model), or cancel."""
        if self.status.over:
            return
        self.process.send(Control(job=self.id, action=action))
        if action in ("stop", "cancel"):
            self._set(Status.STOPPING)

    def kill(self) -> None:
        """End the process at once (the window is closing)."""
        self.process.kill_now()

    def receive(self, message: object, _arrays: object = None) -> None:
        """The process said something."""
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
                self._set(_SAID[message.state])
            case Failed():
                self._fail(message, Status.FAILED)
            case Finished():
                self._finish(message)

    def ended(self, how: str) -> None:
        """The process is gone; `how` says why in a sentence, empty if it left by itself."""
        if self.status.over:
            return
        remedy = ""
        if self.kind.resumable:
            remedy = translate(
                "Job", "What it had saved is kept: resume to go on from the last checkpoint."
            )
        message = Failed(
            job=self.id,
            message=Text(how or translate("Job", "The worker process ended without an answer.")),
            remedy=Text(remedy),
            details=self.process.error_tail,
        )
        self._fail(message, Status.LOST)

    def _set(self, status: Status) -> None:
        if status is not self.status:
            self.status = status
            self.status_changed.emit(status)

    def _finish(self, message: Finished) -> None:
        if message.outcome != "cancelled":
            self.result = unpack(self.kind.result, message.result, translate=from_core)
        self._set(_ENDED[message.outcome])
        self.finished.emit(Ended(message.outcome, self.result))
        self.process.end()

    def _fail(self, message: Failed, status: Status) -> None:
        self.failure = message
        self._set(status)
        self.failed.emit(message)
        self.process.end()


#: A job of whatever kind.
AnyJob = Job[Any, Any]
Launch = Callable[[AnyJob], Process]


class Jobs:
    """All jobs, newest last.

    Events:
        added: a job that is about to start.
    """

    def __init__(self, launch: Launch) -> None:
        self.added = Event[AnyJob]()
        self.all: list[AnyJob] = []
        self._launch = launch

    def start(
        self,
        kind: JobKind[S, R],
        spec: S,
        title: str,
        argv: Sequence[str] | None = None,
    ) -> Job[S, R]:
        """Start a job. `argv` names another program that speaks the protocol (benchmarks)."""
        job = Job(kind, spec, title, self._launch, argv)
        self.all.append(job)
        self.added.emit(job)
        job.start()
        return job

    @property
    def running(self) -> list[AnyJob]:
        """Jobs that are not over."""
        return [job for job in self.all if not job.status.over]

    def close(self) -> None:
        """Take every process along."""
        for job in self.all:  # one that is over may still be on its way out
            job.kill()
