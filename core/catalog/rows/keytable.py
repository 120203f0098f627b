"""A table of 64-bit keys, numbered as they come, that answers millions of rows a second.

A key is multiplied by an odd constant, which loses nothing (Fibonacci hashing, Knuth, TAOCP 3,
6.4). The upper `bits` of the product are the slot; the rest of it is kept in the slot beside the
number of the key. One read from memory a row thus tells both whether it is the very same key and
which number it has. A key whose slot is taken goes to the next level, a table with another
constant; few do, and almost none go further.
"""

from __future__ import annotations

import numpy as np

_SPREAD = tuple(
    np.uint64(odd)
    for odd in (0x9E3779B97F4A7C15, 0xD6E8FEB86659FD93, 0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53)
)
_ONE, _WIDTH = np.uint64(1), np.uint64(64)
#: Slots for each key at least: half of them stay empty.
_ROOM = 2
#: Rows at a time, so that what is computed of them stays in the cache.
_PART = 1 << 15


class KeyTable:
    """Distinct keys and their numbers 0, 1, ... in order of first appearance."""

    def __init__(self, room: int = _PART) -> None:
        """Make a table with room for that many keys; it grows as needed."""
        self._known: list[np.ndarray] = []
        self._count = 0
        self._make(room)

    def __len__(self) -> int:
        return self._count

    def number(self, key: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Number keys, new ones too.

        Args:
            key: uint64 [n].

        Returns:
            Numbers int32 [n], and the rows where a key appeared that was new, int64 [k], ascending.

        """
        codes = np.empty(len(key), np.int32)
        first = [np.empty(0, np.int64)]
        for start in range(0, len(key), _PART):
            part = key[start : start + _PART]
            found = self._look(part, 0) if self._count else np.full(len(part), -1, np.int32)
            new = np.flatnonzero(found < 0)
            if len(new):
                numbers, winners = self._insert(part[new])
                found[new] = numbers
                first.append(new[winners] + start)
            codes[start : start + _PART] = found
        return codes, np.concatenate(first)

    def extend(self, key: np.ndarray) -> None:
        """Number keys, uint64 [n], all different and not in the table: faster than `number`."""
        self._make_room(len(key))
        number = np.arange(self._count, self._count + len(key)).view(np.uint64)
        self._known.append(key)
        self._count += len(key)
        number += _ONE
        for level, table in enumerate(self._levels):
            slot, rest = self._places(key, level)
            rest |= number
            free = table[slot] == 0
            table[slot[free]] = rest[free]
            other = table[slot] != rest
            key, number = key[other], number[other]
            if len(key) == 0:
                return
        self._add_homeless(key, (number - _ONE).astype(np.int32))

    def find(self, key: np.ndarray) -> np.ndarray:
        """The number of each key, int32 [n], -1 for one that was never numbered."""
        codes = np.empty(len(key), np.int32)
        for start in range(0, len(key), _PART):
            codes[start : start + _PART] = self._look(key[start : start + _PART], 0)
        return codes

    def _make(self, room: int) -> None:
        self._bits = max(8, (_ROOM * room - 1).bit_length())
        self._levels = [np.zeros(1 << self._bits, np.uint64) for _ in _SPREAD]
        # Keys that found no slot on any level, sorted, and their numbers: next to none, unless
        # somebody chose them so.
        self._homeless = np.empty(0, np.uint64)
        self._numbers = np.empty(0, np.int32)

    def _make_room(self, more: int) -> None:
        if _ROOM * (self._count + more) <= 1 << self._bits:
            return
        everything = np.concatenate([*self._known, np.empty(0, np.uint64)])
        self._known, self._count = [], 0
        self._make(2 * (len(everything) + more))
        self.extend(everything)

    def _add_homeless(self, key: np.ndarray, number: np.ndarray) -> None:
        key = np.concatenate([self._homeless, key])
        order = np.argsort(key)
        self._homeless = key[order]
        self._numbers = np.concatenate([self._numbers, number])[order]

    def _places(self, key: np.ndarray, level: int) -> tuple[np.ndarray, np.ndarray]:
        """Slot of each key, and what a slot holds of it: its other bits above an empty number."""
        product = key * _SPREAD[level]
        bits = np.uint64(self._bits)
        slot = (product >> (_WIDTH - bits)).view(np.int64)
        product <<= bits
        return slot, product

    def _look(self, key: np.ndarray, level: int) -> np.ndarray:
        """As `find`, from this level on, for few enough keys to stay in the cache."""
        if level == len(self._levels):
            return self._look_homeless(key)
        slot, rest = self._places(key, level)
        # Never out of bounds; "wrap" spares numpy the check.
        held = self._levels[level].take(slot, mode="wrap")
        # Equal bits cancel out and leave the number + 1; 0 is an empty slot.
        held ^= rest
        held -= _ONE
        codes = held.astype(np.int32)
        other = np.flatnonzero(held >= self._limit)
        if len(other):
            codes[other] = self._look(key[other], level + 1)
        return codes

    @property
    def _limit(self) -> np.uint64:
        return np.uint64((1 << self._bits) - 1)

    def _look_homeless(self, key: np.ndarray) -> np.ndarray:
        if len(self._homeless) == 0:
            return np.full(len(key), -1, np.int32)
        at = np.searchsorted(self._homeless, key)
        at = np.minimum(at, len(self._homeless) - 1)
        return np.where(self._homeless[at] == key, self._numbers[at], np.int32(-1))

    def _insert(self, key: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Number keys that are not in the table, where one may appear several times.

        Returns:
            Numbers int32 [n], and the rows of the first of each, ascending.

        """
        self._make_room(len(key))
        first = np.empty(len(key), np.int64)  # row of the first equal key
        left = np.arange(len(key))
        written = []
        for level, table in enumerate(self._levels):
            slot, rest = self._places(key[left], level)
            # Backwards, so that of several rows the first is written last and stays.
            free = np.flatnonzero(table[slot] == 0)[::-1]
            numbered = (left + (self._count + 1)).view(np.uint64)
            table[slot[free]] = rest[free] | numbered[free]
            held = table[slot] ^ rest
            same = held - _ONE < self._limit
            first[left[same]] = held[same].view(np.int64) - (self._count + 1)
            mine = np.flatnonzero(held == numbered)
            written.append((table, slot[mine], rest[mine], left[mine]))
            left = left[~same]
            if len(left) == 0:
                break
        else:
            _, place, inverse = np.unique(key[left], return_index=True, return_inverse=True)
            first[left] = left[place][inverse]
        winner = first == np.arange(len(key))
        number = np.cumsum(winner) - 1 + self._count
        if not winner.all():
            # Places are no numbers then: close the gaps that repeated keys leave.
            for table, slots, rest, rows in written:
                table[slots] = rest | (number[rows] + 1).view(np.uint64)
        if len(left):
            alone = left[winner[left]]
            self._add_homeless(key[alone], number[alone].astype(np.int32))
        rows = np.flatnonzero(winner)
        self._known.append(key[rows])
        self._count += len(rows)
        return number[first].astype(np.int32), rows
