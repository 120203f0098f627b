"""Leak checks: no worker process, thread or window may outlive the test that made it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import psutil
import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui import theme
from gui.garbage import Collector
from gui.page import Page
from gui.session import Session
from gui.settings import Settings
from gui.shell.main_window import MainWindow
from tests.gui.catalogs import DirectEngine, group_log


@pytest.fixture(scope="session", autouse=True)
def collector(qapp: QApplication) -> Iterator[Collector]:
    """Garbage is collected as in the window: no page of a former test dies in a thread."""
    made = Collector()
    yield made
    made.stop()


@pytest.fixture(autouse=True)
def nothing_left(qapp: QApplication) -> Iterator[None]:
    """Fail a test that leaves processes, top-level widgets or pool threads behind."""
    before = {id(widget) for widget in QApplication.topLevelWidgets()}
    children = {process.pid for process in psutil.Process().children(recursive=True)}
    yield
    for _ in range(5):
        qapp.sendPostedEvents(None, 52)  # DeferredDelete
        qapp.processEvents()
    assert QThreadPool.globalInstance().waitForDone(5000), "a pool thread is still busy"
    left = [
        widget
        for widget in QApplication.topLevelWidgets()
        if id(widget) not in before and widget.isVisible()
    ]
    assert not left, f"windows left open: {left}"
    alive = [
        process
        for process in psutil.Process().children(recursive=True)
        if process.pid not in children and process.status() != psutil.STATUS_ZOMBIE
    ]
    assert not alive, f"processes left running: {alive}"


@pytest.fixture
def session(qtbot: QtBot) -> Iterator[Session]:
    """A session whose engine is never started by itself."""
    made = Session()
    yield made
    made.close()


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> Iterator[MainWindow]:
    """The real window with its real engine."""
    theme.apply(qapp, theme.LIGHT)
    made = MainWindow(Settings(theme="light"))
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


@pytest.fixture
def engine(session: Session, monkeypatch: pytest.MonkeyPatch) -> DirectEngine:
    """Questions of the session are answered in this process, by the real queries."""
    made = DirectEngine(session)
    monkeypatch.setattr(session, "ask", made.ask)
    return made


@pytest.fixture
def mmrec_folder(tmp_path: Path) -> Path:
    """300 users, 60 items, features that say which group an item is in."""
    return group_log(tmp_path / "groups")


Kind = TypeVar("Kind", bound=Page)


@contextmanager
def in_window(qtbot: QtBot, page: Kind) -> Iterator[Kind]:
    """A page as large as the window, closed in the end."""
    qtbot.addWidget(page)
    page.resize(1280, 800)
    page.show()
    yield page
    page.close()


Opening = Callable[[type[Kind]], Kind]


@pytest.fixture
def opening(
    session: Session, engine: DirectEngine, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Opening[Any]:
    """Opens a page on the session's catalog, without scanning it; again for another window."""
    monkeypatch.setattr(session.scans, "start", lambda key: None)
    # Held, for qtbot does not.
    pages: list[Page] = []

    def open_page(kind: type[Kind]) -> Kind:
        page = kind(session)
        qtbot.addWidget(page)
        page.resize(1060, 700)
        page.show()
        session.catalog_changed.emit()
        pages.append(page)
        return page

    return open_page


def visible_text(widget: QWidget) -> str:
    """All text a person sees in a widget, for assertions on what is said."""
    from PySide6.QtWidgets import QAbstractButton, QLabel

    labels = [child.text() for child in widget.findChildren(QLabel) if child.isVisible()]
    buttons = [child.text() for child in widget.findChildren(QAbstractButton) if child.isVisible()]
    return "\n".join(labels + buttons)
