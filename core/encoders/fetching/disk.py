"""What weights are on this machine, how much room they take, and how one gets rid of them."""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from core.encoders import registry
from core.encoders.entry import Entry
from core.encoders.fetching import hubs, used
from core.encoders.packaged import Packaged
from core.encoders.spec.entries import Local
from core.errors import UserError
from core.text import Text


@dataclass(frozen=True)
class Kept:
    """Weights on the disk.

    Attributes:
        encoders: names of those that use them.
        title: of the first.
        folder: where they lie.
        bytes: of the files.
        used: when an encoder was last built of them, in seconds since 1970; 0 if it never was.
        removable: whether we may delete them; else pip installed them.

    """

    encoders: tuple[str, ...]
    title: str
    folder: str
    bytes: int
    used: float
    removable: bool


def kept() -> list[Kept]:
    """All of them, largest first; files that several encoders share are told once."""
    sharing: dict[tuple[Path, ...], list[Entry]] = {}
    for entry in registry.entries().values():
        places = tuple(_places(entry))
        if entry.pretrained and places:
            sharing.setdefault(places, []).append(entry)
    found = [
        Kept(
            encoders=tuple(entry.name for entry in entries),
            title=entries[0].title,
            folder=str(places[0]),
            bytes=sum(_size(place) for place in places),
            used=max(used.last(entry.name) for entry in entries),
            removable=bool(entries[0].places()),
        )
        for places, entries in sharing.items()
    ]
    return sorted(found, key=lambda one: -one.bytes)


def delete(name: str) -> int:
    """Delete the weights of an encoder, of those that share them as well.

    Returns:
        Bytes that are free now.

    Raises:
        UserError: there are none, pip installed them, or they are a person's own folder.
        OSError: some cannot be removed.

    """
    entry = registry.entry(name)
    if isinstance(entry, Local):
        raise _own(entry)
    places = entry.places()
    if not places:
        if entry.installed and isinstance(entry, Packaged):
            raise UserError(
                Text("The weights of '{name}' were installed by pip.", name=name),
                Text("Run: pip uninstall {package}", package=entry.package.partition("==")[0]),
            )
        raise UserError(Text("There are no weights of '{name}' that we could delete.", name=name))
    freed = sum(_size(place) for place in places)
    remove(entry)
    return freed


def _own(entry: Local) -> UserError:
    """What to say to one who wants to delete a folder of their own by us."""
    told = Text(
        "{folder} is a folder of your own, which Triptych never deletes.", folder=entry.package
    )
    if entry.name not in registry.entries():
        return UserError(told, "It is not on the list of encoders either: there is nothing to do.")
    return UserError(
        told,
        Text(
            "To take it off the list of encoders, run: {command}",
            command=f"triptych encoders forget {shlex.quote(entry.name)}",
        ),
    )


def remove(entry: Entry) -> None:
    """Delete the weights that are ours to delete.

    Raises:
        OSError: some cannot be removed.

    """
    for place in entry.places():
        if place.is_dir() and not place.is_symlink():
            shutil.rmtree(place)
        else:
            place.unlink()


def size_of(entry: Entry) -> int | None:
    """Bytes of the weights of an encoder; None where they are not known.

    Of a folder of one's own those files count that would have been fetched of a hub: it may hold
    the same weights in other forms, and checkpoints.
    """
    places = _places(entry)
    if isinstance(entry, Local):
        folder = Path(entry.package)
        names = [path.relative_to(folder).as_posix() for path in folder.rglob("*")]
        places = [folder / name for name in hubs.needed(names)]
    return sum(_size(place) for place in places) or None


def _places(entry: Entry) -> Sequence[Path]:
    if places := entry.places():
        return places
    folder = entry.folder if isinstance(entry, Packaged) else None
    return [folder] if folder and entry.installed else []


def _size(place: Path) -> int:
    """Bytes; a blob and the link that names it are one."""
    files = place.rglob("*") if place.is_dir() else [place]
    total = 0
    for file in files:
        with suppress(OSError):
            if file.is_file() and not (file.is_symlink() and place.is_dir()):
                total += file.stat().st_size
    return total
