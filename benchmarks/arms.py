"""Arms of the A/A test: the same forward pass, a fixed number of times in a row.

Eight passes against eight must come out the same; nine against eight are a planted slow-down of
12.5 %, exact by construction.
"""

from __future__ import annotations

from benchmarks.devices.base import Device
from benchmarks.schema import Axes
from benchmarks.workloads.base import Prepared, Workload
from benchmarks.workloads.fusion import forward
from core.text import Text

STEPS = 8


class Arm(Workload):
    """The forward pass, `steps` times."""

    def build(self, axes: Axes, device: Device, seed: int) -> Prepared:
        one = forward("concat").build(axes, device, seed)
        steps = range(axes.size["steps"])

        def call() -> None:
            for _ in steps:
                one.call()

        return Prepared(call, items=one.items * len(steps), close=one.close)


def arm(name: str, title: str) -> Arm:
    """An arm; its `steps` size says how often the step runs in one call."""
    return Arm(
        name=name,
        title=Text(title),
        definition=Text("`steps` forward passes of the concat fusion in a row."),
        unit="items",
        group="aa",
        batches=((4,), (4,)),
        size={"d": 32, "text_tokens": 4, "image_tokens": 4, "steps": STEPS},
    )
