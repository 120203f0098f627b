from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from core.catalog.readers.base import Detection, Reader
from core.catalog.rows import interactions, items
from core.catalog.rows.assembly import assemble
from core.catalog.schema import Catalog
from core.catalog.text.table import Table
from core.progress import NOBODY, Reporter
from core.text import Text


class ShelfReader(Reader):
    """Reads shelf.txt: a line is a reader, the title of a book they liked, and its blurb."""

    name = "shelf"
    title = Text("A shelf of books (shelf.txt)")

    def detect(self, path: Path) -> Detection | None:
        found = (path / "shelf.txt").is_file()
        return Detection(0.99, Text("it holds shelf.txt")) if found else None

    def read(
        self, path: Path, mapping: Mapping[str, str] | None = None, reporter: Reporter = NOBODY
    ) -> Catalog:
        rows = [line.split("|") for line in (path / "shelf.txt").read_text().splitlines()]
        frame = pl.DataFrame(rows, schema=["user", "item", "text"], orient="row")
        books = frame.select("item", "text").unique("item", maintain_order=True)
        file = path / "shelf.txt"
        log = interactions.normalise(Table(file, frame), {"user": "user", "item": "item"}, "like")
        made = items.normalise(Table(file, books), {"item": "item", "text": "text"}, path)
        return assemble(
            name="Shelf", root=path, reader=self.name, items=made, logs=[log], reporter=reporter
        )
