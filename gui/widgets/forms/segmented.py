"""A few exclusive choices side by side, as buttons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QPushButton, QWidget


class Segmented(QWidget):
    """Choices (value, name, tooltip).

    Signals:
        chosen: the value the user chose; not sent by `set_value`.
    """

    chosen = Signal(object)

    def __init__(
        self, choices: Sequence[tuple[Any, str, str]], name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        self._group = QButtonGroup(self)
        self._values = [value for value, _, _ in choices]
        for number, (_, text, tip) in enumerate(choices):
            button = QPushButton(text)
            button.setCheckable(True)
            button.setToolTip(tip)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._group.addButton(button, number)
            row.addWidget(button)
        if self._values:
            self._group.button(0).setChecked(True)
        self._group.buttonClicked.connect(self._clicked)

    @property
    def value(self) -> Any:
        """The chosen value."""
        return self._values[self._group.checkedId()]

    def set_value(self, value: Any) -> None:
        """Choose without telling."""
        self._group.button(self._values.index(value)).setChecked(True)

    def button(self, value: Any) -> QAbstractButton:
        """The button of a value."""
        return self._group.button(self._values.index(value))

    def _clicked(self, _button: QAbstractButton) -> None:
        self.chosen.emit(self.value)
