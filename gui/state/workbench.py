"""All that is open: catalog, features, run, selection, stages and jobs, each its own machine."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from core import workspace
from core.contracts.job import Ended
from core.contracts.question import Subject
from core.worker.messages import Failed
from gui.state.catalog import Load, Loader, OpenCatalog
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


class Workbench:
    """Composes the machines, and says what follows from what.

    Args:
        jobs: all jobs, with what makes their processes.
        loader: reads a snapshot, now or in a thread; by default now.
    """

    def __init__(self, jobs: Jobs, loader: Loader | None = None) -> None:
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
        for job in self.jobs.running:
            self._shows_running(job)

    def _encoded(self, _features: Features | None) -> None:
        """Whether a run still fits depends on the features there are."""
        training = any(job.kind.name == "train" for job in self.jobs.running)
        if self.run.made is not None and not training:
            self.run.settle()

    def _trained(self, run: Run) -> tuple[Stage, str]:
        """State of the training stage with this run."""
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

    def _shows_running(self, job: AnyJob) -> None:
        if job.kind.name in self._makes and job.concerns(self.catalog.snapshot):
            self.stages.set(self._makes[job.kind.name][0], Stage.RUNNING, job.title)

    def _finished(self, job: AnyJob, ended: Ended[Any]) -> None:
        """A job has made something; one of a catalog that is no longer open is found there."""
        if job.concerns(self.catalog.snapshot):
            _, result = self._makes[job.kind.name]
            if ended.result is None:
                result.settle()
            else:
                result.set(ended.result)

    def _failed(self, job: AnyJob, message: Failed) -> None:
        if job.concerns(self.catalog.snapshot):
            self.stages.set(self._makes[job.kind.name][0], Stage.ATTENTION, message.message)

    def _read_now(self, load: Load) -> None:
        try:
            result: Catalog | Exception = load.read()
        except Exception as error:
            result = error
        self.catalog.loaded(load, result)


def _made(_result: object) -> tuple[Stage, str]:
    return Stage.DONE, ""
