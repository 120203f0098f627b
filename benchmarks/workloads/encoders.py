"""Pretrained encoders on random inputs."""

from __future__ import annotations

from benchmarks import jobs
from benchmarks.devices.base import Device
from benchmarks.schema import Axes
from benchmarks.workloads.base import Output, Prepared, Workload
from core.encoders import registry
from core.encoders.base import EncoderInfo
from core.text import Text


class Encode(Workload):
    """encode() of the encoder named after the dot."""

    def build(self, axes: Axes, device: Device, seed: int) -> Prepared:
        from benchmarks import flops
        from benchmarks.workloads.parts import inputs

        encoder = registry.load(self.name.partition(".")[2], axes.device)
        make = inputs.RAW[encoder.modality]
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


def workloads() -> list[Encode]:
    """One of each pretrained encoder, other packages' too."""
    return [_encode(one) for one in registry.infos() if registry.entry(one.name).pretrained]


def _encode(info: EncoderInfo) -> Encode:
    inputs = {
        "text": "texts of 24 random words",
        "image": "random-normal 224 x 224 pictures",
        "audio": "10 s of random-normal sound at 16 kHz",
        "video": "8 random-normal frames of 224 x 224",
    }[info.modality]
    what = {
        "text": Text("Words"),
        "image": Text("Pictures"),
        "audio": Text("Sound"),
        "video": Text("Video"),
    }[info.modality]
    job = jobs.OF_WORKLOAD.get(f"encoder.{info.name}")
    return Encode(
        name=f"encoder.{info.name}",
        plain=Text("{what} ({title})", what=what, title=Text(info.title)),
        title=Text(
            "Encode {modality}: {title}", modality=Text(info.modality), title=Text(info.title)
        ),
        definition=Text(
            "encode() of {name} ({revision}) with its real weights, on {inputs}; tokens end on "
            "the CPU.",
            name=info.name,
            revision=info.revision[:12],
            inputs=inputs,
        ),
        unit="items",
        group="encoder",
        batches=((job.batch if job else 2,), (1, 4, 16)),
        wide=(job.wide,) if job else (),
        missing=Text()
        if info.installed
        else Text(
            "not available because its weights are not on this machine: {command}",
            command=info.command,
        ),
    )
