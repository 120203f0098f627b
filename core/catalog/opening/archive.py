"""Unpack a catalog that came as a .zip, without trusting what the archive says.

An archive can name paths outside its folder, hold links, or unpack to a thousand times its size.
Names are held to the folder, links are left out, and bytes are counted as they are written, since
the sizes an archive declares are only its own word.
"""

from __future__ import annotations

import hashlib
import shutil
import stat
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path

from core import scratch, workspace
from core.catalog.rows.media_files import kind_of
from core.catalog.text import packed
from core.errors import UserError
from core.failures import telling
from core.progress import Reporter
from core.text import Text

#: Files of one archive; more is no catalog.
MAX_FILES = 2_000_000
#: Share of the free disk an archive may take.
MAX_SHARE = 0.5
_CHUNK = 1 << 20


def is_archive(path: Path) -> bool:
    """Whether `path` is a file named like an archive that can be unpacked."""
    return path.is_file() and path.suffix.lower() == ".zip"


@telling()
def unpack(path: Path, reporter: Reporter) -> Path:
    """The folder with what the archive holds, unpacked in the workspace the first time.

    An archive that holds a single folder is opened at that folder, as most are packed.

    Raises:
        UserError: it is damaged, encrypted, too large for the disk, or leaves its folder.

    """
    archives = workspace.writable("archives")
    # The folder has the archive's name, which becomes the catalog's.
    folder = archives / key(path) / path.stem
    changed = _changed(path, folder) if folder.exists() else None
    if changed is None or changed:
        free = shutil.disk_usage(archives).free
        with scratch.folder(archives) as made:
            extract(path, made, round(free * MAX_SHARE), reporter)
            if changed is None:
                folder.parent.mkdir(exist_ok=True)
                made.rename(folder)
            else:
                _put_back(changed, made, folder, reporter)
    inner = [entry for entry in folder.iterdir() if entry.name != "__MACOSX"]
    return inner[0] if len(inner) == 1 and inner[0].is_dir() else folder


def _changed(path: Path, folder: Path) -> list[Path]:
    """Which files, relative to the folder, are not as they were unpacked: tables to the byte,
    media by their size, since they are large and decoded with care.
    """
    found: dict[Path, bool] = {}
    try:
        with zipfile.ZipFile(path) as archive:
            for entry in archive.infolist():
                target = workspace.inside(folder, entry.filename)
                if target and not entry.is_dir() and not _is_link(entry):
                    found[target.relative_to(folder.resolve())] = _is(target, entry)
    except packed.DAMAGED:  # nothing to compare with
        return []
    return [name for name, same in found.items() if not same]


def _is(path: Path, entry: zipfile.ZipInfo) -> bool:
    if not path.is_file() or path.stat().st_size != entry.file_size:
        return False
    if kind_of(path.name) is not None:
        return True
    crc = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            crc = zlib.crc32(chunk, crc)
    return crc == entry.CRC


def _put_back(changed: Sequence[Path], made: Path, folder: Path, reporter: Reporter) -> None:
    for name in changed:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).replace(folder / name)
    reporter.log(
        Text(
            "What was unpacked of {files} had changed; it was unpacked again.",
            files=", ".join(str(name) for name in changed[:5]),
        ),
        "warning",
    )


def _is_link(entry: zipfile.ZipInfo) -> bool:
    return stat.S_ISLNK(entry.external_attr >> 16)


def key(path: Path) -> str:
    """Names the archive's content as far as its name, size and time tell it."""
    facts = path.stat()
    identity = f"{path.resolve()}|{facts.st_size}|{facts.st_mtime_ns}"
    return hashlib.sha256(identity.encode()).hexdigest()[:16]


def extract(path: Path, folder: Path, budget: int, reporter: Reporter) -> None:
    """Unpack into `folder` and nowhere else, `budget` bytes at most.

    Raises:
        UserError: it is damaged, encrypted, too large, or names a place outside itself.

    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if len(entries) > MAX_FILES:
                raise _refused(path, Text("It holds {entries:,} files.", entries=len(entries)))
            for done, entry in enumerate(entries):
                reporter.progress("unpack", done, len(entries), "files")
                reporter.checkpoint()
                if _is_link(entry):
                    reporter.log(
                        Text("{filename} is a link and was left out.", filename=entry.filename),
                        "warning",
                    )
                    continue
                target = workspace.inside(folder, entry.filename)
                if target is None or target == folder:
                    raise _refused(
                        path,
                        Text(
                            "It names a place outside itself: {filename}.", filename=entry.filename
                        ),
                    )
                target.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(entry) as source, target.open("wb") as out:
                    while chunk := source.read(_CHUNK):
                        budget -= len(chunk)
                        if budget < 0:
                            raise _refused(
                                path, Text("It unpacks to more than half of the free disk.")
                            )
                        out.write(chunk)
    except packed.DAMAGED as error:
        raise _refused(path, Text("It cannot be unpacked: {error}.", error=error)) from error


def _refused(path: Path, why: Text) -> UserError:
    return UserError(why, "Unpack it with a tool of your own and open the folder.", file=str(path))
