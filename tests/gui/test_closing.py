"""The window is closed while something runs: what it says is kept is there at the next start."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil
import pytest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from core.contracts.benchmark import BENCHMARK
from core.contracts.captions import CAPTION
from core.contracts.comparing import COMPARE_ENCODERS
from core.contracts.features import ENCODE, FETCH_WEIGHTS
from core.contracts.job import JobKind
from core.contracts.opening import OPEN, SAMPLE
from core.contracts.scans import SPATIAL_SCAN, TIME_SCAN
from core.contracts.training import SEARCH, TRAIN
from gui import settings, theme
from gui.session import Stage
from gui.shell.closing import lost_and_kept
from gui.shell.main_window import MainWindow
from tests.gui.hands import Hands

Open = Callable[[], MainWindow]


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication) -> Iterator[Open]:
    """Starts the window anew on the same home, as the person would."""
    theme.apply(qapp, theme.LIGHT)
    made: list[MainWindow] = []

    def again() -> MainWindow:
        window = MainWindow(settings.load())
        made.append(window)
        qtbot.addWidget(window)
        window.show()
        return window

    yield again
    for window in made:
        window.leave()


def back(start: Open, qtbot: QtBot) -> MainWindow:
    """The next start, with the catalog that was open."""
    window = start()
    with qtbot.waitSignal(window.session.catalog_changed, timeout=60_000):
        window.restore()
    qtbot.waitUntil(lambda: window.session.engine.idle, timeout=60_000)
    return window


@pytest.fixture
def encoded(start: Open, qtbot: QtBot, mmrec_folder: Path) -> MainWindow:
    """A window on a catalog that can be trained on."""
    window = start()
    Hands(window, qtbot).open(mmrec_folder)
    features: Any = window.page("features")
    window.show_page("features")
    with qtbot.waitSignal(window.session.features_changed, timeout=60_000):
        features.start()
    return window


def closed_by_a_click(window: MainWindow, monkeypatch: pytest.MonkeyPatch, *, said: str) -> None:
    """Close it as with the mouse: asked first, first kept open, and no process is left."""
    workers = psutil.Process().children(recursive=True)
    asked: list[str] = []

    def answer(_parent: object, _title: str, text: str, *_buttons: object) -> object:
        asked.append(text)
        close, cancel = QMessageBox.StandardButton.Close, QMessageBox.StandardButton.Cancel
        return cancel if len(asked) == 1 else close

    monkeypatch.setattr("gui.shell.main_window._offscreen", lambda: False)
    monkeypatch.setattr("gui.shell.main_window.QMessageBox.question", answer)
    assert not window.close()
    assert window.session.jobs.running
    assert window.close()
    assert len(asked) == 2
    assert said in asked[0]
    end = time.monotonic() + 20  # not psutil.wait_procs: Qt itself waits for its children
    while any(map(_alive, workers)) and time.monotonic() < end:
        time.sleep(0.05)
    assert [one for one in workers if _alive(one)] == []


def _alive(process: psutil.Process) -> bool:
    with suppress(psutil.NoSuchProcess):
        return process.status() != psutil.STATUS_ZOMBIE
    return False


@pytest.mark.slow
def test_training_is_interrupted_and_goes_on_at_the_next_start(
    encoded: MainWindow, start: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    encoded.show_page("training")
    page: Any = encoded.page("training")
    page.settings.preset.setCurrentText("quick")
    more = {"epochs": 40, "batch_size": 64, "validate_every": 1}
    page.form.set_value({**page.form.value(), **more})
    job = page.start()
    qtbot.waitUntil(lambda: any(one.epoch >= 3 for one in job.metrics), timeout=120_000)
    reached = max(one.epoch for one in job.metrics)
    closed_by_a_click(encoded, monkeypatch, said="it can go on later: Training")

    window = back(start, qtbot)
    session = window.session
    assert session.run is not None
    assert session.run.status == "interrupted"
    assert session.run.reached >= reached
    assert session.stage("training")[0] is Stage.ATTENTION
    assert f"at epoch {session.run.reached} of 40" in session.stage("training")[1]
    window.show_page("recommend")  # it can be used as it is
    recommend: Any = window.page("recommend")
    qtbot.waitUntil(lambda: recommend.grid.list_model.rowCount() > 0, timeout=60_000)
    window.show_page("training")
    again: Any = window.page("training")
    qtbot.waitUntil(again.job_bar.resume.isVisible, timeout=60_000)
    again.job_bar.resume.click()
    resumed = again.job_bar.job
    assert resumed.spec.folder == job.spec.folder
    qtbot.waitUntil(lambda: bool(resumed.metrics), timeout=120_000)
    assert resumed.metrics[0].epoch > 1  # not from the start


@pytest.mark.slow
def test_a_search_keeps_its_trials_and_goes_on(
    encoded: MainWindow, start: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    encoded.show_page("training")
    page: Any = encoded.page("training")
    page.settings.preset.setCurrentText("quick")
    page.form.set_value({**page.form.value(), "epochs": 2})
    page.tabs.setCurrentWidget(page.search)
    page.search.axes.tick(["learning_rate"])
    page.search.trials.setValue(40)
    job = page.search.start()
    done = lambda: [t for t in page.search.view.trials if t.state == "complete"]  # noqa: E731
    qtbot.waitUntil(lambda: len(done()) >= 2, timeout=180_000)
    scores = {trial.number: trial.score for trial in done()}
    closed_by_a_click(encoded, monkeypatch, said="it can go on later: Searching")

    window = back(start, qtbot)
    window.show_page("training")
    again: Any = window.page("training")
    again.tabs.setCurrentWidget(again.search)
    again.search.refresh()
    qtbot.waitUntil(lambda: len(again.search.view.trials) >= 2, timeout=60_000)
    kept = {trial.number: trial.score for trial in again.search.view.trials}
    assert scores.items() <= kept.items()
    assert again.search.go_on.isVisible()
    again.search.trials.setValue(40)
    resumed = again.search.resume()
    assert resumed.spec.folder == job.spec.folder
    qtbot.waitUntil(
        lambda: max((t.number for t in again.search.view.trials), default=-1) > max(scores),
        timeout=180_000,
    )


def test_a_sample_that_was_broken_off_is_made_anew_whole(
    start: Open, qtbot: QtBot, workspace_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = start()
    job = window.session.open_sample("shop", 40, 40)
    qtbot.waitUntil(lambda: job.last_progress is not None, timeout=60_000)
    closed_by_a_click(window, monkeypatch, said="It begins anew: ")
    made = [one for one in (workspace_home / "samples").iterdir() if one.name[0] != "."]
    assert made == []
    window = start()
    window.restore()
    assert window.session.catalog is None
    assert window.notices.shown() == []
    with qtbot.waitSignal(window.session.catalog_changed, timeout=120_000):
        window.session.open_sample("shop", 40, 40)
    assert window.session.catalog is not None
    assert window.session.catalog.items.height == 40


@pytest.mark.slow
def test_encoding_goes_on_with_what_was_encoded(
    start: Open, qtbot: QtBot, workspace_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = start()
    with qtbot.waitSignal(window.session.catalog_changed, timeout=120_000):
        window.session.open_sample("shop", 60, 30)
    page: Any = window.page("features")
    window.show_page("features")
    qtbot.waitUntil(page.encode.isEnabled, timeout=60_000)
    qtbot.waitUntil(lambda: bool(page._infos), timeout=60_000)
    job = page.start()
    stored = lambda: len(list((workspace_home / "features/items").rglob("*")))  # noqa: E731
    qtbot.waitUntil(lambda: stored() > 2 or job.status.over, timeout=180_000)
    assert not job.status.over, "it ended before it could be broken off"
    closed_by_a_click(window, monkeypatch, said="it can go on later: ")
    kept = stored()
    window = back(start, qtbot)
    assert window.session.features is None
    assert window.session.stage("features")[0] is not Stage.DONE
    again: Any = window.page("features")
    window.show_page("features")
    qtbot.waitUntil(lambda: bool(again._infos), timeout=60_000)
    with qtbot.waitSignal(window.session.features_changed, timeout=240_000):
        again.start()
    made = window.session.features
    assert made is not None
    assert {one.items for one in made.modalities.values()} == {60}
    assert stored() >= kept


@pytest.mark.slow
def test_a_benchmark_keeps_what_it_measured_for_the_shell(
    start: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = start()
    window.show_page("benchmark")
    page: Any = window.page("benchmark")
    page.grid.set_checked(["topk"])
    job = page.start(60.0)
    qtbot.waitUntil(lambda: bool(job.metrics), timeout=120_000)
    closed_by_a_click(window, monkeypatch, said="triptych bench resume goes on with it: Benchmark")
    from benchmarks import store

    (journal,) = store.left()
    assert store.unfinished(journal).spec  # enough to go on with
    window = start()
    assert window.session.stage("benchmark")[0] is not Stage.DONE
    assert window.session.stage("benchmark")[0] is not Stage.RUNNING


@pytest.mark.parametrize(
    ("kinds", "told"),
    [
        ((TRAIN, ENCODE, SEARCH, FETCH_WEIGHTS, CAPTION, COMPARE_ENCODERS), ["it can go on later"]),
        ((BENCHMARK,), ["bench resume"]),
        ((OPEN, SAMPLE), ["begins anew"]),
        ((TIME_SCAN, SPATIAL_SCAN), []),
    ],
)
def test_each_kind_is_told_apart(kinds: tuple[JobKind[Any, Any], ...], told: list[str]) -> None:
    class Running:
        def __init__(self, kind: JobKind[Any, Any]) -> None:
            self.kind, self.title = kind, kind.name

    text = lost_and_kept([Running(kind) for kind in kinds])  # type: ignore[misc]
    assert text.count("\n") == max(0, len(told) - 1)
    assert all(words in text for words in told)
    assert all((kind.name in text) is bool(told) for kind in kinds)
