"""Eyes and hands of a person at the real window."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, QPointF, Qt
from PySide6.QtWidgets import QAbstractItemView, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from gui.shell.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier


class Hands:
    """Clicks real widgets and waits for what the engine answers."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self.qtbot, self.session = window, qtbot, window.session

    def wait(self, until: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(until, timeout=60_000)

    def answered(self) -> None:
        self.wait(lambda: self.session.engine.idle)

    def click(
        self, widget: QWidget, place: QPointF | QPoint | None = None, *, add: bool = False
    ) -> None:
        point = widget.rect().center() if place is None else QPointF(place).toPoint()
        keys = SHIFT if add else Qt.KeyboardModifier.NoModifier
        self.qtbot.mouseMove(widget, point)
        self.qtbot.mouseClick(widget, LEFT, keys, point)

    def click_index(self, view: QAbstractItemView, index: QModelIndex) -> None:
        view.scrollTo(index)
        self.click(view.viewport(), view.visualRect(index).center())

    def click_tab(self, tabs: QTabWidget, page: QWidget) -> None:
        bar = tabs.tabBar()
        self.click(bar, bar.tabRect(tabs.indexOf(page)).center())
        assert tabs.currentWidget() is page

    def press(self, widget: QWidget, key: Qt.Key) -> None:
        self.qtbot.keyClick(widget, key)

    def choose(self, box: Any, data: object) -> None:
        box.setCurrentIndex(box.findData(data))

    def open(self, path: Path) -> Any:
        """Open a catalog and return the Catalog page's view of it."""
        with self.qtbot.waitSignal(self.session.catalog_changed, timeout=60_000):
            self.session.open_path(path)
        page: Any = self.window.page("catalog")
        return page.opened


def rows_of(path: Path) -> list[dict[str, str]]:
    """A CSV file as it is."""
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))
