"""What lies in a folder: tables, media and everything else, by name only.

Folders are listed once and no file is asked for its size, so ten thousand pictures cost
milliseconds.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from core.catalog.rows.media_files import kind_of
from core.catalog.text import tables

#: Files beyond which a folder is not listed further.
MOST_FILES = 500_000
_DEPTH = 5


@dataclass
class Sight:
    """Files of a folder and those beneath it, hidden ones and links to folders left out.

    Attributes:
        root: the folder.
        tables: files that tables.is_table knows, those that lie highest first.
        media: folder (relative, "" is the root) -> kind of FILES -> names.
        others: folder -> names of everything else.
        whole: whether all files were listed.
    """

    root: Path
    tables: list[Path] = field(default_factory=list)
    media: dict[str, dict[str, list[str]]] = field(default_factory=dict)
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
                    yield folder, name.rpartition(".")[0]


def look_around(root: Path) -> Sight:
    """List a folder and those in it."""
    sight = Sight(root)
    count = 0
    for folder, names in _walk(root, "", 0):
        for name in names:
            _sort_in(sight, folder, name)
        count += len(names)
        if count > MOST_FILES:
            sight.whole = False
            break
    sight.tables.sort(key=lambda path: (len(path.relative_to(root).parts), path.as_posix()))
    return sight


def _sort_in(sight: Sight, folder: str, name: str) -> None:
    path = sight.root / folder / name if tables.is_table(Path(name)) else None
    if path is not None:
        sight.tables.append(path)
    elif (kind := kind_of(name)) is not None:
        sight.media.setdefault(folder, {}).setdefault(kind, []).append(name)
    else:
        sight.others.setdefault(folder, []).append(name)


def _walk(root: Path, folder: str, depth: int) -> Iterator[tuple[str, list[str]]]:
    """Folders beneath `root` with their files. A folder named like a table is one (Spark)."""
    names: list[str] = []
    inner: list[str] = []
    try:
        with os.scandir(root / folder) as listing:
            for entry in listing:
                if entry.name.startswith(".") or entry.name == "__MACOSX":
                    continue
                if tables.is_table(Path(entry.name)) or not entry.is_dir():
                    names.append(entry.name)
                elif not entry.is_symlink():
                    inner.append(entry.name)
    except OSError:
        return
    yield folder, sorted(names)
    if depth < _DEPTH:
        for name in sorted(inner):
            yield from _walk(root, f"{folder}/{name}" if folder else name, depth + 1)
