"""What lies in a folder: tables, media and everything else, by name.

Folders are listed once and no file is asked for its size, so ten thousand pictures cost
milliseconds. Of names without a suffix a few are opened.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from core.catalog.rows.media_files import kind_inside, kind_of, stem
from core.catalog.text import packed, tables
from core.catalog.text.parts import parts_of
from core.errors import UserError

#: Files beyond which a folder is not listed further.
MOST_FILES = 500_000
_DEPTH = 5
#: Names without a suffix that are opened in each folder.
_OPENED = 20
#: Tables that are looked into; a folder of downloads may hold thousands.
MOST_TABLES = 100


@dataclass
class Sight:
    """Files of a folder and those beneath it, hidden ones and links to folders left out.

    Attributes:
        root: the folder.
        tables: files that tables.is_table knows, those that lie highest first.
        media: folder (relative, "" is the root) -> kind of FILES -> names.
        archived: archive -> names of what lies in it and is no table.
        others: folder -> names of everything else.
        whole: whether all files were listed.
    """

    root: Path
    tables: list[Path] = field(default_factory=list)
    media: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    archived: dict[str, list[str]] = field(default_factory=dict)
    others: dict[str, list[str]] = field(default_factory=dict)
    whole: bool = True

    def name(self, path: Path) -> str:
        """A file as the plan names it."""
        return path.relative_to(self.root).as_posix()

    def stems(self) -> Iterator[tuple[str, str]]:
        """Folder and name without suffix of every picture, sound and video."""
        for folder, kinds in self.media.items():
            for names in kinds.values():
                for name in names:
                    yield folder, stem(name)


def look_around(root: Path) -> Sight:
    """List a folder and those in it. A folder that is a table in parts (Spark) is a table."""
    sight = Sight(root)
    _look_into(sight, "", 0)
    _look_inside(sight)
    sight.tables.sort(key=lambda path: (len(path.relative_to(root).parts), path.as_posix()))
    first, rest = sight.tables[:MOST_TABLES], sight.tables[MOST_TABLES:]
    sight.tables = [*(table for path in first for table in _members(path, sight)), *rest]
    return sight


def _look_into(sight: Sight, folder: str, depth: int) -> int:
    """Sort in what a folder and those beneath it hold; how many files that was."""
    inner: list[str] = []
    count = 0
    try:
        with os.scandir(sight.root / folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError:
        return 0
    for entry in entries:
        if entry.name.startswith(".") or entry.name == "__MACOSX":
            continue
        if not entry.is_dir():
            _sort_in(sight, folder, entry.name)
            count += 1
        elif not entry.is_symlink():
            inner.append(entry.name)
    for name in inner:
        below = f"{folder}/{name}" if folder else name
        if count > MOST_FILES or depth >= _DEPTH:
            sight.whole = False
        elif parts_of(sight.root / below):
            sight.tables.append(sight.root / below)
        else:
            count += _look_into(sight, below, depth + 1)
    return count


def _look_inside(sight: Sight) -> None:
    """Sort in names without a suffix: those that are opened by their bytes, the rest as most."""
    for folder, names in sight.others.items():
        bare = [name for name in names if "." not in name]
        kinds = [kind_inside(sight.root / folder / name) for name in bare[:_OPENED]]
        most = max(kinds, key=kinds.count, default=None)
        kinds += [most] * (len(bare) - len(kinds))
        for name, kind in zip(bare, kinds, strict=True):
            if kind is not None:
                sight.media.setdefault(folder, {}).setdefault(kind, []).append(name)
        known = {name for name, kind in zip(bare, kinds, strict=True) if kind is not None}
        sight.others[folder] = [name for name in names if name not in known]


def _sort_in(sight: Sight, folder: str, name: str) -> None:
    if tables.is_table(Path(name)) or packed.is_archive(Path(name)):
        sight.tables.append(sight.root / folder / name)
    elif (kind := kind_of(name)) is not None:
        sight.media.setdefault(folder, {}).setdefault(kind, []).append(name)
    else:
        sight.others.setdefault(folder, []).append(name)


def _members(path: Path, sight: Sight) -> list[Path]:
    """The tables in a database, workbook or archive, or the file itself."""
    try:
        found = tables.members(path)
    except UserError:
        return [path]  # who reads it says why
    if packed.is_archive(path) and found != [path]:
        inside = packed.entries(path)
        known = {table.name for table in found}
        rest = [name for name in inside if packed.called(name) not in known]
        sight.archived[sight.name(path)] = rest
        return found if inside else [path]
    return found
