"""A run while it trains: progress, curves, log, and what came of it in one line."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.contracts.training import TrainSpec
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
        resumed: the new Job after the user asked to resume.
        results_wanted: the user wants to see all of a run's results.
    """

    resumed = Signal(object)
    results_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        self.job_bar = JobBar(session.jobs, session.report, stoppable=True)
        self.job_bar.resumed.connect(self._resumed)
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

    def begin(self, job: Job[TrainSpec, Run], longest: int) -> None:
        """Follow a new run whose longest list has `longest` items."""
        self.curves.clear(longest)
        self._came.hide()
        self.job_bar.follow(job)
        job.metric.connect(self._metric)

    def _resumed(self, job: Job[TrainSpec, Run]) -> None:
        job.metric.connect(self._metric)  # its curves go on
        self.resumed.emit(job)

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
