"""Search: which settings to vary around the form's, the running search, and its best settings."""

from __future__ import annotations

import shlex
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QMessageBox,
    QPushButton,
    QSpinBox,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from core.contracts.question import Nothing
from core.contracts.training import (
    SEARCH,
    SEARCHES,
    TRIALS,
    RunParams,
    Searches,
    SearchSpec,
    Trials,
)
from core.training.config import TrainConfig
from core.training.run import layout
from core.training.search.record import SearchRecord
from core.training.search.searches import SearchConfig
from core.training.settings import arguments
from core.worker.messages import Metric
from gui.jobs import Job
from gui.pages.training.axes_table import AxesTable
from gui.pages.training.trials_view import TrialsView
from gui.session import Session
from gui.translation import said, told
from gui.widgets.layout.basic import label
from gui.widgets.status.job_bar import JobBar

SearchJob = Job[SearchSpec, SearchRecord]


class SearchPanel(QWidget):
    """Searches of the open catalog; they stay in the workspace and can be gone on with.

    Signals:
        settings_wanted: the best configuration, to put into the form.
    """

    settings_wanted = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._base: TrainConfig | None = None
        #: The search that is shown, and what is known of it.
        self._folder = ""
        self._trials: Trials | None = None
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 8, 0, 0)
        earlier, row = QHBoxLayout(), QHBoxLayout()
        self.past = QComboBox()
        self.past.setAccessibleName(self.tr("Earlier searches"))
        self.past.setMinimumWidth(120)
        self.past.activated.connect(self._past_chosen)
        self.trials = QSpinBox()
        self.trials.setRange(1, 10_000)
        self.trials.setValue(SearchConfig.model_fields["trials"].default)
        self.trials.setPrefix(self.tr("trials: "))
        self.trials.setAccessibleName(self.tr("Number of trials"))
        self.pruner = QComboBox()
        self.pruner.setAccessibleName(self.tr("Pruning"))
        self.pruner.addItem(self.tr("end poor trials early"), "median")
        self.pruner.addItem(self.tr("Hyperband"), "hyperband")
        self.pruner.addItem(self.tr("train every trial to its end"), "none")
        self.pruner.setToolTip(told(SearchConfig.model_fields["pruner"].description or ""))
        self.copy = QPushButton(self.tr("Copy as command"))
        self.copy.clicked.connect(self.copy_command)
        self.go_on = QPushButton(self.tr("Go on"))
        self.go_on.setToolTip(self.tr("Run this search until it has as many trials as asked"))
        self.go_on.clicked.connect(self.resume)
        self.start_button = QPushButton(self.tr("Search"))
        self.start_button.setProperty("role", "primary")
        self.start_button.clicked.connect(self.start)
        self.delete_button = QPushButton(self.tr("Delete"))
        self.delete_button.setToolTip(self.tr("Move this search to the trash of the workspace"))
        self.delete_button.clicked.connect(self.delete)
        earlier.addWidget(self.past, 1)
        earlier.addWidget(self.delete_button)
        whole.addLayout(earlier)
        row.addWidget(self.trials)
        row.addWidget(self.pruner, 1)
        whole.addLayout(row)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for button in (self.copy, self.go_on, self.start_button):
            buttons.addWidget(button)
        self.problem = label("", "bad", wrap=True)
        buttons.insertWidget(0, self.problem, 1)
        whole.addLayout(buttons)
        self.job_bar = JobBar(session.jobs, session.report, stoppable=True)
        self.job_bar.log.setMaximumHeight(70)
        self.job_bar.hide()
        whole.addWidget(self.job_bar)
        self.axes = AxesTable()
        self.axes.changed.connect(self._check)
        self.view = TrialsView(session)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.axes)
        split.addWidget(self.view)
        split.setSizes([230, 330])
        split.setChildrenCollapsible(False)
        whole.addWidget(split, 1)
        foot = QHBoxLayout()
        self.verdict = label("", "muted", wrap=True)
        self.use = QPushButton(self.tr("Use these settings"))
        self.use.setToolTip(self.tr("Put the best trial's settings into the form"))
        self.use.clicked.connect(self._use)
        foot.addWidget(self.verdict, 1)
        foot.addWidget(self.use)
        whole.addLayout(foot)
        self._show("")

    # --- what is asked --------------------------------------------------------------------

    def set_base(self, config: TrainConfig) -> None:
        """The form's settings changed: search around these."""
        self._base = config
        self.axes.show_config(config)
        self.axes.show_importance(self._importance())

    def _check(self) -> None:
        problem = self.axes.problem() if self._base else ""
        busy = self.job_bar.job is not None and not self.job_bar.job.status.over
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        ready = self._session.features is not None and self._base is not None and not problem
        self.start_button.setEnabled(ready and not busy)
        self.copy.setEnabled(ready)
        done = len([t for t in self.view.trials if t.state in ("complete", "pruned")])
        unfinished = bool(self._folder) and done < self.trials.value()
        self.go_on.setVisible(unfinished and not busy)
        self.delete_button.setVisible(bool(self._folder))
        self.delete_button.setEnabled(not busy)

    def config(self) -> SearchConfig:
        """The search as asked."""
        return SearchConfig(
            base=self._base or TrainConfig(),
            axes=tuple(self.axes.chosen()),
            trials=self.trials.value(),
            pruner=self.pruner.currentData(),
        )

    def copy_command(self) -> None:
        """Put the command for the same search on the clipboard."""
        base = self.config().base.model_dump(mode="json")
        words = ["triptych", "search", self._session.source, *arguments(base)]
        words += ["--trials", str(self.trials.value()), "--pruner", self.pruner.currentData()]
        for entry in self.axes.entries():
            words += ["--field", entry]
        QGuiApplication.clipboard().setText(shlex.join(words))
        self._session.notice.emit("info", self.tr("The command is on the clipboard."), "")

    # --- the job --------------------------------------------------------------------------

    def start(self) -> SearchJob | None:
        """Start a new search."""
        from core.catalog.opening import snapshot
        from core.training.search import searches

        if self._session.snapshot is None or self.axes.problem():
            return None
        folder = searches.new_folder(snapshot.key(self._session.snapshot))
        return self._run(self.config(), str(folder))

    def resume(self) -> SearchJob | None:
        """Go on with the search that is shown."""
        if self._trials is None:
            return None
        config = self._trials.config.model_copy(update={"trials": self.trials.value()})
        return self._run(config, self._folder)

    def _run(self, config: SearchConfig, folder: str) -> SearchJob | None:
        session = self._session
        if session.features is None:
            return None
        spec = SearchSpec(
            catalog=str(session.snapshot),
            features=session.features.folder,
            config=config,
            folder=folder,
        )
        job = session.jobs.start(SEARCH, spec, self.tr("Searching"))
        self._follow(job)
        begun = SearchRecord(folder=folder, name=Path(folder).name, metric="", wanted=config.trials)
        self._show(folder, Trials(record=begun, config=config))
        return job

    def _follow(self, job: SearchJob | None) -> None:
        if self.job_bar.job is not None:
            self.job_bar.job.metric.disconnect(self._metric)
            self.job_bar.job.status_changed.disconnect(self._over)
        self.job_bar.setVisible(job is not None)
        self.job_bar.follow(job)
        if job is not None:
            job.metric.connect(self._metric)
            job.status_changed.connect(self._over)

    def _metric(self, message: Metric) -> None:
        if "trials" in message.values:
            self._ask()

    def _over(self, _status: object) -> None:
        job = self.job_bar.job
        if job is not None and job.status.over:
            self.refresh()
        self._check()

    # --- what is known --------------------------------------------------------------------

    def refresh(self) -> None:
        """Ask for the searches of this catalog, and for the one that is shown."""
        if self._session.snapshot is not None:
            self._session.ask(SEARCHES, Nothing(), self._on_searches, self._session.report)
            self._ask()

    def delete(self) -> None:
        """Move the search that is shown to the trash, after asking."""
        if not self._folder:
            return
        folder = Path(self._folder)
        question = self.tr(
            "Delete search {0}? The folder moves to the trash of the workspace and can be moved "
            "back. Models that were trained with its settings are kept."
        ).format(folder.name)
        if QMessageBox.question(self, self.tr("Delete"), question) != (
            QMessageBox.StandardButton.Yes
        ):
            return
        try:
            layout.discard(folder)
        except OSError as error:
            text = self.tr("Could not delete: {0}").format(said(error))
            self._session.notice.emit("error", text, "")
            return
        self.job_bar.hide()
        self._show("")
        self.refresh()

    def clear(self) -> None:
        """Another catalog was opened."""
        self._follow(self._session.latest(SEARCH))
        self.past.clear()
        self._show("")

    def _ask(self) -> None:
        if self._folder:
            params = RunParams(folder=self._folder)
            self._session.ask(TRIALS, params, self._on_trials, self._session.report)

    def _on_searches(self, answer: Searches) -> None:
        self.past.clear()
        for search in answer.searches:
            fields = ", ".join(field.rpartition(".")[2] for field in search.axes)
            text = self.tr("search {0}: {1}").format(search.name, fields)
            self.past.addItem(text, search.folder)
        self.past.setVisible(bool(answer.searches))
        if not self._folder and answer.searches:
            self._past_chosen(0)
        self.past.setCurrentIndex(self.past.findData(self._folder))

    def _past_chosen(self, index: int) -> None:
        self._folder, self._trials = str(self.past.itemData(index)), None
        self._ask()

    def _on_trials(self, answer: Trials) -> None:
        if answer.record.folder == self._folder:
            self._show(self._folder, answer)

    def _importance(self) -> dict[str, float]:
        return self._trials.record.importance if self._trials else {}

    def _show(self, folder: str, trials: Trials | None = None) -> None:
        self._folder, self._trials = folder, trials
        search = trials.record if trials else None
        self.view.show_search(search)
        self.view.setVisible(search is not None)
        self.past.setVisible(self.past.count() > 0)
        self.axes.show_importance(self._importance())
        best = next((t for t in search.trials if t.number == search.best), None) if search else None
        self.use.setVisible(best is not None)
        if search is not None and best is not None:
            self.verdict.setText(
                self.tr("Best of {0}: trial {1} with {2} {3} on the validation part.").format(
                    len(search.trials), best.number, search.metric, f"{best.score:.4f}"
                )
            )
        else:
            self.verdict.setText(
                self.tr("Tick the settings to vary. Trials are judged by the validation part; the "
                        "test part is never looked at.")
            )  # fmt: skip
        self._check()

    def _use(self) -> None:
        if self._trials is not None and self._trials.record.config is not None:
            self.settings_wanted.emit(self._trials.record.config)
