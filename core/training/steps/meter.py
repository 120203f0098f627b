"""The loss while it is made: sums on the device, reported now and then."""

from __future__ import annotations

import math
import time
from collections.abc import Mapping
from pathlib import Path

import psutil
import torch
from torch import Tensor

from core.errors import UserError
from core.progress import Reporter
from core.text import Text
from core.training.run import layout
from core.training.run.saving import State
from core.training.steps.nonfinite import FiniteCheck
from core.training.steps.step import Learned, Step


class Meter:
    """Adds up loss terms without waiting for the device, and tells them to the outside.

    Attributes:
        sums: loss terms of this epoch so far, summed over interactions.
        rows: metrics reported in this run so far.

    """

    def __init__(
        self,
        folder: Path,
        reporter: Reporter,
        leads: bool,
        device: torch.device,
        step: Step,
        epochs: int,
    ) -> None:
        self.folder, self.reporter, self.leads, self.device = folder, reporter, leads, device
        self.check = FiniteCheck(step.terms, step.parameters, device)
        self.remedy, self.epochs = step.remedy, epochs
        self.sums: dict[str, Tensor] = {}
        self.rows = 0
        self._since = 0
        self._last = time.perf_counter()

    def go_on(self, sums: Mapping[str, Tensor], rows: int) -> None:
        """From where a checkpoint was written."""
        self.sums = {name: total.to(self.device) for name, total in sums.items()}
        self.rows = rows

    def add(self, learned: Learned, number: int) -> None:
        """Count step `number`, from 1."""
        terms = learned.terms
        self.check.check(number, torch.stack(list(terms.values())), learned.norms)
        for name, value in terms.items():
            self.sums[name] = self.sums.get(name, torch.zeros_like(value)) + value * learned.count
        self._since += learned.count

    def means(self, state: State) -> dict[str, float]:
        """Mean of each loss term over this epoch so far.

        Raises:
            UserError: a term or a gradient is no longer a number.

        """
        means = {name: float(total) / max(1, state.position) for name, total in self.sums.items()}
        begun, reason = self.check.explain()
        if begun or not all(map(math.isfinite, means.values())):
            message = Text("The loss or a gradient became NaN or infinite.")
            message = Text.joined(" ", filter(None, (message, reason)))
            if begun == 1:  # no weight has moved yet: the learning rate is not to blame
                raise UserError(
                    message,
                    "This was before any weight moved: the features or the starting weights "
                    "hold values that are no numbers. Encode the features again.",
                )
            raise UserError(message, self.remedy)
        return means

    def report(self, state: State, size: int) -> None:
        """Tell the loss, the speed and the memory in the midst of an epoch of `size`."""
        means = self.means(state)
        values = {f"loss/{name}": value for name, value in means.items()}
        values |= {"loss": math.fsum(means.values())} | self.pace()
        epoch = state.epoch + state.position / size
        self.say(state.step, epoch, values)
        self.reporter.progress("train", epoch, self.epochs, "epochs")

    def pace(self) -> dict[str, float]:
        """Interactions a second since this was last asked, and the memory in use."""
        now = time.perf_counter()
        values = {"rss_bytes": float(psutil.Process().memory_info().rss)}
        if self._since:  # an epoch that ends with a report has nothing more to tell
            values["interactions_per_s"] = self._since / max(now - self._last, 1e-9)
        if self.device.type == "cuda":
            values["cuda_bytes"] = float(torch.cuda.max_memory_allocated(self.device))
        self._last, self._since = now, 0
        return values

    def say(self, step: int, epoch: float, values: dict[str, float]) -> None:
        """Write numbers to the run's metrics and to the reporter."""
        self.rows += 1
        if self.leads:
            layout.append_metric(self.folder, step, epoch, values)
            self.reporter.metric(step, epoch, values)
