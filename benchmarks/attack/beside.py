"""What lies in a workspace beside catalogs, features and runs: made once, and asked for again."""

from __future__ import annotations

import io
import os
import wave
import zipfile
from collections.abc import Sequence
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import polars as pl
from PIL import Image

import core
from core.catalog.opening import reopening, snapshot
from core.catalog.schema import Catalog
from core.contracts.captions import CaptionSpec
from core.contracts.comparing import CompareEncodersSpec, CostSpec, EncoderCost
from core.contracts.share import BundleSpec
from core.encoders import registry, trained
from core.encoders.base import Loading
from core.encoders.entry import Entry, Trained
from core.encoders.inputs import inputs_of
from core.encoders.reference import ReferenceTask
from core.encoders.spec import added
from core.encoders.spec.entries import Local
from core.explore import captions, encoder_comparison
from core.media import spatial
from core.progress import NOBODY, Reporter
from core.share import bundle
from core.training.config import TrainConfig

_ROWS = 6
_COST = EncoderCost(
    items=4, load_seconds=1, item_seconds=0.1, memory_bytes=10, library_bytes=5, disk_bytes=20
)
_OURS = "tacotron-reference"


class Sounds(ReferenceTask):
    """Learns from the catalog's sounds in one step."""

    steps = 1


class Colours:
    """Says the colour of a picture, in the place of a model."""

    def __init__(self, *_words: object) -> None:
        pass

    def captions(self, pictures: Sequence[Image.Image]) -> list[str]:
        """One for each picture."""
        return [str(np.asarray(one).mean((0, 1)).astype(int).tolist()) for one in pictures]


def make(home: Path, catalog: core.OpenedCatalog, run: core.OpenedRun) -> None:
    """Put one of each into the workspace; what is a person's own lies with the samples."""
    sent, packed = home / "samples/sent.triptych", home / "samples/own.zip"
    about = run.about
    spec = BundleSpec(
        catalog=catalog.about.snapshot,
        features=run.context.key.features,
        run=about.folder,
        out=str(sent),
    )
    bundle.pack(spec, NOBODY)
    _pack(packed)
    os.utime(packed, (1e9, 1e9))
    (home / "samples/model").mkdir()
    opened = snapshot.load(reopening.snapshot_of(packed))
    plan = snapshot.plan_of(reopening.snapshot_of(packed))
    assert plan is not None
    reopening.remember(packed, plan)
    spatial.set_trims(opened, True)
    added.add([_local(home)])


def use(home: Path, catalog: core.OpenedCatalog, heard: Reporter) -> tuple[str, ...]:
    """What each of them says.

    Raises:
        UserError: something cannot be used, and says so.

    """
    captions.Captioner = Colours  # type: ignore[assignment, misc]
    packed = home / "samples/own.zip"
    sent = bundle.unpack(home / "samples/sent.triptych", heard)
    opened = snapshot.load(reopening.snapshot_of(packed, reporter=heard))
    remembered = reopening.remembered(packed, heard)
    return (
        str(tuple(snapshot.load(Path(sent.snapshot)).items["item"])),
        str(opened.items.to_dicts()),
        str(remembered is None or remembered.brief()),
        str([inputs_of(opened, "image", Loading()).digest(row) for row in range(_ROWS)]),
        _learned(opened, heard),
        _captions(home, opened, heard),
        _compared(catalog, heard),
        str(sorted(added.entries())),
    )


def _pack(path: Path) -> None:
    """A catalog whose pictures and sounds stand in a table."""
    rng = np.random.default_rng(0)
    pictures, sounds = [], []
    for _ in range(_ROWS):
        drawn, said = io.BytesIO(), io.BytesIO()
        Image.fromarray(rng.integers(0, 255, (40, 40, 3)).astype(np.uint8)).save(drawn, "PNG")
        with wave.open(said, "wb") as out:
            out.setnchannels(1)
            out.setsampwidth(2)
            out.setframerate(16_000)
            out.writeframes(rng.integers(-9000, 9000, 16_000).astype("<i2").tobytes())
        pictures.append(drawn.getvalue())
        sounds.append(said.getvalue())
    names = [f"i{row}" for row in range(_ROWS)]
    table = {"item": names, "title": [f"Thing {row}" for row in range(_ROWS)]}
    kept = io.BytesIO()
    pl.DataFrame({**table, "image": pictures, "audio": sounds}).write_parquet(kept)
    log = [f"u{n % 4},i{n * 5 % _ROWS},{1_700_000_000 + n * 977}" for n in range(20)]
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("items.parquet", kept.getvalue())
        archive.writestr("interactions.csv", "\n".join(["user,item,timestamp", *log, ""]))


def _local(home: Path) -> Local:
    """An encoder of a person's own, described as ours is."""
    entry = registry.entry("minilm")
    shared = {one.name: getattr(entry, one.name) for one in fields(Entry)}
    own = {"name": "mine", "package": str(home / "samples/model"), "reads": "words"}
    return Local(**shared | own, layout="transformers", model_type="bert")


def _learned(opened: Catalog, heard: Reporter) -> str:
    """Which weights an encoder has that learned from these sounds."""
    entry = registry.entry(_OURS)
    assert isinstance(entry, Trained)
    encoder = trained.ensure(replace(entry, builder=f"{__name__}:Sounds"), opened, "cpu", heard)
    assert encoder is not None
    return encoder.revision  # the hash of its weights


def _captions(home: Path, opened: Catalog, heard: Reporter) -> str:
    asked = CaptionSpec(catalog="", model=str(home / "samples/model"), device="cpu")
    table, _ = captions.write(asked, opened, "own", heard)
    return table.read_text(encoding="utf-8")


def _compared(catalog: core.OpenedCatalog, heard: Reporter) -> str:
    asked = CompareEncodersSpec(
        catalog=catalog.about.snapshot,
        encoders={"text": ("minilm", "e5")},
        config=TrainConfig(epochs=1, device="cpu"),
        seeds=(0,),
        device="cpu",
    )

    def costing(_spec: CostSpec) -> EncoderCost:
        return _COST

    found = encoder_comparison.compare(asked, costing, heard)
    assert found is not None
    return str([(one.name, one.scores, one.costs) for one in found.variants])
