"""A process that is none: it keeps what it was told, and a test says what it answers."""

from __future__ import annotations

from pydantic import BaseModel

from gui.state.jobs import AnyJob


class FakeProcess:
    """Stands where a worker would, of the job that launched it."""

    def __init__(self, job: AnyJob) -> None:
        self.job = job
        self.pid = 0
        self.error_tail = "Traceback: it was the disk"
        self.sent: list[BaseModel] = []
        self.calls: list[str] = []

    def start(self) -> None:
        self.pid = 4711
        self.calls.append("start")

    def send(self, message: BaseModel) -> None:
        self.sent.append(message)

    def end(self) -> None:
        self.calls.append("end")

    def kill_now(self) -> None:
        self.pid = 0
        self.calls.append("kill")


def process_of(job: AnyJob) -> FakeProcess:
    """The fake behind a job."""
    assert isinstance(job.process, FakeProcess)
    return job.process
