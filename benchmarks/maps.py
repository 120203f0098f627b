"""Do the maps of the sample catalogs point where they should, and do they move the score?

`python -m benchmarks.maps --sample shop|music|video [--seeds N] [--epochs E] [--set field=value]`

The sample is made, encoded and trained as the app does it, and the app's own queries are asked:
the pointing game of every ordered pair of modalities over all items (mean over heads of the first
layer), what the maps look like where something was planted (`benchmarks.map_shape`), and the proof
by relevance at several shares, of all modalities together and of each alone. `--epochs 0` looks at
the grounding alone: nothing is trained, ranked or proved. Every number stands with its interval:
Wilson's for hits, of resampled items for ratios and for Recall.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch

from benchmarks import map_shape
from benchmarks.map_shape import Seen, Shape
from benchmarks.quality import changed
from core.alignment import joint
from core.catalog.schema import Catalog
from core.contracts.attention import (
    CatalogProofAnswer,
    CatalogProofParams,
    Effect,
    PairScore,
    PointingParams,
)
from core.contracts.opening import SampleSpec
from core.encoders.features import FeatureSet
from core.encoders.store import FeatureStore
from core.errors import UserError
from core.explore.attention.pointing import pointing
from core.explore.attention.proof import catalog_proof
from core.explore.attention.target import transformer_of
from core.explore.context import Context
from core.face.catalog import encode, make_sample
from core.face.run import train
from core.fusion.base import Store, moments
from core.fusion.maps import attention_maps, transformer
from core.fusion.transformer import TransformerFusion
from core.samples import FIELDS
from core.terminal import TerminalReporter
from core.training.config import TrainConfig
from core.training.presets import PRESETS
from core.training.run.record import Summary

#: More than a sample has: all of its items.
ALL = 1000


def main(argv: list[str] | None = None) -> int:
    """Train, ask, print; JSON goes to --out if given."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.maps", description=__doc__)
    parser.add_argument("--sample", choices=FIELDS, required=True)
    parser.add_argument("--items", type=int, default=SampleSpec.model_fields["items"].default)
    parser.add_argument("--users", type=int, default=SampleSpec.model_fields["users"].default)
    parser.add_argument("--seeds", type=int, default=1, help="runs with seeds 0, 1, ...")
    parser.add_argument("--epochs", type=int, help="else those of the preset")
    parser.add_argument("--preset", choices=list(PRESETS), default="default")
    parser.add_argument("--set", dest="changes", action="append", default=[])
    parser.add_argument("--proofs", type=int, default=64, help="items whose score is looked at")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args(argv)
    epochs = [f"epochs={options.epochs}"] if options.epochs else []
    values = changed(
        PRESETS[options.preset].config.model_dump(mode="json"), options.changes + epochs
    )
    rows: list[dict[str, object]] = []
    try:
        with TerminalReporter() as reporter:
            catalog = make_sample(
                options.sample, items=options.items, users=options.users, reporter=reporter
            )
            features = encode(catalog, reporter=reporter)
            if options.epochs == 0:
                config = TrainConfig.model_validate(values)
                stores = FeatureSet.load(Path(features.folder)).stores
                shapes = untrained(catalog.tables, stores, config)
                print(f"{options.sample}, grounded alone\n{map_shape.text(shapes)}")
                return 0
            for seed in range(options.seeds):
                run = train(catalog, features, changes={**values, "seed": seed}, reporter=reporter)
                test = Quality.of(run.about.summary or Summary())
                found = measure(run.context, options.proofs)
                about = {"sample": options.sample, "seed": seed, "test": asdict(test)}
                rows.append(about | found.told())
                print(text(options.sample, seed, test, found), flush=True)
    except UserError as error:
        print(f"maps: {error}", file=sys.stderr)
        return 1
    if options.out:
        options.out.write_text(json.dumps({"config": values, "rows": rows}, indent=2))
    return 0


@dataclass(frozen=True)
class Proof:
    """What CatalogProofAnswer tells, of all modalities together or of one alone."""

    modality: str | None
    answer: CatalogProofAnswer


@dataclass(frozen=True)
class Maps:
    """What the app would be told about the maps of a trained run."""

    pointing: tuple[PairScore, ...]
    proofs: tuple[Proof, ...]
    shapes: dict[map_shape.Pair, Shape]

    def told(self) -> dict[str, object]:
        """As it is written to a file, without the proofs' curves."""
        proofs = [
            {
                "modality": one.modality,
                **one.answer.effect.model_dump(),
                "shares": [effect.model_dump() for effect in one.answer.effects],
                "area": one.answer.area.model_dump(),
            }
            for one in self.proofs
        ]
        shapes = [{"query": q, "key": k, **asdict(one)} for (q, k), one in self.shapes.items()]
        pointing = [pair.model_dump() for pair in self.pointing]
        return {"pointing": pointing, "proof": proofs, "shape": shapes}


@dataclass(frozen=True)
class Quality:
    """Recall at the longest K with its interval, None where nothing was held out for the test."""

    k: int | None
    recall: tuple[float, ...] | None
    best_epoch: int

    @classmethod
    def of(cls, summary: Summary) -> Quality:
        """What a run tells of itself."""
        name = max(
            (name for name in summary.test if name.startswith("recall@")),
            key=lambda name: int(name.partition("@")[2]),
            default=None,
        )
        if name is None:
            return cls(None, None, summary.best_epoch)
        recall = (summary.test[name], *summary.test_intervals[name])
        return cls(int(name.partition("@")[2]), recall, summary.best_epoch)


def measure(context: Context, proofs: int) -> Maps:
    """Ask what the app asks: all modalities first, then each alone."""
    game = pointing(context, PointingParams(limit=ALL))
    asked = (None, *context.run.gather.stores)
    fusion, truth = transformer_of(context.run), context.catalog.truth
    assert truth is not None
    seen = looks(fusion, context.run.gather.stores, truth.get_column("item").unique().sort())
    found = tuple(_proof(context, proofs, which) for which in asked)
    return Maps(game.pairs, found, map_shape.shapes(truth, seen))


def untrained(
    catalog: Catalog, stores: Mapping[str, FeatureStore], config: TrainConfig
) -> dict[map_shape.Pair, Shape]:
    """The shape of maps that were grounded and not trained."""
    torch.manual_seed(config.seed)
    assert config.fusion is not None
    assert catalog.truth is not None
    fusion = config.fusion.build({name: store.width for name, store in stores.items()})
    fusion.calibrate({name: moments(store.pooled()) for name, store in stores.items()})
    fusion.ground(stores, known=joint.sides(stores))
    rows = catalog.truth.get_column("item").unique().sort()
    return map_shape.shapes(catalog.truth, looks(transformer(fusion), stores, rows))


def looks(
    fusion: TransformerFusion, stores: Mapping[str, Store], rows: Iterable[int]
) -> Iterator[Seen]:
    """First-layer maps of items, one at a time."""
    for row in rows:
        batch = {name: store.gather(np.array([row])) for name, store in stores.items()}
        maps = attention_maps(fusion, batch)
        names = [name for name, length in maps.lengths.items() if length]
        positions = {name: maps.tokens[name].positions[0].numpy() for name in names}
        pairs = {(q, k): one for (q, k), one in maps.layers[0].items() if q != k}
        weights = {
            pair: one.compute()[0].numpy() for pair, one in pairs.items() if {*pair} <= {*names}
        }
        yield Seen(int(row), positions, weights)


def _proof(context: Context, items: int, modality: str | None) -> Proof:
    params = CatalogProofParams(limit=items, modality=modality)
    return Proof(modality, catalog_proof(context, params))


def text(sample: str, seed: int, test: Quality, maps: Maps) -> str:
    """One run as lines for people."""
    lines = [f"{sample}, seed {seed}, best epoch {test.best_epoch}"]
    if test.recall is not None:
        recall, low, high = test.recall
        lines.append(f"  Recall@{test.k} of the test part {recall:.3f} [{low:.3f} {high:.3f}]")
    lines.append("  pointing        hit rate               chance   games")
    for pair in maps.pointing:
        name = f"{pair.query} -> {pair.key}"
        rate = pair.hits / pair.games
        lines.append(
            f"  {name:15} {rate:.3f} [{pair.low:.3f} {pair.high:.3f}]  {pair.chance:6.3f}"
            f"  {pair.games:6}"
        )
    lines.append(map_shape.text(maps.shapes))
    for proof in maps.proofs:
        found = proof.answer
        which = proof.modality or "all modalities"
        lines.append(f"  proof, {which}, {found.effect.items} items: masked, times random")
        lines += [f"    {one.share:4.0%}  {_times(one)}" for one in found.effects]
        between = found.area.by_map - found.area.by_chance
        lines.append(f"    area  {_times(found.area)}, {between:.3f} between the curves")
    return "\n".join(lines)


def _times(ratio: Effect) -> str:
    if ratio.times is None:
        return "nothing to compare"
    interval = f"[{ratio.low:.2f} {ratio.high:.2f}]"
    return (
        f"{ratio.times:6.2f} {interval:15} more on {ratio.won} of {ratio.items}, "
        f"{ratio.by_map:.3f} to {ratio.by_chance:.3f}"
    )


if __name__ == "__main__":
    sys.exit(main())
