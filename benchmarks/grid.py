"""A table in which no word is broken, however narrow the terminal is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich import box
from rich.console import Group, RenderableType
from rich.table import Column, Table
from rich.text import Text

from core.terminal import PlainConsole, visible

#: Blanks between two columns.
GAP = 2
#: Characters of a line that is not broken.
SHORT = 11


def grid(
    heads: Sequence[str], rows: Sequence[Sequence[str | Text]], console: PlainConsole
) -> RenderableType:
    """Rows below heads; where not even the longest words fit beside each other, one a line."""
    columns = list(zip(heads, *rows, strict=True))
    least = [_longest(cells, _whole) for cells in columns]
    most = [_longest(cells, str.splitlines) for cells in columns]
    spare = console.width - sum(least) - GAP * (len(heads) - 1)
    if spare < 0:
        return Group(*(_lines(heads, row) for row in rows))
    widths = list(least)
    for _ in range(spare):  # to whoever lacks most
        lacks = [most[i] - width for i, width in enumerate(widths)]
        if max(lacks) <= 0:
            break
        widths[lacks.index(max(lacks))] += 1
    made = (
        Column(head, overflow="fold", width=width)
        for head, width in zip(heads, widths, strict=True)
    )
    table = Table(
        *made,
        box=box.SIMPLE_HEAD,
        show_header=any(heads),
        show_edge=False,
        pad_edge=False,
        padding=(0, GAP - 1, 0, 0),
    )
    for row in rows:
        table.add_row(*row)
    return table


def _lines(heads: Sequence[str], row: Sequence[str | Text]) -> Text:
    """A row as lines of its own."""
    told = Text()
    for head, cell in zip(heads, row, strict=True):
        said = cell if isinstance(cell, Text) else Text(visible(" ".join(cell.split())))
        if said.plain:
            told.append(f"{head}: " if head else "")
            told.append_text(said)
            told.append("\n")
    return told


def _whole(cell: str) -> list[str]:
    """What is not to be broken: words, and short lines, as a number and its unit; notes may be."""
    lines = cell.splitlines()
    short = [line for line in lines if len(line) <= SHORT and not line.endswith("]")]
    return [*cell.split(), *short]


def _longest(cells: Sequence[str | Text], parts: Callable[[str], list[str]]) -> int:
    return max(len(part) for cell in cells for part in (*parts(visible(str(cell))), ""))
