"""Lines that list what went together, without a header: the baskets of a shop, one a line."""

from __future__ import annotations

from collections import defaultdict

import polars as pl

from core.catalog.text import sniff
from core.catalog.text.form import Form
from core.catalog.text.table import Table
from core.catalog.text.textfile import TextFile
from core.text import Text

#: What such a file is called.
KIND = "Lists"
#: The number of a line, and what it lists.
LINE, LISTED = "line", "listed"
_SEPARATORS = (",", ";", "|", "\t")
_FEWEST = 4
#: Share of lines that may be equally long, of values that come again that must do so elsewhere.
_ALIKE, _ELSEWHERE = 0.7, 0.5
_LONGEST = 60


def is_so(text: TextFile) -> bool:
    """Whether lines list values, as many as they like, each wherever it comes."""
    return bool(_separator(text))


def _separator(text: TextFile) -> str:
    """What stands between the values; "" where lines are rows."""
    lines = sniff.beginning(text).lines
    if len(lines) < _FEWEST:
        return ""
    return next((one for one in _SEPARATORS if _lists([_cut(line, one) for line in lines])), "")


def _cut(line: str, separator: str) -> list[str]:
    fields = [field.strip() for field in sniff.cut(line, separator)]
    while fields and not fields[-1]:
        fields.pop()
    return fields


def _lists(rows: list[list[str]]) -> bool:
    lengths = [len(row) for row in rows]
    if max(lengths) < 2 or max(map(lengths.count, lengths)) > _ALIKE * len(rows):
        return False
    places: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        for place, field in enumerate(row):
            places[field].append(place)
    if not all(0 < len(field) <= _LONGEST and not _is_number(field) for field in places):
        return False
    again = [found for found in places.values() if len(found) > 1]
    elsewhere = [found for found in again if len({*found}) > 1]
    return 2 * len(again) >= len(places) and len(elsewhere) > _ELSEWHERE * len(again)


def _is_number(field: str) -> bool:
    return field.replace(".", "").replace("-", "").isdigit()


def read(text: TextFile) -> Table:
    """A row for each line that is not blank: its number, and the list of what stands there."""
    separator = _separator(text)
    lines = text.data.tobytes().decode("utf-8", "replace").splitlines()
    cut = [(place, _cut(line, separator)) for place, line in enumerate(lines, 1) if line.strip()]
    numbers = pl.Series([place for place, _ in cut], dtype=pl.Int64) + text.skipped
    note = Text(
        "Each line of {file} was read as a list: {line}", file=text.path.name, line=lines[0][:80]
    )
    places = numbers.to_numpy()
    return Table(
        text.path,
        pl.DataFrame(
            {LINE: numbers.cast(pl.String), LISTED: [fields for _, fields in cut]},
            schema={LINE: pl.String, LISTED: pl.List(pl.String)},
        ),
        lambda rows: places[rows],
        notes=(*text.notes, note),
        form=Form(KIND, text.encoding, separator, False),
    )
