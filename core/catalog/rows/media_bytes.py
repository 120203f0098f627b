"""Pictures and sounds that stand in a table as bytes, as Hugging Face's Parquet files have them.

They become files in the workspace, named after their content, so that all that follows reads
files; the same bytes are written once.
"""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import replace
from pathlib import Path

import polars as pl

from core import workspace
from core.catalog.rows.media_files import suffix_inside
from core.catalog.text.table import Table
from core.errors import UserError
from core.text import Text

#: What stays free of a disk.
_ROOM = 1 << 30


def unpacked(table: Table) -> tuple[Table, list[str]]:
    """Write the media in the columns of a table to files.

    Args:
        table: as read.

    Returns:
        The table with paths in the place of bytes, and these paths.

    Raises:
        UserError: there is no room for them.

    """
    paths: list[str] = []
    notes: list[Text] = []
    frame = table.frame
    for name, dtype in frame.schema.items():
        data, given = _parts(frame.get_column(name), dtype)
        if data is None:
            continue
        written = _written(data, table)
        if written.null_count() == len(written) and data.count():
            notes.append(
                Text(
                    "The bytes in the column '{column}' are no picture, sound or video; it is not "
                    "used.",
                    column=name,
                )
            )
        paths += written.drop_nulls().unique().to_list()
        frame = frame.with_columns(written.fill_null(given).alias(name))
    return replace(table, frame=frame, notes=(*table.notes, *notes)), paths


def _parts(series: pl.Series, dtype: pl.DataType) -> tuple[pl.Series | None, pl.Series]:
    """The bytes of a column, None if it holds none, and the paths given beside them."""
    nothing = pl.Series([None], dtype=pl.String).new_from_index(0, len(series))
    if dtype == pl.Binary:
        return series, nothing
    if isinstance(dtype, pl.Struct):
        fields = {field.name: field.dtype for field in dtype.fields}
        if fields.get("bytes") == pl.Binary:
            given = series.struct.field("path") if fields.get("path") == pl.String else nothing
            return series.struct.field("bytes"), given
    return None, nothing


def _written(data: pl.Series, table: Table) -> pl.Series:
    """Paths in the workspace, null where the bytes are of no media."""
    size = int(data.bin.size().sum() or 0)
    try:
        folder = workspace.writable(workspace.EXTRACTED)
        if size > shutil.disk_usage(folder).free - _ROOM:
            raise UserError(
                Text(
                    "{file} holds {size:.1f} GB of media, and the workspace has no room for them.",
                    file=table.path.name,
                    size=size / 1e9,
                ),
                "Free some space, or move the workspace to another disk.",
                file=str(table.path),
            )
        return pl.Series([_put(value) for value in data], dtype=pl.String)
    except OSError as error:
        raise UserError(
            Text(
                "The media in {file} cannot be written to the workspace ({error}).",
                file=table.path.name,
                error=error.strerror,
            ),
            "Check that there is room on the disk and that you may write there.",
            file=str(table.path),
        ) from error


def _put(value: bytes | None) -> str | None:
    """Write one file, unless it is there; its path as the catalog names it."""
    suffix = suffix_inside(value[:16]) if value else None
    if value is None or suffix is None:
        return None
    digest = hashlib.blake2b(value, digest_size=16).hexdigest()
    name = f"{digest[:2]}/{digest}{suffix}"
    path = workspace.folder(workspace.EXTRACTED) / name
    if not path.is_file() or path.read_bytes() != value:
        workspace.write_atomic(path, value)
    return f"{workspace.EXTRACTED}/{name}"


def is_whole(path: Path) -> bool:
    """Whether a file that was taken out of a table is what its name says."""
    with path.open("rb") as file:
        found = hashlib.file_digest(file, _digest)
    return found.hexdigest() == path.stem


def _digest() -> hashlib.blake2b:
    return hashlib.blake2b(digest_size=16)
