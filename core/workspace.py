"""Where Triptych keeps what it makes: sample catalogs, snapshots, features, runs, results.

One folder, `TRIPTYCH_HOME` or the platform's user data folder, holding

    samples/    generated sample catalogs, by name, size and seed
    archives/   unpacked .zip files
    bundles/    unpacked .triptych files
    extracted media/  pictures and sounds that stood in tables as bytes, by content
    opened/     which snapshot was made of which files
    plans/      how people said that their files are read, by path
    catalogs/   snapshots of opened catalogs (Arrow files every process loads)
    features/   encoded tokens by content
    encoders/   weights fetched out of packages, or made here: trained on a catalog's sounds, or
                converted
    maps/       embedding maps that took long, by content
    worklists/  what was marked on the Alignment page, by catalog
    runs/       one plain folder per training run
    results/    benchmark results
    comparisons/  encoders compared: runs, numbers and costs, by what was asked
    captions/   pictures in words, by catalog and model
    network.json  how weights are fetched
    compiled/   code that torch compiled for this machine
    processes/  where the processes we start work; nothing is kept there
    settings.json, recent.json, session.json
"""

from __future__ import annotations

import errno
import json
import os
import tempfile
import zlib
from contextlib import suppress
from pathlib import Path
from typing import Any

from core import scratch, system
from core.scratch import HOME as HOME
from core.scratch import named as named

#: The sub-folder of media that stood in tables as bytes. A path of a catalog that begins with it
#: lies there instead of in the catalog's folder.
EXTRACTED = "extracted media"

#: Bytes of JSON that we would ever write.
MAX_JSON = 64 << 20
#: The member of a JSON object of ours that is no value. Who changes a file by hand removes it.
CHECKSUM = "crc32"


class NotWrittenError(OSError):
    """A file could not be written for want of room; `needed` is its size in bytes."""

    needed: int = 0


def home() -> Path:
    """The workspace folder, made on first use. Who only reads does not mind if it cannot be."""
    path = named()
    with suppress(OSError):
        path.mkdir(parents=True, exist_ok=True)
    return path


def folder(name: str) -> Path:
    """The sub-folder `name` of the workspace, likewise."""
    path = named() / name
    with suppress(OSError):
        path.mkdir(parents=True, exist_ok=True)
    return path


def writable(name: str) -> Path:
    """The sub-folder `name`, to make files in.

    Raises:
        OSError: it cannot be made.

    """
    path = named() / name
    # The workspace by itself: what is in its way is named, not the sub-folder.
    path.parent.mkdir(parents=True, exist_ok=True)
    path.mkdir(parents=True, exist_ok=True)
    return path


def write_atomic(path: Path, data: bytes) -> None:
    """Write `data` to `path` so that a reader sees the old file or the new one, never a part.

    Raises:
        OSError: it cannot be written; NotWrittenError if the disk is full.

    """
    if path.is_relative_to(named()):
        named().mkdir(parents=True, exist_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        _put(path, data)
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        full = NotWrittenError(error.errno, error.strerror, str(path))
        full.needed = len(data)
        raise full from error


def _put(path: Path, data: bytes) -> None:
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=scratch.prefix(path.parent))
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        system.put(Path(temporary), path)
        system.sync_folder(path.parent)
    except BaseException:
        with suppress(OSError):
            Path(temporary).unlink()
        raise


def write_json(path: Path, value: Any) -> None:
    """Write `value` as indented UTF-8 JSON, atomically; an object with its checksum."""
    write_atomic(path, as_json(sealed(value) if isinstance(value, dict) else value))


def as_json(value: Any) -> bytes:
    """Indented UTF-8 JSON, for files that people change by hand."""
    return json.dumps(value, indent=2, ensure_ascii=False).encode()


def sealed(value: dict[str, Any]) -> dict[str, Any]:
    """A JSON object with the checksum of its values, however they are laid out."""
    return value | {CHECKSUM: _checksum(value)}


def _checksum(value: dict[str, Any]) -> str:
    return f"{zlib.crc32(json.dumps(value).encode()):08x}"


def parse_json(path: Path) -> Any:
    """The value of a JSON file; see `from_json`.

    Raises:
        OSError: it cannot be read.
        ValueError: it is no JSON, larger than anything we write, nested too deep to be read, or
            other values than we wrote.

    """
    with path.open("rb") as file:
        data = file.read(MAX_JSON + 1)
    if len(data) > MAX_JSON:
        raise ValueError("too large")
    return from_json(data)


def from_json(data: bytes | str) -> Any:
    """The value of JSON text, without its checksum; others, and older versions, wrote none.

    Raises:
        ValueError: it is no JSON, nested too deep to be read, or other values than we wrote.

    """
    try:
        value = json.loads(data)
    except RecursionError as error:
        raise ValueError("nested too deep") from error
    said = value.pop(CHECKSUM, None) if isinstance(value, dict) else None
    if said is not None and said != _checksum(value):
        raise ValueError(f"its values are not those its '{CHECKSUM}' was made of")
    return value


def write_sealed(path: Path, data: bytes) -> None:
    """Write bytes of a format that has no checksum, with one behind them, atomically."""
    write_atomic(path, data + _seal(data))


def read_sealed(path: Path) -> bytes:
    """What `write_sealed` wrote.

    Raises:
        OSError: it cannot be read.
        ValueError: it is not as it was written.

    """
    whole = path.read_bytes()
    data = whole[: -len(_seal(b""))]
    if whole != data + _seal(data):
        raise ValueError("its bytes changed since it was written")
    return data


def _seal(data: bytes) -> bytes:
    return f"\n{CHECKSUM} {zlib.crc32(data):08x}\n".encode()


def read_json(path: Path) -> Any:
    """What `write_json` kept, None if there is nothing or it is damaged.

    A damaged file is set aside as `<name>.damaged`, so that nothing is written over it.
    """
    try:
        return parse_json(path)
    except OSError:
        return None
    except ValueError:
        set_aside(path)
        return None


def set_aside(path: Path) -> None:
    """Keep a damaged file under another name; the last one of its name."""
    with suppress(OSError):
        path.replace(path.with_name(f"{path.name}.damaged"))


def inside(root: Path, relative: str) -> Path | None:
    """`root/relative` if it stays inside `root` after links are resolved, else None.

    Catalog files come from strangers: a media path such as `../../etc/passwd`, an absolute
    path, or a link that leaves the folder must never be followed. Media that we took out of a
    table lie in the workspace.
    """
    if not relative or "\0" in relative:
        return None
    try:
        ours = relative.startswith(f"{EXTRACTED}/")
        base = (named() / EXTRACTED if ours else root).resolve()
        path = (base / relative.removeprefix(f"{EXTRACTED}/" if ours else "")).resolve()
    except (OSError, ValueError):
        return None
    return path if path.is_relative_to(base) else None
