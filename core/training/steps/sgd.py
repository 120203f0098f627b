"""Plain SGD on BPR: one interaction after the other, without momenta, as fast as a core can.

Everything an interaction needs stays in registers and the nearest cache, where a call of torch
passes over whole batches again and again. What comes out does not depend on the batch size, which
only says how often the loop looks up.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from core.errors import UserError
from core.progress import Reporter
from core.recommend.mf import MF
from core.text import Text
from core.training.config import TrainConfig
from core.training.data import Dataset
from core.training.losses.sampling import Sampler
from core.training.steps.parallel import Group

#: Epochs of one seed draw from keys so far apart; any odd number would do.
_APART = 0xD1342543DE82EF95


class Sgd:
    """Trains the tables of a model where they lie.

    Args:
        config: the run's configuration, with `optimizer` "sgd".
        data: its interactions.
        mf: the tables, on the CPU.
        sampler: knows which items may be drawn for whom.
        reporter: told that the first time takes longer.

    """

    def __init__(
        self, config: TrainConfig, data: Dataset, mf: MF, sampler: Sampler, reporter: Reporter
    ) -> None:
        reporter.log("Plain SGD runs on one core; its first run compiles for some seconds.")
        # numba takes half a second to import.
        from core.training.steps.sgd_kernels import descend, draw

        self._descend, self._draw = descend, draw
        self._seed = config.seed
        self._tables = [t.detach().numpy() for t in (mf.users, mf.items, mf.item_bias)]
        rate = np.float32(config.learning_rate)
        bias_rate = rate if mf.config.biases else np.float32(0)
        self._sizes = rate, bias_rate, np.float32(config.embedding_l2)
        self._users, self._items = data.users.astype(np.int32), data.items.astype(np.int32)
        self._offsets = data.train.offsets
        self._free = (sampler.free % sampler.total).numpy().astype(np.int32)
        self._known = sampler.known.numpy().astype(np.int32)
        self._negatives = np.empty_like(self._items)
        self._epoch = -1
        self.step(torch.zeros(0, dtype=torch.int64), 0)

    def step(self, index: Tensor, epoch: int) -> dict[str, Tensor]:
        """Learn from training interactions `index` [B], one after the other.

        Args:
            index: places in the dataset's training interactions.
            epoch: with the seed, decides the negatives: one for each interaction and epoch.

        Returns:
            The terms of the loss, means over the batch of what each was before its own update.

        """
        if epoch != self._epoch:
            key = np.uint64(((self._seed << 32) + epoch) * _APART % (1 << 64))
            self._draw(self._offsets, self._free, self._known, key, self._negatives)
            self._epoch = epoch
        loss, penalty = self._descend(
            self._users, self._items, self._negatives, index.numpy(), *self._tables, *self._sizes
        )
        means = {"bpr": loss / max(1, len(index))}
        if self._sizes[-1] > 0:
            means["penalty"] = penalty / max(1, len(index))
        return {name: torch.tensor(mean, dtype=torch.float64) for name, mean in means.items()}


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
