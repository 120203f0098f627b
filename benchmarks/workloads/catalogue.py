"""All workloads, as data. Needs no torch."""

from __future__ import annotations

from importlib.util import find_spec

from benchmarks.workloads.base import Workload
from core.encoders import registry
from core.encoders.base import EncoderInfo
from core.errors import UserError
from core.text import Text

_HERE = "benchmarks.workloads."
_HALF = ("fp32", "bf16", "fp16")
#: Tokens of one item: text, image patches, audio frames, with the packaged encoders' widths.
TOKENS = {"text_tokens": 32, "image_tokens": 49, "audio_tokens": 32}


def workloads() -> list[Workload]:
    """Every workload, those that cannot run here included."""
    return [
        *(_encoder(one) for one in registry.infos() if registry.entry(one.name).pretrained),
        *(_fusion(kind) for kind in ("concat", "late", "transformer")),
        _training("transformer"),
        _training("concat"),
        _needs(_mf(), "core.training"),
        _needs(_topk(), "core.topk"),
        _gather(),
        _h2d(),
        _needs(_end_to_end(), "core.topk"),
        _needs(_distributed(), "core.training.steps.parallel"),
        _fake(),
    ]


def find(names: list[str] | None) -> list[Workload]:
    """The workloads of these names or groups; all real ones if none is given.

    Raises:
        UserError: a name is unknown.

    """
    known = workloads()
    if not names:
        return [one for one in known if one.group not in ("synthetic", "distributed")]
    chosen = []
    for name in names:
        found = [one for one in known if name in (one.name, one.group)]
        if not found:
            raise UserError(
                Text("There is no workload '{name}'.", name=name),
                Text("Choose from: {names}.", names=", ".join(sorted({one.name for one in known}))),
            )
        chosen += [one for one in found if one not in chosen]
    return chosen


def _needs(workload: Workload, module: str) -> Workload:
    """Mark a workload whose product code is not in this installation."""
    try:
        present = find_spec(module) is not None
    except ModuleNotFoundError:
        present = False
    if present:
        return workload
    return Workload(
        **{
            **vars(workload),
            "missing": Text("not available because {module} is not installed", module=module),
        }
    )


def _encoder(info: EncoderInfo) -> Workload:
    inputs = {
        "text": "texts of 24 random words",
        "image": "random-normal 224 x 224 pictures",
        "audio": "10 s of random-normal sound at 16 kHz",
        "video": "8 random-normal frames of 224 x 224",
    }[info.modality]
    return Workload(
        name=f"encoder.{info.name}",
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
        where=f"{_HERE}encoders:prepare",
        group="encoder",
        batches=((2,), (1, 4, 16)),
        missing=Text()
        if info.installed
        else Text(
            "not available because its weights are not on this machine: {command}",
            command=info.command,
        ),
    )


def _fusion(kind: str) -> Workload:
    return Workload(
        name=f"fusion.{kind}",
        title=Text("Fusion forward: {kind}", kind=kind),
        definition=Text(
            "Forward pass of the {kind} fusion in evaluation mode on random-normal tokens of "
            "text (width 384), image (1280) and audio (512), all present; batch = items.",
            kind=kind,
        ),
        unit="items",
        where=f"{_HERE}fusion:prepare",
        group="fusion",
        batches=((1, 16, 128), (1, 4, 16, 64, 256)),
        size={"d": 64, **TOKENS},
        dtypes=_HALF,
        compiles=True,
    )


def _training(kind: str) -> Workload:
    workload = Workload(
        name=f"train.{kind}",
        title=Text("Training step: {kind} + MF", kind=kind),
        definition=Text(
            "One step of core.training with the {kind} fusion, sampled softmax over the "
            "batch's items and 256 more, AdamW; tokens are on the device; batch = "
            "interactions.",
            kind=kind,
        ),
        unit="interactions",
        where=f"{_HERE}training:prepare",
        group="train",
        batches=((64,), (64, 256, 1024)),
        size={"items": 500, "users": 2000, "d": 64, **TOKENS},
        dtypes=_HALF,
        half_kinds=("cuda",),
        compiles=True,
    )
    return _needs(workload, "core.training")


def _mf() -> Workload:
    return Workload(
        name="mf.step",
        title=Text("MF training step"),
        definition=Text(
            "One step of core.training on plain matrix factorisation, BPR with one negative, "
            "AdamW over the whole tables; batch = interactions."
        ),
        unit="interactions",
        where=f"{_HERE}training:prepare",
        group="mf",
        batches=((1024,), (64, 256, 1024, 4096)),
        size={"items": 10_000, "users": 10_000, "d": 64},
        dtypes=_HALF,
        half_kinds=("cuda",),
    )


def _topk() -> Workload:
    return Workload(
        name="topk",
        title=Text("Top-K retrieval"),
        definition=Text(
            "Exact top 20 of all items by inner product and bias, 50 seen items of each user "
            "masked; batch = users."
        ),
        unit="users",
        where=f"{_HERE}retrieval:prepare",
        group="topk",
        batches=((1, 64), (1, 8, 64, 512)),
        size={"items": 100_000, "d": 64},
        cold=True,
    )


def _gather() -> Workload:
    return Workload(
        name="features.gather",
        title=Text("Read features"),
        definition=Text(
            "FeatureStore.gather of random items (49 tokens of width 1280, fp16, mapped from "
            "disk) into a padded fp32 batch; batch = items."
        ),
        unit="items",
        where=f"{_HERE}features:prepare_gather",
        group="features",
        batches=((64,), (16, 64, 256)),
        size={"items": 2000},
        kinds=("cpu",),
    )


def _h2d() -> Workload:
    return Workload(
        name="copy.h2d",
        title=Text("Copy to the device"),
        definition=Text(
            "TokenBatch.to(device) of 49 fp32 tokens of width 1280 per item from pinned "
            "memory; batch = items."
        ),
        unit="items",
        where=f"{_HERE}features:prepare_h2d",
        group="features",
        batches=((64,), (16, 64, 256, 1024)),
        kinds=("cuda", "xpu"),
    )


def _end_to_end() -> Workload:
    return Workload(
        name="end_to_end",
        title=Text("From words and picture to a list"),
        definition=Text(
            "Encode new items (24 words and a 224 x 224 picture, default encoders), fuse "
            "them (transformer), add them to 20,000 items and rank all for 16 users; batch = "
            "items."
        ),
        unit="items",
        where=f"{_HERE}end_to_end:prepare",
        group="end_to_end",
        batches=((8,), (1, 8, 32)),
        size={"items": 20_000, "users": 16, "d": 64},
    )


def _distributed() -> Workload:
    return Workload(
        name="train.distributed",
        title=Text("Training step under torchrun"),
        definition=Text(
            "One step of core.training (concat fusion + MF) in `processes` processes started "
            "by torchrun; batch = interactions per process."
        ),
        unit="interactions",
        where=f"{_HERE}distributed:prepare",
        group="distributed",
        batches=((256,), (256, 1024)),
        size={"processes": 2, "items": 500, "users": 2000, "d": 64, **TOKENS},
    )


def _fake() -> Workload:
    return Workload(
        name="fake.kernel",
        title=Text("Kernel of the fake device"),
        definition=Text(
            "A made-up kernel of 20 us + 1 us per item on a device that does not exist."
        ),
        unit="items",
        where=f"{_HERE}fake:prepare",
        group="synthetic",
        batches=((1, 64, 1024), (1, 4, 16, 64, 256, 1024, 4096)),
        kinds=("fake",),
    )
