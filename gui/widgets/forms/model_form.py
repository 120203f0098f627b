"""A form made from a typed configuration: names, ranges and explanations come from its fields."""

from __future__ import annotations

import types
from collections.abc import Collection, Sequence
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from gui.translation import told
from gui.widgets.forms.field_editor import NARROWEST, FieldEditor
from gui.widgets.forms.field_text import tooltip, wrong
from gui.widgets.layout.basic import Label, label

#: Where a value stands in a configuration, as pydantic tells it.
Place = tuple[int | str, ...]
#: Stands before the name of a setting that is not as in the reference.
CHANGED = "● "


class WheelGuard(QObject):
    """Scrolling the form must never change a value under the pointer."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        wheel = event.type() == QEvent.Type.Wheel
        if wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)


class ModelForm(QWidget):
    """All fields of one pydantic model; nested models indent, unions choose by their `kind`.

    Fields named in `advanced` are hidden until `show_advanced`, unless they were changed; those in
    `first` stand before all others.

    Signals:
        changed: some value changed.
    """

    changed = Signal()

    def __init__(
        self,
        model: type[BaseModel],
        advanced: Collection[str] = (),
        parent: QWidget | None = None,
        *,
        first: Sequence[str] = (),
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._advanced = advanced
        self._all = not advanced
        self._reference: dict[str, Any] = {}
        self._guard = WheelGuard(self)
        self._layout = QFormLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setVerticalSpacing(6)
        self._layout.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        self._layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._parts: dict[str, FieldEditor | ModelForm | UnionForm] = {}
        self._rows: dict[str, int] = {}
        self._titles: dict[str, str] = {}
        fields = model.model_fields
        for name in dict.fromkeys((*first, *fields)):
            if not _is_tag(fields[name]):
                self._add(name, fields[name])
        self._mark()

    def _add(self, name: str, field: FieldInfo) -> None:
        title = told(field.title or name.replace("_", " "))
        choices = _models(field.annotation)
        part: FieldEditor | ModelForm | UnionForm
        if choices:
            if len(choices) == 1:
                part = ModelForm(choices[0], self._advanced)
            else:
                part = UnionForm(choices, self._advanced)
            frame = QFrame()
            frame.setProperty("role", "card")
            inside = QVBoxLayout(frame)
            inside.setContentsMargins(10, 6, 10, 8)
            heading = label(title, "heading")
            heading.setToolTip(tooltip(field))
            inside.addWidget(heading)
            inside.addWidget(part)
            self._layout.addRow(frame)
        else:
            part = FieldEditor(field, self)
            part.widget.installEventFilter(self._guard)
            part.set_name(title)
            name_label = Label(title)
            name_label.setBuddy(part.widget)
            name_label.setToolTip(tooltip(field))
            self._layout.addRow(name_label, part.widget)
        self._rows[name] = self._layout.rowCount() - 1
        self._titles[name] = title
        part.changed.connect(self._changed)
        self._parts[name] = part

    def _changed(self) -> None:
        self._mark()
        self.changed.emit()

    def set_reference(self, value: dict[str, Any]) -> None:
        """Mark from now on what is not as in this configuration."""
        self._reference = value
        for name, part in self._parts.items():
            if not isinstance(part, FieldEditor) and name in value:
                part.set_reference(value[name])
        self._mark()

    def show_advanced(self, everything: bool) -> None:
        """Show all fields, or only the usual ones and those changed."""
        self._all = everything
        for part in self._parts.values():
            if not isinstance(part, FieldEditor):
                part.show_advanced(everything)
        self._mark()

    def differences(self) -> list[str]:
        """Dotted names of the fields that are not as in the reference."""
        found = []
        for name, part in self._parts.items():
            if isinstance(part, FieldEditor):
                if name in self._reference and part.differs(self._reference[name]):
                    found.append(name)
            else:
                found += [f"{name}.{inner}" for inner in part.differences()]
        return found

    def _mark(self) -> None:
        differing = set(self.differences())
        for name, part in self._parts.items():
            below = any(one.startswith(f"{name}.") for one in differing)
            shown = self._all or name not in self._advanced or name in differing or below
            self._layout.setRowVisible(self._rows[name], shown)
            if isinstance(part, FieldEditor):
                name_label = self._layout.labelForField(part.widget)
                if isinstance(name_label, QLabel):
                    mark = CHANGED if name in differing else ""
                    name_label.setText(mark + self._titles[name])

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
        self._mark()

    def errors(self) -> dict[str, str]:
        """What is wrong, by the names a person reads; empty if all is well. Marks the fields."""
        found: list[ErrorDetails] = []
        try:
            self._model.model_validate(self.value())
        except ValidationError as error:
            found = error.errors()
        self._mark_wrong([entry["loc"] for entry in found])
        return {self._name_of(entry["loc"]): wrong(entry) for entry in found}

    def _mark_wrong(self, places: Sequence[Place]) -> None:
        for name, part in self._parts.items():
            mine = [place[1:] for place in places if place[:1] == (name,)]
            match part:
                case FieldEditor():
                    part.set_wrong(bool(mine))
                case ModelForm():
                    part._mark_wrong(mine)
                case UnionForm():
                    part.mark_wrong(mine)

    def _name_of(self, place: Place) -> str:
        part = self._parts.get(str(place[0]))
        title = self._titles.get(str(place[0]), str(place[0]))
        match part:
            case ModelForm() if place[1:]:
                return f"{title}, {part._name_of(place[1:])}"
            case UnionForm() if place[2:]:  # the place names the chosen model
                return f"{title}, {part.form._name_of(place[2:])}"
        return title


class UnionForm(QWidget):
    """A choice between models told apart by `kind`."""

    changed = Signal()

    def __init__(
        self,
        models: list[type[BaseModel]],
        advanced: Collection[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._advanced = advanced
        self._all = not advanced
        self._reference: dict[str, Any] = {}
        self._models = {str(model.model_fields["kind"].default): model for model in models}
        self._forms: dict[str, ModelForm] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._choice = QComboBox()
        self._choice.addItems(list(self._models))
        self._choice.setMinimumWidth(NARROWEST)
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
            form = ModelForm(self._models[kind], self._advanced)
            form.set_value(self._models[kind]().model_dump(mode="json"))
            form.show_advanced(self._all)
            form.set_reference(self._reference_of(kind))
            form.changed.connect(self.changed)
            self._forms[kind] = form
            self._layout.addWidget(form)
        for name, form in self._forms.items():
            form.setVisible(name == kind)

    @property
    def form(self) -> ModelForm:
        """The form of the chosen model."""
        return self._forms[self._choice.currentText()]

    def mark_wrong(self, places: Sequence[Place]) -> None:
        """Mark fields; each place starts with the name of the chosen model."""
        self.form._mark_wrong([place[1:] for place in places])

    def _reference_of(self, kind: str) -> dict[str, Any]:
        if self._reference.get("kind") == kind:
            return self._reference
        return self._models[kind]().model_dump(mode="json")

    def set_reference(self, value: dict[str, Any]) -> None:
        """Mark what is not as in this configuration; other kinds stand beside their defaults."""
        self._reference = value
        for kind, form in self._forms.items():
            form.set_reference(self._reference_of(kind))

    def show_advanced(self, everything: bool) -> None:
        """Show all fields, or only the usual ones and those changed."""
        self._all = everything
        for form in self._forms.values():
            form.show_advanced(everything)

    def differences(self) -> list[str]:
        """Fields that are not as in the reference; "kind" if another model is chosen."""
        kind = self._choice.currentText()
        other = ["kind"] if self._reference.get("kind", kind) != kind else []
        return other + self.form.differences()

    def value(self) -> dict[str, Any]:
        """The chosen model's values."""
        return self.form.value()

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
