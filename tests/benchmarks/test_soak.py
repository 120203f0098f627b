"""Growth is told from noise, and reading keeps nothing itself."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from benchmarks.soak import MEASURES, run, slope
from benchmarks.soaking import objects

PAGES = 50.0 * np.arange(240)
BLOCKS = [*MEASURES].index("Python blocks")


@pytest.mark.parametrize("leak", [0.0, 4.0])
def test_a_planted_leak_is_within_its_interval(leak: float) -> None:
    noise = np.random.default_rng(0).normal(0, 2, len(PAGES))
    grown, low, high = slope(PAGES, 300 + leak * PAGES / 1000 + noise)
    assert low < grown < high
    assert low < leak < high
    assert (low > 0) == (leak > 0)


def kept(act: Callable[[], object], times: int = 200) -> float:
    """Blocks of Python that stay, each time."""
    for _ in range(20):
        act()
    gc.collect()
    sys._clear_type_cache()
    before = sys.getallocatedblocks()
    for _ in range(times):
        act()
    gc.collect()
    sys._clear_type_cache()
    return (sys.getallocatedblocks() - before) / times


def test_counting_qts_objects_keeps_none(qtbot: QtBot) -> None:
    top = QWidget()
    qtbot.addWidget(top)

    def shown(look: Callable[[], object]) -> None:
        area = QScrollArea(top)  # whose viewport and scroll bars Qt makes
        look()
        area.setParent(None)
        del area

    assert kept(lambda: shown(lambda: None)) < 1
    assert kept(lambda: shown(lambda: objects([top]))) < 1
    # What it is not done by.
    assert kept(lambda: shown(lambda: top.findChildren(QObject))) > 3
    area = QScrollArea(top)
    assert objects([top]) == 1 + len(top.findChildren(QObject)) > 5
    assert objects([top, area]) == objects([top]) + objects([area])


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_pages_keep_nothing_of_items_that_were_shown(tmp_path: Path) -> None:
    """Once all pages have shown all items, showing them again leaves no block of Python behind."""
    items, rounds = 20, 4
    into, home = tmp_path / "readings.jsonl", str(tmp_path / "home")
    readings = run(into, home, pages=rounds * items, items=items)
    assert list(readings[:, 1]) == [*range(0, rounds * items + 1, items)]
    blocks = readings[:, 2 + BLOCKS]
    assert (blocks[-1] - blocks[-3]) / (2 * items) < 0.25
