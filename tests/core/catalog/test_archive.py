"""Archives from strangers: read like folders, never trusted."""

from __future__ import annotations

import stat
import zipfile
from collections import namedtuple
from pathlib import Path

import pytest

from core.catalog.opening import archive
from core.catalog.opening.open import open_catalog
from core.errors import UserError

ITEMS = "item,title\na,Red shoe\nb,Blue shoe\n"
LOG = "user,item,timestamp\nu,a,1700000000\nu,b,1700000001\n"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    monkeypatch.setenv("TRIPTYCH_HOME", str(folder))
    return folder


def packed(path: Path, files: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, text in files.items():
            out.writestr(name, text)
    return path


@pytest.mark.parametrize("inside", ["", "shoes/"])
def test_an_archive_opens_like_its_folder(tmp_path: Path, inside: str) -> None:
    path = packed(
        tmp_path / "shoes.zip", {f"{inside}items.csv": ITEMS, f"{inside}interactions.csv": LOG}
    )
    catalog = open_catalog(path)
    assert catalog.name == "shoes"
    assert catalog.items["item"].to_list() == ["a", "b"]
    assert catalog.interactions.height == 2


@pytest.mark.parametrize("name", ["../escaped.csv", "/escaped.csv", "x/../../escaped.csv"])
def test_no_file_leaves_the_folder(tmp_path: Path, home: Path, name: str) -> None:
    path = packed(tmp_path / "evil.zip", {"items.csv": ITEMS, name: "item\n"})
    with pytest.raises(UserError, match="outside itself"):
        open_catalog(path)
    assert not list(tmp_path.rglob("escaped.csv"))
    assert not list((home / "archives").iterdir())


def test_links_are_left_out(tmp_path: Path, home: Path) -> None:
    path = packed(tmp_path / "linked.zip", {"items.csv": ITEMS, "interactions.csv": LOG})
    link = zipfile.ZipInfo("secret.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "a") as out:
        out.writestr(link, "/etc/passwd")
    assert open_catalog(path).items.height == 2
    assert not list((home / "archives").rglob("secret.csv"))


def test_a_bomb_stops_before_the_disk_is_full(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(archive.shutil, "disk_usage", lambda _: usage(0, 0, 4 << 20))
    path = packed(tmp_path / "bomb.zip", {"items.csv": "0" * (8 << 20)})
    assert path.stat().st_size < 1 << 16
    with pytest.raises(UserError, match="half of the free disk"):
        open_catalog(path)
    assert not list((home / "archives").iterdir())


def test_a_damaged_archive_is_told(tmp_path: Path) -> None:
    whole = packed(tmp_path / "whole.zip", {"items.csv": ITEMS * 500}).read_bytes()
    for name, data in (("cut", whole[:60]), ("no", b"PK"), ("bent", b"\xff" * 90 + whole[90:])):
        path = tmp_path / f"{name}.zip"
        path.write_bytes(data)
        with pytest.raises(UserError) as told:
            open_catalog(path)
        assert told.value.file == str(path)
        assert "Unpack it" in (told.value.remedy or "")
