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
from core.catalog.text.header import Header, split_record
from core.catalog.text.textfile import TextFile
from core.progress import Reporter
from core.text import Text

#: How many lines an open quote may run on before it is taken for a stray one.
_LONGEST_RECORD = 200


@dataclass(frozen=True, eq=False)
class Repaired:
    """Well-formed text made of the good rows of another.

    Attributes:
        data: UTF-8 bytes, comma separated, quoted where needed, no header.
        lines: line of each row in the original, int64 [n].
        quarantine: the bad rows.
    """

    data: bytes
    lines: np.ndarray
    quarantine: pl.DataFrame


def repair(text: TextFile, header: Header, reporter: Reporter) -> Repaired:
    """Walk the lines after the header and keep every row that has a field for each name.

    Lines may end in any way, mixed; blank ones are no rows. A quote that is never closed costs
    its own line only.
    """
    lines = re.split(r"\r\n|\n|\r", text.data.tobytes().decode("utf-8", "replace"))
    clean = io.StringIO(newline="")
    writer = csv.writer(clean, lineterminator="\n")
    good: list[int] = []
    bad: list[tuple[int, str, Text]] = []
    separator, width = header.separator, len(header.names)
    position = header.lines
    while position < len(lines):
        line, number, used = lines[position], position + 1, 1
        if number % 100_000 == 0:
            reporter.checkpoint()
            reporter.progress(
                Text("Repairing {path}", path=text.path.name), number, len(lines), "lines"
            )
        fields: list[str] | None = None
        if _is_blank(line, separator, width):
            pass
        elif header.quoted and '"' in line:
            fields, used = _fields(lines, position, separator, width)
            if fields is None:
                bad.append((number, line, Text("A quotation mark is opened and never closed.")))
        else:
            fields = line.split(separator)
        position += used
        if fields is not None and len(fields) == width:
            writer.writerow(fields)
            good.append(number)
        elif fields is not None:
            bad.append(
                (
                    number,
                    line,
                    Text(
                        "The row has {fields} fields instead of {width}.",
                        fields=len(fields),
                        width=width,
                    ),
                )
            )
    entries = quarantine.entries(
        text.path.name,
        [number for number, _, _ in bad],
        [row for _, row, _ in bad],
        pl.Series("reason", [reason.dumps() for _, _, reason in bad], dtype=pl.String),
        Text("Correct the line in the file, then open it again."),
    )
    return Repaired(clean.getvalue().encode("utf-8", "replace"), np.array(good, np.int64), entries)


def _is_blank(line: str, separator: str, width: int) -> bool:
    """Whether there is nothing on the line; separators alone make a row of empty fields."""
    return not line.strip() and (width == 1 or line.count(separator) != width - 1)


def _fields(
    lines: Sequence[str], start: int, separator: str, width: int
) -> tuple[list[str] | None, int]:
    """Fields of the record that starts at a line with quotes, and how many lines it takes.

    A record over several lines ends where its quotes are even in number. If it does not then
    have `width` fields, the quote was a stray one: (None, 1), or the plain fields of a
    tab-separated line, where quoting is rare.
    """
    fields = split_record(lines[start], separator)
    if fields is not None:
        return fields, 1
    quotes = lines[start].count('"')
    for last in range(start + 1, min(start + _LONGEST_RECORD, len(lines))):
        quotes += lines[last].count('"')
        if quotes % 2 == 0:
            fields = split_record("\n".join(lines[start : last + 1]), separator)
            if fields is not None and len(fields) == width:
                return fields, last + 1 - start
            break
    plain = lines[start].split(separator)
    return (plain if separator == "\t" and len(plain) == width else None), 1
