"""Which interaction is learned from, which chooses the epoch, which is tested on."""

from __future__ import annotations

import numpy as np
import polars as pl

from core.errors import UserError
from core.training.config import SplitConfig

TRAIN, VALID, TEST = 0, 1, 2


def resolve(kind: str, table: pl.DataFrame) -> str:
    """What "auto" means for these interactions: given, else leave_last_out, else random."""
    if kind != "auto":
        return kind
    if table["split"].drop_nulls().n_unique() > 1:
        return "given"
    return "leave_last_out" if has_order(table) else "random"


def has_order(table: pl.DataFrame) -> bool:
    """Whether the order of a user's rows is that in which they happened."""
    if table["timestamp"].null_count() == 0:
        return True
    return "order" in table.columns and table["order"].null_count() == 0


def assign(table: pl.DataFrame, config: SplitConfig) -> np.ndarray:
    """Label each interaction TRAIN, VALID or TEST.

    Args:
        table: INTERACTION_COLUMNS, one row per (user, item), sorted by user, then time.
        config: the protocol, its shares and its seed.

    Returns:
        int8 [rows].

    Raises:
        UserError: the data lacks what the protocol needs.

    """
    kind = resolve(config.kind, table)
    users = table["user"].to_numpy()
    rng = np.random.default_rng(config.seed)
    if kind == "given":
        return _given(table, config, rng)
    if kind == "random":
        return _random(users, config, rng)
    if kind == "leave_last_out":
        return _leave_last_out(users, config)
    if kind == "global_time":
        return _global_time(table, config)
    return _cold_items(table["item"].to_numpy(), config, rng)


def _given(table: pl.DataFrame, config: SplitConfig, rng: np.random.Generator) -> np.ndarray:
    """As the labels say. Without a validation part nothing could tell which epoch is best: then
    it takes its share of what is there for training, but no user's only interaction.
    """
    labels = table["split"].fill_null(TRAIN).to_numpy().astype(np.int8)
    held_out = np.isin(labels, (VALID, TEST)).any()
    if not np.isin(labels, (TRAIN, VALID, TEST)).all() or not held_out:
        raise UserError(
            "This catalog does not say which interactions are for training, validation and test.",
            "Choose another split, such as 'random'.",
        )
    if not (labels == VALID).any():
        learned = np.flatnonzero(labels == TRAIN)
        _, count = _places(table["user"].to_numpy()[learned])
        several = learned[count > 1]
        size = min(round(config.validation * len(learned)), len(several))
        labels[rng.choice(several, size, replace=False)] = VALID
    return labels


def _random(users: np.ndarray, config: SplitConfig, rng: np.random.Generator) -> np.ndarray:
    """Shares of every user's interactions, rounded to the nearest whole number."""
    shuffled = np.lexsort((rng.random(len(users)), users))
    place, count = _places(users[shuffled])
    test = np.floor(count * config.test + 0.5)
    valid = np.floor(count * config.validation + 0.5)
    labels = np.full(len(users), TRAIN, np.int8)
    labels[shuffled[place < test + valid]] = VALID
    labels[shuffled[place < test]] = TEST
    return labels


def _leave_last_out(users: np.ndarray, config: SplitConfig) -> np.ndarray:
    """The last one is the test, the one before validation; users with fewer than 3 only train."""
    place, count = _places(users)
    from_end = count - 1 - place
    labels = np.full(len(users), TRAIN, np.int8)
    held = 1 if config.validation == 0 else 2
    labels[(from_end < held) & (count >= 3)] = VALID
    labels[(from_end == 0) & (count >= 3)] = TEST
    return labels


def _global_time(table: pl.DataFrame, config: SplitConfig) -> np.ndarray:
    """Everything after one moment is the test; interactions of one instant stay together."""
    if table["timestamp"].null_count():
        raise UserError(
            "A split by time needs a time for every interaction, and some have none.",
            "Choose 'random', or add a timestamp column.",
        )
    times = table["timestamp"].to_numpy()
    ordered = np.sort(times)
    size = len(ordered)
    last = size - 1
    from_test = ordered[min(last, int(np.ceil(size * (1 - config.test))))]
    from_valid = ordered[min(last, int(np.ceil(size * (1 - config.test - config.validation))))]
    labels = np.where(times >= from_valid, VALID, TRAIN)
    return np.where(times >= from_test, TEST, labels).astype(np.int8)


def _cold_items(items: np.ndarray, config: SplitConfig, rng: np.random.Generator) -> np.ndarray:
    """Shares of the items, with all their interactions: in training, nobody chooses them."""
    known = np.unique(items)
    order = rng.permutation(len(known))
    test = int(np.ceil(len(known) * config.test))
    valid = int(np.ceil(len(known) * config.validation))
    label = np.full(len(known), TRAIN, np.int8)
    label[order[: test + valid]] = VALID
    label[order[:test]] = TEST
    return label[np.searchsorted(known, items)]


def _places(users: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Of rows sorted by user: place in the user's history, and its length, both [rows]."""
    counts = np.bincount(users)
    return np.arange(len(users)) - (np.cumsum(counts) - counts)[users], counts[users]
