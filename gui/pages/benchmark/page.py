"""Benchmark: measure this machine, see what the numbers mean, compare with another."""

from __future__ import annotations

import shlex
from pathlib import Path

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QPushButton,
    QSplitter,
    QWidget,
)

from benchmarks import compare, report, store, tables
from core import launch
from core.contracts.benchmark import BENCHMARK, MeasuredBenchmark
from core.contracts.job import Ended
from core.contracts.question import Nothing
from core.errors import UserError
from core.worker.messages import Failed, Metric
from gui.background import Background
from gui.jobs import Job
from gui.page import Page
from gui.pages.benchmark import loading, model
from gui.pages.benchmark.model import Cell, Digest
from gui.pages.benchmark.result_head import ResultHead
from gui.pages.benchmark.settings_side import SettingsSide
from gui.pages.benchmark.views import ResultViews
from gui.session import Session, Stage
from gui.translation import said
from gui.widgets.files import ask_folder, ask_open, ask_save
from gui.widgets.layout.basic import card
from gui.widgets.status.job_bar import JobBar

#: Live numbers are redrawn at most this often.
REDRAW_MS = 250

BenchmarkJob = Job[Nothing, MeasuredBenchmark]


class BenchmarkPage(Page):
    """Works without an accelerator, and opens results of machines that have one."""

    key = "benchmark"
    title = str(QT_TRANSLATE_NOOP("BenchmarkPage", "Benchmark"))
    subtitle = str(
        QT_TRANSLATE_NOOP(
            "BenchmarkPage",
            "How fast, how sure, how near to what the machine can do, and still the same answer?",
        )
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.digest: Digest | None = None
        self._live: dict[str, Cell] = {}
        self._pending: Path | None = None
        self._loaded = False
        self._background = Background(1, parent=self)
        self._background.done.connect(self._computed)
        self._redraw = QTimer(self, singleShot=True, interval=REDRAW_MS)
        self._redraw.timeout.connect(self._show_live)
        self._make_tools()
        self.what = SettingsSide(session)
        self.options, self.grid = self.what.options, self.what.grid
        self.what.changed.connect(self._check)
        self.grid.chosen.connect(self._workload_chosen)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self.what)
        splitter.addWidget(self._right())
        splitter.setStretchFactor(0, 1)
        splitter.setStretchFactor(1, 4)
        splitter.setSizes([325, 405])  # of the smallest window, whose tables need the room
        splitter.setChildrenCollapsible(False)
        self.body.addWidget(splitter, 1)
        self._check()

    # --- building -------------------------------------------------------------------------

    def _make_tools(self) -> None:
        self.open_button = QPushButton(self.tr("Open result ..."))
        self.open_button.clicked.connect(self._ask_open)
        self.save_button = QPushButton(self.tr("Save report ..."))
        self.save_button.setToolTip(self.tr("HTML page, CSV numbers, or the result as JSON"))
        self.save_button.clicked.connect(self._ask_save)
        self.copy_button = QPushButton(self.tr("Copy as command"))
        self.copy_button.clicked.connect(self._copy)
        self.measure = QPushButton(self.tr("Measure"))
        self.measure.setProperty("role", "primary")
        self.measure.clicked.connect(lambda: self.start())
        for button in (self.open_button, self.save_button, self.copy_button, self.measure):
            self.tools.addWidget(button)

    def _right(self) -> QWidget:
        frame, layout = card()
        self.head = ResultHead()
        self.head.wanted.connect(self.open_result)
        layout.addWidget(self.head)
        self.job_bar = JobBar(self.session.jobs, self.session.report, stoppable=True)
        self.job_bar.log.setMaximumHeight(70)
        self.job_bar.stop.setToolTip(self.tr("End now; what was measured is kept as a result"))
        self.job_bar.hide()
        layout.addWidget(self.job_bar)
        self.tabs = ResultViews(self.session)
        self.tabs.scaling.wanted.connect(self.sweep)
        self.tabs.sustained.wanted.connect(self.sustain)
        self.tabs.machines.compare.connect(self._compare_files)
        self.tabs.machines.folder.connect(self._ask_folder)
        self.tabs.comparison.wanted.connect(self._ask_compare)
        self.tabs.wanted.connect(self._wanted)
        self.tabs.card.beside.connect(self._ask_beside)
        self.tabs.card.take.connect(self._ask_file_to_send)
        #: Shown when what is being measured is done.
        self._return_to: QWidget = self.tabs.card
        layout.addWidget(self.tabs, 1)
        layout.addStretch()
        return frame

    # --- state ----------------------------------------------------------------------------

    def shown(self) -> None:
        if not self._loaded:
            self._loaded = True
            if store.saved() or store.left():
                self._read(None, self.tr("Reading the newest result ..."))
            self.list_results()

    def _check(self) -> None:
        job = self.job_bar.job
        busy = job is not None and not job.status.over
        self.measure.setEnabled(bool(self.grid.checked()) and not busy)
        for button in self.tabs.fills:
            button.setEnabled(not busy)
        self.measure.setText(self.tr("Measuring ...") if busy else self.tr("Measure"))
        self.save_button.setEnabled(self.digest is not None)

    # --- measuring ------------------------------------------------------------------------

    def start(self, seconds: float | None = None) -> BenchmarkJob:
        """Measure in a process of its own, the rounds in `seconds` instead of the mode's."""
        self.tabs.turn_to(self.tabs.throughput)
        budget = [] if seconds is None else ["--seconds", str(seconds)]
        return self._begin([*self.what.arguments(), *budget])

    def _wanted(self, view: QWidget) -> None:
        """Measure just what fills an empty view, and come back to it."""
        workload = self.grid.workload
        if view is self.tabs.numbers:
            self._begin(self.what.arguments())
        elif workload is not None:
            self._begin(["run", *self.tabs.filling(view, workload)])
        self._return_to = view

    def sweep(self) -> BenchmarkJob:
        """Measure cost against size in a process of its own."""
        return self._begin(["scaling"])

    def sustain(self, minutes: int) -> BenchmarkJob:
        """Train for minutes on end in a process of its own."""
        return self._begin(["sustained", "--minutes", str(minutes)])

    def _begin(self, arguments: list[str]) -> BenchmarkJob:
        argv = launch.command("benchmarks", *arguments, "--events")
        job = self.session.jobs.start(BENCHMARK, Nothing(), self.tr("Benchmark"), argv)
        self._live = {}
        self._return_to = self.tabs.card
        self.job_bar.follow(job)
        self.job_bar.show()
        job.metric.connect(self._metric)
        job.finished.connect(self._finished)
        job.failed.connect(self._failed)
        self.head.say(self.tr("Measuring"))
        self.session.set_stage("benchmark", Stage.RUNNING, job.title)
        self._check()
        return job

    def _metric(self, message: Metric) -> None:
        self._live |= model.live_cells(message.values)
        if not self._redraw.isActive():
            self._redraw.start()

    def _show_live(self) -> None:
        if self._live:
            self.grid.show_cells(self._live)
            live = list(self._live.values())
            self.tabs.show_cells(live, self.grid.current)

    def _finished(self, ended: Ended[MeasuredBenchmark]) -> None:
        self._redraw.stop()
        self._live = {}
        self.job_bar.hide()
        self._check()
        measured = ended.result is not None or self.digest is not None
        self.session.set_stage("benchmark", Stage.DONE if measured else Stage.NOT_STARTED)
        if ended.result is not None:
            self.tabs.turn_to(self._return_to)
            self.open_result(Path(ended.result.path))
            self.list_results()
        elif self.digest is not None:
            self._show(self.digest)

    def _failed(self, message: Failed) -> None:
        self.session.set_stage("benchmark", Stage.ATTENTION, message.message)
        self._redraw.stop()
        self._live = {}
        self._check()
        if self.digest is not None:
            self._show(self.digest)
        else:
            self.head.show_digest(None)

    # --- results --------------------------------------------------------------------------

    def open_result(self, path: Path) -> None:
        """Read a result and show it; the estimates are computed off the event loop."""
        self._read(path, self.tr("Reading {0} ...").format(path.name))

    def _read(self, path: Path | None, sentence: str) -> None:
        self._pending = path
        self.tabs.setVisible(self.digest is not None)  # nothing is missing before it is read
        self.head.say(sentence)
        self._background.submit(("open", str(path)), loading.Open(path))

    def compare_with(self, path: Path) -> None:
        """Compare the shown result, as candidate, with a baseline file."""
        if self.digest is not None:
            self._background.submit(("compare", str(path)), loading.Compare(path, self.digest))

    def beside(self, path: Path) -> None:
        """Put the bars of another result beside the card."""
        self._background.submit(("beside", str(path)), loading.Beside(path))

    def list_results(self, folder: Path | None = None) -> None:
        """List all results there are, those of a folder with them."""
        self._background.submit(("history", str(folder)), loading.ReadHistory(folder))

    def _compare_files(self, baseline: str, candidate: str) -> None:
        work = loading.CompareFiles(Path(baseline), Path(candidate))
        self._background.submit(("compare", candidate), work)

    def _computed(self, key: tuple[str, str], found: object) -> None:
        kind, path = key
        if isinstance(found, Exception):
            self._refused(found)
        elif kind == "open" and path == str(self._pending) and isinstance(found, Digest):
            self._show(found)
        elif kind == "history" and isinstance(found, loading.History):
            for view in (self.tabs.machines, self.tabs.trend, self.tabs.buy):
                view.show_history(found)
        elif kind == "beside" and isinstance(found, tuple):
            self.tabs.card.add(found)
        elif kind == "compare" and isinstance(found, compare.Report):
            self.tabs.comparison.show_report(found)
            self.tabs.turn_to(self.tabs.comparison)

    def _refused(self, error: Exception) -> None:
        self.tabs.show()
        self.head.show_digest(self.digest)
        if isinstance(error, UserError):
            self.session.report(Failed(job="benchmark", **error.to_dict()))
        else:
            sentence = self.tr("The result could not be shown ({0}).").format(type(error).__name__)
            self.session.notice.emit("error", sentence, repr(error))

    def _show(self, digest: Digest) -> None:
        self.digest = digest
        self.tabs.show()
        result = digest.result
        self.head.show_digest(digest)
        self.grid.hold(result.points)
        self.grid.show_cells(digest.cells, result.machine)
        names = [point.workload for point in result.measured]
        if names and self.grid.current not in names:
            self.grid.choose(names[0])
        self.tabs.show_digest(digest)
        if result.sustained:
            self.tabs.turn_to(self.tabs.sustained)
        self._workload_chosen(self.grid.current)
        self._check()

    def _workload_chosen(self, name: str) -> None:
        if self._live:
            self.tabs.show_cells(list(self._live.values()), name)
        else:
            self.tabs.show_workload(self.digest, name)

    # --- files ----------------------------------------------------------------------------

    def _ask_open(self) -> None:
        path = self._ask_file(self.tr("Open result"))
        if path:
            self.open_result(path)

    def _ask_compare(self) -> None:
        if self.digest is None:
            self._ask_open()  # the first of the two
            return
        path = self._ask_file(self.tr("Compare with the baseline"))
        if path:
            self.compare_with(path)

    def _ask_beside(self) -> None:
        path = self._ask_file(self.tr("Beside the result of"))
        if path:
            self.beside(path)

    def _ask_folder(self) -> None:
        path = ask_folder(self, self.session, self.tr("Folder of results"))
        if path:
            self.list_results(path)

    def _ask_file(self, title: str) -> Path | None:
        pattern = self.tr("Benchmark results (*.json *.journal)")
        return ask_open(self, self.session, title, pattern, str(store.folder()))

    def _ask_save(self) -> None:
        if self.digest is None:
            return
        name = f"{self.digest.result.id}.html"
        kinds = self.tr("Report (*.html);;Numbers (*.csv);;Result (*.json)")
        path = ask_save(self, self.session, self.tr("Save report"), name, kinds)
        if path:
            self.save(path)

    def _ask_file_to_send(self) -> None:
        if self.digest is not None:
            name = f"triptych-{self.digest.result.id}.json"
            path = ask_save(
                self, self.session, self.tr("Save file"), name, self.tr("Result (*.json)")
            )
            if path:
                self.save(path)

    def save(self, path: Path) -> None:
        """Write the shown result by the file's ending: .html, .csv or .json."""
        if self.digest is None:
            return
        result = self.digest.result
        try:
            if path.suffix == ".csv":
                path.write_text(tables.csv(result), encoding="utf-8")
            elif path.suffix == ".json":
                store.save(result, path)
            else:
                path.write_text(report.html(result, self.tabs.comparison.report), encoding="utf-8")
        except OSError as error:
            self.session.notice.emit(
                "error", self.tr("Could not save: {0}").format(said(error)), ""
            )
        else:
            self.session.tell_saved(path)

    def _copy(self) -> None:
        words = ["triptych", "bench", *self.what.arguments()]
        QGuiApplication.clipboard().setText(shlex.join(words))
        self.session.notice.emit("info", self.tr("The command is on the clipboard."), "")
