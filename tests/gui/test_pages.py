"""A page is one package: everything else follows from its entry."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui import pages, theme
from gui.session import Session
from gui.settings import Settings
from gui.shell.main_window import MainWindow
from gui.shell.navigation import StageButton
from gui.tour import Tour
from tests.gui.catalogs import make

MORE = Path(__file__).parent / "more_pages"


@pytest.fixture
def another(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """One more package among the pages."""
    monkeypatch.setattr(pages, "__path__", [*pages.__path__, str(MORE)])
    yield
    for name in [name for name in sys.modules if name.startswith("gui.pages.greeting")]:
        del sys.modules[name]


def test_the_pages_are_in_the_order_of_the_flow() -> None:
    keys = [entry.key for entry in pages.entries()]
    flow = ["catalog", "time", "space", "features", "alignment", "training", "attention"]
    assert keys == [*flow, "recommend", "inside", "benchmark"]


@pytest.mark.parametrize("entry", pages.entries(), ids=lambda entry: entry.key)
def test_entry_and_page_agree(entry: pages.PageEntry) -> None:
    page = entry.load()
    assert (page.key, page.title) == (entry.key, entry.title)


def test_a_package_more_is_a_page_more(
    another: None,
    qtbot: QtBot,
    qapp: QApplication,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("gui.engine.Engine.start", lambda _engine: None)
    theme.apply(qapp, theme.LIGHT)
    window = MainWindow(Settings(theme="light"))
    qtbot.addWidget(window)
    window.show()
    assert "gui.pages.greeting.page" not in sys.modules  # not before it is shown

    texts = [button.text() for button in window.navigation.findChildren(StageButton)]
    assert texts[1:4] == ["Time sync", "Greeting", "Spatial alignment"]

    command = next(one for one in window.actions() if one.text() == "Go to Greeting")
    command.trigger()
    assert window.current_key == "greeting"
    assert window.stack.currentWidget() is window.page("greeting")

    button = window.navigation.findChildren(StageButton)[2]
    session: Session = window.session
    session.catalog = make(tmp_path)
    session.catalog_changed.emit()
    assert "train a model first" in button.toolTip()

    tour = Tour(window, tmp_path, lambda _said: None)
    assert tour.after_training() == ["greeting", "alignment", "attention", "recommend"]
    window.close()
