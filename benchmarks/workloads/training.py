"""Steps of the product's own training loop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.devices.base import Device
from benchmarks.schema import Axes
from benchmarks.workloads.base import HALF, TOKENS, Prepared, Workload
from core.text import Text
from core.training.presets import PRESETS, preset_for

if TYPE_CHECKING:
    from core.training.config import TrainConfig

#: The preset that items of several tokens are trained with where nobody chose one, as a whole and
#: without what comes after its training.
PRESET = preset_for(TOKENS)
#: Steps of it.
DEFAULT = "train.default"


def preset_step(preset: str, axes: Axes, seed: int) -> TrainConfig:
    """What a preset trains, at this place of the grid."""
    return PRESETS[preset].config.model_copy(
        update={
            "batch_size": axes.batch,
            "precision": axes.dtype,
            "compile": axes.compile,
            "device": axes.device,
            "seed": seed,
            "family_seconds": 0.0,
            "learn_weights": False,
        }
    )


class TrainingStep(Workload):
    """One step with the fusion named after the dot."""

    def config(self, axes: Axes, seed: int) -> TrainConfig:
        """What is trained: the defaults with this fusion."""
        from benchmarks.workloads.fusion import configured
        from core.recommend.config import MFConfig
        from core.training.config import TrainConfig
        from core.training.losses.config import BPRConfig, SoftmaxConfig

        plain = self.group == "mf"
        kind = "concat" if plain else self.name.partition(".")[2]
        return TrainConfig(
            fusion=configured(kind, axes.size["d"]),
            head=MFConfig(content=not plain),
            loss=BPRConfig() if plain else SoftmaxConfig(negatives=256),
            batch_size=axes.batch,
            precision=axes.dtype,
            compile=axes.compile,
            device=axes.device,
            seed=seed,
        )

    def build(self, axes: Axes, device: Device, seed: int) -> Prepared:
        from benchmarks.workloads.parts import steps

        return steps.prepare(self.config(axes, seed), axes.size)


class DefaultStep(TrainingStep):
    """One step as the product trains where nobody chose how."""

    def config(self, axes: Axes, seed: int) -> TrainConfig:
        return preset_step(PRESET, axes, seed)


def step(kind: str) -> TrainingStep:
    """A step of the fusion of that kind with its head."""
    return TrainingStep(
        name=f"train.{kind}",
        title=Text("Training step: {kind} + MF", kind=kind),
        plain=Text("Training with fusion ({kind})", kind=Text(kind)),
        definition=Text(
            "One step of core.training with the {kind} fusion, sampled softmax over the "
            "batch's items and 256 more, AdamW; tokens are on the device; batch = "
            "interactions.",
            kind=kind,
        ),
        unit="interactions",
        group="train",
        batches=((64,), (64, 256, 1024)),
        wide=(1024,),
        size={"items": 500, "users": 2000, "d": 64, **TOKENS},
        dtypes=HALF,
        half_kinds=("cuda",),
        compiles=True,
        quick=kind == "transformer",
    )


WORKLOADS = (
    DefaultStep(
        name=DEFAULT,
        title=Text("Training step of the preset {preset}", preset=PRESET),
        plain=Text("Training as the product does (preset {preset})", preset=PRESET),
        definition=Text(
            "One step of core.training with the preset {preset}, {fused} of the step's items "
            "fused, without validation; tokens are on the device; batch = interactions.",
            preset=PRESET,
            fused=PRESETS[PRESET].config.fused_items,
        ),
        unit="interactions",
        group="train",
        batches=((PRESETS[PRESET].config.batch_size,),) * 2,
        size={"items": 500, "users": 2000, "d": PRESETS[PRESET].config.fusion.dim, **TOKENS},
        dtypes=HALF,
        half_kinds=("cuda",),
    ),
    step("transformer"),
    step("concat"),
    TrainingStep(
        name="mf.step",
        title=Text("MF training step"),
        plain=Text("Training without content (MF)"),
        definition=Text(
            "One step of core.training on plain matrix factorisation, BPR with one negative, "
            "AdamW over the whole tables; batch = interactions."
        ),
        unit="interactions",
        group="mf",
        batches=((1024,), (64, 256, 1024, 4096)),
        size={"items": 10_000, "users": 10_000, "d": 64},
        dtypes=HALF,
        half_kinds=("cuda",),
    ),
)
