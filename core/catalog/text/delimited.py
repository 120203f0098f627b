"""Delimited text (CSV, TSV, ...) to a table of strings, with every row accounted for.

The clean path is one structural pass over the bytes (vectorised) that proves that polars will
see exactly the rows a careful reader would, and polars itself, some megabytes after the other: what
is made of a piece is used up while it is in the cache. Only a file that fails the proof is walked
line by line in Python; its bad rows go to quarantine with line and reason.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import numpy as np
import polars as pl

from core.catalog.text import baskets, grouped, header, structure, taken, textfile
from core.catalog.text.header import ANY, Dialect, Header
from core.catalog.text.repair import repair
from core.catalog.text.structure import LineFinder, Structure
from core.catalog.text.table import UNREADABLE, Numbering, Table
from core.catalog.text.textfile import TextFile
from core.progress import NOBODY, Reporter
from core.text import Text

#: Pieces of a file that may wait until they are used.
_AHEAD = 4


def read_file(path: Path, dialect: Dialect = ANY, reporter: Reporter = NOBODY) -> Table:
    """Read a delimited file; errors as :func:`read` and `textfile.open_text`."""
    taken.note(path)
    glance = textfile.glance(path)
    if glance is not None:
        table = _read_proven(*header.find(glance, dialect), reporter)
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
    proven = _read_proven(text, head, reporter)
    if proven is not None:
        return proven
    mended = repair(text, head, reporter)
    lines = mended.lines
    if len(lines):
        frame = _parse_mended(mended.data, Header(",", head.names, 0, head.types, head.notes))
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


def _parse_mended(data: bytes, head: Header) -> pl.DataFrame:
    try:
        return _parse(data, head, head.types.numbers, 0, True)
    except UNREADABLE:
        return _parse(data, head, {}, 0, True)


def _without_empty(frame: pl.DataFrame) -> pl.DataFrame:
    """Without a last column that has neither name nor value: lines end with a separator."""
    last = frame.columns[-1]
    void = last == f"column {frame.width}" and frame[last].null_count() == len(frame)
    return frame.drop(last) if void and frame.width > 1 and len(frame) else frame


def _read_proven(text: TextFile, head: Header, reporter: Reporter) -> Table | None:
    """The table, or None if polars may not see what is there."""
    data = text.data[: structure.end_of(text.data)]
    commented = head.comment and _has_comments(data, head.comment)
    if not len(data) or head.quote != '"' or commented:
        return None
    numbers = head.types.numbers
    wanted = [{**numbers, **header.seemingly_whole(text, head)}, numbers, {}]
    for place, kinds in enumerate(wanted):
        if kinds in wanted[:place]:
            continue
        try:
            found = _read_as(data, head, kinds, reporter)
        except UNREADABLE:
            continue  # some value is no number; as text it can be told which
        if found is None:
            return None
        frame, ids, quotes = found
        lines = LineFinder(data, head.lines, quotes, text.skipped)
        frame = _without_empty(frame)
        return Table(text.path, frame, lines, notes=head.notes, form=head.form, ids=ids)
    return None


def _read_as(
    data: np.ndarray, head: Header, kinds: Mapping[str, pl.DataType], reporter: Reporter
) -> tuple[pl.DataFrame, dict[str, pl.Series], bool] | None:
    """Rows, what their identifiers are, and whether there are quotes; None if nothing proves them.

    Raises:
        UNREADABLE: polars finds something against the text.

    """
    numbered: dict[str, Numbering] = {}
    frames: list[pl.DataFrame] = []
    quotes = False
    for found in _read_pieces(data, head, kinds):
        if found is None:
            return None
        frame, proof = found
        if not frames:  # what is known may still be read: pieces are ahead by now
            chosen = head.types.identifiers.items()
            numbered = {name: make() for name, make in chosen if name in head.names}
        made = [one.add(frame[name]).alias(name) for name, one in numbered.items()]
        frames.append(frame.with_columns(made))
        quotes |= proof.quotes
        reporter.checkpoint()
    # A log is put in order, and from many chunks each row would be looked up twice.
    table = pl.concat(frames, rechunk=bool(numbered))
    return table, {name: one.ids for name, one in numbered.items()}, quotes


def _read_pieces(
    data: np.ndarray, head: Header, kinds: Mapping[str, pl.DataType]
) -> Iterator[tuple[pl.DataFrame, Structure] | None]:
    """Rows of each piece and what proves them, None for one that nothing proves.

    They are read ahead of who uses them, one after the other, each by all threads of polars.

    Raises:
        UNREADABLE: polars finds something against the text.

    """
    with ThreadPoolExecutor(1) as side:
        coming: deque[Future[tuple[pl.DataFrame, Structure] | None]] = deque()
        skip = head.lines
        for piece, quotes in structure.pieces(data, head.quoted):
            coming.append(side.submit(_read_piece, piece, quotes, head, kinds, skip))
            skip = 0
            if len(coming) > _AHEAD:
                yield coming.popleft().result()
        while coming:
            yield coming.popleft().result()


def _read_piece(
    piece: np.ndarray, quotes: bool, head: Header, kinds: Mapping[str, pl.DataType], skip: int
) -> tuple[pl.DataFrame, Structure] | None:
    text = piece.tobytes()
    proof = structure.scan(np.frombuffer(text, np.uint8), head.separator, quotes)
    if not proof.well_formed or proof.separators != (len(head.names) - 1) * proof.records:
        return None
    frame = _parse(text, head, kinds, skip, proof.quotes)
    return (frame, proof) if len(frame) == proof.records - skip else None


def _has_comments(data: np.ndarray, mark: str) -> bool:
    return b"\n" + mark.encode() in data.tobytes()


def _parse(
    source: bytes, head: Header, kinds: Mapping[str, pl.DataType], skip: int, quotes: bool
) -> pl.DataFrame:
    """All columns as text but those of `kinds`.

    Raises:
        UNREADABLE: polars finds something against the text.

    """
    strings: dict[str, pl.DataType] = {name: pl.String() for name in head.names}
    return pl.read_csv(
        source,
        has_header=False,
        skip_lines=skip,
        schema=strings | {name: kind for name, kind in kinds.items() if name in strings},
        separator=head.separator,
        quote_char='"' if quotes else None,
        glob=False,
    )
