"""Forward pass of a fusion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.devices.base import Device
from benchmarks.schema import Axes
from benchmarks.workloads.base import HALF, TOKENS, Output, Prepared, Workload
from core.text import Text

if TYPE_CHECKING:
    import torch
    from torch import Tensor

    from core.fusion.base import Fusion
    from core.fusion.config import FusionConfig


def configured(kind: str, d: int) -> FusionConfig:
    """The configuration measured: the defaults at dimension `d`."""
    from core.fusion.config import ConcatConfig, LateConfig, TransformerConfig

    kinds = {"concat": ConcatConfig, "late": LateConfig, "transformer": TransformerConfig}
    made: FusionConfig = kinds[kind](dim=d)
    return made


class FusionForward(Workload):
    """The fusion named after the dot, with seeded weights in evaluation mode."""

    def model(self, axes: Axes, device: torch.device | str, seed: int) -> Fusion:
        """The fusion; on "meta" without memory for its weights."""
        import torch

        from benchmarks.workloads.parts import inputs

        torch.manual_seed(seed)
        widths = {name: inputs.WIDTHS[name] for name in inputs.lengths(axes.size)}
        config = configured(self.name.partition(".")[2], axes.size["d"])
        if torch.device(device).type == "meta":
            with torch.device("meta"):
                return config.build(widths).eval().requires_grad_(False)
        return config.build(widths).eval().to(device)

    def flops(self, axes: Axes) -> float:
        """FLOPs of one call, counted on "meta"."""
        import torch

        from benchmarks import flops
        from benchmarks.workloads.parts import inputs

        fusion = self.model(axes, "meta", 0)
        tokens = inputs.batch(axes.batch, axes.size, 0, "meta")
        with torch.no_grad():
            return flops.count(lambda: fusion(tokens))

    def build(self, axes: Axes, device: Device, seed: int) -> Prepared:
        import torch

        from benchmarks.ceilings import DTYPES
        from benchmarks.workloads.parts import inputs

        where = torch.device(axes.device)
        fusion = self.model(axes, where, seed)
        tokens = inputs.batch(axes.batch, axes.size, seed, where)
        if axes.compile:
            fusion.compile(dynamic=True)
        autocast = torch.autocast(where.type, DTYPES[axes.dtype], enabled=axes.dtype != "fp32")

        def call() -> Tensor:
            with torch.no_grad(), autocast:
                vector: Tensor = fusion(tokens).vector
            return vector

        def output() -> Output:
            return Output(call().float().cpu().numpy())

        read = sum(
            one.tokens.nbytes + one.mask.nbytes + one.positions.nbytes for one in tokens.values()
        )
        weights = sum(parameter.nbytes for parameter in fusion.parameters())
        return Prepared(
            call,
            items=axes.batch,
            flops=self.flops(axes),
            moved=float(read + weights + axes.batch * axes.size["d"] * 4),
            output=output,
        )


def forward(kind: str) -> FusionForward:
    """The forward pass of the fusion of that kind."""
    return FusionForward(
        name=f"fusion.{kind}",
        title=Text("Fusion forward: {kind}", kind=kind),
        plain=Text("Fusing an item ({kind})", kind=Text(kind)),
        definition=Text(
            "Forward pass of the {kind} fusion in evaluation mode on random-normal tokens of "
            "text (width 384), image (1280) and audio (512), all present; batch = items.",
            kind=kind,
        ),
        unit="items",
        group="fusion",
        batches=((1, 16, 128), (1, 4, 16, 64, 256)),
        size={"d": 64, **TOKENS},
        dtypes=HALF,
        compiles=True,
        quick=kind == "transformer",
    )


WORKLOADS = (forward("concat"), forward("late"), forward("transformer"))
