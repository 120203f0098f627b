"""The Catalog page in the real window: drop, recents, findings, and a window that was killed."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from core.catalog.opening import snapshot
from core.catalog.opening.open import open_catalog
from core.contracts.benchmark import BENCHMARK
from core.contracts.opening import SAMPLE, SampleSpec
from core.contracts.question import Nothing
from core.contracts.scans import TIME_SCAN, ScanSpec
from core.contracts.training import SEARCH, TRAIN, SearchSpec, TrainSpec
from core.worker.messages import Finished
from gui import settings
from gui.engine import Engine
from gui.pages import entries
from gui.shell.main_window import MainWindow
from gui.widgets.items.item_card import ROW_ROLE
from tests.gui.conftest import visible_text

PRESS = Qt.MouseButton.LeftButton
ITEMS = 12


def write(folder: Path, name: str) -> Path:
    """A table catalog as a person writes it; the picture of its item 3 is broken."""
    root = folder / name
    (root / "images").mkdir(parents=True)
    lines = ["item,title,text,image,colour"]
    for n in range(ITEMS):
        colour = ("red", "green", "blue")[n % 3]
        Image.new("RGB", (48, 32), colour).save(root / f"images/{n}.png")
        lines.append(f"i{n},{name} {n},A {colour} thing called {n}.,images/{n}.png,{colour}")
    (root / "images/3.png").write_bytes(b"no picture")
    (root / "items.csv").write_text("\n".join(lines) + "\n")
    log = ["user,item,timestamp,event"]
    log += [
        f"u{user},i{item},{1_700_000_000 + 3600 * item + user},view"
        for user in range(9)
        for item in range(user % 2, ITEMS, 2)
    ]
    (root / "interactions.csv").write_text("\n".join(log) + "\n")
    return root


def dragged(path: str) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl(path) if "://" in path else QUrl.fromLocalFile(path)])
    return data


def enter(target: QWidget, data: QMimeData) -> bool:
    """Deliver a drag as Qt does: to the widget under the mouse and on to whom it leaves it."""
    event = QDragEnterEvent(
        QPoint(3, 3), Qt.DropAction.CopyAction, data, PRESS, Qt.KeyboardModifier.NoModifier
    )
    event.ignore()
    QApplication.sendEvent(target, event)
    return event.isAccepted()


def drop(target: QWidget, data: QMimeData) -> None:
    event = QDropEvent(
        QPointF(3, 3), Qt.DropAction.CopyAction, data, PRESS, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(target, event)


def opened(window: MainWindow, qtbot: QtBot, folder: Path) -> None:
    with qtbot.waitSignal(window.session.catalog_changed, timeout=60_000):
        window.session.open_path(folder)


def button(parent: QWidget, text: str) -> QPushButton:
    return next(
        one for one in parent.findChildren(QPushButton) if one.isVisible() and one.text() == text
    )


@pytest.fixture
def no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is asked, so nobody has to be there to answer."""
    monkeypatch.setattr(Engine, "start", lambda _engine: None)


def test_a_folder_dropped_on_any_page_is_opened(
    no_engine: None, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    data = dragged(str(write(tmp_path, "mugs")))
    for entry in entries():
        window.show_page(entry.key)
        page = window.page(entry.key)
        targets: list[QWidget] = [page, *page.findChildren(QLineEdit)]
        middle = page.childAt(page.rect().center())
        targets += [middle] if middle is not None else []
        for target in targets:
            assert enter(target, data), (entry.key, target)
            assert window.veil.isVisible()
            assert window.veil.words == "Drop to open mugs"
            QApplication.sendEvent(window, QDragLeaveEvent())
            assert not window.veil.isVisible()
        assert not enter(page, dragged("https://example.org/mugs.zip"))
        assert not window.veil.isVisible()
    assert window.current_key != "catalog"
    assert enter(window.stack, data)
    with qtbot.waitSignal(window.session.catalog_changed, timeout=60_000):
        drop(window.stack, data)
    assert window.current_key == "catalog"
    assert not window.veil.isVisible()
    assert window.session.catalog is not None
    assert window.session.catalog.items["title"][0] == "mugs 0"


def test_recents_findings_export_exclude_and_undo_by_clicks(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(window, qtbot, write(tmp_path, "mugs"))
    opened(window, qtbot, write(tmp_path, "vases"))
    page: Any = window.page("catalog")
    qtbot.mouseClick(page.another, PRESS)
    recent = [page.welcome._recent.itemAt(n).widget() for n in (1, 2)]
    assert [one.text() for one in recent] == ["vases", "mugs"]
    with qtbot.waitSignal(window.session.catalog_changed, timeout=60_000):
        qtbot.mouseClick(recent[1], PRESS)
    session = window.session
    assert session.catalog is not None
    assert session.catalog.items["title"][0] == "mugs 0"

    tabs = page.opened.tabs
    health = page.opened.health
    bar = tabs.tabBar()
    qtbot.mouseClick(bar, PRESS, pos=bar.tabRect(tabs.indexOf(health)).center())
    qtbot.waitUntil(health.export.isVisible, timeout=60_000)
    target = tmp_path / "out.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    qtbot.mouseClick(health.export, PRESS)
    with target.open() as file:
        rows = [row for row in csv.DictReader(file) if row["finding"] == "image-unreadable"]
    assert [(row["row"], row["id"], row["severity"]) for row in rows] == [("3", "i3", "error")]

    number = next(
        n for n, one in enumerate(health._report.findings) if one.key == "image-unreadable"
    )
    everything = session.snapshot
    card = health._cards.itemAt(number).widget()
    with qtbot.waitSignal(session.catalog_changed, timeout=60_000):
        qtbot.mouseClick(card.exclude, PRESS)
    assert "i3" not in session.catalog.items["item"].to_list()
    assert session.catalog.interactions.height == 54 - 4  # of 9 users, 4 saw item 3
    assert "Left out: 1 picture cannot be read." in page.opened.summary._without.text()
    assert page.opened.summary.without.isVisible()

    items = page.opened.items
    items.search.setText("mugs 3")
    qtbot.waitUntil(lambda: items.model.rowCount() == 0)
    with qtbot.waitSignal(session.catalog_changed, timeout=60_000):
        qtbot.mouseClick(button(page, "Bring back"), PRESS)
    assert session.snapshot == everything
    assert session.catalog.items.height == ITEMS
    assert not page.opened.summary.without.isVisible()
    items.search.setText("mugs 3")
    qtbot.waitUntil(lambda: items.model.rowCount() == 1)
    assert items.model.index(0).data(ROW_ROLE) == 3


KILLED = """
import sys, time
from pathlib import Path
from PySide6.QtWidgets import QApplication
from core.catalog.opening import snapshot
from core.catalog.opening.open import open_catalog
from core.explore.catalog.excluding import without
from gui.engine import Engine
from gui.shell.main_window import MainWindow
from gui.settings import Settings
import numpy as np

Engine.start = lambda engine: None
app = QApplication([])
window = MainWindow(Settings(theme="dark"))
window.show()
session = window.session


def wait(done):
    end = time.monotonic() + 60
    while not done() and time.monotonic() < end:
        app.processEvents()
        time.sleep(0.01)


session.load_snapshot(snapshot.save(open_catalog(Path(sys.argv[1]))), sys.argv[1])
wait(lambda: session.catalog is not None)
folder = snapshot.save(without(session.catalog, {"items": np.array([3])}, "less"))
session.exclusions.go_without(folder, "Left out: item 3.")
wait(lambda: session.catalog.items.height == 11)
window.show_page("space")
print("ready", flush=True)
wait(lambda: False)
"""


def test_a_killed_window_comes_back_as_it_was(
    no_engine: None, qtbot: QtBot, tmp_path: Path, workspace_home: Path
) -> None:
    folder = write(tmp_path, "mugs")
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(folder)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == "ready"
        process.kill()
    kept = json.loads((workspace_home / "settings.json").read_text())
    assert kept["closed_cleanly"] is False

    window = MainWindow(settings.load())
    qtbot.addWidget(window)
    window.show()
    try:
        with qtbot.waitSignal(window.session.catalog_changed, timeout=60_000):
            window.restore()
        assert window.saved.theme == "dark"
        assert window.current_key == "space"
        assert any("did not end properly" in said for said in window.notices.shown())
        session = window.session
        assert session.catalog is not None
        assert session.source == str(folder)
        assert session.catalog.items["item"].to_list() == [f"i{n}" for n in range(12) if n != 3]
        assert [step.sentence for step in session.exclusions.steps] == ["Left out: item 3."]
        window.show_page("catalog")
        page: Any = window.page("catalog")
        with qtbot.waitSignal(session.catalog_changed, timeout=60_000):
            qtbot.mouseClick(page.opened.summary.undo, PRESS)
        assert session.catalog.items.height == ITEMS
        assert session.exclusions.steps == []
    finally:
        window.close()


def test_after_a_normal_end_nobody_speaks_of_a_crash(
    no_engine: None, qtbot: QtBot, tmp_path: Path, workspace_home: Path
) -> None:
    folder = write(tmp_path, "mugs")
    made = snapshot.save(open_catalog(folder))
    for again in (False, True):
        window = MainWindow(settings.load())
        qtbot.addWidget(window)
        window.show()
        with qtbot.waitSignal(window.session.catalog_changed, timeout=60_000):
            if again:
                window.restore()
            else:
                window.session.load_snapshot(made, str(folder))
        window.show_page("time")
        assert window.notices.shown() == []
        window.close()
    assert json.loads((workspace_home / "settings.json").read_text())["page"] == "time"


def test_a_second_window_does_not_take_the_first_for_a_crash(
    no_engine: None, qtbot: QtBot, tmp_path: Path, workspace_home: Path
) -> None:
    folder = write(tmp_path, "mugs")
    made = snapshot.save(open_catalog(folder))
    first = MainWindow(settings.load())
    qtbot.addWidget(first)
    first.show()
    with qtbot.waitSignal(first.session.catalog_changed, timeout=60_000):
        first.session.load_snapshot(made, str(folder))
    second = MainWindow(settings.load())
    qtbot.addWidget(second)
    second.show()
    with qtbot.waitSignal(second.session.catalog_changed, timeout=60_000):
        second.restore()
    assert second.notices.shown() == []
    second.close()
    first.close()


def test_while_a_catalog_is_on_its_way_pages_say_so(
    no_engine: None, qtbot: QtBot, tmp_path: Path, workspace_home: Path
) -> None:
    folder = write(tmp_path, "mugs")
    window = MainWindow(settings.load())
    qtbot.addWidget(window)
    window.show()
    for key in ("features", "training", "attention", "recommend", "time", "space", "alignment"):
        window.show_page(key)
        assert "mugs" not in visible_text(window.page(key))
    with qtbot.waitSignal(window.session.catalog_changed, timeout=60_000):
        window.session.open_path(folder)
        for key in ("features", "training", "attention", "recommend", "time", "space", "alignment"):
            window.show_page(key)
            assert "Opening mugs" in visible_text(window.page(key)), key
    window.show_page("training")
    assert "mugs" not in visible_text(window.page("training"))
    window.close()


def test_closing_asks_for_whatever_a_person_asked_for(
    no_engine: None, qtbot: QtBot, workspace_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not for scans, which the window starts by itself."""
    monkeypatch.setattr("gui.state.jobs.Job.start", lambda _job: None)
    monkeypatch.setattr("gui.shell.main_window._offscreen", lambda: False)
    asked: list[str] = []

    def answer(_parent: object, _title: str, text: str, *_buttons: object) -> object:
        asked.append(text)
        return QMessageBox.StandardButton.Cancel

    monkeypatch.setattr("gui.shell.main_window.QMessageBox.question", answer)
    window = MainWindow(settings.load())
    qtbot.addWidget(window)
    window.show()
    jobs = window.session.jobs
    scan = jobs.start(TIME_SCAN, ScanSpec(catalog="c"), "Comparing tracks")
    on = {"catalog": "c", "features": "f"}
    started = [
        jobs.start(SEARCH, SearchSpec(**on), "Searching"),
        jobs.start(SAMPLE, SampleSpec(field="shop"), "Making the shop sample"),
        jobs.start(BENCHMARK, Nothing(), "Benchmark"),
        jobs.start(TRAIN, TrainSpec(**on), "Training"),
    ]
    assert not window.close()
    assert all(job.title in asked[0] for job in started)
    assert scan.title not in asked[0]
    for job in started:
        job.receive(Finished(job=job.id, outcome="cancelled"))
    assert window.close()
    assert len(asked) == 1
