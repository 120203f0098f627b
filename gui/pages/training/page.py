"""Training: a form from the typed configuration, live curves, runs to compare."""

from __future__ import annotations

import os
import shlex

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QSpinBox, QSplitter, QTabWidget

from core.contracts.features import ENCODE, EncodeSpec
from core.contracts.job import Ended
from core.contracts.training import TRAIN, TrainSpec
from core.training.config import TrainConfig
from core.training.run.record import Run
from core.training.settings import arguments
from core.worker.messages import Failed
from gui.jobs import AnyRunning, Job
from gui.page import Page
from gui.pages.training.live_run import LiveRun
from gui.pages.training.runs_panel import RunsPanel
from gui.pages.training.search_panel import SearchPanel
from gui.pages.training.settings_side import SettingsSide
from gui.session import Session
from gui.widgets.layout.basic import set_primary
from gui.widgets.status.empty import EmptyState
from gui.widgets.status.prepare import NextStep

TrainJob = Job[TrainSpec, Run]


class TrainingPage(Page):
    """Configure, train, watch, compare."""

    key = "training"
    title = str(QT_TRANSLATE_NOOP("TrainingPage", "Training"))
    subtitle = str(
        QT_TRANSLATE_NOOP(
            "TrainingPage",
            "Fusion of the modalities with matrix factorisation, in a process of its own.",
        )
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.copy = QPushButton(self.tr("Copy as command"))
        self.copy.clicked.connect(self._copy)
        self.processes = QSpinBox()
        self.processes.setRange(1, min(64, os.cpu_count() or 1))
        self.processes.setPrefix(self.tr("Processes: "))
        self.processes.setToolTip(
            self.tr("Several processes of this machine compute each step together, which grows.")
        )
        self.tools.addWidget(self.processes)
        self.train = QPushButton(self.tr("Train"))
        self.train.clicked.connect(self.start)
        self.tools.addWidget(self.copy)
        self.tools.addWidget(self.train)
        self.next = NextStep(session, prepares=False)
        self.tools.addWidget(self.next)
        self._empty = EmptyState(session, "training", "", "", "catalog")
        self.body.addWidget(self._empty, 1)
        self.by_ids = QPushButton(self.tr("Train by ids, without encoding"))
        self.by_ids.setToolTip(
            self.tr("Models that learn from histories alone need no words, pictures or sound.")
        )
        self.by_ids.clicked.connect(self._go_without)
        self.body.addWidget(self.by_ids, 0, Qt.AlignmentFlag.AlignHCenter)
        self.settings = SettingsSide(session)
        self.form = self.settings.form
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.addWidget(self.settings)
        self._splitter.addWidget(self._tabs())
        self._splitter.setStretchFactor(0, 0)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setSizes([340, 880])
        self._splitter.setHandleWidth(12)
        self._splitter.setChildrenCollapsible(False)
        self.body.addWidget(self._splitter, 1)
        self.settings.changed.connect(self._check)
        session.jobs.added.connect(self._added)
        session.catalog_changed.connect(self._new_catalog)
        session.features_changed.connect(self._new_features)
        session.run_changed.connect(self._ask_runs)
        session.run_changed.connect(self._refresh)
        session.run_changed.connect(self._look_at_used)
        if (job := session.latest(TRAIN)) is not None:
            self._follow(job)
        self._new_features()
        self._look_at_used()

    def _tabs(self) -> QTabWidget:
        self.watch = LiveRun(self.session)
        self.watch.resume_wanted.connect(self.resume)
        self.watch.results_wanted.connect(self._see_results)
        self.job_bar, self.curves = self.watch.job_bar, self.watch.curves
        self.runs = RunsPanel(self.session)
        self.runs.chosen.connect(self.session.set_run)
        self.runs.resume_wanted.connect(self.resume)
        self.runs.listed.connect(self._listed)
        self.search = SearchPanel(self.session)
        self.search.settings_wanted.connect(self._use_settings)
        self.tabs = QTabWidget()
        self.tabs.addTab(self.watch, self.tr("Training"))
        self.tabs.addTab(self.runs, self.tr("Runs"))
        self.tabs.addTab(self.search, self.tr("Search"))
        self.tabs.currentChanged.connect(self._tab_chosen)
        return self.tabs

    def _tab_chosen(self, _index: int) -> None:
        # Runs are compared over the whole width; their settings are no longer to be changed.
        runs = self.tabs.currentWidget() is self.runs
        self.settings.setVisible(not runs)
        if runs and self.session.run is not None and not self.runs.table.selected():
            self.runs.table.select(self.session.run.folder)

    def _use_settings(self, config: TrainConfig) -> None:
        self.settings.use(config.model_dump(mode="json"))
        self.tabs.setCurrentIndex(0)

    # --- state ----------------------------------------------------------------------------

    def shown(self) -> None:
        self._ask_runs()

    def _new_catalog(self) -> None:
        self.watch.follow(self.session.latest(TRAIN))
        self.watch.offer(None)
        self._look_at_used()
        self.search.clear()
        self._refresh()
        if self.isVisible():
            self._ask_runs()

    def _listed(self, runs: tuple[Run, ...]) -> None:
        newest = runs[0] if runs else None
        self.watch.offer(newest if newest is not None and newest.resumable else None)

    def _new_features(self) -> None:
        self.settings.suggest_preset()
        self._refresh()

    def _refresh(self) -> None:
        ready = self.session.features is not None
        self._empty.setVisible(not ready)
        self._splitter.setVisible(ready)
        catalog = self.session.catalog
        self.by_ids.setVisible(
            not ready and catalog is not None and not catalog.interactions.is_empty()
        )
        self.copy.setEnabled(ready)
        # One way leads on: to train while there is no model, else to what a model is for.
        set_primary(self.train, self.session.run is None)
        self._check()
        if self.session.catalog is None:
            self._empty.say(
                self.tr("Open a catalog first: its histories are what the model learns from."),
                self.tr("Go to Catalog"),
                "catalog",
            )
        elif not ready:
            self._empty.say(
                self.tr("Encode the catalog first: the model fuses the encoders' tokens."),
                self.tr("Go to Features"),
                "features",
            )

    def _go_without(self) -> None:
        """Note that nothing is encoded: what models by ids are trained with."""
        if self.session.snapshot is None or self.session.catalog is None:
            return
        left_out = dict.fromkeys(self.session.catalog.modalities(), "")
        spec = EncodeSpec(catalog=str(self.session.snapshot), encoders=left_out)
        self.session.jobs.start(ENCODE, spec, self.tr("Models by ids"))

    def _check(self) -> None:
        if self.settings.valid:
            self.search.set_base(TrainConfig.model_validate(self.settings.value()))
        ready = self.session.features is not None and self.settings.valid
        self.train.setEnabled(ready and not self.watch.busy)

    def _ask_runs(self) -> None:
        self.runs.refresh()
        self.search.refresh()

    # --- the job --------------------------------------------------------------------------

    def start(self) -> TrainJob | None:
        """Start a training job with the form's configuration."""
        if self.session.snapshot is None or self.session.features is None:
            return None
        config = TrainConfig.model_validate(self.settings.value())
        return self._begin(config, self._new_folder())

    def resume(self, run: Run) -> TrainJob | None:
        """Go on with a run that ended early, from its last checkpoint."""
        if run.config is None or self.watch.busy:
            return None
        return self._begin(run.config, run.folder, resume=True)

    def _begin(self, config: TrainConfig, folder: str, *, resume: bool = False) -> TrainJob | None:
        if self.session.snapshot is None or self.session.features is None:
            return None
        spec = TrainSpec(
            catalog=str(self.session.snapshot),
            features=self.session.features.folder,
            config=config,
            folder=folder,
            resume=resume,
            processes=self.processes.value(),
        )
        job = self.session.jobs.start(TRAIN, spec, self.tr("Training"))
        self.tabs.setCurrentIndex(0)
        return job

    def _new_folder(self) -> str:
        """The window names the folder, so that a killed job can be resumed by its spec."""
        from core.catalog.opening import snapshot
        from core.training.run import layout

        assert self.session.snapshot is not None
        return str(layout.new_run_folder(snapshot.key(self.session.snapshot)))

    def _added(self, job: AnyRunning) -> None:
        """Whoever starts a training of this catalog, it is watched here."""
        if job.kind is TRAIN and job.machine.concerns(self.session.snapshot):
            self._follow(job)

    def _follow(self, job: TrainJob) -> None:
        self.watch.follow(job)
        job.finished.connect(self._finished)
        job.failed.connect(self._failed)
        self._check()

    def _finished(self, ended: Ended[Run]) -> None:
        self._check()
        self._ask_runs()
        if ended.result is not None and self.sender() is self.job_bar.job:
            self.watch.show_outcome(ended.result)

    def _failed(self, _message: Failed) -> None:
        self._check()
        self._ask_runs()

    def _look_at_used(self) -> None:
        self.watch.look_at(self.session.run)

    def _see_results(self) -> None:
        self.tabs.setCurrentWidget(self.runs)
        if self.session.run is not None:
            self.runs.table.select(self.session.run.folder)

    def _copy(self) -> None:
        words = ["triptych", "train", self.session.source, *arguments(self.settings.value())]
        if self.processes.value() > 1:
            words += ["--processes", str(self.processes.value())]
        command = shlex.join(words)
        QGuiApplication.clipboard().setText(command)
        self.session.notice.emit("info", self.tr("The command is on the clipboard."), "")
