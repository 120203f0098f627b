"""The states of the stages of the flow."""

from __future__ import annotations

from enum import Enum

from gui.state.events import Event
from gui.state.wording import QT_TRANSLATE_NOOP


class Stage(Enum):
    """State of one stage of the flow, shown in the navigation strip."""

    NOT_STARTED = QT_TRANSLATE_NOOP("Stage", "not started")
    RUNNING = QT_TRANSLATE_NOOP("Stage", "running")
    DONE = QT_TRANSLATE_NOOP("Stage", "done")
    ATTENTION = QT_TRANSLATE_NOOP("Stage", "needs attention")
    NOT_NEEDED = QT_TRANSLATE_NOOP("Stage", "not needed")


class Stages:
    """State of every stage, and one sentence on it.

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
        """Forget everything: another catalog was opened."""
        self._stages.clear()
