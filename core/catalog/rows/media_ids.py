"""Media named after items: `covers/12.jpg` is item "12" for as much as the names say so together.

Each way of naming is tried on all files of a kind and counted; the one that more items meet is
taken. Names of folders only break ties.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from core.catalog.rows.media_files import MediaFiles
from core.text import Text

#: Folders of copies made small, of outlines and the like: second to any other.
_SECOND = re.compile(r"thumb|mask|segment|mini|small|tiny|icon|backup|preview|low_?res", re.I)


@dataclass(frozen=True, eq=False)
class NamedAfter:
    """Files of one kind that are named after items.

    Attributes:
        kind: a key of FILES.
        folder: where they lie, relative to the root; with the folders below it.
        how: of a file's name, what is the item's id.
        files: files of this kind in that folder.
        items: how many items there are.
        met: how many of them have a file.
        paths: String [items], null for items without one.
        every: String, all files that are named after one of the items.
        id_of: the column whose values are meant; "" for the items' ids.

    """

    kind: str
    folder: str
    how: Text
    files: int
    items: int
    met: int
    paths: pl.Series
    every: pl.Series
    id_of: str = ""

    @property
    def note(self) -> Text:
        """What was found, in a sentence."""
        if self.id_of:
            return Text(
                "{met} of {items} items have {kind} files in {folder} whose {how} is their "
                "'{column}'.",
                met=self.met,
                items=self.items,
                kind=Text(self.kind),
                folder=self.folder or ".",
                how=self.how,
                column=self.id_of,
            )
        return Text(
            "{met} of {items} items have {kind} files in {folder} whose {how} is their id.",
            met=self.met,
            items=self.items,
            kind=Text(self.kind),
            folder=self.folder or ".",
            how=self.how,
        )


def _digits(of: pl.Expr) -> pl.Expr:
    """A number without the zeros in front of it; null where it is none."""
    return of.str.extract(r"^0*(\d+)$")


_NAME = pl.col("stem")
#: What the id of a file may be, and what of an item's id it must equal; the plainest first.
_WAYS: Sequence[tuple[Text, pl.Expr, pl.Expr]] = (
    (Text("name"), _NAME, pl.col("id")),
    (Text("whole name"), pl.col("path").str.extract(r"([^/]+)$"), pl.col("id")),
    (Text("path"), pl.col("path"), pl.col("id")),
    (Text("path without its ending"), pl.col("path").str.replace(r"\.\w+$", ""), pl.col("id")),
    (
        Text("folder and name"),
        pl.col("path").str.extract(r"([^/]+/[^/]+?)(?:\.\w+)?$"),
        pl.col("id").str.extract(r"^([^/]+/[^/]+)$"),
    ),
    (Text("name but for its zeros in front"), _digits(_NAME), _digits(pl.col("id"))),
    (Text("name before a number"), _NAME.str.extract(r"^(.+)[-_ ]\d{1,2}$"), pl.col("id")),
    (Text("name after a word"), _NAME.str.extract(r"^[A-Za-z]+[-_ ]?(\d.*)$"), pl.col("id")),
    (Text("folder's name"), pl.col("folder").str.extract(r"([^/]+)$"), pl.col("id")),
)  # fmt: skip
_SURE = 5


def named_after(ids: pl.Series, files: MediaFiles, kind: str) -> NamedAfter | None:
    """What files of a kind are named after these items, None if none is.

    Args:
        ids: String [n], distinct.
        files: the files in sight.
        kind: a key of FILES.

    """
    table = files.of_kind(kind)
    if not len(table) or not len(ids):
        return None
    items = pl.DataFrame({"id": ids}).with_row_index("row")
    best: tuple[Text, pl.DataFrame] | None = None
    for at, (how, name, wanted) in enumerate(_WAYS):
        pairs = _pairs(items, table, name, wanted)
        met = pairs["row"].n_unique()
        # Whatever is not the name or path itself must hold for most files or items, or is chance.
        likely = at < _SURE or (met > 1 and 2 * met >= min(len(ids), len(table)))
        if met and likely and (best is None or met > best[1]["row"].n_unique()):
            best = how, pairs
        if best is not None and 2 * best[1]["row"].n_unique() >= len(ids):
            break
    if best is None:
        return None
    how, pairs = best
    folder = _common(pairs)
    chosen = _first_in(pairs, folder)
    paths = items.join(chosen, on="row", how="left", maintain_order="left")["path"].alias(kind)
    below = table.filter(_below(folder))
    return NamedAfter(kind, folder, how, len(below), len(ids), paths.count(), paths, pairs["path"])


def _pairs(
    items: pl.DataFrame, table: pl.DataFrame, name: pl.Expr, wanted: pl.Expr
) -> pl.DataFrame:
    """Rows of items and of files that meet; in another case or spelling where nothing else does."""
    left = items.select("row", key=wanted).drop_nulls().filter(pl.col("key").is_unique())
    right = table.select("path", "folder", key=name).drop_nulls()
    exact = left.join(right, on="key").select("row", "path", "folder")
    rest = left.join(exact, on="row", how="anti")
    if not len(rest) or exact["path"].n_unique() == len(right):
        return exact
    plain = pl.col("key").str.normalize("NFC").str.to_lowercase()
    rest = rest.with_columns(plain).filter(pl.col("key").is_unique())
    free = right.join(exact, on="path", how="anti").with_columns(plain)
    return pl.concat([exact, rest.join(free, on="key").select("row", "path", "folder")])


def _below(folder: str) -> pl.Expr:
    if not folder:
        return pl.col("folder").is_not_null()
    return (pl.col("folder") == folder) | pl.col("folder").str.starts_with(f"{folder}/")


def _common(pairs: pl.DataFrame) -> str:
    """The smallest folder in which as many items have files as anywhere."""
    counts: dict[str, int] = {}
    by_folder = pairs.group_by("folder").agg(pl.col("row").unique())
    within: dict[str, list[pl.Series]] = {}
    for folder, rows in by_folder.iter_rows():
        parts = folder.split("/") if folder else []
        for depth in range(len(parts) + 1):
            within.setdefault("/".join(parts[:depth]), []).append(pl.Series(rows, dtype=pl.UInt32))
    for folder, several in within.items():
        counts[folder] = pl.concat(several).n_unique() if len(several) > 1 else len(several[0])

    def rank(folder: str) -> tuple[int, bool, int, str]:
        depth = len(folder.split("/")) if folder else 0
        return -counts[folder], _SECOND.search(folder) is not None, -depth, folder

    return min(counts, key=rank)


def _first_in(pairs: pl.DataFrame, folder: str) -> pl.DataFrame:
    """One file an item: in this folder before others, of several there the first by name."""
    second = pl.col("path").str.contains(f"(?i){_SECOND.pattern}")
    order = pairs.sort(~_below(folder), second, pl.col("path").str.len_chars(), "path")
    return order.unique("row", keep="first", maintain_order=True).select("row", "path")
