"""An exception as the message that tells it."""

from __future__ import annotations

from core import failures
from core.worker.messages import Failed


def failed(job: str, error: BaseException, details: str = "", request: int | None = None) -> Failed:
    """The message for an exception; `details` (the traceback) goes to the folded part."""
    told = failures.explained(error).to_dict()
    return Failed(job=job, request=request, details=details, **told)
