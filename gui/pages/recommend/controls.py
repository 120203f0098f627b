"""The what-if panel: length, variety, and how much each modality counts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSlider,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from core.contracts.recommend import ListAnswer
from gui.pages.recommend.state import DEFAULT_K, WhatIf
from gui.session import Session
from gui.widgets.forms.chips import Chip
from gui.widgets.layout.basic import clear, label

#: A slider that is being dragged asks at most this often.
PAUSE_MS = 30
FULL, MOST = 100, 200


class WeightRow(QWidget):
    """One modality: a switch, and a slider for how much it counts.

    Signals:
        changed: (modality, weight 0..2).
    """

    changed = Signal(str, float)

    def __init__(self, session: Session, modality: str) -> None:
        super().__init__()
        self.modality = modality
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 2, 0, 2)
        layout.setSpacing(2)
        head = QHBoxLayout()
        self.switch = Chip(session.appearance, modality, modality, checkable=True)
        self.switch.setChecked(True)
        name = self.switch.text()
        self.switch.setToolTip(self.tr("Switch off: rank as if items had no {0}").format(name))
        self.switch.toggled.connect(self._switched)
        head.addWidget(self.switch)
        head.addStretch(1)
        self._number = label("100 %", "muted")
        head.addWidget(self._number)
        layout.addLayout(head)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(1, MOST)
        self.slider.setValue(FULL)
        self.slider.setPageStep(25)
        self.slider.setAccessibleName(self.tr("Weight of {0} in percent").format(name))
        self.slider.valueChanged.connect(self._moved)
        layout.addWidget(self.slider)

    @property
    def weight(self) -> float:
        """0 when switched off, else 0.01 to 2."""
        return self.slider.value() / 100 if self.switch.isChecked() else 0.0

    def set_weight(self, weight: float) -> None:
        """Take over a weight, without a signal."""
        for widget in (self.switch, self.slider):
            widget.blockSignals(True)
        self.switch.setChecked(weight > 0)
        self.slider.setValue(round(100 * weight) if weight > 0 else FULL)
        for widget in (self.switch, self.slider):
            widget.blockSignals(False)
        self._show()

    def _switched(self, _on: bool) -> None:
        self._show()
        self.changed.emit(self.modality, self.weight)

    def _moved(self, _value: int) -> None:
        self._show()
        self.changed.emit(self.modality, self.weight)

    def _show(self) -> None:
        on = self.switch.isChecked()
        self.slider.setEnabled(on)
        self._number.setText(f"{self.slider.value()} %" if on else self.tr("off"))


class Controls(QFrame):
    """Signals:
    k_changed, diversity_changed, weight_changed: the user moved something.
    content_changed: whether content alone shall count.
    hour_changed: an hour 0..23, or None for whichever.
    reset_wanted: back to the plain list.
    """

    k_changed = Signal(int)
    diversity_changed = Signal(float)
    weight_changed = Signal(str, float)
    content_changed = Signal(bool)
    hour_changed = Signal(object)
    reset_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._weights: dict[str, WeightRow] = {}
        self.setProperty("role", "card")
        self.setFixedWidth(196)
        # In a low window the panel scrolls rather than squeezing its sliders.
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        scroll.setWidget(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.addWidget(scroll)
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(13, 11, 13, 11)
        layout.setSpacing(6)
        layout.addWidget(label(self.tr("What if"), "heading"))
        row = QHBoxLayout()
        row.addWidget(label(self.tr("Items"), "muted"), 1)
        self.k = QSpinBox()
        self.k.setRange(1, 200)
        self.k.setValue(DEFAULT_K)
        self.k.setAccessibleName(self.tr("Length of the list"))
        self.k.valueChanged.connect(self.k_changed)
        row.addWidget(self.k)
        layout.addLayout(row)
        row = QHBoxLayout()
        row.addWidget(label(self.tr("Diversity"), "muted"), 1)
        self._diversity = label("0 %", "muted")
        row.addWidget(self._diversity)
        layout.addLayout(row)
        self.diversity = QSlider(Qt.Orientation.Horizontal)
        self.diversity.setRange(0, 100)
        self.diversity.setPageStep(10)
        self.diversity.setAccessibleName(self.tr("Diversity in percent"))
        self.diversity.setToolTip(
            self.tr("Maximal marginal relevance: trade score for items unlike those above them")
        )
        self.diversity.valueChanged.connect(self._diversity_moved)
        layout.addWidget(self.diversity)
        row = QHBoxLayout()
        row.addWidget(label(self.tr("Hour"), "muted"), 1)
        self.hour = QComboBox()
        self.hour.setAccessibleName(self.tr("Hour of the day"))
        self.hour.addItem(self.tr("any"), None)
        for hour in range(24):
            self.hour.addItem(f"{hour}:00", hour)
        self.hour.activated.connect(self._hour_chosen)
        row.addWidget(self.hour)
        layout.addLayout(row)
        layout.addSpacing(6)
        self.content = QCheckBox(self.tr("Content only"))
        self.content.setToolTip(
            self.tr("Rank by what items contain alone: words, pictures, sound and what is like "
                    "them; not by what others chose")
        )  # fmt: skip
        self.content.clicked.connect(self.content_changed)
        layout.addWidget(self.content)
        self._heading = label(self.tr("Modalities count"), "muted")
        layout.addWidget(self._heading)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        layout.addLayout(self._rows)
        layout.addSpacing(6)
        self.reset = QPushButton(self.tr("Reset"))
        self.reset.setToolTip(self.tr("Back to the list this user would get (Ctrl+R)"))
        self.reset.setShortcut("Ctrl+R")
        self.reset.clicked.connect(self.reset_wanted)
        layout.addWidget(self.reset)
        layout.addStretch(1)
        self.facts = label("", "muted", wrap=True)
        layout.addWidget(self.facts)
        self._later = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._later.timeout.connect(self._tell)
        self._told: dict[str, float] = {}

    def set_modalities(self, modalities: Sequence[str]) -> None:
        """One row each; keeps the rows when nothing changed."""
        if tuple(self._weights) == tuple(modalities):
            return
        clear(self._rows)
        self._weights = {}
        for name in modalities:
            row = WeightRow(self._session, name)
            row.changed.connect(self._weight_moved)
            self._rows.addWidget(row)
            self._weights[name] = row
        self._heading.setVisible(bool(modalities))

    def show_what(self, what: WhatIf) -> None:
        """Take over length, diversity and weights, without signals."""
        self.show_plain()
        for name, weight in what.weights.items():
            if name in self._weights:
                self._weights[name].set_weight(weight)
        for widget, value in ((self.k, what.k), (self.diversity, round(100 * what.diversity))):
            widget.blockSignals(True)
            widget.setValue(value)
            widget.blockSignals(False)
        self._diversity.setText(f"{self.diversity.value()} %")
        self.hour.setCurrentIndex(self.hour.findData(what.hour))
        self.content.setChecked(what.content_only)

    def show_plain(self) -> None:
        """Put everything but the length back, without signals."""
        self._later.stop()
        self._told = {}
        for row in self._weights.values():
            row.set_weight(1.0)
        self.diversity.blockSignals(True)
        self.diversity.setValue(0)
        self.diversity.blockSignals(False)
        self._diversity.setText("0 %")
        self.hour.setCurrentIndex(0)
        self.content.setChecked(False)

    def show_facts(self, answer: ListAnswer) -> None:
        """Say how the list was made, and whether hours matter here."""
        tells = answer.hours
        self.hour.setEnabled(bool(tells))
        reasons = {
            True: self.tr("UTC. What an item's own hours of the day say is added to the scores."),
            False: self.tr("In this catalog all items are chosen at the same hours."),
            None: self.tr("The hours of the choices are not known, or scores are ratings."),
        }
        self.hour.setToolTip(reasons[tells])
        facts = [
            self.tr("{0} items ranked in {1} ms").format(
                f"{answer.ranked:,}", f"{answer.milliseconds:.1f}"
            ),
            self.tr("Model: {0}").format(answer.model),
        ]
        if answer.approximate:
            facts.insert(1, self.tr("Only the best by plain score were weighed anew."))
        self.facts.setText("\n".join(facts))

    def _hour_chosen(self, _index: int) -> None:
        self.hour_changed.emit(self.hour.currentData())

    def _weight_moved(self, modality: str, weight: float) -> None:
        self._told[modality] = weight
        if not self._later.isActive():
            self._later.start()

    def _diversity_moved(self, value: int) -> None:
        self._diversity.setText(f"{value} %")
        if not self._later.isActive():
            self._later.start()

    def _tell(self) -> None:
        told, self._told = self._told, {}
        for modality, weight in told.items():
            self.weight_changed.emit(modality, weight)
        self.diversity_changed.emit(self.diversity.value() / 100)
