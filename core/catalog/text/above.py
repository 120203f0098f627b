"""What stands above a table in a spreadsheet: a title, a date, merged cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from core.catalog.text.evidence import judge
from core.text import Text

#: Rows that may stand above a header.
_MOST = 20


def rows_above(rows: Sequence[Sequence[str]]) -> int:
    """How many rows stand above the header.

    They fill at most half of the columns, of which most rows have as many; the header fills all
    but one, and is one by what stands below it.

    Args:
        rows: the first ones, as fields.

    """
    widths = Counter(map(len, rows))
    width, alike = max(widths.items(), key=lambda pair: (pair[1], pair[0]))
    if alike < max(2, len(rows) / 2):
        return 0
    filled = [sum(bool(field.strip()) for field in row) for row in rows[:_MOST]]
    top = next((place for place, count in enumerate(filled) if 2 * count > width), 0)
    if not top or width < 2 or filled[top] < max(2, width - 1):
        return 0
    below = rows[top + 1 :]
    evidence = judge(rows[top], below)
    return top if below and evidence.header and evidence.sure else 0


def grouped_names(names: Sequence[str], over: Sequence[str]) -> list[str]:
    """Names of columns with that of the merged cell over them, where there are several.

    Args:
        names: of the header.
        over: the row above it, a merged cell as its text and blanks.

    """
    if len(over) != len(names) or sum(bool(field.strip()) for field in over) < 2:
        return list(names)
    made, group = [], ""
    for name, field in zip(names, over, strict=True):
        group = field.strip() or group
        made.append(f"{group} {name}".strip())
    return made


def above(file: str, rows: Sequence[Sequence[str]]) -> Text:
    """What is said of rows above the header."""
    return Text.counted(
        "The first line of {file}, above the names of its columns, is no row: {line}",
        "The first {n:,} lines of {file}, above the names of its columns, are no rows: {line}",
        len(rows),
        file=file,
        line=" ".join(field.strip() for field in rows[0] if field.strip())[:80],
    )
