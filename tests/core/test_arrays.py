"""Arrays that are kept: as they were, or not at all."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from core import arrays


def test_they_come_back_as_they_were(tmp_path: Path) -> None:
    kept = {"a/units": np.arange(3), "b": np.array("words"), "c": np.zeros((0, 2), np.float32)}
    arrays.write(tmp_path / "kept.npz", kept)
    found = arrays.read(tmp_path / "kept.npz")
    assert found is not None
    assert found.keys() == kept.keys()
    for name, array in kept.items():
        assert np.array_equal(found[name], array)
        assert found[name].dtype == array.dtype


def test_damage_anywhere_is_nothing_and_never_another_array(tmp_path: Path) -> None:
    path = tmp_path / "kept.npz"
    kept = {"a": np.arange(40), "b": np.linspace(0, 1, 9)}
    arrays.write(path, kept)
    whole = path.read_bytes()
    for place in range(0, len(whole), 7):
        for damaged in (whole[:place], whole[:place] + b"\xff" + whole[place + 1 :]):
            path.write_bytes(damaged)
            found = arrays.read(path)
            for name, array in (found or {}).items():
                assert name not in kept or np.array_equal(array, kept[name]), place


@pytest.mark.parametrize("content", [b"", b"PK", b"no archive"])
def test_what_is_no_archive_is_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "kept.npz").write_bytes(content)
    assert arrays.read(tmp_path / "kept.npz") is None
    assert arrays.read(tmp_path / "missing.npz") is None


def test_a_single_array_is_nothing(tmp_path: Path) -> None:
    with (tmp_path / "kept.npz").open("wb") as file:
        np.save(file, np.arange(3))
    assert arrays.read(tmp_path / "kept.npz") is None
