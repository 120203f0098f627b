"""Training: a form from the typed configuration, live curves, runs to compare."""

from __future__ import annotations

import json
import shlex
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from core.training.config import PRESETS, TrainConfig, preset_for
from core.worker.messages import Failed, Finished, Metric
from gui.jobs import Job
from gui.page import Page, card, label
from gui.pages.training.curves import Curves
from gui.pages.training.runs_panel import RunsPanel
from gui.pages.training.search_panel import SearchPanel
from gui.session import Session, Stage
from gui.widgets.empty import EmptyState
from gui.widgets.job_bar import JobBar
from gui.widgets.model_form import ModelForm

#: Fields few need to touch: shown on request, or once they differ from the preset.
ADVANCED = frozenset(
    [
        "modality_dropout",
        "expansion",
        "grounding",
        "positions",
        "biases",
        "start_length",
        "item_dropout",
        "user_embedding",
        "popularity",
        "log_q",
        "normalise",
        "token_weight",
        "validation",
        "test",
        "own_layer",
        "item_weight",
        "edge_dropout",
        "modality_weights",
        "weighting",
        "weights",
        "temperature",
        "clip_norm",
        "weight_decay",
        "validate_every",
        "ks",
        "monitor",
        "precision",
        "compile",
        "checkpoint_seconds",
        "item_embedding",
        "content",
    ]
)


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
        self.train = QPushButton(self.tr("Train"))
        self.train.setProperty("role", "primary")
        self.train.clicked.connect(self.start)
        self.tools.addWidget(self.copy)
        self.tools.addWidget(self.train)
        self._empty = EmptyState(session, "training", "", "", "catalog")
        self.body.addWidget(self._empty, 1)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._form_frame = self._form_side()
        self._splitter.addWidget(self._form_frame)
        self._splitter.addWidget(self._watch_side())
        self._splitter.setStretchFactor(0, 0)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setSizes([370, 880])
        self._splitter.setHandleWidth(12)
        self.body.addWidget(self._splitter, 1)
        session.catalog_changed.connect(self._new_catalog)
        session.features_changed.connect(self._suggest_preset)
        session.run_changed.connect(self._ask_runs)
        self._suggest_preset()

    def _form_side(self) -> QWidget:
        frame, layout = card(self.tr("Configuration"))
        frame.setMinimumWidth(350)
        self.preset = QComboBox()
        self.preset.setAccessibleName(self.tr("Preset"))
        for name in PRESETS:
            self.preset.addItem(name)
        self.preset.currentTextChanged.connect(self._preset_chosen)
        self.reset = QPushButton(self.tr("Reset"))
        self.reset.setToolTip(self.tr("Back to the preset"))
        self.reset.clicked.connect(self._reset)
        row = QHBoxLayout()
        row.addWidget(self.preset, 1)
        row.addWidget(self.reset)
        layout.addLayout(row)
        self.reason = label("", "muted", wrap=True)
        layout.addWidget(self.reason)
        self.device = label("", "muted", wrap=True)
        layout.addWidget(self.device)
        self.form = ModelForm(TrainConfig, ADVANCED)
        self.form.changed.connect(self._check)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(0, 0, 8, 0)
        inside.addWidget(self.form)
        inside.addStretch(1)
        scroll.setWidget(inner)
        layout.addWidget(scroll, 1)
        self.advanced = QCheckBox(self.tr("Advanced settings"))
        self.advanced.toggled.connect(self.form.show_advanced)
        layout.addWidget(self.advanced)
        self.problem = label("", "bad", wrap=True)
        layout.addWidget(self.problem)
        self.session.engine.device_found.connect(self._say_device)
        self._preset_chosen(self.preset.currentText())
        return frame

    def _watch_side(self) -> QWidget:
        watch = QWidget()
        layout = QVBoxLayout(watch)
        layout.setContentsMargins(0, 8, 0, 0)
        self.job_bar = JobBar(self.session, stoppable=True)
        self.job_bar.resumed.connect(self._watch)
        layout.addWidget(self.job_bar)
        self.outcome = label("", "good", wrap=True)
        self.outcome.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self.outcome.linkActivated.connect(self._see_results)
        self.outcome.hide()
        layout.addWidget(self.outcome)
        self.curves = Curves(self.session)
        layout.addWidget(self.curves, 1)
        self.show_log = QPushButton(self.tr("Log"))
        self.show_log.setCheckable(True)
        self.show_log.toggled.connect(self.job_bar.log.setVisible)
        self.job_bar.log.hide()
        self.job_bar.log.setMaximumHeight(150)
        layout.addWidget(self.show_log, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.job_bar.log)
        self.runs = RunsPanel(self.session)
        self.runs.chosen.connect(self._run_chosen)
        self.tabs = QTabWidget()
        self.tabs.addTab(watch, self.tr("Training"))
        self.tabs.addTab(self.runs, self.tr("Runs"))
        self.search = SearchPanel(self.session)
        self.search.settings_wanted.connect(self._use_settings)
        self.tabs.addTab(self.search, self.tr("Search"))
        self.tabs.currentChanged.connect(self._tab_chosen)
        return self.tabs

    def _tab_chosen(self, _index: int) -> None:
        # Runs are compared over the whole width; their settings are no longer to be changed.
        self._form_frame.setVisible(self.tabs.currentWidget() is not self.runs)

    def _use_settings(self, config: dict[str, Any]) -> None:
        self.form.set_value(config)
        self._check()
        self.tabs.setCurrentIndex(0)

    # --- state ----------------------------------------------------------------------------

    def shown(self) -> None:
        self._ask_runs()

    def _new_catalog(self) -> None:
        self.curves.clear()
        self.search.clear()
        self._refresh()

    def _refresh(self) -> None:
        ready = self.session.features is not None
        self._empty.setVisible(not ready)
        self._splitter.setVisible(ready)
        self.copy.setEnabled(ready)
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

    def _suggest_preset(self) -> None:
        """Turn to the preset these features ask for, unless the form was changed by hand."""
        features = self.session.features
        if features is not None and not self.form.differences():
            made = features["modalities"].items()
            self.preset.setCurrentText(preset_for({name: one["max_tokens"] for name, one in made}))
        self._refresh()

    def _preset_chosen(self, name: str) -> None:
        reasons = {
            "default": self.tr(
                "For items of several tokens: a Transformer whose maps can be seen."
            ),
            "ranking": self.tr("For items of one vector a modality: the best lists, without maps."),
        }
        self.reason.setText(reasons.get(name, ""))
        self.reason.setVisible(name in reasons)
        value = PRESETS[name].model_dump(mode="json")
        self.form.set_value(value)
        self.form.set_reference(value)
        self._check()

    def _reset(self) -> None:
        self._preset_chosen(self.preset.currentText())

    def _say_device(self, line: str | None = None) -> None:
        """Where the run will compute, and why."""
        choice, line = str(self.form.value()["device"]), line or self.session.device
        found = self.tr("auto: {0}").format(line) if choice == "auto" else choice
        self.device.setText(self.tr("Device {0}").format(found))

    def _check(self) -> None:
        errors = self.form.errors()
        self._say_device()
        changed = len(self.form.differences())
        self.reset.setEnabled(changed > 0)
        self.reset.setText(self.tr("Reset {0}").format(changed) if changed else self.tr("Reset"))
        self.problem.setText("\n".join(f"{name}: {why}" for name, why in errors.items()))
        self.problem.setVisible(bool(errors))
        if not errors and hasattr(self, "search"):
            self.search.set_base(self.form.value())
        job = self.job_bar.job if hasattr(self, "job_bar") else None
        busy = job is not None and not job.status.over
        self.train.setEnabled(self.session.features is not None and not errors and not busy)

    # --- the job --------------------------------------------------------------------------

    def start(self) -> Job | None:
        """Start a training job with the form's configuration."""
        if self.session.snapshot is None or self.session.features is None:
            return None
        spec = {
            "catalog": str(self.session.snapshot),
            "features": self.session.features["folder"],
            "config": self.form.value(),
            "folder": str(self._new_folder()),
        }
        job = self.session.jobs.start("train", spec, self.tr("Training"))
        self.curves.clear(max(TrainConfig.model_validate(spec["config"]).ks))
        self.outcome.hide()
        self.job_bar.follow(job)
        self._watch(job)
        self.tabs.setCurrentIndex(0)
        return job

    def _new_folder(self) -> str:
        """The window names the folder, so that a killed job can be resumed by its spec."""
        from core.catalog import snapshot
        from core.training import layout

        assert self.session.snapshot is not None
        return str(layout.new_run_folder(snapshot.key(self.session.snapshot)))

    def _watch(self, job: Job) -> None:
        self.session.set_stage("training", Stage.RUNNING, job.title)
        job.metric.connect(self._metric)
        job.finished.connect(self._finished)
        job.failed.connect(self._failed)
        self._check()

    def _metric(self, message: Metric) -> None:
        self.curves.add(message)

    def _finished(self, message: Finished) -> None:
        self._check()
        if message.result.get("cancelled"):
            kept = Stage.DONE if self.session.run else Stage.NOT_STARTED
            self.session.set_stage("training", kept)
            self._ask_runs()
            return
        self.session.set_run(message.result)
        self.outcome.setText(self._in_short(message.result))
        self.outcome.show()

    def _in_short(self, run: dict[str, Any]) -> str:
        """What came of a run in one line, beside what no learning gives."""
        summary = run.get("summary", {})
        name = f"ndcg@{max(run.get('config', {}).get('ks', [20]))}"
        if name not in summary.get("test", {}):
            return self.tr("Run {0} is done; this split has no test part.").format(run["name"])
        floors = summary.get("baselines", {})
        low, high = summary.get("test_intervals", {}).get(name, (0.0, 0.0))
        return self.tr(
            "Run {0}: test {1} {2}, 95 % [{3}, {4}]; popularity {5}, chance {6}. "
            '<a href="results">See all results</a>'
        ).format(
            run["name"],
            name.upper(),
            f"<b>{summary['test'][name]:.4f}</b>",
            f"{low:.4f}",
            f"{high:.4f}",
            f"{floors.get('popularity', {}).get(name, 0.0):.4f}",
            f"{floors.get('random', {}).get(name, 0.0):.4f}",
        )

    def _see_results(self, _link: str) -> None:
        self.tabs.setCurrentWidget(self.runs)
        if self.session.run is not None:
            self.runs.table.select(self.session.run["folder"])

    def _failed(self, message: Failed) -> None:
        self._check()
        self.session.set_stage("training", Stage.ATTENTION, message.message)

    # --- runs -----------------------------------------------------------------------------

    def _ask_runs(self) -> None:
        self.runs.refresh()
        self.search.refresh()

    def _run_chosen(self, run: dict[str, Any]) -> None:
        self.session.set_run(run)

    def _copy(self) -> None:
        words = [
            "triptych",
            "train",
            self.session.source,
            "--config",
            json.dumps(self.form.value()),
        ]
        QGuiApplication.clipboard().setText(shlex.join(words))
        self.session.notice.emit(
            "info",
            QCoreApplication.translate("TrainingPage", "The command is on the clipboard."),
            "",
        )
