"""What a step does when memory runs out: the same with half the interactions."""

from __future__ import annotations

import torch

from core.errors import UserError
from core.progress import Reporter
from core.text import Text
from core.training.run.saving import State


def ran_out(error: RuntimeError) -> bool:
    """Whether an error says that there was no memory left, on any device."""
    return isinstance(error, torch.OutOfMemoryError) or "can't allocate memory" in str(error)


def halve(state: State, tried: int, processes: int, reporter: Reporter) -> int:
    """Halve the batch of this and all later steps.

    Args:
        state: where the batch size stands.
        tried: interactions of the step that did not fit, over all processes.
        processes: that share a step.
        reporter: told of it.

    Returns:
        Interactions to try now, over all processes.

    Raises:
        UserError: there is nothing left to halve.

    """
    if tried <= processes:
        raise UserError(
            "Memory ran out even with a single interaction per step.",
            "Choose fewer negatives, a smaller dimension, or the CPU.",
        )
    if torch.cuda.is_available():
        torch.cuda.empty_cache()
    state.batch_size = max(1, tried // 2 // processes)
    reporter.log(
        Text(
            "Memory ran out: the batch is halved to {batch_size} interactions.",
            batch_size=state.batch_size,
        ),
        "warning",
    )
    return state.batch_size * processes
