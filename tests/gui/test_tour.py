"""The tour of `make run`, small: from an empty home to pictures of every page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.pages import entries
from gui.shell.main_window import MainWindow
from gui.tour import Tour


@pytest.mark.encoders
@pytest.mark.slow
@pytest.mark.timeout(600)
def test_the_whole_path(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    said: list[str] = []
    tour = Tour(window, tmp_path, said.append)
    results = tour.run("shop", 40, 60, {"epochs": 3})
    assert results["errors"] == []
    # A widget that is shown before it has a parent flashes as a window and takes the focus along.
    assert QApplication.activeWindow() is window
    for key in ("welcome", *(entry.key for entry in entries())):
        for theme in ("light", "dark"):
            picture = QImage(str(tmp_path / f"{key}-{theme}.png"))
            assert not picture.isNull(), key
            colours = {
                picture.pixel(x, y)
                for x in range(0, picture.width(), 7)
                for y in range(0, picture.height(), 7)
            }
            assert len(colours) > 20, f"{key} is nearly blank"
    assert results["catalog"]["items"] == 40
    attention: Any = window.page("attention")
    # The picture of the maps shows a word whose place is known.
    assert attention.view.pin.modality == "text"
    assert attention.view.pin.tokens
    summary = results["run"]["summary"]
    assert summary["epochs"] == 3
    assert set(summary["baselines"]) >= {"popularity", "random"}
    assert results["device"]
