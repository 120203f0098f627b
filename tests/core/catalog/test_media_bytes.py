"""Media that stand in tables as bytes."""

from __future__ import annotations

import io
import os
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from PIL import Image

from core import workspace
from core.catalog.opening import snapshot
from core.catalog.opening.open import open_catalog
from core.catalog.opening.reopening import snapshot_of
from core.catalog.rows import media_bytes
from core.encoders.base import Loading
from core.encoders.inputs import inputs_of
from core.errors import UserError
from core.media import images
from tests.core.media.make import tone, wav

RED, BLUE = (220, 20, 40), (30, 60, 200)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(workspace.HOME, str(tmp_path / "home"))
    return tmp_path / "home"


def png(colour: tuple[int, int, int]) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (8, 6), colour).save(data, "PNG")
    return data.getvalue()


def colour_of(root: Path, path: str) -> list[float]:
    place = workspace.inside(root, path)
    assert place is not None
    return images.open_original(place).reshape(-1, 3).mean(axis=0).tolist()


def put(folder: Path, **columns: pl.Series | list[object]) -> Path:
    folder.mkdir(parents=True)
    pl.DataFrame(columns).write_parquet(folder / "items.parquet")
    return folder


def test_a_column_as_hugging_face_has_it(tmp_path: Path, home: Path) -> None:
    cells = [
        {"bytes": png(RED), "path": "a.png"},
        {"bytes": png(BLUE), "path": "../../evil.png"},
        {"bytes": png(RED), "path": None},
        {"bytes": None, "path": "kept.png"},
        None,
    ]
    kind = pl.Struct({"bytes": pl.Binary, "path": pl.String})
    folder = put(
        tmp_path / "set",
        item=["a", "b", "c", "d", "e"],
        title=["A", "B", "C", "D", "E"],
        image=pl.Series(cells, dtype=kind),
    )
    (folder / "kept.png").write_bytes(png(BLUE))
    catalog = open_catalog(folder, "table")
    paths = catalog.items["image"].to_list()
    assert [colour_of(folder, path) for path in paths[:4]] == [
        list(RED), list(BLUE), list(RED), list(BLUE)
    ]  # fmt: skip
    assert paths[0] == paths[2]
    assert paths[3:] == ["kept.png", None]
    written = [path for path in (home / workspace.EXTRACTED).rglob("*") if path.is_file()]
    assert len(written) == 2
    assert not list(tmp_path.rglob("evil.png"))


def test_plain_bytes_are_what_they_are(tmp_path: Path) -> None:
    sound = wav(tmp_path / "a.wav", tone(0.1, 440, 8000), 8000).read_bytes()
    folder = put(
        tmp_path / "set",
        item=["a", "b"],
        title=["A", "B"],
        photo=[png(RED), png(BLUE)],
        clip=[sound, None],
        vector=[np.arange(40.0).tobytes()] * 2,
    )
    catalog = open_catalog(folder, "table")
    assert colour_of(folder, catalog.items["image"][1]) == list(BLUE)
    heard = workspace.inside(folder, catalog.items["audio"][0])
    assert heard is not None
    assert heard.read_bytes() == sound
    assert any("'vector'" in str(note) for note in catalog.notes)


def test_what_does_not_fit_on_the_disk_is_not_begun(
    tmp_path: Path, home: Path, monkeypatch
) -> None:
    monkeypatch.setattr(media_bytes, "_ROOM", 1 << 60)
    folder = put(tmp_path / "set", item=["a"], title=["A"], photo=[png(RED)])
    with pytest.raises(UserError, match="no room"):
        open_catalog(folder, "table")
    assert not [path for path in (home / workspace.EXTRACTED).rglob("*") if path.is_file()]


@pytest.mark.parametrize("how", ["flipped", "gone"])
def test_what_is_damaged_is_set_aside_and_taken_out_again(
    tmp_path: Path, home: Path, how: str
) -> None:
    cells = [png(RED), png(BLUE)]
    folder = put(tmp_path / "set", item=["a", "b"], title=["A", "B"], image=cells)
    os.utime(folder / "items.parquet", (1e9, 1e9))
    made = snapshot_of(folder)
    catalog = snapshot.load(made)
    path = workspace.inside(folder, catalog.items["image"][1])
    assert path is not None
    path.write_bytes(cells[1][:-1] + b"x")
    if how == "gone":
        path.unlink()
    inputs = inputs_of(catalog, "image", Loading())
    assert inputs.digest(0)
    with pytest.raises(UserError, match="damaged or gone") as told:
        inputs.digest(1)
    assert "Open the catalog again" in str(told.value.remedy)
    assert path.with_name(f"{path.name}.damaged").exists() == (how == "flipped")
    assert snapshot_of(folder) == made
    assert path.read_bytes() == cells[1]
    assert inputs.digest(1)


def test_a_path_into_the_workspace_stays_there(tmp_path: Path) -> None:
    assert workspace.inside(tmp_path, f"{workspace.EXTRACTED}/../../../etc/passwd") is None
    assert workspace.inside(tmp_path, f"{workspace.EXTRACTED}/../settings.json") is None
