"""Search panel: what is ticked is what is asked; the command line asks the same; best settings."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from core.contracts.training import Trials
from core.progress import Reporter
from core.training import settings
from core.training.config import TrainConfig
from core.training.presets import PRESETS
from core.training.search import search, searches, searchspace
from core.training.search.searches import SearchConfig
from gui.pages.training.axes_table import VALUES
from gui.pages.training.search_panel import SearchPanel
from gui.session import Session
from tests.gui.typed import features


@pytest.fixture
def panel(
    session: Session, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> SearchPanel:
    monkeypatch.setenv("TRIPTYCH_HOME", str(tmp_path))
    monkeypatch.setattr(session, "ask", lambda *_: None)
    monkeypatch.setattr("gui.state.jobs.Job.start", lambda _job: None)
    session.snapshot, session.source = tmp_path / "catalogs" / "key", "/c"
    session.features = features("/f")
    made = SearchPanel(session)
    qtbot.addWidget(made)
    made.set_base(PRESETS["vbpr"].config)
    return made


def type_range(panel: SearchPanel, field: str, text: str) -> None:
    cell = panel.axes.findItems(field, Qt.MatchFlag.MatchExactly)[0]
    panel.axes.item(cell.row(), VALUES).setText(text)


def test_ticked_settings_with_their_ranges_become_the_job(panel: SearchPanel) -> None:
    panel.axes.tick(["learning_rate", "fusion.hidden"])
    type_range(panel, "learning_rate", "1e-4:0.1:log")
    job = panel.start()
    assert job is not None
    config = job.spec.config
    base = PRESETS["vbpr"].config
    assert config.base == base
    assert set(config.axes) == {
        searchspace.parse("lr=1e-4:0.1:log", base),
        searchspace.parse("fusion.hidden", base),
    }
    assert Path(job.spec.folder).parent.name == "key"


def test_the_copied_command_asks_the_same(panel: SearchPanel) -> None:
    panel.axes.tick(["learning_rate", "head.biases", "fusion.dim"])
    panel.copy_command()
    words = shlex.split(QGuiApplication.clipboard().text())
    assert words[:3] == ["triptych", "search", "/c"]
    said = {
        name: [words[at + 1] for at, word in enumerate(words) if word == name]
        for name in ("--preset", "--set", "--field")
    }
    base = TrainConfig.model_validate(settings.chosen(said["--preset"][0], None, said["--set"]))
    assert base == panel.config().base
    assert len(said["--set"]) < 3  # what is as in the preset is not said
    entries = said["--field"]
    parsed = tuple(searchspace.parse(entry, base) for entry in entries)
    assert parsed == panel.config().axes


def test_a_bad_range_is_named_and_nothing_starts(panel: SearchPanel) -> None:
    panel.axes.tick(["learning_rate"])
    type_range(panel, "learning_rate", "fast")
    assert "learning_rate" in panel.problem.text()
    assert not panel.start_button.isEnabled()
    assert panel.start() is None
    panel.axes.tick([])
    assert "at least one" in panel.problem.text()


def test_edited_ranges_stay_when_the_form_changes(panel: SearchPanel) -> None:
    panel.axes.tick(["learning_rate"])
    type_range(panel, "learning_rate", "0.001:0.002:log")
    panel.set_base(PRESETS["late"].config)
    assert panel.axes.ticked() == ["learning_rate"]
    assert panel.config().axes[0].high == 0.002


def planted(config: TrainConfig, _folder: Path, _reporter: Reporter) -> float:
    return 1 - abs(config.learning_rate - 0.01)


def test_a_real_study_is_shown_and_its_best_goes_into_the_form(
    panel: SearchPanel, tmp_path: Path
) -> None:
    axis = searchspace.parse("lr", PRESETS["vbpr"].config)
    asked = SearchConfig(base=PRESETS["vbpr"].config, axes=(axis,), trials=12, pruner="none")
    told = search.search(asked, tmp_path / "study", planted)
    panel._folder = told.folder
    panel._on_trials(Trials(record=told, config=asked))
    assert panel.view.table.rowCount() == 12
    numbers, best = panel.view.best_so_far()
    assert numbers == list(range(12))
    assert best == sorted(best)
    assert best[-1] == max(trial.score for trial in told.trials)
    wanted: list[TrainConfig] = []
    panel.settings_wanted.connect(wanted.append)
    panel.use.click()
    assert wanted[0].learning_rate == told.trials[told.best].values["learning_rate"]
    assert len(panel.view.csv().splitlines()) == 13


def test_a_search_is_deleted_after_asking_and_its_number_is_not_given_again(
    panel: SearchPanel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    axis = searchspace.parse("lr", PRESETS["vbpr"].config)
    asked = SearchConfig(base=PRESETS["vbpr"].config, axes=(axis,), trials=2, pruner="none")
    folder = searches.new_folder("key")
    told = search.search(asked, folder, planted)
    panel._folder = str(folder)
    panel._on_trials(Trials(record=told, config=asked))
    answers = [QMessageBox.StandardButton.No, QMessageBox.StandardButton.Yes]
    monkeypatch.setattr(QMessageBox, "question", lambda *_: answers.pop(0))
    panel.delete_button.click()
    assert searches.searches_of("key") == [folder]
    panel.delete_button.click()
    assert searches.searches_of("key") == []
    assert searches.summary(tmp_path / "trash/searches/key/0001").best == told.best
    assert panel.view.trials == ()
    assert panel.delete_button.isHidden()
    assert searches.new_folder("key").name == "0002"
