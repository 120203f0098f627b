"""Disk use is what the files are; only what can be made again is removed."""

from __future__ import annotations

from pathlib import Path

import pytest

from core import usage, workspace


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(workspace.HOME, str(tmp_path / "home"))
    for name, size in (("features/items/a", 500), ("runs/x/0001", 300), ("maps", 9)):
        folder = tmp_path / "home" / name
        folder.mkdir(parents=True)
        (folder / "file").write_bytes(b"x" * size)
    (tmp_path / "home" / "settings.json").write_text("{}")
    return tmp_path / "home"


def test_sizes_by_folder_largest_first(home: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(b"y" * 10_000)
    (home / "maps" / "link").symlink_to(tmp_path / "elsewhere")
    found = usage.sizes()
    assert list(found) == ["features", "runs", "maps"]
    assert (found["features"], found["runs"]) == (500, 300)
    assert found["maps"] < 1000  # a link is not what it leads to


def test_what_is_made_again_goes_and_runs_stay(home: Path) -> None:
    usage.clear("features")
    usage.clear("trash")  # there is none
    assert not (home / "features").exists()
    for name in ("runs", "settings", "archives"):
        with pytest.raises(ValueError, match=name):
            usage.clear(name)
    assert (home / "runs/x/0001/file").exists()


def test_nothing_is_there_before_the_first_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(workspace.HOME, str(tmp_path / "never"))
    assert usage.sizes() == {}
