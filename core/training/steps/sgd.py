"""Plain SGD on BPR: one interaction after the other, without momenta, as fast as a core can.

Everything an interaction needs stays in registers and the nearest cache, where a call of torch
passes over whole batches again and again. What comes out does not depend on the batch size, which
only says how often the loop looks up.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import torch
from torch import Tensor

from core.errors import UserError
from core.progress import Reporter
from core.recommend.mf import MF
from core.text import Text
from core.training.data import Dataset
from core.training.losses.sampling import Sampler
from core.training.steps.parallel import Group
from core.training.steps.step import Learned

#: Epochs of one seed draw from keys so far apart; any odd number would do.
_APART = 0xD1342543DE82EF95


class SgdStep:
    """Trains the tables of a model where they lie.

    Args:
        mf: the tables, on the CPU.
        data: the interactions.
        rate: learning rate.
        l2: weight of the penalty.
        seed: of the negatives.
        reporter: told that the first time takes longer.

    """

    def __init__(
        self, mf: MF, data: Dataset, rate: float, l2: float, seed: int, reporter: Reporter
    ) -> None:
        reporter.log("Plain SGD runs on one core; its first run compiles for some seconds.")
        # numba takes half a second to import.
        from core.training.steps.sgd_kernels import descend, draw

        self._descend, self._draw = descend, draw
        self._seed = seed
        self._tables = [t.detach().numpy() for t in (mf.users, mf.items, mf.item_bias)]
        bias_rate = rate if mf.config.biases else 0.0
        self._sizes = np.float32(rate), np.float32(bias_rate), np.float32(l2)
        self._users, self._items = data.users.astype(np.int32), data.items.astype(np.int32)
        self._offsets = data.train.offsets
        sampler = Sampler(data.train, data.n_items, 0.0, torch.device("cpu"), data.shown)
        self._free = (sampler.free % sampler.total).numpy().astype(np.int32)
        self._known = sampler.known.numpy().astype(np.int32)
        self._negatives = np.empty_like(self._items)
        self._epoch = -1
        self.terms: tuple[str, ...] = ("bpr", "penalty") if l2 > 0 else ("bpr",)
        self.parameters: tuple[str, ...] = ()  # no gradient is ever written down
        self.remedy = Text(
            "Lower the learning rate (now {rate}); the best epoch so far is kept.", rate=f"{rate:g}"
        )
        self.step(torch.zeros(0, dtype=torch.int64), 0)

    def step(self, index: Tensor, epoch: int) -> Learned:
        """Learn from interactions one after the other.

        With the seed, `epoch` decides the negatives: one for each interaction and epoch. The terms
        are means over the batch of what each was before its own update.
        """
        if epoch != self._epoch:
            key = np.uint64(((self._seed << 32) + epoch) * _APART % (1 << 64))
            self._draw(self._offsets, self._free, self._known, key, self._negatives)
            self._epoch = epoch
        sums = self._descend(
            self._users, self._items, self._negatives, index.numpy(), *self._tables, *self._sizes
        )
        means = torch.tensor(sums, dtype=torch.float64) / max(1, len(index))
        terms = dict(zip(self.terms, means.unbind(), strict=False))
        return Learned(terms, len(index), torch.zeros(0))

    def flush(self) -> None:
        """Nothing: every step changes the model itself."""

    def state(self) -> tuple[dict[str, Tensor], dict[str, Any]]:
        return {}, {}

    def restore(self, tensors: Mapping[str, Tensor], values: dict[str, Any]) -> None:
        values.pop("scaler", None)  # of checkpoints that were alike for every step


def place(device: torch.device, group: Group, reporter: Reporter) -> torch.device:
    """Where plain SGD runs: on the CPU, which is said where another device was chosen.

    Raises:
        UserError: several processes train together.

    """
    if group.size > 1:
        raise UserError(
            "Plain SGD learns from one interaction after the other: it cannot be divided.",
            "Start one process, or choose the optimizer adamw.",
        )
    if device.type != "cpu":
        reporter.log(
            Text("Plain SGD runs on the processor, not on {device}.", device=device), "warning"
        )
    return torch.device("cpu")
