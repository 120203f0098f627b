"""All runs on the open catalog side by side: sortable, named and noted by the person."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QTableWidgetItem

from core.training.run import layout
from core.training.run.record import Intervals, Metrics, Run, Summary
from gui.session import Session
from gui.translation import said
from gui.widgets.tables.plain_table import Number, PlainTable, keep_rows

METRICS = ("recall@10", "recall@20", "ndcg@10", "ndcg@20")
NAME, STATE, NOTE = 0, 4, 5 + len(METRICS)
FOLDER = Qt.ItemDataRole.UserRole


class RunsTable(PlainTable):
    """One row a run, then the baselines every run is judged against.

    Name and note are edited in place (F2 or a slow second click) and kept in the run's folder.

    Signals:
        chosen: the run (its summary) the user double-clicked or pressed Enter on.
        picked: the selection changed.
    """

    chosen = Signal(object)
    picked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__("")
        self.setAccessibleName(self.tr("Runs"))
        self._session = session
        self._runs: dict[str, Run] = {}
        self.set_columns(
            [
                self.tr("run"),
                self.tr("fusion"),
                self.tr("loss"),
                self.tr("epochs"),
                self.tr("state"),
                *METRICS,
                self.tr("note"),
            ]
        )
        keep_rows(self)
        self.setSortingEnabled(True)
        self.horizontalHeader().setSortIndicator(NAME, Qt.SortOrder.DescendingOrder)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.SelectedClicked
        )
        self.itemActivated.connect(self._activated)
        self.itemSelectionChanged.connect(self.picked)
        self.itemChanged.connect(self._edited)

    def show_runs(self, runs: Sequence[Run]) -> None:
        """Fill the table; the newest run's baselines are among the rows. Keeps the selection."""
        kept = {run.folder for run in self.selected()}
        self._runs = {run.folder: run for run in runs}
        rows = [self._row(run) for run in runs]
        known = (run.summary.baselines for run in runs if run.summary)
        baselines = next((found for found in known if found), {})
        for name, metrics in baselines.items():
            cells = [_Name(name), *map(_cell, ("", "", "", self.tr("baseline")))]
            rows.append([*cells, *_numbers(metrics, {}), _cell("")])
        self.blockSignals(True)
        self.show_rows(rows)
        self.clearSelection()
        mode = self.selectionMode()
        self.setSelectionMode(QAbstractItemView.SelectionMode.MultiSelection)
        for row in range(self.rowCount()):
            if self._folder(row) in kept:
                self.selectRow(row)
        self.setSelectionMode(mode)
        self.blockSignals(False)
        self.picked.emit()

    def selected(self) -> list[Run]:
        """Summaries of the selected runs, the oldest first: later ones are judged against it."""
        rows = {index.row() for index in self.selectedIndexes()}
        folders = sorted(folder for row in rows if (folder := self._folder(row)))
        return [self._runs[folder] for folder in folders]

    def select(self, folder: str) -> None:
        """Select one run."""
        rows = [row for row in range(self.rowCount()) if self._folder(row) == folder]
        if rows:
            self.selectRow(rows[0])
            self.scrollTo(self.model().index(rows[0], NAME))

    def _folder(self, row: int) -> str:
        cell = self.item(row, NAME)
        return (cell.data(FOLDER) or "") if cell is not None else ""

    def _row(self, run: Run) -> list[QTableWidgetItem]:
        config, summary = run.config, run.summary or Summary()
        name = _Name(run.title or run.name, run.name)
        name.setData(FOLDER, run.folder)
        used = self._session.run is not None and run.folder == self._session.run.folder
        if used:
            font = name.font()
            font.setBold(True)
            name.setFont(font)
        name.setToolTip(
            self.tr("Run {0}, begun {1}.").format(run.name, run.created)
            + (" " + self.tr("All pages show this run.") if used else "")
        )
        states = {
            "running": self.tr("running"),
            "finished": self.tr("finished"),
            "stopped": self.tr("stopped"),
            "failed": self.tr("failed"),
            "interrupted": self.tr("interrupted at epoch {0} of {1}").format(
                run.reached, config.epochs if config else "?"
            ),
        }
        state = _cell(states.get(run.status, ""))
        lost = self.tr("A part of its curves was lost: the file of its metrics is damaged.")
        state.setToolTip("\n".join(filter(None, (run.error, lost if run.curves_lost else ""))))
        epochs = run.summary.epochs if run.summary else None
        return [
            name,
            _cell(config.fusion.kind if config else ""),
            _cell(config.loss.kind if config else ""),
            Number("" if epochs is None else str(epochs), epochs),
            state,
            *_numbers(summary.test, summary.test_intervals),
            _cell(run.note, editable=True),
        ]

    def _activated(self, item: QTableWidgetItem) -> None:
        if folder := self._folder(item.row()):
            self.chosen.emit(self._runs[folder])

    def _edited(self, item: QTableWidgetItem) -> None:
        folder = self._folder(item.row())
        if item.column() not in (NAME, NOTE) or not folder:
            return
        run = self._runs[folder]
        key = "title" if item.column() == NAME else "note"
        run = run.model_copy(update={key: item.text().strip()})
        if run.title == run.name:
            run = run.model_copy(update={"title": ""})
        self._runs[folder] = run
        try:
            layout.write_notes(Path(folder), run.title, run.note)
        except OSError as error:
            sentence = self.tr("The note could not be stored: {0}").format(said(error))
            self._session.notice.emit("error", sentence, "")


class _Name(QTableWidgetItem):
    """What a run is called; it sorts by when it began, baselines by name before all of them."""

    def __init__(self, text: str, began: str = "") -> None:
        super().__init__(text)
        self.place = (began, text)
        if not began:
            self.setFlags(self.flags() & ~Qt.ItemFlag.ItemIsEditable)

    def __lt__(self, other: QTableWidgetItem) -> bool:
        return isinstance(other, _Name) and self.place < other.place


def _cell(text: str, *, editable: bool = False) -> QTableWidgetItem:
    cell = QTableWidgetItem(text)
    if not editable:
        cell.setFlags(cell.flags() & ~Qt.ItemFlag.ItemIsEditable)
    return cell


def _numbers(metrics: Metrics, intervals: Intervals) -> list[QTableWidgetItem]:
    """Metrics with half the width of their 95 % interval; the interval itself in the tooltip."""
    cells: list[QTableWidgetItem] = []
    for name in METRICS:
        value, bounds = metrics.get(name), intervals.get(name)
        text = "-" if value is None else f"{value:.4f}"
        if bounds:
            text += f" ±{(bounds[1] - bounds[0]) / 2:.3f}"
        cell = Number(text, value)
        cell.setFlags(cell.flags() & ~Qt.ItemFlag.ItemIsEditable)
        if bounds:
            cell.setToolTip(f"{name}: {value:.4f}, 95 % [{bounds[0]:.4f}, {bounds[1]:.4f}]")
        cells.append(cell)
    return cells
