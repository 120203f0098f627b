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
from typing import Protocol

import psutil

from core.errors import UserError
from core.text import Text

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

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


def _open_zip(path: Path) -> _Stream:
    """The one file of an archive."""
    archive = zipfile.ZipFile(path)
    inside = [name for name in archive.namelist() if not name.endswith("/")]
    inside = [name for name in inside if not name.startswith("__MACOSX/")] or inside
    if len(inside) != 1:
        archive.close()
        raise UserError(
            Text("{file} holds {count:,} files, not one table.", file=path.name, count=len(inside)),
            "Open the archive by itself, or unpack it.",
            file=str(path),
        )
    return archive.open(inside[0])


_OPENERS: dict[bytes, Callable[[Path], _Stream]] = {
    b"\x1f\x8b": lambda path: gzip.open(path, "rb"),  # noqa: SIM115
    b"BZh": lambda path: bz2.open(path, "rb"),  # noqa: SIM115
    b"\xfd7zXZ\0": lambda path: lzma.open(path, "rb"),  # noqa: SIM115
    b"]\0\0": lambda path: lzma.open(path, "rb"),  # noqa: SIM115
    b"\x28\xb5\x2f\xfd": lambda path: zstd.open(path, "rb"),
    b"PK\x03\x04": _open_zip,
    b"PK\x05\x06": _open_zip,
}


def name(path: Path) -> str:
    """The name without the suffix of a packing: `log.CSV.gz` -> `log.CSV`."""
    lower = path.name.lower()
    cut = next((len(suffix) for suffix in SUFFIXES if lower.endswith(suffix)), 0)
    return path.name[:-cut] if cut else path.name


def is_packed(path: Path) -> bool:
    """Whether the file begins like a packed one. False if there is no file."""
    return _opener(first_bytes(path)) is not None


def first_bytes(path: Path, size: int = 16) -> bytes:
    """The beginning of a file, nothing if it cannot be read."""
    with suppress(OSError), path.open("rb") as file:
        return file.read(size)
    return b""


def _opener(head: bytes) -> Callable[[Path], _Stream] | None:
    return next((opener for magic, opener in _OPENERS.items() if head.startswith(magic)), None)


def memory_limit() -> int:
    """Bytes one unpacked file may take: half of the memory that is free now."""
    return max(64 << 20, int(psutil.virtual_memory().available) // 2)


def unpack(path: Path, enough: int | None = None) -> bytes:
    """What a packed file holds, or the first `enough` bytes of it.

    Raises:
        UserError: it is damaged, encrypted or grows too large, or holds not one file.

    """
    opener = _opener(first_bytes(path))
    assert opener is not None, "ask is_packed first"
    limit = memory_limit()
    made = io.BytesIO()
    try:
        with closing(opener(path)) as file:
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
