"""The configuration side: preset, device with its reason, the form, and what is wrong with it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from core.training.config import TrainConfig
from core.training.presets import PRESETS, preset_for
from gui.session import Session
from gui.translation import told
from gui.widgets.forms.model_form import ModelForm
from gui.widgets.layout.basic import label

#: Fields few need to touch: shown on request, or once they differ from the preset.
ADVANCED = frozenset(
    [
        *("modality_dropout", "expansion", "grounding", "positions", "biases", "start_length"),
        *("item_dropout", "user_embedding", "popularity", "log_q", "normalise", "token_weight"),
        *("validation", "test", "own_layer", "item_weight", "edge_dropout", "modality_weights"),
        "item_fade",
        *("weighting", "weights", "temperature", "clip_norm", "weight_decay", "validate_every"),
        "ranked_users",
        *(
            "optimizer",
            "ks",
            "monitor",
            "precision",
            "compile",
            "checkpoint_seconds",
            "item_embedding",
        ),
        "content",
    ]
)

#: What is changed first, by those who change something.
FIRST = ("epochs", "family_seconds", "learning_rate", "batch_size", "patience")


class SettingsSide(QFrame):
    """What the next run is told.

    Signals:
        changed: a value, and with it perhaps `valid`.
    """

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.setProperty("role", "card")
        self.setMinimumWidth(310)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(6)
        layout.addWidget(label(self.tr("Configuration"), "heading"))
        layout.addLayout(self._preset_row())
        self.reason = label("", "muted", wrap=True)
        layout.addWidget(self.reason)
        self.device = label("", "muted", wrap=True)
        layout.addWidget(self.device)
        self.form = ModelForm(TrainConfig, ADVANCED, first=FIRST)
        self.form.changed.connect(self._check)
        layout.addWidget(self._scrolled(), 1)
        self.advanced = QCheckBox(self.tr("Advanced settings"))
        self.advanced.toggled.connect(self.form.show_advanced)
        layout.addWidget(self.advanced)
        self.problem = label("", "bad", wrap=True)
        layout.addWidget(self.problem)
        self.valid = True
        session.device_changed.connect(self._say_device)
        self.choose_preset(self.preset.currentText())

    def _preset_row(self) -> QHBoxLayout:
        self.preset = QComboBox()
        self.preset.setAccessibleName(self.tr("Preset"))
        self.preset.addItems(list(PRESETS))
        for row, preset in enumerate(PRESETS.values()):
            self.preset.setItemData(row, told(preset.purpose), Qt.ItemDataRole.ToolTipRole)
        self.preset.currentTextChanged.connect(self.choose_preset)
        self.reset = QPushButton(self.tr("Reset"))
        self.reset.setToolTip(self.tr("Back to the preset"))
        self.reset.clicked.connect(self._reset)
        row_of = QHBoxLayout()
        row_of.addWidget(self.preset, 1)
        row_of.addWidget(self.reset)
        return row_of

    def _scrolled(self) -> QScrollArea:
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(0, 0, 8, 0)
        inside.addWidget(self.form)
        inside.addStretch(1)
        scroll.setWidget(inner)
        return scroll

    # --- what is asked --------------------------------------------------------------------

    def value(self) -> dict[str, Any]:
        """The configuration as JSON."""
        return self.form.value()

    def use(self, config: dict[str, Any]) -> None:
        """Put a configuration into the form."""
        self.form.set_value(config)
        self._check()

    def suggest_preset(self) -> None:
        """Turn to the preset the features ask for, unless the form was changed by hand."""
        features = self._session.features
        if features is not None and not self.form.differences():
            tokens = {name: made.max_tokens for name, made in features.modalities.items()}
            self.preset.setCurrentText(preset_for(tokens))

    def choose_preset(self, name: str) -> None:
        """Show a preset and say what it is for."""
        self.reason.setText(told(PRESETS[name].purpose))
        value = PRESETS[name].config.model_dump(mode="json")
        self.form.set_value(value)
        self.form.set_reference(value)
        self._check()

    def _reset(self) -> None:
        self.choose_preset(self.preset.currentText())

    def _say_device(self) -> None:
        """Where the run will compute, and why."""
        choice = str(self.form.value()["device"])
        if self.form.value()["optimizer"] == "sgd":
            self.device.setText(self.tr("Device cpu: plain SGD runs on one core"))
            return
        auto = self.tr("auto: {0}").format(self._session.device)
        self.device.setText(self.tr("Device {0}").format(auto if choice == "auto" else choice))

    def _check(self) -> None:
        errors = self.form.errors()
        self.valid = not errors
        self._say_device()
        changed = len(self.form.differences())
        self.reset.setEnabled(changed > 0)
        self.reset.setText(self.tr("Reset {0}").format(changed) if changed else self.tr("Reset"))
        self.problem.setText("\n".join(f"{name}: {why}" for name, why in errors.items()))
        self.problem.setVisible(bool(errors))
        self.changed.emit()
