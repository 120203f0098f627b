"""A run while it trains: progress, curves, log, and what came of it in one line."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.contracts import training
from core.contracts.training import CURVES, RunsParams, TrainSpec
from core.training.run.record import Run, Summary
from core.worker.messages import Metric
from gui.jobs import Job
from gui.pages.training.curves import Curves
from gui.session import Session
from gui.widgets.layout.basic import label
from gui.widgets.layout.markup import bold, markup
from gui.widgets.status.job_bar import JobBar


class LiveRun(QWidget):
    """Follows one training job.

    Signals:
        resume_wanted: the run that was offered is to go on.
        results_wanted: the user wants to see all of a run's results.
    """

    resume_wanted = Signal(object)
    results_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        self.job_bar = JobBar(session.jobs, session.report, stoppable=True)
        self.job_bar.resume_wanted.connect(self._resume_wanted)
        self._offered: Run | None = None
        self._used: Run | None = None
        self._session = session
        layout.addWidget(self.job_bar)
        self.outcome = label("", "good", wrap=True)
        self.see = QPushButton(self.tr("See all results"))
        self.see.clicked.connect(self.results_wanted)
        self._came = QWidget()
        row = QHBoxLayout(self._came)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.outcome, 1)
        row.addWidget(self.see, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._came)
        self._came.hide()
        self.curves = Curves(session)
        layout.addWidget(self.curves, 1)
        self.show_log = QPushButton(self.tr("Log"))
        self.show_log.setCheckable(True)
        self.show_log.toggled.connect(self.job_bar.log.setVisible)
        self.job_bar.log.hide()
        self.job_bar.log.setMaximumHeight(150)
        layout.addWidget(self.show_log, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.job_bar.log)

    @property
    def busy(self) -> bool:
        """Whether a run is being trained."""
        return self.job_bar.job is not None and not self.job_bar.job.status.over

    def follow(self, job: Job[TrainSpec, Run] | None) -> None:
        """Show this job from now on, with all it has measured so far; None: nothing."""
        self._let_go()
        self._came.hide()
        self.curves.clear(max(job.spec.config.ks) if job else 20)
        self.job_bar.follow(job)
        if job is None:
            return
        if job.spec.resume and job.spec.folder:
            self._session.ask(CURVES, RunsParams(folders=(job.spec.folder,)), self._on_curves)
        for message in job.metrics:
            self._metric(message)
        job.metric.connect(self._metric)

    def look_at(self, run: Run | None) -> None:
        """While no job is followed: the run in use, with its curves and what came of it."""
        if self.job_bar.job is not None:
            return
        self._used = run
        self.curves.clear(max(run.config.ks) if run is not None and run.config else 20)
        self._came.hide()
        if run is None:
            self.job_bar.rest("")
            return
        self.job_bar.rest(self.tr("Run {0} is in use").format(run.title or run.name))
        if run.summary is not None:
            self.show_outcome(run)
        self._session.ask(CURVES, RunsParams(folders=(run.folder,)), self._on_used)

    def _on_used(self, answer: training.Curves) -> None:
        run = self._used
        if self.job_bar.job is None and run is not None:
            for series in answer.series:
                if series.run == run.folder:
                    xs, ys = series.epochs.tolist(), series.values.tolist()
                    self.curves.add_series("", series.name, xs, ys)

    def _let_go(self) -> None:
        if self.job_bar.job is not None:
            self.job_bar.job.metric.disconnect(self._metric)

    def _on_curves(self, answer: training.Curves) -> None:
        """What a run had measured before it goes on, and then what it measured since."""
        job = self.job_bar.job
        if job is None or {series.run for series in answer.series} != {job.spec.folder}:
            return
        self.curves.clear(max(job.spec.config.ks))
        last = 0.0
        for series in answer.series:
            xs, ys = series.epochs.tolist(), series.values.tolist()
            self.curves.add_series("", series.name, xs, ys)
            last = max([last, *xs])
        for message in job.metrics:
            if message.epoch > last:
                self._metric(message)

    def offer(self, run: Run | None) -> None:
        """Say that a run ended early and can go on; None: there is none."""
        self._offered = run
        if run is None:
            self.job_bar.offer("")
            return
        said = self.tr("Run {0} ended at epoch {1} of {2}. It can be used as it is, or go on.")
        epochs = run.config.epochs if run.config else "?"
        reached = run.reached or (run.summary.epochs if run.summary else 0)
        self.job_bar.offer(said.format(run.title or run.name, reached, epochs))

    def _resume_wanted(self) -> None:
        if self._offered is not None:
            self.resume_wanted.emit(self._offered)

    def _metric(self, message: Metric) -> None:
        self.curves.add(message)

    def show_outcome(self, run: Run) -> None:
        """Say what came of a run."""
        self.outcome.setText(self._in_short(run))
        self._came.show()

    def _in_short(self, run: Run) -> str:
        """What came of a run in one line, beside what no learning gives."""
        summary = run.summary or Summary()
        name = f"ndcg@{max(run.config.ks) if run.config else 20}"
        if name not in summary.test:
            return self.tr("Run {0} is done; this split has no test part.").format(run.name)
        floors = summary.baselines
        low, high = summary.test_intervals.get(name, (0.0, 0.0))
        return markup(
            self.tr("Run {0}: test {1} {2}, 95 % [{3}, {4}]; popularity {5}, chance {6}."),
            run.name,
            name.upper(),
            bold(f"{summary.test[name]:.4f}"),
            f"{low:.4f}",
            f"{high:.4f}",
            f"{floors.get('popularity', {}).get(name, 0.0):.4f}",
            f"{floors.get('random', {}).get(name, 0.0):.4f}",
        )
