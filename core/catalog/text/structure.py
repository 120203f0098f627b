"""The skeleton of delimited text, found by a few vectorised passes over its bytes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.catalog.text.textfile import is_utf8

_CHUNK = 1 << 18
_NUL = 0
_BEYOND_ASCII = 128
_NEWLINE, _RETURN, _QUOTE = 10, 13, 34
_ZERO, _NINE = 48, 57
_NOT_PLAIN = (32, 43, 45)  # blank, plus, minus


@dataclass(frozen=True)
class Structure:
    """What one pass over the bytes found, quoted text not counted."""

    records: int
    separators: int
    quotes: bool
    well_formed: bool


def scan(data: np.ndarray, separator: str, quoted: bool = True) -> Structure:
    """Count records and separators outside quotes; check the quoting of RFC 4180, and UTF-8.

    Trailing line ends are not counted as records. Blank lines inside make the separator count
    fall short, a carriage return on its own or a NUL makes the file not well formed.
    """
    end = _end(data)
    separator_byte = ord(separator)
    quotes = newlines = separators = returns = 0
    plain = well_formed = True
    inside = False
    for start in range(0, end, _CHUNK):
        piece = data[start : min(start + _CHUNK, end)]
        plain = plain and bool(piece.max() < _BEYOND_ASCII)
        well_formed = well_formed and piece.min() != _NUL
        newline, sep, quote = piece == _NEWLINE, piece == separator_byte, piece == _QUOTE
        returns += int(np.count_nonzero(piece == _RETURN))
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
    if separators == 0 and _blank_lines(data, end):
        well_formed = False
    records = newlines + 1 if end else 0
    return Structure(records, separators, quotes > 0, well_formed and not inside)


def plain_numbers(data: np.ndarray) -> bool:
    """Whether every field that is a whole number is written the one plain way.

    False if anything in the text looks like a number with leading zeros, a sign, or blanks
    around it: then identifiers may only be told apart as text.
    """
    for start in range(0, len(data), _CHUNK):
        window = data[max(0, start - 1) : start + _CHUNK + 1]
        if any((window == byte).any() for byte in _NOT_PLAIN):
            return False
        digit = (window >= _ZERO) & (window <= _NINE)
        leading = (window[:-1] == _ZERO) & digit[1:]
        leading[1:] &= ~(digit[:-2] | (window[:-2] == ord(".")))
        if leading[0 if start == 0 else 1 :].any():
            return False
    return True


def _end(data: np.ndarray) -> int:
    end = len(data)
    while end and data[end - 1] in (_NEWLINE, _RETURN):
        end -= 1
    return end


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


def _blank_lines(data: np.ndarray, end: int) -> bool:
    for start in range(0, end, _CHUNK):
        piece = data[start : min(start + _CHUNK + 3, end)]
        newline = piece == _NEWLINE
        if np.any(newline[1:] & newline[:-1]) or np.any(
            newline[2:] & (piece[1:-1] == _RETURN) & newline[:-2]
        ):
            return True
    return False


class LineFinder:
    """Line numbers of rows, worked out only when somebody asks."""

    def __init__(self, data: np.ndarray, header_lines: int, quotes: bool) -> None:
        self._data = data
        self._header = header_lines
        self._quotes = quotes

    def __call__(self, rows: np.ndarray) -> np.ndarray:
        if not self._quotes:
            return np.asarray(rows, np.int64) + self._header + 1
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
        return np.concatenate(starts)[np.asarray(rows, np.int64) + self._header]
