"""Arms of the A/A test: the same forward pass, a fixed number of times in a row.

Eight passes against eight must come out the same; nine against eight are a planted slow-down of
12.5 %, exact by construction.
"""

from __future__ import annotations

from benchmarks.devices.base import Device
from benchmarks.schema import Axes
from benchmarks.workloads import fusion
from benchmarks.workloads.base import Prepared, Workload
from core.text import Text

STEPS = 8


def arm(name: str, title: str) -> Workload:
    """An arm; its `steps` size says how often the step runs in one call."""
    return Workload(
        name=name,
        title=Text(title),
        definition=Text("`steps` forward passes of the concat fusion in a row."),
        unit="items",
        where="benchmarks.workloads.planted:prepare",
        group="aa",
        batches=((4,), (4,)),
        size={"d": 32, "text_tokens": 4, "image_tokens": 4, "steps": STEPS},
    )


def prepare(name: str, axes: Axes, device: Device, seed: int) -> Prepared:
    """The forward pass, `steps` times."""
    one = fusion.prepare("fusion.concat", axes, device, seed)
    steps = range(axes.size["steps"])

    def call() -> None:
        for _ in steps:
            one.call()

    return Prepared(call, items=one.items * len(steps), close=one.close)
