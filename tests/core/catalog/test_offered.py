"""Readers of other packages: a made-up distribution reads a layout that is none of ours."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from core.catalog.opening.look import detect
from core.catalog.opening.open import open_catalog
from core.catalog.opening.reopening import snapshot_of
from core.catalog.readers import names, readers
from core.catalog.readers.table import TableReader
from core.errors import UserError
from core.plugins import PluginWarning
from tests.plugins import plugin

#: Reads `shelf.txt`: a line is a user, a colon, and the books the user liked.
SHELF = """
from pathlib import Path
import polars as pl
from core.catalog.readers.base import Detection, Reader
from core.catalog.rows import interactions
from core.catalog.rows.assembly import assemble
from core.catalog.text.table import Table

class COMPONENT(Reader):
    name = "shelf"
    title = "A shelf of books (shelf.txt)"

    def detect(self, path):
        found = (path / "shelf.txt").is_file()
        return Detection(0.99, "it holds shelf.txt") if found else None

    def read(self, path, mapping=None, reporter=None):
        lines = (path / "shelf.txt").read_text().splitlines()
        users, books = zip(*(line.split(":") for line in lines))
        frame = pl.DataFrame({"user": users, "item": books})
        table = Table(path / "shelf.txt", frame)
        log = interactions.normalise(table, {"user": "user", "item": "item"}, "like")
        return assemble(
            name="Shelf", root=path, reader=self.name, items=None, logs=[log], reporter=reporter
        )
"""


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    folder = tmp_path / "books"
    folder.mkdir()
    (folder / "shelf.txt").write_text("ann:emma\nbob:dracula\nann:dracula\n")
    return folder


def test_a_reader_of_another_package_opens_a_catalog(
    tmp_path: Path, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(UserError, match="No reader knows"):
        open_catalog(shelf)
    plugin(tmp_path, monkeypatch, "triptych.readers", "shelf", SHELF)
    assert "shelf" in names()
    assert [reader.name for reader, _ in detect(shelf)] == ["shelf"]
    for catalog in (open_catalog(shelf), open_catalog(shelf, "shelf")):
        assert catalog.reader == "shelf"
        assert catalog.items["item"].to_list() == ["emma", "dracula"]
        assert catalog.interactions["user"].to_list() == [0, 0, 1]
    with pytest.raises(UserError, match="no reader 'spss'") as refused:
        open_catalog(shelf, "spss")
    assert "shelf" in refused.value.remedy


def test_a_new_version_of_it_reads_anew(
    tmp_path: Path, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = plugin(tmp_path, monkeypatch, "triptych.readers", "shelf", SHELF)
    for file in (shelf / "shelf.txt", shelf):
        os.utime(file, (1_700_000_000, 1_700_000_000))
    first = snapshot_of(shelf)
    code = tmp_path / f"site_{module}" / f"{module}.py"
    monkeypatch.setattr(f"{module}.COMPONENT.read", TableReader.read)
    assert snapshot_of(shelf) == first  # nothing has changed: it is not read
    code.unlink()
    other = plugin(tmp_path, monkeypatch, "triptych.readers", "shelf", SHELF + "\nbroken")
    with pytest.warns(PluginWarning, match=f"'{other}' is left out"), pytest.raises(UserError):
        snapshot_of(shelf)


def test_none_takes_the_place_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plugin(tmp_path, monkeypatch, "triptych.readers", "table", SHELF)
    assert isinstance(readers()["table"], TableReader)
