"""From a fresh catalog to maps and recommendations in one go: encode, train, show.

Each step is a job of the ordinary kind; what is there already is not made again, so whoever starts
anew after a stop or a failure goes on where it ended.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from core.contracts.job import Ended
from core.contracts.showcase import SHOWCASE, Showcase, ShowcaseParams
from core.worker.messages import Failed, Progress
from gui.state.asking import Asker
from gui.state.estimate import EncodingProgress, Estimate, TrainingProgress
from gui.state.events import Event
from gui.state.jobs import Action, AnyJob
from gui.state.jobs import Status as JobStatus
from gui.state.preparation import LEARNING, SHARES, Status, Step, train_spec
from gui.state.weights import Weights
from gui.state.wording import translate
from gui.state.workbench import Workbench

if TYPE_CHECKING:
    from core.catalog.schema import Catalog
    from core.training.run.record import Run


class Preparing:
    """One button's worth of work on the open catalog.

    Args:
        bench: what is open.
        asker: of the question what to show.
        clock: seconds.

    Attributes:
        status, step: where it is; no step before the first start.
        found: what is shown, chosen anew when all is done; None before.
        failure: why it failed.
        job: that is running for it.
        weights: that encoding takes and this machine lacks.

    Events:
        changed: status, step, or how far it is.
        live: the run learned enough to be looked at for the first time.
        landed: all is done; what is shown is chosen.
    """

    def __init__(
        self, bench: Workbench, asker: Asker, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.changed = Event[Preparing]()
        self.live = Event["Run"]()
        self.landed = Event[Showcase]()
        self.status = Status.IDLE
        self.step: Step | None = None
        self.found: Showcase | None = None
        self.failure: Failed | None = None
        self._bench, self._asker, self._clock = bench, asker, clock
        self.job: AnyJob | None = None
        self.weights = Weights(bench, asker)
        self._plan: list[Step] = []
        self._estimate = Estimate({}, clock)
        self._progress: Callable[[Progress], float | None] = TrainingProgress()
        self._chosen: tuple[int | None, int | None] = (None, None)
        self._lived = False
        self._wanted_item: int | None = None
        bench.catalog.taken.connect(self._another)
        bench.learned.connect(self._learned)
        bench.features.changed.connect(self._made)
        bench.run.changed.connect(self._made)

    # --- what is offered ------------------------------------------------------------------

    @property
    def busy(self) -> bool:
        """Whether it is under way."""
        return self.status in (Status.ASKING, Status.RUNNING, Status.PAUSED, Status.STOPPING)

    @property
    def offered(self) -> bool:
        """Whether the open catalog lacks what this makes, and nothing else makes it now."""
        if self._bench.catalog.catalog is None or self.busy:
            return False
        return self.lacking and not self._elsewhere()

    @property
    def lacking(self) -> bool:
        """Whether there are no features or no run."""
        return self._unencoded or self._bench.run.made is None

    @property
    def _unencoded(self) -> bool:
        """Whether nothing was encoded, also where a model by ids needed nothing."""
        made, catalog = self._bench.features.made, self._bench.catalog.catalog
        if made is None or made.modalities or catalog is None:
            return made is None
        return bool(catalog.modalities())

    @property
    def prepared(self) -> bool:
        """Whether all is there and at rest."""
        return not self.lacking and not self.busy and not self._elsewhere()

    def _elsewhere(self) -> bool:
        """Whether jobs that make the same are running."""
        here = self._bench.catalog.snapshot
        return any(
            job.kind.name in ("encode", "train") and job.concerns(here)
            for job in self._bench.jobs.running
        )

    # --- how far it is --------------------------------------------------------------------

    @property
    def fraction(self) -> float:
        """0..1 of the whole."""
        return self._estimate.fraction

    @property
    def starting(self) -> bool:
        """Whether what the present step needs is still being loaded."""
        return self._estimate.starting

    @property
    def eta(self) -> float | None:
        """Seconds left of the whole; None while nobody can tell."""
        return self._estimate.left if self.busy else None

    # --- wishes ---------------------------------------------------------------------------

    def start(self) -> None:
        """Make what is missing, then choose what to show."""
        self._start(None)

    def start_with(self, item: int) -> None:
        """The same, and show this item of catalog.items in the end."""
        self._start(item)

    def _start(self, item: int | None) -> None:
        if self._bench.catalog.catalog is None or self.busy or self._elsewhere():
            return
        self._plan = [Step.SHOW]
        if self.lacking:
            catalog = self._bench.catalog.catalog
            # Where nobody has chosen anything, the modalities of an item learn to agree.
            lonely = catalog.interactions.is_empty()
            self._plan.insert(0, Step.AGREE if lonely else Step.TRAIN)
        if self._unencoded:
            self._plan.insert(0, Step.ENCODE)
        self.found = self.failure = None
        self._wanted_item = item
        self._estimate = self._estimated()
        self._chosen = (self._bench.selection.item, self._bench.selection.user)
        self._lived = False
        self.status = Status.RUNNING
        if Step.ENCODE in self._plan:
            self.step = Step.ENCODE
            self.weights.look(self._looked, self._failed)
            self.changed.emit(self)
        else:
            self._next()

    def _estimated(self) -> Estimate:
        shares = {step.name: SHARES[step.name] for step in self._plan}
        return Estimate(shares, self._clock, at_once=(Step.SHOW.name,))

    def pause(self) -> None:
        """Wait, or go on."""
        if self.status in (Status.RUNNING, Status.PAUSED) and self.job is not None:
            self._control("resume" if self.status is Status.PAUSED else "pause")

    def stop(self) -> None:
        """End soon and keep what was made: a model as it is by now is shown."""
        if self.job is not None:
            # Encoding keeps what it has done in any case.
            self._control("stop" if self.step in LEARNING else "cancel")
        elif self.busy:
            self._end(Status.STOPPED)

    def _control(self, action: Action) -> None:
        assert self.job is not None
        self.job.control(action)

    # --- weights --------------------------------------------------------------------------

    def _looked(self) -> None:
        if self.status is not Status.RUNNING or self.step is not Step.ENCODE:
            return
        if self.weights.missing:
            self.status = Status.ASKING
            self.changed.emit(self)
        else:
            self._next()

    def fetch(self) -> None:
        """Get the weights that are missing, then go on."""
        if self.status is Status.ASKING:
            self._plan.insert(0, Step.FETCH)
            self._estimate = self._estimated()
            self.status = Status.RUNNING
            self._next()

    def without(self) -> None:
        """Go on, and leave out what the missing weights are for."""
        if self.status is Status.ASKING and self.weights.dispensable:
            self.weights.leave_out()
            self.status = Status.RUNNING
            self._next()

    def _fetch(self) -> None:
        self._progress = _share_of
        self._follow(self.weights.fetch())

    # --- the steps ------------------------------------------------------------------------

    def _next(self) -> None:
        self.step, self.job = self._plan.pop(0), None
        self._estimate.begin(self.step.name)
        if self.step is Step.FETCH:
            self._fetch()
        elif self.step is Step.ENCODE:
            self._encode()
        elif self.step in LEARNING:
            self._train()
        else:
            self._ask(self._on_found)
        self.changed.emit(self)

    def _encode(self) -> None:
        from core.contracts.features import ENCODE, EncodeSpec

        self._progress = EncodingProgress()
        spec = EncodeSpec(catalog=str(self._bench.catalog.snapshot), encoders=self.weights.encoders)
        title = translate("Preparing", "Encoding")
        self._follow(self._bench.jobs.start(ENCODE, spec, title))

    def _train(self) -> None:
        from core.contracts.training import TRAIN

        self._progress = TrainingProgress()
        title = translate("Preparing", "Training")
        self._follow(self._bench.jobs.start(TRAIN, train_spec(self._bench), title))

    def _follow(self, job: AnyJob) -> None:
        self.job = job
        job.progress.connect(self._moved)
        job.status_changed.connect(self._job_changed)
        job.finished.connect(self._finished)
        job.failed.connect(self._failed)

    # --- what a job says ------------------------------------------------------------------

    def _moved(self, progress: Progress) -> None:
        self._estimate.reach(self._progress(progress))
        self.changed.emit(self)

    def _job_changed(self, status: JobStatus) -> None:
        told = {
            JobStatus.RUNNING: Status.RUNNING,
            JobStatus.PAUSED: Status.PAUSED,
            JobStatus.STOPPING: Status.STOPPING,
        }
        if status not in told:
            return
        self.status = told[status]
        self._estimate.rest(self.status is Status.PAUSED)
        self.changed.emit(self)

    def _finished(self, ended: Ended[Any]) -> None:
        if ended.result is None:
            self._end(Status.STOPPED)
            return
        self.status = Status.RUNNING
        self._next()

    def _failed(self, message: Failed) -> None:
        self.failure = message
        self._end(Status.FAILED)

    # --- what is shown --------------------------------------------------------------------

    def _learned(self, run: Run) -> None:
        if self.busy and self.step in LEARNING and not self._lived:
            self._lived = True
            self._ask(self._on_first)
            self.live.emit(run)

    def _ask(self, done: Callable[[Showcase], None]) -> None:
        self._asker.ask(SHOWCASE, ShowcaseParams(), done, self._not_found)

    def _on_first(self, found: Showcase) -> None:
        if self.busy:
            self.found = found
            self._select(found)
            self.changed.emit(self)

    def _on_found(self, found: Showcase) -> None:
        if self.step is not Step.SHOW or not self.busy:
            return
        self.found = found
        self._select(found)
        self._estimate.reach(1.0)
        self._end(Status.DONE)
        self.landed.emit(found)

    def _not_found(self, message: Failed) -> None:
        if self.step is Step.SHOW and self.busy:
            self._failed(message)

    def _select(self, found: Showcase) -> None:
        """Choose for those who have not chosen by themselves meanwhile."""
        selection, (item, user) = self._bench.selection, self._chosen
        if self._wanted_item is not None:
            selection.select_item(self._wanted_item)
            self._wanted_item = None
        elif found.item is not None and selection.item in (None, item):
            selection.select_item(found.item.row)
        if found.user is not None and selection.user in (None, user):
            selection.select_user(found.user.row)
        self._chosen = (selection.item, selection.user)

    # --- the end --------------------------------------------------------------------------

    def _end(self, status: Status) -> None:
        self.status, self.job = status, None
        self.changed.emit(self)

    def _another(self, _catalog: Catalog) -> None:
        """Another catalog is open: its jobs are followed elsewhere."""
        job, self.job = self.job, None
        if job is not None:
            job.progress.disconnect(self._moved)
            job.status_changed.disconnect(self._job_changed)
            job.finished.disconnect(self._finished)
            job.failed.disconnect(self._failed)
        self.step, self._plan = None, []
        self.found = self.failure = None
        self._end(Status.IDLE)

    def _made(self, _made: object) -> None:
        """What is offered may have changed."""
        self.changed.emit(self)


def _share_of(progress: Progress) -> float:
    return progress.done / progress.total if progress.total else 0.0
