"""Several tables in one text, blank lines between them, as reports and spreadsheets have them."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from core.catalog.text import delimited, sniff, textfile
from core.catalog.text.evidence import judge
from core.catalog.text.table import Table
from core.catalog.text.textfile import TextFile
from core.errors import UserError

#: Bytes in which tables are sought.
_LOOKED_AT = 1 << 18
#: Lines without a value.
_BLANK = re.compile(rb"(?:^|\n)((?:[ \t,;|\"]*\r?\n)+)")
_NAME = re.compile(r"[^\d\"]+")


class _Block(NamedTuple):
    start: int
    end: int
    line: int


def names(path: Path) -> list[str]:
    """The tables in a text; none where it is one, or none."""
    try:
        text = textfile.open_head(path, _LOOKED_AT)
    except UserError:
        return []
    count = len(_blocks(text))
    return [f"table {place}" for place in range(1, count + 1)] if count > 1 else []


def read(path: Path, name: str, rows: int | None = None) -> Table:
    """One of the tables, or its first rows.

    Raises:
        UserError: it cannot be read.

    """
    text = textfile.open_text(path)
    start, end, line = _blocks(text)[int(name.rpartition(" ")[2]) - 1]
    cut = replace(
        text, path=path / name, data=text.data[start:end], mapped=False, skipped=text.skipped + line
    )
    table = delimited.read(cut)
    return table if rows is None else replace(table, frame=table.frame.head(rows))


def _blocks(text: TextFile) -> list[_Block]:
    """Where each table is; one where blank lines part nothing, or what they part is no table."""
    data = text.head(_LOOKED_AT)
    ends = [found for found in _BLANK.finditer(data) if data[found.end() :].strip()]
    if not ends:
        return []  # one at most
    starts = [0, *(found.end() for found in ends)]
    heads: list[list[str]] = []
    values: set[str] = set()
    made: list[_Block] = []
    for start, stop in zip(starts, [*(found.start(1) for found in ends), len(data)], strict=True):
        head, rows = _table(data[start:stop].decode("utf-8", "ignore").splitlines())
        if not head and not made:
            return []  # what stands above a table
        quoted = data.count(b'"', 0, start) % 2
        if head and head not in heads and values.isdisjoint(head) and not quoted:
            heads.append(head)
            made.append(_Block(start, stop, data.count(b"\n", 0, start)))
        values.update(rows)
    ends_at = [block.start for block in made[1:]] + [len(text.data)]
    return [block._replace(end=end) for block, end in zip(made, ends_at, strict=True)]


def _table(lines: list[str]) -> tuple[list[str], set[str]]:
    """The names of columns in the first of these lines, none if they are no table; all values."""
    lines = [line for line in lines if line.strip()]
    if not lines:
        return [], set()
    separator, _ = sniff.separator(lines[:50])
    first, *below = [[field.strip() for field in sniff.cut(line, separator)] for line in lines]
    values = {field for row in below for field in row if field}
    while first and not first[-1]:
        first.pop()
    # A row among blank lines is none: names of columns differ, and have no digits.
    named = len(first) > 1 and len({*first}) == len(first)
    named = named and all(map(_NAME.fullmatch, first))
    evidence = judge(first, below[:50])
    alike = sum(len(row) >= len(first) for row in below) > 0.8 * len(below)
    if below and named and alike and evidence.header and evidence.sure:
        return first, values
    return [], values | {*first}
