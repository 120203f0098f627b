"""A question to the engine: its name, its parameters and its answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from core.contracts.message import Message

P = TypeVar("P", bound=Message)
A = TypeVar("A", bound=Message)


@dataclass(frozen=True)
class Question(Generic[P, A]):
    """Declared once, beside its parameters and its answer; asked and answered by reference.

    Attributes:
        name: `topic.question`; the topic is the module of core.worker.queries that answers.
        params: what can be asked.
        answer: what comes back.

    """

    name: str
    params: type[P]
    answer: type[A]

    @property
    def topic(self) -> str:
        """What it is about, the part of the name before the dot."""
        return self.name.partition(".")[0]


class Nothing(Message):
    """Parameters of a question that needs none."""


class Subject(Message):
    """What a question is about: the folders of catalog, features and run.

    Each may be missing while it does not exist yet.
    """

    catalog: str | None = None
    features: str | None = None
    run: str | None = None
