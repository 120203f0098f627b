"""Weights that encoding the open catalog takes and this machine lacks: got, or done without."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from core.worker.messages import Failed
from gui.state.asking import Asker
from gui.state.jobs import AnyJob
from gui.state.wording import translate
from gui.state.workbench import Workbench

if TYPE_CHECKING:
    from core.contracts.features import Encoder, Encoders


class Weights:
    """What of an encoding a person has to decide first.

    Args:
        bench: what is open.
        asker: of the question which encoders there are.

    Attributes:
        missing: encoders that would be used and whose weights are not on this machine.
        encoders: what to encode with instead of what a catalog starts with, by modality; "" leaves
            a modality out, None changes nothing.
    """

    def __init__(self, bench: Workbench, asker: Asker) -> None:
        self._bench, self._asker = bench, asker
        self._looked: Callable[[], None] | None = None
        self.missing: tuple[Encoder, ...] = ()
        self.encoders: dict[str, str] | None = None
        self._without: set[str] = set()

    def look(self, done: Callable[[], None], failed: Callable[[Failed], None]) -> None:
        """Ask which are missing, then call `done`."""
        from core.contracts.features import ENCODERS
        from core.contracts.question import Nothing

        self.missing, self.encoders, self._looked = (), None, done
        self._asker.ask(ENCODERS, Nothing(), self._answered, failed)

    def _answered(self, answer: Encoders) -> None:
        catalog, done = self._bench.catalog.catalog, self._looked
        if catalog is None or done is None:
            return
        wanted = {
            modality: answer.defaults[modality]
            for modality in catalog.modalities()
            if modality not in catalog.features and modality in answer.defaults
        }
        self.missing = tuple(
            one for one in answer.encoders if one.name in wanted.values() and not one.installed
        )
        names = {one.name for one in self.missing}
        self._without = {modality for modality, name in wanted.items() if name in names}
        self._looked = None
        done()

    @property
    def dispensable(self) -> bool:
        """Whether there is something to encode without those that are missing."""
        catalog = self._bench.catalog.catalog
        return catalog is not None and bool(set(catalog.modalities()) - self._without)

    def leave_out(self) -> None:
        """Do without those that are missing."""
        self.encoders = dict.fromkeys(self._without, "")

    def fetch(self) -> AnyJob:
        """Start a job that gets those that are missing."""
        from core.contracts.features import FETCH_WEIGHTS, FetchSpec

        spec = FetchSpec(encoders=tuple(one.name for one in self.missing))
        title = translate("Preparing", "Getting weights")
        return self._bench.jobs.start(FETCH_WEIGHTS, spec, title)
