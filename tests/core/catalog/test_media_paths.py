from __future__ import annotations

from pathlib import Path

import polars as pl

from core.catalog.quarantine import lost
from core.catalog.rows.media_paths import by_id, check_media, kind_of
from core.catalog.text.table import Table


def test_only_files_inside_the_folder_are_used(tmp_path: Path) -> None:
    root = tmp_path / "root"
    (root / "images" / "deep").mkdir(parents=True)
    (tmp_path / "secret.png").write_bytes(b"x")
    (root / "images" / "a.png").write_bytes(b"x")
    (root / "images" / "deep" / "b.png").write_bytes(b"x")
    (root / "c.png").write_bytes(b"x")
    (root / "images" / "link.png").symlink_to(tmp_path / "secret.png")
    (root / "images" / "inner.png").symlink_to(root / "c.png")
    (root / "out").symlink_to(tmp_path)
    cases = {
        "images/a.png": "images/a.png",
        "./images/deep/b.png": "images/deep/b.png",
        "images\\a.png": "images/a.png",
        "c.png": "c.png",
        "images/inner.png": "images/inner.png",
        " images/a.png ": "images/a.png",
        "images/none.png": None,
        "nowhere/a.png": None,
        "images": None,
        "../secret.png": None,
        "images/../../secret.png": None,
        "images/link.png": None,
        "out/secret.png": None,
        str(tmp_path / "secret.png"): None,
        "C:/secret.png": None,
        "~/secret.png": None,
        "https://example.org/a.png": None,
    }
    given = pl.Series("image", [*cases, None], dtype=pl.String)
    table = Table(tmp_path / "items.csv", given.to_frame())
    paths, entries = check_media(given, root, table, "image")
    assert paths.to_list() == [*cases.values(), None]
    assert sorted(entries["line"]) == [
        row for row, good in enumerate(cases.values(), start=1) if good is None
    ]
    # The items stay; only the paths are gone.
    assert len(lost(entries)) == 0
    reasons = dict(zip(entries["row"], entries["reason"], strict=True))
    assert "leads out" in reasons["images/link.png"]
    assert "leads out" in reasons["out/secret.png"]
    assert "web address" in reasons["https://example.org/a.png"]
    assert "no such file" in reasons["images/none.png"]


def test_files_named_after_ids(tmp_path: Path) -> None:
    (tmp_path / "posters").mkdir()
    for name in ("1.jpg", "2.PNG", "2.jpg", "x.txt"):
        (tmp_path / "posters" / name).write_bytes(b"x")
    ids = pl.Series("item", ["2", "9", "1"])
    found = by_id(tmp_path, ("covers", "posters"), ids, "image")
    assert found is not None
    assert found.to_list() == ["posters/2.PNG", None, "posters/1.jpg"]
    assert by_id(tmp_path, ("covers", "../posters"), ids, "image") is None


def test_kinds() -> None:
    names = ("a.JPG", "a.ogg", "a.mkv", "a.vtt", "a.exe", "png")
    assert [kind_of(name) for name in names] == [
        "image",
        "audio",
        "video",
        "subtitles",
        None,
        None,
    ]
