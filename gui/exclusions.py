"""What was left out of the open catalog by hand, and the way back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel
from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from gui.session import Session


class LeftOut(BaseModel):
    """One step: why, and the snapshot that still has everything."""

    sentence: str
    snapshot: str


class Exclusions(QObject):
    """A catalog without some rows is another snapshot; the ones before it are kept in order.

    Signals:
        changed: look at `steps`.
    """

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self.steps: list[LeftOut] = []
        self._coming: list[LeftOut] = []
        self._expected: Path | None = None
        session.catalog_changed.connect(self._opened)

    def go_without(self, snapshot: Path, sentence: str) -> None:
        """Go on with a snapshot that lacks what the sentence tells."""
        before = str(self._session.snapshot)
        self._expect([*self.steps, LeftOut(sentence=sentence, snapshot=before)], snapshot)
        self._session.load_snapshot(snapshot, self._session.source)
        self._session.notice.emit("info", sentence, "")

    def undo(self) -> None:
        """Bring back what was left out last, with its features and its model."""
        if self.steps:
            back = Path(self.steps[-1].snapshot)
            self._expect(self.steps[:-1], back)
            self._session.open_snapshot(back, self._session.source)

    def restore(self, snapshot: Path, source: str, steps: list[LeftOut]) -> None:
        """Open again what a former window had left, with the way back."""
        self._expect(steps, snapshot)
        self._session.open_snapshot(snapshot, source)

    def _expect(self, steps: list[LeftOut], snapshot: Path) -> None:
        self._coming, self._expected = steps, snapshot

    def _opened(self) -> None:
        self.steps = self._coming if self._session.snapshot == self._expected else []
        self._expected = None
        self.changed.emit()
