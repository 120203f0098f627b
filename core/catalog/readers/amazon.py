"""Amazon Reviews 2023: `meta_*.jsonl[.gz]` beside the reviews `*.jsonl[.gz]`.

Pictures of the set are web addresses; nothing is downloaded. Files named after the item
(`images/<parent_asin>.jpg`) are used if they lie beside.

Source: Hou et al., "Bridging Language and Items for Retrieval and Recommendation", 2024.
"""

from __future__ import annotations

import dataclasses
import gzip
import json
import zlib
from collections.abc import Mapping
from pathlib import Path

import polars as pl

from core.catalog.readers.base import Detection, Reader, files_in, folder_of, need
from core.catalog.rows import interactions, items
from core.catalog.rows.assembly import assemble
from core.catalog.rows.items import Items
from core.catalog.rows.values import as_text
from core.catalog.schema import Catalog
from core.catalog.text import tables, textfile
from core.progress import NOBODY, Reporter
from core.text import Text

#: Fields read, nested ones as JSON text.
META: Mapping[str, pl.DataType] = {
    "parent_asin": pl.String(),
    "title": pl.String(),
    "features": pl.List(pl.String()),
    "description": pl.List(pl.String()),
    "images": pl.String(),
    "main_category": pl.String(),
    "categories": pl.List(pl.String()),
    "store": pl.String(),
    "price": pl.String(),
    "average_rating": pl.Float64(),
    "rating_number": pl.Int64(),
}
REVIEW: Mapping[str, pl.DataType] = {
    "user_id": pl.String(),
    "parent_asin": pl.String(),
    "asin": pl.String(),
    "rating": pl.Float32(),
    "timestamp": pl.Int64(),
    "title": pl.String(),
    "text": pl.String(),
}
_COLUMNS = {
    "user": "user_id",
    "item": "parent_asin",
    "rating": "rating",
    "timestamp": "timestamp",
    "text": "text",
}


class AmazonReader(Reader):
    """Reads a folder of metadata and reviews of one or more categories."""

    name = "amazon"
    place = 3
    title = Text("Amazon Reviews 2023 (meta_*.jsonl, reviews *.jsonl)")

    def detect(self, path: Path) -> Detection | None:
        metas, reviews = _files(path)
        if metas and reviews:
            return Detection(
                0.95,
                Text("it holds {one} and {other}", one=metas[0].name, other=reviews[0].name),
            )
        if reviews:
            return Detection(0.9, Text("it holds {name}", name=reviews[0].name))
        if metas:  # histories may lie beside in tables
            return Detection(0.8, Text("it holds {name}", name=metas[0].name))
        return None

    def read(
        self, path: Path, mapping: Mapping[str, str] | None = None, reporter: Reporter = NOBODY
    ) -> Catalog:
        folder = folder_of(path)
        metas, reviews = _files(path)
        need(
            next(iter(metas or reviews), None),
            folder,
            "meta_*.jsonl and no reviews",
            Text("Put the metadata and reviews of a category there."),
        )
        made = None
        if metas:
            made = items.concat([_read_meta(file, folder, reporter) for file in metas])
        logs = []
        for file in reviews:
            table = tables.read(file, schema=REVIEW, reporter=reporter)
            # Reviews without a parent are of products without variants.
            item = pl.coalesce("parent_asin", "asin").alias("parent_asin")
            words = pl.concat_str("title", "text", separator="\n", ignore_nulls=True).alias("text")
            table = dataclasses.replace(table, frame=table.frame.with_columns(item, words))
            logs.append(interactions.normalise(table, _COLUMNS, "review"))
        return assemble(
            name=textfile.stem((reviews or metas)[0]).removeprefix("meta_"),
            root=folder,
            reader=self.name,
            items=made,
            logs=logs,
            reporter=reporter,
        )


def _files(path: Path) -> tuple[list[Path], list[Path]]:
    """Metadata and review files of the folder, told apart by their first object."""
    metas: list[Path] = []
    reviews: list[Path] = []
    for file in files_in(folder_of(path)):
        if textfile.suffix(file) != ".jsonl":
            continue
        keys = _first_keys(file)
        if "parent_asin" not in keys:
            continue
        if "user_id" in keys:
            reviews.append(file)
        elif file.name.startswith("meta_") or "title" in keys:
            metas.append(file)
    return metas, reviews


def _first_keys(path: Path) -> set[str]:
    """Keys of the first JSON object of a file, empty if it does not start with one."""
    try:
        with gzip.open(path) if path.name.lower().endswith(".gz") else path.open("rb") as file:
            value = json.loads(file.readline(1 << 20))
    except (OSError, EOFError, zlib.error, ValueError, RecursionError):
        return set()
    return set(value) if isinstance(value, dict) else set()


def _read_meta(path: Path, folder: Path, reporter: Reporter) -> Items:
    table = tables.read(path, schema=META, reporter=reporter)
    frame = table.frame.with_columns(
        as_text(table.frame.get_column("features")),
        as_text(table.frame.get_column("description")),
        as_text(table.frame.get_column("categories")).str.replace_all("\n", " > "),
        pl.col("images").cast(pl.String).str.extract(r'"large": ?\[?"([^"]+)"'),
        # "None", "from 10.00" and "$5" are seen; a number is what can be shown and compared.
        pl.col("price").cast(pl.String).str.extract(r"(\d+(?:\.\d+)?)").cast(pl.Float64),
    ).rename({"images": "image_url"})
    return items.normalise(
        dataclasses.replace(table, frame=frame),
        {"item": "parent_asin", "title": "title"},
        folder,
        texts=("title", "features", "description"),
        skip=("features", "description"),
    )
