"""A folder of pictures, sounds, videos and texts: files of one stem make one item.

Debian's tuxpaint-stamps are the model: `cat.png`, `cat.txt` (first line English, then lines
`fr.utf8=...`), `cat.ogg`, or a spoken `cat_desc.ogg`. Histories come from a table of
interactions in the folder, if there is one.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl

from core.catalog import quarantine
from core.catalog.modality import FILES, MEDIA
from core.catalog.plan.read import histories
from core.catalog.readers.base import Detection, Reader, folder_of
from core.catalog.rows import captioned, items, media_files, media_groups
from core.catalog.rows.assembly import assemble
from core.catalog.rows.interactions import Log
from core.catalog.rows.items import Items
from core.catalog.rows.media_groups import Group
from core.catalog.schema import Catalog
from core.catalog.text import textfile
from core.errors import UserError
from core.progress import NOBODY, Reporter
from core.text import Text

_TRANSLATION = re.compile(r"^[a-z]{2,3}(_[A-Z]{2})?(@\w+)?\.utf8=")
_TEXT_LIMIT = 1 << 16
#: How many files to look at before a folder is taken for one without media; how many of names
#: without a suffix are opened.
_LOOK_AT = 20_000
_OPENED = 20


class FolderReader(Reader):
    """Reads any folder with media; the last resort."""

    name = "folder"
    place = 6
    title = Text("A folder of pictures, sounds, videos and texts of the same name")

    def detect(self, path: Path) -> Detection | None:
        if not path.is_dir():
            return None
        looked_at = opened = 0
        root = path.resolve()
        for folder, names in media_files.walk(root, media_files.Aside()):
            for name in names:
                where = Path(folder) / name
                kind = media_files.kind_of(name)
                if "." not in name and opened < _OPENED:
                    opened += 1
                    kind = media_files.kind_inside(root / where)
                if kind in MEDIA:
                    return Detection(0.6, Text("it holds media such as {where}", where=where))
            looked_at += len(names) + 1
            if looked_at > _LOOK_AT:
                break
        return None

    def read(
        self, path: Path, mapping: Mapping[str, str] | None = None, reporter: Reporter = NOBODY
    ) -> Catalog:
        root = folder_of(path)
        groups, unused = media_groups.grouped(media_files.look(root, reporter))
        if not groups:
            raise UserError(
                Text("{root} holds no pictures, sounds or videos.", root=root.name),
                "Open a folder with media files or with tables of items and interactions.",
                file=str(root),
            )
        notes = [
            Text(
                "Files of the same name were taken for one item: {groups} items.",
                groups=len(groups),
            )
        ]
        logs, read = [], {captioned.NAME} if captioned.lie_in(root) else set()
        for log in histories(root, reporter):
            suffixes = [s for kind in FILES.values() for s in kind]
            ending = "(?i)(?:" + "|".join(re.escape(s) for s in suffixes) + ")$"
            bare = log.written("item").cast(pl.String).str.replace(ending, "").alias("item")
            ids = {name: ids for name, ids in log.ids.items() if name != "item"}
            logs.append(dataclasses.replace(log, frame=log.frame.with_columns(bare), ids=ids))
            read.add(log.table.path.relative_to(root).as_posix())
        notes += media_groups.told({file: why for file, why in unused.items() if file not in read})
        return assemble(
            name=root.name,
            root=root,
            reader=self.name,
            items=_items(root, groups, _ids(groups, logs), reporter),
            logs=logs,
            notes=notes,
            reporter=reporter,
        )


def _ids(groups: list[Group], logs: Sequence[Log]) -> list[str]:
    """Ids of items: their names, with the folder where the histories or equal names want it."""
    short = [group.stem for group in groups]
    long = [f"{group.folder}/{group.stem}" if group.folder else group.stem for group in groups]
    if len(set(short)) < len(short):
        return long
    told = [log.frame.get_column("item").unique() for log in logs]
    hits = [sum(int(one.is_in(ids).sum()) for one in told) for ids in (short, long)]
    return short if hits[0] >= hits[1] else long


def _items(root: Path, groups: list[Group], ids: list[str], reporter: Reporter) -> Items:
    stems = [group.stem for group in groups]
    texts, problems = _texts(root, groups, reporter)
    problems += [
        quarantine.entries(
            group.files["drawing"],
            None,
            [""],
            quarantine.kept(Text("A drawing of lines cannot be decoded as a picture")),
            Text("Export it as PNG under the same name."),
            "image",
        )
        for group in groups
        if "drawing" in group.files and "image" not in group.files
    ]
    columns: dict[str, Sequence[str | None]] = {
        "item": ids,
        "title": [_title(stem) for stem in stems],
        "text": texts,
        **{kind: [group.files.get(kind) for group in groups] for kind in FILES},
    }
    made = {name: pl.Series(name, values, dtype=pl.String) for name, values in columns.items()}
    folders = pl.Series("folder", [group.folder or None for group in groups], dtype=pl.String)
    attributes = [folders] if folders.count() else []
    return Items(items.frame(made, attributes, len(groups)), quarantine.join(problems))


def _texts(
    root: Path, groups: list[Group], reporter: Reporter
) -> tuple[list[str | None], list[pl.DataFrame]]:
    """The text of each item, and quarantine entries for those that cannot be read."""
    texts: list[str | None] = []
    problems = []
    for place, group in enumerate(groups):
        if place % 1000 == 0:
            reporter.checkpoint()
            reporter.progress("Reading texts", place, len(groups), "items")
        text = None
        if file := group.files.get("text"):
            try:
                text = _caption(root / file)
            except UserError as error:
                reason = Text("{problem} But the row was kept without it.", problem=error.message)
                problems.append(quarantine.entries(file, None, [""], reason, error.remedy, "text"))
        texts.append(text)
    return texts, problems


def _title(stem: str) -> str:
    return re.sub(r"[\s_-]+", " ", stem).strip() or stem


def _caption(path: Path) -> str | None:
    """The text of an item without its translations, None if nothing is left."""
    text = textfile.open_text(path).head(_TEXT_LIMIT).decode("utf-8", "ignore")
    lines = [line.strip() for line in text.splitlines() if not _TRANSLATION.match(line)]
    return "\n".join(lines).strip() or None
