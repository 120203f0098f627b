"""Identifiers of a column to numbers in order of first appearance, block by block."""

from __future__ import annotations

import numpy as np
import polars as pl

from core.catalog.compiled.library import Library
from core.catalog.compiled.memory import column, enlarged
from core.catalog.compiled.signatures import MOST_NUMERALS

#: Bytes of an identifier.
LONGEST_ID = 60
_PART = 1 << 16


class NotPlainError(Exception):
    """There is something in the file that this pass leaves to the general readers."""


class Numbering:
    """Identifiers numbered so far.

    Most published logs number their users and items, or end their names in a number: then this
    number is the place in a table. All others, and these too from the first one on that is
    otherwise, are compared by their bytes in a table of open addresses.

    Attributes:
        codes: of the rows so far, int32; rows to come must have room.
    """

    def __init__(self, compiled: Library) -> None:
        self.codes = np.empty(0, np.int32)
        self._compiled = compiled
        self._numerals: np.ndarray | None = column(MOST_NUMERALS, np.int32)
        self._length: int | None = None
        self._prefix = np.zeros(1, np.uint64)
        self._bits, self._width = 0, 2
        self._slots = np.zeros(self._width, np.uint64)
        self._ids = np.empty(0, np.uint8)
        self._state = np.zeros(2, np.int64)

    def lines(self) -> bytes:
        """The distinct identifiers in order of their numbers, a line each."""
        return self._ids[: self._state[1]].tobytes()

    def append(self, data: np.ndarray, spans: np.ndarray, longest: int, at: int) -> None:
        """Number more identifiers.

        Args:
            data: bytes, uint8, 128 more than the last span needs.
            spans: as `fields.parse` writes them, uint64 [n], n > 0.
            longest: length of the longest of them.
            at: the row of the first one.

        Raises:
            NotPlainError: they are chosen to make this slow.

        """
        used, rows = int(self._state[1]), len(spans)
        room = used + rows * (longest + 1) + 8  # whole words are written
        if room > len(self._ids):
            self._ids = enlarged(self._ids, 8 * room)  # what is not written to costs nothing
        codes, done = self.codes[at : at + rows], 0
        if self._numerals is not None:
            if self._length is None:
                self._length = self._shape(data, int(spans[0]))
            done = self._compiled.call(
                "number_numerals",
                data,
                spans,
                rows,
                self._numerals,
                self._length,
                self._prefix,
                self._ids,
                self._state,
                codes,
            )
            if done < rows:
                self._numerals = None
                self._begin_again()
        if done < rows:
            self._number(data, spans[done:], longest, codes[done:])

    def _shape(self, data: np.ndarray, span: int) -> int:
        """The length of identifiers that end in eight digits, 0 if they are nothing but digits."""
        start, length = span >> 16, span & 0xFFFF
        first = data[start : start + length].tobytes()
        if not 8 <= length <= 16 or (length == 8 and first.isdigit() and first[:1] != b"0"):
            return 0
        self._prefix[0] = int.from_bytes(first[: length - 8], "little")
        return length

    def _begin_again(self) -> None:
        """Number what there is by its bytes; the numbers come out the same."""
        known, count = self.lines(), int(self._state[0])
        self._state[:] = 0
        if count:
            data, spans, longest = _spans(known)
            self._number(data, spans, longest, np.empty(count, np.int32))

    def _number(self, data: np.ndarray, spans: np.ndarray, longest: int, codes: np.ndarray) -> None:
        rows = len(spans)
        width, bits = self._width, max(self._bits, 12)
        while 8 * width - 4 < longest:
            width += 1
        while 4 * (int(self._state[0]) + rows) > 3 << bits:
            bits += 1
        if (width, bits) != (self._width, self._bits):
            slots = np.zeros(width << bits, np.uint64)
            old = (self._slots, 1 << self._bits, self._width)
            self._compiled.call("rebuild", *old, slots, bits, width)
            self._slots, self._width, self._bits = slots, width, bits
        found = self._compiled.call(
            "number",
            data,
            spans,
            rows,
            np.empty(64 * (width + 1), np.uint64),
            self._slots,
            bits,
            width,
            self._ids,
            self._state,
            codes,
        )
        if found < 0:
            raise NotPlainError("too many identifiers collide")


def lookup(compiled: Library, values: pl.Series, ids: pl.Series) -> np.ndarray | None:
    """Row of `ids` for each of the values, by numbering the ones after the others.

    Args:
        compiled: the functions.
        values: distinct texts [n], none empty.
        ids: distinct texts [k], none empty.

    Returns:
        int32 [n], -1 where a value is not among `ids`; None if they are not as plain as that.

    """
    n, k = len(values), len(ids)
    if not n or not k:
        return None
    numbering = Numbering(compiled)
    numbering.codes = column(k + n, np.int32)
    parts = [
        (texts[start : start + _PART], at + start)
        for texts, at in ((ids, 0), (values, k))
        for start in range(0, len(texts), _PART)
    ]
    for texts, at in parts:
        lines = str(texts.str.join("\n")[0]).encode() + b"\n"
        data, spans, longest = _spans(lines)
        if len(spans) != len(texts) or longest > LONGEST_ID or b"\0" in lines:
            return None
        try:
            numbering.append(data, spans, longest, at)
        except NotPlainError:
            return None
    rows = numbering.codes[k:]
    rows[rows >= k] = -1
    return rows


def _spans(lines: bytes) -> tuple[np.ndarray, np.ndarray, int]:
    """Bytes, spans and greatest length of identifiers, a line each, as `append` takes them."""
    data = np.frombuffer(lines + bytes(128), np.uint8)
    ends = np.flatnonzero(data == ord("\n"))
    starts = np.concatenate([[0], ends[:-1] + 1])
    lengths = ends - starts
    return data, ((starts << 16) | lengths).view(np.uint64), int(lengths.max())
