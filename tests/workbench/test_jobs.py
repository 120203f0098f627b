"""The life of a job, told by a process that does what the test says."""

from __future__ import annotations

import pytest

from core.contracts.job import Ended, JobKind, Outcome
from core.contracts.message import Message
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
from gui.state.jobs import Job, Jobs, Status
from tests.workbench.fake_process import FakeProcess, process_of


@pytest.fixture
def jobs() -> Jobs:
    return Jobs(FakeProcess)


class Spec(Message):
    epochs: int = 2
    resume: bool = False


class Answer(Message):
    answer: int


Example = Job[Spec, Answer]
TRAIN = JobKind("train", Spec, Answer, resumable=True)
OPEN = JobKind("open", Spec, Answer)


def started(jobs: Jobs, kind: JobKind[Spec, Answer] = TRAIN) -> Example:
    job = jobs.start(kind, Spec(), "A job")
    job.receive(Started(job=job.id, pid=1, kind=kind.name, device="CPU only because of the test"))
    return job


def test_a_job_is_announced_before_it_starts_and_told_what_to_do(jobs: Jobs) -> None:
    statuses: list[Status] = []
    announced: list[list[str]] = []

    def follow(job: Example) -> None:
        announced.append(list(process_of(job).calls))
        job.status_changed.connect(statuses.append)

    jobs.added.connect(follow)
    job = started(jobs)
    assert announced == [[]]
    assert process_of(job).sent == [
        Run(job=job.id, kind="train", spec={"epochs": 2, "resume": False})
    ]
    assert statuses == [Status.RUNNING]
    assert job.device == "CPU only because of the test"
    assert jobs.running == [job]


def test_another_program_is_told_the_job_on_its_command_line(jobs: Jobs) -> None:
    job = jobs.start(OPEN, Spec(), "B", argv=["python", "-m", "benchmarks"])
    assert job.argv == ["python", "-m", "benchmarks", "--job", job.id]
    assert process_of(job).sent == []


def test_what_it_says_is_kept_for_who_comes_late(jobs: Jobs) -> None:
    job = started(jobs)
    progress = Progress(job=job.id, stage="epoch 1", done=1, total=4)
    metric = Metric(job=job.id, step=1, epoch=0.5, values={"loss": 0.7})
    line = Log(job=job.id, level="info", text="hello")
    heard: list[object] = []
    job.progress.connect(heard.append)
    job.metric.connect(heard.append)
    job.log.connect(heard.append)
    for message in (progress, metric, line):
        job.receive(message)
    assert heard == [progress, metric, line]
    assert (job.last_progress, job.metrics, list(job.log_lines)) == (progress, [metric], [line])


def test_pause_and_continue_follow_the_process_not_the_wish(jobs: Jobs) -> None:
    job = started(jobs)
    job.control("pause")
    assert job.status is Status.RUNNING  # not before the process says so
    job.receive(State(job=job.id, state="paused"))
    assert job.status is Status.PAUSED
    job.control("resume")
    job.receive(State(job=job.id, state="running"))
    assert job.status is Status.RUNNING
    actions = [one.action for one in process_of(job).sent if isinstance(one, Control)]
    assert actions == ["pause", "resume"]


@pytest.mark.parametrize(
    ("outcome", "status", "result"),
    [
        ("done", Status.DONE, Answer(answer=42)),
        ("stopped", Status.STOPPED, Answer(answer=42)),
        ("cancelled", Status.CANCELLED, None),
    ],
)
def test_how_it_finished_is_its_status(
    jobs: Jobs, outcome: Outcome, status: Status, result: Answer | None
) -> None:
    job = started(jobs)
    heard: list[Ended[Answer]] = []
    job.finished.connect(heard.append)
    if outcome == "stopped":
        job.control("stop")
        assert job.status is Status.STOPPING
    told = {} if result is None else {"answer": 42}
    job.receive(Finished(job=job.id, outcome=outcome, result=told))
    assert job.status is status
    assert job.result == result
    assert heard == [Ended(outcome, result)]
    assert process_of(job).calls[-1] == "end"
    assert jobs.running == []


def test_over_is_over(jobs: Jobs) -> None:
    job = started(jobs)
    job.receive(Finished(job=job.id, result={"answer": 1}))
    sent = list(process_of(job).sent)
    heard: list[Failed] = []
    job.failed.connect(heard.append)
    job.control("cancel")
    job.ended("The worker process was killed.")
    assert job.status is Status.DONE
    assert process_of(job).sent == sent
    assert heard == []


@pytest.mark.parametrize(("kind", "resumable"), [(TRAIN, True), (OPEN, False)])
def test_a_process_that_dies_loses_the_job_with_the_reason(
    jobs: Jobs, kind: JobKind[Spec, Answer], resumable: bool
) -> None:
    job = started(jobs, kind)
    job.ended("The worker process was killed from outside (signal 9).")
    assert job.status is Status.LOST
    assert job.failure is not None
    assert "signal 9" in job.failure.message
    assert ("resume" in job.failure.remedy) is resumable
    assert job.failure.details == "Traceback: it was the disk"
    assert job.resumable is resumable


def test_a_failure_is_kept_and_can_be_resumed(jobs: Jobs) -> None:
    job = started(jobs)
    failure = Failed(job=job.id, message="It broke.", remedy="Mend it.")
    job.receive(failure)
    assert (job.status, job.failure, job.resumable) == (Status.FAILED, failure, True)


def test_closing_takes_all_along_also_those_that_are_over(jobs: Jobs) -> None:
    first, second = started(jobs), started(jobs)
    first.receive(Finished(job=first.id, result={"answer": 1}))
    jobs.close()
    assert [process_of(job).calls[-1] for job in (first, second)] == ["kill", "kill"]
