"""Large plain logs (CSV, TSV), identifiers numbered while their bytes are in the cache.

polars makes a column of texts of every identifier, which for ten million rows is hundreds of
megabytes to write, to hash and to throw away. Here compiled code cuts blocks of the file into
fields and numbers the identifiers by their bytes; no text is made but of the distinct ones.

Only for files that leave nothing to interpret: every row has all its fields, without quotes,
blanks, control characters or anything beyond ASCII; times are whole numbers, ratings short decimal
ones. Whatever else appears, the file is left to the general readers, and what is read here is what
they would have read.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import polars as pl

from core.catalog.compiled import library
from core.catalog.compiled.numbering import NotPlainError
from core.catalog.compiled.scan import scan
from core.catalog.compiled.signatures import DECIMAL, IDENTIFIER, SKIP, WHOLE
from core.catalog.rows.indexing import Coded
from core.catalog.text import plaintext
from core.catalog.text.header import ColumnTypes, Header, body
from core.catalog.text.structure import LineFinder
from core.catalog.text.table import Table
from core.catalog.text.textfile import TextFile
from core.progress import Reporter

#: Bytes from which on it is worth while to load compiled code.
SMALLEST = 1 << 24
_HEAD = 1 << 20


def read(text: TextFile, header: Header, reporter: Reporter | None = None) -> Table | None:
    """The table, its identifiers numbered, or None if the file is not as plain as that.

    Args:
        text: a file of which nothing but its first bytes has been looked at.
        header: what those say.
        reporter: asked now and then whether to go on.

    """
    kinds = _kinds(header)
    if kinds is None or len(text.data) < SMALLEST or not _plain_header(text, header):
        return None
    compiled = library.load()
    if compiled is None:
        library.prepare()
        return None
    try:
        found = scan(
            compiled, text.path, body(text, header), ord(header.separator), kinds, reporter
        )
    except (NotPlainError, OSError):
        return None
    bare = Header(header.separator, ["id"], 0, ColumnTypes(), ())
    with ThreadPoolExecutor(pl.thread_pool_size()) as pool:
        texts = pool.map(lambda ids: plaintext.parse(ids, bare, False, {}).to_series(), found.ids)
        coded = [Coded(codes, ids) for codes, ids in zip(found.codes, texts, strict=True)]
    kept = {IDENTIFIER: iter(coded), WHOLE: iter(found.wholes), DECIMAL: iter(found.decimals)}
    columns = {
        name: next(kept[kind])
        for name, kind in zip(header.names, kinds, strict=True)
        if kind in kept
    }
    numbers = {name: made for name, made in columns.items() if isinstance(made, np.ndarray)}
    return Table(
        text.path,
        pl.DataFrame(numbers),
        LineFinder(text.data, header.lines, quotes=False),
        notes=header.notes,
        coded={name: made for name, made in columns.items() if isinstance(made, Coded)},
        written=lambda lines: _written(text, header, lines),
        spare={name: made for name, made in numbers.items() if made.dtype == np.int64},
    )


def _kinds(header: Header) -> list[int] | None:
    """What to do with each column; None if one must stay text, or there is nothing to number."""
    types = header.types
    known = dict.fromkeys(types.unused, SKIP)
    known |= dict.fromkeys((*types.identifiers, *types.labels), IDENTIFIER)
    known |= {name: WHOLE for name, kind in types.numbers.items() if kind == pl.Int64()}
    known |= {name: DECIMAL for name, kind in types.numbers.items() if kind == pl.Float32()}
    kinds = [known.get(name) for name in header.names]
    sure = [kind for kind in kinds if kind is not None]
    if len(kinds) < 2 or len(sure) < len(kinds) or IDENTIFIER not in sure or header.lines > 1:
        return None
    return sure if header.separator.isascii() else None


def _plain_header(text: TextFile, header: Header) -> bool:
    line = text.head(_HEAD)[: body(text, header)]
    return line.isascii() and b'"' not in line and b"\r" not in line


def _written(text: TextFile, header: Header, lines: np.ndarray) -> pl.DataFrame:
    """The rows that stand in these lines, all columns, as the general readers have them."""
    ends = np.append(np.flatnonzero(text.data == ord("\n")), len(text.data))
    starts = np.concatenate([[0], ends + 1])
    rows = [text.data[starts[line - 1] : ends[line - 1]].tobytes() for line in lines]
    bare = Header(header.separator, header.names, 0, header.types, ())
    return plaintext.parse(b"\n".join(rows), bare, False, header.types.numbers)
