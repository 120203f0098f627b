"""A form made from a typed configuration: names, ranges and explanations come from its fields."""

from __future__ import annotations

import types
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import Ge, Gt, Le, Lt
from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QFrame,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)


class WheelGuard(QObject):
    """Scrolling the form must never change a value under the pointer."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        wheel = event.type() == QEvent.Type.Wheel
        if wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)


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
        else:
            # Numbers such as 1e-3 and lists read best as text; pydantic checks them.
            line = QLineEdit()
            line.textEdited.connect(self._emit)
            self.widget = line
        self.widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _emit(self, _value: object = None) -> None:
        self.changed.emit()

    def value(self) -> Any:
        """What the user entered, as JSON."""
        match self.widget:
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
            case QComboBox():
                self.widget.setCurrentIndex(get_args(self._kind).index(value))
            case QCheckBox():
                self.widget.setChecked(bool(value))
            case QSpinBox():
                self.widget.setValue(int(value))
            case QLineEdit():
                self.widget.setText(_as_text(value))
        self.widget.blockSignals(blocked)


class ModelForm(QWidget):
    """All fields of one pydantic model; nested models indent, unions choose by their `kind`.

    Signals:
        changed: some value changed.
    """

    changed = Signal()

    def __init__(self, model: type[BaseModel], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._guard = WheelGuard(self)
        self._layout = QFormLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setVerticalSpacing(6)
        self._layout.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        self._layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._parts: dict[str, FieldEditor | ModelForm | UnionForm] = {}
        for name, field in model.model_fields.items():
            if not _is_tag(field):
                self._add(name, field)

    def _add(self, name: str, field: FieldInfo) -> None:
        title = field.title or name.replace("_", " ")
        choices = _models(field.annotation)
        part: FieldEditor | ModelForm | UnionForm
        if choices:
            part = ModelForm(choices[0]) if len(choices) == 1 else UnionForm(choices)
            frame = QFrame()
            frame.setProperty("role", "card")
            inside = QVBoxLayout(frame)
            inside.setContentsMargins(10, 6, 10, 8)
            from gui.page import label

            heading = label(title, "heading")
            heading.setToolTip(field.description or "")
            inside.addWidget(heading)
            inside.addWidget(part)
            self._layout.addRow(frame)
        else:
            part = FieldEditor(field, self)
            part.widget.installEventFilter(self._guard)
            part.widget.setToolTip(field.description or "")
            part.widget.setAccessibleName(title)
            self._layout.addRow(title, part.widget)
            name_label = self._layout.labelForField(part.widget)
            if name_label is not None:
                name_label.setToolTip(field.description or "")
        part.changed.connect(self.changed)
        self._parts[name] = part

    def value(self) -> dict[str, Any]:
        """The values as plain JSON, not yet checked."""
        tags = {
            name: field.default
            for name, field in self._model.model_fields.items()
            if _is_tag(field)
        }
        return {**tags, **{name: part.value() for name, part in self._parts.items()}}

    def set_value(self, value: dict[str, Any]) -> None:
        """Show the values of a configuration (its `model_dump`)."""
        for name, part in self._parts.items():
            if name in value:
                part.set_value(value[name])

    def errors(self) -> dict[str, str]:
        """What is wrong, by dotted field name; empty if all is well."""
        try:
            self._model.model_validate(self.value())
        except ValidationError as error:
            return {
                ".".join(str(part) for part in entry["loc"]): entry["msg"]
                for entry in error.errors()
            }
        return {}


class UnionForm(QWidget):
    """A choice between models told apart by `kind`."""

    changed = Signal()

    def __init__(self, models: list[type[BaseModel]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._models = {str(model.model_fields["kind"].default): model for model in models}
        self._forms: dict[str, ModelForm] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._choice = QComboBox()
        self._choice.addItems(list(self._models))
        self._choice.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._guard = WheelGuard(self)
        self._choice.installEventFilter(self._guard)
        self._choice.currentTextChanged.connect(self._chosen)
        self._layout.addWidget(self._choice)
        self._show(self._choice.currentText())

    def _chosen(self, kind: str) -> None:
        self._show(kind)
        self.changed.emit()

    def _show(self, kind: str) -> None:
        if kind not in self._forms:
            form = ModelForm(self._models[kind])
            form.set_value(self._models[kind]().model_dump(mode="json"))
            form.changed.connect(self.changed)
            self._forms[kind] = form
            self._layout.addWidget(form)
        for name, form in self._forms.items():
            form.setVisible(name == kind)

    def value(self) -> dict[str, Any]:
        """The chosen model's values."""
        return self._forms[self._choice.currentText()].value()

    def set_value(self, value: dict[str, Any]) -> None:
        """Choose by `kind` and show the values."""
        blocked = self._choice.blockSignals(True)
        self._choice.setCurrentText(value["kind"])
        self._choice.blockSignals(blocked)
        self._show(value["kind"])
        self._forms[value["kind"]].set_value(value)


def _is_tag(field: FieldInfo) -> bool:
    """Whether a field only names its model in a union: nothing to choose."""
    return get_origin(field.annotation) is Literal and len(get_args(field.annotation)) == 1


def _as_text(value: Any) -> str:
    """How a value reads in a line: numbers shortest, lists and maps with commas."""
    match value:
        case None:
            return ""
        case list() | tuple():
            return ", ".join(_as_text(part) for part in value)
        case dict():
            return ", ".join(f"{name}={_as_text(part)}" for name, part in value.items())
        case _:
            return str(value)


def _models(annotation: Any) -> list[type[BaseModel]]:
    """The pydantic models in an annotation, empty if it is a plain value."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _models(get_args(annotation)[0])
    if origin in (Union, types.UnionType):
        return [model for part in get_args(annotation) for model in _models(part)]
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return []


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
