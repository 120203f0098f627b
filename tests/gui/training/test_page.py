"""The page around form, curves, runs and search: states from nothing to a finished run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from core.contracts.features import ENCODE
from core.contracts.training import CURVES, Curves, Runs, Series
from core.explore import runs
from core.text import Text
from core.training.config import TrainConfig
from core.training.presets import PRESETS
from core.training.run import layout
from core.training.run.record import ProcessRecord, Run
from core.worker.messages import Failed, Finished, Metric, Progress
from gui.jobs import Status
from gui.pages.training.page import TrainingPage
from gui.pages.training.settings_side import FIRST
from gui.session import Session, Stage
from tests.core.training.world import make
from tests.gui.attention_fixture import open_catalog
from tests.gui.typed import features, run


@pytest.fixture
def page(session: Session, qtbot: QtBot, tmp_path: Path, monkeypatch: Any) -> TrainingPage:
    monkeypatch.setenv("TRIPTYCH_HOME", str(tmp_path))
    monkeypatch.setattr(session, "ask", lambda *_: None)
    monkeypatch.setattr("gui.state.jobs.Job.start", lambda _job: None)
    monkeypatch.setattr("gui.process.WorkerProcess.end", lambda _process: None)
    made = TrainingPage(session)
    qtbot.addWidget(made)
    return made


def ready(page: TrainingPage, tmp_path: Path) -> None:
    page.session.snapshot = tmp_path / "catalogs" / "key"
    page.session.set_features(features("/f", text=8))


def test_without_features_the_way_there_is_shown(page: TrainingPage, tmp_path: Path) -> None:
    assert not page.train.isEnabled()
    assert "catalog" in page._empty.sentence.text()
    assert page.start() is None
    ready(page, tmp_path)
    assert page.train.isEnabled()


def test_epochs_and_what_is_changed_most_stand_first(page: TrainingPage) -> None:
    names = [part.text() for part in page.settings.form.findChildren(QLabel)]
    first = [TrainConfig.model_fields[name].title for name in FIRST]
    assert first[0] == "Epochs"
    assert names[: len(first)] == first


def test_changes_are_counted_and_taken_back(page: TrainingPage, tmp_path: Path) -> None:
    ready(page, tmp_path)
    assert not page.settings.reset.isEnabled()
    page.form.set_value({**page.form.value(), "epochs": 3, "learning_rate": 0.5})
    page.settings._check()
    assert page.settings.reset.text() == "Reset 2"
    page.settings.reset.click()
    assert TrainConfig.model_validate(page.form.value()) == PRESETS["auto"].config
    assert not page.settings.reset.isEnabled()


def test_the_device_says_why(page: TrainingPage) -> None:
    page.session.engine.device_found.emit(Text("CPU only because of the test"))
    assert "CPU only because of the test" in page.settings.device.text()


def test_a_run_from_start_to_result(page: TrainingPage, tmp_path: Path) -> None:
    ready(page, tmp_path)
    job = page.start()
    assert job is not None
    assert not page.train.isEnabled()
    assert page.session.stage("training")[0] is Stage.RUNNING
    job.receive(Metric(job=job.id, step=1, epoch=1.0, values={"valid/ndcg@20": 0.25}))
    assert page.curves.value("valid/ndcg@20") == 0.25
    folder = Path(job.spec.folder)
    layout.update(
        folder,
        status="finished",
        summary={
            "test": {"ndcg@20": 0.4},
            "test_intervals": {"ndcg@20": [0.3, 0.5]},
            "baselines": {"popularity": {"ndcg@20": 0.2}, "random": {"ndcg@20": 0.1}},
        },
    )
    (folder / layout.CONFIG).write_text(PRESETS["default"].config.model_dump_json())
    run = layout.read_run(folder)
    job.receive(Finished(job=job.id, result=run.model_dump(mode="json")))
    assert job.status is Status.DONE
    assert page.train.isEnabled()
    for number in ("0.4000", "0.3000", "0.5000", "0.2000", "0.1000"):
        assert number in page.watch.outcome.text()
    page.runs.table.show_runs([run])
    page.watch.see.click()
    assert page.tabs.currentWidget() is page.runs
    assert [run.folder for run in page.runs.table.selected()] == [str(folder)]


def test_cancelled_training_is_no_run(page: TrainingPage, tmp_path: Path) -> None:
    ready(page, tmp_path)
    job = page.start()
    assert job is not None
    job.receive(Finished(job=job.id, outcome="cancelled"))
    assert page.session.run is None
    assert page.session.stage("training")[0] is Stage.NOT_STARTED


def interrupted(page: TrainingPage, tmp_path: Path) -> Run:
    """A run of the open catalog that was killed in its third epoch."""
    assert page.session.snapshot is not None
    folder = layout.new_run_folder(page.session.snapshot.name)
    layout.write(folder / layout.CONFIG, PRESETS["default"].config)
    gone = ProcessRecord(pid=2**22 + 1, begun=1.0, host=layout.this_process().host)
    layout.update(folder, status="running", process=gone)
    for epoch in (1, 2, 3):
        layout.append_metric(folder, epoch, epoch, {"loss": 1.0 / epoch})
    (folder / layout.LAST).parent.mkdir()
    (folder / layout.LAST).touch()
    return layout.read_run(folder)


def test_an_interrupted_run_is_offered_and_goes_on(page: TrainingPage, tmp_path: Path) -> None:
    ready(page, tmp_path)
    run = interrupted(page, tmp_path)
    page.runs._on_runs(Runs(runs=(run,)))
    bar = page.job_bar
    assert run.name in bar.status.text()
    assert f"epoch 3 of {PRESETS['default'].config.epochs}" in bar.status.text()
    assert not bar.resume.isHidden()
    bar.resume.click()
    job = page.job_bar.job
    assert job is not None
    assert (job.spec.folder, job.spec.resume, job.spec.config) == (run.folder, True, run.config)
    job.receive(Metric(job=job.id, step=4, epoch=4.0, values={"loss": 0.25}))
    page.watch._on_curves(runs.curves([Path(run.folder)]))  # as the engine answers
    assert page.curves.plots["loss"].series[("", "loss")][0] == [1.0, 2.0, 3.0, 4.0]


def test_a_run_that_ended_early_goes_on_from_the_table(page: TrainingPage, tmp_path: Path) -> None:
    ready(page, tmp_path)
    run = interrupted(page, tmp_path)
    page.runs._on_runs(Runs(runs=(run.model_copy(update={"resumable": False}),)))
    page.runs.table.select(run.folder)
    assert not page.runs._buttons["resume"].isEnabled()
    page.runs._on_runs(Runs(runs=(run,)))
    page.runs._buttons["resume"].click()
    assert page.job_bar.job is not None
    assert page.job_bar.job.spec.folder == run.folder


def test_a_job_is_shown_with_its_catalog_alone(page: TrainingPage, tmp_path: Path) -> None:
    told: list[str] = []
    page.session.notice.connect(lambda _kind, sentence, _details: told.append(sentence))
    ready(page, tmp_path)
    job = page.start()
    assert job is not None
    job.receive(Progress(job=job.id, stage="training", done=5, total=5))
    job.receive(Metric(job=job.id, step=1, epoch=1.0, values={"loss": 0.5}))
    page.session.snapshot = tmp_path / "catalogs" / "other"
    page.session.catalog_changed.emit()
    assert page.job_bar.job is None
    assert page.curves.value("loss") is None
    assert page.train.isEnabled()
    other = page.start()
    assert other is not None
    assert page.job_bar.bar.value() <= 0  # not full from the other one
    assert "starting" in page.job_bar.status.text()
    job.receive(Failed(job=job.id, message="The disk is full."))
    assert told == []
    page.session.snapshot = tmp_path / "catalogs" / "key"
    page.session.catalog_changed.emit()
    assert page.job_bar.job is job
    assert page.curves.value("loss") == 0.5


def test_the_best_settings_of_a_search_go_into_the_form(page: TrainingPage, tmp_path: Path) -> None:
    ready(page, tmp_path)
    best = PRESETS["vbpr"].config.model_copy(update={"learning_rate": 0.02})
    page.search.settings_wanted.emit(best)
    assert TrainConfig.model_validate(page.form.value()) == best
    assert page.tabs.currentIndex() == 0


def test_the_preset_fits_the_features_unless_a_person_chose(
    page: TrainingPage, tmp_path: Path
) -> None:
    vectors, tokens = features("/f", image=1), features("/g", image=49)
    page.session.set_features(vectors)
    assert page.settings.preset.currentText() == "auto vectors"
    assert "one vector" in page.settings.reason.text()
    page.session.set_features(tokens)
    assert page.settings.preset.currentText() == "auto"
    page.form.set_value({**page.form.value(), "epochs": 3})
    page.session.set_features(vectors)
    assert page.settings.preset.currentText() == "auto"
    assert page.form.value()["epochs"] == 3


def test_a_run_of_before_shows_its_curves_and_what_came_of_it(
    page: TrainingPage, tmp_path: Path, monkeypatch: Any
) -> None:
    """After a restart no job is followed, and the run is there."""
    asked: list[Any] = []
    monkeypatch.setattr(page.session, "ask", lambda *of: asked.append(of))
    ready(page, tmp_path)
    config = PRESETS["default"].config
    name = f"ndcg@{max(config.ks)}"
    made = run("/runs/0007", config=config, summary={"test": {name: 0.25}}, status="finished")
    page.session.set_run(made)
    assert page.job_bar.status.text() == "Run 0007 is in use"
    assert "0.2500" in page.watch.outcome.text()
    _, params, answered = next(of[:3] for of in asked if of[0] is CURVES)
    assert params.folders == ("/runs/0007",)
    points = {"epochs": np.array([1.0, 2.0]), "values": np.array([0.5, 0.4])}
    answered(Curves(series=(Series(run="/runs/0007", name="loss", **points),)))
    assert page.curves.value("loss") == 0.4
    page.session.set_run(None)
    assert page.job_bar.status.text() == "Not started"
    assert page.curves.value("loss") is None


def test_who_trains_by_ids_need_not_encode(page: TrainingPage) -> None:
    held, _, _ = make(n_users=4, n_items=8, per_user=2)
    assert not page.by_ids.isVisibleTo(page)
    open_catalog(page.session, held)
    assert page.by_ids.isVisibleTo(page)
    page.by_ids.click()
    job = page.session.latest(ENCODE)
    assert job is not None
    assert set(job.spec.encoders.values()) <= {""}
    assert set(job.spec.encoders) == set(held.modalities())
    page.session.set_features(features("/f/ids"))
    assert not page.by_ids.isVisibleTo(page)
    assert page.train.isEnabled()
    assert not TrainConfig.model_validate(page.form.value()).reads_content
