"""What a stage made of the open catalog: its features, its trained run."""

from __future__ import annotations

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

    Attributes:
        made: what the job told; None while there is none.

    Events:
        changed: what there is now.
    """

    def __init__(self, key: str, stages: Stages) -> None:
        self.changed = Event[Made | None]()
        self.made: Made | None = None
        self._key, self._stages = key, stages

    @property
    def folder(self) -> str | None:
        """Where it is kept."""
        return self.made.folder if self.made else None

    def set(self, made: Made | None) -> None:
        """Take what a job has made, or None."""
        self.made = made
        self._stages.set(self._key, Stage.DONE if made else Stage.NOT_STARTED)
        self.changed.emit(made)
