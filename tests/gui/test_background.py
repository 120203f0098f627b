"""Work off the event loop: its results come home, or nowhere if home is gone."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from gui.background import Background


def test_results_come_in_the_thread_of_the_window(qtbot: QtBot) -> None:
    background, came = Background(), []
    background.done.connect(lambda *told: came.append((*told, threading.current_thread())))
    background.submit("a", lambda: 1)
    background.submit("b", lambda: 1 // 0)
    qtbot.waitUntil(lambda: len(came) == 2)
    found = {key: (result, thread) for key, result, thread in came}
    assert found["a"] == (1, threading.main_thread())
    assert isinstance(found["b"][0], ZeroDivisionError)


def test_what_ends_after_the_window_is_told_to_nobody(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A thread that emits of an object that is being deleted takes the process along."""
    failed: list[object] = []
    monkeypatch.setattr(threading, "excepthook", failed.append)
    home, go = QObject(), threading.Event()
    background, came = Background(1, 200, home), []
    background.done.connect(lambda *told: came.append(told))
    background.submit("never begun", lambda: came.append("begun") if go.is_set() else None)
    background.submit("slow", lambda: go.wait(10))
    delete(home)
    go.set()
    qtbot.waitUntil(lambda: not background._running)
    assert not failed
    assert not [one for one in came if one != "begun"]


def test_windows_may_end_while_threads_tell(qtbot: QtBot) -> None:
    for turn in range(150):
        home = QObject()
        background = Background(2, 200, home)
        for key in range(20):
            background.submit(key, lambda: None)
        qtbot.wait(turn % 2)
        delete(home)
