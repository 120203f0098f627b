"""What is written for others is asked for with what is open and looked at."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QSize, QUrl
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from core.contracts.job import Ended
from core.contracts.share import BUNDLE, PARTS, REPORT, Written
from core.share.page import Page, jpeg
from gui.shell import printing, sharing
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


def test_a_report_for_paper_becomes_a_pdf(
    window: MainWindow, started: list[Any], tmp_path: Path, qtbot: QtBot
) -> None:
    session = window.session
    session.catalog, session.snapshot = make(tmp_path), tmp_path
    window.sharing.write_paper(tmp_path / "mine.pdf")
    ((kind, spec, job),) = started
    assert (kind, spec.still) == (REPORT, True)
    pixel = Image.new("RGB", (8, 8), "red")
    page = Page("Squares & more", still=True)
    page.table(["metric", "value"], [("recall", 0.25)])
    page.live("cards", {"cards": [{"title": "<b>Red</b>", "source": jpeg(pixel), "lines": []}]})
    Path(spec.out).write_text(page.html(), encoding="utf-8")
    job.calls[0](Ended("done", Written(path=spec.out, size=1)))
    assert not Path(spec.out).exists()
    document = QPdfDocument(window)
    assert document.load(str(tmp_path / "mine.pdf")) is QPdfDocument.Error.None_
    told = document.getAllText(0).text()
    for words in ("Squares & more", "recall", "0.25", "<b>Red</b>"):
        assert words in told
    drawn = document.render(0, QSize(600, 850))
    colours = {drawn.pixelColor(x, y).name() for x in range(0, 600, 5) for y in range(0, 850, 5)}
    assert any(name.startswith("#fe") for name in colours)  # the picture is there
    assert f"Saved: {tmp_path / 'mine.pdf'}" in window.notices.shown()
    document.close()


def test_nothing_is_loaded_from_elsewhere_for_a_pdf(tmp_path: Path, qapp: Any) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    asked: list[str] = []
    document = printing._Document()
    for address in ((tmp_path / "secret.txt").as_uri(), "http://example.org/x.png"):
        asked.append(address)
        assert document.loadResource(2, QUrl(address)) is None
    assert len(asked) == 2
