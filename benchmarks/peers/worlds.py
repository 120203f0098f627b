"""Planted catalogs whose best possible ranking is known.

Users and items of rank 10 with popularity, features that show the items through noise, and choices
drawn without replacement (Gumbel). Nothing can beat the ranking by the planted utilities, but for
luck.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import polars as pl
import torch
from torch import Tensor

from core.catalog.schema import Catalog
from core.encoders.tokens import TokenBatch, pad

RANK, WIDTH = 10, 24
#: Spread of the utilities: of taste for the mean item, of popularity.
TASTE, POPULARITY = 2.2, 0.8
#: Noise of the features beside what they show.
NOISE = {"text": 0.7, "image": 1.2}


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
