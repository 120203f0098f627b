"""Which function answers which question, or runs which job: said beside the function.

@answers(LIST)
def list_(context: Context, params: ListParams) -> ListAnswer: ...
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TypeVar

from core.contracts.message import Message
from core.contracts.question import Question
from core.errors import UserError
from core.explore.context import Context
from core.text import Text

P = TypeVar("P", bound=Message)
A = TypeVar("A", bound=Message)
Handler = Callable[[Context, P], A]

#: Topics are modules of this folder; nothing else is ever imported by name.
TOPICS = frozenset(path.stem for path in (Path(__file__).parent / "queries").glob("[a-z]*.py"))


@dataclass(frozen=True)
class Answering:
    """A question and the function that answers it."""

    question: Question[Message, Message]
    handler: Callable[[Context, Message], Message]


_ANSWERING: dict[str, Answering] = {}


def answers(question: Question[P, A]) -> Callable[[Handler[P, A]], Handler[P, A]]:
    """Let the engine answer `question` with the decorated function."""

    def keep(handler: Handler[P, A]) -> Handler[P, A]:
        _ANSWERING[question.name] = Answering(question, handler)  # type: ignore[arg-type]  # one pair of P and A
        return handler

    return keep


def answering(name: str) -> Answering:
    """Who answers the question of this name.

    Raises:
        UserError: nobody.

    """
    topic = name.partition(".")[0]
    if topic in TOPICS:
        import_module(f"core.worker.queries.{topic}")
    if name not in _ANSWERING:
        raise UserError(Text("The engine has no query '{name}'.", name=name))
    return _ANSWERING[name]
