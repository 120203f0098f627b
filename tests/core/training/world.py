"""A small world with planted tastes, held in memory: no file, no encoder."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import polars as pl
import torch

from core.catalog.schema import Catalog
from core.encoders.store import About
from core.encoders.tokens import TokenBatch, pad
from core.progress import Reporter

CLUSTERS = 6


class MemoryStore:
    """The part of a FeatureStore that training reads; ragged where an item has several tokens."""

    encoder = "planted"
    fingerprint = "planted"
    about = About("any", "planted", "planted", 0)

    def __init__(self, items: list[np.ndarray]) -> None:
        self.items = [np.asarray(tokens, np.float32) for tokens in items]
        self.n_items = len(items)
        self.width = self.items[0].shape[1]
        self.max_tokens = max(len(tokens) for tokens in self.items)
        self.present = np.array([len(tokens) > 0 for tokens in self.items])

    def gather(self, rows: np.ndarray) -> TokenBatch:
        chosen = [torch.from_numpy(self.items[int(row)]) for row in rows]
        places = [torch.full((len(tokens), 4), float("nan")) for tokens in chosen]
        return pad(chosen, places, self.width)

    def pooled(self) -> np.ndarray:
        gone = np.full(self.width, np.nan, np.float32)
        return np.stack([t.mean(0) if len(t) else gone for t in self.items])


def make(
    n_users: int = 120,
    n_items: int = 90,
    per_user: int = 10,
    seed: int = 0,
    times: bool = True,
    ratings: bool = False,
) -> tuple[Catalog, SimpleNamespace, np.ndarray]:
    """Catalog, features (two modalities that show the cluster of an item) and the clusters.

    Each user likes one cluster and chooses from it nine times out of ten.
    """
    rng = np.random.default_rng(seed)
    cluster = rng.permutation(np.arange(n_items) % CLUSTERS)
    liked = np.arange(n_users) % CLUSTERS
    users, items = [], []
    for user in range(n_users):
        weights = np.where(cluster == liked[user], 0.9 * CLUSTERS, 0.1)
        chosen = rng.choice(n_items, per_user, replace=False, p=weights / weights.sum())
        users += [user] * per_user
        items += chosen.tolist()
    count = len(users)
    minutes = np.tile(np.arange(per_user), n_users)
    match = cluster[items] == liked[users]
    interactions = pl.DataFrame(
        {
            "user": users,
            "item": items,
            "timestamp": minutes * 60_000 if times else [None] * count,
            "event": ["view"] * count,
            "rating": np.where(match, 5.0, 1.0) if ratings else [None] * count,
            "split": [None] * count,
        },
        schema={
            "user": pl.Int32,
            "item": pl.Int32,
            "timestamp": pl.Int64,
            "event": pl.String,
            "rating": pl.Float32,
            "split": pl.Int8,
        },
    )
    catalog = Catalog(
        name="world",
        root=Path(),
        reader="test",
        items=pl.DataFrame({"item": [f"i{i}" for i in range(n_items)]}),
        users=pl.DataFrame({"user": [f"u{u}" for u in range(n_users)]}),
        interactions=interactions,
    )
    stores = {}
    for name, width in (("text", 12), ("image", 20)):
        centre = rng.normal(size=(CLUSTERS, width))
        stores[name] = MemoryStore(
            [
                centre[cluster[i]] + 0.5 * rng.normal(size=(1 + (i % 3), width))
                for i in range(n_items)
            ]
        )
    # Some items lack one modality.
    stores["image"].items[4] = np.zeros((0, 20), np.float32)
    stores["image"].present[4] = False
    return catalog, SimpleNamespace(stores=stores), cluster


class Recording(Reporter):
    """Keeps what it is told; asks to stop at a step."""

    def __init__(self, stop_at: int | None = None) -> None:
        self.stop_at = stop_at
        self.steps = 0
        self.metrics: list[tuple[int, float, dict[str, float]]] = []
        self.lines: list[tuple[str, str]] = []

    def metric(self, step, epoch, values) -> None:  # type: ignore[no-untyped-def]
        self.metrics.append((step, epoch, dict(values)))

    def log(self, text, level="info") -> None:  # type: ignore[no-untyped-def]
        self.lines.append((level, text))

    def checkpoint(self) -> bool:
        self.steps += 1
        return self.stop_at is not None and self.steps >= self.stop_at


def chain(
    p: float, n_users: int = 150, n_items: int = 40, length: int = 10, seed: int = 0
) -> tuple[Catalog, SimpleNamespace, np.ndarray]:
    """Catalog, features and pi of a world in which only the order tells: pi(last) is next
    with chance p, else any item.

    No item comes twice, all are as popular as any other, and a history's items have nothing else in
    common. So the best list of one item is right with p, and a little by chance.
    """
    rng = np.random.default_rng(seed)
    cycle = rng.permutation(n_items)
    following = np.empty(n_items, np.int64)
    following[cycle] = np.roll(cycle, -1)
    users, items = [], []
    for user in range(n_users):
        walk = [int(rng.integers(n_items))]
        while len(walk) < length:
            wanted = int(following[walk[-1]])
            left = np.setdiff1d(np.arange(n_items), walk)
            by_chance = rng.random() >= p or wanted in walk
            walk.append(int(rng.choice(left)) if by_chance else wanted)
        users += [user] * length
        items += walk
    catalog, features, _ = make(n_users=n_users, n_items=n_items, per_user=length)
    walks = pl.Series("user", users, pl.Int32), pl.Series("item", items, pl.Int32)
    told = catalog.interactions.with_columns(*walks)
    return replace(catalog, interactions=told), features, following
