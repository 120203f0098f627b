"""Runs: the table, what can be done with the selected ones, and what is known of them."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel
from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QMenu,
    QMessageBox,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from core.contracts.job import JobKind
from core.contracts.question import Nothing
from core.contracts.training import (
    COMPARE,
    COMPRESSION,
    CURVES,
    MEASURED,
    PARTS,
    ROBUSTNESS,
    RUNS,
    TENSORBOARD,
    ComparedRuns,
    Curves,
    EventsFolder,
    Measured,
    RobustnessSpec,
    RunParams,
    Runs,
    RunsParams,
    Trained,
)
from core.training.run import layout
from core.training.run.record import Run
from core.training.settings import arguments
from core.worker.messages import Failed
from gui.pages.training.compare_view import CompareView
from gui.pages.training.compression_view import CompressionView
from gui.pages.training.parts_view import PartsView
from gui.pages.training.results import Results
from gui.pages.training.robustness_view import RobustnessView
from gui.pages.training.runs_table import RunsTable
from gui.session import Session
from gui.translation import said
from gui.widgets.layout.basic import label
from gui.widgets.layout.context_menu import ContextMenu, add_button
from gui.widgets.layout.flow import FlowLayout
from gui.widgets.plots.saving import ask_and_save
from gui.widgets.status.job_bar import JobBar
from gui.widgets.tables.plain_table import as_csv

S = TypeVar("S", bound=Trained)
R = TypeVar("R", bound=BaseModel)


class RunsPanel(QWidget):
    """Select one run for its results, two or more to compare them.

    Signals:
        chosen: the run all pages shall show.
        resume_wanted: the run that is to go on.
        listed: all runs there are, newest first.
    """

    chosen = Signal(object)
    resume_wanted = Signal(object)
    listed = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 8, 0, 0)
        self.table = RunsTable(session)
        self.table.chosen.connect(self.chosen)
        self.table.picked.connect(self._picked)
        self._buttons: dict[str, QPushButton] = {}
        row = FlowLayout(gap=4)
        for key, name, tip, slot in (
            ("use", self.tr("Use"), self.tr("Show this run on all pages"), self._use),
            ("resume", self.tr("Resume"), self.tr("Go on from the last checkpoint"), self._resume),
            ("command", self.tr("Copy as command"), "", self.copy_command),
            ("folder", self.tr("Open folder"), "", self._open_folder),
            ("board", self.tr("TensorBoard"), self.tr("Write events and copy the command that "
             "shows them"), self._tensorboard),
            ("csv", self.tr("Export CSV ..."), self.tr("The table as it is"), self._export),
            ("delete", self.tr("Delete"), self.tr("Move to the trash of the workspace"),
             self.delete),
        ):  # fmt: skip
            button = QPushButton(name)
            button.setToolTip(tip)
            button.clicked.connect(slot)
            row.addWidget(button)
            self._buttons[key] = button
        whole.addLayout(row)
        self.menu = ContextMenu(self.table)
        self.menu.wanted.connect(self._fill_menu)
        self.results = Results(session)
        self.robustness = RobustnessView(session)
        self.robustness.wanted.connect(self._measure_robustness)
        self.compression = CompressionView(session)
        self.compression.wanted.connect(self._measure_compression)
        self.parts = PartsView(session)
        self.parts.wanted.connect(self._measure_parts)
        self.details = QTabWidget()
        self.details.addTab(self.results, self.tr("Results"))
        self.details.addTab(self.parts, self.tr("Parts"))
        self.details.addTab(self.robustness, self.tr("Robustness"))
        self.details.addTab(self.compression, self.tr("Compression"))
        self.compare = CompareView(session)
        self.hint = label(self.tr("Select a run to see its results, two or more to compare."),
                          "muted", wrap=True)  # fmt: skip
        self.stack = QStackedWidget()
        for widget in (self.details, self.compare):
            self.stack.addWidget(widget)
        self.job_bar = JobBar(session.jobs, session.report, stoppable=True)
        self.job_bar.log.hide()
        self.job_bar.hide()
        self._below = QWidget()
        inside = QVBoxLayout(self._below)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.job_bar)
        inside.addWidget(self.stack, 1)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.table)
        split.addWidget(self._below)
        split.setSizes([230, 330])
        split.setChildrenCollapsible(False)
        whole.addWidget(split, 1)
        whole.addWidget(self.hint)
        self._picked()

    def refresh(self) -> None:
        """Ask for the list of runs again."""
        if self._session.snapshot is not None:
            self._session.ask(RUNS, Nothing(), self._on_runs, self._session.report)

    def _on_runs(self, answer: Runs) -> None:
        self.table.show_runs(answer.runs)
        self.listed.emit(answer.runs)

    # --- selection ------------------------------------------------------------------------

    def _picked(self) -> None:
        runs = self.table.selected()
        for key, button in self._buttons.items():
            fits = {"csv": True, "delete": bool(runs)}.get(key, len(runs) == 1)
            button.setEnabled(fits)
        if len(runs) == 1:
            self._buttons["use"].setEnabled(runs[0].usable)
            self._buttons["resume"].setEnabled(runs[0].resumable)
            self.stack.setCurrentWidget(self.details)
            self.results.show_run(runs[0])
            self.robustness.show_measured(None)
            self.compression.show_measured(None)
            self.parts.show_measured(None)
            one = RunParams(folder=runs[0].folder)
            self._session.ask(MEASURED, one, self._on_measured, self._session.report)
        elif runs:
            self.stack.setCurrentWidget(self.compare)
            self.compare.expect(runs)
            several = RunsParams(folders=tuple(run.folder for run in runs))
            self._session.ask(COMPARE, several, self._on_compared, self._not_compared)
            self._session.ask(CURVES, several, self._on_curves, self._session.report)
        self._share_height()

    def _share_height(self) -> None:
        """All of it for the table while there is nothing to tell."""
        picked = bool(self.table.selected())
        self.hint.setVisible(not picked)
        self.stack.setVisible(picked)
        self._below.setVisible(picked or not self.job_bar.isHidden())

    def _fill_menu(self, menu: QMenu) -> None:
        for key in ("use", "resume", "command", "folder", "delete"):
            add_button(menu, self._buttons[key])

    def _only(self) -> Run | None:
        runs = self.table.selected()
        return runs[0] if len(runs) == 1 else None

    def _on_measured(self, answer: Measured) -> None:
        run = self._only()
        if run is not None and run.folder == answer.folder:
            self.robustness.show_measured(answer.robustness)
            self.compression.show_measured(answer.compression)
            self.parts.show_measured(answer.parts)

    def _current(self, folders: tuple[str, ...]) -> bool:
        return tuple(run.folder for run in self.table.selected()) == folders

    def _on_compared(self, answer: ComparedRuns) -> None:
        if self._current(answer.folders):
            self.compare.show_comparison(answer)

    def _not_compared(self, message: Failed) -> None:
        self.compare.refuse(f"{message.message} {message.remedy}".strip())

    def _on_curves(self, answer: Curves) -> None:
        self.compare.show_curves(answer)

    # --- measuring ------------------------------------------------------------------------

    def _measure_robustness(self) -> None:
        if (about := self._about()) is not None:
            self._measure(ROBUSTNESS, RobustnessSpec(**about.model_dump()), self.tr("Robustness"))

    def _measure_compression(self) -> None:
        if (about := self._about()) is not None:
            self._measure(COMPRESSION, about, self.tr("Compression"))

    def _measure_parts(self) -> None:
        if (about := self._about()) is not None:
            self._measure(PARTS, about, self.tr("Parts"))

    def _about(self) -> Trained | None:
        """The selected run and what it was trained on."""
        run, features = self._only(), self._session.features
        if run is None or features is None:
            return None
        catalog = str(self._session.snapshot)
        return Trained(catalog=catalog, features=features.folder, run=run.folder)

    def _measure(self, kind: JobKind[S, R], spec: S, title: str) -> None:
        name = self.tr("{0} of {1}").format(title, Path(spec.run).name)
        job = self._session.jobs.start(kind, spec, name)
        self.job_bar.show()
        self.job_bar.follow(job)
        job.finished.connect(self._measured)

    def _measured(self, _message: object) -> None:
        self.job_bar.hide()
        self._picked()

    # --- actions --------------------------------------------------------------------------

    def _use(self) -> None:
        if run := self._only():
            self.chosen.emit(run)

    def _resume(self) -> None:
        if run := self._only():
            self.resume_wanted.emit(run)

    def copy_command(self) -> None:
        """Put the command that trains the selected run again on the clipboard."""
        if run := self._only():
            words = ["triptych", "train", self._session.source]
            words += arguments(run.config.model_dump(mode="json")) if run.config else []
            QGuiApplication.clipboard().setText(shlex.join(words))
            self._session.notice.emit("info", self.tr("The command is on the clipboard."), "")

    def _open_folder(self) -> None:
        if run := self._only():
            QDesktopServices.openUrl(QUrl.fromLocalFile(run.folder))

    def _tensorboard(self) -> None:
        if run := self._only():
            one = RunParams(folder=run.folder)
            self._session.ask(TENSORBOARD, one, self._on_board, self._session.report)

    def _on_board(self, answer: EventsFolder) -> None:
        command = shlex.join(["tensorboard", "--logdir", answer.logdir])
        QGuiApplication.clipboard().setText(command)
        sentence = self.tr("The events are written; on the clipboard is: {0}").format(command)
        self._session.notice.emit("info", sentence, "")

    def _export(self) -> None:
        ask_and_save(self, self._session, "runs.csv", self.save)

    def save(self, path: Path) -> None:
        """Write the table as CSV."""
        path.write_text(as_csv(self.table), encoding="utf-8")

    def delete(self) -> None:
        """Move the selected runs to the trash, after asking."""
        busy = {getattr(job.spec, "folder", None) for job in self._session.jobs.running}
        runs = [run for run in self.table.selected() if run.folder not in busy]
        if not runs:
            text = self.tr("This run is being trained; cancel it first.")
            self._session.notice.emit("warning", text, "")
            return
        names = ", ".join(run.title or run.name for run in runs)
        question = self.tr(
            "Delete {0}? The folder moves to the trash of the workspace and can be moved back."
        ).format(names)
        if QMessageBox.question(self, self.tr("Delete"), question) != (
            QMessageBox.StandardButton.Yes
        ):
            return
        for run in runs:
            try:
                layout.discard(Path(run.folder))
            except OSError as error:
                text = self.tr("Could not delete: {0}").format(said(error))
                self._session.notice.emit("error", text, "")
            if self._session.run is not None and run.folder == self._session.run.folder:
                self._session.set_run(None)
        self.refresh()
