"""Jobs against a process that behaves, misbehaves, and dies."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

import psutil
import pytest
from pytestqt.qtbot import QtBot

from core.contracts.job import JobKind
from core.contracts.message import Message
from core.worker.messages import Failed
from gui.jobs import Job, Jobs, Status


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


class Spec(Message):
    x: int = 0
    resume: bool = False


class Answer(Message):
    answer: int


KIND = JobKind("train", Spec, Answer, resumable=True)


def start(jobs: Jobs, behaviour: str) -> Job[Spec, Answer]:
    return jobs.start(
        KIND, Spec(x=1), "A job", argv=[sys.executable, "-m", "tests.gui.fake_worker", behaviour]
    )


def wait_over(qtbot: QtBot, job: Job[Spec, Answer]) -> None:
    qtbot.waitUntil(lambda: job.status.over, timeout=20_000)
    qtbot.waitUntil(lambda: job.pid == 0, timeout=20_000)


def test_a_job_that_finishes_keeps_what_it_said(qtbot: QtBot, jobs: Jobs) -> None:
    job = start(jobs, "finish")
    wait_over(qtbot, job)
    assert job.status is Status.DONE
    assert job.result == Answer(answer=42)
    assert job.device == "CPU only because of the test"
    assert job.last_progress is not None
    assert job.last_progress.total == 4
    assert job.metrics[0].values["loss"] == 0.7
    assert not job.resumable


def test_a_failure_names_file_and_line(qtbot: QtBot, jobs: Jobs) -> None:
    job = start(jobs, "fail")
    wait_over(qtbot, job)
    assert job.status is Status.FAILED
    assert job.failure is not None
    assert (job.failure.file, job.failure.line) == ("a.csv", 3)


def test_sigkill_is_explained_and_can_be_resumed(qtbot: QtBot, jobs: Jobs) -> None:
    job = start(jobs, "hang")
    qtbot.waitUntil(lambda: job.status is Status.RUNNING and bool(job.metrics), timeout=20_000)
    heard: list[Failed] = []
    job.failed.connect(heard.append)
    psutil.Process(job.pid).kill()
    wait_over(qtbot, job)
    assert job.status is Status.LOST
    assert "killed" in heard[0].message
    assert "resume" in heard[0].remedy
    assert job.resumable
    again = jobs.resume(job)
    assert again.spec == Spec(x=1, resume=True)
    assert again.kind is KIND
    qtbot.waitUntil(lambda: again.status.over, timeout=20_000)


def test_a_crash_in_native_code_is_told_from_a_kill(qtbot: QtBot, jobs: Jobs) -> None:
    job = start(jobs, "crash")
    wait_over(qtbot, job)
    assert job.status is Status.LOST
    assert job.failure is not None
    assert "signal 6" in job.failure.message


def test_rubbish_on_the_stream_ends_the_job_not_the_window(qtbot: QtBot, jobs: Jobs) -> None:
    job = start(jobs, "rubbish")
    wait_over(qtbot, job)
    assert job.status is Status.LOST
    assert job.failure is not None
    assert "not a message" in job.failure.message


def test_pause_continue_stop(qtbot: QtBot, jobs: Jobs) -> None:
    job = start(jobs, "obey")
    qtbot.waitUntil(lambda: job.status is Status.RUNNING, timeout=20_000)
    job.control("pause")
    qtbot.waitUntil(lambda: job.status is Status.PAUSED, timeout=20_000)
    job.control("resume")
    qtbot.waitUntil(lambda: job.status is Status.RUNNING, timeout=20_000)
    job.control("stop")
    assert job.status is Status.STOPPING
    wait_over(qtbot, job)
    assert job.status is Status.STOPPED


def test_cancel(qtbot: QtBot, jobs: Jobs) -> None:
    job = start(jobs, "obey")
    qtbot.waitUntil(lambda: job.status is Status.RUNNING, timeout=20_000)
    job.control("cancel")
    wait_over(qtbot, job)
    assert job.status is Status.CANCELLED


def test_a_program_that_is_not_there(qtbot: QtBot, jobs: Jobs) -> None:
    job = jobs.start(KIND, Spec(), "A job", argv=["/nowhere/python"])
    qtbot.waitUntil(lambda: job.status.over, timeout=20_000)
    assert job.failure is not None
    assert "could not be started" in job.failure.message


def test_closing_takes_workers_along(qtbot: QtBot, jobs: Jobs) -> None:
    job = start(jobs, "hang")
    qtbot.waitUntil(lambda: job.status is Status.RUNNING, timeout=20_000)
    pid = job.pid
    jobs.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
