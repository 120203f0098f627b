"""Bytes of a text table as UTF-8, whatever a stranger saved it as.

Plain UTF-8 files are mapped, never copied. Packed and differently encoded ones are turned into
UTF-8 in memory.
"""

from __future__ import annotations

import codecs
import mmap
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from core import decoding
from core.catalog.text import packed
from core.errors import UserError
from core.text import Text

#: Bytes from which on a file is read before it is proven well formed.
LARGE = 1 << 24
_CHUNK = 1 << 20
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
#: Tab, line feed, ..., carriage return, escape; Hive separates with 1, others with 31.
_ALLOWED_CONTROLS = (1, 9, 10, 11, 12, 13, 27, 31)


@dataclass(frozen=True)
class TextFile:
    """Text of one file.

    Attributes:
        path: where it came from.
        data: UTF-8 bytes without a byte order mark, uint8 [n].
        mapped: the bytes are those of the file itself, so a library may read the file.
        notes: what had to be assumed, as plain sentences.
        encoding: what the file is written in, as Python calls it.
        skipped: lines of the file before the first of `data`.

    """

    path: Path
    data: np.ndarray
    mapped: bool
    notes: tuple[Text, ...] = ()
    encoding: str = "utf-8"
    skipped: int = 0

    def head(self, size: int = 1 << 16) -> bytes:
        """The first `size` bytes."""
        return self.data[:size].tobytes()


def stem(path: Path) -> str:
    """File name without its suffixes of format and packing: `log.csv.gz` -> `log`."""
    return Path(packed.name(path)).stem


def suffix(path: Path) -> str:
    """Suffix of the format, lower case, packing ignored: `log.CSV.gz` -> `.csv`."""
    return Path(packed.name(path)).suffix.lower()


def open_text(path: Path, encoding: str | None = None) -> TextFile:
    """Map or decode a text file.

    Args:
        path: a text file, packed or not.
        encoding: what the format says it is written in, tried first; None to find out.

    Raises:
        UserError: missing, unreadable, empty, truncated, too large once decompressed, or no text.

    """
    is_packed = packed.is_packed(path)
    return _decode(path, _unpack(path) if is_packed else _map(path), not is_packed, encoding)


def glance(path: Path) -> TextFile | None:
    """A large file that begins like UTF-8, mapped, nothing but its beginning looked at.

    None for any other, also one that is not there: :func:`open_text` says what is wrong.
    """
    try:
        if packed.is_packed(path) or path.stat().st_size < LARGE:
            return None
        data = _map(path)
    except (OSError, UserError):
        return None
    first = data[:_CHUNK].tobytes()
    if b"\0" in first or first.startswith(_WIDE_MARKS):
        return None
    if first.startswith(codecs.BOM_UTF8) or _too_many_controls(data):
        return None
    return TextFile(path, data, mapped=True)


def open_head(path: Path, size: int = 1 << 18) -> TextFile:
    """The first lines of a text file, about `size` bytes of it (at least one line).

    Raises:
        UserError: as :func:`open_text`.

    """
    data = _unpack(path, size) if packed.is_packed(path) else _map(path)[:size]
    if len(data) < size:
        return _decode(path, data, False, None)
    # The last line is cut somewhere, perhaps within a character. Line ends of UTF-16 look
    # different; there it is left out after decoding.
    whole = data.tobytes()
    if b"\0" in whole:
        return _decode(path, data[: len(data) & ~3], False, None, part=True)
    return _decode(path, np.frombuffer(whole.rpartition(b"\n")[0] or whole, np.uint8), False, None)


def _decode(
    path: Path, data: np.ndarray, mapped: bool, encoding: str | None, part: bool = False
) -> TextFile:
    if len(data) == 0:
        raise _empty(path)
    nul = _has_nul(data)
    if not nul and data[:3].tobytes() != codecs.BOM_UTF8 and is_utf8(data):
        _refuse_binary(path, data)
        return TextFile(path, data, mapped)
    read = decoding.decode(data.tobytes(), encoding)
    text = read.text.rpartition("\n")[0] or read.text if part and nul else read.text
    notes = [note for note in (read.note(path.name),) if note is not None and encoding is None]
    made = np.frombuffer(text.encode("utf-8", "replace"), np.uint8)
    if len(made) == 0:
        raise UserError(
            Text("{file} holds a byte order mark and nothing else.", file=path.name),
            "Export it again or leave it out.",
            file=str(path),
        )
    _refuse_binary(path, made)
    if _has_nul(made):
        made = np.where(made == 0, np.uint8(32), made)
        notes.append(Text("{file} holds zero bytes; blanks were read for them.", file=path.name))
    return TextFile(path, made, False, tuple(notes), read.encoding)


def _empty(path: Path) -> UserError:
    return UserError(
        Text("{file} is empty.", file=path.name),
        "Export it again or leave it out.",
        file=str(path),
    )


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


def _unpack(path: Path, enough: int | None = None) -> np.ndarray:
    return np.frombuffer(packed.unpack(path, enough), np.uint8)


def _has_nul(data: np.ndarray) -> bool:
    return any((data[at : at + _CHUNK] == 0).any() for at in range(0, len(data), _CHUNK))


def _refuse_binary(path: Path, data: np.ndarray) -> None:
    if _too_many_controls(data):
        raise UserError(
            Text("{file} is not a text file (it contains binary data).", file=path.name),
            "Export the table as CSV, TSV, JSON lines or Parquet.",
            file=str(path),
        )


def _too_many_controls(data: np.ndarray) -> bool:
    head = data[: 1 << 16]
    controls = np.count_nonzero((head < 32) & ~np.isin(head, _ALLOWED_CONTROLS))
    return bool(controls > min(max(4, 0.02 * len(head)), 0.2 * len(head)))


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
