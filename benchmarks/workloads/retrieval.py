"""Exact top-K over the whole catalog."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.devices.base import Device
from benchmarks.schema import Axes
from benchmarks.workloads.base import Output, Prepared, Workload
from core.text import Text

if TYPE_CHECKING:
    from torch import Tensor

K = 20
SEEN = 50


class TopK(Workload):
    """Lists for a batch of users, as the recommend page asks for them."""

    def build(self, axes: Axes, device: Device, seed: int) -> Prepared:
        import torch

        from core.topk import top_k

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


def lists(
    name: str,
    plain: Text,
    items: int,
    batches: tuple[tuple[int, ...], tuple[int, ...]],
    wide: tuple[int, ...] = (),
) -> TopK:
    """Lists from a catalog of that many items."""
    return TopK(
        name=name,
        title=Text("Top-K retrieval"),
        plain=plain,
        definition=Text(
            "Exact top 20 of all items by inner product and bias, 50 seen items of each user "
            "masked; batch = users."
        ),
        unit="users",
        group="topk",
        batches=batches,
        wide=wide,
        size={"items": items, "d": 64},
        cold=True,
    )


WORKLOADS = (
    lists("topk", Text("Recommending from 100,000 items"), 100_000, ((1, 64), (1, 8, 64, 512))),
    lists(
        "topk.million",
        Text("Recommending from 1 million items"),
        10**6,
        ((16,), (1, 16)),
        wide=(256,),
    ),
)
