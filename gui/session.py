"""What is open in this window: the one model all pages look at and change.

Pages never talk to each other; they set something here and hear of it through a signal.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, overload

from PySide6.QtCore import QObject, Signal, SignalInstance

from core import workspace
from core.contracts.features import Features
from core.contracts.job import Ended
from core.contracts.message import Message, checked
from core.contracts.opening import OPEN, SAMPLE, Opened, OpenSpec, SampleSpec
from core.contracts.question import Question, Subject
from core.errors import UserError
from core.text import Text
from core.training.run.record import Run
from core.worker.messages import Failed
from gui.background import Background
from gui.engine import Engine, Refusal, UntypedAnswer
from gui.exclusions import Exclusions
from gui.jobs import Job, Jobs
from gui.scans import Scans
from gui.stage import Stage as Stage
from gui.state.selection import Selection
from gui.theme import Appearance, Theme
from gui.translation import told

if TYPE_CHECKING:
    import numpy as np

    from core.catalog.schema import Catalog

P = TypeVar("P", bound=Message)
A = TypeVar("A", bound=Message)
S = TypeVar("S", bound=Message)

MAX_RECENT = 12


@dataclass(frozen=True, eq=False)
class _Load:
    """A snapshot to load and what belongs to it."""

    folder: Path
    source: str
    features: Features | None
    run: Run | None


def _read_snapshot(folder: Path) -> Catalog:
    # Imported here: the window is on screen before polars is.
    from core.catalog.opening import snapshot

    return snapshot.load(folder)


class Session(QObject):
    """Catalog, features, run, selection, engine and jobs of one window.

    Signals:
        catalog_changed, features_changed, run_changed: look at the attribute of that name.
        item_selected, user_selected: row in catalog.items / catalog.users.
        clock_changed: row of an item whose tracks were moved by hand.
        stage_changed: key of the page whose stage changed.
        device_changed: the device is known; look at `device` and `accelerated`.
        notice: (kind "info" | "warning" | "error", sentence, details).
        notice_over: a sentence of `notice` that is no longer so.
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
    notice_over = Signal(str)
    page_wanted = Signal(str)
    items_wanted = Signal(object, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.engine = Engine(self)
        self.jobs = Jobs(self)
        self._load: _Load | None = None
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
        self.catalog: Catalog | None = None
        self.snapshot: Path | None = None
        self.source: str = ""
        self.features: Features | None = None
        self.run: Run | None = None
        self.selection = Selection()
        self._stages: dict[str, tuple[Stage, str]] = {}
        self.scans = Scans(self)
        self.exclusions = Exclusions(self)

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
        return self._stages.get(key, (Stage.NOT_STARTED, ""))

    def set_stage(self, key: str, stage: Stage, sentence: str = "") -> None:
        """Set the state of a stage."""
        self._stages[key] = (stage, sentence)
        self.stage_changed.emit(key)

    # --- opening --------------------------------------------------------------------------

    def open_path(
        self, path: str | Path, reader: str | None = None, mapping: dict[str, str] | None = None
    ) -> Job[OpenSpec, Opened]:
        """Open a catalog from a file or folder in a job; `catalog_changed` follows."""
        path = Path(path)
        with suppress(RuntimeError):  # ~stranger
            path = path.expanduser()
        path = path.absolute()  # the job works in another folder
        spec = OpenSpec(path=str(path), reader=reader, mapping=mapping)
        return self._opening(self.jobs.start(OPEN, spec, self.tr("Opening {0}").format(path.name)))

    def open_snapshot(self, snapshot: Path, source: str) -> Job[OpenSpec, Opened]:
        """Open a snapshot of `source` as it is, with what was computed from it."""
        spec = OpenSpec(path=source, snapshot=str(snapshot))
        return self._opening(
            self.jobs.start(OPEN, spec, self.tr("Opening {0}").format(Path(source).name))
        )

    def open_sample(
        self, field: str, items: int, users: int, seed: int = 0
    ) -> Job[SampleSpec, Opened]:
        """Generate (on first use) and open a sample catalog."""
        values = {"field": field, "items": items, "users": users, "seed": seed}
        spec = checked(SampleSpec, values)
        return self._opening(
            self.jobs.start(SAMPLE, spec, self.tr("Making the {0} sample").format(field))
        )

    def _opening(self, job: Job[S, Opened]) -> Job[S, Opened]:
        self.notice_over.emit(self._complaint)
        self.set_stage("catalog", Stage.RUNNING, job.title)
        job.finished.connect(self._opened)
        job.failed.connect(self._not_opened)
        return job

    def _opened(self, ended: Ended[Opened]) -> None:
        if (opened := ended.result) is None:  # cancelled
            kept = Stage.DONE if self.catalog else Stage.NOT_STARTED
            self.set_stage("catalog", kept)
            return
        self.load_snapshot(Path(opened.snapshot), opened.source, opened.features, opened.run)

    def _not_opened(self, message: Failed) -> None:
        self.set_stage("catalog", Stage.ATTENTION, message.message)
        self._complaint = self._sentence(message)
        self.report(message)

    def load_snapshot(
        self,
        folder: Path,
        source: str,
        features: Features | None = None,
        run: Run | None = None,
    ) -> None:
        """Bring an opened catalog into this process, in a thread: ten million rows take a while.

        `catalog_changed` follows, then `features_changed` and `run_changed`.
        """
        self._load = _Load(folder, source, features, run)
        self.set_stage("catalog", Stage.RUNNING, self.tr("Loading {0}").format(Path(source).name))
        self._loader.submit(self._load, lambda: _read_snapshot(folder))

    @property
    def loading(self) -> bool:
        """Whether a catalog is on its way into this process."""
        return self._load is not None

    def _loaded(self, load: _Load, result: Any) -> None:
        if load is not self._load:
            return  # another one was wanted meanwhile
        self._load = None
        if isinstance(result, Exception):
            known = result.to_dict() if isinstance(result, UserError) else {"message": str(result)}
            self._not_opened(Failed(job="session", **known))
            return
        self._take(result, load.folder, load.source)
        self.set_features(load.features)
        self.set_run(load.run)

    def _take(self, catalog: Catalog, folder: Path, source: str) -> None:
        self.catalog = catalog
        self.snapshot = folder
        self.source = source
        self.item = self.user = None
        self.features = self.run = None
        self._stages.clear()
        bad = catalog.quarantine.height
        if bad:
            sentence = self.tr("%n row(s) in quarantine", "", bad)
            self.set_stage("catalog", Stage.ATTENTION, sentence)
        else:
            self.set_stage("catalog", Stage.DONE)
        remember(source, catalog.name)
        self.catalog_changed.emit()

    def set_features(self, features: Features | None) -> None:
        """Take what an encode job made, or None."""
        self.features = features
        self.set_stage("features", Stage.DONE if features else Stage.NOT_STARTED)
        self.features_changed.emit()

    def set_run(self, run: Run | None) -> None:
        """Take a training run, or None."""
        self.run = run
        self.set_stage("training", Stage.DONE if run else Stage.NOT_STARTED)
        self.run_changed.emit()

    # --- selection ------------------------------------------------------------------------

    @property
    def item(self) -> int | None:
        """Row in catalog.items that all pages look at."""
        return self.selection.item

    @item.setter
    def item(self, row: int | None) -> None:
        self.selection.item = row

    @property
    def user(self) -> int | None:
        """Row in catalog.users that all pages look at."""
        return self.selection.user

    @user.setter
    def user(self, row: int | None) -> None:
        self.selection.user = row

    def select_item(self, row: int) -> None:
        """Make `row` of catalog.items the item all pages look at."""
        self.item = row
        self.item_selected.emit(row)

    def select_user(self, row: int) -> None:
        """Make `row` of catalog.users the user all pages look at."""
        self.user = row
        self.user_selected.emit(row)

    def show_items(self, rows: np.ndarray, why: str) -> None:
        """Show some rows of catalog.items on the Catalog page, and say why only those."""
        self.items_wanted.emit(rows, why)
        self.show_page("catalog")

    def show_page(self, key: str) -> None:
        """Bring the page of that key to the front."""
        self.page_wanted.emit(key)

    # --- asking ---------------------------------------------------------------------------

    @overload
    def ask(
        self,
        question: Question[P, A],
        params: P,
        done: Callable[[A], None],
        failed: Refusal | None = None,
        run: str | None = None,
    ) -> None: ...

    @overload
    def ask(
        self,
        question: str,
        params: dict[str, Any],
        done: UntypedAnswer,
        failed: Refusal | None = None,
        run: str | None = None,
    ) -> None: ...

    def ask(
        self,
        question: Any,
        params: Any,
        done: Callable[..., None],
        failed: Refusal | None = None,
        run: str | None = None,
    ) -> None:
        """Ask the engine about what is open, or about another run's folder.

        `done` must be a bound method, see Engine.ask.
        """
        ask = self.engine.ask_untyped if isinstance(question, str) else self.engine.ask
        ask(question, params, done, failed, self._subject(run))

    def _subject(self, run: str | None = None) -> Subject:
        """What is open, with another run where one is given."""
        return Subject(
            catalog=str(self.snapshot) if self.snapshot else None,
            features=self.features.folder if self.features else None,
            run=run or (self.run.folder if self.run else None),
        )

    def report(self, message: Failed) -> None:
        """Show a failure as one plain sentence with folded details."""
        self.notice.emit("error", self._sentence(message), message.details)

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


def recent() -> list[dict[str, str]]:
    """Catalogs opened lately, newest first: [{"source": ..., "name": ...}]."""
    try:
        entries = json.loads((workspace.home() / "recent.json").read_text())
        return [e for e in entries if isinstance(e, dict) and {"source", "name"} <= e.keys()]
    except (OSError, ValueError):
        return []


def remember(source: str, name: str) -> None:
    """Put a catalog first in the list of recent ones."""
    others = [entry for entry in recent() if entry["source"] != source]
    entries = [{"source": source, "name": name}, *others][:MAX_RECENT]
    workspace.write_json(workspace.home() / "recent.json", entries)
