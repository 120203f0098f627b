"""Who can be asked about what is open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from core.contracts.message import Message
from core.contracts.question import Question
from core.worker.messages import Failed

P = TypeVar("P", bound=Message)
A = TypeVar("A", bound=Message)


class Asker(Protocol):
    """Asks the engine about what is open."""

    def ask(
        self,
        question: Question[P, A],
        params: P,
        done: Callable[[A], None],
        failed: Callable[[Failed], None] | None = None,
    ) -> None:
        """Ask; `done` gets the answer, `failed` a refusal. Both must be bound methods."""
        ...
