"""Statistics of every head of one pair of modalities, and all of them drawn as one image."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gui.pages.attention.maps import Focus, ItemMaps

#: Longest side of one tile's matrix; longer ones keep the strongest of each block.
TILE = 48
#: Statistics and tiles of a pair look at no more queries than this, evenly spread.
MOST_QUERIES = 96


@dataclass(frozen=True)
class HeadStatistics:
    """One number a head, all float [layers, heads].

    Attributes:
        entropy: mean over queries of the row's entropy over its largest possible value, 0..1:
            0 looks at one token, 1 at all alike.
        sink: largest share that one token takes of all queries together; much more than 1 / Lk on
            a token without content is a sink.
        distance: self-attention: mean distance in tokens; cross-attention: NaN.
        peak: mean over queries of the largest weight.

    """

    entropy: np.ndarray
    sink: np.ndarray
    distance: np.ndarray
    peak: np.ndarray


STATISTICS = ("entropy", "sink", "distance", "peak")


def statistics(maps: ItemMaps, pair: tuple[str, str]) -> HeadStatistics:
    """Statistics of the heads of one pair of modalities."""
    asking = _spread(maps.count(pair[0]))
    weights = maps.pairs[pair][:, :, asking]
    layers, heads, queries, keys = weights.shape
    entropy, sink, peak = (np.full((layers, heads), np.nan) for _ in range(3))
    distance = np.full((layers, heads), np.nan)
    if queries and keys:
        apart = np.abs(asking[:, None] - np.arange(keys))
        for layer in range(layers):
            # A head at a time: all at once would hold copies of the whole stack.
            for head in range(heads):
                one = weights[layer, head].astype(np.float32)
                logs = np.log(np.maximum(one, 1e-30))
                entropy[layer, head] = -(one * logs).sum(1).mean() / max(np.log(keys), 1e-12)
                sink[layer, head] = one.mean(0).max()
                peak[layer, head] = one.max(1).mean()
                if pair[0] == pair[1]:
                    distance[layer, head] = (one * apart).sum(1).mean()
    return HeadStatistics(entropy, sink, distance, peak)


def order(values: np.ndarray, *, largest_first: bool) -> list[tuple[int, int]]:
    """(layer, head) sorted by a statistic [layers, heads]; heads without a number come last."""
    flat = values.ravel()
    key = np.where(np.isnan(flat), np.inf, -flat if largest_first else flat)
    heads = values.shape[1]
    return [(int(i) // heads, int(i) % heads) for i in np.argsort(key, kind="stable")]


def tile(maps: ItemMaps, pair: tuple[str, str], layer: int, head: int, focus: Focus) -> np.ndarray:
    """What one head looks like: float [h, w], at most TILE on a side.

    With tokens of the query modality in focus, their view of the key: a picture's patches in their
    grid, else one row. Without, the matrix of queries by keys.
    """
    weights = maps.pairs[pair][layer, head]
    if focus.tokens and focus.modality == pair[0]:
        row = weights[list(focus.tokens)].mean(0, dtype=np.float32)
        return grid(row, maps.positions[pair[1]]) if pair[1] == "image" else shrunk(row[None])
    return shrunk(weights[_spread(len(weights))].astype(np.float32))


def _spread(count: int) -> np.ndarray:
    """At most MOST_QUERIES of `count` tokens, evenly spread."""
    return (
        np.arange(count)
        if count <= MOST_QUERIES
        else (np.linspace(0, count - 1, MOST_QUERIES).round().astype(int))
    )


def grid(row: np.ndarray, positions: np.ndarray) -> np.ndarray:
    """Weights of patches [L] laid out where the patches lie, float [rows, columns]."""
    if len(row) == 0 or not np.isfinite(positions).all():
        return row[None].astype(np.float32)
    _, columns = np.unique(np.round(positions[:, 0], 2), return_inverse=True)
    _, rows = np.unique(np.round(positions[:, 1], 2), return_inverse=True)
    out = np.zeros((int(rows.max()) + 1, int(columns.max()) + 1), np.float32)
    out[rows, columns] = row
    return out


def shrunk(matrix: np.ndarray) -> np.ndarray:
    """[h, w] -> at most TILE on a side, the strongest of each block."""
    for axis in (0, 1):
        length = matrix.shape[axis]
        if length > TILE:
            starts = np.linspace(0, length, TILE, endpoint=False).astype(int)
            matrix = np.maximum.reduceat(matrix, starts, axis=axis)
    return matrix
