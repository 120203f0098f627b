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

from pydantic import BaseModel

from core.contracts.job import AnyJob, JobKind
from core.contracts.message import Message
from core.contracts.question import Question
from core.errors import UserError
from core.explore.context import Context
from core.progress import Reporter
from core.text import Text

P = TypeVar("P", bound=Message)
A = TypeVar("A", bound=Message)
S = TypeVar("S", bound=Message)
R = TypeVar("R", bound=BaseModel)
Handler = Callable[[Context, P], A]
Work = Callable[[S, Reporter], R]


def _modules(folder: str) -> frozenset[str]:
    return frozenset(path.stem for path in (Path(__file__).parent / folder).glob("[a-z]*.py"))


#: Modules of these folders; nothing else is ever imported by name.
TOPICS, JOBS = _modules("queries"), _modules("jobs")


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


@dataclass(frozen=True)
class Running:
    """A kind of job and the function that runs it."""

    kind: AnyJob
    function: Callable[[Message, Reporter], BaseModel]


_RUNNING: dict[str, Running] = {}


def runs(kind: JobKind[S, R]) -> Callable[[Work[S, R]], Work[S, R]]:
    """Let a worker run jobs of `kind` with the decorated function."""

    def keep(function: Work[S, R]) -> Work[S, R]:
        _RUNNING[kind.name] = Running(kind, function)  # type: ignore[arg-type]  # one pair of S and R
        return function

    return keep


def running(name: str) -> Running:
    """What runs the jobs of this kind.

    Raises:
        UserError: nothing.

    """
    for module in JOBS:
        import_module(f"core.worker.jobs.{module}")
    if name not in _RUNNING:
        raise UserError(Text("There is no job of kind '{name}'.", name=name))
    return _RUNNING[name]
