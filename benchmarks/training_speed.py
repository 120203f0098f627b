"""Training with a budget of fused items beside training that fuses all: how fast, how good.

`python -m benchmarks.training_speed rate [--sample shop] [--steps N] [--fused 0 16]`
`python -m benchmarks.training_speed quality [--seeds N] [--epochs E] [--fused 0 16]`

`rate` times steps of the default preset, the settings in turn in one process, and what an epoch
needs beside its steps (fresh vectors, ranking, film). Without --sample the catalog is planted:
1,006 items with 128 words and 168 patches, and 42,000 training interactions. `quality` trains to
the end on a smaller planted catalog of short items, and compares test metrics with the first
setting, seed by seed. --fused 0 fuses all items of a step.

Planted items have the kinds, colours and patterns of the shop sample, users the tastes of its
people; words and patches are vectors of those values among others that mean nothing.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import numpy as np
import polars as pl
import torch

from benchmarks.ablation import METRICS, Interval
from core.catalog.opening import snapshot
from core.catalog.schema import Catalog
from core.encoders.features import FeatureSet
from core.encoders.tokens import TokenBatch
from core.face.catalog import encode, make_sample
from core.fusion.transformer import TransformerFusion
from core.progress import Reporter
from core.samples import FIELDS, people, shop
from core.training.config import SplitConfig, TrainConfig
from core.training.judge.validation import all_vectors, measure
from core.training.presets import PRESETS
from core.training.run.runs import Features
from core.training.steps.loop import Trainer
from core.training.steps.parallel import Group
from core.training.train import assemble, train


@dataclass(frozen=True)
class Shape:
    """Sizes of a planted catalog; tokens and widths of text, then of pictures."""

    items: int = 1006
    users: int = 2133
    tokens: tuple[int, int] = (128, 168)
    widths: tuple[int, int] = (384, 1280)


#: What `quality` can afford to train ten times without a budget.
SMALL = Shape(items=400, users=850, tokens=(6, 8), widths=(24, 32))


@dataclass(frozen=True)
class Planted:
    """Tokens [N, L, width] in half precision; what a FeatureStore keeps in a file."""

    tokens: torch.Tensor
    positions: torch.Tensor
    encoder: str = "planted"
    fingerprint: str = "planted"

    @property
    def n_items(self) -> int:
        return len(self.tokens)

    @property
    def width(self) -> int:
        return self.tokens.shape[2]

    @property
    def max_tokens(self) -> int:
        return self.tokens.shape[1]

    @property
    def present(self) -> np.ndarray:
        return np.ones(self.n_items, bool)

    def gather(self, rows: np.ndarray) -> TokenBatch:
        index = torch.as_tensor(rows)
        tokens = self.tokens.index_select(0, index).float()
        return TokenBatch(
            tokens,
            torch.ones(tokens.shape[:2], dtype=torch.bool),
            self.positions.expand(len(tokens), -1, -1),
        )

    def pooled(self) -> np.ndarray:
        means: np.ndarray = self.tokens.mean(1, dtype=torch.float32).numpy()
        return means


@dataclass(frozen=True)
class World:
    """A catalog with features in memory."""

    catalog: Catalog
    stores: dict[str, Planted]


def world(shape: Shape, seed: int = 0) -> World:
    """The planted catalog."""
    values = [
        shop.attributes(n, np.random.default_rng([seed, n])).values for n in range(shape.items)
    ]
    rng = np.random.default_rng([seed, 2**31])
    log = people.simulate(values, shop.TASTE, shape.users, 4, rng, Reporter())
    table = pl.DataFrame(
        {
            "user": log.user.astype(np.int32),
            "item": log.item.astype(np.int32),
            "timestamp": log.timestamp * 1000,
            "event": ["view"] * len(log.user),
            "rating": pl.Series([None] * len(log.user), dtype=pl.Float32),
            "split": pl.Series([None] * len(log.user), dtype=pl.Int8),
        }
    )
    catalog = Catalog(
        name="planted",
        root=Path(),
        reader="benchmarks",
        items=pl.DataFrame({"item": [str(i) for i in range(shape.items)]}),
        users=pl.DataFrame({"user": [str(u) for u in range(shape.users)]}),
        interactions=table,
    )
    names = ("text", "image")
    sizes = zip(names, shape.tokens, shape.widths, strict=True)
    return World(catalog, {name: _store(name, values, n, w, rng) for name, n, w in sizes})


def _store(
    name: str,
    values: Sequence[Mapping[str, str]],
    length: int,
    width: int,
    rng: np.random.Generator,
) -> Planted:
    """Each value is one word, or a twelfth of the patches; noise over everything."""
    known = sorted({v for item in values for v in item.items()})
    meaning = {v: rng.normal(size=width) for v in known}
    others = rng.normal(size=(200, width))
    run = 1 if name == "text" else max(1, length // 12)
    common = 2 * rng.normal(size=width)
    rows = np.empty((len(values), length, width), np.float16)
    for row, item in zip(rows, values, strict=True):
        tokens = others[rng.integers(len(others), size=length)]
        starts = rng.permutation(length // run)[: len(item)] * run
        for start, value in zip(starts, item.items(), strict=False):
            tokens[start : start + run] = meaning[value]
        noise = rng.standard_normal(tokens.shape, np.float32)
        row[:] = tokens + common + 0.7 * noise
    return Planted(torch.from_numpy(rows), torch.full((1, length, 4), float("nan")))


def config(fused: int, seed: int, **changes: object) -> TrainConfig:
    """The default preset with so many items fused in a step; 0 for all."""
    values = PRESETS["default"].config.model_dump(mode="json")
    own = {"fused_items": fused, "seed": seed, "device": "cpu", "ks": (20,)}
    return TrainConfig.model_validate(values | own | changes)


@dataclass(frozen=True)
class Rate:
    """Seconds of one setting: a step (all of them), and what an epoch needs beside its steps.

    Each is (processor time, wall time).
    """

    fused: int
    steps: list[tuple[float, float]]
    beside: tuple[float, float]
    batch: int
    count: int

    def told(self) -> dict[str, float]:
        """Interactions a second, by steps alone and with everything an epoch needs."""
        found: dict[str, float] = {"fused": self.fused, "batch": self.batch}
        for at, clock in enumerate(("processor", "wall")):
            step = statistics.median(one[at] for one in self.steps)
            epoch = step * self.count + self.beside[at]
            found[f"step_s_{clock}"] = step
            found[f"beside_s_{clock}"] = self.beside[at]
            found[f"per_s_{clock}"] = self.batch / step
            found[f"per_s_with_validation_{clock}"] = self.batch * self.count / epoch
        return found


def rates(
    catalog: Catalog, features: Features, fused: Sequence[int], steps: int
) -> list[dict[str, float]]:
    """Time steps of every setting in turn, `steps` of each after one that is not counted."""
    with tempfile.TemporaryDirectory() as name:
        ready = [
            _ready(catalog, features, size, Path(name) / str(n)) for n, size in enumerate(fused)
        ]
        found: list[list[tuple[float, float]]] = [[] for _ in fused]
        for number in range(steps + 1):
            for one, seconds in zip(ready, found, strict=True):
                size = one.state.batch_size
                index = one.order(number)[:size]
                taken = _timed(lambda one=one, index=index: one.learn(index))  # type: ignore[misc]
                if number:
                    seconds.append(taken)
        return [
            Rate(
                size,
                seconds,
                _timed(lambda one=one: _validate(one)),  # type: ignore[misc]
                one.state.batch_size,
                -(-len(one.data.users) // one.state.batch_size),
            ).told()
            for size, one, seconds in zip(fused, ready, found, strict=True)
        ]


def _ready(catalog: Catalog, features: Features, fused: int, folder: Path) -> Trainer:
    folder.mkdir()
    with mock.patch.object(TransformerFusion, "ground"):  # before the first step, for all alike
        one = assemble(catalog, features, config(fused, 0), folder, Reporter(), Group())
    one.model.train()
    return one


def _validate(one: Trainer) -> None:
    """What the loop does at the end of an epoch."""
    one.step.flush()
    vectors = all_vectors(one.model, one.data, one.gather)
    measure(vectors, one.data, one.data.valid, one.config.ks)
    one.film.take(one.model.fusion, 1)


def _timed(call: Callable[[], object]) -> tuple[float, float]:
    processor, wall = time.process_time(), time.perf_counter()
    call()
    return time.process_time() - processor, time.perf_counter() - wall


def quality(fused: Sequence[int], seeds: int, epochs: int) -> list[dict[str, object]]:
    """Test metrics of every setting, and their relative differences from the first in percent."""
    made = world(SMALL)
    fusion = {"kind": "transformer", "dim": 32}
    small = {"batch_size": 512, "patience": 5, "epochs": epochs, "fusion": fusion}
    found: dict[int, list[dict[str, float]]] = {size: [] for size in fused}
    for seed in range(seeds):
        for size, rows in found.items():
            asked = config(size, seed, split=SplitConfig(kind="random"), **small)
            with tempfile.TemporaryDirectory() as name:
                summary = train(made.catalog, made, asked, Path(name))
            rows.append({m: summary.test[m] for m in METRICS})
            print(f"seed {seed}, {size} fused: {rows[-1]}", file=sys.stderr, flush=True)
    told: list[dict[str, object]] = []
    for size, rows in found.items():
        row: dict[str, object] = {"fused": size}
        for metric in METRICS:
            row[metric] = statistics.fmean(each[metric] for each in rows)
            first = [each[metric] for each in found[fused[0]]]
            less = [100 * (r[metric] / f - 1) for r, f in zip(rows, first, strict=True)]
            change = Interval.of(less)
            row[f"{metric}_change_percent"] = (change.mean, change.half)
        told.append(row)
    return told


def main(argv: list[str] | None = None) -> int:
    """Measure and print JSON."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.training_speed",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("what", choices=("rate", "quality"))
    parser.add_argument("--fused", type=int, nargs="+", default=[0, 16])
    parser.add_argument("--sample", choices=FIELDS)
    parser.add_argument("--steps", type=int, default=5)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--epochs", type=int, default=20)
    options = parser.parse_args(argv)
    torch.set_num_threads(1)
    if options.what == "quality":
        told: object = quality(options.fused, options.seeds, options.epochs)
    elif options.sample:
        opened = make_sample(options.sample)
        catalog = snapshot.load(Path(opened.about.snapshot))
        features = FeatureSet.load(Path(encode(opened).folder))
        told = rates(catalog, features, options.fused, options.steps)
    else:
        made = world(Shape())
        told = rates(made.catalog, made, options.fused, options.steps)
    print(json.dumps(told, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
