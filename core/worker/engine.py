"""The engine: answers the pages' questions one after another until the window leaves."""

from __future__ import annotations

import traceback
from importlib import import_module
from queue import SimpleQueue
from typing import Any

import numpy as np
from pydantic import ValidationError

from core.errors import UserError
from core.worker.context import ContextKey, Contexts
from core.worker.failures import failed
from core.worker.messages import Command, Request, Response
from core.worker.reporting import Outbox

#: Pages that have a module of queries; nothing else is ever imported by name.
PAGES = ("catalog", "time", "space", "features", "alignment", "training", "attention", "recommend")


class Engine:
    """Holds the contexts and answers requests."""

    def __init__(self) -> None:
        self._contexts = Contexts()

    def answer(
        self, method: str, params: dict[str, Any]
    ) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
        """Validate and run `page.name`.

        Raises:
            UserError: the method or its parameters are not known, or the query refuses.

        """
        page, _, name = method.partition(".")
        if page not in PAGES:
            raise UserError(f"The engine has no queries for '{page}'.")
        queries = import_module(f"core.worker.queries.{page}").QUERIES
        if name not in queries:
            raise UserError(f"The engine has no query '{method}'.")
        model, function = queries[name]
        params = dict(params)
        try:
            key = ContextKey.model_validate(params.pop("context", None) or {})
            checked = model.model_validate(params)
        except ValidationError as error:
            raise UserError(f"The question '{method}' is not valid: {error}") from error
        return function(self._contexts.get(key), checked)


def serve(job: str, outbox: Outbox, commands: SimpleQueue[Command]) -> None:
    """Answer requests for ever; the inbox ends the process when the window is gone."""
    engine = Engine()
    while True:
        command = commands.get()
        if not isinstance(command, Request):
            continue
        try:
            result, arrays = engine.answer(command.method, command.params)
            outbox.send(Response(job=job, request=command.request, result=result), arrays)
        except Exception as error:  # the engine outlives any question
            outbox.send(failed(job, error, traceback.format_exc(), request=command.request))
