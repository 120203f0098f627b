"""A folder of pictures, sounds, videos and texts: files of one stem make one item.

Debian's tuxpaint-stamps are the model: `cat.png`, `cat.txt` (first line English, then lines
`fr.utf8=...`), `cat.ogg`, or a spoken `cat_desc.ogg`. Histories come from a table of
interactions in the folder, if there is one.
"""

from __future__ import annotations

import dataclasses
import os
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from core import workspace
from core.catalog import quarantine
from core.catalog.modality import FILES, MEDIA
from core.catalog.readers.base import Detection, Reader, folder_of
from core.catalog.readers.mapping import layout
from core.catalog.readers.table import read_log
from core.catalog.rows import interactions, items, media_files
from core.catalog.rows.assembly import assemble
from core.catalog.rows.items import Items
from core.catalog.schema import Catalog
from core.catalog.text import textfile
from core.errors import UserError
from core.progress import NOBODY, Reporter
from core.text import Text

_KINDS = {
    suffix: kind
    for kind, suffixes in {
        **FILES,
        "text": (".txt", ".md", ".caption"),
        "drawing": (".svg", ".svgz", ".pdf", ".eps"),
    }.items()
    for suffix in suffixes
}
#: What makes an item of the files of one name.
_MEDIA = {*MEDIA, "drawing"}
_TRANSLATION = re.compile(r"^[a-z]{2,3}(_[A-Z]{2})?(@\w+)?\.utf8=")
#: `cat_desc.ogg` speaks the text of `cat`; `cat_desc_fr.ogg` and `cat_fr.ogg` a translation;
#: mirrored pictures are the same thing again.
_SPOKEN = "_desc"
_COMPANION = re.compile(r"_(desc(_[A-Za-z@_]+)?|mirror|flip|mirror_flip)$")
_LOCALE = re.compile(r"_[a-z]{2}(_[A-Za-z]{2})?$")
_TEXT_LIMIT = 1 << 16
_DEPTH = 12
#: How many files and folders to look at before a folder is taken for one without media.
_LOOK_AT = 20_000


@dataclass
class _Group:
    """Files of one item, by kind; the first one found of a kind counts."""

    folder: str
    stem: str
    files: dict[str, str] = field(default_factory=dict)


class FolderReader(Reader):
    """Reads any folder with media; the last resort."""

    name = "folder"
    place = 6
    title = Text("A folder of pictures, sounds, videos and texts of the same name")

    def detect(self, path: Path) -> Detection | None:
        if not path.is_dir():
            return None
        looked_at = 0
        for place, names in _walk(path):
            for name in names:
                if media_files.kind_of(name) in MEDIA:
                    where = Path(place).relative_to(path) / name
                    return Detection(0.6, Text("it holds media such as {where}", where=where))
            looked_at += len(names) + 1
            if looked_at > _LOOK_AT:
                break
        return None

    def read(
        self, path: Path, mapping: Mapping[str, str] | None = None, reporter: Reporter = NOBODY
    ) -> Catalog:
        root = folder_of(path)
        groups, unused = _groups(root, reporter)
        if not groups:
            raise UserError(
                Text("{root} holds no pictures, sounds or videos.", root=root.name),
                "Open a folder with media files or with tables of items and interactions.",
                file=str(root),
            )
        made = _items(root, groups, reporter)
        notes = [
            Text(
                "Files of the same name were taken for one item: {groups} items.",
                groups=len(groups),
            )
        ]
        if unused:
            notes.append(
                Text(
                    "{unused} files were not used: translations, mirrored copies, second "
                    "files of a kind, texts without a picture, sound or video, and kinds of "
                    "file not known.",
                    unused=unused,
                )
            )
        logs = []
        for file in layout(root).logs:
            log = read_log(file, event=interactions.event_of(file), reporter=reporter)
            suffixes = [s for kind in FILES.values() for s in kind]
            ending = "(?i)(?:" + "|".join(re.escape(s) for s in suffixes) + ")$"
            bare = pl.col("item").cast(pl.String).str.replace(ending, "")
            logs.append(dataclasses.replace(log, frame=log.frame.with_columns(bare)))
        return assemble(
            name=root.name,
            root=root,
            reader=self.name,
            items=made,
            logs=logs,
            notes=notes,
            reporter=reporter,
        )


def _walk(root: Path) -> Iterator[tuple[str, list[str]]]:
    """Folders and the files in them by name, without hidden ones, links, and endless depth."""
    for place, folders, names in os.walk(root):
        depth = len(Path(place).relative_to(root).parts)
        folders[:] = sorted(f for f in folders if not f.startswith(".")) if depth < _DEPTH else []
        yield place, sorted(name for name in names if not name.startswith("."))


def _groups(root: Path, reporter: Reporter) -> tuple[list[_Group], int]:
    """Items in order of folder and name, and the number of files that belong to none."""
    groups: list[_Group] = []
    unused = 0
    for place, names in _walk(root):
        reporter.checkpoint()
        folder = Path(place).relative_to(root).as_posix()
        found = _grouped(root, "" if folder == "." else folder, names)
        groups += found
        unused += len(names) - sum(len(group.files) for group in found)
    return groups, unused


def _grouped(root: Path, folder: str, names: list[str]) -> list[_Group]:
    """The items of one folder that have more than a text."""
    groups: dict[str, _Group] = {}
    stems = {os.path.splitext(name)[0] for name in names}  # noqa: PTH122
    for name in names:
        stem, kind = _stem_and_kind(name, stems)
        path = f"{folder}/{name}" if folder else name
        if kind is not None and workspace.inside(root, path) is not None:
            groups.setdefault(stem, _Group(folder, stem)).files.setdefault(kind, path)
    for group in groups.values():
        if "spoken" in group.files:
            group.files.setdefault("audio", group.files.pop("spoken"))
    return [group for group in groups.values() if _MEDIA & group.files.keys()]


def _stem_and_kind(name: str, stems: Collection[str]) -> tuple[str, str | None]:
    """Stem of the item a file tells of, and as what; None if it is not used."""
    stem, suffix = os.path.splitext(name)  # noqa: PTH122
    kind = _KINDS.get(suffix.lower())
    base = _COMPANION.sub("", stem)
    if base == stem and kind == "audio":
        base = _LOCALE.sub("", stem)
    spoken = kind == "audio" and stem.startswith(base + _SPOKEN)
    if base == stem or not (base in stems or spoken):
        return stem, kind
    return base, "spoken" if spoken and stem == base + _SPOKEN else None


def _items(root: Path, groups: list[_Group], reporter: Reporter) -> Items:
    stems = [group.stem for group in groups]
    distinct = len(set(stems)) == len(stems)
    ids = [
        group.stem if distinct or not group.folder else f"{group.folder}/{group.stem}"
        for group in groups
    ]
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
    root: Path, groups: list[_Group], reporter: Reporter
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
