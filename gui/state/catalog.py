"""Which catalog is open, and how another one comes: a job opens it, a thread loads it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from core import workspace
from core.contracts.job import Ended, JobKind
from core.contracts.message import Message, checked
from core.worker.failures import failed
from core.worker.messages import Failed
from gui.state.events import Event
from gui.state.jobs import AnyJob, Job, Jobs
from gui.state.stages import Stage, Stages
from gui.state.wording import translate

if TYPE_CHECKING:
    from core.catalog.plan.model import Plan
    from core.catalog.schema import Catalog
    from core.contracts.features import Features
    from core.contracts.opening import Opened, OpenSpec, SampleSpec
    from core.training.run.record import Run

S = TypeVar("S", bound=Message)

MAX_RECENT = 12


@dataclass(frozen=True, eq=False)
class Load:
    """A snapshot to load, what was computed from it, and what to look at first."""

    folder: Path
    source: str
    features: Features | None
    run: Run | None
    item: int | None = None
    user: int | None = None
    #: Stages of which something was made before the files changed.
    stale: tuple[str, ...] = ()

    def read(self) -> Catalog:
        """Read it; ten million rows take a while."""
        # Imported here: the window is on screen before polars is.
        from core.catalog.opening import snapshot

        return snapshot.load(self.folder)


#: Calls `read` of a load, now or in a thread, and hands its result or exception to `loaded`.
Loader = Callable[[Load], object]


class OpenCatalog:
    """Nothing, opening (a job), loading (a snapshot), open; a failure keeps what was open before.

    Attributes:
        catalog, snapshot, source: what is open, where it lies, what it was opened from.
        coming: the snapshot that is being loaded.
        under_way: what is being opened or loaded, as it is told; empty if nothing is.

    Events:
        moved: `under_way` changed.
        opening: a job that opens another catalog has begun.
        taken: another catalog is open; results of the former are still to be forgotten.
        changed: another catalog is open.
        loaded_with: the load that is done, after `changed`.
        failed: why one could not be opened.
        unkept: why the list of recent catalogs could not be written.
    """

    def __init__(self, jobs: Jobs, stages: Stages, loader: Loader) -> None:
        self.moved = Event[str]()
        self.opening = Event[AnyJob]()
        self.taken = Event["Catalog"]()
        self.changed = Event["Catalog"]()
        self.loaded_with = Event[Load]()
        self.failed = Event[Failed]()
        self.unkept = Event[OSError]()
        self.catalog: Catalog | None = None
        self.snapshot: Path | None = None
        self.source = ""
        self.coming: Load | None = None
        self.under_way = ""
        self._jobs, self._stages, self._loader = jobs, stages, loader

    def open_path(
        self,
        path: str | Path,
        reader: str | None = None,
        mapping: dict[str, str] | None = None,
        plan: Plan | None = None,
    ) -> Job[OpenSpec, Opened]:
        """Open a catalog from a file or folder in a job."""
        # Imported here and below: the window is on screen before the training configuration,
        # which the contract of opening holds, is built.
        from core.contracts.opening import OPEN, OpenSpec

        path = Path(path)
        with suppress(RuntimeError):  # ~stranger
            path = path.expanduser()
        path = path.absolute()  # the job works in another folder
        spec = OpenSpec(path=str(path), reader=reader, mapping=mapping, plan=plan)
        return self._open(OPEN, spec, translate("Session", "Opening {0}").format(path.name))

    def open_snapshot(self, snapshot: Path, source: str) -> Job[OpenSpec, Opened]:
        """Open a snapshot of `source` as it is, with what was computed from it."""
        from core.contracts.opening import OPEN, OpenSpec

        spec = OpenSpec(path=source, snapshot=str(snapshot))
        return self._open(OPEN, spec, translate("Session", "Opening {0}").format(Path(source).name))

    def open_sample(
        self, field: str, items: int, users: int, seed: int = 0
    ) -> Job[SampleSpec, Opened]:
        """Generate (on first use) and open a sample catalog."""
        from core.contracts.opening import SAMPLE, SampleSpec

        values = {"field": field, "items": items, "users": users, "seed": seed}
        title = translate("Session", "Making the {0} sample").format(field)
        return self._open(SAMPLE, checked(SampleSpec, values), title)

    def _open(self, kind: JobKind[S, Opened], spec: S, title: str) -> Job[S, Opened]:
        job = self._jobs.start(kind, spec, title)
        self.opening.emit(job)
        self._under_way(title)
        job.finished.connect(self._opened)
        job.failed.connect(self._not_opened)
        return job

    def _opened(self, ended: Ended[Opened]) -> None:
        if (opened := ended.result) is None:  # cancelled
            self._stages.set("catalog", Stage.DONE if self.catalog else Stage.NOT_STARTED)
            self._over()
            return
        coming = Load(
            Path(opened.snapshot),
            opened.source,
            opened.features,
            opened.run,
            opened.item,
            opened.user,
            opened.stale,
        )
        self._come(coming)

    def _not_opened(self, message: Failed) -> None:
        self._stages.set("catalog", Stage.ATTENTION, message.message)
        self._over()
        self.failed.emit(message)

    def _under_way(self, title: str) -> None:
        self.under_way = title
        self._stages.set("catalog", Stage.RUNNING, title)
        self.moved.emit(title)

    def _over(self) -> None:
        self.under_way = ""
        self.moved.emit("")

    def load(
        self,
        folder: Path,
        source: str,
        features: Features | None = None,
        run: Run | None = None,
    ) -> None:
        """Bring an opened catalog into this process; the last one wanted wins."""
        self._come(Load(folder, source, features, run))

    def _come(self, load: Load) -> None:
        self.coming = load
        self._under_way(translate("Session", "Loading {0}").format(Path(load.source).name))
        self._loader(load)

    def loaded(self, load: Load, result: Catalog | Exception) -> None:
        """The loader is done with a load."""
        if load is not self.coming:
            return  # another one was wanted meanwhile
        self.coming = None
        if isinstance(result, Exception):
            self._not_opened(failed("session", result))
            return
        self._over()
        self._take(result, load)
        self.loaded_with.emit(load)

    def _take(self, catalog: Catalog, load: Load) -> None:
        self.catalog, self.snapshot, self.source = catalog, load.folder, load.source
        self.taken.emit(catalog)
        self._stages.clear()
        bad = catalog.quarantine.height
        if bad:
            sentence = translate("Session", "%n row(s) in quarantine", "", bad)
            self._stages.set("catalog", Stage.ATTENTION, sentence)
        else:
            self._stages.set("catalog", Stage.DONE)
        try:
            remember(load.source, catalog.name)
        except OSError as error:
            self.unkept.emit(error)
        self.changed.emit(catalog)


def recent() -> list[dict[str, str]]:
    """Catalogs opened lately, newest first: [{"source": ..., "name": ...}]."""
    kept = workspace.read_json(workspace.home() / "recent.json")
    if isinstance(kept, dict):  # versions before this one kept the list alone
        kept = kept.get("catalogs")
    entries = [entry for entry in kept if isinstance(entry, dict)] if isinstance(kept, list) else []
    return [
        {"source": source, "name": name}
        for entry in entries
        if isinstance(source := entry.get("source"), str)
        and isinstance(name := entry.get("name"), str)
    ]


def remember(source: str, name: str) -> None:
    """Put a catalog first in the list of recent ones."""
    others = [entry for entry in recent() if entry["source"] != source]
    entries = [{"source": source, "name": name}, *others][:MAX_RECENT]
    workspace.write_json(workspace.home() / "recent.json", {"catalogs": entries})
