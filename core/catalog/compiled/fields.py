"""Bytes of a delimited file to fields, eight at a time (SWAR: Warren, Hacker's Delight, 6-1)."""

from __future__ import annotations

import numpy as np

from core.catalog.compiled.signatures import DECIMAL, IDENTIFIER, SKIP, WHOLE
from core.catalog.compiled.words import ONES, compiled, found_in, least, trailing_zeros, word_at

NOT_PLAIN, NO_NUMBER = -1, -2
_NEWLINE, _QUOTE, _POINT, _ZERO = 10, 34, 46, 48


@compiled
def check(data, n, separator, counts):  # type: ignore[no-untyped-def]
    """Count line ends and separators; NOT_PLAIN if there is anything but these and 33..126."""
    rows, separators = np.int64(0), np.int64(0)
    bad = np.uint8(0)
    start = 0
    while start < n:
        end = least(start + 255, n)  # as many as a byte can count
        r, s = np.uint8(0), np.uint8(0)
        for i in range(start, end):
            byte = data[i]
            newline, separates = np.uint8(byte == _NEWLINE), np.uint8(byte == separator)
            r = np.uint8(r + newline)
            s = np.uint8(s + separates)
            plain = np.uint8((np.uint8(byte - np.uint8(33)) < np.uint8(94)) & (byte != _QUOTE))
            # Casts keep the lanes of the vectors as narrow as the bytes.
            bad = np.uint8(bad | np.uint8(np.uint8(1) ^ np.uint8(plain | newline | separates)))
        rows += r
        separators += s
        start = end
    counts[0], counts[1] = rows, separators
    return NOT_PLAIN if bad else 0


@compiled
def parse(data, n, separator, kinds, places, fields, room, spans, wholes, decimals, longest):  # type: ignore[no-untyped-def]
    """Cut rows into fields, and read them as `kinds` says into row `places` of the outputs.

    `data` ends with a line end, then at least 80 bytes of line ends and separators in turn, which
    stop every search. A span is where an identifier starts, times 2^16, and its length; `longest`
    is the greatest of each column. Returns the number of rows.
    """
    between, behind = np.uint64(separator) * ONES, np.uint64(_NEWLINE) * ONES
    p = row = 0
    while p < n:
        for f in range(fields):
            pattern = behind if f == fields - 1 else between
            kind = kinds[f]
            start = p
            value = np.uint64(0)
            word = word_at(data, p)
            found = found_in(word, pattern)
            while found == 0:
                if kind == WHOLE:
                    for j in range(8):
                        digit = ((word >> np.uint64(8 * j)) & np.uint64(255)) - np.uint64(_ZERO)
                        if digit > np.uint64(9):
                            return NO_NUMBER
                        value = value * np.uint64(10) + digit
                p += 8
                word = word_at(data, p)
                found = found_in(word, pattern)
            rest = trailing_zeros(found) >> 3
            length = p - start + rest
            p += rest
            at = places[f] * room + row
            if kind == IDENTIFIER:
                if length == 0:
                    return NOT_PLAIN
                spans[at] = np.uint64((start << 16) | least(length, 65535))
                if length > longest[places[f]]:
                    longest[places[f]] = length
            elif kind != SKIP:
                if length == 0 or length > (18 if kind == WHOLE else 8):
                    return NO_NUMBER
                after = -1  # digits after the point
                for j in range(rest):
                    byte = (word >> np.uint64(8 * j)) & np.uint64(255)
                    digit = byte - np.uint64(_ZERO)
                    if digit <= np.uint64(9):
                        value = value * np.uint64(10) + digit
                        if after >= 0:
                            after += 1
                    elif kind == DECIMAL and byte == np.uint64(_POINT) and after < 0 < j:
                        after = 0
                    else:
                        return NO_NUMBER
                if kind == WHOLE:
                    wholes[at] = np.int64(value)
                else:
                    # Both below 2^24 exactly, so that the quotient is the nearest float32
                    # (Clinger 1990).
                    if after == 0 or length > 7:
                        return NO_NUMBER
                    scale = np.float32(1)
                    for _ in range(after):
                        scale *= np.float32(10)
                    decimals[at] = np.float32(value) / scale
            p += 1
            if p > n:
                return NOT_PLAIN
        row += 1
    return row
