"""New items from raw words and pictures into everybody's lists."""

from __future__ import annotations

from benchmarks.devices.base import Device
from benchmarks.schema import Axes
from benchmarks.workloads.base import Output, Prepared, Workload
from core.text import Text


class EndToEnd(Workload):
    """The path with the packaged default encoders."""

    def build(self, axes: Axes, device: Device, seed: int) -> Prepared:
        from benchmarks.workloads.parts.new_items import NewItems

        path = NewItems(axes, seed)

        def output() -> Output:
            ranked, _scores = path.all()
            return Output(path.vectors.float().cpu().numpy(), ranked.cpu().numpy())

        return Prepared(
            path.all,
            items=axes.batch,
            stages={
                "encode text": path.encode_text,
                "encode image": path.encode_image,
                "copy": path.copy,
                "fuse": path.fuse,
                "rank": path.rank,
            },
            output=output,
        )


WORKLOADS = (
    EndToEnd(
        name="end_to_end",
        title=Text("From words and picture to a list"),
        plain=Text("New items into everybody's lists"),
        definition=Text(
            "Encode new items (24 words and a 224 x 224 picture, default encoders), fuse "
            "them (transformer), add them to 20,000 items and rank all for 16 users; batch = "
            "items."
        ),
        unit="items",
        group="end_to_end",
        batches=((8,), (1, 8, 32)),
        size={"items": 20_000, "users": 16, "d": 64},
        quick=False,
    ),
)
