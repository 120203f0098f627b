"""Data-parallel training under torchrun: several processes compute one step together."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass

import torch
import torch.distributed as dist
from torch import Tensor


@dataclass(frozen=True)
class Group:
    """The processes that train together; one alone without torchrun.

    Every process draws the same order and the same negatives, computes its share of the step and
    averages the gradients, so that n processes with batch B follow one process with batch n B.
    (Softmax candidates are each process's own: fusing them is the work that is divided.)
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

    def device(self, chosen: torch.device) -> torch.device:
        """One accelerator per process of this machine."""
        if self.size > 1 and chosen.type == "cuda":
            return torch.device("cuda", self.local_rank)
        return chosen

    def part(self, length: int) -> slice:
        """Which interactions of a step of `length` are this process's own."""
        return slice(length * self.rank // self.size, length * (self.rank + 1) // self.size)

    @torch.no_grad()
    def average(self, parameters: Iterable[Tensor]) -> None:
        """Replace every gradient by its mean over the processes, in one message per type."""
        if self.size == 1:
            return
        wanted = [p for p in parameters if p.requires_grad]
        for parameter in wanted:
            if parameter.grad is None:
                parameter.grad = torch.zeros_like(parameter)
        grads = [p.grad for p in wanted if p.grad is not None]
        flat = torch.cat([grad.reshape(-1) for grad in grads])
        dist.all_reduce(flat)
        flat /= self.size
        for grad, mean in zip(grads, flat.split([g.numel() for g in grads]), strict=True):
            grad.copy_(mean.view_as(grad))

    def mean(self, values: Tensor) -> Tensor:
        """The mean over the processes."""
        if self.size > 1:
            dist.all_reduce(values)
            values = values / self.size
        return values

    def wait(self) -> None:
        """Until all processes are here."""
        if self.size > 1:
            dist.barrier()

    def any(self, flag: bool) -> bool:
        """Whether any process says yes; all get the same answer."""
        if self.size == 1:
            return flag
        said = torch.tensor(float(flag))
        if dist.get_backend() == "nccl":
            said = said.cuda(self.local_rank)
        dist.all_reduce(said)
        return bool(said.item() > 0)
