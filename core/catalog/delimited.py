"""Delimited text (CSV, TSV, ...) to a table of strings, with every row accounted for.

The clean path is one structural pass over the bytes (vectorised) that proves that polars will
see exactly the rows a careful reader would, then polars itself. Only a file that fails the
proof is walked line by line in Python; its bad rows go to quarantine with line and reason.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from core.catalog.repair import repair, split_record
from core.catalog.structure import LineFinder, Structure, plain_numbers, scan
from core.catalog.table import UNREADABLE, Table
from core.catalog.textfile import TextFile
from core.errors import UserError
from core.progress import Reporter

#: Bytes from which on a file is read before it is proven well formed.
LARGE = 1 << 24
_SEPARATORS = (",", "\t", ";", "|")


@dataclass(frozen=True)
class ColumnTypes:
    """What to read columns as, other than text.

    Attributes:
        numbers: columns to read as this type if all their values are such numbers.
        identifiers: columns to read as whole numbers if all their values are, and are written
            so plainly that text would tell no more of them apart.
    """

    numbers: Mapping[str, pl.DataType] = field(default_factory=dict)
    identifiers: Collection[str] = ()


TypeChooser = Callable[[Sequence[str]], ColumnTypes]


def sniff_separator(header: str) -> str:
    """The separator that cuts the header line into most fields (comma if none does)."""
    return max(_SEPARATORS, key=header.count)


def read(
    text: TextFile,
    separator: str | None = None,
    names: Sequence[str] | None = None,
    rename: Callable[[str], str] = str.strip,
    types: TypeChooser | None = None,
    quoted: bool = True,
    reporter: Reporter | None = None,
) -> Table:
    """Read a delimited file.

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
    header_lines = 0
    notes = list(text.notes)
    if names is None:
        line, header_lines = _header_line(text)
        separator = separator or sniff_separator(line)
        cut = split_record(line, separator) if quoted else None
        names = cut or line.split(separator)
        names = [rename(name) for name in names]
        if not any(names):
            raise UserError(
                f"The first line of {text.path.name} names no columns.",
                "The first line must hold the column names.",
                file=str(text.path),
                line=header_lines,
            )
    separator = separator or ","
    names = _distinct(names, text.path.name, notes)
    wanted = types(names) if types else ColumnTypes()
    if header_lines <= 1:
        proven = _read_proven(text, separator, names, header_lines, wanted, quoted)
        if proven is not None:
            frame, quotes = proven
            finder = LineFinder(text.data, header_lines, quotes)
            return Table(text.path, frame, finder, notes=tuple(notes))
    mended = repair(text, separator, len(names), header_lines, quoted, reporter)
    lines = mended.lines
    if len(lines):
        frame = _read_polars(mended.data, ",", names, 0, True, wanted.numbers)
    else:
        frame = pl.DataFrame(schema={name: pl.String() for name in names})
    return Table(text.path, frame, lambda rows: lines[rows], mended.quarantine, tuple(notes))


def _read_proven(
    text: TextFile,
    separator: str,
    names: Sequence[str],
    header_lines: int,
    wanted: ColumnTypes,
    quoted: bool,
) -> tuple[pl.DataFrame, bool] | None:
    """All rows and whether there are quotes, or None if polars may not see what is there.

    The proof runs beside the reading, on another core. A small file waits for the proof, so that
    polars is not troubled with what it cannot read.
    """
    data = text.data
    quotes = quoted and re.search(b'"', data.data) is not None
    numeric = {} if quotes else _seeming_numbers(text, separator, names, header_lines, wanted)
    source = text.path if text.mapped else data.tobytes()

    def attempt(identifiers: Mapping[str, pl.DataType]) -> pl.DataFrame | None:
        kinds = {**wanted.numbers, **identifiers}
        try:
            return _read_polars(source, separator, names, header_lines, quotes, kinds)
        except UNREADABLE:
            return None

    def fits(structure: Structure) -> bool:
        expected = (len(names) - 1) * structure.records
        return structure.well_formed and structure.separators == expected

    with ThreadPoolExecutor(1) as side:
        proof = side.submit(scan, data, separator, quoted)
        plain = side.submit(plain_numbers, data[_body(text, header_lines) :]) if numeric else None
        if len(data) < LARGE and not fits(proof.result()):
            return None
        frame = attempt(numeric)
        structure = proof.result()
        if not fits(structure):
            return None
        if plain is not None and not plain.result():
            frame = attempt({})
    records = structure.records - header_lines
    if frame is None or len(frame) < records:
        return None
    return frame.head(records), quotes


def _body(text: TextFile, header_lines: int) -> int:
    """Where the first row starts."""
    return text.head(1 << 20).find(b"\n") + 1 if header_lines else 0


def _header_line(text: TextFile) -> tuple[str, int]:
    """First line that is not blank, and its number."""
    head = text.head(1 << 20).decode("utf-8", "ignore")
    for number, line in enumerate(io.StringIO(head, newline=None), start=1):
        if line.strip():
            return line.rstrip("\n"), number
    raise UserError(
        f"{text.path.name} holds blank lines only.",
        "The first line must hold the column names.",
        file=str(text.path),
        line=1,
    )


def _distinct(names: Sequence[str], file: str, notes: list[str]) -> list[str]:
    seen: dict[str, int] = {}
    result: list[str] = []
    for position, name in enumerate(names, start=1):
        name = name or f"column {position}"
        seen[name] = seen.get(name, 0) + 1
        if seen[name] > 1:
            while (fresh := f"{name} ({seen[name]})") in names or fresh in result:
                seen[name] += 1
            notes.append(f"{file} names the column '{name}' twice; the first one is used as that.")
            name = fresh
        result.append(name)
    return result


def _seeming_numbers(
    text: TextFile,
    separator: str,
    names: Sequence[str],
    header_lines: int,
    types: ColumnTypes,
) -> dict[str, pl.DataType]:
    """The identifiers as whole numbers if those of the first row all are, else none."""
    start = _body(text, header_lines)
    sample = text.head(1 << 20)[start:].split(b"\n", 1)[0].split(separator.encode())
    found = [name for name in names if name in types.identifiers]
    looks_so = len(sample) == len(names) and all(
        sample[names.index(name)].strip().isdigit() for name in found
    )
    return {name: pl.Int64() for name in found} if looks_so else {}


def _read_polars(
    source: Path | bytes,
    separator: str,
    names: Sequence[str],
    header_lines: int,
    quotes: bool,
    kinds: Mapping[str, pl.DataType],
) -> pl.DataFrame:
    """All columns as text, or those in `kinds` as that if polars finds nothing against it."""
    strings: dict[str, pl.DataType] = {name: pl.String() for name in names}
    typed = strings | {name: kind for name, kind in kinds.items() if name in strings}

    def attempt(schema: dict[str, pl.DataType]) -> pl.DataFrame:
        return pl.read_csv(
            source,
            has_header=False,
            skip_lines=header_lines,
            schema=schema,
            separator=separator,
            quote_char='"' if quotes else None,
            glob=False,
        )

    if typed != strings:
        try:
            return attempt(typed)
        except UNREADABLE:
            pass  # some value is no number; as text it can be told which
    return attempt(strings)
