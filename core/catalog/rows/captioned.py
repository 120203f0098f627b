"""Captions beside a layout that has no place for them, in a table as our jobs write it."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import polars as pl

from core.catalog.rows.values import as_ids, as_text
from core.catalog.schema import Catalog
from core.catalog.text import tables
from core.progress import Reporter
from core.text import Text

#: What the table is called, and how it begins.
NAME, HEAD = "captions.csv", b"item,caption\n"


def lie_in(root: Path) -> bool:
    """Whether such a table is there."""
    try:
        with (root / NAME).open("rb") as file:
            return file.read(len(HEAD)) == HEAD
    except OSError:
        return False


def captioned(catalog: Catalog, reporter: Reporter) -> Catalog:
    """A catalog with the captions that lie beside it, as words of its items."""
    if "captions" in catalog.items.columns or not lie_in(catalog.root):
        return catalog
    table = tables.read(catalog.root / NAME, reporter=reporter).frame
    said = pl.DataFrame(
        {"item": as_ids(table.get_column("item")), "captions": as_text(table.get_column("caption"))}
    ).drop_nulls()
    said = said.unique("item", keep="first").filter(
        pl.col("item").is_in(catalog.items.get_column("item").implode())
    )
    if said.is_empty():
        return catalog
    items = catalog.items.join(said, on="item", how="left", maintain_order="left")
    note = Text("{file} has captions of {n:,} items.", file=NAME, n=len(said))
    return dataclasses.replace(catalog, items=items, notes=(*catalog.notes, note))
