"""One pass over a plain delimited file: fields to numbers, identifiers to codes."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from io import FileIO
from pathlib import Path

import numpy as np
import polars as pl

from core.catalog.compiled.library import Library
from core.catalog.compiled.memory import enlarged
from core.catalog.compiled.numbering import LONGEST_ID, NotPlainError, Numbering
from core.catalog.compiled.signatures import DECIMAL, IDENTIFIER, SKIP, WHOLE
from core.progress import Reporter

_BLOCK = 1 << 20
#: Bytes behind a block that may be looked at.
_MARGIN = 128
_MOST_ROWS = 1 << 31


@dataclass(frozen=True, eq=False)
class Scan:
    """Columns of a file, those of a kind in their order.

    Attributes:
        codes: of identifiers, int32 [n], in order of first appearance.
        ids: the distinct identifiers of each of these columns, a line each.
        wholes: int64 [n].
        decimals: float32 [n].
    """

    codes: list[np.ndarray]
    ids: list[bytes]
    wholes: list[np.ndarray]
    decimals: list[np.ndarray]


def scan(
    compiled: Library,
    path: Path,
    start: int,
    separator: int,
    kinds: Sequence[int],
    reporter: Reporter | None = None,
) -> Scan:
    """Read a file from byte `start` on, as `kinds` says for each column.

    Blocks are cut into fields on all threads, some ahead. Each column of identifiers is numbered
    in the order of the file, by one thread at a time.

    Raises:
        NotPlainError: the file has to be read otherwise.
        OSError: it cannot be read.

    """
    threads = pl.thread_pool_size()
    spare = [_Block(compiled, separator, kinds) for _ in range(threads + 3)]
    columns = _Columns(compiled, kinds)
    ahead: deque[tuple[_Block, Future[int]]] = deque()
    size, done = path.stat().st_size - start, 0
    with ThreadPoolExecutor(threads) as pool, path.open("rb", buffering=0) as file:
        file.seek(start)
        rest: bytes | None = b""
        while True:
            while rest is not None and spare:
                rest = spare[-1].fill(file, rest)
                if spare[-1].length:
                    block = spare.pop()
                    ahead.append((block, pool.submit(block.parse)))
            if not ahead:
                return columns.result()
            block, parsed = ahead.popleft()
            rows = parsed.result()
            done += block.length
            columns.append(block, rows, size / done, pool)
            spare.append(block)
            if reporter is not None:
                reporter.checkpoint()


class _Block:
    """Whole lines of a file and what was found in them. Filled again and again."""

    def __init__(self, compiled: Library, separator: int, kinds: Sequence[int]) -> None:
        # A row has a line end or separator behind each field, and a byte in most.
        self.room = _BLOCK // (2 * len(kinds) - kinds.count(SKIP)) + 1
        self.data = bytearray(_BLOCK + _MARGIN)
        self.bytes = np.frombuffer(self.data, np.uint8)
        self.length = 0
        self.spans = np.empty((kinds.count(IDENTIFIER), self.room), np.uint64)
        self.wholes = np.empty((kinds.count(WHOLE), self.room), np.int64)
        self.decimals = np.empty((kinds.count(DECIMAL), self.room), np.float32)
        self.longest = np.zeros(kinds.count(IDENTIFIER), np.int64)
        self._compiled, self._separator = compiled, separator
        self._kinds = np.array(kinds, np.int64)
        places = [kinds[:at].count(kind) for at, kind in enumerate(kinds)]
        self._places = np.array(places, np.int64)

    def fill(self, file: FileIO, rest: bytes) -> bytes | None:
        """Take the rest of the last block and more; returns what is left over, None at the end."""
        view = memoryview(self.data)[:_BLOCK]
        view[: len(rest)] = rest
        end = len(rest)
        while end < _BLOCK:
            read = file.readinto(view[end:])
            if not read:
                break
            end += read
        left: bytes | None
        if end < _BLOCK:
            if end and self.data[end - 1] != ord("\n"):
                self.data[end] = ord("\n")
                end += 1
            self.length, left = end, None
        else:
            self.length = self.data.rfind(b"\n", 0, end) + 1
            if self.length == 0:
                raise NotPlainError("a line is too long")
            left = bytes(view[self.length :])
        # Searches run ahead of the lines, and must stop behind them.
        stops = bytes([self._separator, ord("\n")]) * (_MARGIN // 2)
        self.data[self.length : self.length + _MARGIN] = stops[: len(self.data) - self.length]
        return left

    def parse(self) -> int:
        """Cut the lines into fields. Returns how many there are.

        Raises:
            NotPlainError: not all are as plain as that.

        """
        counts = np.zeros(2, np.int64)
        self.longest[:] = 0
        fields = len(self._kinds)
        plain = self._compiled.call("check", self.bytes, self.length, self._separator, counts)
        lines, separators = counts.tolist()
        # A row that fits takes so many separators and one line end. If both come out even, no
        # field holds one.
        if plain < 0 or separators != lines * (fields - 1) or lines > self.room:
            raise NotPlainError("not plain")
        rows = self._compiled.call(
            "parse",
            self.bytes,
            self.length,
            self._separator,
            self._kinds,
            self._places,
            fields,
            self.room,
            self.spans,
            self.wholes,
            self.decimals,
            self.longest,
        )
        if rows != lines or self.longest.max() > LONGEST_ID:
            raise NotPlainError("not plain")
        return rows


class _Columns:
    """The columns, as far as they were read."""

    def __init__(self, compiled: Library, kinds: Sequence[int]) -> None:
        self._rows = 0
        self._wholes = [np.empty(0, np.int64) for kind in kinds if kind == WHOLE]
        self._decimals = [np.empty(0, np.float32) for kind in kinds if kind == DECIMAL]
        self._numbered = [Numbering(compiled) for kind in kinds if kind == IDENTIFIER]

    def append(self, block: _Block, rows: int, share: float, pool: ThreadPoolExecutor) -> None:
        """Add the rows of a block. With `share` times what there is then, the file ends."""
        at, end = self._rows, self._rows + rows
        if end > _MOST_ROWS:
            raise NotPlainError("too many rows")
        if end > len(self._numbered[0].codes):
            room = int(1.02 * share * end) + 1000
            for numbered in self._numbered:
                numbered.codes = enlarged(numbered.codes, room)
            self._wholes = [enlarged(column, room) for column in self._wholes]
            self._decimals = [enlarged(column, room) for column in self._decimals]
        jobs = [
            pool.submit(
                numbered.append,
                block.bytes,
                block.spans[place, :rows],
                int(block.longest[place]),
                at,
            )
            for place, numbered in enumerate(self._numbered)
        ]
        for place, whole in enumerate(self._wholes):
            whole[at:end] = block.wholes[place, :rows]
        for place, decimal in enumerate(self._decimals):
            decimal[at:end] = block.decimals[place, :rows]
        for job in jobs:
            job.result()
        self._rows = end

    def result(self) -> Scan:
        return Scan(
            [numbered.codes[: self._rows] for numbered in self._numbered],
            [numbered.lines() for numbered in self._numbered],
            [column[: self._rows] for column in self._wholes],
            [column[: self._rows] for column in self._decimals],
        )
