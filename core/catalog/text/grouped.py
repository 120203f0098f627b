"""Rows below the line of their group, as the Netflix prize published its ratings."""

from __future__ import annotations

import re

import numpy as np
import polars as pl

from core.catalog import quarantine
from core.catalog.text.form import Form
from core.catalog.text.table import Table
from core.catalog.text.textfile import TextFile
from core.text import Text

#: What such a file is called.
KIND = "Groups"
#: `1:`, then rows without it.
_GROUP = re.compile(rb"\s*\d+:\r?\n(?=[^\n:]+,)")


def is_so(text: TextFile) -> bool:
    """Whether a text begins with the line of a group and a row of it."""
    return _GROUP.match(text.head(1024)) is not None


def read(text: TextFile) -> Table:
    """The rows, the name of their group before their fields."""
    # A column of whole lines; the separator stands in no text.
    data = text.data.tobytes().rstrip(b"\r\n")
    lines = pl.read_csv(
        data.rstrip(b"\r\n"),
        has_header=False,
        separator="\x1f",
        quote_char=None,
        infer_schema=False,
    ).to_series()
    lines = lines.fill_null("").str.strip_chars()
    ends = lines.str.contains(r"^\d+:$")
    group = pl.select(pl.when(ends).then(lines.str.strip_chars_end(":")).forward_fill()).to_series()
    rows = ~ends & (lines != "")
    numbers = np.flatnonzero(rows.to_numpy()) + 1 + text.skipped
    given, of = lines.filter(rows), group.filter(rows)
    separators = given.str.count_matches(",", literal=True)
    width = int(separators.head(1000).mode().max() or 0) + 1  # type: ignore[arg-type]
    fits = separators == width - 1
    names = [f"column {place}" for place in range(1, width + 2)]
    cut = given.filter(fits).str.split_exact(",", width - 1).struct.unnest().get_columns()
    fields = [field.alias(name) for field, name in zip(cut, names[1:], strict=True)]
    good = numbers[fits.to_numpy()]
    entries = quarantine.entries(
        text.path.name,
        numbers[~fits.to_numpy()],
        given.filter(~fits),
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
        Form(KIND, text.encoding, ",", False),
    )
