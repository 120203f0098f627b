"""The preset auto beside its parts and tuned peers, on a planted world whose best ranking is known.

`python -m benchmarks.families [--seconds 60] [--per-user 20] [--seeds 0 1]` plants users and items
of rank 10 with popularity, and features that show the items through noise, draws choices without
replacement (Gumbel), trains `auto`, and prints NDCG@20 of the test part for it, the model alone,
the model with its vote, every family alone, and EASE and ALS tuned on validation. The last line is
the ranking by the planted utilities, which nothing can beat but by luck. Ratios stand with 95 %
intervals over users. The test part is looked at once for each line.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import polars as pl
import torch
from torch import Tensor

from core.catalog.schema import Catalog
from core.encoders.tokens import TokenBatch, pad
from core.recommend.als import ALS
from core.recommend.recommender import Vectors
from core.training.config import SplitConfig, TrainConfig
from core.training.data import Dataset, prepare
from core.training.families import FOLDER
from core.training.judge import voting
from core.training.judge.baselines import tuned_ease
from core.training.judge.evaluate import Result, Scorer, evaluate
from core.training.judge.validation import measure
from core.training.presets import PRESETS
from core.training.run import layout, vectors
from core.training.run.runs import load_run
from core.training.train import train

RANK, WIDTH, K, SAMPLES = 10, 24, 20, 2000
#: Spread of the utilities: of taste for the mean item, of popularity.
TASTE, POPULARITY = 2.2, 0.8
#: Noise of the features beside what they show.
NOISE = {"text": 0.7, "image": 1.2}
#: What ALS is tuned over: width, weight of a choice, penalty.
WIDTHS, ALPHAS, STRENGTHS, SWEEPS = (32, 64, 128), (2.0, 10.0, 40.0), (1.0, 10.0, 100.0), 8


@dataclass(frozen=True, eq=False)
class Planted:
    """Features [N, width] of one modality, as training reads them."""

    values: np.ndarray
    encoder: str = "planted"
    fingerprint: str = "planted"
    max_tokens: int = 1

    @property
    def n_items(self) -> int:
        """N."""
        return len(self.values)

    @property
    def width(self) -> int:
        """Numbers a token."""
        return int(self.values.shape[1])

    @property
    def present(self) -> np.ndarray:
        """All items have it."""
        return np.ones(self.n_items, bool)

    def gather(self, rows: np.ndarray) -> TokenBatch:
        """One token an item."""
        chosen = [torch.from_numpy(self.values[int(row)][None]) for row in rows]
        places = [torch.full((1, 4), float("nan"))] * len(chosen)
        return pad(chosen, places, self.width)

    def pooled(self) -> np.ndarray:
        """The tokens themselves."""
        return self.values


def world(
    n_users: int, n_items: int, per_user: int, seed: int
) -> tuple[Catalog, SimpleNamespace, Tensor]:
    """Catalog, features, and the utilities [U, N] that choices were drawn from."""
    rng = np.random.default_rng(seed)
    users, items = rng.normal(size=(n_users, RANK)), rng.normal(size=(n_items, RANK))
    utility = TASTE * (users @ items.T) / RANK**0.5 + POPULARITY * rng.normal(size=n_items)
    chosen = np.argsort(-(utility + rng.gumbel(size=utility.shape)), 1)[:, :per_user]
    chosen = rng.permuted(chosen, axis=1)
    table = pl.DataFrame(
        {
            "user": np.repeat(np.arange(n_users), per_user),
            "item": chosen.ravel(),
            "timestamp": None,
            "event": "view",
            "rating": None,
            "split": None,
        },
        schema_overrides={
            "user": pl.Int32, "item": pl.Int32, "timestamp": pl.Int64, "event": pl.String,
            "rating": pl.Float32, "split": pl.Int8,
        },
    )  # fmt: skip
    stores = {}
    for name, noise in NOISE.items():
        shown = items @ rng.normal(size=(RANK, WIDTH)) / RANK**0.5
        made = shown + noise * rng.normal(size=shown.shape)
        stores[name] = Planted(made.astype(np.float32))
    catalog = Catalog(
        name="planted",
        root=Path(),
        reader="benchmark",
        items=pl.DataFrame({"item": [f"i{row}" for row in range(n_items)]}),
        users=pl.DataFrame({"user": [f"u{row}" for row in range(n_users)]}),
        interactions=table,
        features={},
    )
    return catalog, SimpleNamespace(stores=stores), torch.as_tensor(utility, dtype=torch.float32)


def contenders(
    catalog: Catalog, features: SimpleNamespace, utility: Tensor, config: TrainConfig
) -> Iterator[tuple[str, Result]]:
    """Test results of everything, `auto` first."""
    data = prepare(catalog, config.split)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        train(catalog, features, config, folder)
        run = load_run(folder, catalog, features)
        yield "auto", _tested(run.vectors, data)
        alone = replace(
            run.vectors, users=run.user_vectors[:, : run.width],
            items=run.item_vectors[:, : run.width],
            base=run.base_vectors[:, : run.width], vote=None,
        )  # fmt: skip
        yield "model alone", _tested(alone, data)
        vote = voting.choose(alone, data, features.stores, config)
        yield "model + vote", _tested(replace(alone, vote=vote), data)
        for path in sorted((folder / FOLDER).glob(f"*/{layout.VECTORS}")):
            stored = vectors.read(path.parent, data.n_users, data.n_items)
            yield path.parent.name, _tested(stored, data)
    yield "ALS, tuned", _tested(_tuned_als(data, config.seed), data)
    yield "EASE, tuned", _ranked(tuned_ease(data, K)[0], data)
    yield "best possible", _ranked(lambda users: utility[torch.as_tensor(users)], data)


def _tested(made: Vectors, data: Dataset) -> Result:
    return measure(made, data, data.test, (K,))


def _ranked(scorer: Scorer, data: Dataset) -> Result:
    return evaluate(scorer, data.test, data.known, data.n_items, (K,))


def _tuned_als(data: Dataset, seed: int) -> Vectors:
    """The best of a grid on validation."""
    best: tuple[float, Vectors] | None = None
    for dim in WIDTHS:
        for alpha in ALPHAS:
            for strength in STRENGTHS:
                als = ALS(data.train, data.n_items, dim, alpha, strength, seed)
                for _ in range(SWEEPS):
                    als.sweep()
                zeros = torch.zeros(data.n_users), torch.zeros(data.n_items)
                made = Vectors(als.users, als.items, *zeros, als.items)
                value = measure(made, data, data.valid, (K,)).values[f"ndcg@{K}"]
                if best is None or value > best[0]:
                    best = value, made
    assert best is not None
    return best[1]


def main(argv: list[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.families", description=__doc__)
    parser.add_argument("--users", type=int, default=500)
    parser.add_argument("--items", type=int, default=600)
    parser.add_argument("--per-user", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--epochs", type=int, default=20, help="of the model itself")
    parser.add_argument("--seeds", type=int, nargs="+", default=[0])
    options = parser.parse_args(argv)
    torch.set_num_threads(1)
    for seed in options.seeds:
        catalog, features, utility = world(options.users, options.items, options.per_user, seed)
        config = PRESETS["auto"].config.model_copy(
            update={
                "split": SplitConfig(kind="random", seed=seed), "seed": seed, "device": "cpu",
                "epochs": options.epochs, "ks": (K,), "family_seconds": options.seconds,
            }
        )  # fmt: skip
        first: np.ndarray | None = None
        for name, result in contenders(catalog, features, utility, config):
            values = result.per_user[f"ndcg@{K}"]
            first = values if first is None else first
            drawn = np.random.default_rng(0).integers(len(values), size=(SAMPLES, len(values)))
            low, high = np.quantile(first[drawn].mean(1) / values[drawn].mean(1), (0.025, 0.975))
            print(
                f"seed {seed}  {name:14} NDCG@{K} {values.mean():.4f}  "
                f"auto over it {first.mean() / values.mean():.3f} [{low:.3f}, {high:.3f}]",
                flush=True,
            )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
