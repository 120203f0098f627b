"""Media paths that strangers wrote: inside the catalog's folder and there, or not used."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import polars as pl

from core import workspace
from core.catalog import quarantine
from core.catalog.modality import FILES
from core.catalog.text.table import Table
from core.text import Text


def kind_of(name: str) -> str | None:
    """The item column a file belongs in by its suffix: image, audio, video, subtitles."""
    suffix = os.path.splitext(name)[1].lower()  # noqa: PTH122 - names, a million of them
    return next((kind for kind, suffixes in FILES.items() if suffix in suffixes), None)


def check_media(
    given: pl.Series, root: Path, table: Table, column: str
) -> tuple[pl.Series, pl.DataFrame]:
    """Keep the paths that lead to a file inside `root`; the others become null and are reported.

    A folder is listed once, so a million paths in few folders cost few system calls. Only
    symbolic links are resolved one by one.

    Args:
        given: String [n], paths relative to `root` or null, one for each row of `table`.
        root: the catalog's folder.
        table: where the paths came from, for the report.
        column: the column's name, for the report.

    Returns:
        The paths as String [n] with forward slashes, and quarantine entries.

    """
    paths = given.str.strip_chars()
    if paths.null_count() == len(paths):
        return paths, quarantine.join([])
    if paths.str.contains("\\", literal=True).any():
        paths = paths.str.replace_all("\\", "/", literal=True)
    if paths.str.starts_with("./").any():
        paths = paths.str.replace(r"^(?:\./)+", "")
    web = paths.str.contains(r"^[A-Za-z][A-Za-z0-9+.-]*://").fill_null(False)
    outside = (
        paths.str.contains(r"(?:^|/)\.\.(?:/|$)|^/|^~|^[A-Za-z]:|\x00").fill_null(False) & ~web
    )
    candidates = pl.select(pl.when(~(web | outside)).then(paths)).to_series()
    exist, leaving = _look_up(candidates, root)
    outside = outside | leaving
    missing = candidates.is_not_null() & ~exist & ~leaving
    entries = [
        table.entries(np.flatnonzero(mask.to_numpy()), quarantine.kept(reason), remedy, column)
        for mask, reason, remedy in (
            (web, Text("This is a web address"), Text("Download the file and give its path.")),
            (
                outside,
                Text("The path leads out of the catalog's folder"),
                Text("Copy the file into the folder and give its path from there."),
            ),
            (
                missing,
                Text("There is no such file"),
                Text("Put the file there or correct the path."),
            ),
        )
        if mask.any()
    ]
    good = pl.select(pl.when(exist).then(candidates)).to_series()
    return good.alias(given.name), quarantine.join(entries)


def _look_up(paths: pl.Series, root: Path) -> tuple[pl.Series, pl.Series]:
    """For each path: whether it is a file inside root, and whether a link leads it outside."""
    files: list[str] = []
    leaving: list[str] = []
    folders = paths.str.replace(r"/?[^/]*$", "").unique().drop_nulls()
    for folder in folders.to_list():
        place = workspace.inside(root, folder) if folder else root.resolve()
        prefix = f"{folder}/" if folder else ""
        if place is None:
            leaving.append(folder)
            continue
        try:
            with os.scandir(place) as listing:
                for entry in listing:
                    name = prefix + entry.name
                    if not entry.is_symlink():
                        if entry.is_file():
                            files.append(name)
                    else:
                        target = workspace.inside(root, name)
                        if target is None:
                            leaving.append(name)
                        elif target.is_file():
                            files.append(name)
        except OSError:
            continue  # no such folder: its files are reported missing
    known = paths.is_in(pl.Series(files, dtype=pl.String).implode()).fill_null(False)
    if not leaving:
        return known, pl.Series([False], dtype=pl.Boolean).new_from_index(0, len(paths))
    gone = pl.Series(leaving, dtype=pl.String)
    away = (
        paths.is_in(gone.implode()) | paths.str.replace(r"/?[^/]*$", "").is_in(gone.implode())
    ).fill_null(False)
    return known, away


def by_id(root: Path, folders: Sequence[str], ids: pl.Series, kind: str) -> pl.Series | None:
    """Paths of files named after item ids: `posters/12.jpg` for item "12".

    Args:
        root: the catalog's folder.
        folders: names of folders in `root` that may hold them; the first that does is used.
        ids: String [n].
        kind: a key of FILES.

    Returns:
        String [n], null for items without a file, or None if no folder holds such files.

    """
    for folder in folders:
        place = workspace.inside(root, folder)
        if place is None or not place.is_dir():
            continue
        names = sorted(
            entry.name
            for entry in os.scandir(place)
            if entry.name.lower().endswith(FILES[kind]) and not entry.is_symlink()
        )
        if not names:
            continue
        stems = [os.path.splitext(name)[0] for name in names]  # noqa: PTH122
        found = pl.DataFrame(
            {"id": stems, kind: [f"{folder}/{name}" for name in names]},
            schema={"id": pl.String, kind: pl.String},
        ).unique("id", keep="first", maintain_order=True)
        joined = ids.alias("id").to_frame().join(found, on="id", how="left", maintain_order="left")
        return joined.get_column(kind)
    return None
