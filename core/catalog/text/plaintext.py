"""Delimited text of the plainest kind, by polars: no quotes, no carriage returns, no gaps.

Most large logs are so. They are parsed before anything is known of them, while one pass over the
bytes on another core counts what polars must have seen. Where the two disagree, or the bytes hold
anything that could be read in two ways, the rows are thrown away and the careful reader begins.
"""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import polars as pl

from core.catalog.text import structure
from core.catalog.text.header import Header, body, seeming_numbers
from core.catalog.text.table import UNREADABLE, Table
from core.catalog.text.textfile import TextFile

_CHUNK = 1 << 18
_NUL, _NEWLINE, _RETURN, _BLANK, _QUOTE = 0, 10, 13, 32, 34


def read(text: TextFile, header: Header) -> Table | None:
    """The table, or None if the file is not as plain as that.

    Args:
        text: a file of which nothing but its first bytes has been looked at.
        header: what those say; one line of it at most.

    """
    first = text.head(_CHUNK)
    if len(header.names) < 2 or header.lines > 1 or b'"' in first or b"\r" in first:
        return None
    numeric = seeming_numbers(text, header)
    with ThreadPoolExecutor(1) as side:
        proof = side.submit(count, text.data, header.separator)
        plain = (
            side.submit(structure.plain_numbers, text.data[body(text, header) :])
            if numeric
            else None
        )
        try:
            frame = parse(text.path, header, False, {**header.types.numbers, **numeric})
            found = proof.result()
            if plain is not None and not plain.result():
                frame = parse(text.path, header, False, header.types.numbers)
        except UNREADABLE:
            return None
    records = len(frame) + header.lines
    # polars refuses a longer line, so that equal sums leave no shorter one either.
    if found != (records, records * (len(header.names) - 1)):
        return None
    finder = structure.LineFinder(text.data, header.lines, quotes=False)
    return Table(text.path, frame, finder, notes=header.notes)


def count(data: np.ndarray, separator: str) -> tuple[int, int] | None:
    """Lines and separators; None if there is a quote, a carriage return, a NUL, or no UTF-8."""
    lines = separators = 0
    separator_byte = ord(separator)
    decoder = codecs.getincrementaldecoder("utf-8")()
    mask = np.empty(_CHUNK, bool)
    try:
        for start in range(0, len(data), _CHUNK):
            piece = data[start : start + _CHUNK]
            here = mask[: len(piece)]
            if np.equal(piece, _QUOTE, out=here).any():
                return None
            # Pure ASCII needs no decoding, and most tables are.
            if piece.max() >= 128 or decoder.getstate()[0]:
                decoder.decode(piece.tobytes())
            newlines = int(np.count_nonzero(np.equal(piece, _NEWLINE, out=here)))
            controls = np.count_nonzero(np.less(piece, _BLANK, out=here))
            if controls > newlines and ((piece == _RETURN) | (piece == _NUL)).any():
                return None
            separators += int(np.count_nonzero(np.equal(piece, separator_byte, out=here)))
            lines += newlines
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return None
    return lines + int(len(data) > 0 and data[-1] != _NEWLINE), separators


def parse(
    source: Path | bytes, header: Header, quotes: bool, kinds: Mapping[str, pl.DataType]
) -> pl.DataFrame:
    """All columns as text, or those in `kinds` as that if polars finds nothing against it.

    If it does, then those that are numbers by the header's types; if it still does, none.

    Raises:
        UNREADABLE: polars finds something against the file.

    """
    strings: dict[str, pl.DataType] = {name: pl.String() for name in header.names}

    def attempt(schema: dict[str, pl.DataType]) -> pl.DataFrame:
        return pl.read_csv(
            source,
            has_header=False,
            skip_lines=header.lines,
            schema=schema,
            separator=header.separator,
            quote_char='"' if quotes else None,
            glob=False,
        )

    tried = [strings]
    for wanted in (kinds, header.types.numbers):
        typed = strings | {name: kind for name, kind in wanted.items() if name in strings}
        if typed in tried:
            continue
        try:
            return attempt(typed)
        except UNREADABLE:
            tried.append(typed)  # some value is no number; as text it can be told which
    return attempt(strings)
