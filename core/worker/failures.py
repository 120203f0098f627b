"""Exceptions in the words of the user."""

from __future__ import annotations

import errno

from core.errors import UserError
from core.text import Text
from core.worker.messages import Failed


def failed(job: str, error: BaseException, details: str, request: int | None = None) -> Failed:
    """The message for an exception; `details` (the traceback) goes to the folded part."""
    if isinstance(error, UserError):
        return Failed(job=job, request=request, details=details, **error.to_dict())
    if isinstance(error, MemoryError) or "out of memory" in str(error).lower():
        return Failed(
            job=job,
            request=request,
            message=Text("There was not enough memory."),
            remedy=Text("Choose a smaller batch, fewer items, or a smaller model."),
            details=details,
        )
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Failed(
            job=job,
            request=request,
            message=Text("The disk is full."),
            remedy=Text("Free some space, or set TRIPTYCH_HOME to a folder on another disk."),
            details=details,
        )
    if isinstance(error, OSError) and error.filename:
        return Failed(
            job=job,
            request=request,
            message=Text("{reason}.", reason=error.strerror or error),
            remedy=Text(
                "Check that the file exists, can be read or written, and the disk has room."
            ),
            file=str(error.filename),
            details=details,
        )
    return Failed(
        job=job,
        request=request,
        message=Text(
            "Something went wrong inside Triptych ({kind}: {error}).",
            kind=type(error).__name__,
            error=error,
        ),
        remedy=Text("This is a bug; the details help to mend it."),
        details=details,
    )
