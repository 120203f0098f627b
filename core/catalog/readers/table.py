"""Tables of items and histories under any names: what they hold is found by looking."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from core.catalog.plan.looking import look_at_tables
from core.catalog.plan.read import read as read_tables
from core.catalog.readers.base import Detection, Reader
from core.catalog.schema import Catalog
from core.progress import NOBODY, Reporter
from core.text import Text


class TableReader(Reader):
    """Reads by a plan (see `core.catalog.plan`), so it recognises no layout of its own."""

    name = "table"
    place = 0
    title = Text("Tables of items and interactions (CSV, TSV, JSON lines, Parquet)")

    def detect(self, path: Path) -> Detection | None:
        return None

    def read(
        self, path: Path, mapping: Mapping[str, str] | None = None, reporter: Reporter = NOBODY
    ) -> Catalog:
        return read_tables(look_at_tables(path, mapping).plan, reporter)
