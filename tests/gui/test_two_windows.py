"""Two windows on one home: neither takes what runs in the other for broken, and both can work."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import psutil
import pytest
from pytestqt.qtbot import QtBot

from core.training.run import layout
from gui import settings
from gui.jobs import Status
from gui.session import Stage
from gui.shell.main_window import MainWindow
from tests.gui.catalogs import group_log
from tests.gui.hands import Hands


def encode(window: MainWindow, qtbot: QtBot, folder: Path) -> None:
    Hands(window, qtbot).open(folder)
    window.show_page("features")
    features: Any = window.page("features")
    with qtbot.waitSignal(window.session.features_changed, timeout=60_000):
        features.start()


def train(window: MainWindow, epochs: int) -> Any:
    window.show_page("training")
    page: Any = window.page("training")
    page.settings.preset.setCurrentText("quick")
    more = {"epochs": epochs, "batch_size": 64, "validate_every": 1}
    page.form.set_value({**page.form.value(), **more})
    return page.start()


@pytest.mark.slow
def test_the_second_neither_calls_the_first_ones_run_broken_nor_disturbs_it(
    window: MainWindow, qtbot: QtBot, mmrec_folder: Path, tmp_path: Path
) -> None:
    encode(window, qtbot, mmrec_folder)
    job = train(window, 400)
    qtbot.waitUntil(lambda: any(one.epoch >= 2 for one in job.metrics), timeout=120_000)

    second = MainWindow(settings.load())
    qtbot.addWidget(second)
    second.show()
    with qtbot.waitSignal(second.session.catalog_changed, timeout=60_000):
        second.restore()
    qtbot.waitUntil(lambda: second.session.engine.idle, timeout=60_000)
    try:
        assert second.notices.shown() == []
        assert second.session.run is not None
        assert second.session.run.status == "running"
        assert second.session.stage("training")[0] is Stage.RUNNING
        second.show_page("training")
        page: Any = second.page("training")
        qtbot.waitUntil(lambda: page.runs.table.rowCount() == 1, timeout=60_000)
        assert not page.job_bar.resume.isVisible()
        page.runs.table.select(job.spec.folder)
        assert not page.runs._buttons["resume"].isEnabled()

        other = group_log(tmp_path / "other", seed=1)
        encode(second, qtbot, other)
        beside = train(second, 3)
        qtbot.waitUntil(lambda: beside.status.over, timeout=180_000)
        assert beside.status is Status.DONE
        assert layout.read_run(Path(beside.spec.folder)).status == "finished"
        assert Path(beside.spec.folder).parent != Path(job.spec.folder).parent
    finally:
        second.leave()
    # Closing it took nothing of the first along.
    assert not job.status.over
    assert psutil.pid_exists(job.pid)
    reached = max(one.epoch for one in job.metrics)
    qtbot.waitUntil(lambda: max(one.epoch for one in job.metrics) > reached, timeout=60_000)
    job.control("stop")
    qtbot.waitUntil(lambda: job.status.over, timeout=60_000)
    assert layout.read_run(Path(job.spec.folder)).status == "stopped"
