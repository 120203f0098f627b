"""Where cyclic garbage dies."""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy
from pytestqt.qtbot import QtBot

from gui.garbage import Collector


class Knot:
    """Holds itself, so that only the collector can end it."""

    def __init__(self, ended: list[threading.Thread]) -> None:
        self.itself = self
        self.ended = ended

    def __del__(self) -> None:
        self.ended.append(threading.current_thread())


def churn(kept: list[list[int]]) -> None:
    """Far more allocations than the interpreter waits for."""
    kept += [[number] for number in range(20 * gc.get_threshold()[0])]


def test_garbage_dies_in_the_windows_thread(qtbot: QtBot, collector: Collector) -> None:
    ended: list[threading.Thread] = []
    Knot(ended)
    kept: list[list[int]] = []
    thread = threading.Thread(target=churn, args=(kept,))
    thread.start()
    thread.join()
    assert ended == []
    qtbot.waitUntil(lambda: bool(ended))
    assert ended == [threading.main_thread()]


def test_without_it_garbage_dies_anywhere(collector: Collector) -> None:
    """What the collector is for: the interpreter ends it in the thread that allocates."""
    ended: list[threading.Thread] = []
    Knot(ended)
    gc.enable()
    try:
        thread = threading.Thread(target=churn, args=([],))
        thread.start()
        thread.join()
    finally:
        gc.disable()
    assert ended == [thread]


def test_nothing_due_is_nothing_done(collector: Collector) -> None:
    gc.collect()
    runs = [generation["collections"] for generation in gc.get_stats()]
    collector.collect()
    assert [generation["collections"] for generation in gc.get_stats()] == runs


def test_nothing_is_kept_of_enumerations_that_qt_is_given(
    qtbot: QtBot, collector: Collector
) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    setters: list[Callable[[], None]] = [
        lambda: label.setTextFormat(Qt.TextFormat.PlainText),
        lambda: label.setFocusPolicy(Qt.FocusPolicy.NoFocus),
        lambda: label.setAlignment(Qt.AlignmentFlag.AlignTop),
        lambda: label.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu),
        lambda: label.setLayoutDirection(Qt.LayoutDirection.LeftToRight),
        lambda: label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed),
    ]

    def give() -> None:
        beside = []  # among other work: each string lies elsewhere
        for number in range(1000):
            for setter in setters:
                setter()
            beside.append(f"{number:05}")

    give()
    gc.collect()
    sys._clear_type_cache()
    before = sys.getallocatedblocks()
    give()
    collector.collect_all()
    assert sys.getallocatedblocks() - before < 200
