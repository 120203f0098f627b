"""What is written for others is asked for with what is open and looked at."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from core.contracts.job import Ended
from core.contracts.share import BUNDLE, PARTS, REPORT, Written
from gui.shell import sharing
from gui.shell.main_window import MainWindow
from tests.gui.catalogs import make


class Started:
    """Stands for the job, whose end the test tells."""

    def __init__(self) -> None:
        self.finished, self.failed = self, self
        self.calls: list[Any] = []

    def connect(self, slot: Any) -> None:
        self.calls.append(slot)


@pytest.fixture
def started(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    made: list[Any] = []

    def start(kind: Any, spec: Any, _title: str) -> Started:
        job = Started()
        made.append((kind, spec, job))
        return job

    monkeypatch.setattr(window.session.jobs, "start", start)
    return made


def test_every_part_of_a_report_is_on_a_page(window: MainWindow) -> None:
    assert {part for parts in sharing.PARTS.values() for part in parts} == set(PARTS)
    assert sharing.PARTS.keys() < window._entries.keys()


def test_without_a_catalog_there_is_nothing_to_send(
    window: MainWindow, started: list[Any], qtbot: QtBot
) -> None:
    window.sharing.report()
    qtbot.waitUntil(lambda: window.notices.shown() == ["Open a catalog first."])
    assert not started


def test_a_page_a_report_and_a_bundle(
    window: MainWindow,
    started: list[Any],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    session = window.session
    session.catalog, session.snapshot = make(tmp_path), tmp_path
    session.source = str(tmp_path / "shelf.csv")
    session.select_item(2)
    asked: list[str] = []

    def answer(_parent: Any, _title: str, proposed: str, _kind: str) -> tuple[str, str]:
        asked.append(Path(proposed).name)
        return str(tmp_path / proposed), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    window.save_page()
    window.sharing.report()
    window.sharing.bundle()
    assert asked == ["triptych-catalog.html", "shelf-report.html", "shelf.triptych"]
    (page, report, bundle) = started
    assert [kind for kind, _, _ in started] == [REPORT, REPORT, BUNDLE]
    assert page[1].parts == ("catalog",)
    assert base64.b64decode(page[1].picture).startswith(b"\x89PNG")
    assert (report[1].parts, report[1].picture) == (PARTS, None)
    for _, spec, _ in started:
        assert (spec.catalog, spec.items, spec.users) == (str(tmp_path), (2,), ())
    done = Ended("done", Written(path=str(tmp_path / "shelf.triptych"), size=1))
    bundle[2].calls[0](done)
    qtbot.waitUntil(lambda: window.notices.shown() == [f"Saved: {tmp_path / 'shelf.triptych'}"])
    session.catalog = None
