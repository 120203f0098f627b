"""One door to every tabular format, whatever the file is called and however it is packed.

A database, a workbook, a report or an archive holds several tables; each has a path of its own,
`shop.db/items`, that :func:`members` tells and :func:`read` takes. A folder in parts is one table.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType

import polars as pl

from core.catalog.text import (
    blocks,
    database,
    delimited,
    packed,
    parquet,
    parts,
    records,
    taken,
    textfile,
    workbook,
)
from core.catalog.text.header import ANY, Dialect
from core.catalog.text.table import Table
from core.errors import UserError
from core.progress import NOBODY, Reporter
from core.text import Text

#: Suffixes of delimited text and their separator (None: found in the file).
SEPARATORS: Mapping[str, str | None] = {
    ".csv": None, ".tsv": "\t", ".tab": "\t", ".txt": None, ".dat": None, ".psv": "|",
    ".inter": "\t", ".item": "\t", ".user": "\t",
}  # fmt: skip
_RECORDS = (".json", ".jsonl", ".ndjson")
#: RecBole's atomic files, whose header names types: `user_id:token`.
ATOMIC = (".inter", ".item", ".user")
SUFFIXES = (
    ".csv", ".tsv", ".tab", ".txt", ".dat", ".psv", *ATOMIC, *_RECORDS, ".parquet",
    *database.SUFFIXES, *workbook.SUFFIXES,
)  # fmt: skip
#: Files of programs that are called like tables; catalog.json and triptych.json are our own.
_NONE = {"thumbs.db", "catalog.json", "triptych.json", "package.json", "dataset_info.json"}


def is_table(path: Path) -> bool:
    """Whether the name is that of a file, or folder in parts, this module reads."""
    if path.name.startswith(".") or path.name.lower() in _NONE:
        return False
    return textfile.suffix(path) in SUFFIXES or _inside(path) is not None


def exists(path: Path) -> bool:
    """Whether there is a file, or one in which the table may lie."""
    return path.exists() or path.parent.is_file()


def members(path: Path) -> list[Path]:
    """The tables a file holds: itself, or those in a database, workbook or archive.

    Raises:
        UserError: it is a database or workbook that cannot be read.

    """
    if packed.is_archive(path):
        inside = packed.entries(path)
        if textfile.suffix(path) in SUFFIXES and len(inside) == 1:
            return [path]
        return [path / packed.called(name) for name in inside if _may_be_packed(Path(name))]
    library = _holder(path)
    if library is None:
        within = blocks.names(path) if textfile.suffix(path) in SEPARATORS else []
        return [path / name for name in within] or [path]
    return [path / name.replace("/", "_") for name in library.names(path)]


def read(
    path: Path,
    dialect: Dialect = ANY,
    *,
    schema: Mapping[str, pl.DataType] | None = None,
    reporter: Reporter = NOBODY,
) -> Table:
    """Read a table.

    Args:
        path: the file, a folder in parts, or a table within a file.
        dialect: what is known of it if it is delimited text.
        schema: fields of JSON to read, None for all.
        reporter: told about slow repairs.

    Raises:
        UserError: the file cannot be read at all.

    """

    def records_of(path: Path) -> Table:
        return records.read(textfile.open_text(path), schema, reporter)

    def lines_of(path: Path, dialect: Dialect) -> Table:
        return delimited.read_file(path, _of_suffix(path, dialect), reporter)

    taken.note(path)
    return _read(path, dialect, None, records_of, lines_of)


def head(path: Path, rows: int, dialect: Dialect = ANY) -> Table:
    """The first rows of a table of any size, all columns of delimited text as text.

    Raises:
        UserError: the file cannot be read at all.

    """

    def records_of(path: Path) -> Table:
        return records.read(textfile.open_head(path), part=True)

    def lines_of(path: Path, dialect: Dialect) -> Table:
        return delimited.read(textfile.open_head(path), _of_suffix(path, dialect))

    table = _read(path, dialect, rows, records_of, lines_of)
    return dataclasses.replace(table, frame=table.frame.head(rows))


def _read(
    path: Path,
    dialect: Dialect,
    rows: int | None,
    records_of: Callable[[Path], Table],
    lines_of: Callable[[Path, Dialect], Table],
) -> Table:
    library = _holder(path)
    inside = _inside(path)
    if library is not None:
        return library.read(path, _only(path, library.names(path)), rows)
    if inside is not None:
        file, library = inside
        return library.read(file, _named(file, path.name, library.names(file)), rows)
    if path.is_dir():
        return _joined(path, dialect, rows, records_of, lines_of)
    suffix = textfile.suffix(path)
    begin = packed.first_bytes(path)
    if begin.startswith(b"PAR1") or suffix == ".parquet":
        return parquet.read(path, rows)
    if packed.is_packed(path):
        begin = textfile.open_head(path).head(64)
    # Types may be given by whoever looked; what the text is cut by would say that it is cut.
    if suffix in _RECORDS or (
        not dialect.names and not dialect.separator and records.looks_so(begin)
    ):
        return records_of(path)
    return lines_of(path, dialect)


def _joined(
    folder: Path,
    dialect: Dialect,
    rows: int | None,
    records_of: Callable[[Path], Table],
    lines_of: Callable[[Path, Dialect], Table],
) -> Table:
    found = [part for part in parts.parts_of(folder) if part.stat().st_size]
    if not found:
        raise UserError(
            Text("{folder} is a folder and holds no parts of a table.", folder=folder.name),
            "Open the folder by itself, or name a file.",
            file=str(folder),
        )
    made: list[Table] = []
    # What is numbered within a part means nothing beside others.
    types = dialect.types
    dialect = dataclasses.replace(
        dialect, types=lambda names: dataclasses.replace(types(names), identifiers={})
    )
    for part in found:
        made.append(_read(part, dialect, rows, records_of, lines_of))
        # Whether there are headers is seen best where there are most rows; the first part tells.
        dialect = dataclasses.replace(dialect, header=made[0].form.header)
        if rows is not None and sum(len(table.frame) for table in made) >= rows:
            break
    return parts.joined(folder, made)


def _holder(path: Path) -> ModuleType | None:
    """What reads a file of several tables, None for others."""
    suffix = path.suffix.lower()
    if suffix in workbook.SUFFIXES:
        return workbook
    if suffix in database.SUFFIXES or packed.first_bytes(path).startswith(database.MAGIC):
        return database
    return None


def _may_be_packed(path: Path) -> bool:
    """Whether it is a table, and may lie in an archive: databases and workbooks must not."""
    suffix = textfile.suffix(path)
    return is_table(Path(path.name)) and suffix not in (*workbook.SUFFIXES, *database.SUFFIXES)


def _inside(path: Path) -> tuple[Path, ModuleType] | None:
    """The file a table lies in and what reads that, None for a table of its own."""
    if not path.parent.suffix or not path.parent.is_file() or packed.in_archive(path):
        return None
    return path.parent, _holder(path.parent) or blocks


def _only(path: Path, names: list[str]) -> str:
    if len(names) == 1:
        return names[0]
    raise UserError(
        Text("{file} holds {count:,} tables, not one.", file=path.name, count=len(names)),
        Text("Name one of them: {names}.", names=", ".join(f"{path.name}/{n}" for n in names[:8]))
        if names
        else "Export it again.",
        file=str(path),
    )


def _named(file: Path, name: str, names: list[str]) -> str:
    found = next((one for one in names if one.replace("/", "_") == name), None)
    if found is not None:
        return found
    raise UserError(
        Text("{file} holds no table '{name}'.", file=file.name, name=name),
        Text("It holds {names}.", names=", ".join(names[:20]) or Text("none")),
        file=str(file),
    )


def _of_suffix(path: Path, dialect: Dialect) -> Dialect:
    suffix = textfile.suffix(path)
    separator = dialect.separator or SEPARATORS.get(suffix)
    rename = _untyped if suffix in ATOMIC else dialect.rename
    return dataclasses.replace(
        dialect, separator=separator, assumed=dialect.separator is None, rename=rename
    )


def _untyped(name: str) -> str:
    """A RecBole header field without its type: `user_id:token` -> `user_id`."""
    return name.strip().split(":", 1)[0]
