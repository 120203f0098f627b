"""Encoders compared: which, with how many seeds; then a table, a chart, and what holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QSpinBox,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.catalog.modality import read_as
from core.contracts.comparing import ComparedEncoders, CompareEncodersSpec, Score, Variant
from core.contracts.features import Encoder
from gui.language import modality as modality_name
from gui.session import Session
from gui.widgets.layout.basic import card, label
from gui.widgets.layout.scrolled import Scrolled
from gui.widgets.plots.export import export_button
from gui.widgets.plots.plotting import GRID_ALPHA, dress, name_axis
from gui.widgets.tables.plain_table import Number, PlainTable, as_csv

_MB = 1e6
#: Seeds that tell encoders apart from trainings; what a specification has unasked.
_SEEDS = len(CompareEncodersSpec.model_fields["seeds"].default)
#: Of the dialog, and what is left of the window around it, in pixels.
_WIDTH, _AROUND = 560, 60


class CompareDialog(QDialog):
    """Choose encoders, by modality; the one that is chosen on the page is the reference.

    Signals:
        wanted: encoders by modality, the reference first, and how many seeds.
    """

    wanted = Signal(dict, int)

    def __init__(
        self, parent: QWidget, infos: Sequence[Encoder], chosen: Mapping[str, str]
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Compare encoders"))
        outer = QVBoxLayout(self)
        outer.addWidget(
            label(
                self.tr(
                    "The same model is trained on the tokens of each, with the same seeds: lists, "
                    "finding by another modality and pointing are judged, and what each takes."
                ),
                "muted",
                wrap=True,
            )
        )
        # As many as there are: a window of a fixed height would cut the sentence above them.
        self.choices = Scrolled()
        column = self.choices.inner
        outer.addWidget(self.choices, 1)
        self._chosen = dict(chosen)
        self.boxes: dict[tuple[str, str], QCheckBox] = {}
        for modality, reference in chosen.items():
            column.addWidget(label(modality_name(modality), "heading"))
            read = read_as(modality)
            fitting = [one for one in infos if one.modality == read and one.installed]
            for one in sorted(fitting, key=lambda one: one.name != reference):
                box = QCheckBox(one.title)
                if one.name == reference:
                    box.setText(self.tr("{0} (reference)").format(one.title))
                    box.setChecked(True)
                    box.setEnabled(False)
                box.toggled.connect(self._check)
                column.addWidget(box)
                self.boxes[modality, one.name] = box
        column.addStretch(1)
        form = QFormLayout()
        self.seeds = QSpinBox()
        self.seeds.setRange(1, 50)
        self.seeds.setValue(_SEEDS)
        self.seeds.valueChanged.connect(self._check)
        form.addRow(self.tr("Seeds"), self.seeds)
        outer.addLayout(form)
        told = self.tr("One seed decides nothing: two trainings differ anyway. Take {0} or more.")
        self.warning = label(told.format(_SEEDS), "warning", wrap=True)
        outer.addWidget(self.warning)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.start = buttons.addButton(self.tr("Compare"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        outer.addWidget(buttons)
        self._check()
        hint = self.sizeHint().height() - self.choices.sizeHint().height()
        wanted = hint + column.sizeHint().height()
        self.resize(_WIDTH, min(wanted, parent.window().height() - _AROUND))

    def _encoders(self) -> dict[str, tuple[str, ...]]:
        return {
            modality: tuple(
                name for (of, name), box in self.boxes.items() if box.isChecked() and of == modality
            )
            for modality in self._chosen
        }

    def _check(self, _changed: object = None) -> None:
        self.warning.setVisible(self.seeds.value() == 1)
        self.start.setEnabled(any(len(names) > 1 for names in self._encoders().values()))

    def _accept(self) -> None:
        named = {modality: names for modality, names in self._encoders().items() if names}
        self.wanted.emit(named, self.seeds.value())
        self.accept()


class ComparisonView(QWidget):
    """Hidden until there is a comparison."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._shown: ComparedEncoders | None = None
        frame, layout = card(self.tr("Encoders compared"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        head = QHBoxLayout()
        self.sentence = label("", wrap=True)
        head.addWidget(self.sentence, 1)
        self.measure = QComboBox()
        self.measure.setAccessibleName(self.tr("Measure"))
        self.measure.currentTextChanged.connect(self._draw)
        head.addWidget(self.measure)
        self.plot = pg.PlotWidget()
        self.plot.setMenuEnabled(False)
        self.plot.hideButtons()
        self.plot.setFrameShape(self.plot.Shape.NoFrame)
        self.plot.setAccessibleName(self.tr("The measure of each choice, with its interval"))
        self.plot.showGrid(x=True, y=False, alpha=GRID_ALPHA)
        self.plot.getAxis("bottom").enableAutoSIPrefix(False)
        head.addWidget(export_button(self.plot, "encoders", session, self.csv))
        layout.addLayout(head)
        self.table = PlainTable(self.tr("Encoders compared"))
        layout.addWidget(self.table, 1)
        self.plot.setFixedHeight(140)
        layout.addWidget(self.plot)
        session.theme_changed.connect(self._fill)
        self.hide()

    def csv(self) -> str:
        """The table as it reads."""
        return as_csv(self.table)

    def show_compared(self, compared: ComparedEncoders | None) -> None:
        """Show a comparison, or none."""
        self._shown = compared
        self.setVisible(compared is not None)
        if compared is None:
            return
        self.measure.clear()
        self.measure.addItems(list(compared.variants[0].scores))
        self._fill()

    def _fill(self) -> None:
        compared = self._shown
        if compared is None:
            return
        told = str(compared.verdict)
        if len(compared.seeds) > 1:
            seeds = self.tr("Mean of {0} seeds; differences hold all together with {1}.")
            told += " " + seeds.format(len(compared.seeds), f"{100 * compared.level:.4g} %")
        self.sentence.setText(told)
        measures = list(compared.variants[0].scores)
        self.table.set_columns(
            [
                self.tr("encoders"),
                *measures,
                self.tr("ms an item"),
                self.tr("memory, MB"),
                self.tr("disk, MB"),
                self.tr("training, s"),
            ]
        )
        if (memory := self.table.horizontalHeaderItem(len(measures) + 2)) is not None:
            memory.setToolTip(
                self.tr("Of the encoders themselves: the libraries they are run by are left out.")
            )
        self.table.show_rows([self._row(one, measures) for one in compared.variants])
        self._draw()

    def _row(self, one: Variant, measures: Sequence[str]) -> list[str | QTableWidgetItem]:
        costs = list(one.costs.values())
        return [
            one.name,
            *(self._cell(one.scores.get(name)) for name in measures),
            _total([1e3 * cost.item_seconds for cost in costs], "{:,.1f}"),
            _total([_megabytes(cost.memory_bytes) for cost in costs], "{:,.0f}"),
            _total([_megabytes(cost.disk_bytes) for cost in costs], "{:,.0f}"),
            Number(f"{one.train_seconds:,.1f}", one.train_seconds),
        ]

    def _cell(self, score: Score | None) -> QTableWidgetItem:
        if score is None:
            return Number("-", None)
        mark = {"better": "▲ ", "worse": "▼ ", "undecided": ""}[score.verdict]
        cell = Number(f"{mark}{score.value:.4f} [{score.low:.4f}, {score.high:.4f}]", score.value)
        theme = self._session.theme
        if score.verdict != "undecided":
            cell.setForeground(QColor(theme.good if score.verdict == "better" else theme.bad))
        if score.difference is not None:
            mean, low, high = score.difference
            told = self.tr("{0} from the reference, between {1} and {2}; over {3}")
            cell.setToolTip(told.format(f"{mean:+.4f}", f"{low:+.4f}", f"{high:+.4f}", score.units))
        return cell

    def _draw(self, _name: str = "") -> None:
        self.plot.clear()
        name = self.measure.currentText()
        if self._shown is None or not name:
            return
        theme = self._session.theme
        dress(self.plot, theme)
        drawn = [one for one in self._shown.variants if name in one.scores]
        scores = [one.scores[name] for one in drawn]
        x = np.array([score.value for score in scores])
        y = -np.arange(len(drawn), dtype=float)
        self.plot.addItem(
            pg.ErrorBarItem(
                x=x,
                y=y,
                left=x - np.array([score.low for score in scores]),
                right=np.array([score.high for score in scores]) - x,
                beam=0.2,
                pen=pg.mkPen(theme.accent, width=2),
            )
        )
        self.plot.addItem(
            pg.ScatterPlotItem(
                x=x, y=y, size=9, brush=pg.mkBrush(theme.accent), pen=pg.mkPen(theme.text)
            )
        )
        ticks = [(float(at), one.name) for at, one in zip(y, drawn, strict=True)]
        self.plot.getAxis("left").setTicks([ticks])
        self.plot.setYRange(-len(drawn) + 0.5, 0.5, padding=0)
        name_axis(self.plot, "bottom", name)


def _megabytes(size: int | None) -> float | None:
    return None if size is None else size / _MB


def _total(values: Sequence[float | None], form: str) -> Number:
    """The sum over the encoders of a choice; nothing where one is not known."""
    if not values or None in values:
        return Number("-", None)
    total = sum(value for value in values if value is not None)
    return Number(form.format(total), total)
