"""Delimited text (CSV, TSV, ...) to a table of strings, with every row accounted for.

The clean path is one structural pass over the bytes (vectorised) that proves that polars will
see exactly the rows a careful reader would, then polars itself. Only a file that fails the
proof is walked line by line in Python; its bad rows go to quarantine with line and reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import polars as pl

from core.catalog import scanning
from core.catalog.text import header, plaintext, textfile
from core.catalog.text.header import Header, TypeChooser
from core.catalog.text.repair import repair
from core.catalog.text.structure import LineFinder, Structure, plain_numbers, scan
from core.catalog.text.table import UNREADABLE, Table
from core.catalog.text.textfile import TextFile
from core.progress import Reporter


def read_file(
    path: Path,
    separator: str | None = None,
    names: Sequence[str] | None = None,
    rename: Callable[[str], str] = str.strip,
    types: TypeChooser | None = None,
    encoding: str | None = None,
    quoted: bool = True,
    reporter: Reporter | None = None,
) -> Table:
    """Read a delimited file; arguments and errors as :func:`read` and `textfile.open_text`."""
    glance = textfile.glance(path)
    if glance is not None:
        head = header.find(glance, separator, names, rename, types, quoted)
        table = scanning.read(glance, head, reporter) or plaintext.read(glance, head)
        if table is not None:
            return table
    text = textfile.open_text(path, encoding)
    return read(text, separator, names, rename, types, quoted, reporter)


def read(
    text: TextFile,
    separator: str | None = None,
    names: Sequence[str] | None = None,
    rename: Callable[[str], str] = str.strip,
    types: TypeChooser | None = None,
    quoted: bool = True,
    reporter: Reporter | None = None,
) -> Table:
    """Read delimited text.

    Args:
        text: the file.
        separator: one character, or None to take it from the header.
        names: column names for a file without a header line; None if it has one.
        rename: applied to each name of the header.
        types: told the column names, says which to read as something else than text if all
            their values allow it.
        quoted: whether quotation marks quote; in some published formats they are plain text.
        reporter: asked now and then whether to go on while walking a broken file.

    Raises:
        UserError: there is no header, or a header names nothing.

    """
    head = header.find(text, separator, names, rename, types, quoted)
    if head.lines <= 1:
        proven = _read_proven(text, head, quoted)
        if proven is not None:
            frame, quotes = proven
            finder = LineFinder(text.data, head.lines, quotes)
            return Table(text.path, frame, finder, notes=head.notes)
    mended = repair(text, head.separator, len(head.names), head.lines, quoted, reporter)
    lines = mended.lines
    if len(lines):
        clean = Header(",", head.names, 0, head.types, head.notes)
        frame = plaintext.parse(mended.data, clean, True, head.types.numbers)
    else:
        frame = pl.DataFrame(schema={name: pl.String() for name in head.names})
    return Table(text.path, frame, lambda rows: lines[rows], mended.quarantine, head.notes)


def _read_proven(text: TextFile, head: Header, quoted: bool) -> tuple[pl.DataFrame, bool] | None:
    """All rows and whether there are quotes, or None if polars may not see what is there.

    The proof runs beside the reading, on another core. A small file waits for the proof, so that
    polars is not troubled with what it cannot read.
    """
    data = text.data
    quotes = quoted and re.search(b'"', data.data) is not None
    numeric = {} if quotes else header.seeming_numbers(text, head)
    source = text.path if text.mapped else data.tobytes()

    def attempt(identifiers: Mapping[str, pl.DataType]) -> pl.DataFrame | None:
        try:
            return plaintext.parse(source, head, quotes, {**head.types.numbers, **identifiers})
        except UNREADABLE:
            return None

    def fits(structure: Structure) -> bool:
        expected = (len(head.names) - 1) * structure.records
        return structure.well_formed and structure.separators == expected

    with ThreadPoolExecutor(1) as side:
        proof = side.submit(scan, data, head.separator, quoted)
        plain = side.submit(plain_numbers, data[header.body(text, head) :]) if numeric else None
        if len(data) < textfile.LARGE and not fits(proof.result()):
            return None
        frame = attempt(numeric)
        structure = proof.result()
        if not fits(structure):
            return None
        if plain is not None and not plain.result():
            frame = attempt({})
    records = structure.records - head.lines
    if frame is None or len(frame) < records:
        return None
    return frame.head(records), quotes
