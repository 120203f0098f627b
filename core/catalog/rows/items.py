"""Rows of any item table to the items of a catalog."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import numpy as np
import polars as pl

from core.catalog import quarantine
from core.catalog.rows import indexing, media, media_bytes, media_files
from core.catalog.rows.columns import Role, Roles, absent, require
from core.catalog.rows.media_files import MediaFiles
from core.catalog.rows.values import as_ids, as_text, attribute, blank_to_null
from core.catalog.rows.words import readable, unescaped
from core.catalog.schema import FURTHER_ITEM_COLUMNS, ITEM_COLUMNS
from core.catalog.text.table import Problem, Table
from core.text import Text

_T = TypeVar("_T")


@dataclass(frozen=True, eq=False)
class Items:
    """Items of a catalog: ITEM_COLUMNS + attributes with distinct ids, and what did not fit."""

    frame: pl.DataFrame
    quarantine: pl.DataFrame
    notes: tuple[Text, ...] = ()
    #: The files in sight, among which media named after ids are still to be found.
    files: MediaFiles | None = None
    #: The rows they came from, one for one, until all tables are together.
    table: Table | None = None


#: What a column of a table of items can be, by its name in ITEM_COLUMNS, which comes first.
ROLES: Roles = {
    names[0]: Role(names)
    for names in (
        (
            "item", "itemid", "id", "productid", "product", "sku", "asin", "parentasin", "movieid",
            "videoid", "trackid", "songid", "articleid", "businessid", "bookid", "iid", "goodsid",
            "filename",
        ),
        ("title", "name", "itemname", "productname", "productdisplayname", "itemtitle"),
        (
            "text", "description", "desc", "content", "detaildesc", "summary", "body", "lyrics",
            "overview", "abstract",
        ),
        (
            "captions", "caption", "imagecaption", "picturecaption", "videocaption", "alttext",
        ),
        (
            "image", "imagepath", "imagefile", "img", "picture", "photo", "poster", "cover",
            "thumbnail", "images", "imgs", "pictures", "photos",
        ),
        ("audio", "audiopath", "audiofile", "sound", "music", "wav", "mp3"),
        ("video", "videopath", "videofile", "clip", "movie", "mp4"),
        ("subtitles", "subtitle", "subs", "srt", "vtt", "lrc"),
    )
}  # fmt: skip


def words_of_their_own(columns: Mapping[str, _T]) -> dict[str, _T]:
    """Meaning -> column; captions are the text of items that have no other words."""
    made = dict(columns)
    if "captions" in made and {"title", "text"}.isdisjoint(made):
        made["text"] = made.pop("captions")
    return made


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
        columns: name in ITEM_COLUMNS -> column of the table; without "item" rows are numbered.
        root: folder that media paths are relative to.
        texts: columns whose contents make up the text, joined by line ends, if no column of
            its own does. Without them the title is the text.
        skip: columns not to keep as attributes.

    Raises:
        UserError: the column of ids is not there.

    """
    if "item" in columns:
        require(table, columns, "item")
    table, extracted = media_bytes.unpacked(table)
    notes = [*table.notes, *absent(table, columns)]
    columns = {name: column for name, column in columns.items() if column in table.frame.columns}
    if "item" in columns:
        table, ids = _distinct(table, columns["item"])
    else:
        ids = pl.int_range(len(table.frame), eager=True).cast(pl.String)
        notes.append(
            Text("No column of {file} names items; its rows are counted.", file=table.path.name)
        )
    made = {"item": ids, **_words(table, columns, texts)}
    files = media_files.with_extracted(media_files.look(root), extracted)
    found = media.of_columns(table, columns, files, skip)
    used = {columns[name] for name in made if name in columns} | found.used
    attributes = [
        attribute(unescaped(table.frame.get_column(name)))
        for name in table.frame.columns
        if name not in used and name not in skip
    ]
    return Items(
        frame(made | found.made, [*attributes, *found.attributes], len(ids)),
        quarantine.join([table.quarantine, *found.problems]),
        (*notes, *found.notes),
        files,
        table,
    )


def _distinct(table: Table, column: str) -> tuple[Table, pl.Series]:
    """The rows with an id that none before them had, and these ids."""
    ids = as_ids(table.frame.get_column(column))
    table, good = table.sift(
        [
            Problem(
                ids.is_null(), Text("The item has no id."), Text("Give every item an id."), column
            ),
            Problem(
                ~indexing.first_distinct(ids),
                Text("An item with this id came before; the first one is used."),
                Text("Give every item an id of its own, or remove the second row."),
                column,
            ),
        ]
    )
    return table, ids if good is None else ids.filter(good)


def _words(table: Table, columns: Mapping[str, str], texts: Sequence[str]) -> dict[str, pl.Series]:
    """Title, text and captions, as far as there are columns for them."""
    made = {
        name: _said(table.frame.get_column(columns[name]))
        for name in ("title", "text", *FURTHER_ITEM_COLUMNS)
        if name in columns
    }
    parts = [_said(table.frame.get_column(name)) for name in texts if name in table.frame.columns]
    if "text" not in made and parts:
        joined = pl.select(pl.concat_str(parts, separator="\n", ignore_nulls=True)).to_series()
        made["text"] = as_text(joined)
    elif "text" not in made and "title" in made:
        made["text"] = made["title"]
    return made


def _said(column: pl.Series) -> pl.Series:
    return as_text(readable(blank_to_null(as_text(column))))


def frame(
    made: Mapping[str, pl.Series], attributes: Sequence[pl.Series], height: int
) -> pl.DataFrame:
    """ITEM_COLUMNS in order, null where not made, further ones, attributes under free names."""
    columns = [
        made[name].cast(dtype).alias(name)
        if name in made
        else pl.Series(name, [None], dtype=dtype).new_from_index(0, height)
        for name, dtype in ITEM_COLUMNS.items()
    ]
    columns += [
        made[name].cast(dtype).alias(name)
        for name, dtype in FURTHER_ITEM_COLUMNS.items()
        if name in made and made[name].null_count() < height
    ]
    taken = {*ITEM_COLUMNS, *FURTHER_ITEM_COLUMNS}
    for series in attributes:
        name = series.name
        while name in taken:
            name += " (attribute)"
        taken.add(name)
        columns.append(series.alias(name))
    return pl.DataFrame(columns)


def concat(parts: Sequence[Items]) -> Items:
    """Items of several tables; of two with one id the first is kept, the other reported."""
    if len(parts) == 1:
        return replace(parts[0], table=None)
    whole = pl.concat([part.frame for part in parts], how="diagonal_relaxed")
    again = ~whole.get_column("item").is_first_distinct()
    problems, start = [], 0
    for part in parts:
        rows = np.flatnonzero(again[start : start + len(part.frame)].to_numpy())
        start += len(part.frame)
        problems.append(part.quarantine)
        if part.table is not None:
            reason = Text("An item with this id came before; the first one is used.")
            remedy = Text("Give every item an id of its own.")
            problems.append(part.table.entries(rows, reason, remedy, "item"))
    notes = tuple(note for part in parts for note in part.notes)
    return Items(whole.filter(~again), quarantine.join(problems), notes, parts[0].files)


def from_ids(ids: pl.Series, root: Path) -> Items:
    """Items of which nothing is known but their ids (distinct, not null) and the media in sight."""
    items = frame({"item": ids}, [], len(ids))
    return Items(items, quarantine.join([]), files=media_files.look(root))
