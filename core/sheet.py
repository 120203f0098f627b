"""Tables for other programs, in which no text of a stranger is a formula."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable

#: What spreadsheets take for the beginning of a formula (OWASP, "CSV injection").
_FORMULA = re.compile(r"\s*[=+\-@\t\r\n＝＋－＠]|[\t\r\n]")
#: Texts of numbers begin so, too.
_NUMBER = re.compile(r"[+-](\d[\d.,]*([eE][+-]?\d+)?\s?%?)?")


def neutral(cell: object) -> object:
    """The cell, with an apostrophe before a text that a spreadsheet would compute."""
    if isinstance(cell, str) and _FORMULA.match(cell) and not _NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell


class Sheet:
    """Rows of cells as CSV: a header line, commas, line feeds."""

    def __init__(self, header: Iterable[object] = ()) -> None:
        self._lines: list[str] = []
        # The writer quotes what ends its lines; a bare \r would begin a line for others, too.
        self._writer = csv.writer(self, lineterminator="\r\n")
        if header := tuple(header):
            self.row(header)

    def row(self, cells: Iterable[object]) -> None:
        """Add a row."""
        self._writer.writerow([neutral(cell) for cell in cells])

    def rows(self, rows: Iterable[Iterable[object]]) -> None:
        """Add rows."""
        for cells in rows:
            self.row(cells)

    def text(self) -> str:
        """All of it."""
        return "".join(self._lines)

    def write(self, line: str) -> None:
        """Take a line of the writer."""
        self._lines.append(line.removesuffix("\r\n") + "\n")
