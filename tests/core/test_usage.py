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


def snapshot_of(home: Path, key: str, root: Path) -> Path:
    folder = home / "catalogs" / key
    folder.mkdir(parents=True)
    workspace.write_json(folder / "catalog.json", {"name": key.upper(), "root": str(root)})
    return folder


def test_an_entry_tells_what_becomes_of_it(home: Path, tmp_path: Path) -> None:
    there = home / "archives" / "0f" / "shoes"
    there.mkdir(parents=True)
    snapshot_of(home, "x", there)
    snapshot_of(home, "y", tmp_path / "gone")
    by_title = {one.title: one for one in usage.kept("catalogs")}
    assert (by_title["X"].lost, by_title["Y"].lost) == (False, True)
    assert str(tmp_path / "gone") in by_title["Y"].loss
    (run,) = usage.kept("runs")
    assert (run.title, run.loss, run.bytes) == ("X", "1 trained model is lost.", 300)
    assert [one.title for one in usage.kept("archives")] == ["shoes"]


def test_what_a_window_has_open_stays_with_its_files_and_runs(home: Path) -> None:
    root = home / "archives" / "0f" / "shoes"
    root.mkdir(parents=True)
    opened = snapshot_of(home, "x", root)
    going = [one for name in usage.CHOSEN for one in usage.kept(name)]
    assert not any(one.used for one in going)
    usage.hold(opened)  # meanwhile
    assert usage.held() == {opened}
    assert usage.remove(going) == 0
    assert opened.is_dir()
    assert root.is_dir()
    (home / usage.OPEN / "1-1").write_text(str(home / "gone"))  # of a window that died
    assert usage.held() == {opened}
    usage.hold(None)
    assert usage.remove(going) == sum(one.bytes for one in going)
    assert not opened.exists()
    assert not root.exists()
    assert not (home / "runs/x").exists()
    assert (home / "features/items/a/file").exists()
