"""Identifiers to numbers, and rows to places: loops over places of memory that are all over it."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from core.catalog.compiled.signatures import MOST_NUMERALS
from core.catalog.compiled.words import compiled, least, lowest, prefetch, put_word, word_at

TOO_CROWDED = -1
_NEWLINE, _ZERO = 10, 48
_SPREAD, _STIR = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xD6E8FEB86659FD93)
_LOW_HALF = np.uint64(0xFFFFFFFF)
_UPPER, _DIGITS = np.uint64(0xF0F0F0F0F0F0F0F0), np.uint64(0x3030303030303030)
#: Rows ahead of which counters are fetched, and what they point to.
_FAR, _NEAR = 64, 32
_ROWS_AT_ONCE, _NUMERALS_AT_ONCE = 32, 64
#: Slots looked at for one key. A quarter is empty: only keys chosen to collide need so many.
_MOST_TRIES = 1000


@njit(inline="always")
def _stirred(h: Any, word: Any) -> Any:
    return ((h ^ (h >> np.uint64(32))) ^ word) * _SPREAD


@njit(inline="always")
def _place(h: Any, shift: Any) -> Any:
    return np.int64(((h ^ (h >> np.uint64(29))) * _STIR) >> shift)


@njit(inline="always")
def _prepare(data, spans, base, here, words, at, slots, width, shift):  # type: ignore[no-untyped-def]
    """Write the words and the place of some identifiers to `words`, and fetch their slots."""
    for r in range(here):
        span = spans[base + r]
        start, length = np.int64(span >> np.uint64(16)), np.int64(span & np.uint64(0xFFFF))
        k = at + r * (width + 1)
        word = (word_at(data, start) & lowest(least(length, 4))) << np.uint64(32)
        words[k] = word
        h = word * _SPREAD
        word = word_at(data, start + 4) & lowest(length - 4)
        words[k + 1] = word
        h = _stirred(h, word)
        for j in range(2, width):
            rest = length - 8 * j + 4
            word = word_at(data, start + 8 * j - 4) & lowest(rest) if rest > 0 else np.uint64(0)
            words[k + j] = word
            h = _stirred(h, word)
        place = _place(h, shift)
        words[k + width] = np.uint64(place)
        prefetch(slots, place * width)


@compiled
def number(data, spans, rows, words, slots, bits, width, ids, state, codes):  # type: ignore[no-untyped-def]
    """Number identifiers in order of first appearance.

    A slot is `width` words: the number plus one, then the bytes of the identifier, padded with
    zeros; there are 2^bits. `words` is scratch for 64 (width + 1). New identifiers are written to
    `ids`, a line each. `state` holds how many there are, and how long `ids` is.
    """
    count, used = state[0], state[1]
    shift, last = np.uint64(64 - bits), (1 << bits) - 1
    at, half = 0, _ROWS_AT_ONCE * (width + 1)
    _prepare(data, spans, 0, least(_ROWS_AT_ONCE, rows), words, at, slots, width, shift)
    base = 0
    while base < rows:
        here = least(_ROWS_AT_ONCE, rows - base)
        # The next ones are on their way from memory while these are looked at.
        after = least(_ROWS_AT_ONCE, rows - base - here)
        _prepare(data, spans, base + here, after, words, half - at, slots, width, shift)
        for r in range(here):
            k = at + r * (width + 1)
            place = np.int64(words[k + width])
            tries = 0
            while True:
                slot = place * width
                known = np.int64(slots[slot] & _LOW_HALF)
                if known == 0:
                    for j in range(width):
                        slots[slot + j] = words[k + j]
                    slots[slot] |= np.uint64(count + 1)
                    span = spans[base + r]
                    start = np.int64(span >> np.uint64(16))
                    length = np.int64(span & np.uint64(0xFFFF))
                    j = 0
                    while j < length:
                        put_word(ids, used + j, word_at(data, start + j))
                        j += 8
                    ids[used + length] = _NEWLINE
                    used += length + 1
                    codes[base + r] = count
                    count += 1
                    break
                other = (slots[slot] ^ words[k]) >> np.uint64(32)
                other |= slots[slot + 1] ^ words[k + 1]
                for j in range(2, width):
                    other |= slots[slot + j] ^ words[k + j]
                if other == 0:
                    codes[base + r] = known - 1
                    break
                tries += 1
                if tries == _MOST_TRIES:
                    return TOO_CROWDED
                place = (place + 1) & last
        base += here
        at = half - at
    state[0], state[1] = count, used
    return 0


@njit(inline="always")
def _numeral(word: Any) -> Any:
    """The number that eight digits stand for, -1 if one is none (Lemire 2018, by pairs)."""
    if (word & _UPPER) != _DIGITS or ((word + np.uint64(0x0606060606060606)) & _UPPER) != _DIGITS:
        return -1
    word = ((word & ~_UPPER) * np.uint64(2561)) >> np.uint64(8)
    word = ((word & np.uint64(0x00FF00FF00FF00FF)) * np.uint64(6553601)) >> np.uint64(16)
    word = ((word & np.uint64(0x0000FFFF0000FFFF)) * np.uint64(42949672960001)) >> np.uint64(32)
    return np.int64(word)


@compiled
def number_numerals(data, spans, rows, table, length, prefix, ids, state, codes):  # type: ignore[no-untyped-def]
    """As `number`, for identifiers that end in a numeral which tells them apart.

    With a length of 8 to 16 all have that length, the same beginning `prefix`, and end in eight
    digits. With length 0 they are up to eight digits without leading zeros. `table` holds the
    number of each numeral below its size plus one. Returns for how many rows that was so.
    """
    count, used = state[0], state[1]
    beginning = lowest(length - 8)
    base, done = 0, rows
    while base < done:
        end = least(base + _NUMERALS_AT_ONCE, rows)
        for r in range(base, end):
            span = spans[r]
            start, here = np.int64(span >> np.uint64(16)), np.int64(span & np.uint64(0xFFFF))
            value = np.int64(-1)
            if length > 0:
                if here == length and (word_at(data, start) & beginning) == prefix[0]:
                    value = _numeral(word_at(data, start + length - 8))
            elif here == 1 or (here <= 8 and data[start] != _ZERO):
                word = word_at(data, start)
                if here < 8:
                    word = (word << np.uint64(64 - 8 * here)) | (_DIGITS >> np.uint64(8 * here))
                value = _numeral(word)
            if value < 0 or value >= MOST_NUMERALS:
                end = done = r
                break
            codes[r] = value
            prefetch(table, value)
        for r in range(base, end):
            value = np.int64(codes[r])
            known = table[value]
            if known == 0:
                span = spans[r]
                start, here = np.int64(span >> np.uint64(16)), np.int64(span & np.uint64(0xFFFF))
                j = 0
                while j < here:
                    put_word(ids, used + j, word_at(data, start + j))
                    j += 8
                ids[used + here] = _NEWLINE
                used += here + 1
                count += 1
                table[value] = count
                known = np.int32(count)
            codes[r] = known - 1
        base = end
    state[0], state[1] = count, used
    return done


@compiled
def rebuild(old, n, old_width, slots, bits, width):  # type: ignore[no-untyped-def]
    """Put what is in n slots of `old` into larger `slots`, empty so far, of at least its width."""
    shift, last = np.uint64(64 - bits), (1 << bits) - 1
    for i in range(n):
        source = i * old_width
        if old[source] & _LOW_HALF == 0:
            continue
        h = (old[source] & ~_LOW_HALF) * _SPREAD
        for j in range(1, width):
            h = _stirred(h, old[source + j] if j < old_width else np.uint64(0))
        place = _place(h, shift)
        while slots[place * width] & _LOW_HALF != 0:
            place = (place + 1) & last
        for j in range(old_width):
            slots[place * width + j] = old[source + j]
    return 0


@compiled
def count(codes, n, counts):  # type: ignore[no-untyped-def]
    """Add to `counts` how often each code is there."""
    for i in range(n):
        counts[codes[i]] += 1
    return 0


@compiled
def scatter(codes, start, end, places, a, b, c, to_a, to_b, to_c, which):  # type: ignore[no-untyped-def]
    """Write values of rows start..end to the next place of their code, counting that up.

    That is counting sort of up to three columns, two of four bytes (bits 1 and 2 of `which`) and
    one of eight (bit 4).
    """
    for i in range(start, end):
        # What later rows need is on its way: their counters, and where they go by now.
        if i + _FAR < end:
            prefetch(places, np.int64(codes[i + _FAR]))
            place = np.int64(places[codes[i + _NEAR]])
            if which & 1:
                prefetch(to_a, place)
            if which & 2:
                prefetch(to_b, place)
            if which & 4:
                prefetch(to_c, place)
        place = places[codes[i]]
        places[codes[i]] = place + np.uint32(1)
        if which & 1:
            to_a[place] = a[i]
        if which & 2:
            to_b[place] = b[i]
        if which & 4:
            to_c[place] = c[i]
    return 0
