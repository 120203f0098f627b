"""What is told of whole modalities against the plainest way to find it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.explore.attention import map_summary


def softmax(values: np.ndarray) -> np.ndarray:
    spread = np.exp(values - values.max(-1, keepdims=True, initial=-1e9))
    return spread / spread.sum(-1, keepdims=True)


@settings(max_examples=40)
@given(
    st.integers(1, 3), st.integers(1, 3), st.integers(0, 7), st.integers(0, 7), st.integers(0, 99)
)
def test_a_pair(layers: int, heads: int, queries: int, keys: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    weights = softmax(rng.normal(size=(layers, heads, queries, keys))).astype(np.float32)
    found = map_summary.of_pair(weights, same=False)
    assert found.whole.shape == (layers, heads, keys)
    assert found.statistics.shape == (4, layers, heads)
    assert found.tiles.shape == weights.shape
    if not queries or not keys:
        assert not found.whole.any()
        assert np.isnan(found.statistics).all()
        return
    np.testing.assert_array_equal(found.tiles, weights)
    for layer in range(layers):
        for key in range(keys):
            strongest = [weights[layer, :, query, key].max() for query in range(queries)]
            assert found.largest[layer, key] == pytest.approx(np.mean(strongest), rel=1e-5)
        for head in range(heads):
            one = weights[layer, head].astype(float)
            mean = [sum(one[:, key]) / queries for key in range(keys)]
            np.testing.assert_allclose(found.whole[layer, head], mean, rtol=1e-5)
            assert found.most[layer, head] == one.max().astype(np.float32)
            entropy, sink, distance, peak = found.statistics[:, layer, head]
            if keys > 1:
                rows = [-sum(p * np.log(p) for p in row) / np.log(keys) for row in one]
                assert entropy == pytest.approx(np.mean(rows), rel=1e-4)
            assert sink == pytest.approx(max(mean), rel=1e-5)
            assert np.isnan(distance)
            assert peak == pytest.approx(np.mean([max(row) for row in one]), rel=1e-5)


@given(st.lists(st.integers(0, 4), min_size=1, max_size=4), st.integers(0, 99))
def test_flow(counts: list[int], seed: int) -> None:
    flow = np.random.default_rng(seed).random((sum(counts), sum(counts)), np.float32)
    found = map_summary.of_flow(flow, counts)
    begin = 0
    for number, count in enumerate(counts):
        part = range(begin, begin + count)
        begin += count
        for column in range(len(flow)):
            rows = [float(flow[row, column]) for row in part]
            assert found.whole[number, column] == pytest.approx(
                sum(rows) / count if count else 0, rel=1e-5
            )
        into = [flow[row, column] for row in range(len(flow)) for column in part if row != column]
        assert found.most[number] == max(into, default=0)


def test_half_precision_is_compared_as_it_is() -> None:
    weights = np.random.default_rng(0).random((1, 2, 30, 40)).astype(np.float16)
    found = map_summary.of_pair(weights, same=False)
    np.testing.assert_array_equal(found.most, weights.max((2, 3)).astype(np.float32))


def test_heads_of_a_long_sound_are_looked_at_in_part_but_its_sink_is_exact() -> None:
    weights = np.zeros((1, 1, 1500, 1500), np.float32)
    weights[0, 0, :, 7] = 1
    found = map_summary.of_pair(weights, same=True)
    assert found.tiles.shape == (1, 1, map_summary.TILE, map_summary.TILE)
    assert found.tiles[0, 0, :, 0].min() == 1
    assert found.tiles.sum() == map_summary.TILE
    assert found.statistics[1, 0, 0] == 1
    # Mean |i - 7| over all 1,500 queries; the sample of them is spread evenly.
    expected = np.abs(np.arange(1500) - 7).mean()
    assert found.statistics[2, 0, 0] == pytest.approx(expected, rel=1e-3)
