"""Hugging Face imagefolder / audiofolder / videofolder: `metadata.{csv,jsonl,parquet}`.

The metadata lies beside the files, in the folder itself or in one subfolder a split; its column
`file_name` is relative to it. Histories, if any, are tables of interactions in the folder.

Source: Hugging Face datasets documentation, "Create an image dataset".
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from pathlib import Path

import polars as pl

from core.catalog.modality import FILES
from core.catalog.plan.read import histories
from core.catalog.readers.base import Detection, Reader, first_file, folder_of, need
from core.catalog.rows import items
from core.catalog.rows.assembly import assemble
from core.catalog.rows.columns import guess
from core.catalog.rows.items import Items
from core.catalog.rows.values import as_text
from core.catalog.schema import Catalog
from core.catalog.text import tables
from core.catalog.text.table import UNREADABLE
from core.errors import UserError
from core.progress import NOBODY, Reporter
from core.text import Text

_NAMES = ("metadata.csv", "metadata.jsonl", "metadata.parquet")
_FILE_COLUMN = re.compile(r"^(?:.*_)?file_name$")


class HuggingFaceReader(Reader):
    """Reads a folder whose metadata name their files."""

    name = "hf"
    place = 5
    title = Text("Hugging Face imagefolder / audiofolder (metadata.csv with file_name)")

    def detect(self, path: Path) -> Detection | None:
        if path.is_file() and path.name not in _NAMES:
            return None
        found = _metadata(folder_of(path))
        for file in found:
            if file.suffix == ".parquet":
                known = "file_name" in ",".join(_parquet_columns(file))
            else:
                with file.open("rb") as stream:
                    known = b"file_name" in stream.read(4096)
            if known:
                return Detection(0.93, Text("{file} names the files", file=file.name))
        return None

    def read(
        self, path: Path, mapping: Mapping[str, str] | None = None, reporter: Reporter = NOBODY
    ) -> Catalog:
        folder = folder_of(path)
        found = _metadata(folder)
        need(found[0] if found else None, folder, "metadata.csv", Text("Put one beside the files."))
        parts = [_read_metadata(file, folder, reporter) for file in found]
        places = [file.parent.relative_to(folder).as_posix() for file in found]
        made = items.concat(_apart(parts, places))
        logs = histories(folder, reporter)
        return assemble(
            name=folder.name,
            root=folder,
            reader=self.name,
            items=made,
            logs=logs,
            reporter=reporter,
        )


def _apart(parts: list[Items], places: list[str]) -> list[Items]:
    """Files of one name in several folders (train/, test/) are different items: by their paths.

    A file that is missing would have its path in the folder of the metadata that name it.
    """
    ids = pl.concat([part.frame["item"] for part in parts])
    if len(parts) == 1 or ids.is_first_distinct().all():
        return parts
    path = pl.coalesce(*FILES)
    named = path.str.ends_with(pl.col("item"))
    fits = pl.concat([part.frame.select(named).to_series() for part in parts])
    if not fits.any() or not fits.all():  # those without a path say nothing
        return parts
    return [
        dataclasses.replace(
            part,
            frame=part.frame.with_columns(
                pl.coalesce(
                    path, pl.lit("" if place == "." else f"{place}/") + pl.col("item")
                ).alias("item")
            ),
        )
        for part, place in zip(parts, places, strict=True)
    ]


def _metadata(folder: Path) -> list[Path]:
    """Metadata files of the folder and of its subfolders, one a folder."""
    try:
        places = [folder, *sorted(entry for entry in folder.iterdir() if entry.is_dir())]
    except OSError:
        return []
    files = (first_file(place, *_NAMES) for place in places)
    return [file for file in files if file is not None]


def _parquet_columns(path: Path) -> list[str]:
    try:
        return list(pl.read_parquet_schema(path))
    except UNREADABLE:
        return []


def _read_metadata(path: Path, folder: Path, reporter: Reporter) -> Items:
    table = tables.read(path, reporter=reporter)
    named = [name for name in table.frame.columns if _FILE_COLUMN.match(name)]
    if not named:
        raise UserError(
            Text("{file} has no column 'file_name'.", file=path.name),
            "It must name the file of each row, relative to the metadata.",
            file=str(path),
            line=1,
            column="file_name",
        )
    prefix = path.parent.relative_to(folder).as_posix()
    frame = table.frame
    made: dict[str, pl.Series] = {}
    for name in named:
        paths = as_text(frame.get_column(name)).str.replace_all("\\", "/", literal=True)
        if prefix != ".":
            paths = pl.select(pl.lit(f"{prefix}/") + paths).to_series()
        for kind, suffixes in FILES.items():
            pattern = "(?i)(?:" + "|".join(re.escape(suffix) for suffix in suffixes) + ")$"
            fits = paths.str.contains(pattern).fill_null(False)
            if fits.any() and kind not in made:
                made[kind] = pl.select(pl.when(fits).then(paths)).to_series()
    chosen = items.words_of_their_own(
        guess([name for name in frame.columns if name not in named], items.ROLES)
    )
    chosen = {key: name for key, name in chosen.items() if key not in FILES}
    chosen.setdefault("item", named[0])
    for kind, series in made.items():
        frame = frame.with_columns(series.alias(f"{kind} file"))
        chosen[kind] = f"{kind} file"
    return items.normalise(dataclasses.replace(table, frame=frame), chosen, folder, skip=named)
