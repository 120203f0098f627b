"""Work for the fake device; every number about it follows from these constants."""

from __future__ import annotations

from benchmarks.devices.base import Device
from benchmarks.devices.fake import FakeDevice
from benchmarks.schema import Axes
from benchmarks.workloads.base import Prepared, Workload
from core.text import Text

FIXED_S = 20e-6
PER_ITEM_S = 1e-6
BYTES_PER_ITEM = 4 * 1024**2
FLOPS_PER_ITEM = 2e6


class Kernel(Workload):
    """A kernel whose time grows with the batch and whose memory runs out."""

    def build(self, axes: Axes, device: Device, seed: int) -> Prepared:
        assert isinstance(device, FakeDevice)
        size = axes.batch * BYTES_PER_ITEM
        device.allocate(size)

        def call() -> None:
            device.launch(FIXED_S + PER_ITEM_S * axes.batch)

        def close() -> None:
            device.release(size)

        return Prepared(
            call,
            items=axes.batch,
            flops=FLOPS_PER_ITEM * axes.batch,
            moved=float(size),
            close=close,
        )


WORKLOADS = (
    Kernel(
        name="fake.kernel",
        title=Text("Kernel of the fake device"),
        definition=Text(
            "A made-up kernel of 20 us + 1 us per item on a device that does not exist."
        ),
        unit="items",
        group="synthetic",
        batches=((1, 64, 1024), (1, 4, 16, 64, 256, 1024, 4096)),
        kinds=("fake",),
    ),
)
