"""Slices of the maps against brute force over the arrays they were made of."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.contracts.attention import Heads, Kind, Maps
from core.explore.attention import map_summary
from core.explore.attention.named_arrays import maps_of, named
from gui.pages.attention import heads
from gui.pages.attention.map_slice import ITEM_VECTOR, Choice, Focus, look, mass_matrix
from gui.pages.attention.scale import peak, scale_of
from gui.widgets.time import time_lanes
from tests.gui.attention_fixture import HEADS, LENGTHS, make_arrays


@pytest.fixture
def maps() -> Maps:
    return maps_of(list(LENGTHS), make_arrays())


def test_raw_row_of_one_token_is_the_mean_over_heads(maps: Maps) -> None:
    arrays = make_arrays()
    seen = look(maps, Choice(layer=1), Focus("text", (2,)))
    for key in LENGTHS:
        expected = sum(arrays[f"pairs/text/{key}"][1, head, 2] for head in range(HEADS)) / HEADS
        np.testing.assert_allclose(seen.weights[key], expected, rtol=1e-5)
        assert seen.weights[key].sum() == pytest.approx(1, abs=1e-5)
        assert seen.uniform[key] == pytest.approx(1 / LENGTHS[key])
    np.testing.assert_allclose(list(seen.mass.values()), arrays["shares/text"][1, 2], rtol=1e-5)


def test_several_tokens_are_averaged_and_one_head_is_taken_as_it_is(maps: Maps) -> None:
    arrays = make_arrays()
    seen = look(maps, Choice(layer=0, heads=2), Focus("audio", (0, 3)))
    expected = arrays["pairs/audio/image"][0, 2, [0, 3]].mean(0)
    np.testing.assert_allclose(seen.weights["image"], expected, rtol=1e-5)


def test_largest_over_heads_bounds_every_head(maps: Maps) -> None:
    most = look(maps, Choice(heads="max"), Focus("text", (1,))).weights["image"]
    for head in range(HEADS):
        one = look(maps, Choice(heads=head), Focus("text", (1,))).weights["image"]
        assert (most >= one - 1e-7).all()


def test_item_vector_reads_all_tokens_and_its_mass_sums_to_one(maps: Maps) -> None:
    arrays = make_arrays()
    seen = look(maps, Choice(), Focus())
    whole = np.concatenate(list(seen.weights.values()))
    np.testing.assert_allclose(whole, arrays["fusion"].mean((0, 1)), rtol=1e-5)
    assert sum(seen.mass.values()) == pytest.approx(1)
    assert seen.mass["text"] == pytest.approx(float(whole[:5].sum()), rel=1e-5)


def test_filter_hides_modalities_and_tells_their_mass(maps: Maps) -> None:
    whole = look(maps, Choice(), Focus())
    seen = look(maps, Choice(pair=(ITEM_VECTOR, "image")), Focus())
    assert list(seen.weights) == ["image"]
    assert seen.excluded == {name: whole.mass[name] for name in ("text", "audio")}


def test_filter_without_a_pin_asks_with_the_whole_query_modality(maps: Maps) -> None:
    arrays = make_arrays()
    seen = look(maps, Choice(pair=("audio", "text")), Focus())
    expected = arrays["pairs/audio/text"][0].mean((0, 1))
    np.testing.assert_allclose(seen.weights["text"], expected, rtol=1e-5)


@pytest.mark.parametrize("kind", ["raw", "rollout", "relevance"])
@pytest.mark.parametrize("heads", ["mean", "max", 1])
def test_whole_modalities_look_the_same_told_by_the_engine_or_found_here(
    kind: Kind, heads: Heads
) -> None:
    arrays = make_arrays()
    told = maps_of(list(LENGTHS), arrays)
    found = maps_of(list(LENGTHS), named(told))
    choice = Choice(kind, 1, heads)
    for name in LENGTHS:
        one, other = look(told, choice, Focus(name)), look(found, choice, Focus(name))
        for key in LENGTHS:
            np.testing.assert_array_equal(one.weights[key], other.weights[key])
        if kind == "raw":
            stack = arrays[f"pairs/{name}/image"][1]
            joined = {"mean": stack.mean(0), "max": stack.max(0), 1: stack[1]}[heads]
            np.testing.assert_allclose(one.weights["image"], joined.mean(0), rtol=1e-5)
    for name in LENGTHS:
        assert peak(told, kind, name) == peak(found, kind, name)


def test_flow_takes_out_what_a_token_keeps_of_itself(maps: Maps) -> None:
    flow = make_arrays()["flow/rollout"]
    row = 5 + 2  # third patch
    seen = look(maps, Choice(kind="rollout"), Focus("image", (2,)))
    assert seen.own == pytest.approx(float(flow[row, row]), rel=1e-5)
    assert seen.weights["image"][2] == 0
    drawn = sum(float(values.sum()) for values in seen.weights.values())
    assert drawn + seen.own == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("kind", ["raw", "rollout", "relevance"])
def test_rows_of_the_mass_matrix_sum_to_one(maps: Maps, kind: str) -> None:
    rows, values = mass_matrix(maps, Choice(kind=kind, pair=("text", "image")))
    assert rows == [ITEM_VECTOR, *LENGTHS]
    np.testing.assert_allclose(values.sum(1), 1, rtol=1e-4)


def test_absent_modality_has_no_row_and_no_mass() -> None:
    lengths = {"text": 4, "image": 0}
    maps = maps_of(list(lengths), make_arrays(lengths))
    rows, _ = mass_matrix(maps, Choice())
    assert rows == [ITEM_VECTOR, "text"]
    seen = look(maps, Choice(), Focus("text", (0,)))
    assert len(seen.weights["image"]) == 0


def test_scales(maps: Maps) -> None:
    choice = Choice(heads=1)
    seen = look(maps, choice, Focus("text", (0,)))
    own = scale_of(maps, choice, Focus("text", (0,)), seen, "map")
    for name, values in seen.weights.items():
        uniform = 1 / LENGTHS[name]
        top = max(float(values.max()), 2 * uniform)  # so that a flat map looks flat
        assert own.tops[name] == pytest.approx(top)
        expected = np.clip((values - uniform) / (top - uniform), 0, 1)
        np.testing.assert_allclose(own.strength(seen, name), expected, atol=1e-6)
    shared = scale_of(maps, choice, Focus("text", (0,)), seen, "absolute")
    everything = [v for k, v in make_arrays().items() if k.startswith("pairs") or k == "fusion"]
    assert shared.top == pytest.approx(max(float(v.max()) for v in everything))
    times = scale_of(maps, choice, Focus("text", (0,)), seen, "uniform")
    above = seen.weights["image"] * LENGTHS["image"] - 1
    expected = np.clip(above / (times.top - 1), 0, 1)
    np.testing.assert_allclose(times.strength(seen, "image"), expected, atol=1e-5)


def test_absolute_scale_is_the_same_for_every_head_and_token(maps: Maps) -> None:
    tops = {
        scale_of(maps, choice, focus, look(maps, choice, focus), "absolute").top
        for focus in [Focus("text", (t,)) for t in range(5)]
        for choice in [Choice(heads=head, layer=1) for head in (0, 2)]
    }
    assert len(tops) == 1


def test_one_distribution_over_all_modalities_has_one_scale(maps: Maps) -> None:
    for choice in (Choice(), Choice(kind="relevance")):
        scale = scale_of(maps, choice, Focus(), look(maps, choice, Focus()), "map")
        assert scale.shared
        assert scale.uniform is not None
    focus = Focus("image", (0,))
    assert not scale_of(maps, Choice(), focus, look(maps, Choice(), focus), "map").shared


def test_head_statistics_of_known_heads() -> None:
    """One head looks at one token, one at all alike, one always at the first (a sink)."""
    arrays = make_arrays(layers=1)
    pair = np.zeros((1, 3, 6, 6), np.float32)
    pair[0, 0] = np.eye(6)
    pair[0, 1] = 1 / 6
    pair[0, 2, :, 0] = 1
    arrays["pairs/image/image"] = pair
    maps = maps_of(list(LENGTHS), arrays)
    entropy, sink, distance, _ = maps.summary.pairs["image"]["image"].statistics
    np.testing.assert_allclose(entropy[0], [0, 1, 0], atol=1e-6)
    np.testing.assert_allclose(sink[0], [1 / 6, 1 / 6, 1], rtol=1e-6)
    # Mean |i - j|: none for the diagonal, (n² - 1) / 3n for uniform, mean of 0..5 to the first.
    np.testing.assert_allclose(distance[0], [0, 35 / 18, 2.5], rtol=1e-6)
    # Focused heads are the interesting ones: they come first, not the diffuse one.
    assert heads.order(entropy, largest_first=False)[-1] == (0, 1)
    assert np.isnan(maps.summary.pairs["text"]["image"].statistics[2]).all()


def test_tile_of_a_pinned_word_lies_as_the_patches_do(maps: Maps) -> None:
    tile = heads.tile(maps, ("text", "image"), 0, 1, Focus("text", (3,)))
    row = make_arrays()["pairs/text/image"][0, 1, 3]
    np.testing.assert_allclose(tile, row.reshape(2, 3))


def test_shrinking_a_long_map_keeps_its_peak() -> None:
    matrix = np.zeros((3, 1500), np.float32)
    matrix[1, 777] = 1
    small = map_summary.shrunk(matrix)
    assert small.shape == (3, map_summary.TILE)
    assert small[1].max() == 1
    assert small[[0, 2]].max() == 0


@settings(max_examples=60)
@given(
    st.lists(st.floats(0.01, 2), min_size=1, max_size=40),
    st.integers(1, 60),
    st.integers(0, 2**31),
)
def test_every_pixel_column_shows_its_strongest_token(
    lengths: list[float], width: int, seed: int
) -> None:
    borders = np.concatenate([[0], np.cumsum(lengths)])
    spans = np.stack([borders[:-1], borders[1:]], 1)
    strength = np.random.default_rng(seed).random(len(spans)).astype(np.float32)
    edges = np.linspace(0, borders[-1] * 1.2, width + 1)
    drawn = time_lanes.columns(spans, strength, edges)
    for column, (left, right) in enumerate(pairwise(edges)):
        touching = strength[(spans[:, 0] < right) & (spans[:, 1] > left)]
        if len(touching):
            assert drawn[column] == touching.max()
        else:
            assert np.isnan(drawn[column])


def test_a_strong_negative_is_not_hidden_by_a_weak_positive() -> None:
    spans = np.array([[0.0, 1.0], [1.0, 2.0]])
    shown = time_lanes.columns(spans, np.array([0.2, -0.9]), np.array([0.0, 2.0]))
    assert shown.tolist() == pytest.approx([-0.9])


def test_token_at_a_second() -> None:
    spans = np.array([[0, 1], [1, 2], [3, 4.0]])
    assert [time_lanes.token_at(spans, t) for t in (0.0, 1.0, 1.99, 2.5, 3.9, 4.0)] == [
        0, 1, 1, -1, 2, -1,
    ]  # fmt: skip


def test_ticks_are_round_and_few() -> None:
    for end in (0.3, 2.0, 7.9, 31.0, 400.0):
        ticks = time_lanes.ticks(0.0, end, most=8)
        assert 1 <= len(ticks) <= 9
        assert ticks[0] == 0
        assert ticks[-1] <= end + 1e-9


def test_choice_survives_replacement_of_its_pair() -> None:
    choice = Choice("raw", 1, "max")
    assert replace(replace(choice, pair=("a", "b")), pair=None) == choice
