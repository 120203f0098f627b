"""What separates the fields of a delimited text, found in its first lines."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from core.catalog.text.textfile import TextFile

#: Between fields, of equally good ones the first. The last stands for blanks in any number.
SEPARATORS = ("\t", ",", ";", "|", "::", "\x01", "^", "~", " ")
#: What stands for a separator of several characters while it is read.
UNIT = "\x1f"
_LINES = 200
_SEP_LINE = re.compile(r'^"?sep=(.)"?\s*$', re.IGNORECASE)
#: Between the rows of a table that a program printed.
_RULER = re.compile(r"[-+|=: ]*-{3}[-+|=: ]*$")
_NUMBER = re.compile(r"[-+]?\d+([.,]\d+)?$")


@dataclass(frozen=True)
class Beginning:
    """The first lines of a text.

    Attributes:
        lines: those that are neither blank nor comments, without line ends.
        skipped: how many lines come before the first of them.
        comments: comment lines before it, without their mark.
        mark: what comments begin with, "" if there are none.
        separator: what a `sep=` line says, "" if there is none.
        places: how many lines come before each of `lines`.

    """

    lines: Sequence[str]
    skipped: int
    comments: Sequence[str] = ()
    mark: str = ""
    separator: str = ""
    places: Sequence[int] = ()


def beginning(text: TextFile) -> Beginning:
    """Look at the first lines of a text."""
    size = 1 << 16
    head = text.head(size)
    if b"\n" not in head:
        size = 1 << 20
        head = text.head(size)
    lines = [
        line.rstrip("\n") for line in io.StringIO(head.decode("utf-8", "ignore"), newline=None)
    ]
    if len(head) == size and len(lines) > 1:
        lines.pop()  # cut somewhere
    comments: list[str] = []
    mark = separator = ""
    place = 0
    for line in lines:
        said = _SEP_LINE.match(line)
        if said and not separator:
            separator = said[1]
        elif line[:1] in ("#", "%") and mark in ("", line[0]):
            mark = line[0]
            comments.append(line.lstrip(mark).strip(" "))
        elif line.strip() and not _RULER.match(line):
            break
        place += 1
    kept = [
        (number, line)
        for number, line in enumerate(lines[place : place + _LINES], place)
        if line.strip() and not (mark and line.startswith(mark)) and not _RULER.match(line)
    ]
    made, places = _records([line for _, line in kept])
    return Beginning(made, place, comments, mark, separator, [kept[place][0] for place in places])


def _records(lines: Sequence[str]) -> tuple[list[str], list[int]]:
    """Lines, those within one quoted field joined where its end is in sight; where each begins."""
    made: list[str] = []
    places: list[int] = []
    place = 0
    while place < len(lines):
        line, used = lines[place], 1
        if line.count('"') % 2:
            for last in range(place + 1, min(place + 20, len(lines))):
                if lines[last].count('"') % 2:
                    line, used = "\n".join(lines[place : last + 1]), last + 1 - place
                    break
        made.append(line)
        places.append(place)
        place += used
    return made, places


def separator(lines: Sequence[str], habit: str | None = None) -> tuple[str, bool]:
    """What separates the fields, and whether there is no doubt.

    Args:
        lines: the first ones.
        habit: what files of this suffix use; kept if it cuts the first line.

    """
    if habit is not None and habit in lines[0]:
        return habit, True
    scores = {one: _score(lines, one) for one in SEPARATORS[:-1]}
    if habit in (None, "\t") and all(width < 2 for _, width in scores.values()):
        scores = {" ": _score(lines, " ")}  # words have blanks between them, too
    best = max(scores, key=lambda one: (*scores[one], -SEPARATORS.index(one)))
    agreement, width = scores[best]
    if width < 2:
        return habit or ",", True
    return best, agreement >= 0.8


def _score(lines: Sequence[str], one: str) -> tuple[float, int]:
    """How alike the lines are cut, and into how many fields."""
    counts = [len(cut(line, one)) for line in lines]
    if one == " " and not _spaced(lines, counts):
        return 0.0, 1
    body = counts[1:] or counts
    width, often = Counter(body).most_common(1)[0]
    if width < 2:
        width, often = Counter(counts).most_common(1)[0]
    if width < 2 and counts[0] < 2:
        return 0.0, 1
    share = often / len(body)
    # A first line without this separator speaks against it: a comma may only stand in titles.
    if counts[0] != width:
        share *= 0.9 if counts[0] > 1 else 0.4
    return round(share, 1), max(width, counts[0])


def _spaced(lines: Sequence[str], counts: Sequence[int]) -> bool:
    """Whether blanks separate: as many in each line, and not only words between them."""
    if min(counts) < 2 or len(set(counts)) > 1:
        return False
    return any(all(_NUMBER.match(of) for of in column[1:] or column)
               for column in zip(*(line.split() for line in lines), strict=True))  # fmt: skip


def cut(line: str, separator: str) -> list[str]:
    """Fields of a line, those in quotation marks whole where they are well quoted."""
    if separator == " ":
        return line.split()
    if len(separator) > 1 or '"' not in line:
        return line.split(separator)
    return split_record(line, separator) or line.split(separator)


def apostrophes(lines: Sequence[str], separator: str) -> bool:
    """Whether fields stand in single quotation marks."""
    rows = lines[1:] or lines
    between = f"'{separator}'"
    quoted = [
        line.startswith("'") and line.rstrip().endswith("'") and between in line for line in rows
    ]
    return len(separator) == 1 and sum(quoted) >= 0.8 * len(quoted)


def is_quoted_whole(lines: Sequence[str]) -> bool:
    """Whether each line stands in quotation marks as a whole, and is a row within."""
    if len(lines) < 2 or not all(re.fullmatch(r'"([^"]|"")*"\s*', line) for line in lines):
        return False
    inner = [unquoted(line.encode()).decode() for line in lines]
    return separator(inner)[1] and len(cut(inner[0], separator(inner)[0])) > 1


def unquoted(line: bytes) -> bytes:
    """A line without the quotation marks around it; those within it are doubled."""
    bare = line.strip()
    return bare[1:-1].replace(b'""', b'"') if bare[:1] == bare[-1:] == b'"' else line


def split_record(
    record: str, separator: str, quote: str = '"', escaped: bool = False
) -> list[str] | None:
    """Cut a record into fields; quotes in the middle of an unquoted field are literal.

    Args:
        record: one row, without its line end.
        separator: one character.
        quote: what fields are quoted with; doubled, it is itself.
        escaped: a backslash before a quote makes it text.

    Returns None if a quoted field is not closed.
    """
    fields: list[str] = []
    position = 0
    while True:
        opening = position
        while record.startswith(" ", opening):
            opening += 1  # a blank after the separator
        if record.startswith(quote, opening) and separator != " ":
            closing = _closing(record, opening + 1, separator, quote, escaped)
            if closing is not None:
                fields.append(_unquoted(record[opening + 1 : closing], quote, escaped))
                position = closing + 1
                while record.startswith(" ", position):
                    position += 1
                if position >= len(record):
                    return fields
                position += 1
                continue
            if opening == position:
                return None
        end = record.find(separator, position)
        if end < 0:
            fields.append(record[position:])
            return fields
        fields.append(record[position:end])
        position = end + 1


def _closing(record: str, start: int, separator: str, quote: str, escaped: bool) -> int | None:
    """Where the quote is that closes a field: before a separator or the end."""
    closing = start
    while (closing := record.find(quote, closing)) >= 0:
        if record.startswith(quote * 2, closing):
            closing += 2
            continue
        after = closing + 1
        while record.startswith(" ", after) and separator != " ":
            after += 1
        mark = escaped and _odd_backslashes(record, closing, start)
        if not mark and (after >= len(record) or record[after] == separator):
            return closing
        closing += 1  # a stray quote inside a quoted field
    return None


def _odd_backslashes(record: str, place: int, start: int) -> bool:
    count = 0
    while place - 1 - count >= start and record[place - 1 - count] == "\\":
        count += 1
    return count % 2 == 1


def _unquoted(field: str, quote: str, escaped: bool) -> str:
    field = field.replace(quote * 2, quote)
    return field.replace("\\" + quote, quote).replace("\\\\", "\\") if escaped else field
