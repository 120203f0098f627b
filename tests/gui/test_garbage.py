"""Where cyclic garbage dies."""

from __future__ import annotations

import gc
import threading

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
