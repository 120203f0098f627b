"""One button: encode, train, show; what is there is not made again, what was stopped goes on."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.contracts.features import ENCODERS, Encoders
from core.contracts.showcase import Showcase, ShownItem, ShownUser
from core.text import Text
from core.training.run import layout
from core.training.run.record import RunRecord
from core.worker.messages import Control, Failed, Finished, Metric, Progress, State
from gui.state.estimate import Estimate
from gui.state.jobs import AnyJob, Jobs
from gui.state.preparation import Status, Step
from gui.state.preparing import Preparing
from gui.state.stages import Stage
from gui.state.workbench import Workbench
from tests.gui.typed import features, run
from tests.workbench.fake_process import FakeProcess, process_of
from tests.workbench.opened import opened

FEATURES = features("features", image=2)
FOUND = Showcase(
    item=ShownItem(row=7, games=6, hits=5), user=ShownUser(row=3, hits=2, held_out=4), k=10
)


class Asker:
    """Answers when a test says so."""

    def __init__(self) -> None:
        self.waiting: list[tuple[Callable[[Any], None], Any]] = []

    def ask(self, question: Any, _params: Any, done: Any, failed: Any = None) -> None:
        if question is ENCODERS:
            done(Encoders(encoders=(), defaults={}))  # whatever is wanted is here
        else:
            self.waiting.append((done, failed))

    def answer(self, found: Showcase = FOUND) -> None:
        self.waiting.pop(0)[0](found)


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def bench(tmp_path: Path) -> Workbench:
    made = Workbench(Jobs(FakeProcess))
    opened(made, tmp_path / "catalog")
    return made


@pytest.fixture
def asker() -> Asker:
    return Asker()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def preparing(bench: Workbench, asker: Asker, clock: Clock) -> Preparing:
    return Preparing(bench, asker, clock)


def last(bench: Workbench, kind: str) -> AnyJob:
    """The newest job, which is of this kind and was sent what it is to do."""
    job = bench.jobs.all[-1]
    assert job.kind.name == kind
    assert process_of(job).calls == ["start"]
    return job


def encoded(bench: Workbench) -> None:
    job = last(bench, "encode")
    job.receive(Finished(job=job.id, result=FEATURES.model_dump(mode="json")))


def trained(bench: Workbench, outcome: Any = "done") -> None:
    job = last(bench, "train")
    made = run(job.spec.folder, usable=True, status="finished")
    job.receive(Finished(job=job.id, outcome=outcome, result=made.model_dump(mode="json")))


def learn(bench: Workbench, status: str = "running") -> AnyJob:
    """The training has saved weights, and says what it measured."""
    job = last(bench, "train")
    folder = Path(job.spec.folder)
    folder.mkdir(parents=True, exist_ok=True)
    layout.write(folder / layout.RUN, RunRecord.model_validate({"status": status}))
    (folder / layout.CONFIG).write_text(job.spec.config.model_dump_json(), encoding="utf-8")
    (folder / layout.MODEL).write_bytes(b"weights")
    (folder / layout.LAST).parent.mkdir(exist_ok=True)
    (folder / layout.LAST).write_bytes(b"everything")
    job.receive(Metric(job=job.id, step=9, epoch=3.0, values={"loss": 0.5}))
    return job


def test_from_a_fresh_catalog_to_what_is_shown(
    bench: Workbench, preparing: Preparing, asker: Asker
) -> None:
    landed: list[Showcase] = []
    preparing.landed.connect(landed.append)
    assert preparing.offered
    preparing.start()
    assert (preparing.status, preparing.step) == (Status.RUNNING, Step.ENCODE)
    assert not preparing.offered
    encoded(bench)
    assert preparing.step is Step.TRAIN
    spec = last(bench, "train").spec
    assert spec.features == "features"
    assert spec.config.fusion.kind == "transformer"
    trained(bench)
    assert preparing.step is Step.SHOW
    asker.answer()
    assert preparing.status is Status.DONE
    assert landed == [FOUND]
    assert (bench.selection.item, bench.selection.user) == (7, 3)
    assert preparing.fraction == 1.0
    assert [job.kind.name for job in bench.jobs.all] == ["open", "encode", "train"]
    assert not preparing.offered


def test_only_what_is_missing_is_made(bench: Workbench, preparing: Preparing, asker: Asker) -> None:
    bench.features.set(FEATURES)
    preparing.start()
    trained(bench)
    asker.answer()
    preparing.start()
    assert preparing.step is Step.SHOW
    asker.answer()
    assert [job.kind.name for job in bench.jobs.all] == ["open", "train"]


def test_one_bar_never_falls_and_pauses_do_not_count(
    bench: Workbench, preparing: Preparing, asker: Asker, clock: Clock
) -> None:
    seen: list[float] = []
    preparing.changed.connect(lambda one: seen.append(one.fraction))
    preparing.start()
    assert preparing.eta is None
    assert preparing.starting
    job = last(bench, "encode")
    for stage, begun in (("text", 0), ("image", 30)):
        job.receive(Progress(job=job.id, stage=Text("loading {name}", name=stage), done=0))
        for done in (0, 15, 30):
            clock.now += 1
            job.receive(Progress(job=job.id, stage=Text("encoding"), done=begun + done, total=60))
    encoding = preparing.fraction
    assert 0 < encoding < 0.5
    # One of the six seconds went by before it began; the training will take that long, too.
    assert preparing.eta == pytest.approx(5 * (1 - encoding) / encoding + 1)
    preparing.pause()
    job.receive(State(job=job.id, state="paused"))
    assert preparing.status is Status.PAUSED
    before = preparing.eta
    clock.now += 1000
    assert preparing.eta == before
    preparing.pause()
    job.receive(State(job=job.id, state="running"))
    assert preparing.eta == before
    assert [sent.action for sent in process_of(job).sent if isinstance(sent, Control)] == [
        "pause",
        "resume",
    ]
    encoded(bench)
    job = last(bench, "train")
    for stage, done, total in (
        ("Grounding", 3, 3),
        ("train", 0.5, 2),
        ("train", 2, 2),
        ("fuse", 1, 30),
        ("evaluate", 8, 8),
    ):
        job.receive(Progress(job=job.id, stage=Text(stage), done=done, total=total))
    trained(bench)
    asker.answer()
    assert seen == sorted(seen)
    assert seen[-1] == 1.0
    assert len(set(seen)) > 6


def test_stopped_while_encoding_it_goes_on_from_the_cache(
    bench: Workbench, preparing: Preparing, asker: Asker
) -> None:
    preparing.start()
    job = last(bench, "encode")
    preparing.stop()
    assert process_of(job).sent[-1] == Control(job=job.id, action="cancel")
    assert preparing.status is Status.STOPPING
    job.receive(Finished(job=job.id, outcome="cancelled"))
    assert preparing.status is Status.STOPPED
    assert preparing.offered
    preparing.start()
    encoded(bench)
    trained(bench)
    asker.answer()
    assert preparing.status is Status.DONE


def test_stopped_while_nothing_runs_for_it_yet(
    bench: Workbench, preparing: Preparing, asker: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Callable[[Any], None]] = []
    monkeypatch.setattr(asker, "ask", lambda _question, _params, done, _failed: asked.append(done))
    preparing.start()
    preparing.stop()
    assert preparing.status is Status.STOPPED
    asked[0](Encoders(encoders=(), defaults={}))  # which weights there are comes too late
    assert [job.kind.name for job in bench.jobs.all] == ["open"]
    preparing.start()
    assert preparing.status is Status.RUNNING


def test_stopped_while_training_shows_what_was_learned(
    bench: Workbench, preparing: Preparing, asker: Asker
) -> None:
    bench.features.set(FEATURES)
    preparing.start()
    job = last(bench, "train")
    preparing.stop()
    assert process_of(job).sent[-1] == Control(job=job.id, action="stop")
    trained(bench, "stopped")
    asker.answer()
    assert preparing.status is Status.DONE
    assert bench.run.folder == job.spec.folder


@pytest.mark.parametrize("killed", [False, True])
def test_a_failed_training_goes_on_in_its_folder(
    bench: Workbench, preparing: Preparing, asker: Asker, killed: bool
) -> None:
    bench.features.set(FEATURES)
    preparing.start()
    first = learn(bench)
    layout.update(Path(first.spec.folder), status="failed")
    if killed:
        first.ended("The worker process was killed.")
    else:
        first.receive(Failed(job=first.id, message=Text("The disk is full.")))
    assert preparing.status is Status.FAILED
    assert preparing.failure is not None
    assert bench.stages.of("training")[0] is Stage.ATTENTION
    assert bench.run.made is not None
    assert bench.run.made.status == "failed"
    bench.run.set(None)  # say it could not be used
    preparing.start()
    second = last(bench, "train")
    assert second is not first
    assert (second.spec.folder, second.spec.resume) == (first.spec.folder, True)
    trained(bench)
    asker.answer()  # of the first epoch
    assert preparing.status is Status.RUNNING
    asker.answer()
    assert preparing.status is Status.DONE


def test_a_run_is_looked_at_while_it_learns(
    bench: Workbench, preparing: Preparing, asker: Asker
) -> None:
    alive: list[str] = []
    learned: list[str] = []
    preparing.live.connect(lambda one: alive.append(one.folder))
    bench.learned.connect(lambda one: learned.append(one.folder))
    bench.features.set(FEATURES)
    preparing.start()
    folder = last(bench, "train").spec.folder
    job = last(bench, "train")
    job.receive(Metric(job=job.id, step=1, epoch=0.1, values={"loss": 0.7}))
    assert bench.run.made is None
    learn(bench)
    assert bench.run.folder == folder
    assert bench.stages.of("training")[0] is Stage.RUNNING
    assert bench.stages.of("attention")[0] is Stage.READY
    assert (alive, learned) == ([folder], [folder])
    asker.answer()
    assert (bench.selection.item, bench.selection.user) == (7, 3)
    job.receive(Metric(job=job.id, step=12, epoch=4.0, values={"loss": 0.4}))
    assert learned == [folder]  # nothing was saved since
    bench.selection.select_user(5)  # a person looks at somebody else
    trained(bench)
    other = ShownItem(row=9, games=6, hits=6)
    asker.answer(FOUND.model_copy(update={"item": other}))
    assert (bench.selection.item, bench.selection.user) == (9, 5)
    assert alive == [folder]


def test_another_run_that_is_looked_at_stays_until_a_training_ends(bench: Workbench) -> None:
    bench.features.set(FEATURES)
    bench.run.set(run("older", usable=True, status="finished"))
    preparing = Preparing(bench, Asker())
    assert not preparing.offered
    spec = _spec(bench)
    from core.contracts.training import TRAIN

    bench.jobs.start(TRAIN, spec, "Training")
    learn(bench)
    assert bench.run.folder == "older"
    trained(bench)
    assert bench.run.folder == spec.folder


def _spec(bench: Workbench) -> Any:
    from core.contracts.training import TrainSpec

    folder = layout.new_run_folder("key")
    return TrainSpec(catalog=str(bench.catalog.snapshot), features="features", folder=str(folder))


def test_a_cancelled_run_that_kept_nothing_is_let_go_of(
    bench: Workbench, preparing: Preparing
) -> None:
    bench.features.set(FEATURES)
    preparing.start()
    job = learn(bench)
    assert bench.run.made is not None
    (Path(job.spec.folder) / layout.MODEL).unlink()
    job.receive(Finished(job=job.id, outcome="cancelled"))
    assert bench.run.made is None
    assert preparing.status is Status.STOPPED


def test_another_catalog_ends_it_here(
    bench: Workbench, preparing: Preparing, tmp_path: Path
) -> None:
    preparing.start()
    job = last(bench, "encode")
    opened(bench, tmp_path / "other")
    assert preparing.status is Status.IDLE
    job.receive(Finished(job=job.id, result=FEATURES.model_dump(mode="json")))
    assert [one.kind.name for one in bench.jobs.all] == ["open", "encode", "open"]


def test_what_cannot_be_shown_is_a_failure(
    bench: Workbench, preparing: Preparing, asker: Asker
) -> None:
    bench.features.set(FEATURES)
    bench.run.set(run("made", usable=True))
    preparing.start()
    asker.waiting.pop()[1](Failed(job="engine", message=Text("It is gone.")))
    assert preparing.status is Status.FAILED


def test_an_estimate_is_the_time_spent_over_what_is_done() -> None:
    clock = Clock()
    estimate = Estimate({"a": 1.0, "b": 3.0}, clock)
    estimate.begin("a")
    clock.now += 7
    estimate.reach(None)
    assert estimate.left is None
    estimate.reach(0.0)
    clock.now += 10
    estimate.reach(1.0)
    assert estimate.left == pytest.approx(30 + 7)  # the other has to start, too
    estimate.begin("b")
    assert estimate.starting
    clock.now += 3
    assert estimate.left == pytest.approx(30 + 4)
    assert estimate.fraction == pytest.approx(0.25)
    estimate.reach(0.5)
    estimate.reach(0.2)
    assert estimate.fraction == pytest.approx(0.625)
    assert json.dumps(Estimate({}).fraction) == "0.0"
