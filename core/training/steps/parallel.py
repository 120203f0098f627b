"""Data-parallel training under torchrun: several processes compute one step together."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

import torch
import torch.distributed as dist
from torch import Tensor

from core.progress import NOBODY, Cancelled, Level, Reporter

#: Kinds of gradient, see `Group._kinds`.
_NONE, _DENSE, _SPARSE = range(3)


@dataclass(frozen=True)
class Group:
    """The processes that train together; one alone without torchrun.

    Every process draws the same order and the same negatives, computes its share of the step and
    averages the gradients, so that n processes with batch B follow one process with batch n B.
    (Softmax candidates are each process's own, for fusing them is the work that is divided; not
    where items read each other, see Objective.shares.)
    """

    rank: int = 0
    size: int = 1
    local_rank: int = 0

    @staticmethod
    def join() -> Group:
        """The group torchrun describes in the environment, joined."""
        size = int(os.environ.get("WORLD_SIZE", "1"))
        if size == 1 or "MASTER_ADDR" not in os.environ:
            return Group()
        if not dist.is_initialized():
            dist.init_process_group("nccl" if torch.cuda.is_available() else "gloo")
        return Group(dist.get_rank(), size, int(os.environ.get("LOCAL_RANK", "0")))

    @property
    def leads(self) -> bool:
        """Whether this process writes files and reports."""
        return self.rank == 0

    def listened(self, reporter: Reporter) -> Reporter:
        """Whom to ask as time goes by: several processes must look up at the same places."""
        return reporter if self.size == 1 else NOBODY

    def device(self, chosen: torch.device) -> torch.device:
        """One accelerator per process of this machine."""
        if self.size > 1 and chosen.type == "cuda":
            return torch.device("cuda", self.local_rank)
        return chosen

    def part(self, length: int, rank: int | None = None) -> slice:
        """Which of `length` interactions or rows are this process's own, or those of `rank`."""
        rank = self.rank if rank is None else rank
        return slice(length * rank // self.size, length * (rank + 1) // self.size)

    @torch.no_grad()
    def average(self, parameters: Iterable[Tensor]) -> None:
        """Replace every gradient by its mean over the processes.

        Dense ones travel in one message; of sparse ones every process gets the rows of all.
        """
        everything = list(parameters)
        if self.size == 1 or not everything:
            return
        dense = []
        for parameter, kind in zip(everything, self._kinds(everything), strict=True):
            if kind == _SPARSE:
                parameter.grad = self._joined(parameter)
            elif kind == _DENSE:
                if parameter.grad is None:
                    parameter.grad = torch.zeros_like(parameter)
                dense.append(parameter.grad)
        if not dense:
            return
        flat = torch.cat([grad.reshape(-1) for grad in dense])
        dist.all_reduce(flat)
        flat /= self.size
        for grad, mean in zip(dense, flat.split([g.numel() for g in dense]), strict=True):
            grad.copy_(mean.view_as(grad))

    def _kinds(self, parameters: list[Tensor]) -> list[int]:
        """What kind of gradient each parameter has in any process: a batch may lack a modality."""
        mine = [
            _NONE if p.grad is None else _SPARSE if p.grad.is_sparse else _DENSE for p in parameters
        ]
        kinds = torch.tensor(mine, device=parameters[0].device)
        dist.all_reduce(kinds, dist.ReduceOp.MAX)
        return [int(kind) for kind in kinds.cpu()]

    def _joined(self, parameter: Tensor) -> Tensor:
        """The mean of sparse gradients, in the same order of addition everywhere."""
        grad = parameter.grad
        if grad is None:
            rows = torch.zeros(0, dtype=torch.int64, device=parameter.device)
            values = parameter.new_zeros(0, *parameter.shape[1:])
        else:
            grad = grad.coalesce()
            rows, values = grad._indices()[0], grad._values()
        sizes = [torch.zeros(1, dtype=torch.int64, device=rows.device) for _ in range(self.size)]
        dist.all_gather(sizes, torch.full_like(sizes[0], len(rows)))
        counts = [int(size) for size in sizes]
        longest = max(counts)
        parts = []
        for mine in (rows, values):
            padded = mine.new_zeros(longest, *mine.shape[1:])
            padded[: len(mine)] = mine
            others = [torch.empty_like(padded) for _ in counts]
            dist.all_gather(others, padded)
            parts.append(torch.cat([o[:n] for o, n in zip(others, counts, strict=True)]))
        return torch.sparse_coo_tensor(
            parts[0].unsqueeze(0), parts[1] / self.size, parameter.shape, check_invariants=False
        )

    def mean(self, values: Tensor) -> Tensor:
        """The mean over the processes."""
        if self.size > 1:
            dist.all_reduce(values)
            values = values / self.size
        return values

    def share(self, make: Callable[[], str]) -> str:
        """What the first process makes; the others wait for it, however long that takes."""
        if self.size == 1:
            return make()
        store = dist.distributed_c10d._get_default_store()
        if self.leads:
            store.set("made", make())
        else:
            store.wait(["made"], timedelta(days=7))
        return str(store.get("made").decode())

    def most(self, value: float) -> float:
        """The largest that any process says; all get the same answer."""
        if self.size == 1:
            return value
        said = torch.tensor(value)
        if dist.get_backend() == "nccl":
            said = said.cuda(self.local_rank)
        dist.all_reduce(said, dist.ReduceOp.MAX)
        return float(said.item())


class Together(Reporter):
    """Reports what one process says; all of a group stop, or are cancelled, at the same place."""

    def __init__(self, told: Reporter, group: Group) -> None:
        self.told, self.group = told, group

    def progress(self, stage: str, done: float, total: float | None = None, unit: str = "") -> None:
        self.told.progress(stage, done, total, unit)

    def metric(self, step: int, epoch: float, values: Mapping[str, float]) -> None:
        self.told.metric(step, epoch, values)

    def log(self, text: str, level: Level = "info") -> None:
        self.told.log(text, level)

    def checkpoint(self) -> bool:
        try:
            wish = float(self.told.checkpoint())
        except Cancelled:
            wish = 2.0
        wish = self.group.most(wish)
        if wish > 1:
            raise Cancelled
        return wish > 0
