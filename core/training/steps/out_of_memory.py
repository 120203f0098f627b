"""What a step does when memory runs out: the same with half the interactions."""

from __future__ import annotations

from core.device import free_cache
from core.errors import UserError
from core.progress import Reporter
from core.text import Text


def halved(tried: int, reporter: Reporter) -> int:
    """Half the interactions of a step that did not fit.

    Raises:
        UserError: there is nothing left to halve.

    """
    if tried <= 1:
        raise UserError(
            "Memory ran out even with a single interaction per step.",
            "Choose fewer negatives, a smaller dimension, or the CPU.",
        )
    free_cache()
    half = tried // 2
    text = Text(
        "Memory ran out: the batch is halved to {batch_size} interactions.", batch_size=half
    )
    reporter.log(text, "warning")
    return half
