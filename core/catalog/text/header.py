"""What is known of delimited text before its rows are read: separator, column names, types."""

from __future__ import annotations

import io
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from core.catalog.text.textfile import TextFile
from core.errors import UserError
from core.text import Text

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
    """

    separator: str | None = None
    names: Sequence[str] | None = None
    rename: Callable[[str], str] = str.strip
    types: TypeChooser = lambda names: ColumnTypes()
    encoding: str | None = None
    quoted: bool = True


#: Nothing is prescribed.
ANY = Dialect()


@dataclass(frozen=True)
class Header:
    """How the rows of a file are to be read.

    Attributes:
        separator: one character.
        names: column names, all different.
        lines: how many lines come before the first row.
        types: what to read as something else than text.
        notes: what had to be assumed.
        quoted: whether quotation marks quote.
    """

    separator: str
    names: Sequence[str]
    lines: int
    types: ColumnTypes
    notes: tuple[Text, ...]
    quoted: bool = True


def find(text: TextFile, dialect: Dialect = ANY) -> Header:
    """Find the header of a file.

    Raises:
        UserError: there is no header, or a header names nothing.

    """
    separator, names = dialect.separator, dialect.names
    lines = 0
    notes = list(text.notes)
    if names is None:
        line, lines = _first_line(text)
        separator = separator or sniff_separator(line)
        cut = split_record(line, separator) if dialect.quoted else None
        names = cut or line.split(separator)
        names = [dialect.rename(name) for name in names]
        if not any(names):
            raise UserError(
                Text("The first line of {path} names no columns.", path=text.path.name),
                "The first line must hold the column names.",
                file=str(text.path),
                line=lines,
            )
    names = _distinct(names, text.path.name, notes)
    types = dialect.types(names)
    return Header(separator or ",", names, lines, types, tuple(notes), dialect.quoted)


def sniff_separator(header: str) -> str:
    """The separator that cuts the header line into most fields (comma if none does)."""
    return max(_SEPARATORS, key=header.count)


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


def _first_line(text: TextFile) -> tuple[str, int]:
    """First line that is not blank, and its number."""
    head = text.head(1 << 20).decode("utf-8", "ignore")
    for number, line in enumerate(io.StringIO(head, newline=None), start=1):
        if line.strip():
            return line.rstrip("\n"), number
    raise UserError(
        Text("{path} holds blank lines only.", path=text.path.name),
        "The first line must hold the column names.",
        file=str(text.path),
        line=1,
    )


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


def body(text: TextFile, header: Header) -> int:
    """Where the first row starts."""
    return text.head(1 << 20).find(b"\n") + 1 if header.lines else 0


def seeming_numbers(text: TextFile, header: Header) -> dict[str, pl.DataType]:
    """The identifiers as whole numbers if those of the first row all are, else none."""
    names = header.names
    first = text.head(1 << 20)[body(text, header) :].split(b"\n", 1)[0]
    sample = first.split(header.separator.encode())
    found = [name for name in names if name in header.types.identifiers]
    looks_so = len(sample) == len(names) and all(
        sample[names.index(name)].strip().isdigit() for name in found
    )
    return {name: pl.Int64() for name in found} if looks_so else {}
