"""The engine: answers the pages' questions one after another until the window leaves."""

from __future__ import annotations

import traceback
from queue import SimpleQueue
from typing import Any, TypeVar

import numpy as np
from pydantic import ValidationError

from core.contracts.message import Message, pack, unpack
from core.contracts.question import Question, Subject
from core.errors import UserError
from core.explore.context import Contexts
from core.text import Text
from core.worker.answering import answering
from core.worker.failures import failed
from core.worker.messages import Command, Request, Response
from core.worker.reporting import Outbox

P = TypeVar("P", bound=Message)
A = TypeVar("A", bound=Message)


class Engine:
    """Holds the contexts and answers questions."""

    def __init__(self) -> None:
        self._contexts = Contexts()

    def ask(self, question: Question[P, A], params: P, about: Subject) -> A:
        """Answer a question.

        Args:
            question: one of core.contracts.
            params: what is asked.
            about: the folders it is about.

        Raises:
            UserError: nobody answers it, or the query refuses.

        """
        answer = answering(question.name).handler(self._contexts.get(about), params)
        assert isinstance(answer, question.answer)
        return answer

    def respond(self, request: Request) -> tuple[dict[str, Any], list[np.ndarray]]:
        """The packed answer to a question that came by wire.

        Raises:
            UserError: the question or its parameters are not known, or the query refuses.

        """
        question = answering(request.question).question
        try:
            params = unpack(question.params, request.params)
        except ValidationError as error:
            raise UserError(
                Text(
                    "The question '{question}' is not valid: {error}",
                    question=request.question,
                    error=error,
                )
            ) from error
        return pack(self.ask(question, params, request.about))


def serve(job: str, outbox: Outbox, commands: SimpleQueue[Command]) -> None:
    """Answer requests for ever; the inbox ends the process when the window is gone."""
    engine = Engine()
    while True:
        command = commands.get()
        if not isinstance(command, Request):
            continue
        try:
            values, arrays = engine.respond(command)
            outbox.send(Response(job=job, request=command.request, answer=values), arrays)
        except Exception as error:  # the engine outlives any question
            outbox.send(failed(job, error, traceback.format_exc(), request=command.request))
