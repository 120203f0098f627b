"""One process of the group that `benchmarks.workloads.distributed` starts under torchrun."""

from __future__ import annotations

import socket
import sys
import tempfile
from pathlib import Path

import torch
import torch.distributed as dist

from benchmarks.schema import Axes
from benchmarks.workloads.parts.steps import batches, trainer
from benchmarks.workloads.training import step
from core.training.steps.parallel import Group


def main() -> None:
    """Build the trainer, then run as many steps as rank 0 is told, until it is told 0."""
    port, axes, seed = int(sys.argv[1]), Axes.model_validate_json(sys.argv[2]), int(sys.argv[3])
    torch.set_num_threads(axes.threads)
    group = Group.join()
    config = step("concat").config(axes, seed)
    one = trainer(config, axes.size, Path(tempfile.gettempdir()) / "unused", group)
    one.model.train()
    draw = batches(one, axes.batch * group.size, seed)
    line = socket.create_connection(("127.0.0.1", port)) if group.leads else None
    while True:
        count = torch.zeros((), dtype=torch.int64, device=one.gather.device)
        if line is not None:
            line.sendall(b".")
            count.fill_(int(line.recv(16) or b"0"))
        if group.size > 1:
            dist.broadcast(count, 0)
        if not int(count):
            break
        for _ in range(int(count)):
            one.learn(draw())
    if dist.is_initialized():
        dist.destroy_process_group()


if __name__ == "__main__":
    main()
