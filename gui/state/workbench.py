"""All that is open: catalog, features, run, selection, stages and jobs, each its own machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.contracts.question import Subject
from gui.state.catalog import Load, Loader, OpenCatalog
from gui.state.jobs import Jobs
from gui.state.result import Result
from gui.state.selection import Selection
from gui.state.stages import Stages

if TYPE_CHECKING:
    from core.catalog.schema import Catalog
    from core.contracts.features import Features
    from core.training.run.record import Run


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
        self.features: Result[Features] = Result("features", self.stages)
        self.run: Result[Run] = Result("training", self.stages)
        self.selection = Selection()
        self.catalog.taken.connect(self._forget)
        self.catalog.loaded_with.connect(self._take_results)

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

    def _forget(self, _catalog: Catalog) -> None:
        self.selection.clear()
        self.features.made = self.run.made = None

    def _take_results(self, load: Load) -> None:
        self.features.set(load.features)
        self.run.set(load.run)

    def _read_now(self, load: Load) -> None:
        try:
            result: Catalog | Exception = load.read()
        except Exception as error:
            result = error
        self.catalog.loaded(load, result)
