"""What was left out of the open catalog by hand, and the way back."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel
from PySide6.QtCore import QObject, Signal

from gui.state.catalog import OpenCatalog


class LeftOut(BaseModel):
    """One step: why, and the snapshot that still has everything."""

    sentence: str
    snapshot: str


class Exclusions(QObject):
    """A catalog without some rows is another snapshot; the ones before it are kept in order.

    Signals:
        changed: look at `steps`.
        left_out: what was left out just now, in a sentence.
    """

    changed = Signal()
    left_out = Signal(str)

    def __init__(self, catalog: OpenCatalog, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._catalog = catalog
        self.steps: list[LeftOut] = []
        self._coming: list[LeftOut] = []
        self._expected: Path | None = None

    def go_without(self, snapshot: Path, sentence: str) -> None:
        """Go on with a snapshot that lacks what the sentence tells."""
        before = str(self._catalog.snapshot)
        self._expect([*self.steps, LeftOut(sentence=sentence, snapshot=before)], snapshot)
        self._catalog.load(snapshot, self._catalog.source)
        self.left_out.emit(sentence)

    def undo(self) -> None:
        """Bring back what was left out last, with its features and its model."""
        if self.steps:
            back = Path(self.steps[-1].snapshot)
            self._expect(self.steps[:-1], back)
            self._catalog.open_snapshot(back, self._catalog.source)

    def restore(self, snapshot: Path, source: str, steps: list[LeftOut]) -> None:
        """Open again what a former window had left, with the way back."""
        self._expect(steps, snapshot)
        self._catalog.open_snapshot(snapshot, source)

    def opened(self) -> None:
        """Another catalog is open."""
        self.steps = self._coming if self._catalog.snapshot == self._expected else []
        self._expected = None
        self.changed.emit()

    def _expect(self, steps: list[LeftOut], snapshot: Path) -> None:
        self._coming, self._expected = steps, snapshot
