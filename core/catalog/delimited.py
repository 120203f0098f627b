"""Delimited text (CSV, TSV, ...) to a table of strings, with every row accounted for.

The clean path is one structural pass over the bytes (vectorised) that proves that polars will
see exactly the rows a careful reader would, then polars itself. Only a file that fails the
proof is walked line by line in Python; its bad rows go to quarantine with line and reason.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from core.catalog import quarantine
from core.catalog.table import Table
from core.catalog.textfile import TextFile
from core.errors import UserError
from core.progress import Reporter

_CHUNK = 1 << 20
_NEWLINE, _RETURN, _QUOTE = 10, 13, 34
_SEPARATORS = (",", "\t", ";", "|")
#: How many lines an open quote may run on before it is taken for a stray one.
_LONGEST_RECORD = 200

TypeChooser = Callable[[Sequence[str]], Mapping[str, pl.DataType]]


@dataclass(frozen=True)
class Structure:
    """What one pass over the bytes found, quoted text not counted."""

    records: int
    separators: int
    quotes: bool
    well_formed: bool


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
    wanted = types(names) if types else {}
    structure = scan(text.data, separator, quoted)
    body_records = structure.records - header_lines
    proven = structure.well_formed and structure.separators == (len(names) - 1) * structure.records
    if header_lines > 1:
        proven = False
    if proven:
        try:
            frame = _read_polars(text, separator, names, header_lines, structure.quotes, wanted)
        except pl.exceptions.PolarsError:
            frame = None
        if frame is not None and len(frame) >= body_records:
            frame = frame.head(body_records)
            finder = LineFinder(text.data, header_lines, structure.quotes)
            return Table(text.path, frame, finder, notes=tuple(notes))
    return _read_leniently(text, separator, names, header_lines, wanted, notes, quoted, reporter)


def scan(data: np.ndarray, separator: str, quoted: bool = True) -> Structure:
    """Count records and separators outside quotes, and check the quoting of RFC 4180.

    Trailing line ends are not counted as records. Blank lines inside make the separator count
    fall short, a carriage return on its own makes the file not well formed.
    """
    end = _end(data)
    separator_byte = ord(separator)
    quotes = newlines = separators = returns = 0
    well_formed = True
    inside = False
    for start in range(0, end, _CHUNK):
        piece = data[start : min(start + _CHUNK, end)]
        newline, sep, quote = piece == _NEWLINE, piece == separator_byte, piece == _QUOTE
        returns += int(np.count_nonzero(piece == _RETURN))
        n_quotes = int(np.count_nonzero(quote)) if quoted else 0
        if n_quotes or inside:
            # Odd number of quotes so far: this byte is quoted text.
            within = np.bitwise_xor(np.cumsum(quote, dtype=np.uint8) & 1, np.uint8(inside))
            well_formed = well_formed and _quotes_fit(data, start, end, quote, within, separator)
            inside = bool(within[-1])
            free = within == 0
            newline, sep = newline & free, sep & free
        quotes += n_quotes
        newlines += int(np.count_nonzero(newline))
        separators += int(np.count_nonzero(sep))
    if returns and _lonely_returns(data, end, returns):
        well_formed = False
    if separators == 0 and _blank_lines(data, end):
        well_formed = False
    records = newlines + 1 if end else 0
    return Structure(records, separators, quotes > 0, well_formed and not inside)


def _end(data: np.ndarray) -> int:
    end = len(data)
    while end and data[end - 1] in (_NEWLINE, _RETURN):
        end -= 1
    return end


def _quotes_fit(
    data: np.ndarray,
    start: int,
    end: int,
    quote: np.ndarray,
    quoted: np.ndarray,
    separator: str,
) -> bool:
    """Whether quotes open after, and close before, a separator, a line end or another quote."""
    places = np.flatnonzero(quote) + start
    opening = quoted[places - start] == 1
    edges = np.array([ord(separator), _NEWLINE, _RETURN, _QUOTE], np.uint8)
    before = places[opening] - 1
    after = places[~opening] + 1
    before, after = before[before >= 0], after[after < end]
    return bool(np.isin(data[before], edges).all() and np.isin(data[after], edges).all())


def _lonely_returns(data: np.ndarray, end: int, returns: int) -> bool:
    pairs = 0
    for start in range(0, end, _CHUNK):
        piece = data[start : min(start + _CHUNK + 1, end + 1, len(data))]
        pairs += int(np.count_nonzero((piece[:-1] == _RETURN) & (piece[1:] == _NEWLINE)))
    return pairs != returns


def _blank_lines(data: np.ndarray, end: int) -> bool:
    for start in range(0, end, _CHUNK):
        piece = data[start : min(start + _CHUNK + 3, end)]
        newline = piece == _NEWLINE
        if np.any(newline[1:] & newline[:-1]) or np.any(
            newline[2:] & (piece[1:-1] == _RETURN) & newline[:-2]
        ):
            return True
    return False


class LineFinder:
    """Line numbers of rows, worked out only when somebody asks."""

    def __init__(self, data: np.ndarray, header_lines: int, quotes: bool) -> None:
        self._data = data
        self._header = header_lines
        self._quotes = quotes

    def __call__(self, rows: np.ndarray) -> np.ndarray:
        if not self._quotes:
            return np.asarray(rows, np.int64) + self._header + 1
        starts = [np.array([1], np.int64)]
        line, inside = 1, False
        for start in range(0, len(self._data), _CHUNK):
            piece = self._data[start : start + _CHUNK]
            newline = piece == _NEWLINE
            quoted = np.cumsum(piece == _QUOTE, dtype=np.uint8) & 1 ^ np.uint8(inside)
            inside = bool(quoted[-1])
            lines = line + np.cumsum(newline)
            starts.append(lines[newline & (quoted == 0)])
            line = int(lines[-1])
        return np.concatenate(starts)[np.asarray(rows, np.int64) + self._header]


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


def _read_polars(
    text: TextFile,
    separator: str,
    names: Sequence[str],
    header_lines: int,
    quotes: bool,
    types: Mapping[str, pl.DataType],
) -> pl.DataFrame:
    strings: dict[str, pl.DataType] = {name: pl.String() for name in names}

    def attempt(schema: dict[str, pl.DataType]) -> pl.DataFrame:
        return pl.read_csv(
            text.path if text.mapped else text.data.tobytes(),
            has_header=False,
            skip_lines=header_lines,
            schema=schema,
            separator=separator,
            quote_char='"' if quotes else None,
            encoding="utf8",
            glob=False,
        )

    typed = strings | {name: types[name] for name in names if name in types}
    if typed != strings:
        try:
            return attempt(typed)
        except pl.exceptions.PolarsError:
            pass  # some value is no number; as text it can be told which
    return attempt(strings)


# --- the slow path ------------------------------------------------------------------------


def _read_leniently(
    text: TextFile,
    separator: str,
    names: Sequence[str],
    header_lines: int,
    types: Mapping[str, pl.DataType],
    notes: list[str],
    quoted: bool,
    reporter: Reporter | None,
) -> Table:
    whole = text.data.tobytes().decode("utf-8", "replace")
    lines = re.split(r"\r\n|\n|\r", whole)
    clean = io.StringIO(newline="")
    writer = csv.writer(clean, delimiter=separator, lineterminator="\n")
    numbers: list[int] = []
    bad_lines: list[int] = []
    bad_rows: list[str] = []
    reasons: list[str] = []
    position = header_lines
    width = len(names)
    while position < len(lines):
        line, number = lines[position], position + 1
        if reporter is not None and number % 100_000 == 0:
            reporter.checkpoint()
            reporter.progress(f"Repairing {text.path.name}", number, len(lines), "lines")
        position += 1
        if not line.strip(" \t") or not line.strip():
            if width > 1 and line.count(separator) == width - 1:
                pass  # a row of empty fields separated by tabs is a row
            else:
                continue
        fields: list[str] | None
        if quoted and '"' in line:
            fields, used = _fields(lines, position - 1, separator, width)
            position += used - 1
        else:
            fields = line.split(separator)
        if fields is not None and len(fields) == width:
            writer.writerow(fields)
            numbers.append(number)
            continue
        bad_lines.append(number)
        bad_rows.append(line)
        if fields is None:
            reasons.append("A quotation mark is opened and never closed.")
        else:
            reasons.append(f"The row has {len(fields)} fields, the header has {width}.")
    frame = _read_clean(clean.getvalue(), separator, names, types)
    number_of = np.array(numbers, np.int64)
    bad = quarantine.entries(
        text.path.name,
        bad_lines,
        bad_rows,
        pl.Series("reason", reasons, dtype=pl.String),
        "Correct the line in the file, then open it again.",
    )
    return Table(text.path, frame, lambda rows: number_of[rows], bad, tuple(notes))


def _read_clean(
    text: str, separator: str, names: Sequence[str], types: Mapping[str, pl.DataType]
) -> pl.DataFrame:
    if not text:
        return pl.DataFrame(schema={name: pl.String() for name in names})
    source = np.frombuffer(text.encode("utf-8", "replace"), np.uint8)
    return _read_polars(TextFile(Path(), source, mapped=False), separator, names, 0, True, types)


def _fields(
    lines: Sequence[str], start: int, separator: str, width: int
) -> tuple[list[str] | None, int]:
    """Fields of the record that starts at a line with quotes, and how many lines it takes.

    A quote that would swallow the rest of the file is a stray one: then (None, 1), or the plain
    fields of a tab-separated line, where quoting is rare.
    """
    record = ""
    for used in range(1, min(_LONGEST_RECORD, len(lines) - start) + 1):
        record = lines[start] if used == 1 else f"{record}\n{lines[start + used - 1]}"
        fields = split_record(record, separator)
        if fields is None:
            continue
        if used == 1 or len(fields) == width:
            return fields, used
        break
    plain = lines[start].split(separator)
    return (plain if separator == "\t" and len(plain) == width else None), 1


def split_record(record: str, separator: str) -> list[str] | None:
    """Cut a record into fields; quotes in the middle of an unquoted field are literal.

    Returns None if a quoted field is not closed.
    """
    fields: list[str] = []
    position = 0
    while True:
        if record.startswith('"', position):
            closing = position + 1
            while True:
                closing = record.find('"', closing)
                if closing < 0:
                    return None
                if record.startswith('""', closing):
                    closing += 2
                    continue
                if closing + 1 == len(record) or record[closing + 1] == separator:
                    break
                closing += 1  # a stray quote inside a quoted field
            fields.append(record[position + 1 : closing].replace('""', '"'))
            position = closing + 1
            if position == len(record):
                return fields
            position += 1
        else:
            end = record.find(separator, position)
            if end < 0:
                fields.append(record[position:])
                return fields
            fields.append(record[position:end])
            position = end + 1
