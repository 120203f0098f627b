"""Rows below the line of their group, as the Netflix prize published its ratings."""

from __future__ import annotations

import re
from collections import Counter

import numpy as np
import polars as pl

from core.catalog import quarantine
from core.catalog.text.form import Form
from core.catalog.text.table import Table
from core.catalog.text.textfile import TextFile
from core.text import Text

#: `1:`, then rows without it.
_GROUP = re.compile(rb"\s*[\w-]+:\r?\n(?=[^\n:]+,)")


def is_so(text: TextFile) -> bool:
    """Whether a text begins with the line of a group and a row of it."""
    return _GROUP.match(text.head(1024)) is not None


def read(text: TextFile) -> Table:
    """The rows, the name of their group before their fields."""
    lines = pl.Series("line", text.data.tobytes().decode("utf-8", "replace").split("\n"))
    lines = lines.str.strip_chars_end("\r")
    ends = lines.str.ends_with(":")
    group = pl.select(pl.when(ends).then(lines.str.strip_chars_end(":")).forward_fill()).to_series()
    rows = ~ends & (lines.str.strip_chars() != "")
    numbers = np.flatnonzero(rows.to_numpy()) + 1 + text.skipped
    cut, of = lines.filter(rows).str.split(","), group.filter(rows)
    width = Counter(cut.list.len().to_list()).most_common(1)[0][0]
    fits = cut.list.len() == width
    names = [f"column {place}" for place in range(1, width + 2)]
    fields = [cut.filter(fits).list.get(place).alias(names[place + 1]) for place in range(width)]
    good = numbers[fits.to_numpy()]
    entries = quarantine.entries(
        text.path.name,
        numbers[~fits.to_numpy()],
        lines.filter(rows).filter(~fits),
        Text("The row has not as many fields as the others."),
        Text("Correct the line in the file, then open it again."),
    )
    note = Text(
        "Lines like '{line}' in {file} were read as the group of the rows below them: column 1.",
        line=lines[0],
        file=text.path.name,
    )
    return Table(
        text.path,
        pl.DataFrame([of.filter(fits).alias(names[0]), *fields]),
        lambda rows: good[rows],
        entries,
        (*text.notes, note),
        Form("Text", text.encoding, ",", False),
    )
