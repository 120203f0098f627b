"""The skeleton of delimited text, found by a few vectorised passes over its bytes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from core.catalog.text.textfile import is_utf8

_CHUNK = 1 << 18
#: Bytes of a file that are read at a time.
_PIECE = 1 << 24
_NUL = 0
_BEYOND_ASCII = 128
_NEWLINE, _RETURN, _QUOTE = 10, 13, 34


@dataclass(frozen=True)
class Structure:
    """What one pass over the bytes found, quoted text not counted."""

    records: int
    separators: int
    quotes: bool
    well_formed: bool


def scan(data: np.ndarray, separator: str, quoted: bool = True) -> Structure:
    """Count records and separators outside quotes; check the quoting of RFC 4180, and UTF-8.

    The line end of the last record may be missing. Blank lines make the separator count fall
    short, a carriage return on its own or a NUL makes the text not well formed. Of text that was
    cut within quotes neither part is.
    """
    end = len(data) - bool(len(data) and data[-1] == _NEWLINE)
    separator_byte = ord(separator)
    quotes = newlines = separators = returns = 0
    plain = well_formed = True
    inside = False
    for start in range(0, end, _CHUNK):
        piece = data[start : min(start + _CHUNK, end)]
        plain = plain and bool(piece.max() < _BEYOND_ASCII)
        well_formed = well_formed and piece.min() != _NUL
        newline, sep = piece == _NEWLINE, piece == separator_byte
        returns += int(np.count_nonzero(piece == _RETURN))
        quote = piece == _QUOTE if quoted else newline
        n_quotes = int(np.count_nonzero(quote)) if quoted else 0
        if n_quotes or inside:
            # Odd number of quotes so far: this byte is quoted text.
            within = np.bitwise_xor(np.cumsum(quote, dtype=np.uint8) & 1, np.uint8(inside))
            well_formed = well_formed and _quotes_fit(data, start, end, quote, within, separator)
            inside = bool(within[-1])
            free = within == 0
            newline, sep = newline & free, sep & free
        quotes += n_quotes
        newlines += int(np.count_nonzero(newline))
        separators += int(np.count_nonzero(sep))
    if not plain and not is_utf8(data):
        well_formed = False
    if returns and _lonely_returns(data, end, returns):
        well_formed = False
    if separators == 0 and _blank_lines(data):
        well_formed = False
    records = newlines + 1 if end else 0
    return Structure(records, separators, quotes > 0, well_formed and not inside)


def end_of(data: np.ndarray) -> int:
    """Where the last record ends: line ends behind it are none."""
    end = len(data)
    while end and data[end - 1] in (_NEWLINE, _RETURN):
        end -= 1
    return end


def pieces(data: np.ndarray, quoted: bool = True) -> Iterator[tuple[np.ndarray, bool]]:
    """Some megabytes of text after the other, cut where a record ends; whether they hold quotes."""
    start, size = 0, _PIECE
    while start < len(data):
        block = data[start : start + size]
        quotes = quoted and _has_quotes(block)
        end = len(block) if start + size >= len(data) else _last_end(block, quotes)
        if end:
            yield block[:end], quotes
        start, size = start + end, _PIECE if end else 2 * size


def _has_quotes(block: np.ndarray) -> bool:
    parts = (block[at : at + _CHUNK] for at in range(0, len(block), _CHUNK))
    return any((part == _QUOTE).any() for part in parts)


def _last_end(block: np.ndarray, quotes: bool) -> int:
    """Where the last record ends that is whole, 0 if none is."""
    if not quotes:
        near = block[max(0, len(block) - _CHUNK) :]
        found = near.tobytes().rfind(b"\n") + 1
        return len(block) - len(near) + found if found else block.tobytes().rfind(b"\n") + 1
    within = np.cumsum(block == _QUOTE, dtype=np.uint8) & 1
    ends = np.flatnonzero((block == _NEWLINE) & (within == 0))
    return int(ends[-1]) + 1 if len(ends) else 0


def _quotes_fit(
    data: np.ndarray,
    start: int,
    end: int,
    quote: np.ndarray,
    quoted: np.ndarray,
    separator: str,
) -> bool:
    """Whether quotes open after, and close before, a separator, a line end or another quote."""
    places = np.flatnonzero(quote) + start
    opening = quoted[places - start] == 1
    edges = np.array([ord(separator), _NEWLINE, _RETURN, _QUOTE], np.uint8)
    before = places[opening] - 1
    after = places[~opening] + 1
    before, after = before[before >= 0], after[after < end]
    return bool(np.isin(data[before], edges).all() and np.isin(data[after], edges).all())


def _lonely_returns(data: np.ndarray, end: int, returns: int) -> bool:
    pairs = 0
    for start in range(0, end, _CHUNK):
        piece = data[start : min(start + _CHUNK + 1, end + 1, len(data))]
        pairs += int(np.count_nonzero((piece[:-1] == _RETURN) & (piece[1:] == _NEWLINE)))
    return pairs != returns


def _blank_lines(data: np.ndarray) -> bool:
    last = True  # before the first byte a line begins
    for start in range(0, len(data), _CHUNK):
        piece = data[start : start + _CHUNK]
        piece = piece[piece != _RETURN]
        newline = np.concatenate([[last], piece == _NEWLINE])
        if np.any(newline[1:] & newline[:-1]):
            return True
        last = bool(newline[-1])
    return False


class LineFinder:
    """Line numbers of rows, worked out only when somebody asks."""

    def __init__(self, data: np.ndarray, header_lines: int, quotes: bool, skipped: int = 0) -> None:
        self._skipped = skipped
        self._data = data
        self._header = header_lines
        self._quotes = quotes

    def __call__(self, rows: np.ndarray) -> np.ndarray:
        if not self._quotes:
            return np.asarray(rows, np.int64) + self._header + 1 + self._skipped
        starts = [np.array([1], np.int64)]
        line, inside = 1, False
        for start in range(0, len(self._data), _CHUNK):
            piece = self._data[start : start + _CHUNK]
            newline = piece == _NEWLINE
            quoted = np.cumsum(piece == _QUOTE, dtype=np.uint8) & 1 ^ np.uint8(inside)
            inside = bool(quoted[-1])
            lines = line + np.cumsum(newline)
            starts.append(lines[newline & (quoted == 0)])
            line = int(lines[-1])
        return np.concatenate(starts)[np.asarray(rows, np.int64) + self._header] + self._skipped
