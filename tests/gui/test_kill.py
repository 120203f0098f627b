"""The whole window with real processes: what a killed job costs the user."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import psutil
import pytest
from pytestqt.qtbot import QtBot

from core.worker.messages import Metric
from gui.jobs import Status
from gui.session import Stage
from gui.shell.main_window import MainWindow


@pytest.mark.slow
def test_sigkill_of_training_is_told_and_resumed(
    window: MainWindow, qtbot: QtBot, mmrec_folder: Path
) -> None:
    session = window.session
    with qtbot.waitSignal(session.catalog_changed, timeout=60_000):
        session.open_path(mmrec_folder)
    assert session.catalog is not None
    assert session.catalog.items.height == 60
    window.show_page("features")
    features: Any = window.page("features")
    with qtbot.waitSignal(session.features_changed, timeout=60_000):
        features.start()
    window.show_page("training")
    page: Any = window.page("training")
    page.settings.preset.setCurrentText("quick")
    # A checkpoint is written where it is validated.
    more = {"epochs": 20, "batch_size": 64, "validate_every": 1}
    page.form.set_value({**page.form.value(), **more})
    job = page.start()

    epochs: list[float] = []

    def note(metric: Metric) -> None:
        epochs.append(metric.epoch)

    job.metric.connect(note)
    qtbot.waitUntil(lambda: bool(epochs) and epochs[-1] >= 3, timeout=120_000)
    psutil.Process(job.pid).kill()
    qtbot.waitUntil(lambda: job.status is Status.LOST, timeout=20_000)
    assert window.isVisible()
    assert any("killed" in text and "resume" in text for text in window.notices.shown())
    assert session.stage("training")[0] is Stage.ATTENTION
    assert page.job_bar.resume.isVisible()
    # What it had learned can be used as it is, whichever page was in front.
    assert session.run is not None
    assert session.run.status == "interrupted"
    recommend: Any = window.page("recommend")
    window.show_page("recommend")
    qtbot.waitUntil(lambda: recommend.grid.list_model.rowCount() > 0, timeout=60_000)
    window.show_page("training")

    page.job_bar.resume.click()
    resumed = page.job_bar.job
    resumed.metric.connect(note)
    reached = max(epochs)
    epochs.clear()
    qtbot.waitUntil(lambda: resumed.status is Status.DONE, timeout=180_000)
    assert min(epochs) > 1, "it began anew instead of going on"
    assert min(epochs) <= reached + 1
    assert session.run is not None
    summary = session.run.summary
    assert summary is not None
    assert summary.test["recall@10"] > summary.baselines["popularity"]["recall@10"]


def test_a_killed_engine_starts_again_with_the_next_question(
    window: MainWindow, qtbot: QtBot, mmrec_folder: Path
) -> None:
    session = window.session
    with qtbot.waitSignal(session.catalog_changed, timeout=60_000):
        session.open_path(mmrec_folder)
    qtbot.waitUntil(lambda: session.device.startswith(("CPU", "CUDA")), timeout=60_000)
    first = session.engine.pid
    psutil.Process(first).kill()
    qtbot.waitUntil(lambda: session.engine.pid == 0, timeout=20_000)
    window.show_page("training")
    page: Any = window.page("training")
    page.shown()
    qtbot.waitUntil(lambda: session.engine.pid not in (0, first), timeout=60_000)
    qtbot.waitUntil(lambda: session.engine.idle, timeout=60_000)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.csv", b""),
        ("rubbish.csv", bytes(range(256)) * 40),
        ("interactions.csv", b"user,item\nu1,i1\n"),
        ("items.parquet", b"PAR1 but not really"),
    ],
)
def test_bad_input_is_told_and_the_window_lives(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, name: str, content: bytes
) -> None:
    folder = tmp_path / "bad"
    folder.mkdir()
    (folder / name).write_bytes(content)
    job = window.session.open_path(folder)
    qtbot.waitUntil(lambda: job.status.over, timeout=60_000)
    assert window.isVisible()
    if job.status is Status.FAILED:
        assert job.failure is not None
        assert job.failure.remedy
        assert window.notices.shown()
        assert "bug" not in window.notices.shown()[0]
    else:
        qtbot.waitUntil(lambda: window.session.catalog is not None, timeout=20_000)
