"""One wording of progress, for every state a job can report."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QProgressBar
from pytestqt.qtbot import QtBot

from core.worker.messages import Progress
from gui.widgets.status.progress import STEPS, duration, numbers, paused, set_bar


def said(**fields: object) -> Progress:
    return Progress.model_validate({"job": "j", "stage": "reading", "done": 0, **fields})


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({}, ""),
        ({"done": 1200, "unit": "rows"}, "1,200 rows"),
        ({"done": 60, "total": 240, "unit": "items"}, "60 / 240 items"),
        (
            {"done": 60, "total": 240, "unit": "items", "rate": 1234.5, "eta": 65},
            "60 / 240 items  ·  1,234 items/s  ·  1 min 05 s left",
        ),
        (
            {"done": 1, "total": 4, "unit": "epochs", "rate": 0.25, "eta": 0},
            "1 / 4 epochs  ·  0.2 epochs/s  ·  0 s left",
        ),
    ],
)
def test_numbers_say_what_is_known_and_no_more(fields: dict[str, object], text: str) -> None:
    assert numbers(said(**fields)) == text


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"done": 120, "total": 350, "unit": "MB", "rate": 9, "eta": 3},
         "paused at 34 %, 120 of 350 MB"),
        ({"done": 2000, "total": 1000}, "paused at 100 %, 2,000 of 1,000"),
        ({"done": 7, "unit": "rows", "rate": 9}, "paused"),
    ],
)  # fmt: skip
def test_what_is_paused_has_no_rate(fields: dict[str, object], text: str) -> None:
    assert paused(said(**fields)) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.4, "0 s"), (59.6, "1 min 00 s"), (3599, "59 min 59 s"), (7800, "2 h 10 min")],
)
def test_duration(seconds: float, text: str) -> None:
    assert duration(seconds) == text


def test_the_bar_follows_and_moves_to_and_fro_without_an_end(qtbot: QtBot) -> None:
    bar = QProgressBar()
    qtbot.addWidget(bar)
    set_bar(bar, said(done=60, total=240))
    assert bar.value() / STEPS == 0.25
    set_bar(bar, said(done=300, total=240))
    assert bar.value() == bar.maximum() == STEPS
    set_bar(bar, said(done=7))
    assert (bar.minimum(), bar.maximum()) == (0, 0)
