"""A job: its kind, its specification and its result, and how it may end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

from pydantic import BaseModel

from core.contracts.message import Message

S = TypeVar("S", bound=Message)
R = TypeVar("R", bound=BaseModel)

#: How a job that was not broken off ended. Stopped: by the user, with what was made until then;
#: cancelled: by the user, with nothing.
Outcome = Literal["done", "stopped", "cancelled"]
Kept = Literal["here", "shell", "anew"]


@dataclass(frozen=True)
class JobKind(Generic[S, R]):
    """Declared once, beside its specification and its result.

    Attributes:
        name: of the kind.
        spec: what can be asked for.
        result: what comes of it.
        resumable: whether the same specification with `resume` goes on where a job ended.
        needs_torch: False for what must not wait for its import.
        asked_for: False for what the window starts by itself, and nobody misses.
        kept: where one that was broken off goes on with what it had made: here, or by a command
            in a shell; anew: what it had made is lost. Whatever is resumable goes on here.

    """

    name: str
    spec: type[S]
    result: type[R]
    resumable: bool = False
    needs_torch: bool = True
    asked_for: bool = True
    kept: Kept = "anew"

    @property
    def after_an_end(self) -> Kept:
        """Where it goes on after a sudden end of its process."""
        return "here" if self.resumable else self.kept


@dataclass(frozen=True)
class Ended(Generic[R]):
    """How a job ended, and what came of it: None if it was cancelled."""

    outcome: Outcome
    result: R | None


#: Whatever the kind.
AnyJob = JobKind[Any, Any]
