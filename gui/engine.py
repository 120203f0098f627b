"""The long-lived engine process that answers the pages' questions.

Every question carries the folders it is about, so an engine that died is simply started again:
nothing but its caches is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar
from weakref import WeakMethod

import numpy as np
from pydantic import ValidationError
from PySide6.QtCore import QObject, Signal

from core.contracts.message import Message, unpack
from core.contracts.question import Question, Subject
from core.text import Text
from core.worker.messages import Failed, Request, Response, Run, Started
from gui.process import WorkerProcess, worker_command
from gui.translation import translate

P = TypeVar("P", bound=Message)
A = TypeVar("A", bound=Message)
Refusal = Callable[[Failed], None]
JOB = "engine"


@dataclass
class _Pending:
    """Who waits for an answer, and of which class it is."""

    answer: type[Message]
    done: WeakMethod[Callable[..., None]]
    failed: WeakMethod[Refusal] | None
    request: Request


class Engine(QObject):
    """Ask and be answered by a method of the page that asked.

    Signals:
        device_found: the device line (Text), once the engine knows it.
        busy_changed: whether an answer is awaited.
        failed: a refusal nobody else took.
    """

    device_found = Signal(object)
    busy_changed = Signal(bool)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker: WorkerProcess | None = None
        self._pending: dict[int, _Pending] = {}
        self._next = 0
        self._closing = False

    @property
    def pid(self) -> int:
        """Process id of the engine, 0 while there is none."""
        return self._worker.pid if self._worker else 0

    @property
    def idle(self) -> bool:
        """Whether no answer is awaited."""
        return not self._pending

    def start(self) -> None:
        """Start the process unless it runs. Called after the window is on screen."""
        if self._worker is not None or self._closing:
            return
        self._worker = WorkerProcess(worker_command(), self)
        self._worker.frame.connect(self._event)
        self._worker.ended.connect(self._ended)
        self._worker.start()
        self._worker.send(Run(job=JOB, kind="engine"))

    def ask(
        self,
        question: Question[P, A],
        params: P,
        done: Callable[[A], None],
        failed: Refusal | None = None,
        about: Subject | None = None,
    ) -> None:
        """Send a question; `done(answer)` is called with the answer.

        `done` and `failed` must be bound methods: they are held weakly, so a closed page is not
        kept alive by a late answer. A newer question with the same `done` supersedes an older
        one, whose answer is dropped.
        """
        self.start()
        if self._worker is None:
            return
        key = WeakMethod(done)
        for number in [n for n, p in self._pending.items() if p.done == key]:
            del self._pending[number]
        self._next += 1
        refused = WeakMethod(failed) if failed else None
        request = Request(
            job=JOB,
            request=self._next,
            question=question.name,
            params=params.model_dump(mode="json"),
            about=about or Subject(),
        )
        self._pending[self._next] = _Pending(question.answer, key, refused, request)
        self._send(request)
        self.busy_changed.emit(True)

    def _send(self, request: Request) -> None:
        if self._worker is not None:
            self._worker.send(request)

    def restart(self) -> None:
        """Start the process anew, under what was chosen since; who waits is answered by it."""
        worker, self._worker = self._worker, None
        if worker is None:
            return
        worker.frame.disconnect(self._event)
        worker.ended.disconnect(self._ended)
        worker.kill_now()  # it keeps nothing but caches
        worker.deleteLater()
        self.start()
        for pending in self._pending.values():
            self._send(pending.request)

    def close(self) -> None:
        """End the process for good."""
        self._closing = True
        self._pending.clear()
        if self._worker is not None:
            self._worker.kill_now()

    def _event(self, message: object, arrays: Sequence[np.ndarray]) -> None:
        if isinstance(message, Started):
            self.device_found.emit(message.device)
        elif isinstance(message, Response):
            pending = self._take(message.request)
            if pending and (done := pending.done()):
                self._answer(pending, done, message, arrays)
        elif isinstance(message, Failed):
            pending = self._take(message.request) if message.request is not None else None
            if message.request is not None and pending is None:
                return  # superseded
            self._refuse(pending, message)

    def _answer(
        self,
        pending: _Pending,
        done: Callable[..., None],
        message: Response,
        arrays: Sequence[np.ndarray],
    ) -> None:
        try:
            answer = unpack(pending.answer, message.answer, arrays, translate)
        except ValidationError as error:  # nobody may wait for ever
            problem = Text(self.tr("The engine's answer is not what was agreed on."))
            self._refuse(pending, Failed(job=JOB, message=problem, details=str(error)))
            return
        done(answer)

    def _take(self, request: int) -> _Pending | None:
        pending = self._pending.pop(request, None)
        if not self._pending:
            self.busy_changed.emit(False)
        return pending

    def _refuse(self, pending: _Pending | None, message: Failed) -> None:
        failed = pending.failed() if pending and pending.failed else None
        if failed:
            failed(message)
        else:
            self.failed.emit(message)

    def _ended(self, how: str) -> None:
        worker, self._worker = self._worker, None
        details = worker.error_tail if worker else ""
        if worker:
            worker.deleteLater()
        waiting, self._pending = list(self._pending.values()), {}
        self.busy_changed.emit(False)
        if self._closing:
            return
        message = Failed(
            job=JOB,
            message=Text(how or self.tr("The engine process ended.")),
            remedy=Text(self.tr("It starts again with your next action; nothing else is lost.")),
            details=details,
        )
        for pending in waiting:
            self._refuse(pending, message)
        if not waiting and how:
            self.failed.emit(message)
