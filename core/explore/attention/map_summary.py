"""What is asked of whole modalities rather than of one token: means, peaks, heads at a glance.

A map of 1,500 sound frames has millions of weights. Reading all of them takes longer than a window
may wait, so whoever has the weights tells these few numbers along with them. No torch here: the
window makes them itself for maps that come from a file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from core.contracts.attention import FlowKind, FlowSummary, PairSummary, Summary

#: Longest side of the small picture of a head; longer ones keep the strongest of each block.
TILE = 48
#: Pictures and statistics of a head look at no more queries than this, evenly spread.
MOST_QUERIES = 96
#: Statistics of a head: mean entropy of a row over its largest possible value (0 looks at one
#: token, 1 at all alike); sink, the largest share one token takes of all queries together; mean
#: distance in tokens, NaN unless queries and keys are the same tokens; mean of the largest weight.
#: NaN without tokens.
STATISTICS = ("entropy", "sink", "distance", "peak")


def summarise(
    pairs: Mapping[str, Mapping[str, np.ndarray]],
    flow: Mapping[FlowKind, np.ndarray],
    counts: Sequence[int],
) -> Summary:
    """The summary of an item's maps, see core.contracts.attention.Maps.

    Args:
        pairs: by query and key modality [layers, heads, Lq, Lk].
        flow: [T, T].
        counts: tokens of each modality, in the model's order.

    """
    return Summary(
        pairs={
            q: {k: of_pair(weights, same=q == k) for k, weights in of_query.items()}
            for q, of_query in pairs.items()
        },
        flow={kind: of_flow(values, counts) for kind, values in flow.items()},
    )


def of_pair(weights: np.ndarray, *, same: bool) -> PairSummary:
    """Of weights [layers, heads, Lq, Lk] whose rows sum to one.

    Args:
        weights: see above.
        same: queries and keys are the same tokens.

    """
    layers, heads, queries, keys = weights.shape
    if not queries or not keys:
        return PairSummary(
            whole=np.zeros((layers, heads, keys), np.float32),
            largest=np.zeros((layers, keys), np.float32),
            most=np.zeros((layers, heads), np.float32),
            statistics=np.full((len(STATISTICS), layers, heads), np.nan, np.float32),
            tiles=np.zeros((layers, heads, min(queries, TILE), min(keys, TILE)), np.float32),
        )
    whole = weights.mean(2, dtype=np.float32)
    sampled = spread(queries)
    # A head at a time: all at once would hold copies of the whole stack.
    parts = [
        _of_head(weights[place][sampled], sampled, same=same) for place in np.ndindex(layers, heads)
    ]
    entropy, distance, peak = np.array([numbers for numbers, _ in parts], np.float32).T
    stack = (layers, heads)
    statistics = [
        entropy.reshape(stack),
        whole.max(-1),
        distance.reshape(stack),
        peak.reshape(stack),
    ]
    tiles = np.stack([tile for _, tile in parts])
    return PairSummary(
        whole=whole,
        largest=_largest(weights, (1,)).mean(1, dtype=np.float32),
        most=_largest(weights, (2, 3)),
        statistics=np.stack(statistics),
        tiles=tiles.reshape(*stack, *tiles.shape[1:]),
    )


def of_flow(flow: np.ndarray, counts: Sequence[int]) -> FlowSummary:
    """Of what reached each token (row) from each (column), [T, T] over modalities of `counts`."""
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
    return FlowSummary(whole=whole, most=np.array(most, np.float32))


def _of_head(
    weights: np.ndarray, queries: np.ndarray, *, same: bool
) -> tuple[tuple[float, float, float], np.ndarray]:
    """Entropy, distance and peak of the rows `queries` [n, Lk] of one head, and its picture."""
    head = weights.astype(np.float32)
    keys = head.shape[1]
    logs = np.log(np.maximum(head, 1e-30))
    entropy = -float((head * logs).sum(1).mean()) / max(float(np.log(keys)), 1e-12)
    distance = np.nan
    if same:
        apart = np.abs(queries[:, None] - np.arange(keys))
        distance = float((head * apart).sum(1).mean())
    return (entropy, distance, float(head.max(1).mean())), shrunk(head)


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
