"""One field of a typed configuration as a widget."""

from __future__ import annotations

import types
from typing import Any, Literal, Union, get_args, get_origin

from annotated_types import Ge, Gt, Le, Lt
from pydantic.fields import FieldInfo
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSpinBox, QWidget

from gui.widgets.forms.field_text import as_text, tooltip

#: Qt makes room for the longest number and choice; in a narrow form they need less.
NARROWEST = 72


class FieldEditor(QObject):
    """One field's widget with a value that reads and writes plain JSON.

    Signals:
        changed: the user changed the value.
    """

    changed = Signal()

    def __init__(self, field: FieldInfo, parent: QObject) -> None:
        super().__init__(parent)
        inner, self._optional = _strip_optional(field.annotation)
        self._kind = inner
        self.widget: QWidget
        if get_origin(inner) is Literal:
            combo = QComboBox()
            combo.addItems([str(choice) for choice in get_args(inner)])
            combo.currentIndexChanged.connect(self._emit)
            self.widget = combo
        elif inner is bool:
            box = QCheckBox()
            box.toggled.connect(self._emit)
            self.widget = box
        elif inner is int and not self._optional:
            spin = QSpinBox()
            low, high = _bounds(field)
            spin.setRange(int(low if low is not None else -(2**31)), _top(high))
            spin.setGroupSeparatorShown(True)
            spin.valueChanged.connect(self._emit)
            self.widget = spin
        elif field.examples:
            combo = QComboBox()
            combo.setEditable(True)
            combo.addItems([str(example) for example in field.examples])
            combo.currentTextChanged.connect(self._emit)
            self.widget = combo
        else:
            # Numbers such as 1e-3 and lists read best as text; pydantic checks them.
            line = QLineEdit()
            line.textEdited.connect(self._emit)
            self.widget = line
        self.widget.setMinimumWidth(NARROWEST)
        self.widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.widget.setToolTip(tooltip(field))

    def set_name(self, title: str) -> None:
        """What a screen reader calls the field."""
        self.widget.setAccessibleName(title)
        if isinstance(self.widget, QComboBox) and (line := self.widget.lineEdit()) is not None:
            line.setAccessibleName(title)
            line.setToolTip(self.widget.toolTip())

    def set_wrong(self, wrong: bool) -> None:
        """Frame the field while its value is not possible."""
        if bool(self.widget.property("wrong")) != wrong:
            self.widget.setProperty("wrong", wrong)
            self.widget.style().unpolish(self.widget)
            self.widget.style().polish(self.widget)

    def _emit(self, _value: object = None) -> None:
        self.changed.emit()

    def value(self) -> Any:
        """What the user entered, as JSON."""
        match self.widget:
            case QComboBox() if self.widget.isEditable():
                return self.widget.currentText().strip()
            case QComboBox():
                return get_args(self._kind)[self.widget.currentIndex()]
            case QCheckBox():
                return self.widget.isChecked()
            case QSpinBox():
                return self.widget.value()
            case QLineEdit():
                return self._parse(self.widget.text().strip())
        raise AssertionError(self.widget)

    def _parse(self, text: str) -> Any:
        if self._optional and text in ("", "none"):
            return None
        parts = [part.strip() for part in text.split(",") if part.strip()]
        if get_origin(self._kind) in (tuple, list):
            return parts
        if get_origin(self._kind) is dict:
            pairs = (part.partition("=") for part in parts)
            return {name.strip(): value.strip() for name, _, value in pairs}
        return text

    def set_value(self, value: Any) -> None:
        """Show a value."""
        blocked = self.widget.blockSignals(True)
        match self.widget:
            case QComboBox() if self.widget.isEditable():
                self.widget.setCurrentText(value)
            case QComboBox():
                self.widget.setCurrentIndex(get_args(self._kind).index(value))
            case QCheckBox():
                self.widget.setChecked(bool(value))
            case QSpinBox():
                self.widget.setValue(int(value))
            case QLineEdit():
                self.widget.setText(as_text(value))
        self.widget.blockSignals(blocked)

    def differs(self, value: Any) -> bool:
        """Whether the widget shows something else than this value."""
        mine = self.value()
        if not isinstance(self.widget, QLineEdit):
            return bool(mine != value)
        try:
            return float(self.widget.text()) != float(as_text(value))
        except ValueError:
            return self.widget.text().strip() != as_text(value)


def _strip_optional(annotation: Any) -> tuple[Any, bool]:
    if get_origin(annotation) in (Union, types.UnionType):
        parts = [part for part in get_args(annotation) if part is not type(None)]
        return parts[0], len(parts) < len(get_args(annotation))
    return annotation, False


def _bounds(field: FieldInfo) -> tuple[float | None, float | None]:
    low: Any = None
    high: Any = None
    for rule in field.metadata:
        match rule:
            case Ge(ge=bound):
                low = bound
            case Gt(gt=bound):
                low = bound + 1  # type: ignore[operator]  # only asked for whole numbers
            case Le(le=bound):
                high = bound
            case Lt(lt=bound):
                high = bound - 1  # type: ignore[operator]  # only asked for whole numbers
    return low, high


def _top(high: float | None) -> int:
    return int(min(high, 2**31 - 1)) if high is not None else 2**31 - 1
