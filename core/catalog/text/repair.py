"""Delimited text that is not well formed, walked line by line: what can be kept is kept."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from core.catalog import quarantine
from core.catalog.text.header import Header
from core.catalog.text.sniff import split_record
from core.catalog.text.textfile import TextFile
from core.progress import Reporter
from core.text import Text

#: How many lines an open quote may run on before it is taken for a stray one.
_LONGEST_RECORD = 200
_NUMBER = re.compile(r"\s*([-+]?(\d+([.,]\d+)*|\.\d+)([eE][-+]?\d+)?%?)?\s*$")


@dataclass(frozen=True, eq=False)
class Repaired:
    """Well-formed text made of the good rows of another.

    Attributes:
        data: UTF-8 bytes, comma separated, quoted where needed, no header.
        lines: line of each row in the original, int64 [n].
        quarantine: the bad rows, and the good ones that were too short.
        comments: how many lines were comments.
        rest: lines whose last field holds separators that nothing quotes.
    """

    data: bytes
    lines: np.ndarray
    quarantine: pl.DataFrame
    comments: int = 0
    rest: tuple[int, ...] = ()


def repair(text: TextFile, header: Header, reporter: Reporter) -> Repaired:
    """Walk the lines after the header and keep every row that has a field for each name.

    Lines may end in any way, mixed; blank ones and comments are no rows. A quote that is never
    closed costs its own line only. Fields missing at the end are empty, and the row is told; those
    beyond the last name may be empty, or go on with a blank as a sentence does behind a comma.
    """
    lines = re.split(r"\r\n|\n|\r", text.data.tobytes().decode("utf-8", "replace"))
    clean = io.StringIO(newline="")
    writer = csv.writer(clean, lineterminator="\n")
    good: list[int] = []
    bad: list[tuple[int, str, Text]] = []
    comments = 0
    rest: list[int] = []
    width = len(header.names)
    position = header.lines
    while position < len(lines):
        line, number, used = lines[position], text.skipped + position + 1, 1
        if number % 100_000 == 0:
            reporter.checkpoint()
            reporter.progress(
                Text("Repairing {path}", path=text.path.name), number, len(lines), "lines"
            )
        fields: list[str] | None = None
        if _is_blank(line, header.separator, width):
            pass
        elif header.comment and line.startswith(header.comment):
            comments += 1
        else:
            fields, used = _fields(lines, position, header)
            if fields is None:
                bad.append((number, line, Text("A quotation mark is opened and never closed.")))
        position += used
        if fields is None:
            continue
        told = Text("The row has {fields} fields instead of {width}.", fields=len(fields),
                    width=width)  # fmt: skip
        fitted = _fitted(fields, header)
        if fitted is not None:
            writer.writerow(fitted)
            good.append(number)
            if any(field.strip() for field in fields[width:]):
                rest.append(number)
        if fitted is None or len(fields) < width:
            bad.append((number, line, told if fitted is None else quarantine.padded(told)))
    entries = quarantine.entries(
        text.path.name,
        [number for number, _, _ in bad],
        [row for _, row, _ in bad],
        pl.Series("reason", [reason.dumps() for _, _, reason in bad], dtype=pl.String),
        Text("Correct the line in the file, then open it again."),
    )
    data = clean.getvalue().encode("utf-8", "replace")
    return Repaired(data, np.array(good, np.int64), entries, comments, tuple(rest))


def _fitted(fields: list[str], header: Header) -> list[str] | None:
    """The fields, one for each name; None if that cannot be.

    A row with fewer must still hold numbers where the others do: the second half of a row that
    was broken in two does not.
    """
    width = len(header.names)
    if len(fields) == width:
        return fields
    if len(fields) > width:
        return _cut(fields, header)
    if len(fields) < 2 or 2 * len(fields) < width or not header.padded:
        return None
    if not _numbers_fit(fields, header):
        return None
    return fields + [""] * (width - len(fields))


def _numbers_fit(fields: Sequence[str], header: Header) -> bool:
    return all(_NUMBER.match(fields[at]) for at in header.numbers if at < len(fields))


def _cut(fields: list[str], header: Header) -> list[str] | None:
    """A row with too many fields: they are empty, or the last one is words with commas in them."""
    width = len(header.names)
    more = fields[width:]
    if not any(field.strip() for field in more):
        return fields[:width]
    words = width > 1 and header.separator == "," and width - 1 not in header.numbers
    if not words or not all(field.startswith(" ") and field.strip() for field in more):
        return None
    if not _numbers_fit(fields, header) or not fields[width - 1].strip():
        return None
    return [*fields[: width - 1], ",".join(fields[width - 1 :])]


def _is_blank(line: str, separator: str, width: int) -> bool:
    """Whether there is nothing on the line; separators alone make a row of empty fields."""
    return not line.strip() and (width == 1 or line.count(separator) != width - 1)


def _fields(lines: Sequence[str], start: int, header: Header) -> tuple[list[str] | None, int]:
    """Fields of the record that starts at a line, and how many lines it takes.

    A record over several lines ends where its quotes are even in number. If it does not then
    have a field for each name, the quote was a stray one: (None, 1), or the plain fields of a
    tab-separated line, where quoting is rare.
    """
    line, separator, quote, width = lines[start], header.separator, header.quote, len(header.names)
    if not header.quoted or quote not in line:
        return line.split(separator), 1
    fields = _split(line, header)
    if fields is not None:
        return fields, 1
    quotes = line.count(quote)
    for last in range(start + 1, min(start + _LONGEST_RECORD, len(lines))):
        quotes += lines[last].count(quote)
        if quotes % 2 == 0:
            fields = _split("\n".join(lines[start : last + 1]), header)
            if fields is not None and len(fields) == width:
                return fields, last + 1 - start
            break
    plain = line.split(separator)
    return (plain if separator == "\t" and len(plain) == width else None), 1


def _split(record: str, header: Header) -> list[str] | None:
    """Fields of a record; a backslash makes a quote text where the row then has its width."""
    if "\\" + header.quote in record:
        fields = split_record(record, header.separator, header.quote, escaped=True)
        if fields is not None and len(fields) == len(header.names):
            return fields
    return split_record(record, header.separator, header.quote)
