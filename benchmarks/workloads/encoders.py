"""Pretrained encoders on random inputs, and a large one made on the spot."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import psutil

from benchmarks import jobs
from benchmarks.devices.base import Device
from benchmarks.schema import Axes
from benchmarks.workloads.base import HALF, Prepared, Workload
from core.encoders import registry
from core.encoders.base import EncoderInfo
from core.text import Text


@dataclass(frozen=True, kw_only=True)
class Encode(Workload):
    """encode() of one encoder.

    Attributes:
        encoder: its name in the registry, or a reference; not told, a folder is private.

    """

    encoder: str

    def build(self, axes: Axes, device: Device, seed: int) -> Prepared:
        from benchmarks.workloads.parts import encoding

        return encoding.prepare(registry.load(self.encoder, axes.device), axes.batch, seed)


class EncodeLarge(Workload):
    """A vision transformer larger than any encoder that comes along; its sizes can be changed."""

    def build(self, axes: Axes, device: Device, seed: int) -> Prepared:
        from benchmarks.workloads.parts import encoding

        encoder = encoding.large(axes.size["width"], axes.size["depth"], axes.device, axes.dtype)
        return encoding.prepare(encoder, axes.batch, seed)


#: Bytes of memory without which the large model would push others out.
LARGE_NEEDS = 4 * 10**9

WORKLOADS = (
    EncodeLarge(
        name="encoder.large",
        plain=Text("Pictures (large ViT, random weights)"),
        title=Text("Encode image: ViT-Large of 303 M random weights"),
        definition=Text(
            "encode() of a vision transformer of transformers (patches of 16, heads 64 wide) with "
            "seeded random weights, on random-normal 224 x 224 pictures, as an encoder that "
            "somebody added is run; tokens end on the CPU. Says how fast a model of that size is, "
            "not how good."
        ),
        unit="items",
        group="encoder",
        batches=((1,), (1, 4)),
        wide=(16, 64),
        size={"width": 1024, "depth": 24},
        dtypes=HALF,
        half_kinds=("cuda", "mps", "xpu"),
        quick=False,
        missing=Text()
        if psutil.virtual_memory().total >= LARGE_NEEDS
        else Text("not available because it needs 4 GB of memory"),
    ),
)


def workloads() -> list[Encode]:
    """One of each pretrained encoder, other packages' too."""
    return [_encode(one) for one in registry.infos() if registry.entry(one.name).pretrained]


def by_reference(name: str) -> Encode | None:
    """Of any model: `encoder.` and a hub id, a folder, `torchvision:NAME` or `timm:NAME`.

    Raises:
        UserError: it names no model.

    """
    family, _, reference = name.partition(".")
    return _encode(registry.entry(reference).info()) if family == "encoder" and reference else None


def _encode(info: EncoderInfo) -> Encode:
    # The last part of a folder alone; of a hub id both.
    known = Path(info.name).name if Path(info.name).is_absolute() else info.name
    called = re.sub(r"[^a-z0-9_.\-]+", "-", known.lower())[:60]
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
    job = jobs.OF_WORKLOAD.get(f"encoder.{called}")
    return Encode(
        name=f"encoder.{called}",
        encoder=info.name,
        plain=Text("{what} ({title})", what=what, title=Text(info.title)),
        title=Text(
            "Encode {modality}: {title}", modality=Text(info.modality), title=Text(info.title)
        ),
        definition=Text(
            "encode() of {name} ({revision}) with its real weights, on {inputs}; tokens end on "
            "the CPU.",
            name=known,
            revision=info.revision[:12],
            inputs=inputs,
        ),
        unit="items",
        group="encoder",
        batches=((job.batch if job else 2,), (1, 4, 16)),
        wide=(job.wide,) if job else (),
        quick=job is not None,
        missing=Text()
        if info.installed
        else Text(
            "not available because its weights are not on this machine: {command}",
            command=info.command,
        ),
    )
