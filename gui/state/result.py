"""What a stage made of the open catalog: its features, its trained run."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from gui.state.events import Event
from gui.state.stages import Stage, Stages


class OnDisk(Protocol):
    """Something a job has made and kept."""

    @property
    def folder(self) -> str:
        """Where it is kept."""
        ...


Made = TypeVar("Made", bound=OnDisk)


class Result(Generic[Made]):
    """A result on disk and the state of the stage that makes it.

    Args:
        key: of the stage.
        stages: where its state is kept.
        judge: the state of the stage that made this, and a sentence on it.

    Attributes:
        made: what the job told; None while there is none.

    Events:
        changed: what there is now.
    """

    def __init__(
        self, key: str, stages: Stages, judge: Callable[[Made], tuple[Stage, str]]
    ) -> None:
        self.changed = Event[Made | None]()
        self.made: Made | None = None
        self._key, self._stages, self._judge = key, stages, judge

    @property
    def folder(self) -> str | None:
        """Where it is kept."""
        return self.made.folder if self.made else None

    def set(self, made: Made | None) -> None:
        """Take what a job has made, or None."""
        self.made = made
        self.settle()
        self.changed.emit(made)

    def settle(self) -> None:
        """Show the stage as what there is, after a job that made nothing."""
        state = self._judge(self.made) if self.made else (Stage.NOT_STARTED, "")
        self._stages.set(self._key, *state)
