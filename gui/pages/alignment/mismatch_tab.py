"""Items whose modalities disagree, as a work list: look, mark as checked, leave out."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QColor, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
)

from core.contracts.alignment import (
    LEAVE_OUT,
    MISMATCHES,
    LeaveOutAnswer,
    LeaveOutParams,
    MismatchAnswer,
    MismatchParams,
)
from core.sheet import Sheet
from core.worker.messages import Failed
from gui.language import modality as modality_name
from gui.pages.alignment.checked_items import CheckedItems
from gui.pages.alignment.tab import Scope, Tab, sentence_of
from gui.session import Session
from gui.widgets.items.pair_preview import PairPreview
from gui.widgets.layout.basic import card, label
from gui.widgets.layout.markup import bold, markup
from gui.widgets.plots.export import export_button

ITEM, SCORE, OWN, RIVAL, STATE = range(5)


class MismatchTab(Tab):
    """A ranked table; a row previews the item and its rival, Enter opens the item's attention."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._marks: CheckedItems | None = None
        self._list: MismatchAnswer | None = None
        self._shown = np.zeros(0, np.int64)
        self.sentence = label("", wrap=True)
        self.sentence.setToolTip(
            self.tr(
                "Canonical directions of both modalities are fitted on four fifths of the items "
                "and judge the last fifth, so that no item is judged by what was learned from it. "
                "Score: share of strangers whose partner fits better than the own one, both ways, "
                "after what each is to all on average is taken off. A wrong partner scores 0.5 on "
                "average, a right one near 0."
            )
        )
        self.hide_checked = QCheckBox(self.tr("Hide checked"))
        self.hide_checked.toggled.connect(self._fill)
        self.checked = QPushButton(self.tr("Mark as checked"))
        self.checked.setToolTip(self.tr("Space. The mark is kept for this catalog."))
        self.checked.clicked.connect(self._mark)
        self.leave_out = QPushButton(self.tr("Leave out of the catalog"))
        self.leave_out.setToolTip(
            self.tr(
                "Opens the catalog without the chosen items. Features and models are then made "
                "anew; opening the catalog again brings everything back."
            )
        )
        self.leave_out.clicked.connect(self._leave_out)
        self.open = QPushButton(self.tr("Open in Attention"))
        self.open.clicked.connect(self._open)
        self.table = self._make_table()
        QShortcut(
            QKeySequence(Qt.Key.Key_Space),
            self.table,
            self._mark,
            context=Qt.ShortcutContext.WidgetShortcut,
        )
        line = QHBoxLayout()
        for widget in (self.checked, self.open, self.leave_out):
            line.addWidget(widget)
        line.addStretch(1)
        line.addWidget(self.hide_checked)
        line.addWidget(export_button(self.table, "mismatches", session, self.csv))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(8)
        frame, inside = card()
        inside.addWidget(self.sentence)
        inside.addLayout(line)
        inside.addWidget(self.table, 1)
        layout.addWidget(frame, 1)
        frame, inside = card()
        self.preview = PairPreview(session.appearance)
        inside.addWidget(self.preview)
        layout.addWidget(frame)
        session.theme_changed.connect(self._fill)
        self._enable()

    def _make_table(self) -> QTableWidget:
        table = QTableWidget(0, 5)
        table.setHorizontalHeaderLabels(
            [
                self.tr("item"),
                self.tr("strangers fit better"),
                self.tr("own cosine"),
                self.tr("a stranger that fits"),
                self.tr("state"),
            ]
        )
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(26)
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setShowGrid(False)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for column in (ITEM, RIVAL):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        table.setAccessibleName(self.tr("Items whose modalities disagree"))
        table.itemSelectionChanged.connect(self._selected)
        table.activated.connect(self._activated)
        return table

    # --- list -----------------------------------------------------------------------------

    def look(self, look: Scope | None) -> None:
        if look is None:
            self._list = None
            self.table.setRowCount(0)
        super().look(look)

    def load(self, look: Scope) -> None:
        self._marks = CheckedItems(self.session.source, (look.x, look.y))
        params = MismatchParams(x=look.x, y=look.y)
        self.sentence.setText(self.tr("Comparing every item with strangers ..."))
        self.session.ask(MISMATCHES, params, self._on_list, self._refused)

    def _refused(self, message: Failed) -> None:
        self._list = None
        self.table.setRowCount(0)
        self.preview.hide_items("")
        self.sentence.setText(sentence_of(message))
        self._enable()

    def _on_list(self, answer: MismatchAnswer) -> None:
        look = self.scope
        if look is None or (answer.x, answer.y) != (look.x, look.y):
            return
        self._list = answer
        self._fill()

    def _fill(self) -> None:
        look, marks, listed = self.scope, self._marks, self._list
        if look is None or marks is None or listed is None:
            return
        items = listed.items.tolist()
        done = np.array([look.rows.item_id(row) in marks for row in items], bool)
        self._shown = (
            np.flatnonzero(~done) if self.hide_checked.isChecked() else np.arange(len(items))
        )
        self.table.blockSignals(True)
        self.table.setRowCount(len(self._shown))
        for line, place in enumerate(self._shown):
            self._fill_row(look, listed, line, int(place), checked=bool(done[place]))
        self.table.blockSignals(False)
        self._say(listed, int(done.sum()))
        self.preview.hide_items(self.tr("Choose a row to see the item and the stranger."))
        self._enable()

    def _fill_row(
        self, look: Scope, listed: MismatchAnswer, line: int, place: int, *, checked: bool
    ) -> None:
        score = float(listed.score[place])
        state = self.tr("checked") if checked else ""
        cells = [
            look.rows.title(int(listed.items[place])),
            f"{score:.0%}",
            f"{float(listed.own[place]):.2f}",
            look.rows.title(int(listed.rival[place])),
            f"✓ {state}" if checked else "",
        ]
        theme = self.session.theme
        for column, text in enumerate(cells):
            cell = QTableWidgetItem(text)
            cell.setToolTip(text)
            if column in (SCORE, OWN):
                align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                cell.setTextAlignment(align)
            if checked:
                cell.setForeground(QColor(theme.muted))
            elif column == SCORE and score >= 0.5:
                cell.setForeground(QColor(theme.bad))
            self.table.setItem(line, column, cell)

    def _say(self, listed: MismatchAnswer, done: int) -> None:
        self.sentence.setText(
            markup(
                self.tr(
                    "How many of {0} strangers fit an item's {1} better than its own {2}: {3} of "
                    "{4} items score 50 % or more, as a wrong {2} would on average; the median is "
                    "{5}. {6} checked."
                ),
                f"{listed.strangers:,}",
                modality_name(listed.x),
                modality_name(listed.y),
                bold(f"{listed.above_half:,}"),
                f"{listed.compared:,}",
                f"{listed.typical:.0%}",
                f"{done:,}",
            )
        )

    # --- work -----------------------------------------------------------------------------

    @property
    def chosen(self) -> list[int]:
        """Rows of the catalog that are selected in the table, top to bottom."""
        if self._list is None:
            return []
        lines = sorted({index.row() for index in self.table.selectedIndexes()})
        return self._list.items[self._shown[lines]].tolist()

    def _enable(self) -> None:
        some = self._list is not None and bool(self.table.selectedIndexes())
        for button in (self.checked, self.open, self.leave_out):
            button.setEnabled(some)

    def _selected(self) -> None:
        self._enable()
        look, listed = self.scope, self._list
        line = self.table.currentRow()
        if look is None or listed is None or not 0 <= line < len(self._shown):
            return
        place = self._shown[line]
        self.preview.show_pair(
            look.rows,
            (int(listed.items[place]), int(listed.rival[place])),
            (look.x, look.y),
            (
                self.tr("{0} and {1} of this item").format(
                    modality_name(look.x), modality_name(look.y)
                ),
                self.tr("a stranger whose {0} fits").format(modality_name(look.y)),
            ),
            self.tr("Space marks as checked, Enter opens the item's attention."),
        )

    def _mark(self) -> None:
        look, marks, chosen = self.scope, self._marks, self.chosen
        if look is None or marks is None or not chosen:
            return
        ids = [look.rows.item_id(row) for row in chosen]
        line = self.table.currentRow()
        try:
            marks.set(ids, checked=not all(name in marks for name in ids))
        except OSError as error:  # the marks hold in this window all the same
            self.session.unkept(error)
        self._fill()
        if self.table.rowCount():
            self.table.selectRow(min(line, self.table.rowCount() - 1))

    def _open(self) -> None:
        if self.chosen:
            self.session.select_item(self.chosen[0])
            self.session.page_wanted.emit("attention")

    def _activated(self, _index: QModelIndex) -> None:
        self._open()

    def _leave_out(self) -> None:
        if self.chosen:
            params = LeaveOutParams(items=tuple(self.chosen))
            self.session.ask(LEAVE_OUT, params, self._left_out, self.session.report)

    def _left_out(self, answer: LeaveOutAnswer) -> None:
        self.session.exclusions.go_without(Path(answer.snapshot), answer.sentence)

    def csv(self) -> str:
        """The whole list as rows."""
        sheet = Sheet(["item", "title", "strangers_fit_better", "own_cosine", "stranger", "state"])
        look, marks, listed = self.scope, self._marks, self._list
        if look is not None and marks is not None and listed is not None:
            for place, item in enumerate(listed.items.tolist()):
                name = look.rows.item_id(item)
                sheet.row(
                    [
                        name,
                        look.rows.title(item),
                        float(listed.score[place]),
                        float(listed.own[place]),
                        look.rows.item_id(int(listed.rival[place])),
                        "checked" if name in marks else "",
                    ]
                )
        return sheet.text()
