"""The jobs of the card on a catalog of one's own: its pictures and words, its histories.

What a result tells of it: how many items and users, and a number that only the same catalog has.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.devices.base import Device
from benchmarks.schema import Axes
from benchmarks.workloads.base import Prepared, Workload
from benchmarks.workloads.training import preset_step
from core.encoders.base import EncoderInfo
from core.text import Text

GROUP = "own"


@dataclass(frozen=True, kw_only=True)
class OwnStep(Workload):
    """A training step of the preset that suits the catalog."""

    snapshot: str
    features: str
    tokens: Mapping[str, int] = field(default_factory=dict)

    def build(self, axes: Axes, device: Device, seed: int) -> Prepared:
        from benchmarks.workloads.parts import steps
        from core.catalog.opening import snapshot
        from core.encoders.features import FeatureSet
        from core.training.presets import preset_for

        config = preset_step(preset_for(self.tokens), axes, seed)
        catalog, features = snapshot.load(Path(self.snapshot)), FeatureSet.load(Path(self.features))
        return steps.prepare_on(catalog, features, config)


@dataclass(frozen=True, kw_only=True)
class OwnEncoding(Workload):
    """Reading, decoding and encoding items of a catalog."""

    snapshot: str
    encoder: str

    def build(self, axes: Axes, device: Device, seed: int) -> Prepared:
        import numpy as np

        from core.catalog.opening import snapshot
        from core.encoders import registry
        from core.encoders.inputs import inputs_of

        encoder = registry.load(self.encoder, axes.device)
        inputs = inputs_of(snapshot.load(Path(self.snapshot)), encoder.modality, encoder.loading)
        rows = inputs.rows()
        rng = np.random.default_rng(seed)

        def call() -> object:
            drawn = rng.choice(rows, min(axes.batch, len(rows)), replace=False)
            return encoder.encode([inputs.load(int(row)) for row in drawn])

        return Prepared(call, items=min(axes.batch, len(rows)))


def workloads(snapshot: str, features: str) -> list[Workload]:
    """What can be measured on a catalog that was opened.

    Args:
        snapshot: its folder.
        features: the folder of what was encoded of it, "" if nothing was.

    """
    from core.catalog.opening import snapshot as snapshots
    from core.encoders import registry
    from core.encoders.features import FeatureSet
    from core.training.run import identity

    catalog = snapshots.load(Path(snapshot))
    size = {"items": catalog.items.height, "users": catalog.users.height}
    known = identity.of_catalog(catalog)
    same = known.items[:6] + known.interactions[:6]
    defaults = registry.defaults(catalog)[0]
    found: list[Workload] = [
        _encoding(registry.info(defaults[modality]), snapshot, size, same)
        for modality in catalog.modalities()
        if modality in defaults and catalog.has_raw(modality)
    ]
    stores = FeatureSet.load(Path(features)).stores if features else None
    missing = Text("the catalog is not encoded yet: triptych encode CATALOG")
    step = OwnStep(
        name="own.train",
        title=Text("Training step on your catalog"),
        definition=Text(
            "One step of core.training with the preset that suits the features, on catalog {same}; "
            "batch = interactions.",
            same=same,
        ),
        unit="interactions",
        group=GROUP,
        batches=((256,), (256, 1024)),
        size=size,
        missing=Text() if stores is not None else missing,
        snapshot=snapshot,
        features=features,
        tokens={name: store.max_tokens for name, store in (stores or {}).items()},
    )
    return [*found, step]


def _encoding(info: EncoderInfo, snapshot: str, size: Mapping[str, int], same: str) -> OwnEncoding:
    return OwnEncoding(
        name=f"own.encode.{info.modality}",
        title=Text(
            "Encode {modality} of your catalog: {title}",
            modality=Text(info.modality),
            title=Text(info.title),
        ),
        definition=Text(
            "Reading, decoding and encode() of {name} on items of catalog {same}, in one thread.",
            name=info.name,
            same=same,
        ),
        unit="items",
        group=GROUP,
        batches=((4,), (1, 4, 16)),
        wide=(64,),
        size=size,
        missing=Text()
        if info.installed
        else Text(
            "not available because its weights are not on this machine: {command}",
            command=info.command,
        ),
        snapshot=snapshot,
        encoder=info.name,
    )
