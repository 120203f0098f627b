"""The media of items: from the columns that name them, then from files named after their ids."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import polars as pl

from core.catalog.modality import FILES
from core.catalog.rows.media_files import MediaFiles
from core.catalog.rows.media_ids import NamedAfter, named_after
from core.catalog.rows.media_paths import (
    Evidence,
    Found,
    check_media,
    evidence,
    find,
    names_of_addresses,
    sample,
)
from core.catalog.rows.values import as_ids
from core.catalog.text.table import Table
from core.text import Text

_NUMBERED = r"[-_ ]\d{1,2}$"
_EXAMPLES = 5
#: What a column of sounds may name as well.
_HAS_SOUND = "video"
#: Columns of items that are ids and words.
_NO_FILES = ("item", "title", "text", "captions")


@dataclass(eq=False)
class Media:
    """What the columns of a table say of media.

    Attributes:
        made: kind of FILES -> paths, String [n].
        attributes: further files of an item, to be shown and compared.
        used: columns that are not to be kept as they are.
        problems: quarantine entries.
        notes: what was assumed.

    """

    made: dict[str, pl.Series] = field(default_factory=dict)
    attributes: list[pl.Series] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    problems: list[pl.DataFrame] = field(default_factory=list)
    notes: list[Text] = field(default_factory=list)


def of_columns(
    table: Table, columns: Mapping[str, str], files: MediaFiles, skip: Sequence[str] = ()
) -> Media:
    """Find the media that the columns of a table name, whatever the columns are called.

    Args:
        table: rows of items.
        columns: name in ITEM_COLUMNS -> column.
        files: the files in sight.
        skip: columns not to look at.

    """
    media = Media()
    named = {columns[kind]: kind for kind in FILES if kind in columns}
    taken = {*skip, *(columns[name] for name in _NO_FILES if name in columns)}
    for column in (*named, *(c for c in table.frame.columns if c not in named and c not in taken)):
        given, kind = table.frame.get_column(column), named.get(column)
        told = evidence(given, files, bare=kind is not None)
        if told.is_addresses and not told.is_paths:
            media.notes.append(_downloaded(media, given, files) or _addresses(given, told))
        elif kind is not None or told.is_paths:
            found, problems = check_media(given, files, table, column, kind)
            media.problems.append(problems)
            media.notes += _notes(given, found, kind, told)
            _assign(media, found, kind, files)
        elif told.filled and 2 * told.looks >= told.filled:
            media.notes.append(
                Text(
                    "The column '{column}' names files such as {example}; none of them is there.",
                    column=column,
                    example=_first(given),
                )
            )
    return media


def _downloaded(media: Media, given: pl.Series, files: MediaFiles) -> Text | None:
    """Use files called as the ends of web addresses are, if most of them are here."""
    if not evidence(names_of_addresses(sample(given)), files).is_paths:
        return None
    names = names_of_addresses(given)
    found = find(names, files)
    if 2 * found.paths.count() < names.count():
        return None
    _assign(media, found, None, files)
    media.used.discard(given.name)
    return Text(
        "{n:,} of {all:,} web addresses in '{column}' end in the name of a file here, which is "
        "used: {given} is {path}.",
        n=found.paths.count(),
        all=given.count(),
        column=given.name,
        given=str(given.filter(found.paths.is_not_null())[0])[:200],
        path=found.paths.drop_nulls()[0],
    )


def _assign(media: Media, found: Found, role: str | None, files: MediaFiles) -> None:
    """Put the files of a column where they belong by what they are."""
    column = found.paths.name
    media.used.add(column)
    pairs = pl.DataFrame({"path": found.paths}).join(
        files.table.select("path", "kind"), on="path", how="left", maintain_order="left"
    )
    kinds = pairs["kind"].fill_null(role) if role else pairs["kind"]
    if role == "audio":
        kinds = kinds.replace(_HAS_SOUND, "audio")
    rest = [found.more]
    for kind in FILES:
        mask = (kinds == kind).fill_null(False) & found.paths.is_not_null()
        if not mask.any() and kind != role:
            continue
        paths = pl.select(pl.when(mask).then(found.paths)).to_series()
        if kind not in media.made:
            media.made[kind] = paths
        else:
            rest.append(paths)
    others = pl.select(pl.concat_str(rest[::-1], separator=";", ignore_nulls=True)).to_series()
    if (others != "").any():
        media.attributes.append(
            pl.select(pl.when(others != "").then(others)).to_series().alias(column)
        )


def _notes(given: pl.Series, found: Found, role: str | None, told: Evidence) -> list[Text]:
    notes = []
    as_named = {role, _HAS_SOUND} if role == "audio" else {role}
    kinds = [Text(kind) for kind in FILES if kind in told.kinds]
    if kinds and as_named.isdisjoint(told.kinds):
        notes.append(
            Text(
                "The column '{column}' names {kinds} files.",
                column=given.name,
                kinds=Text.joined(", ", kinds),
            )
        )
    if spelled := int(found.spelled.sum()):
        at = found.spelled.arg_max() or 0
        notes.append(
            Text.counted(
                "{n} path in '{column}' is written another way than its file: {given} is {path}.",
                "{n} paths in '{column}' are written another way than their files: {given} is "
                "{path}.",
                spelled,
                column=given.name,
                given=str(given[at]),
                path=found.paths[at],
            )
        )
    if found.more.count():
        notes.append(
            Text(
                "Of several files in '{column}' the first is used; the others are kept beside it.",
                column=given.name,
            )
        )
    return notes


def _addresses(given: pl.Series, told: Evidence) -> Text:
    return Text(
        "The column '{column}' holds {n:,} web addresses such as {example}; nothing is fetched. "
        "Download the files, name them after the item's id, and put them into a folder here.",
        column=told.column,
        n=given.count(),
        example=_first(given),
    )


def _first(given: pl.Series) -> str:
    value = given.drop_nulls().first()
    return str(value[0] if isinstance(value, pl.Series) and len(value) else value)[:200]


def of_ids(frame: pl.DataFrame, files: MediaFiles) -> tuple[pl.DataFrame, list[Text]]:
    """Fill media columns in with files named after ids, and name the media of no item."""
    notes = [] if files.whole else [_too_many(files)]
    notes += [_unnamed(files)] if files.unnamed else []
    of_items = [pl.Series(dtype=pl.String)]
    for kind in FILES:
        rows = frame[kind].is_null()
        found = _named_after(frame.filter(rows), files, kind)
        if found is not None:
            notes.append(found.note)
            paths = frame[kind].scatter(rows.arg_true(), found.paths)
            frame = frame.with_columns(paths)
            of_items.append(found.every)
    return frame, [*notes, *_unused(frame, files, pl.concat(of_items))]


def _named_after(rows: pl.DataFrame, files: MediaFiles, kind: str) -> NamedAfter | None:
    """Files named after items, or after what a column says of each, whichever more are."""
    best = named_after(rows["item"], files, kind)
    stems = files.of_kind(kind)["stem"]
    called = pl.concat([stems, stems.str.extract(r"(\d+)$")]).drop_nulls().unique().implode()
    for column in rows.drop("item", *FILES) if len(stems) else ():
        if best is not None and best.met >= min(len(stems), len(rows)):
            break
        names = as_ids(column)
        if column.dtype.is_float() or names.is_in(called).sum() < 2:
            continue
        found = named_after(names, files, kind)
        if found is not None and found.met > max(1, 0 if best is None else best.met):
            best = replace(found, id_of=column.name)
    return best


def _too_many(files: MediaFiles) -> Text:
    return Text(
        "{folder} holds more than {n:,} files; media beyond these are not found.",
        folder=files.root.name,
        n=len(files.table),
    )


def _unnamed(files: MediaFiles) -> Text:
    return Text.counted(
        "{n:,} file has a name in an unknown encoding and is not used: {files}. Rename it.",
        "{n:,} files have names in an unknown encoding and are not used: {files}. Rename them.",
        len(files.unnamed),
        files=", ".join(sorted(files.unnamed)[:_EXAMPLES]),
    )


def _unused(frame: pl.DataFrame, files: MediaFiles, of_items: pl.Series) -> list[Text]:
    """Notes on media that are not used: further ones of items, and each folder of those of none.

    Numbered copies are: spatial alignment compares them.

    Args:
        frame: the items.
        files: the files in sight.
        of_items: paths of media that are named after items.

    """
    used = pl.concat([frame[kind] for kind in FILES]).drop_nulls().unique()
    media = files.table.filter(pl.col("kind").is_not_null())
    rest = media.filter(~pl.col("path").is_in(used.implode()))
    # Over the columns at once: to ask a frame of thousands for each takes their square.
    for column in frame.get_columns() if len(rest) else ():
        if column.dtype == pl.String and column.name not in (*_NO_FILES, *FILES):
            others = column.drop_nulls().str.split(";").explode()
            rest = rest.filter(~pl.col("path").is_in(others.implode()))
    first = media.filter(pl.col("path").is_in(used.implode())).select("folder", stem=pl.col("stem"))
    copies = rest.with_columns(stem=pl.col("stem").str.replace(_NUMBERED, ""))
    copies = copies.join(first, on=["folder", "stem"], how="semi")
    rest = rest.join(copies, on="path", how="anti", maintain_order="left")
    further = rest.filter(pl.col("path").is_in(of_items.implode()))
    rest = rest.filter(~pl.col("path").is_in(of_items.implode()))
    groups = rest.group_by("folder", "kind", maintain_order=True).agg("path")
    return [
        *(
            Text.counted(
                "{n:,} {kind} file of an item that has one already is not used: {paths}.",
                "{n:,} {kind} files of items that have one already are not used: {paths}.",
                len(paths),
                kind=Text(kind),
                paths=_some(paths),
            )
            for kind, paths in further.group_by("kind", maintain_order=True).agg("path").iter_rows()
        ),
        *(_of_none(kind, paths) for _, kind, paths in groups.head(_EXAMPLES).iter_rows()),
        *(
            Text(
                "{n:,} more {kind} files in {folders:,} other folders belong to no item: {paths}.",
                n=len(paths),
                kind=Text(kind),
                folders=folders,
                paths=_some(paths),
            )
            for kind, folders, paths in groups[_EXAMPLES:]
            .group_by("kind", maintain_order=True)
            .agg(pl.len(), pl.col("path").explode())
            .select("kind", "len", "path")
            .iter_rows()
        ),
    ]


def _of_none(kind: str, paths: Sequence[str]) -> Text:
    return Text.counted(
        "{n:,} {kind} file belongs to no item and is not used: {paths}.",
        "{n:,} {kind} files belong to no item and are not used: {paths}.",
        len(paths),
        kind=Text(kind),
        paths=_some(paths),
    )


def _some(paths: Sequence[str]) -> Text:
    names = ", ".join(paths[:_EXAMPLES])
    if len(paths) <= _EXAMPLES:
        return Text("{names}", names=names)
    return Text("{names} and {n:,} more", names=names, n=len(paths) - _EXAMPLES)
