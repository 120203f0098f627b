"""The page around form, curves, runs and search: states from nothing to a finished run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from core.text import Text
from core.training.config import TrainConfig
from core.training.presets import PRESETS
from core.training.run import layout
from core.worker.messages import Finished, Metric
from gui.jobs import Status
from gui.pages.training.page import TrainingPage
from gui.session import Session, Stage
from tests.gui.typed import features


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
    page.session.set_features(features("/f"))


def test_without_features_the_way_there_is_shown(page: TrainingPage, tmp_path: Path) -> None:
    assert not page.train.isEnabled()
    assert "catalog" in page._empty.sentence.text()
    assert page.start() is None
    ready(page, tmp_path)
    assert page.train.isEnabled()


def test_changes_are_counted_and_taken_back(page: TrainingPage, tmp_path: Path) -> None:
    ready(page, tmp_path)
    assert not page.settings.reset.isEnabled()
    page.form.set_value({**page.form.value(), "epochs": 3, "learning_rate": 0.5})
    page.settings._check()
    assert page.settings.reset.text() == "Reset 2"
    page.settings.reset.click()
    assert TrainConfig.model_validate(page.form.value()) == PRESETS["default"].config
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
    assert page.settings.preset.currentText() == "ranking"
    assert "one vector" in page.settings.reason.text()
    page.session.set_features(tokens)
    assert page.settings.preset.currentText() == "default"
    page.form.set_value({**page.form.value(), "epochs": 3})
    page.session.set_features(vectors)
    assert page.settings.preset.currentText() == "default"
    assert page.form.value()["epochs"] == 3
