"""How much disk the workspace takes, and what of it can be removed: made again, or lost."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from core import system, workspace
from core.text import Text

#: Sub-folders whose contents are made again when they are needed, or are in the trash already.
REMADE = ("features", "maps", "trash", "samples", "compiled")
Folder = Literal["catalogs", "archives", "bundles", "runs"]
#: Sub-folders of which single entries are removed: each is lost, or not, for its own reason.
CHOSEN: tuple[Folder, ...] = ("catalogs", "archives", "bundles", "runs")
#: The folder of one file for each window, named after its process, that says which snapshot it has
#: open.
OPEN = ".open"


@dataclass(frozen=True)
class Kept:
    """One entry of a sub-folder.

    Attributes:
        folder: the sub-folder.
        path: of the entry.
        title: as a person knows it.
        bytes: of its files.
        changed: when, in seconds since 1970.
        loss: what becomes of it.
        lost: whether something is lost that nobody can make again.
        used: whether it is open, here or in another process.

    """

    folder: Folder
    path: Path
    title: str
    bytes: int
    changed: float
    loss: Text
    lost: bool
    used: bool


def sizes() -> dict[str, int]:
    """Bytes of the files in each sub-folder of the workspace, largest first."""
    found: dict[str, int] = {}
    with suppress(OSError):
        for entry in os.scandir(workspace.named()):
            if entry.is_dir(follow_symlinks=False):
                found[entry.name] = _size(entry.path)
    return dict(sorted(found.items(), key=lambda one: -one[1]))


def _size(folder: str | Path) -> int:
    total = 0
    for place, _, names in os.walk(folder):
        for name in names:
            with suppress(OSError):  # gone meanwhile
                total += Path(place, name).lstat().st_size
    return total


def clear(name: str) -> None:
    """Remove what a sub-folder holds.

    Raises:
        ValueError: it holds what nobody can make again.
        OSError: some of it cannot be removed.

    """
    if name not in REMADE:
        raise ValueError(name)
    folder = workspace.named() / name
    if folder.is_symlink() or not folder.is_dir():
        return
    shutil.rmtree(folder)


def hold(snapshot: Path | None) -> None:
    """Say that this process has a snapshot open, and no other; None: it has none.

    Raises:
        OSError: it cannot be written.

    """
    pid, begun = system.this_process()
    note = workspace.named() / OPEN / f"{pid}-{round(begun)}"
    if snapshot is None:
        note.unlink(missing_ok=True)
    else:
        workspace.write_atomic(note, str(snapshot).encode("utf-8", "surrogateescape"))


def held() -> set[Path]:
    """The snapshots that living windows have open."""
    found = set()
    with suppress(OSError):
        for note in (workspace.named() / OPEN).iterdir():
            with suppress(OSError, ValueError):
                pid, begun = map(int, note.name.split("-"))
                if system.running(pid, begun):
                    found.add(Path(note.read_text("utf-8", "surrogateescape")))
                else:
                    note.unlink()
    return found


def kept(folder: Folder, used: Collection[Path] = ()) -> list[Kept]:
    """The entries of a sub-folder, largest first.

    Args:
        folder: its name.
        used: snapshots and folders that are open here.

    """
    roots = _roots()
    busy = {path.resolve() for path in {*used, *held(), *_trained_on()}}
    # Whoever has a snapshot open needs the folder of its media and its runs, too.
    open_ = [snapshot for snapshot in roots if any(_within(path, snapshot) for path in busy)]
    busy |= {roots[snapshot][1] for snapshot in open_}
    busy |= {workspace.named().resolve() / "runs" / snapshot.name for snapshot in open_}
    entries = []
    for path in _entries(workspace.named() / folder):
        title, loss, lost = _told(folder, path, roots)
        taken = any(_within(one, path.resolve()) for one in busy)
        size, changed = _size(path), path.stat().st_mtime
        entries.append(Kept(folder, path, title, size, changed, loss, lost, taken))
    return sorted(entries, key=lambda one: -one.bytes)


def remove(entries: Collection[Kept], used: Collection[Path] = ()) -> int:
    """Remove entries; what came into use meanwhile stays. Returns the bytes that were freed.

    Raises:
        OSError: one cannot be removed.

    """
    freed = 0
    for folder in {one.folder for one in entries}:
        free = {one.path for one in kept(folder, used) if not one.used}
        for one in entries:
            if one.folder == folder and one.path in free:
                shutil.rmtree(one.path)
                freed += one.bytes
    return freed


def _entries(folder: Path) -> Iterator[Path]:
    with suppress(OSError):
        for entry in sorted(folder.iterdir()):
            if entry.is_dir() and not entry.is_symlink() and not entry.name.startswith("."):
                yield entry


def _roots() -> dict[Path, tuple[str, Path]]:
    """Each snapshot with its catalog's name and the folder of its files."""
    found = {}
    for path in _entries(workspace.named() / "catalogs"):
        with suppress(OSError, ValueError, KeyError, TypeError):
            manifest = workspace.parse_json(path / "catalog.json")
            found[path.resolve()] = (str(manifest["name"]), Path(manifest["root"]).resolve())
    return found


def _trained_on() -> Iterator[Path]:
    """Snapshots that a living process trains on."""
    from core.training.run import layout

    for of_catalog in _entries(workspace.named() / "runs"):
        if any(layout.read_run(run).status == "running" for run in _entries(of_catalog)):
            yield workspace.named() / "catalogs" / of_catalog.name


def _within(inner: Path, outer: Path) -> bool:
    return inner == outer or inner.is_relative_to(outer)


def _told(
    folder: Folder, path: Path, roots: dict[Path, tuple[str, Path]]
) -> tuple[str, Text, bool]:
    """How an entry is called, what becomes of it, and whether that is a loss."""
    if folder == "catalogs":
        name, root = roots.get(path.resolve(), (path.name, path))
        if root == path or not root.is_dir():
            gone = Text("Its files are gone ({root}): it cannot be opened again.", root=root)
            return name, gone, True
        return name, Text("Read again from {root} when it is opened.", root=root), False
    if folder == "runs":
        snapshot = workspace.named().resolve() / "catalogs" / path.name
        name = roots.get(snapshot, (path.name, path))[0]
        n = sum(1 for _run in _entries(path))
        lost = Text.counted("{n} trained model is lost.", "{n} trained models are lost.", n)
        return name, lost, bool(n)
    inner = next((one.name for one in _entries(path)), path.name)
    named = (name for name, root in roots.values() if _within(root, path.resolve()))
    again = Text("Unpacked again when its file is opened, if you still have that.")
    return inner if folder == "archives" else next(named, path.name), again, False
