"""What is open in this window: the one model all pages look at and change.

Pages never talk to each other; they set something here and hear of it through a signal.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel
from PySide6.QtCore import QCoreApplication, QObject, Signal, SignalInstance

from core.contracts.job import JobKind
from core.contracts.message import Message
from core.contracts.question import Question
from core.text import Text
from core.worker.messages import Failed
from gui.background import Background
from gui.engine import Engine, Refusal
from gui.exclusions import Exclusions
from gui.jobs import AnyRunning, Job, Jobs
from gui.scans import Scans
from gui.state import wording
from gui.state.catalog import Load
from gui.state.preparing import Preparing
from gui.state.selection import Selection
from gui.state.stages import Stage as Stage
from gui.state.workbench import Workbench
from gui.theme import Appearance, Theme
from gui.translation import said, told

if TYPE_CHECKING:
    import numpy as np

    from core.catalog.plan.model import Plan
    from core.catalog.schema import Catalog
    from core.contracts.features import Features
    from core.contracts.opening import Opened, OpenSpec, SampleSpec
    from core.training.run.record import Run

P = TypeVar("P", bound=Message)
A = TypeVar("A", bound=Message)
S = TypeVar("S", bound=Message)
R = TypeVar("R", bound=BaseModel)


class Session(QObject):
    """Catalog, features, run, selection, engine and jobs of one window.

    Signals:
        catalog_changed, features_changed, run_changed: look at the attribute of that name.
        item_selected, user_selected: row in catalog.items / catalog.users.
        clock_changed: row of an item whose tracks were moved by hand.
        stage_changed: key of the page whose stage changed.
        device_changed: the device is known; look at `device` and `accelerated`.
        notice: (kind "info" | "warning" | "error", sentence, details).
        saved: path of a file that was written for the person.
        notice_over: a sentence of `notice` that is no longer so.
        learned: the run that is looked at is being trained and saved better weights.
        preparing_changed: look at `preparing`.
        under_way_changed: what is being opened changed; look at `under_way`.
        page_wanted: a page asks to show another one by its key.
        items_wanted: (int64 rows, why) the Catalog page is to stay within; see show_items.
    """

    catalog_changed = Signal()
    features_changed = Signal()
    run_changed = Signal()
    item_selected = Signal(int)
    user_selected = Signal(int)
    clock_changed = Signal(int)
    stage_changed = Signal(str)
    device_changed = Signal()
    notice = Signal(str, str, str)
    saved = Signal(str)
    notice_over = Signal(str)
    learned = Signal()
    preparing_changed = Signal()
    under_way_changed = Signal()
    page_wanted = Signal(str)
    items_wanted = Signal(object, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.engine = Engine(self)
        self.jobs = Jobs(self)
        self.jobs.added.connect(self._begun)
        self.workbench = Workbench(self.jobs.machines, self._load)
        self.preparing = Preparing(self.workbench, self)
        #: Whether a person was told that what the window remembers cannot be written.
        self._forgetful = False
        #: Where file dialogs start.
        self.folder = ""
        #: Why the last catalog could not be opened, as it was told.
        self._complaint = ""
        self._loader = Background(threads=1, limit=1, parent=self)
        self._loader.done.connect(self._loaded)
        self.engine.failed.connect(self.report)
        self.appearance = Appearance(parent=self)
        #: The device line as shown, with its reason; whether it is more than the CPU.
        self.device = self.tr("Asking for the device ...")
        self.accelerated: bool | None = None
        self.engine.device_found.connect(self._device_found)
        self.scans = Scans(self.workbench, self.jobs, self, self)
        self.exclusions = Exclusions(self.workbench.catalog, self)
        self._follow()

    def _follow(self) -> None:
        """Turn the workbench's events into signals."""
        wording.speak(QCoreApplication.translate)
        bench = self.workbench
        bench.catalog.opening.connect(self._opening)
        bench.catalog.failed.connect(self._not_opened)
        bench.catalog.changed.connect(self._catalog_changed)
        bench.catalog.moved.connect(self._under_way_changed)
        bench.catalog.unkept.connect(self.unkept)
        bench.features.changed.connect(self._features_changed)
        bench.run.changed.connect(self._run_changed)
        bench.learned.connect(self._learned)
        self.preparing.changed.connect(self._preparing_changed)
        bench.selection.item_selected.connect(self.item_selected.emit)
        bench.selection.user_selected.connect(self.user_selected.emit)
        bench.stages.changed.connect(self.stage_changed.emit)
        self.catalog_changed.connect(self.scans.opened)
        self.catalog_changed.connect(self.exclusions.opened)
        self.scans.failed.connect(self.report)
        self.exclusions.left_out.connect(self._left_out)

    def _catalog_changed(self, _catalog: Catalog) -> None:
        self.catalog_changed.emit()

    def _under_way_changed(self, _title: str) -> None:
        self.under_way_changed.emit()

    def _features_changed(self, _summary: object) -> None:
        self.features_changed.emit()

    def _run_changed(self, _summary: object) -> None:
        self.run_changed.emit()

    def _learned(self, _run: Run) -> None:
        self.learned.emit()

    def _preparing_changed(self, _preparing: Preparing) -> None:
        self.preparing_changed.emit()

    def _left_out(self, sentence: str) -> None:
        self.notice.emit("info", sentence, "")

    def _device_found(self, line: Text) -> None:
        self.accelerated = not Text(line).template.startswith("CPU")
        self.device = line
        self.device_changed.emit()

    # --- appearance -----------------------------------------------------------------------

    @property
    def theme(self) -> Theme:
        """The colours of the window."""
        return self.appearance.theme

    @theme.setter
    def theme(self, theme: Theme) -> None:
        self.appearance.theme = theme

    @property
    def theme_changed(self) -> SignalInstance:
        """Colours changed; redraw what is painted by hand."""
        return self.appearance.changed

    # --- stages ---------------------------------------------------------------------------

    def stage(self, key: str) -> tuple[Stage, str]:
        """State of a page's stage and one sentence on it."""
        return self.workbench.stages.of(key)

    def set_stage(self, key: str, stage: Stage, sentence: str = "") -> None:
        """Set the state of a stage."""
        self.workbench.stages.set(key, stage, sentence)

    # --- what is open ---------------------------------------------------------------------

    @property
    def catalog(self) -> Catalog | None:
        """The open catalog."""
        return self.workbench.catalog.catalog

    @catalog.setter
    def catalog(self, value: Catalog | None) -> None:
        self.workbench.catalog.catalog = value

    @property
    def snapshot(self) -> Path | None:
        """The folder the open catalog lies in."""
        return self.workbench.catalog.snapshot

    @snapshot.setter
    def snapshot(self, value: Path | None) -> None:
        self.workbench.catalog.snapshot = value

    @property
    def source(self) -> str:
        """What the open catalog was opened from."""
        return self.workbench.catalog.source

    @source.setter
    def source(self, value: str) -> None:
        self.workbench.catalog.source = value

    @property
    def features(self) -> Features | None:
        """What is encoded of it."""
        return self.workbench.features.made

    @features.setter
    def features(self, value: Features | None) -> None:
        self.workbench.features.made = value

    @property
    def run(self) -> Run | None:
        """The trained run all pages look at."""
        return self.workbench.run.made

    @run.setter
    def run(self, value: Run | None) -> None:
        self.workbench.run.made = value

    def set_features(self, features: Features | None) -> None:
        """Take what an encode job made, or None."""
        self.workbench.features.set(features)

    def set_run(self, run: Run | None) -> None:
        """Take a training run, or None."""
        self.workbench.run.set(run)

    # --- opening --------------------------------------------------------------------------

    def open_path(
        self,
        path: str | Path,
        reader: str | None = None,
        mapping: dict[str, str] | None = None,
        plan: Plan | None = None,
    ) -> Job[OpenSpec, Opened]:
        """Open a catalog from a file or folder in a job; `catalog_changed` follows."""
        return self.jobs.of(self.workbench.catalog.open_path(path, reader, mapping, plan))

    def open_snapshot(self, snapshot: Path, source: str) -> Job[OpenSpec, Opened]:
        """Open a snapshot of `source` as it is, with what was computed from it."""
        return self.jobs.of(self.workbench.catalog.open_snapshot(snapshot, source))

    def open_sample(
        self, field: str, items: int, users: int, seed: int = 0
    ) -> Job[SampleSpec, Opened]:
        """Generate (on first use) and open a sample catalog."""
        return self.jobs.of(self.workbench.catalog.open_sample(field, items, users, seed))

    def load_snapshot(
        self,
        folder: Path,
        source: str,
        features: Features | None = None,
        run: Run | None = None,
    ) -> None:
        """Bring an opened catalog into this process, in a thread.

        `catalog_changed` follows, then `features_changed` and `run_changed`.
        """
        self.workbench.catalog.load(folder, source, features, run)

    @property
    def under_way(self) -> str:
        """What is being opened, as it is told; empty if nothing is."""
        return self.workbench.catalog.under_way

    @property
    def loading(self) -> bool:
        """Whether a catalog is on its way into this process."""
        return self.workbench.catalog.coming is not None

    def _load(self, load: Load) -> None:
        self._loader.submit(load, load.read)

    def _loaded(self, load: Load, result: Catalog | Exception) -> None:
        # A method of this object, so that it runs in this object's thread.
        self.workbench.catalog.loaded(load, result)

    def _opening(self, _job: object) -> None:
        self.notice_over.emit(self._complaint)

    def _not_opened(self, message: Failed) -> None:
        self._complaint = self._sentence(message)
        self.report(message)

    # --- selection ------------------------------------------------------------------------

    @property
    def selection(self) -> Selection:
        """The item and the user that all pages look at."""
        return self.workbench.selection

    @property
    def item(self) -> int | None:
        """Row in catalog.items that all pages look at."""
        return self.workbench.selection.item

    @item.setter
    def item(self, row: int | None) -> None:
        self.workbench.selection.item = row

    @property
    def user(self) -> int | None:
        """Row in catalog.users that all pages look at."""
        return self.workbench.selection.user

    @user.setter
    def user(self, row: int | None) -> None:
        self.workbench.selection.user = row

    def select_item(self, row: int) -> None:
        """Make `row` of catalog.items the item all pages look at."""
        self.workbench.selection.select_item(row)

    def select_user(self, row: int) -> None:
        """Make `row` of catalog.users the user all pages look at."""
        self.workbench.selection.select_user(row)

    def show_items(self, rows: np.ndarray, why: str) -> None:
        """Show some rows of catalog.items on the Catalog page, and say why only those."""
        self.items_wanted.emit(rows, why)
        self.show_page("catalog")

    def show_page(self, key: str) -> None:
        """Bring the page of that key to the front."""
        self.page_wanted.emit(key)

    # --- jobs -----------------------------------------------------------------------------

    def latest(self, kind: JobKind[S, R]) -> Job[S, R] | None:
        """The newest job of a kind on the open catalog."""
        fitting = (
            job
            for job in reversed(self.jobs.all)
            if job.kind is kind and job.machine.concerns(self.snapshot)
        )
        return next(fitting, None)

    # --- asking ---------------------------------------------------------------------------

    def ask(
        self,
        question: Question[P, A],
        params: P,
        done: Callable[[A], None],
        failed: Refusal | None = None,
        run: str | None = None,
    ) -> None:
        """Ask the engine about what is open, or about another run's folder.

        `done` must be a bound method, see Engine.ask.
        """
        self.engine.ask(question, params, done, failed, self.workbench.subject(run))

    def report(self, message: Failed) -> None:
        """Show a failure as one plain sentence with folded details."""
        self.notice.emit("error", self._sentence(message), message.details)

    def _begun(self, job: AnyRunning) -> None:
        """Take back why the same work failed before: it goes on."""
        for before in self.jobs.all:
            failure = before.failure
            if failure is None or before.kind is not job.kind:
                continue
            resumed = {"resume": job.spec.resume} if hasattr(job.spec, "resume") else {}
            if before.spec.model_copy(update=resumed) == job.spec:
                self.notice_over.emit(self._sentence(failure))

    def unkept(self, error: OSError) -> None:
        """What the window would remember cannot be written: told once, and in no one's way."""
        if not self._forgetful:
            self._forgetful = True
            self.notice.emit("warning", said(error), "")

    def tell_saved(self, path: Path) -> None:
        """Say that a file was written, and offer to show it in its folder."""
        self.saved.emit(str(path))

    def complain(self, sentence: str) -> None:
        """Show what went wrong in one sentence that needs no details."""
        self.notice.emit("error", sentence, "")

    def _sentence(self, message: Failed) -> str:
        where = message.file or ""
        if where and message.line:
            where = self.tr("{0}, line {1}").format(where, message.line)
        if where and message.column:
            where = self.tr("{0}, column '{1}'").format(where, message.column)
        parts = (where and where + ": ", told(message.message), " ", told(message.remedy))
        return "".join(parts).strip()

    def close(self) -> None:
        """End every process that belongs to this window."""
        self.jobs.close()
        self.engine.close()
