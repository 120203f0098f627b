"""Exact top-K over the whole catalog."""

from __future__ import annotations

import torch
from torch import Tensor

from benchmarks.devices.base import Device
from benchmarks.schema import Axes
from benchmarks.workloads.base import Output, Prepared
from core.topk import top_k

K = 20
SEEN = 50


def prepare(name: str, axes: Axes, device: Device, seed: int) -> Prepared:
    """Lists for a batch of users, as the recommend page asks for them."""
    where = torch.device(axes.device)
    generator = torch.Generator().manual_seed(seed)
    n, d, users = axes.size["items"], axes.size["d"], axes.batch
    items = torch.randn(n, d, generator=generator).to(where)
    queries = torch.randn(users, d, generator=generator).to(where)
    bias = torch.randn(n, generator=generator).to(where)
    rows = torch.arange(users).repeat_interleave(SEEN).to(where)
    seen = torch.randint(n, (users * SEEN,), generator=generator).to(where)

    def call() -> tuple[Tensor, Tensor]:
        return top_k(queries, items, K, bias, (rows, seen))

    def output() -> Output:
        ranked, scores = call()
        return Output(scores.float().cpu().numpy(), ranked.cpu().numpy())

    return Prepared(
        call,
        items=users,
        flops=2.0 * users * n * d,
        # The table once and the scores twice (written, then reduced).
        moved=4.0 * (n * d + users * d + n + 2 * users * n),
        output=output,
    )
