"""The form gives back what it was given, for every preset and for values a person types."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from core.training.config import PRESETS, TrainConfig
from gui.widgets.model_form import ModelForm


@pytest.mark.parametrize("name", PRESETS)
def test_round_trip_of_every_preset(qtbot: QtBot, name: str) -> None:
    form = ModelForm(TrainConfig)
    qtbot.addWidget(form)
    form.set_value(PRESETS[name].model_dump(mode="json"))
    assert form.errors() == {}
    assert TrainConfig.model_validate(form.value()) == PRESETS[name]


def test_presets_one_after_another_leave_nothing_behind(qtbot: QtBot) -> None:
    form = ModelForm(TrainConfig)
    qtbot.addWidget(form)
    for preset in [*PRESETS.values(), *reversed(PRESETS.values())]:
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
    assert list(form.errors()) == ["learning_rate"]


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
