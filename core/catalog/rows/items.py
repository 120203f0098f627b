"""Rows of any item table to the items of a catalog."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from core.catalog.rows import indexing, quarantine
from core.catalog.rows.media_paths import check_media
from core.catalog.schema import ITEM_COLUMNS
from core.catalog.text.table import Problem, Table
from core.errors import UserError

MEDIA = ("image", "audio", "video", "subtitles")


@dataclass(frozen=True, eq=False)
class Items:
    """Items of a catalog: ITEM_COLUMNS + attributes with distinct ids, and what did not fit."""

    frame: pl.DataFrame
    quarantine: pl.DataFrame
    notes: tuple[str, ...] = ()


def as_ids(series: pl.Series) -> pl.Series:
    """Identifiers as text: 12 and 12.0 are "12", blanks around are cut, empty is null."""
    if series.dtype.is_float():
        whole = series.cast(pl.Int64, strict=False)
        exact = (whole.cast(pl.Float64) == series).fill_null(False)
        series = pl.select(
            pl.when(exact).then(whole.cast(pl.String)).otherwise(series.cast(pl.String))
        ).to_series()
    elif series.dtype.is_nested() or series.dtype == pl.Object:
        return pl.Series(series.name, [None] * len(series), dtype=pl.String)
    text = blank_to_null(series.cast(pl.String, strict=False))
    return text.alias(series.name)


def blank_to_null(series: pl.Series) -> pl.Series:
    """Text without the blanks around it, null where nothing is left; others unchanged."""
    if series.dtype != pl.String:
        return series
    if series.str.contains(r"^\s|\s$|^$").any():
        series = series.str.strip_chars()
        return pl.select(pl.when(series != "").then(series)).to_series().alias(series.name)
    return series


def as_text(series: pl.Series) -> pl.Series:
    """Any column as text, lists joined by line ends; empty is null."""
    dtype = series.dtype
    if isinstance(dtype, pl.List) and dtype.inner == pl.String:
        text = series.list.drop_nulls().list.join("\n")
    elif dtype.is_nested() or dtype == pl.Object:
        text = pl.Series(series.name, [_flat(value) for value in series], dtype=pl.String)
    else:
        text = series.cast(pl.String, strict=False)
    if not (text == "").any():
        return text.alias(series.name)
    return pl.select(pl.when(text != "").then(text)).to_series().alias(series.name)


def _flat(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, pl.Series):
        value = value.to_list()
    return "\n".join(map(str, value)) if isinstance(value, list) else str(value)


def normalise(
    table: Table,
    columns: Mapping[str, str],
    root: Path,
    texts: Sequence[str] = (),
    skip: Sequence[str] = (),
) -> Items:
    """Make items of the rows of `table`.

    Args:
        table: the rows.
        columns: name in ITEM_COLUMNS -> column of the table; "item" is required.
        root: folder that media paths are relative to.
        texts: columns whose contents make up the text, joined by line ends, if no column of
            its own does. Without them the title is the text.
        skip: columns not to keep as attributes.

    Raises:
        UserError: no column holds the id.

    """
    if "item" not in columns or columns["item"] not in table.frame.columns:
        raise UserError(
            f"{table.path.name} has no column that names the item.",
            "Name it 'item', or tell which column it is with a column mapping. "
            f"The columns are: {', '.join(table.frame.columns) or 'none'}.",
            file=str(table.path),
            line=table.header,
            column="item",
        )
    notes = [*table.notes, *absent(table, columns)]
    columns = {name: column for name, column in columns.items() if column in table.frame.columns}
    texts = [name for name in texts if name in table.frame.columns]
    ids = as_ids(table.frame.get_column(columns["item"]))
    table, good = table.sift(
        [
            Problem(
                ids.is_null(), "The item has no id.", "Give every item an id.", columns["item"]
            ),
            Problem(
                ~indexing.first_distinct(ids),
                "An item with this id came before; the first one is used.",
                "Give every item an id of its own, or remove the second row.",
                columns["item"],
            ),
        ]
    )
    if good is not None:
        ids = ids.filter(good)

    made: dict[str, pl.Series] = {"item": ids}
    problems = [table.quarantine]
    for name in ("title", "text"):
        if name in columns:
            made[name] = as_text(table.frame.get_column(columns[name]))
    if "text" not in made and texts:
        parts = [as_text(table.frame.get_column(name)) for name in texts]
        joined = pl.select(pl.concat_str(parts, separator="\n", ignore_nulls=True)).to_series()
        made["text"] = as_text(joined)
    elif "text" not in made and "title" in made:
        made["text"] = made["title"]
    for name in MEDIA:
        if name in columns:
            series = table.frame.get_column(columns[name])
            if isinstance(series.dtype, pl.List):
                if (series.list.len() > 1).any():
                    notes.append(f"Of several files in '{columns[name]}' the first is used.")
                series = series.list.first()
            given = as_text(series)
            made[name], found = check_media(given, root, table, columns[name])
            problems.append(found)
    used = {columns[name] for name in made if name in columns}
    attributes = [
        attribute(table.frame.get_column(name))
        for name in table.frame.columns
        if name not in used and name not in skip
    ]
    return Items(frame(made, attributes, len(ids)), quarantine.join(problems), tuple(notes))


def absent(table: Table, columns: Mapping[str, str]) -> list[str]:
    """A note for each column that a layout prescribes and the file does not have."""
    return [
        f"{table.path.name} has no column '{column}'; its {name} is unknown."
        for name, column in columns.items()
        if column not in table.columns
    ]


def frame(
    made: Mapping[str, pl.Series], attributes: Sequence[pl.Series], height: int
) -> pl.DataFrame:
    """ITEM_COLUMNS in order, null where not made, then the attributes under free names."""
    columns = [
        made[name].cast(dtype).alias(name)
        if name in made
        else pl.Series(name, [None], dtype=dtype).new_from_index(0, height)
        for name, dtype in ITEM_COLUMNS.items()
    ]
    taken = set(ITEM_COLUMNS)
    for series in attributes:
        name = series.name
        while name in taken:
            name += " (attribute)"
        taken.add(name)
        columns.append(series.alias(name))
    return pl.DataFrame(columns)


def attribute(series: pl.Series) -> pl.Series:
    """A column to show: numbers become numbers if nothing is lost by it, all else is text."""
    if series.dtype.is_nested() or series.dtype == pl.Object:
        return as_text(series)
    if series.dtype != pl.String:
        return series
    if series.null_count() == len(series) or series.str.contains(r"^[+-]?0\d").any():
        return series  # leading zeros mark a code, not a number
    for dtype in (pl.Int64, pl.Float64):
        probe = series.head(100).cast(dtype, strict=False)
        if probe.null_count() > series.head(100).null_count():
            continue
        numbers = series.cast(dtype, strict=False)
        if numbers.null_count() == series.null_count():
            return numbers
    return series


def concat(parts: Sequence[Items]) -> Items:
    """Items of several tables; of two with one id the first is kept, the other reported."""
    if len(parts) == 1:
        return parts[0]
    whole = pl.concat([part.frame for part in parts], how="diagonal_relaxed")
    ids = whole.get_column("item")
    again = ~ids.is_first_distinct()
    problems = [part.quarantine for part in parts]
    if again.any():
        problems.append(
            quarantine.entries(
                "several files",
                None,
                quarantine.row_text(whole.filter(again)),
                "An item with this id came before; the first one is used.",
                "Give every item an id of its own.",
                "item",
            )
        )
    notes = tuple(note for part in parts for note in part.notes)
    return Items(whole.filter(~again), quarantine.join(problems), notes)


def with_media(made: Items, found: Mapping[str, pl.Series | None]) -> Items:
    """The items with media columns filled in where they were null (paths already checked)."""
    filled = {
        name: made.frame.get_column(name).fill_null(series)
        for name, series in found.items()
        if series is not None
    }
    notes = tuple(
        f"{series.count()} of {len(series)} items have {name} files named after their id."
        for name, series in found.items()
        if series is not None
    )
    frame = made.frame.with_columns(series.alias(name) for name, series in filled.items())
    return Items(frame, made.quarantine, made.notes + notes)


def from_ids(ids: pl.Series) -> Items:
    """Items of which nothing is known but their ids (distinct, not null)."""
    items = frame({"item": ids}, [], len(ids))
    return Items(items, quarantine.join([]))
