"""A line to find one of very many things by typing: suggestions come from a thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from gui.background import Background

#: Text -> [(words to show, row)], at most a dozen. Runs in a thread.
Search = Callable[[str], list[tuple[str, int]]]
SUGGESTIONS = 12
TYPING_MS = 100
ROW_ROLE = Qt.ItemDataRole.UserRole + 1


class LookUp(QLineEdit):
    """Type, see what fits, choose with mouse or Return.

    Signals:
        chosen: row of the chosen suggestion.
        missed: text that fits nothing, after Return.
    """

    chosen = Signal(int)
    missed = Signal(str)

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._search: Search | None = None
        self._asked = 0
        self._wait_for_return = False
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setClearButtonEnabled(True)
        self._model = QStandardItemModel(self)
        completer = QCompleter(self._model, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(SUGGESTIONS)
        self.setCompleter(completer)
        # The overload with a QModelIndex; its stub knows no overloads.
        activated: Any = completer.activated
        activated[QModelIndex].connect(self._activated)
        self._background = Background(threads=1, limit=1, parent=self)
        self._background.done.connect(self._found)
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typing.timeout.connect(self._start)
        self.textEdited.connect(self._edited)
        self.returnPressed.connect(self._returned)

    def set_search(self, search: Search) -> None:
        """What to search in."""
        self._search = search
        self.clear()
        self._model.clear()

    def _edited(self) -> None:
        self._typing.start()

    def _start(self) -> None:
        text = self.text().strip()
        if self._search is None or not text:
            self._model.clear()
            return
        self._asked += 1
        search = self._search
        self._background.submit(self._asked, lambda: search(text))

    def _found(self, key: int, result: object) -> None:
        if key != self._asked or not isinstance(result, list):
            return
        self._model.clear()
        for words, row in result[:SUGGESTIONS]:
            item = QStandardItem(words)
            item.setData(row, ROW_ROLE)
            self._model.appendRow(item)
        if self._wait_for_return:
            self._wait_for_return = False
            if self._model.rowCount():
                self._choose(int(self._model.item(0).data(ROW_ROLE)))
            else:
                self.missed.emit(self.text().strip())
        elif self.hasFocus():
            self.completer().complete()

    def _returned(self) -> None:
        popup = self.completer().popup()
        if self.text().strip() and not (popup is not None and popup.isVisible()):
            self._typing.stop()
            self._wait_for_return = True
            self._start()

    def _activated(self, index: QModelIndex) -> None:
        row = index.data(ROW_ROLE)
        if row is not None:
            self._choose(int(row))

    def _choose(self, row: int) -> None:
        # The completer writes its text after this signal; clear behind it.
        QTimer.singleShot(0, self.clear)
        self.chosen.emit(row)
