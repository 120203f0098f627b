"""A catalog's interactions as the arrays training and evaluation run on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from core.catalog.schema import Catalog
from core.errors import UserError
from core.recommend.histories import Histories
from core.training.config import SplitConfig
from core.training.judge.splits import TEST, TRAIN, VALID, assign, resolve


@dataclass(frozen=True, eq=False)
class Dataset:
    """Unique (user, item) pairs, divided.

    Attributes:
        n_users, n_items: sizes of the catalog.
        users, items: int64 [T], training interactions sorted by user, then time.
        ratings: float32 [T], or None where the catalog has no ratings.
        ordered: whether the order inside a history means time.
        times: int64 [T], milliseconds UTC, or None where some have none.
        train, valid, test: items of each user, in that order.
        split: the protocol in use, never "auto".

    """

    n_users: int
    n_items: int
    users: np.ndarray
    items: np.ndarray
    ratings: np.ndarray | None
    ordered: bool
    times: np.ndarray | None
    train: Histories
    valid: Histories
    test: Histories
    split: str

    @property
    def popularity(self) -> np.ndarray:
        """Training interactions of each item, int64 [n_items]."""
        return np.bincount(self.items, minlength=self.n_items)


def prepare(catalog: Catalog, config: SplitConfig) -> Dataset:
    """Divide a catalog's interactions as `config` says.

    Where a user met an item several times, the earliest counts (in a given split: the one
    nearest to training), so that no test item was already seen.

    Raises:
        UserError: there is nothing to learn from, or the data lacks what the split needs.

    """
    table = (
        catalog.interactions.with_row_index("row")
        .sort("user", pl.col("split").fill_null(0), "row")
        .unique(("user", "item"), keep="first", maintain_order=True)
        .sort("user", "row")
    )
    if table.is_empty():
        raise UserError(
            "There are no interactions to learn from.",
            "Open a catalog with histories, or map its interaction columns.",
        )
    labels = assign(table, config)
    users = table["user"].to_numpy().astype(np.int64)
    items = table["item"].to_numpy().astype(np.int64)
    n_users, n_items = len(catalog.users), len(catalog.items)
    train = labels == TRAIN
    if not train.any():
        raise UserError(
            "The split leaves nothing for training.", "Choose smaller validation and test shares."
        )
    ordered = table["timestamp"].null_count() == 0
    rated = table["rating"].null_count() == 0
    parts = {
        label: Histories.from_pairs(users[labels == label], items[labels == label], n_users)
        for label in (TRAIN, VALID, TEST)
    }
    return Dataset(
        n_users=n_users,
        n_items=n_items,
        users=users[train],
        items=items[train],
        ratings=table["rating"].to_numpy().astype(np.float32)[train] if rated else None,
        ordered=ordered,
        times=table["timestamp"].to_numpy().astype(np.int64)[train] if ordered else None,
        train=parts[TRAIN],
        valid=parts[VALID],
        test=parts[TEST],
        split=resolve(config.kind, table),
    )
