"""What a run needs to go on where it was, on disk and back."""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.optim import Optimizer

from core.errors import UserError
from core.text import Text
from core.training.run import checkpoint, layout


@dataclass
class State:
    """Where the run stands; with the tensors of a checkpoint, all there is to know."""

    epoch: int = 0
    position: int = 0  # interactions of this epoch already used
    step: int = 0
    batch_size: int = 0
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
    """Writes and restores the checkpoint of one run."""

    def __init__(
        self,
        folder: Path,
        model: nn.Module,
        objective: nn.Module,
        optimizer: Optimizer,
        generator: torch.Generator,
        scaler: torch.amp.GradScaler,
    ) -> None:
        self.path = folder / layout.LAST
        self.modules = {"model": model, "objective": objective}
        self.optimizer, self.generator, self.scaler = optimizer, generator, scaler
        #: When a checkpoint was last written, on the clock of time.perf_counter.
        self.written = time.perf_counter()

    def checkpoint(self, state: State, sums: dict[str, Tensor]) -> None:
        """Write everything, replacing the last checkpoint at once."""
        self.written = time.perf_counter()
        parts = {name: module.state_dict() for name, module in self.modules.items()} | {
            "optimizer": checkpoint.pack_optimizer(self.optimizer),
            "random": checkpoint.pack_random(self.generator),
            "sums": sums,
        }
        tensors = {f"{part}/{name}": t for part, some in parts.items() for name, t in some.items()}
        checkpoint.write(self.path, tensors, asdict(state) | {"scaler": self.scaler.state_dict()})

    def restore(self) -> tuple[State, dict[str, Tensor]]:
        """Put everything back; returns where the run stood and the epoch's loss sums.

        Raises:
            UserError: the file is broken or belongs to another model or version.

        """
        tensors, state = checkpoint.read(self.path)
        try:
            return self._unpack(tensors, state)
        except (KeyError, TypeError, ValueError) as error:
            raise UserError(
                Text("Another version of Triptych wrote this checkpoint ({error}).", error=error),
                "Start a new run with the same settings; the best model of this one can be used.",
                str(self.path),
            ) from error

    def _unpack(
        self, tensors: dict[str, Tensor], state: dict[str, Any]
    ) -> tuple[State, dict[str, Tensor]]:
        for name, module in self.modules.items():
            checkpoint.load_model(module, checkpoint.under(tensors, name), self.path)
        checkpoint.unpack_optimizer(self.optimizer, checkpoint.under(tensors, "optimizer"))
        checkpoint.unpack_random(self.generator, checkpoint.under(tensors, "random"))
        scaler = state.pop("scaler")
        if scaler:
            self.scaler.load_state_dict(scaler)
        device = self.generator.device
        sums = {name: t.to(device) for name, t in checkpoint.under(tensors, "sums").items()}
        return State(**state), sums
