from __future__ import annotations

from benchmarks.devices.base import Device
from benchmarks.schema import Axes
from benchmarks.workloads.base import Output, Prepared, Workload
from core.text import Text


class Sort(Workload):
    """Sorts random numbers."""

    def build(self, axes: Axes, device: Device, seed: int) -> Prepared:
        import torch

        generator = torch.Generator().manual_seed(seed)
        numbers = torch.rand(axes.batch, axes.size["items"], generator=generator).to(axes.device)
        return Prepared(
            lambda: numbers.sort(dim=1),
            items=axes.batch,
            output=lambda: Output(numbers.sort(dim=1).values.cpu().numpy()),
        )


SORT = Sort(
    name="shelf.sort",
    title=Text("Sort a shelf"),
    definition=Text("Sort `items` uniform numbers; batch = shelves."),
    unit="shelves",
    group="shelf",
    batches=((2,), (2, 8)),
    size={"items": 300},
)
