"""Forward pass of a fusion."""

from __future__ import annotations

import torch
from torch import Tensor

from benchmarks import flops
from benchmarks.ceilings import DTYPES
from benchmarks.devices.base import Device
from benchmarks.schema import Axes
from benchmarks.workloads import inputs
from benchmarks.workloads.base import Output, Prepared
from core.fusion.base import Fusion
from core.fusion.config import ConcatConfig, FusionConfig, LateConfig, TransformerConfig

KINDS = {"concat": ConcatConfig, "late": LateConfig, "transformer": TransformerConfig}


def config(kind: str, d: int) -> FusionConfig:
    """The configuration measured: the defaults at dimension `d`."""
    made: FusionConfig = KINDS[kind](dim=d)
    return made


def model(kind: str, axes: Axes, device: torch.device | str, seed: int) -> Fusion:
    """A fusion with seeded weights in evaluation mode."""
    torch.manual_seed(seed)
    widths = {name: inputs.WIDTHS[name] for name in inputs.lengths(axes.size)}
    if torch.device(device).type == "meta":
        with torch.device("meta"):
            return config(kind, axes.size["d"]).build(widths).eval().requires_grad_(False)
    return config(kind, axes.size["d"]).build(widths).eval().to(device)


def counted(kind: str, axes: Axes) -> float:
    """FLOPs of one call, counted on "meta"."""
    fusion = model(kind, axes, "meta", 0)
    tokens = inputs.batch(axes.batch, axes.size, 0, "meta")
    with torch.no_grad():
        return flops.count(lambda: fusion(tokens))


def prepare(name: str, axes: Axes, device: Device, seed: int) -> Prepared:
    """The fusion named after the dot."""
    kind = name.partition(".")[2]
    where = torch.device(axes.device)
    fusion = model(kind, axes, where, seed)
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
        flops=counted(kind, axes),
        moved=float(read + weights + axes.batch * axes.size["d"] * 4),
        output=output,
    )
