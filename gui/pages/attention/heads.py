"""The heads of one pair of modalities: in which order, and what each looks like."""

from __future__ import annotations

import numpy as np

from core.contracts.attention import Maps
from core.explore.attention.map_summary import shrunk
from gui.pages.attention.map_slice import Focus


def order(values: np.ndarray, *, largest_first: bool) -> list[tuple[int, int]]:
    """(layer, head) sorted by a statistic [layers, heads]; heads without a number come last."""
    flat = values.ravel()
    key = np.where(np.isnan(flat), np.inf, -flat if largest_first else flat)
    heads = values.shape[1]
    return [(int(i) // heads, int(i) % heads) for i in np.argsort(key, kind="stable")]


def tile(maps: Maps, pair: tuple[str, str], layer: int, head: int, focus: Focus) -> np.ndarray:
    """What one head looks like: float [h, w], at most map_summary.TILE on a side.

    With tokens of the query modality in focus, their view of the key: a picture's patches in their
    grid, else one row. Without, the matrix of queries by keys.
    """
    if focus.tokens and focus.modality == pair[0]:
        row = maps.pairs[pair[0]][pair[1]][layer, head][list(focus.tokens)].mean(
            0, dtype=np.float32
        )
        return grid(row, maps.positions[pair[1]]) if pair[1] == "image" else shrunk(row[None])
    return maps.summary.pairs[pair[0]][pair[1]].tiles[layer, head]


def grid(row: np.ndarray, positions: np.ndarray) -> np.ndarray:
    """Weights of patches [L] laid out where the patches lie, float [rows, columns]."""
    if len(row) == 0 or not np.isfinite(positions).all():
        return row[None].astype(np.float32)
    _, columns = np.unique(np.round(positions[:, 0], 2), return_inverse=True)
    _, rows = np.unique(np.round(positions[:, 1], 2), return_inverse=True)
    out = np.zeros((int(rows.max()) + 1, int(columns.max()) + 1), np.float32)
    out[rows, columns] = row
    return out
