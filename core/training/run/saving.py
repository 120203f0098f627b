"""What a run needs to go on where it was, on disk and back."""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass
from pathlib import Path

from torch import Tensor, nn

from core.errors import UserError
from core.text import Text
from core.training.run import checkpoint, layout
from core.training.steps.step import Step


@dataclass
class State:
    """Where the run stands; with the tensors of a checkpoint, all there is to know."""

    batch_size: int
    epoch: int = 0
    position: int = 0  # interactions of this epoch already used
    step: int = 0
    best: float = float("-inf")
    best_second: float = float("-inf")
    best_epoch: int = -1
    stale: int = 0  # validations since the best one
    seconds: float = 0.0  # spent in steps
    rows: int = 0  # metrics reported so far
    done: bool = False

    def judge(self, score: float, second: float, patience: int) -> bool:
        """Count a validation after this epoch; returns whether it is the best so far.

        Args:
            score: what decides.
            second: what decides between equal scores, which few users or items often give.
            patience: validations without a better one that end the run; 0 for any number.

        """
        better = (score, second) > (self.best, self.best_second)
        self.stale = 0 if better else self.stale + 1
        if better:
            self.best, self.best_second, self.best_epoch = score, second, self.epoch
        self.done = 0 < patience <= self.stale
        return better


class Saver:
    """Writes and restores the checkpoint of one run; writes in one process of several."""

    def __init__(self, folder: Path, model: nn.Module, step: Step, writes: bool) -> None:
        self.path = folder / layout.LAST
        self.model, self.step, self.writes = model, step, writes
        #: When a checkpoint was last written, on the clock of time.perf_counter.
        self.written = time.perf_counter()

    def checkpoint(self, state: State, sums: dict[str, Tensor]) -> None:
        """Write everything, replacing the last checkpoint at once."""
        self.written = time.perf_counter()
        tensors, values = self.step.state()
        tensors |= checkpoint.together({"model": self.model.state_dict(), "sums": sums})
        if self.writes:
            checkpoint.write(self.path, tensors, asdict(state) | values)

    def restore(self) -> tuple[State, dict[str, Tensor]]:
        """Put everything back; returns where the run stood and the epoch's loss sums.

        Raises:
            UserError: the file is broken or belongs to another model or version.

        """
        tensors, values = checkpoint.read(self.path)
        checkpoint.load_model(self.model, checkpoint.under(tensors, "model"), self.path)
        try:
            self.step.restore(tensors, values)
            state = State(**values)
        except (KeyError, TypeError, ValueError) as error:
            raise UserError(
                Text("Another version of Triptych wrote this checkpoint ({error}).", error=error),
                "Start a new run with the same settings; the best model of this one can be used.",
                str(self.path),
            ) from error
        return state, checkpoint.under(tensors, "sums")
