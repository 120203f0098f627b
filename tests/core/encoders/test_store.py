from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.encoders.cache import ItemCache
from core.encoders.store import About, Failure, FeatureStore, write
from core.errors import UserError

WIDTH = 3


def build(folder: Path, counts: list[int], dtype: str = "float16") -> list:
    rng = np.random.default_rng(sum(counts))
    items = [
        (
            rng.integers(-50, 50, (n, WIDTH)).astype(dtype),
            rng.integers(0, 99, (n, 4)).astype(np.float32),
        )
        for n in counts
    ]
    digests = rng.integers(0, 255, (len(counts), 16), dtype=np.uint8)
    about = About("text", "some", "some-1", WIDTH, dtype, failures=(Failure(1, "a", "b", "c"),))
    write(folder, about, iter(items), digests)
    return items


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), longest=st.sampled_from([1, 5]))
def test_gather_equals_a_loop_over_items(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, longest: int
) -> None:
    counts = data.draw(st.lists(st.integers(0, longest), min_size=1, max_size=8))
    rows = data.draw(st.lists(st.integers(0, len(counts) - 1), max_size=10))
    folder = tmp_path_factory.mktemp("store") / "s"
    items = build(folder, counts)
    store = FeatureStore(folder)

    batch = store.gather(torch.tensor(rows, dtype=torch.int64))

    most = max([1, *(counts[row] for row in rows)])
    assert batch.tokens.shape == (len(rows), most, WIDTH)
    assert batch.tokens.dtype == torch.float16
    assert store.gather(torch.tensor(rows, dtype=torch.int64), torch.float32).tokens.dtype == (
        torch.float32
    )
    for place, row in enumerate(rows):
        tokens, positions = items[row]
        n = len(tokens)
        assert batch.mask[place].tolist() == [True] * n + [False] * (most - n)
        np.testing.assert_array_equal(batch.tokens[place, :n], tokens.astype(np.float32))
        np.testing.assert_array_equal(batch.positions[place, :n], positions)
        assert not batch.tokens[place, n:].any()
        assert batch.positions[place, n:].isnan().all()


def test_present_and_pooled(tmp_path: Path) -> None:
    items = build(tmp_path / "s", [2, 0, 4])
    store = FeatureStore(tmp_path / "s")
    assert store.present.tolist() == [True, False, True]
    assert (store.n_items, store.max_tokens, store.width) == (3, 4, WIDTH)
    pooled = store.pooled()
    assert np.isnan(pooled[1]).all()
    for row in (0, 2):
        expected = [np.mean([float(x) for x in items[row][0][:, k]]) for k in range(WIDTH)]
        np.testing.assert_allclose(pooled[row], expected, rtol=1e-6)
    assert store.failures == (Failure(1, "a", "b", "c"),)


def test_nothing_at_all(tmp_path: Path) -> None:
    build(tmp_path / "s", [0, 0])
    store = FeatureStore(tmp_path / "s")
    assert not store.present.any()
    assert not store.gather(np.array([0, 1])).mask.any()


def test_precomputed_numbers_keep_their_precision(tmp_path: Path) -> None:
    values = np.array([[1e-7, 123456.789, 1 / 3]], np.float32)
    about = About("image", "precomputed", "precomputed", 3, "float32")
    nowhere = np.full((1, 4), np.nan, np.float32)
    write(tmp_path / "s", about, [(values, nowhere)], np.zeros((1, 16), np.uint8))
    np.testing.assert_array_equal(FeatureStore(tmp_path / "s").gather([0]).tokens[0], values)


def test_a_failed_write_leaves_nothing(tmp_path: Path) -> None:
    def items():
        yield np.ones((1, WIDTH), np.float16), np.ones((1, 4), np.float32)
        raise RuntimeError("killed")

    about = About("text", "some", "some-1", WIDTH)
    with pytest.raises(RuntimeError):
        write(tmp_path / "in" / "s", about, items(), np.zeros((2, 16), np.uint8))
    assert list((tmp_path / "in").iterdir()) == []


def test_the_first_of_two_writers_wins(tmp_path: Path) -> None:
    first = build(tmp_path / "s", [2])
    build(tmp_path / "s", [3])
    np.testing.assert_array_equal(FeatureStore(tmp_path / "s").item(0)[0], first[0][0])


@pytest.mark.parametrize("damage", ["missing", "short", "json", "version", "empty"])
def test_damage_is_told(tmp_path: Path, damage: str) -> None:
    folder = tmp_path / "s"
    build(folder, [2, 3])
    if damage == "missing":
        (folder / "positions.bin").unlink()
    elif damage == "short":
        whole = (folder / "tokens.bin").read_bytes()
        (folder / "tokens.bin").write_bytes(whole[:-2])
    elif damage == "json":
        (folder / "store.json").write_text("{")
    elif damage == "version":
        told = json.loads((folder / "store.json").read_text())
        (folder / "store.json").write_text(json.dumps(told | {"version": 99}))
    else:
        (folder / "offsets.bin").write_bytes(b"")
    with pytest.raises(UserError, match="Encode the catalog again"):
        FeatureStore(folder)


@pytest.mark.parametrize("value", [1e308, 1 << 70, -1, [], {"a": []}, None, "../x", "\ud800"])
def test_what_strangers_say_of_a_store_is_checked(tmp_path: Path, value: object) -> None:
    folder = tmp_path / "s"
    build(folder, [2, 3])
    sound = FeatureStore(folder).about
    told = json.loads((folder / "store.json").read_text())
    told.pop("crc32")
    for name in told:
        (folder / "store.json").write_text(json.dumps(told | {name: value}))
        try:
            about = FeatureStore(folder).about
        except UserError:
            continue
        assert type(getattr(about, name)) in (type(getattr(sound, name)), type(None))
        assert (about.n_items, about.max_tokens, about.width) == (2, 3, WIDTH)


FILES = ("tokens.bin", "positions.bin", "offsets.bin", "pooled.bin", "checks.bin")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(FILES), place=st.integers(0, 1 << 20), bit=st.integers(0, 7))
def test_a_flipped_bit_is_noticed_or_mended(
    tmp_path_factory: pytest.TempPathFactory, name: str, place: int, bit: int
) -> None:
    folder = tmp_path_factory.mktemp("store") / "s"
    items = build(folder, [2, 0, 3])
    means = np.array(FeatureStore(folder).pooled())
    data = bytearray((folder / name).read_bytes())
    data[place % len(data)] ^= 1 << bit
    (folder / name).write_bytes(data)
    if name != "pooled.bin":
        with pytest.raises(UserError, match="Encode the catalog again"):
            FeatureStore(folder).gather(np.arange(3))
        return
    store = FeatureStore(folder)
    pooled = store.pooled()
    batch = store.gather(np.arange(3))
    np.testing.assert_array_equal(pooled, means)
    np.testing.assert_array_equal(FeatureStore(folder).pooled(), means)
    np.testing.assert_array_equal(batch.tokens[2], items[2][0].astype(np.float32))


def test_only_the_damaged_item_is_encoded_anew(tmp_path: Path) -> None:
    items = build(tmp_path / "s", [2, 3, 1])
    digests = [bytes(row) for row in FeatureStore(tmp_path / "s").digests()]
    with (tmp_path / "s/tokens.bin").open("r+b") as file:
        file.seek(5 * WIDTH * 2)  # the first number of the third item
        file.write(b"\xff\x3b")
    store = FeatureStore(tmp_path / "s")
    np.testing.assert_array_equal(store.item(0)[0], items[0][0])
    with pytest.raises(UserError, match="item 3 are damaged"):
        store.gather(np.array([0, 2]))
    assert not (tmp_path / "s").exists()
    cache = ItemCache(tmp_path, store.about)
    assert [digest in cache for digest in digests] == [True, False, False]  # the second had failed


def test_all_damaged_items_are_left_out_at_once(tmp_path: Path) -> None:
    build(tmp_path / "s", [2, 3, 1])
    store = FeatureStore(tmp_path / "s")
    digests = [bytes(row) for row in store.digests()]
    tokens = tmp_path / "s/tokens.bin"
    tokens.write_bytes(bytes(byte ^ 1 for byte in tokens.read_bytes()))
    with pytest.raises(UserError, match="item 1 are damaged"):
        FeatureStore(tmp_path / "s").item(0)
    cache = ItemCache(tmp_path, store.about)
    assert not any(digest in cache for digest in digests)
