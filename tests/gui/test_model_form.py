"""The form gives back what it was given, for every preset and for values a person types."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from core.training.config import TrainConfig
from core.training.presets import PRESETS
from gui.widgets.forms.model_form import ModelForm


@pytest.mark.parametrize("name", PRESETS)
def test_round_trip_of_every_preset(qtbot: QtBot, name: str) -> None:
    form = ModelForm(TrainConfig)
    qtbot.addWidget(form)
    form.set_value(PRESETS[name].config.model_dump(mode="json"))
    assert form.errors() == {}
    assert TrainConfig.model_validate(form.value()) == PRESETS[name].config


def test_presets_one_after_another_leave_nothing_behind(qtbot: QtBot) -> None:
    form = ModelForm(TrainConfig)
    qtbot.addWidget(form)
    presets = [preset.config for preset in PRESETS.values()]
    for preset in [*presets, *reversed(presets)]:
        form.set_value(preset.model_dump(mode="json"))
        assert TrainConfig.model_validate(form.value()) == preset


def test_a_bad_number_is_named(qtbot: QtBot) -> None:
    form = ModelForm(TrainConfig)
    qtbot.addWidget(form)
    form.set_value(TrainConfig().model_dump(mode="json"))
    line = next(
        child
        for child in form.findChildren(QLineEdit)
        if child.accessibleName() == TrainConfig.model_fields["learning_rate"].title
    )
    heard: list[bool] = []
    form.changed.connect(lambda: heard.append(True))
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "fast")
    assert heard
    assert form.errors() == {"Learning rate": "'fast' is not a number"}
    assert line.property("wrong")
    line.setText("0.01")
    assert form.errors() == {}
    assert not line.property("wrong")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"learning_rate": "2"}, ("Learning rate", "at most 1")),
        ({"learning_rate": "0"}, ("Learning rate", "above 0")),
        ({"device": "toaster"}, ("Device", "'toaster' is not known")),
        ({"ks": "5, x"}, ("List lengths K", "'x' is not a whole number")),
        ({"fusion.dropout": "1.5"}, ("Fusion, Dropout", "below 1")),
        ({"split.test": "0.7"}, ("Split, Test share", "below 0.5")),
    ],
)
def test_what_is_wrong_is_said_by_the_names_on_screen(
    change: dict[str, str], said: tuple[str, str], qtbot: QtBot
) -> None:
    form = ModelForm(TrainConfig)
    qtbot.addWidget(form)
    value = TrainConfig().model_dump(mode="json")
    for name, text in change.items():
        *outer, last = name.split(".")
        inner = value
        for part in outer:
            inner = inner[part]
        inner[last] = text
    form.set_value(value)
    assert form.errors() == dict([said])
    marked = [child for child in form.findChildren(QWidget) if child.property("wrong")]
    assert [child.accessibleName() for child in marked] == [said[0].rpartition(", ")[2]]


def test_every_field_has_a_name_and_an_explanation(qtbot: QtBot) -> None:
    form = ModelForm(TrainConfig)
    qtbot.addWidget(form)
    for editor in form.findChildren(QLineEdit):
        if not editor.objectName().startswith("qt_"):
            assert editor.accessibleName()
            assert editor.toolTip(), editor.accessibleName()


def test_the_wheel_over_a_field_without_focus_changes_nothing(qtbot: QtBot) -> None:
    from PySide6.QtCore import QPoint, QPointF, Qt
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtWidgets import QApplication

    form = ModelForm(TrainConfig)
    qtbot.addWidget(form)
    form.set_value(TrainConfig().model_dump(mode="json"))
    before = form.value()
    event = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    for combo in form.findChildren(QComboBox):
        QApplication.sendEvent(combo, event)
    assert form.value() == before


ADVANCED = ("weight_decay", "modality_dropout", "precision")


def editor(form: ModelForm, title: str) -> QLineEdit:
    return next(e for e in form.findChildren(QLineEdit) if e.accessibleName() == title)


def test_advanced_fields_are_folded_until_asked_for_or_changed(qtbot: QtBot) -> None:
    form = ModelForm(TrainConfig, ADVANCED)
    qtbot.addWidget(form)
    decay = editor(form, "Weight decay")
    assert not decay.isVisibleTo(form)
    assert editor(form, "Learning rate").isVisibleTo(form)
    form.show_advanced(True)
    assert decay.isVisibleTo(form)
    assert editor(form, "Modality dropout").isVisibleTo(form)
    form.show_advanced(False)
    value = TrainConfig().model_dump(mode="json")
    form.set_reference(value)
    form.set_value(value | {"weight_decay": 0.5})
    assert decay.isVisibleTo(form)
    assert form.value()["precision"] == "fp32"  # folded, not lost


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_does_not_differ_from_itself(qtbot: QtBot, name: str) -> None:
    form = ModelForm(TrainConfig, ADVANCED)
    qtbot.addWidget(form)
    value = PRESETS[name].config.model_dump(mode="json")
    form.set_value(value)
    form.set_reference(value)
    assert form.differences() == []


def test_changed_fields_are_named_and_marked_and_lose_the_mark_again(qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QLabel

    form = ModelForm(TrainConfig)
    qtbot.addWidget(form)
    value = TrainConfig().model_dump(mode="json")
    form.set_reference(value)
    form.set_value(value | {"learning_rate": 0.5, "loss": {"kind": "bpr"}})
    assert set(form.differences()) == {"learning_rate", "loss.kind"}
    assert "● Learning rate" in [label.text() for label in form.findChildren(QLabel)]
    editor(form, "Learning rate").setText("1e-3")
    editor(form, "Learning rate").textEdited.emit("1e-3")
    assert form.differences() == ["loss.kind"]
    assert "● Learning rate" not in [label.text() for label in form.findChildren(QLabel)]


def test_tooltips_name_range_and_default(qtbot: QtBot) -> None:
    form = ModelForm(TrainConfig)
    qtbot.addWidget(form)
    tip = editor(form, "Learning rate").toolTip()
    assert "Range: above 0, at most 1." in tip
    assert "Default: 0.001." in tip
