"""Moving tracks by hand, with undo."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QUndoCommand

#: Puts a track to an offset in seconds, None for as it was estimated.
Setter = Callable[[str, float | None], None]
_NUDGE_ID = 1


class ShiftTrack(QUndoCommand):
    """One track from one place to another."""

    def __init__(
        self, setter: Setter, kind: str, old: float | None, new: float | None, words: str
    ) -> None:
        super().__init__(words)
        self._setter = setter
        self.kind = kind
        self.old = old
        self.new = new

    def redo(self) -> None:
        self._setter(self.kind, self.new)

    def undo(self) -> None:
        self._setter(self.kind, self.old)


class NudgeTrack(ShiftTrack):
    """A step of a key; steps on one track become one command."""

    def id(self) -> int:
        return _NUDGE_ID

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, NudgeTrack) or other.kind != self.kind:
            return False
        self.new = other.new
        return True
