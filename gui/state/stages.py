"""The states of the stages of the flow."""

from __future__ import annotations

from enum import Enum

from gui.state.events import Event
from gui.state.wording import QT_TRANSLATE_NOOP


class Stage(Enum):
    """State of one stage of the flow, shown in the navigation strip."""

    NOT_STARTED = QT_TRANSLATE_NOOP("Stage", "not started")
    READY = QT_TRANSLATE_NOOP("Stage", "ready")
    RUNNING = QT_TRANSLATE_NOOP("Stage", "running")
    DONE = QT_TRANSLATE_NOOP("Stage", "done")
    ATTENTION = QT_TRANSLATE_NOOP("Stage", "needs attention")
    NOT_NEEDED = QT_TRANSLATE_NOOP("Stage", "not needed")


#: What does not depend on the open catalog.
_OF_ITS_OWN = ("inside", "benchmark")


class Stages:
    """State of every stage, and one sentence on it: what there is, not what was looked at.

    Events:
        changed: key of the page whose stage changed.
    """

    def __init__(self) -> None:
        self.changed = Event[str]()
        self._stages: dict[str, tuple[Stage, str]] = {}

    def of(self, key: str) -> tuple[Stage, str]:
        """State of a page's stage and one sentence on it."""
        return self._stages.get(key, (Stage.NOT_STARTED, ""))

    def set(self, key: str, stage: Stage, sentence: str = "") -> None:
        """Set the state of a stage."""
        self._stages[key] = (stage, sentence)
        self.changed.emit(key)

    def clear(self) -> None:
        """Forget what belongs to a catalog: another one was opened."""
        self._stages = {key: self._stages[key] for key in _OF_ITS_OWN if key in self._stages}
