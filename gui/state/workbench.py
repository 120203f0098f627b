"""All that is open: catalog, features, run, selection, stages and jobs, each its own machine."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core import workspace
from core.contracts.job import Ended
from core.contracts.question import Subject
from core.worker.messages import Failed, Metric
from gui.state.catalog import Load, Loader, OpenCatalog
from gui.state.events import Event
from gui.state.jobs import AnyJob, Jobs
from gui.state.result import Result
from gui.state.selection import Selection
from gui.state.stages import Stage, Stages
from gui.state.wording import translate

if TYPE_CHECKING:
    from core.catalog.schema import Catalog
    from core.contracts.features import Features
    from core.training.run.record import Run

#: Pages that only show what there is, and the stage whose result they show.
_SHOWS = {"alignment": "features", "attention": "training", "recommend": "training"}


#: In a catalog of at most this many items a run is looked at while it learns: opening it anew
#: means fusing them all.
LIVE_ITEMS = 3000


class Workbench:
    """Composes the machines, and says what follows from what.

    Args:
        jobs: all jobs, with what makes their processes.
        loader: reads a snapshot, now or in a thread; by default now.

    Events:
        learned: the run that is looked at is being trained, and saved better weights.
    """

    def __init__(self, jobs: Jobs, loader: Loader | None = None) -> None:
        self.learned = Event["Run"]()
        #: When the weights of the run in training were last seen to be saved.
        self._saved = 0
        self.stages = Stages()
        self.jobs = jobs
        self.catalog = OpenCatalog(self.jobs, self.stages, loader or self._read_now)
        self.features: Result[Features] = Result("features", self.stages, _made)
        self.run: Result[Run] = Result("training", self.stages, self._trained)
        self.selection = Selection()
        #: What a kind of job makes.
        self._makes: dict[str, tuple[str, Result[Any]]] = {
            "encode": ("features", self.features),
            "train": ("training", self.run),
        }
        self.jobs.added.connect(self._added)
        self.catalog.taken.connect(self._forget)
        self.catalog.loaded_with.connect(self._take_results)
        self.stages.changed.connect(self._shown_on)
        self.features.changed.connect(self._encoded)
        self.stages.set("inside", Stage.READY)  # a sentence of one's own is enough
        if any((workspace.named() / "results").glob("*.json")):
            self.stages.set("benchmark", Stage.DONE)

    def subject(self, run: str | None = None) -> Subject:
        """What questions are about: what is open, with another run where one is given."""
        snapshot = self.catalog.snapshot
        return Subject(
            catalog=str(snapshot) if snapshot else None,
            features=self.features.folder,
            run=run or self.run.folder,
        )

    def close(self) -> None:
        """End every job."""
        self.jobs.close()

    # --- results --------------------------------------------------------------------------

    def _forget(self, _catalog: Catalog) -> None:
        self.selection.clear()
        self.features.made = self.run.made = None

    def _take_results(self, load: Load) -> None:
        self.features.set(load.features)
        self.run.set(load.run)
        if load.item is not None:
            self.selection.select_item(load.item)
        if load.user is not None:
            self.selection.select_user(load.user)
        of_others = {
            "features": translate("Workbench", "what was encoded is of other files; encode again"),
            "training": translate("Workbench", "what was trained is of other files; train again"),
        }
        for key in load.stale:
            self.stages.set(key, Stage.ATTENTION, of_others[key])
        for job in self.jobs.running:
            self._shows_running(job)

    def _encoded(self, _features: Features | None) -> None:
        """Whether a run still fits depends on the features there are."""
        training = any(job.kind.name == "train" for job in self.jobs.running)
        if self.run.made is not None and not training:
            self.run.settle()

    def _trained(self, run: Run) -> tuple[Stage, str]:
        """State of the training stage with this run."""
        if run.status == "running":
            return Stage.RUNNING, translate("Workbench", "what it has learned can be looked at")
        if run.status == "interrupted":
            epochs = run.config.epochs if run.config else "?"
            sentence = translate("Workbench", "interrupted at epoch {0} of {1}")
            return Stage.ATTENTION, sentence.format(run.reached, epochs)
        encoded = self.features.made.modalities if self.features.made else {}
        other = [
            name
            for name, trained_on in run.data.features.items()
            if name in encoded and encoded[name].encoder != trained_on.encoder
        ]
        if other:
            sentence = translate("Workbench", "trained on other features of: {0}; train again")
            return Stage.ATTENTION, sentence.format(", ".join(other))
        return Stage.DONE, ""

    def _shown_on(self, key: str) -> None:
        """Pages that show a result are ready as soon as there is one."""
        there = {"features": bool(self.features.made), "training": bool(self.run.made)}
        for page, needed in _SHOWS.items():
            if needed == key:
                self.stages.set(page, Stage.READY if there[key] else Stage.NOT_STARTED)

    # --- jobs -----------------------------------------------------------------------------

    def _added(self, job: AnyJob) -> None:
        if job.kind.name in self._makes:
            self._shows_running(job)
            job.finished.connect(partial(self._finished, job))
            job.failed.connect(partial(self._failed, job))
        if job.kind.name == "train":
            self._saved = 0
            job.metric.connect(partial(self._measured, job))

    def _shows_running(self, job: AnyJob) -> None:
        if job.kind.name in self._makes and job.concerns(self.catalog.snapshot):
            self.stages.set(self._makes[job.kind.name][0], Stage.RUNNING, job.title)

    def _finished(self, job: AnyJob, ended: Ended[Any]) -> None:
        """A job has made something; one of a catalog that is no longer open is found there."""
        if job.concerns(self.catalog.snapshot):
            _, result = self._makes[job.kind.name]
            if ended.result is None:
                self._look_again(job)
                result.settle()
            else:
                result.set(ended.result)

    def _failed(self, job: AnyJob, message: Failed) -> None:
        if job.concerns(self.catalog.snapshot):
            self._look_again(job)
            self.stages.set(self._makes[job.kind.name][0], Stage.ATTENTION, message.message)

    # --- a run that learns ----------------------------------------------------------------

    def _measured(self, job: AnyJob, _metric: Metric) -> None:
        """Look at a run in training as soon as it has weights, unless another is looked at."""
        catalog = self.catalog.catalog
        if not job.concerns(self.catalog.snapshot) or not job.spec.folder:
            return
        if catalog is None or catalog.items.height > LIVE_ITEMS:
            return
        if self.run.made is not None and self.run.folder != job.spec.folder:
            return
        from core.training.run import layout

        folder = Path(job.spec.folder)
        saved = layout.weights_saved(folder)
        if not saved or saved == self._saved:
            return
        self._saved = saved
        if self.run.made is None:
            self.run.set(layout.read_run(folder))
        if self.run.made is not None:
            self.learned.emit(self.run.made)

    def _look_again(self, job: AnyJob) -> None:
        """A training ended early: the run that was looked at meanwhile is what is on disk now."""
        if self.run.made is None or self.run.folder != getattr(job.spec, "folder", None):
            return
        from core.training.run import layout

        run = layout.read_run(Path(self.run.made.folder))
        self.run.set(run if run.usable else None)

    def _read_now(self, load: Load) -> None:
        try:
            result: Catalog | Exception = load.read()
        except Exception as error:
            result = error
        self.catalog.loaded(load, result)


def _made(_result: object) -> tuple[Stage, str]:
    return Stage.DONE, ""
