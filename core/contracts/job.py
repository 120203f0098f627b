"""A job: its kind, its specification and its result, and how it may end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from core.contracts.message import Message

S = TypeVar("S", bound=Message)
R = TypeVar("R", bound=Message)

#: How a job ended. Stopped: by the user, with what was made until then; cancelled: with nothing;
#: lost: its process died before it could say anything.
Outcome = Literal["done", "stopped", "cancelled", "failed", "lost"]


@dataclass(frozen=True)
class JobKind(Generic[S, R]):
    """Declared once, beside its specification and its result.

    Attributes:
        name: of the kind.
        spec: what can be asked for.
        result: what comes of it.
        resumable: whether the same specification with `resume` goes on where a job ended.
        needs_torch: False for what must not wait for its import.

    """

    name: str
    spec: type[S]
    result: type[R]
    resumable: bool = False
    needs_torch: bool = True
