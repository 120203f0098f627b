"""What is asked of whole modalities rather than of one token: means, peaks, heads at a glance.

A map of 1,500 sound frames has millions of weights. Reading all of them takes longer than a window
may wait, so whoever has the weights tells these few numbers along with them. No torch here: the
window makes them itself for maps that come without (a saved file, a frame of the training film).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

#: All names of a summary begin with this.
PREFIX = "summary/"
#: Longest side of the small picture of a head; longer ones keep the strongest of each block.
TILE = 48
#: Pictures and statistics of a head look at no more queries than this, evenly spread.
MOST_QUERIES = 96
#: Statistics of a head, in the order of the array "heads".
STATISTICS = ("entropy", "sink", "distance", "peak")


def summarise(modalities: Sequence[str], arrays: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The summary of an answer to the question "attention.maps", M modalities of T tokens in all.

    Args:
        modalities: in the model's order.
        arrays: with `positions/<m>` [L, 4], `pairs/<q>/<k>` [layers, heads, Lq, Lk], and where
            there are any `flow/<kind>` [T, T].

    Returns:
        Arrays named "summary/" and the names of `of_pair` or `of_flow` with the pair or kind:
        "summary/whole/text/image", "summary/whole/rollout".

    """
    found = {}
    for q in modalities:
        for k in modalities:
            for name, values in of_pair(arrays[f"pairs/{q}/{k}"], same=q == k).items():
                found[f"{PREFIX}{name}/{q}/{k}"] = values
    counts = [len(arrays[f"positions/{name}"]) for name in modalities]
    for name, flow in arrays.items():
        if name.startswith("flow/"):
            for part, values in of_flow(flow, counts).items():
                found[f"{PREFIX}{part}/{name.removeprefix('flow/')}"] = values
    return found


def of_pair(weights: np.ndarray, *, same: bool) -> dict[str, np.ndarray]:
    """Of weights [layers, heads, Lq, Lk] whose rows sum to one.

    Args:
        weights: see above.
        same: queries and keys are the same tokens.

    Returns:
        `whole` float32 [layers, heads, Lk], mean over the queries;
        `largest` float32 [layers, Lk], the same of the maximum over heads;
        `most` float32 [layers, heads], the largest weight of each;
        `heads` float32 [4, layers, heads], see STATISTICS: mean entropy of a row over its largest
        possible value (0 looks at one token, 1 at all alike); sink, the largest share one token
        takes of all queries together; mean distance in tokens, NaN unless `same`; mean of the
        largest weight. NaN without tokens;
        `tiles` float32 [layers, heads, h, w], at most TILE on a side.

    """
    layers, heads, queries, keys = weights.shape
    if not queries or not keys:
        return {
            "whole": np.zeros((layers, heads, keys), np.float32),
            "largest": np.zeros((layers, keys), np.float32),
            "most": np.zeros((layers, heads), np.float32),
            "heads": np.full((len(STATISTICS), layers, heads), np.nan, np.float32),
            "tiles": np.zeros((layers, heads, min(queries, TILE), min(keys, TILE)), np.float32),
        }
    whole = weights.mean(2, dtype=np.float32)
    some = spread(queries)
    # A head at a time: all at once would hold copies of the whole stack.
    parts = [_of_head(weights[place][some], some, same=same) for place in np.ndindex(layers, heads)]
    entropy, distance, peak = np.array([numbers for numbers, _ in parts], np.float32).T
    stack = (layers, heads)
    statistics = [
        entropy.reshape(stack),
        whole.max(-1),
        distance.reshape(stack),
        peak.reshape(stack),
    ]
    tiles = np.stack([tile for _, tile in parts])
    return {
        "whole": whole,
        "largest": _largest(weights, (1,)).mean(1, dtype=np.float32),
        "most": _largest(weights, (2, 3)),
        "heads": np.stack(statistics),
        "tiles": tiles.reshape(*stack, *tiles.shape[1:]),
    }


def of_flow(flow: np.ndarray, counts: Sequence[int]) -> dict[str, np.ndarray]:
    """Of what reached each token (row) from each (column), [T, T] over modalities of `counts`.

    Returns:
        `whole` float32 [M, T], mean over the rows of each modality;
        `most` float32 [M], largest value in the columns of each, what a token keeps left out.

    """
    ends = np.cumsum(counts)
    parts = [slice(end - count, end) for end, count in zip(ends, counts, strict=True)]
    whole = np.zeros((len(parts), flow.shape[1]), np.float32)
    for number, part in enumerate(parts):
        if counts[number]:
            whole[number] = flow[part].mean(0, dtype=np.float32)
    others = flow.copy()
    np.fill_diagonal(others, 0)
    columns = _largest(others, (0,))
    most = [columns[part].max(initial=0) for part in parts]
    return {"whole": whole, "most": np.array(most, np.float32)}


def _of_head(
    weights: np.ndarray, asking: np.ndarray, *, same: bool
) -> tuple[tuple[float, float, float], np.ndarray]:
    """Entropy, distance and peak of the rows `asking` [n, Lk] of one head, and its picture."""
    one = weights.astype(np.float32)
    keys = one.shape[1]
    logs = np.log(np.maximum(one, 1e-30))
    entropy = -float((one * logs).sum(1).mean()) / max(float(np.log(keys)), 1e-12)
    distance = np.nan
    if same:
        apart = np.abs(asking[:, None] - np.arange(keys))
        distance = float((one * apart).sum(1).mean())
    return (entropy, distance, float(one.max(1).mean())), shrunk(one)


def spread(count: int) -> np.ndarray:
    """At most MOST_QUERIES of `count` tokens, evenly spread."""
    if count <= MOST_QUERIES:
        return np.arange(count)
    return np.linspace(0, count - 1, MOST_QUERIES).round().astype(int)


def shrunk(matrix: np.ndarray) -> np.ndarray:
    """[h, w] -> at most TILE on a side, the strongest of each block."""
    for axis in (0, 1):
        length = matrix.shape[axis]
        if length > TILE:
            starts = np.linspace(0, length, TILE, endpoint=False).astype(int)
            matrix = np.maximum.reduceat(matrix, starts, axis=axis)
    return matrix


def _largest(values: np.ndarray, axes: tuple[int, ...]) -> np.ndarray:
    """Maximum of weights, which are not negative, over some axes; 0 of none."""
    if values.dtype == np.float16:
        # The bits of such numbers are in their order, and integers are compared ten times faster.
        found = values.view(np.uint16).max(axes, initial=0).view(np.float16)
    else:
        found = values.max(axes, initial=0)
    return found.astype(np.float32)
