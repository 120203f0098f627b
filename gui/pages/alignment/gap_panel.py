"""The modality gap: slide one modality onto the other and watch retrieval, curve and list."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QSlider,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.contracts.alignment import ShiftCurve, ShiftedAnswer
from core.sheet import Sheet
from gui.pages.alignment.tab import Scope
from gui.session import Session
from gui.widgets.items.painting import glyph
from gui.widgets.layout.basic import label
from gui.widgets.layout.markup import bold, markup
from gui.widgets.plots.export import export_button
from gui.widgets.plots.plotting import dress, fresh_legend, name_axis
from gui.widgets.tables.plain_table import keep_rows

STEPS = 100
#: Points of width that curve, slider and list need.
NARROWEST = 250


class GapPanel(QWidget):
    """Curves of recall over the shift, a slider along them, and the items lost at this shift.

    Signals:
        moved: the shift, while the slider is dragged.
        previewed: (item, rival) rows of the catalog.
        opened: item row.
    """

    moved = Signal(float)
    previewed = Signal(int, int)
    opened = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setMinimumWidth(NARROWEST)
        self._session = session
        self._curve: ShiftCurve | None = None
        self._names = ("x", "y")
        self._chance = 0.0
        self._lost = self._rivals = np.zeros(0, np.int64)
        self._mark: pg.InfiniteLine | None = None
        self.sentence = label("", wrap=True)
        self.plot = pg.PlotWidget()
        self.plot.setMenuEnabled(False)
        self.plot.setMouseEnabled(x=False, y=False)
        self.plot.hideButtons()
        self.plot.setMinimumHeight(90)
        name_axis(self.plot, "bottom", self.tr("shift (0 as is, 1 gap closed)"))
        name_axis(self.plot, "left", self.tr("R@1, %"))
        self.plot.setAccessibleName(self.tr("Recall over the shift"))
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(-STEPS, 2 * STEPS)
        self.slider.setValue(0)
        self.slider.setAccessibleName(self.tr("Shift of the modalities towards each other"))
        self.slider.setToolTip(
            self.tr(
                "Moves both modalities half of the shift towards each other along the line "
                "between their centres, then back onto the sphere (Liang et al. 2022)."
            )
        )
        self.back = QPushButton(self.tr("As is"))
        self.back.clicked.connect(self._reset)
        line = QHBoxLayout()
        line.addWidget(self.slider, 1)
        line.addWidget(self.back)
        line.addWidget(export_button(self.plot, "gap", session, self.csv))
        self.table = self._make_table()
        above = QWidget()
        inside = QVBoxLayout(above)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(6)
        inside.addWidget(self.sentence)
        inside.addWidget(self.plot, 1)
        inside.addLayout(line)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(above)
        split.addWidget(self.table)
        split.setSizes([290, 110])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(split)
        self.slider.valueChanged.connect(self._slid)
        session.theme_changed.connect(self._draw)

    def _make_table(self) -> QTableWidget:
        table = QTableWidget(0, 4)
        table.setHorizontalHeaderLabels(
            [self.tr("lost here"), self.tr("rank"), self.tr("own"), self.tr("found instead")]
        )
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(24)
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setMinimumWidth(120)
        keep_rows(table)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for column in (0, 3):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        table.setAccessibleName(self.tr("Items that find themselves last at this shift"))
        table.currentCellChanged.connect(self._row_moved)
        table.activated.connect(self._activated)
        return table

    @property
    def shift(self) -> float:
        """Where the slider stands."""
        return self.slider.value() / STEPS

    def show_curves(self, look: Scope, curve: ShiftCurve, chance: float) -> None:
        """Show recall@1 (0..1) at each shift, both ways."""
        self._names, self._curve, self._chance = (look.x, look.y), curve, chance
        self.slider.blockSignals(True)
        self.slider.setValue(0)
        self.slider.blockSignals(False)
        self._draw()

    def show_lost(self, look: Scope, answer: ShiftedAnswer) -> None:
        """Say recall and list the items lost at the shift of an answer."""
        x, y = look.x, look.y
        self.sentence.setText(
            markup(
                self.tr("Shift {0}: {1} {2} R@1, {3} {4} R@1 (chance {5})."),
                bold(f"{answer.shift:.2f}"),
                f"{glyph(x)} → {glyph(y)}",
                bold(f"{answer.recall_xy:.1%}"),
                f"{glyph(y)} → {glyph(x)}",
                bold(f"{answer.recall_yx:.1%}"),
                f"{self._chance:.1%}",
            )
        )
        worst = answer.worst
        lost = worst.rank > 1
        self._lost, self._rivals = worst.items[lost], worst.rival[lost]
        told = zip(self._lost, self._rivals, worst.rank[lost], worst.own[lost], strict=True)
        self.table.blockSignals(True)
        self.table.setRowCount(len(self._lost))
        for place, (item, rival, rank, own) in enumerate(told):
            cells = [
                look.rows.title(int(item)),
                f"{int(rank):,}",
                f"{own:.2f}",
                look.rows.title(int(rival)),
            ]
            for column, text in enumerate(cells):
                cell = QTableWidgetItem(text)
                cell.setToolTip(text)
                if column in (1, 2):
                    align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                    cell.setTextAlignment(align)
                self.table.setItem(place, column, cell)
        self.table.blockSignals(False)

    def _draw(self) -> None:
        theme = self._session.theme
        dress(self.plot, theme)
        self.plot.clear()
        self._mark = None
        curve = self._curve
        if curve is None:
            return
        x, y = self._names
        # Side by side: the plot can be low.
        fresh_legend(self.plot, theme, (8, -4)).setColumnCount(2)
        solid, dashes = Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine
        ways = ((curve.recall_xy, x, y, solid), (curve.recall_yx, y, x, dashes))
        for recall, first, second, style in ways:
            pen = pg.mkPen(theme.of(first), width=2, style=style)
            name = f"{glyph(first)} → {glyph(second)}"
            self.plot.plot(curve.shifts, recall * 100, pen=pen, name=name)
        dotted = pg.mkPen(theme.muted, width=1, style=Qt.PenStyle.DotLine)
        self.plot.addItem(pg.InfiniteLine(self._chance * 100, angle=0, pen=dotted))
        self._mark = pg.InfiniteLine(self.shift, angle=90, pen=pg.mkPen(theme.accent, width=2))
        self.plot.addItem(self._mark)
        top = max(float(recall.max()) for recall, *_ in ways)
        self.plot.setYRange(0, max(1.0, 105 * top))

    def _slid(self) -> None:
        if self._mark is not None:
            self._mark.setPos(self.shift)
        self.moved.emit(self.shift)

    def _reset(self) -> None:
        self.slider.setValue(0)

    def _row_moved(self, row: int, *_others: int) -> None:
        if 0 <= row < len(self._lost):
            self.previewed.emit(int(self._lost[row]), int(self._rivals[row]))

    def _activated(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self._lost):
            self.opened.emit(int(self._lost[index.row()]))

    def csv(self) -> str:
        """The curves as rows."""
        sheet = Sheet(["shift", "recall@1_x_to_y", "recall@1_y_to_x"])
        if (curve := self._curve) is not None:
            sheet.rows(zip(curve.shifts, curve.recall_xy, curve.recall_yx, strict=True))
        return sheet.text()
