"""Leak checks: no worker process, thread or window may outlive the test that made it."""

from __future__ import annotations

from collections.abc import Iterator

import psutil
import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui import theme
from gui.main_window import MainWindow
from gui.session import Session
from gui.settings import Settings


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


def visible_text(widget: QWidget) -> str:
    """All text a person sees in a widget, for assertions on what is said."""
    from PySide6.QtWidgets import QAbstractButton, QLabel

    labels = [child.text() for child in widget.findChildren(QLabel) if child.isVisible()]
    buttons = [child.text() for child in widget.findChildren(QAbstractButton) if child.isVisible()]
    return "\n".join(labels + buttons)
