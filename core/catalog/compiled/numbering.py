"""Identifiers of a column to numbers in order of first appearance, block by block."""

from __future__ import annotations

import numpy as np

from core.catalog.compiled.library import Library
from core.catalog.compiled.signatures import MOST_NUMERALS


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
        self._numerals: np.ndarray | None = np.zeros(MOST_NUMERALS, np.int32)
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
            self._ids = enlarged(self._ids, 2 * room)
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
        data = np.frombuffer(known + bytes(128), np.uint8)
        ends = np.flatnonzero(data == ord("\n"))
        starts = np.concatenate([[0], ends[:-1] + 1])
        spans = ((starts << 16) | (ends - starts)).astype(np.uint64)
        if count:
            codes = np.empty(count, np.int32)
            self._number(data, spans, int((ends - starts).max()), codes)

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


def enlarged(values: np.ndarray, room: int) -> np.ndarray:
    """The values with room for more behind them."""
    larger = np.empty(room, values.dtype)
    larger[: len(values)] = values
    return larger
