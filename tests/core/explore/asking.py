"""Ask the functions behind the engine as the window would, without a process."""

from __future__ import annotations

from typing import Any, TypeVar

from core.contracts.message import Message, pack, unpack
from core.contracts.question import Question
from core.explore.context import Context
from core.worker.answering import answering
from core.worker.messages import Decoder, Response, encode

P = TypeVar("P", bound=Message)
A = TypeVar("A", bound=Message)


def ask(context: Context, question: Question[P, A], **params: Any) -> A:
    """The answer as it arrives: through JSON and raw bytes."""
    answer = answering(question.name).handler(context, question.params.model_validate(params))
    values, arrays = pack(answer)
    frame = encode(Response(job="engine", request=1, answer=values), arrays)
    ((message, sent),) = Decoder().feed(frame)
    assert isinstance(message, Response)
    return unpack(question.answer, message.answer, sent)
