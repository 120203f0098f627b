from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from core.catalog import quarantine
from core.catalog.opening import snapshot
from core.catalog.opening.open import open_catalog
from core.catalog.schema import INTERACTION_COLUMNS, TRUTH_COLUMNS, Catalog
from core.errors import UserError
from tests.core.catalog import layouts


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRIPTYCH_HOME", str(tmp_path / "home"))


def catalog(tmp_path: Path, name: str = "mmrec") -> Catalog:
    return open_catalog(layouts.write(tmp_path / name, layouts.ALL[name][1]()))


@pytest.mark.parametrize("name", list(layouts.ALL))
def test_what_is_saved_comes_back(tmp_path: Path, name: str) -> None:
    saved = catalog(tmp_path, name)
    loaded = snapshot.load(snapshot.save(saved))
    for table in ("items", "users", "interactions", "quarantine"):
        assert getattr(loaded, table).equals(getattr(saved, table))
        assert getattr(loaded, table).schema == getattr(saved, table).schema
    assert (loaded.name, loaded.root, loaded.reader) == (saved.name, saved.root, saved.reader)
    assert loaded.notes == saved.notes
    assert loaded.truth is None
    assert list(loaded.features) == list(saved.features)
    for key, array in saved.features.items():
        np.testing.assert_array_equal(loaded.features[key], array)
        assert isinstance(loaded.features[key], np.memmap)


def test_truth_comes_back(tmp_path: Path) -> None:
    truth = pl.DataFrame({"item": [0]}).select(
        pl.col(name).cast(kind) if name == "item" else pl.lit(None, kind).alias(name)
        for name, kind in TRUTH_COLUMNS.items()
    )
    saved = dataclasses.replace(catalog(tmp_path), truth=truth)
    loaded = snapshot.load(snapshot.save(saved))
    assert loaded.truth is not None
    assert loaded.truth.equals(truth)


def test_the_key_is_the_content(tmp_path: Path) -> None:
    first = catalog(tmp_path)
    folder = snapshot.save(first)
    assert snapshot.save(catalog(tmp_path)) == folder
    assert snapshot.key(folder) == folder.name
    fewer = dataclasses.replace(first, interactions=first.interactions.head(2))
    features = {name: array + 1 for name, array in first.features.items()}
    others = [fewer, dataclasses.replace(first, features=features)]
    keys = {snapshot.key(snapshot.save(other)) for other in [first, *others]}
    assert len(keys) == 3
    assert {path.name for path in folder.parent.iterdir()} == keys  # no temporary folder stays


def test_the_key_does_not_hang_on_how_texts_are_stored(tmp_path: Path) -> None:
    saved = catalog(tmp_path, "folder")
    plain = dataclasses.replace(
        saved, notes=tuple(map(str, saved.notes)), quarantine=quarantine.plain(saved.quarantine)
    )
    assert plain.quarantine.height
    assert any(note.values for note in saved.notes)
    assert not plain.quarantine.equals(saved.quarantine)
    before = snapshot.save(plain)  # what versions without templates wrote, and put runs under
    assert snapshot.save(saved) == before
    assert snapshot.load(before).quarantine.equals(saved.quarantine)
    other = dataclasses.replace(saved, notes=saved.notes[1:])
    assert snapshot.save(other) != before


def test_another_process_finds_the_same_key(tmp_path: Path) -> None:
    folder = snapshot.save(catalog(tmp_path))
    code = (
        "import sys; from pathlib import Path\n"
        "from core.catalog.opening import snapshot\n"
        "from core.catalog.opening.open import open_catalog\n"
        "print(snapshot.save(open_catalog(Path(sys.argv[1]))))\n"
        "assert 'torch' not in sys.modules"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "mmrec")]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.stdout.strip() == str(folder), run.stderr


def test_a_broken_snapshot_is_said(tmp_path: Path) -> None:
    folder = snapshot.save(catalog(tmp_path))
    about = json.loads((folder / "catalog.json").read_text())
    (folder / "catalog.json").write_text(json.dumps(about | {"version": 99}))
    with pytest.raises(UserError, match="cannot be opened"):
        snapshot.load(folder)
    with pytest.raises(UserError, match="cannot be opened"):
        snapshot.load(tmp_path / "nowhere")
    # A snapshot without its catalog.json was never finished; saving replaces it.
    (folder / "catalog.json").unlink()
    assert snapshot.save(catalog(tmp_path)) == folder
    assert snapshot.load(folder).name == "toys"


def test_columns_of_one_value_cost_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot, "_MANY", 1)
    saved = catalog(tmp_path, "table")
    values = {"event": "play", "rating": 0.1, "split": None}
    same = saved.interactions.with_columns(
        pl.lit(value, dtype=INTERACTION_COLUMNS[name]).alias(name) for name, value in values.items()
    )
    saved = dataclasses.replace(saved, interactions=same)
    folder = snapshot.save(saved)
    stored = pl.read_ipc(folder / "interactions.arrow")
    assert not {"event", "rating", "split"} & set(stored.columns)
    loaded = snapshot.load(folder)
    for table in ("items", "users", "interactions", "quarantine"):
        assert getattr(loaded, table).equals(getattr(saved, table))
        assert getattr(loaded, table).schema == getattr(saved, table).schema


@pytest.mark.parametrize(
    "about",
    [
        "[]",
        "{",
        "[" * 100_000,
        '{"version": 1}',
        '{"version": 1, "name": "", "root": 3, "reader": "", "features": [], "notes": []}',
        '{"version": 1, "constants": [1]}',
        '{"version": 1, "constants": {"items": {"values": {"item": ["None", 1]}, "columns": 0}}}',
    ],
)
def test_a_manifest_of_any_kind_is_said(tmp_path: Path, about: str) -> None:
    folder = snapshot.save(catalog(tmp_path))
    (folder / "catalog.json").write_text(about)
    with pytest.raises(UserError, match="cannot be opened"):
        snapshot.load(folder)
    assert not snapshot.is_usable(folder)


def test_damaged_bytes_lead_to_a_sentence_or_a_catalog(tmp_path: Path) -> None:
    folder = snapshot.save(catalog(tmp_path))
    rng = np.random.default_rng(7)
    for path in [path for path in folder.rglob("*") if path.is_file()]:
        whole = path.read_bytes()
        for place in rng.integers(0, len(whole), 20):
            harmed = bytearray(whole)
            harmed[place] ^= 1 << int(rng.integers(8))
            path.write_bytes(harmed)
            assert not snapshot.is_usable(folder)
            with suppress(UserError):
                snapshot.load(folder)
        path.write_bytes(whole)
    assert snapshot.is_usable(folder)
