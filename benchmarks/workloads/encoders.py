"""Pretrained encoders on random inputs."""

from __future__ import annotations

from typing import Any

from benchmarks import flops
from benchmarks.devices.base import Device
from benchmarks.schema import Axes
from benchmarks.workloads import inputs
from benchmarks.workloads.base import Output, Prepared
from core.encoders import registry


def prepare(name: str, axes: Axes, device: Device, seed: int) -> Prepared:
    """encode() of the encoder named after the dot."""
    encoder = registry.load(name.partition(".")[2], axes.device)
    make: Any = inputs.RAW[encoder.modality]
    raw = make(axes.batch, seed)

    def call() -> object:
        return encoder.encode(raw)

    def output() -> Output:
        return Output(encoder.encode(raw).tokens.numpy())

    # Encoders are built from files, not on "meta": one item is run instead, and scaled.
    one = make(1, seed)
    return Prepared(
        call,
        items=axes.batch,
        flops=axes.batch * flops.count(lambda: encoder.encode(one)),
        output=output,
    )
