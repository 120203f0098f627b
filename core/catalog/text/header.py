"""What is known of delimited text before its rows are read: separator, column names, types."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import polars as pl

from core.catalog.text import sniff
from core.catalog.text.above import above, grouped_names, rows_above
from core.catalog.text.evidence import judge
from core.catalog.text.form import DEFAULT, Form
from core.catalog.text.sniff import Beginning
from core.catalog.text.table import Numbering
from core.catalog.text.textfile import TextFile
from core.errors import UserError
from core.text import Text

_LINE_END = re.compile(rb"\r\n|\n|\r")


@dataclass(frozen=True)
class ColumnTypes:
    """What to read columns as, other than text.

    Attributes:
        numbers: columns to read as this type if all their values are such numbers.
        identifiers: columns to number while they are read, so that their texts are never all
            there at once, and what numbers each.
    """

    numbers: Mapping[str, pl.DataType] = field(default_factory=dict)
    identifiers: Mapping[str, Callable[[], Numbering]] = field(default_factory=dict)


TypeChooser = Callable[[Sequence[str]], ColumnTypes]


@dataclass(frozen=True)
class Dialect:
    """What a layout prescribes of its delimited text; the rest is found in the file.

    Attributes:
        separator: one character, None for what suffix and header say.
        names: column names of a file without a header line, None if it has one.
        rename: applied to each name of the header.
        types: told the column names, says which to read as something else than text if all their
            values allow it.
        encoding: what the text is written in, None to find out.
        quoted: whether quotation marks quote; in some published formats they are plain text.
        header: whether the first line names the columns, None to find out.
        assumed: `separator` is what such files use, which the file may overrule.
    """

    separator: str | None = None
    names: Sequence[str] | None = None
    rename: Callable[[str], str] = str.strip
    types: TypeChooser = lambda names: ColumnTypes()
    encoding: str | None = None
    quoted: bool = True
    header: bool | None = None
    assumed: bool = False


#: Nothing is prescribed.
ANY = Dialect()


@dataclass(frozen=True)
class Header:
    """How the rows of a file are to be read.

    Attributes:
        separator: one character.
        names: column names, all different.
        lines: how many lines come before the first row: 1 if there is a header, else 0.
        types: what to read as something else than text.
        notes: what had to be assumed.
        quoted: whether quotation marks quote.
        quote: the quotation mark.
        comment: what lines begin with that are no rows; "" if none do.
        numbers: places of columns that hold numbers.
        padded: whether rows with fewer fields are kept.
        form: how the file is written.
    """

    separator: str
    names: Sequence[str]
    lines: int
    types: ColumnTypes
    notes: tuple[Text, ...]
    quoted: bool = True
    quote: str = '"'
    comment: str = ""
    numbers: frozenset[int] = frozenset()
    padded: bool = False
    form: Form = DEFAULT


def find(text: TextFile, dialect: Dialect = ANY) -> tuple[TextFile, Header]:
    """Find the header of a file.

    Returns:
        The text from its header on, or from its first row on if the names stand elsewhere, fields
        separated by one character; and how to read it.

    Raises:
        UserError: there is no header, or a header names nothing.

    """
    if dialect.names is not None:
        notes = list(text.notes)
        names = _distinct(dialect.names, text.path.name, notes)
        separator = dialect.separator or ","
        form = Form(_kind(separator), text.encoding, separator, False)
        types = dialect.types(names)
        return text, Header(separator, names, 0, types, tuple(notes), dialect.quoted, form=form)
    begin = sniff.beginning(text)
    if sniff.is_quoted_whole(begin.lines):
        lines = (sniff.unquoted(line) for line in text.data.tobytes().split(b"\n"))
        data = np.frombuffer(b"\n".join(lines), np.uint8)
        note = Text("Whole lines of {file} stand in quotation marks.", file=text.path.name)
        text = replace(text, data=data, mapped=False, notes=(*text.notes, note))
        begin = sniff.beginning(text)
    if not begin.lines:
        raise UserError(
            Text("{path} holds blank lines only.", path=text.path.name),
            "The first line must hold the column names.",
            file=str(text.path),
            line=1,
        )
    separator, sure = dialect.separator or begin.separator, True
    if not separator or (dialect.assumed and not begin.separator):
        separator, sure = sniff.separator(begin.lines, dialect.separator)
    return _named(text, dialect, begin, separator, sure)


def _named(
    text: TextFile, dialect: Dialect, begin: Beginning, separator: str, sure: bool
) -> tuple[TextFile, Header]:
    """Find the names, given what separates them."""
    quote = "'" if dialect.quoted and sniff.apostrophes(begin.lines, separator) else '"'
    rows = [_fields(line, separator, quote if dialect.quoted else "") for line in begin.lines]
    notes = list(text.notes)
    top = rows_above(rows) if dialect.header is None else 0
    over = rows[top - 1] if top else []
    skipped = begin.places[top] if top else begin.skipped
    if top:
        notes.append(above(text.path.name, rows[:top]))
    rows = rows[top:]
    below = rows[1:]
    evidence = judge(rows[0], below)
    has = evidence.header if dialect.header is None else dialect.header
    names, lines = grouped_names(rows[0], over), 1
    width = max(Counter(map(len, rows)).items(), key=lambda pair: (pair[1], pair[0]))[0]
    noted = _fields(begin.comments[-1], separator, quote) if begin.comments else []
    if len(noted) == len(rows[0]) > 1 and dialect.header is None:
        names, lines, has = noted, 0, True
        evidence = judge(noted, rows)
        sure = True
    elif not has:
        names, lines = [f"column {place}" for place in range(1, width + 1)], 0
        evidence = replace(evidence, numbers=judge([""] * width, rows).numbers)
        notes.append(Text("{file} names no columns; they are counted.", file=text.path.name))
    else:
        names = _with_index(names, below)
    names = [dialect.rename(name) for name in names]
    if not any(names):
        raise UserError(
            Text("The first line of {path} names no columns.", path=text.path.name),
            "The first line must hold the column names.",
            file=str(text.path),
            line=begin.skipped + 1,
        )
    names = _distinct(names, text.path.name, notes)
    doubtless = sure and (dialect.header is not None or evidence.sure)
    header = Header(
        sniff.UNIT if separator == " " or len(separator) > 1 else separator,
        names,
        lines,
        dialect.types(names),
        tuple(notes),
        dialect.quoted,
        quote,
        begin.mark,
        evidence.numbers,
        True,
        Form(_kind(separator), text.encoding, separator, has, doubtless),
    )
    return _from(text, skipped, separator), header


def _kind(separator: str) -> str:
    return {"\t": "TSV", ",": "CSV", ";": "CSV"}.get(separator, "Text")


def _fields(line: str, separator: str, quote: str) -> list[str]:
    if quote == "'":
        return sniff.split_record(line, separator, quote) or line.split(separator)
    return sniff.cut(line, separator) if quote else line.split(separator)


def _with_index(names: list[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """The names, with one more in front where rows have a number before the first column.

    So writes R, and who forgets what the index of a table is called.
    """
    longer = [row for row in rows if len(row) == len(names) + 1]
    if len(longer) < max(2, len(rows)) or not all(row[-1].strip() for row in longer):
        return names
    counts = [row[0].strip('" ') for row in longer]
    first = int(counts[0]) if counts[0].isdigit() else -1
    counted = counts == [str(first + step) for step in range(len(counts))]
    return ["", *names] if counted and first in (0, 1) else names


def _from(text: TextFile, skipped: int, separator: str) -> TextFile:
    """The text without its first lines, fields separated by one character."""
    data = text.data
    if skipped:
        start = 0
        head = text.head(1 << 20)
        for _ in range(skipped):
            start = _line_end(head, start)
        data = data[start:]
    if separator == " ":
        lines = (b"\x1f".join(line.split()) for line in data.tobytes().split(b"\n"))
        data = np.frombuffer(b"\n".join(lines), np.uint8)
    elif len(separator) > 1:
        replaced = data.tobytes().replace(separator.encode(), sniff.UNIT.encode())
        data = np.frombuffer(replaced, np.uint8)
    if data is text.data:
        return text
    return replace(text, data=data, mapped=False, skipped=text.skipped + skipped)


def _line_end(head: bytes, start: int) -> int:
    """Where the next line begins, whatever lines end with."""
    found = _LINE_END.search(head, start)
    return found.end() if found else len(head)


def _distinct(names: Sequence[str], file: str, notes: list[Text]) -> list[str]:
    seen: dict[str, int] = {}
    result: list[str] = []
    for position, name in enumerate(names, start=1):
        name = name or f"column {position}"
        seen[name] = seen.get(name, 0) + 1
        if seen[name] > 1:
            while (fresh := f"{name} ({seen[name]})") in names or fresh in result:
                seen[name] += 1
            notes.append(
                Text(
                    "{file} names the column '{name}' twice; the first one is used as that.",
                    file=file,
                    name=name,
                )
            )
            name = fresh
        result.append(name)
    return result


def seemingly_whole(text: TextFile, header: Header) -> dict[str, pl.DataType]:
    """Columns of numbers that are whole in the first rows, which are read faster so."""
    start = text.head(1 << 20).find(b"\n") + 1 if header.lines else 0
    lines = text.head(start + (1 << 14))[start:].split(b"\n")[:-1]
    rows = [line.split(header.separator.encode()) for line in lines]
    numbers = header.types.numbers
    return {
        name: pl.Int64() if numbers[name].is_integer() else pl.Int32()
        for place, name in enumerate(header.names)
        if name in numbers
        and rows
        and all(len(row) > place and row[place].strip().isdigit() for row in rows)
    }
