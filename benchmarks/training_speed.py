"""Training with a budget of fused items beside training that fuses all: how fast, how good.

`python -m benchmarks.training_speed rate [--steps N] [--fused 0 32 ...]` times steps of the default
preset on a planted catalog of 1,006 items (128 words, 168 patches) and 42,000 training
interactions, the settings in turn in one process, and whole epochs with their validation.
`python -m benchmarks.training_speed quality [--seeds N] [--fused 0 32 ...]` trains to the end
on shorter items of the same histories and compares test metrics with the first setting, seed by
seed.

The catalog is planted: items have the kinds, colours and patterns of the shop sample, users the
tastes of its people, and words and patches are vectors of those values among others that mean
nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import polars as pl
import torch

from core.catalog.schema import Catalog
from core.encoders.tokens import TokenBatch
from core.progress import Reporter
from core.samples import people, shop
from core.training.config import SplitConfig, TrainConfig
from core.training.presets import PRESETS

METRICS = ("recall@20", "ndcg@20")


@dataclass(frozen=True)
class Shape:
    """Sizes of a planted catalog; tokens and widths of text, then of pictures."""

    items: int = 1006
    users: int = 2133
    tokens: tuple[int, int] = (128, 168)
    widths: tuple[int, int] = (384, 1280)

    @property
    def short(self) -> Shape:
        """The same histories, items that every step can afford to fuse."""
        return replace(self, tokens=(12, 16), widths=(48, 64))


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
        row[:] = tokens + common + 0.7 * rng.normal(size=tokens.shape)
    return Planted(torch.from_numpy(rows), torch.full((1, length, 4), float("nan")))


def config(fused: int, seed: int, epochs: int | None = None) -> TrainConfig:
    """The default preset with so many items fused in a step; 0 for all."""
    changes = {"fused_items": fused, "seed": seed, "device": "cpu", "ks": (20,)}
    changes |= {"split": SplitConfig(kind="random")} | ({"epochs": epochs} if epochs else {})
    return PRESETS["default"].config.model_copy(update=changes)
