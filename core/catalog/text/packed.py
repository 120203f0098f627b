"""Compressed files, known by their first bytes whatever they are called, unpacked within a limit.

A small archive cannot fill the machine: what comes out is counted as it comes.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import sys
import zipfile
import zlib
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import IO, Protocol

import psutil

from core.errors import UserError
from core.text import Text

if sys.version_info >= (3, 14):
    from compression import zstd as zstd
else:
    from backports import zstd as zstd

#: Suffixes of packed files.
SUFFIXES = (".gz", ".bz2", ".xz", ".lzma", ".zst", ".zip")
#: What reading a damaged file of any packing raises.
DAMAGED = (
    OSError, EOFError, zlib.error, lzma.LZMAError, zstd.ZstdError, zipfile.BadZipFile,
    RuntimeError, struct.error, ValueError, LookupError, OverflowError,
)  # fmt: skip
_CHUNK = 1 << 20


class _Stream(Protocol):
    def read(self, size: int, /) -> bytes: ...
    def close(self) -> None: ...


class _SeveralError(Exception):
    """An archive holds so many files."""


def _inside(archive: zipfile.ZipFile) -> list[str]:
    names = [name for name in archive.namelist() if not name.endswith("/")]
    return [name for name in names if not name.startswith("__MACOSX/")] or names


def _open_zip(file: Path | IO[bytes]) -> IO[bytes]:
    """The one file of an archive."""
    with zipfile.ZipFile(file) as archive:
        inside = _inside(archive)
        if len(inside) != 1:
            raise _SeveralError(len(inside))
        return archive.open(inside[0])


_OPENERS: dict[bytes, Callable[[Path | IO[bytes]], _Stream]] = {
    b"\x1f\x8b": lambda file: gzip.open(file, "rb"),  # noqa: SIM115
    b"BZh": lambda file: bz2.open(file, "rb"),  # noqa: SIM115
    b"\xfd7zXZ\0": lambda file: lzma.open(file, "rb"),  # noqa: SIM115
    b"]\0\0": lambda file: lzma.open(file, "rb"),  # noqa: SIM115
    b"\x28\xb5\x2f\xfd": lambda file: zstd.open(file, "rb"),
    b"PK\x03\x04": _open_zip,
    b"PK\x05\x06": _open_zip,
}


def name(path: Path) -> str:
    """The name without the suffix of a packing: `log.CSV.gz` -> `log.CSV`."""
    lower = path.name.lower()
    cut = next((len(suffix) for suffix in SUFFIXES if lower.endswith(suffix)), 0)
    return path.name[:-cut] if cut else path.name


def is_packed(path: Path) -> bool:
    """Whether the file begins like a packed one, or lies in an archive. False if there is none."""
    return in_archive(path) or _opener(first_bytes(path)) is not None


def first_bytes(path: Path, size: int = 16) -> bytes:
    """The beginning of a file, nothing if it cannot be read."""
    with (
        suppress(*DAMAGED),
        closing(_member(path) if in_archive(path) else path.open("rb")) as file,
    ):
        return file.read(size)
    return b""


def is_archive(path: Path) -> bool:
    """Whether a file is called like an archive of several."""
    return path.suffix.lower() == ".zip"


def in_archive(path: Path) -> bool:
    """Whether a path is one of a file in an archive: `all.zip/log.csv`."""
    return is_archive(path.parent) and path.parent.is_file()


def entries(path: Path) -> list[str]:
    """Names of the files in an archive; none if it is damaged."""
    with suppress(*DAMAGED), zipfile.ZipFile(path) as archive:
        return _inside(archive)
    return []


def called(entry: str) -> str:
    """What a file in an archive is called in paths: `all.zip/ml-1m_ratings.dat`."""
    return entry.replace("/", "_")


def size(path: Path) -> int:
    """Bytes of a file on disk, of one in an archive unpacked, of a table in a file those of that.

    Raises:
        OSError: it is not there, or damaged.

    """
    if not in_archive(path):
        return (path if path.exists() else path.parent).stat().st_size
    with zipfile.ZipFile(path.parent) as archive:
        return archive.getinfo(_entry(archive, path)).file_size


def _entry(archive: zipfile.ZipFile, path: Path) -> str:
    found = next((name for name in _inside(archive) if called(name) == path.name), None)
    if found is None:
        raise FileNotFoundError(path.name)
    return found


def _member(path: Path) -> IO[bytes]:
    with zipfile.ZipFile(path.parent) as archive:
        return archive.open(_entry(archive, path))


def _open(path: Path) -> _Stream:
    opener = _opener(first_bytes(path))
    if in_archive(path):
        return opener(_member(path)) if opener else _member(path)
    assert opener is not None, "ask is_packed first"
    return opener(path)


def _opener(head: bytes) -> Callable[[Path | IO[bytes]], _Stream] | None:
    return next((opener for magic, opener in _OPENERS.items() if head.startswith(magic)), None)


def memory_limit() -> int:
    """Bytes one unpacked file may take: half of the memory that is free now."""
    return max(64 << 20, int(psutil.virtual_memory().available) // 2)


def unpack(path: Path, enough: int | None = None) -> bytes:
    """What a packed file holds, or the first `enough` bytes of it.

    Raises:
        UserError: it is damaged, encrypted or grows too large, or holds not one file.

    """
    limit = memory_limit()
    made = io.BytesIO()
    try:
        with closing(_open(path)) as file:
            while piece := file.read(_CHUNK):
                made.write(piece)
                if enough is not None and made.tell() >= enough:
                    break
                if made.tell() > limit:
                    raise UserError(
                        Text(
                            "{file} grows beyond {limit:.1f} GB when decompressed, more than "
                            "half of the free memory.",
                            file=path.name,
                            limit=limit / 1000000000.0,
                        ),
                        "Decompress it to disk first, or split it.",
                        file=str(path),
                    )
    except _SeveralError as error:
        raise UserError(
            Text(
                "{file} holds {count:,} files, not one table.", file=path.name, count=error.args[0]
            ),
            "Open the archive by itself, or unpack it.",
            file=str(path),
        ) from error
    except DAMAGED as error:
        raise _refused(path, error) from error
    return made.getvalue()[:enough]


def _refused(path: Path, why: object) -> UserError:
    return UserError(
        Text("{file} cannot be unpacked ({why}); it is truncated or damaged.",
             file=path.name, why=why),
        "Download it again.",
        file=str(path),
    )  # fmt: skip
