"""Delimited text (CSV, TSV, ...) to a table of strings, with every row accounted for.

The clean path is one structural pass over the bytes (vectorised) that proves that polars will
see exactly the rows a careful reader would, and polars itself; for a large file both at once,
before anything else is known of it. Only a file that fails the proof is walked line by line in
Python; its bad rows go to quarantine with line and reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import polars as pl

from core.catalog.text import baskets, grouped, header, textfile
from core.catalog.text.header import ANY, Dialect, Header
from core.catalog.text.repair import repair
from core.catalog.text.structure import LineFinder, Structure, plain_numbers, scan
from core.catalog.text.table import UNREADABLE, Table
from core.catalog.text.textfile import TextFile
from core.progress import NOBODY, Reporter
from core.text import Text


def read_file(path: Path, dialect: Dialect = ANY, reporter: Reporter = NOBODY) -> Table:
    """Read a delimited file; errors as :func:`read` and `textfile.open_text`."""
    glance = textfile.glance(path)
    if glance is not None:
        table = _read_proven(*header.find(glance, dialect))
        if table is not None:
            return table
    return read(textfile.open_text(path, dialect.encoding), dialect, reporter)


def read(text: TextFile, dialect: Dialect = ANY, reporter: Reporter = NOBODY) -> Table:
    """Read delimited text.

    Args:
        text: the file.
        dialect: what is known of it.
        reporter: asked now and then whether to go on while walking a broken file.

    Raises:
        UserError: there is no header, or a header names nothing.

    """
    if dialect.names is None and grouped.is_so(text):
        return grouped.read(text)
    if dialect.names is None and dialect.header is None and baskets.is_so(text):
        return baskets.read(text)
    text, head = header.find(text, dialect)
    proven = _read_proven(text, head)
    if proven is not None:
        return proven
    mended = repair(text, head, reporter)
    lines = mended.lines
    if len(lines):
        clean = Header(",", head.names, 0, head.types, head.notes)
        frame = _parse(mended.data, clean, True, head.types.numbers)
    else:
        frame = pl.DataFrame(schema={name: pl.String() for name in head.names})
    notes = head.notes
    if mended.comments:
        notes = (*notes, Text("{count:,} lines of {file} are comments and were not read.",
                              count=mended.comments, file=text.path.name))  # fmt: skip
    if mended.rest:
        notes = (
            *notes,
            Text(
                "In {count:,} rows of {file} (line {line:,}) the last field was read to the end of "
                "the line, commas included.",
                count=len(mended.rest),
                file=text.path.name,
                line=mended.rest[0],
            ),
        )
    return Table(
        text.path,
        _without_empty(frame),
        lambda rows: lines[rows],
        mended.quarantine,
        notes,
        head.form,
    )


def _without_empty(frame: pl.DataFrame) -> pl.DataFrame:
    """Without a last column that has neither name nor value: lines end with a separator."""
    last = frame.columns[-1]
    void = last == f"column {frame.width}" and frame[last].null_count() == len(frame)
    return frame.drop(last) if void and frame.width > 1 and len(frame) else frame


def _read_proven(text: TextFile, head: Header) -> Table | None:
    """The table, or None if polars may not see what is there.

    The proof runs beside the reading, on another core. A small file waits for the proof, so that
    polars is not troubled with what it cannot read.
    """
    data = text.data
    if head.quote != '"' or (head.comment and _has_comments(data, head.comment)):
        return None
    identifiers = header.seeming_numbers(text, head)
    source = text.path if text.mapped else data.tobytes()

    def fits(structure: Structure) -> bool:
        expected = (len(head.names) - 1) * structure.records
        return structure.well_formed and structure.separators == expected

    with ThreadPoolExecutor(1) as side:
        proof = side.submit(scan, data, head.separator, head.quoted)
        plain = side.submit(plain_numbers, data[header.body(text, head) :]) if identifiers else None
        if len(data) < textfile.LARGE and not fits(proof.result()):
            return None
        try:
            numbers = head.types.numbers
            whole = {**numbers, **header.seemingly_whole(text, head)}
            known = [whole, numbers]
            if identifiers:
                known = [{**kinds, **identifiers} for kinds in known] + known
            frame = _parse(source, head, head.quoted, *known)
            if not fits(structure := proof.result()):
                return None
            if plain is not None and (structure.quotes or not plain.result()):
                frame = _parse(source, head, head.quoted, whole, numbers)
        except UNREADABLE:
            return None
    records = structure.records - head.lines
    if len(frame) < records:
        return None
    finder = LineFinder(data, head.lines, structure.quotes)
    skipped = text.skipped
    return Table(
        text.path,
        _without_empty(frame.head(records)),
        finder if not skipped else lambda rows: finder(rows) + skipped,
        notes=head.notes,
        form=head.form,
    )


def _has_comments(data: np.ndarray, mark: str) -> bool:
    return b"\n" + mark.encode() in data.tobytes()


def _parse(
    source: Path | bytes, header: Header, quotes: bool, *kinds: Mapping[str, pl.DataType]
) -> pl.DataFrame:
    """All columns as text, or those of the first of `kinds` against which polars finds nothing.

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
    for wanted in kinds:
        typed = strings | {name: kind for name, kind in wanted.items() if name in strings}
        if typed in tried:
            continue
        try:
            return attempt(typed)
        except UNREADABLE:
            tried.append(typed)  # some value is no number; as text it can be told which
    return attempt(strings)
