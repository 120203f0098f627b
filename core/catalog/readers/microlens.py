"""MicroLens: `*_pairs.csv` or `*_pairs.tsv`, `*_titles.csv`, folders of covers, audio, video.

The CSV of pairs has user, item, timestamp; the TSV has one user a line, then the items in time
order, separated by blanks. Media are named after the item's number.

Source: Ni et al., "A Content-Driven Micro-Video Recommendation Dataset at Scale", 2023.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import polars as pl

from core.catalog.plan.read import log_of
from core.catalog.readers.base import Detection, Reader, files_in, folder_of, need
from core.catalog.rows import interactions, items
from core.catalog.rows.assembly import assemble
from core.catalog.rows.interactions import Log
from core.catalog.rows.items import Items
from core.catalog.schema import Catalog
from core.catalog.text import delimited, tables, textfile
from core.catalog.text.header import Dialect
from core.progress import NOBODY, Reporter
from core.text import Text

_PAIRS = re.compile(r"_pairs\.(csv|tsv)$", re.IGNORECASE)
_TITLES = re.compile(r"_titles?(_en)?\.csv$", re.IGNORECASE)


class MicroLensReader(Reader):
    """Reads a MicroLens folder."""

    name = "microlens"
    place = 4
    title = Text("MicroLens (*_pairs.csv, *_titles.csv, covers, audios, videos)")

    def detect(self, path: Path) -> Detection | None:
        pairs = _pairs(folder_of(path))
        if pairs is None or (path.is_file() and path.suffix not in (".csv", ".tsv")):
            return None
        titles = any(_TITLES.search(file.name) for file in files_in(folder_of(path)))
        if not titles and pairs.suffix == ".csv" and not _headless(pairs):
            return None
        return Detection(0.9, Text("it holds {name}", name=pairs.name))

    def read(
        self, path: Path, mapping: Mapping[str, str] | None = None, reporter: Reporter = NOBODY
    ) -> Catalog:
        folder = folder_of(path)
        pairs = need(_pairs(folder), folder, "*_pairs.csv", Text("Put the pairs file there."))
        log = _read_sequences(pairs, reporter) if pairs.suffix == ".tsv" else _read_pairs(pairs)
        titles = next((f for f in files_in(folder) if _TITLES.search(f.name)), None)
        made = _read_titles(titles, folder, reporter) if titles else None
        return assemble(
            name=_PAIRS.sub("", pairs.name),
            root=folder,
            reader=self.name,
            items=made,
            logs=[log],
            reporter=reporter,
        )


def _pairs(folder: Path) -> Path | None:
    """The pairs file; the CSV before the TSV, because it has times."""
    return next((file for file in files_in(folder) if _PAIRS.search(file.name)), None)


def _headless(path: Path) -> bool:
    """Whether the first line is data already: it starts with a number."""
    return bool(re.match(rb"\s*\d+[,\t]", textfile.open_head(path).head(64)))


def _read_pairs(path: Path) -> Log:
    if not _headless(path):
        return log_of(path, "comment")
    names = ("user", "item", "timestamp")
    columns = {name: name for name in names}
    types = interactions.column_types(columns)
    table = delimited.read_file(path, Dialect(",", names, types=lambda _: types))
    return interactions.normalise(table, columns, "comment")


def _read_sequences(path: Path, reporter: Reporter) -> Log:
    table = tables.read(path, Dialect(names=("user", "items")), reporter=reporter)
    sequences = table.frame.with_row_index("row").with_columns(
        pl.col("items").str.strip_chars().str.split(" ")
    )
    rows = sequences.explode("items").rename({"items": "item"})
    origin = rows.get_column("row").to_numpy().astype(np.int64)
    line_of = table.line_of
    flat = dataclasses.replace(
        table, frame=rows.drop("row"), line_of=lambda wanted: line_of(origin[wanted])
    )
    log = interactions.normalise(flat, {"user": "user", "item": "item"}, "comment")
    note = Text(
        "{file} has no times; items of a user are in the order of the file.", file=path.name
    )
    return dataclasses.replace(log, notes=(*log.notes, note))


def _read_titles(path: Path, folder: Path, reporter: Reporter) -> Items:
    names = ("item", "title") if _headless(path) else None
    table = tables.read(path, Dialect(names=names), reporter=reporter)
    found = {"item": table.frame.columns[0]}
    if table.frame.width > 1:
        found["title"] = table.frame.columns[1]
    return items.normalise(table, found, folder)
