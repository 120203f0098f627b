"""Bytes of a text table as UTF-8, whatever a stranger saved it as.

Plain UTF-8 files are mapped, never copied. Compressed and differently encoded ones are turned
into UTF-8 in memory, within a limit, so that a small archive cannot fill the machine.
"""

from __future__ import annotations

import codecs
import gzip
import mmap
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import psutil

from core.errors import UserError
from core.text import Text

#: Bytes from which on a file is read before it is proven well formed.
LARGE = 1 << 24
_CHUNK = 1 << 20
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ALLOWED_CONTROLS = (9, 10, 11, 12, 13, 27)  # tab, line feed, ..., carriage return, escape


@dataclass(frozen=True)
class TextFile:
    """Text of one file.

    Attributes:
        path: where it came from.
        data: UTF-8 bytes without a byte order mark, uint8 [n].
        mapped: the bytes are those of the file itself, so a library may read the file.
        notes: what had to be assumed, as plain sentences.

    """

    path: Path
    data: np.ndarray
    mapped: bool
    notes: tuple[Text, ...] = ()

    def head(self, size: int = 1 << 16) -> bytes:
        """The first `size` bytes."""
        return self.data[:size].tobytes()


def stem(path: Path) -> str:
    """File name without its suffixes of format and compression: `log.csv.gz` -> `log`."""
    name = path.name
    return Path(name[:-3]).stem if name.lower().endswith(".gz") else path.stem


def suffix(path: Path) -> str:
    """Suffix of the format, lower case, compression ignored: `log.CSV.gz` -> `.csv`."""
    name = path.name.lower()
    return Path(name.removesuffix(".gz")).suffix


def open_text(path: Path, encoding: str | None = None) -> TextFile:
    """Map or decode a text file.

    Args:
        path: a text file, `.gz` or not.
        encoding: what the format says it is written in, tried first; None to find out.

    Raises:
        UserError: missing, unreadable, empty, truncated, too large once decompressed, or no text.

    """
    compressed = path.name.lower().endswith(".gz")
    return _decode(path, _decompress(path) if compressed else _map(path), not compressed, encoding)


def glance(path: Path) -> TextFile | None:
    """A large file that begins like UTF-8, mapped, nothing but its beginning looked at.

    None for any other, also one that is not there: :func:`open_text` says what is wrong.
    """
    try:
        if path.name.lower().endswith(".gz") or path.stat().st_size < LARGE:
            return None
        data = _map(path)
    except (OSError, UserError):
        return None
    first = data[:_CHUNK].tobytes()
    if b"\0" in first or first.startswith(tuple(mark for mark, _ in _BOMS)):
        return None
    if first.startswith(codecs.BOM_UTF8) or _too_many_controls(data):
        return None
    return TextFile(path, data, mapped=True)


def open_head(path: Path, size: int = 1 << 18) -> TextFile:
    """The first lines of a text file, about `size` bytes of it (at least one line).

    Raises:
        UserError: as :func:`open_text`.

    """
    data = _decompress(path, size) if path.name.lower().endswith(".gz") else _map(path)[:size]
    if len(data) < size:
        return _decode(path, data, False, None)
    # The last line is cut somewhere, perhaps within a character. Line ends of UTF-16 look
    # different; there the odd bytes at the end are left out instead.
    whole = data.tobytes()
    if b"\0" not in whole:
        data = np.frombuffer(whole.rpartition(b"\n")[0] or whole, np.uint8)
    text = _decode(path, data, False, None, "ignore")
    lines = text.data.tobytes().rpartition(b"\n")[0] if b"\0" in whole else b""
    return TextFile(path, np.frombuffer(lines, np.uint8), False, text.notes) if lines else text


def _decode(
    path: Path, data: np.ndarray, mapped: bool, encoding: str | None, errors: str = "strict"
) -> TextFile:
    if len(data) == 0:
        raise UserError(
            Text("{file} is empty.", file=path.name),
            "Export it again or leave it out.",
            file=str(path),
        )
    for mark, name in _BOMS:
        if data[: len(mark)].tobytes() == mark:
            note = Text("{file} is written in {name}.", file=path.name, name=name.upper())
            return TextFile(path, _transcode(path, data, name, errors), False, (note,))
    guess = _utf16_without_mark(data)
    if guess:
        note = Text(
            "{file} was taken for {guess} because every other byte is zero.",
            file=path.name,
            guess=guess.upper(),
        )
        return TextFile(path, _transcode(path, data, guess, errors), False, (note,))
    _refuse_binary(path, data)
    if encoding is not None and encoding != "utf-8" and not is_utf8(data):
        return TextFile(path, _transcode(path, data, encoding), False)
    if data[:3].tobytes() == codecs.BOM_UTF8:
        data = data[3:]
        mapped = False  # what a library would map is no longer what we hold
    if is_utf8(data):
        if len(data) == 0:
            raise UserError(
                Text("{file} holds a byte order mark and nothing else.", file=path.name),
                "Export it again or leave it out.",
                file=str(path),
            )
        return TextFile(path, data, mapped)
    note = Text("{file} is not UTF-8; it was read as Windows-1252 (Latin-1).", file=path.name)
    return TextFile(path, _transcode(path, data, "cp1252"), False, (note,))


def _map(path: Path) -> np.ndarray:
    try:
        with path.open("rb") as file:
            if path.stat().st_size == 0:
                return np.empty(0, np.uint8)
            return np.frombuffer(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ), np.uint8)
    except (OSError, ValueError) as error:
        raise UserError(
            Text("{file} cannot be read ({error}).", file=path.name, error=error),
            "Check that the file exists and that you may read it.",
            file=str(path),
        ) from error


def memory_limit() -> int:
    """Bytes one decompressed file may take: half of the memory that is free now."""
    return max(64 << 20, int(psutil.virtual_memory().available) // 2)


def _decompress(path: Path, enough: int | None = None) -> np.ndarray:
    """The decompressed bytes, or the first `enough` of them."""
    limit = memory_limit()
    parts = bytearray()
    try:
        with gzip.open(path, "rb") as file:
            while piece := file.read(_CHUNK):
                parts += piece
                if enough is not None and len(parts) >= enough:
                    return np.frombuffer(bytes(parts[:enough]), np.uint8)
                if len(parts) > limit:
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
    except (OSError, EOFError, zlib.error) as error:
        raise UserError(
            Text(
                "{file} cannot be decompressed ({error}); it is truncated or no gzip file.",
                file=path.name,
                error=error,
            ),
            "Download it again.",
            file=str(path),
        ) from error
    return np.frombuffer(bytes(parts), np.uint8)


def _transcode(path: Path, data: np.ndarray, encoding: str, errors: str = "strict") -> np.ndarray:
    raw = data.tobytes()
    try:
        text = raw.decode(encoding, errors)
    except UnicodeDecodeError:
        # Windows-1252 leaves five bytes undefined; Latin-1 defines all.
        if encoding not in ("cp1252", "latin-1"):
            raise UserError(
                Text(
                    "{file} says it is {encoding} but does not decode as that.",
                    file=path.name,
                    encoding=encoding.upper(),
                ),
                "Save it as UTF-8.",
                file=str(path),
            ) from None
        text = raw.decode("latin-1")
    return np.frombuffer(text.removeprefix("\ufeff").encode("utf-8", "replace"), np.uint8)


def _utf16_without_mark(data: np.ndarray) -> str | None:
    head = data[:4096]
    if len(head) < 8:
        return None
    even, odd = np.mean(head[0::2] == 0), np.mean(head[1::2] == 0)
    if odd > 0.7 and even < 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 and odd < 0.05 else None


def _refuse_binary(path: Path, data: np.ndarray) -> None:
    nulls = sum(
        int(np.count_nonzero(data[start : start + _CHUNK] == 0))
        for start in range(0, len(data), _CHUNK)
    )
    if nulls or _too_many_controls(data):
        raise UserError(
            Text("{file} is not a text file (it contains binary data).", file=path.name),
            "Export the table as CSV, TSV, JSON lines or Parquet.",
            file=str(path),
        )


def _too_many_controls(data: np.ndarray) -> bool:
    head = data[: 1 << 16]
    controls = np.count_nonzero((head < 32) & ~np.isin(head, _ALLOWED_CONTROLS))
    return bool(controls > 0.02 * len(head))


def is_utf8(data: np.ndarray) -> bool:
    """Whether the bytes, uint8 [n], are UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(data), _CHUNK):
            piece = data[start : start + _CHUNK]
            # Pure ASCII needs no decoding, and most tables are.
            if piece.max(initial=0) >= 128 or decoder.getstate()[0]:
                decoder.decode(piece.tobytes())
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
