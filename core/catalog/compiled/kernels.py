"""Loops over bytes and random places, in numba, compiled ahead by `library`.

Only `library` imports this module, in a process of its own. Every function works on raw arrays
that its caller has made large enough, keeps no state, allocates nothing and raises nothing, so
that its machine code runs without Python and without numba. Errors are negative numbers.

Eight bytes at a time are looked at as one word (SWAR: Warren, Hacker's Delight, 6-1).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from llvmlite import ir
from numba import cfunc, from_dtype, njit, types
from numba.core import cgutils
from numba.extending import intrinsic

from core.catalog.compiled.signatures import ARRAYS, MOST_NUMERALS, SIGNATURES

NOT_PLAIN, NO_NUMBER, TOO_CROWDED = -1, -2, -3
#: What `parse` does with a field.
SKIP, IDENTIFIER, WHOLE, DECIMAL = 0, 1, 2, 3

_NEWLINE, _QUOTE, _BLANK, _POINT, _ZERO = 10, 34, 32, 46, 48
_ONES, _HIGH = np.uint64(0x0101010101010101), np.uint64(0x8080808080808080)
_SPREAD, _STIR = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xD6E8FEB86659FD93)
_LOW_HALF, _ALL, _ONE = np.uint64(0xFFFFFFFF), np.uint64(0xFFFFFFFFFFFFFFFF), np.uint64(1)
_UPPER, _DIGITS = np.uint64(0xF0F0F0F0F0F0F0F0), np.uint64(0x3030303030303030)
_FAR, _NEAR = 64, 32
_ROWS_AT_ONCE, _NUMERALS_AT_ONCE = 32, 64
#: Slots looked at for one key. A quarter is empty: only keys chosen to collide need so many.
_MOST_TRIES = 1000


def _compiled(function: Any) -> Any:
    kinds = {"n": types.int64} | {
        letter: types.CPointer(from_dtype(np.dtype(kind))) for letter, kind in ARRAYS.items()
    }
    arguments = [kinds[letter] for letter in SIGNATURES[function.__name__]]
    return cfunc(types.int64(*arguments), nopython=True, error_model="numpy")(function)


@intrinsic
def _word(typing: Any, base: Any, place: Any) -> Any:
    """Eight bytes from any place on, the first one lowest."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        where = builder.gep(arguments[0], [arguments[1]])
        word = builder.load(builder.bitcast(where, ir.IntType(64).as_pointer()))
        word.align = 1
        return word

    return types.uint64(base, types.int64), generate


@intrinsic
def _put_word(typing: Any, base: Any, place: Any, word: Any) -> Any:
    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        where = builder.gep(arguments[0], [arguments[1]])
        where = builder.bitcast(where, ir.IntType(64).as_pointer())
        builder.store(arguments[2], where).align = 1
        return context.get_dummy_value()

    return types.void(base, types.int64, types.uint64), generate


@intrinsic
def _trailing_zeros(typing: Any, value: Any) -> Any:
    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.cttz(arguments[0], ir.Constant(ir.IntType(1), 1))

    return types.int64(types.uint64), generate


@intrinsic
def _prefetch(typing: Any, base: Any, place: Any) -> Any:
    """Begin to fetch what will be needed soon."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        number = ir.IntType(32)
        where = builder.gep(arguments[0], [arguments[1]])
        where = builder.bitcast(where, ir.IntType(8).as_pointer())
        kind = ir.FunctionType(ir.VoidType(), [where.type, number, number, number])
        function = cgutils.get_or_insert_function(builder.module, kind, "llvm.prefetch.p0")
        hints = [ir.Constant(number, hint) for hint in (0, 3, 1)]  # to read, to keep, data
        builder.call(function, [where, *hints])
        return context.get_dummy_value()

    return types.void(base, types.int64), generate


@njit(inline="always")
def _least(a: Any, b: Any) -> Any:
    """The builtin could raise, for all the compiler knows."""
    return a if a < b else b


@njit(inline="always")
def _found(word: Any, pattern: Any) -> Any:
    """The high bit of the first byte that is the pattern's, perhaps of later ones; else 0."""
    other = word ^ pattern
    return (other - _ONES) & ~other & _HIGH


@njit(inline="always")
def _lowest(n: Any) -> Any:
    """A mask of the lowest n bytes."""
    if n >= 8:
        return _ALL
    return (_ONE << np.uint64(8 * n)) - _ONE if n > 0 else np.uint64(0)


@_compiled
def check(data, n, separator, counts):  # type: ignore[no-untyped-def]
    """Count line ends and separators; NOT_PLAIN if there is anything but these and 33..126."""
    rows, separators = np.int64(0), np.int64(0)
    bad = np.uint8(0)
    start = 0
    while start < n:
        end = _least(start + 255, n)  # as many as a byte can count
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


@_compiled
def parse(data, n, separator, kinds, places, fields, room, spans, wholes, decimals, longest):  # type: ignore[no-untyped-def]
    """Cut rows into fields, and read them as `kinds` says into row `places` of the outputs.

    `data` ends with a line end, then at least 80 bytes of line ends and separators in turn, which
    stop every search. A span is where an identifier starts, times 2^16, and its length; `longest`
    is the greatest of each column. Returns the number of rows.
    """
    between, behind = np.uint64(separator) * _ONES, np.uint64(_NEWLINE) * _ONES
    p = row = 0
    while p < n:
        for f in range(fields):
            pattern = behind if f == fields - 1 else between
            kind = kinds[f]
            start = p
            value = np.uint64(0)
            word = _word(data, p)
            found = _found(word, pattern)
            while found == 0:
                if kind == WHOLE:
                    for j in range(8):
                        digit = ((word >> np.uint64(8 * j)) & np.uint64(255)) - np.uint64(_ZERO)
                        if digit > np.uint64(9):
                            return NO_NUMBER
                        value = value * np.uint64(10) + digit
                p += 8
                word = _word(data, p)
                found = _found(word, pattern)
            rest = _trailing_zeros(found) >> 3
            length = p - start + rest
            p += rest
            at = places[f] * room + row
            if kind == IDENTIFIER:
                if length == 0:
                    return NOT_PLAIN
                spans[at] = np.uint64((start << 16) | _least(length, 65535))
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
        word = (_word(data, start) & _lowest(_least(length, 4))) << np.uint64(32)
        words[k] = word
        h = word * _SPREAD
        word = _word(data, start + 4) & _lowest(length - 4)
        words[k + 1] = word
        h = _stirred(h, word)
        for j in range(2, width):
            rest = length - 8 * j + 4
            word = _word(data, start + 8 * j - 4) & _lowest(rest) if rest > 0 else np.uint64(0)
            words[k + j] = word
            h = _stirred(h, word)
        place = _place(h, shift)
        words[k + width] = np.uint64(place)
        _prefetch(slots, place * width)


@_compiled
def number(data, spans, rows, words, slots, bits, width, ids, state, codes):  # type: ignore[no-untyped-def]
    """Number identifiers in order of first appearance.

    A slot is `width` words: the number plus one, then the bytes of the identifier, padded with
    zeros; there are 2^bits. `words` is scratch for 64 (width + 1). New identifiers are written to
    `ids`, a line each. `state` holds how many there are, and how long `ids` is.
    """
    count, used = state[0], state[1]
    shift, last = np.uint64(64 - bits), (1 << bits) - 1
    at, half = 0, _ROWS_AT_ONCE * (width + 1)
    _prepare(data, spans, 0, _least(_ROWS_AT_ONCE, rows), words, at, slots, width, shift)
    base = 0
    while base < rows:
        here = _least(_ROWS_AT_ONCE, rows - base)
        # The next ones are on their way from memory while these are looked at.
        after = _least(_ROWS_AT_ONCE, rows - base - here)
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
                        _put_word(ids, used + j, _word(data, start + j))
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


@_compiled
def number_numerals(data, spans, rows, table, length, prefix, ids, state, codes):  # type: ignore[no-untyped-def]
    """As `number`, for identifiers that end in a numeral which tells them apart.

    With a length of 8 to 16 all have that length, the same beginning `prefix`, and end in eight
    digits. With length 0 they are up to eight digits without leading zeros. `table` holds the
    number of each numeral below its size plus one. Returns for how many rows that was so.
    """
    count, used = state[0], state[1]
    beginning = _lowest(length - 8)
    base, done = 0, rows
    while base < done:
        end = _least(base + _NUMERALS_AT_ONCE, rows)
        for r in range(base, end):
            span = spans[r]
            start, here = np.int64(span >> np.uint64(16)), np.int64(span & np.uint64(0xFFFF))
            value = np.int64(-1)
            if length > 0:
                if here == length and (_word(data, start) & beginning) == prefix[0]:
                    value = _numeral(_word(data, start + length - 8))
            elif here == 1 or (here <= 8 and data[start] != _ZERO):
                word = _word(data, start)
                if here < 8:
                    word = (word << np.uint64(64 - 8 * here)) | (_DIGITS >> np.uint64(8 * here))
                value = _numeral(word)
            if value < 0 or value >= MOST_NUMERALS:
                end = done = r
                break
            codes[r] = value
            _prefetch(table, value)
        for r in range(base, end):
            value = np.int64(codes[r])
            known = table[value]
            if known == 0:
                span = spans[r]
                start, here = np.int64(span >> np.uint64(16)), np.int64(span & np.uint64(0xFFFF))
                j = 0
                while j < here:
                    _put_word(ids, used + j, _word(data, start + j))
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


@_compiled
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


@_compiled
def count(codes, n, counts):  # type: ignore[no-untyped-def]
    """Add to `counts` how often each code is there."""
    for i in range(n):
        counts[codes[i]] += 1
    return 0


@_compiled
def scatter(codes, start, end, places, a, b, c, to_a, to_b, to_c, which):  # type: ignore[no-untyped-def]
    """Write values of rows start..end to the next place of their code, counting that up.

    That is counting sort of up to three columns, two of four bytes (bits 1 and 2 of `which`) and
    one of eight (bit 4).
    """
    for i in range(start, end):
        # What later rows need is on its way: their counters, and where they go by now.
        if i + _FAR < end:
            _prefetch(places, np.int64(codes[i + _FAR]))
            place = np.int64(places[codes[i + _NEAR]])
            if which & 1:
                _prefetch(to_a, place)
            if which & 2:
                _prefetch(to_b, place)
            if which & 4:
                _prefetch(to_c, place)
        place = places[codes[i]]
        places[codes[i]] = place + np.uint32(1)
        if which & 1:
            to_a[place] = a[i]
        if which & 2:
            to_b[place] = b[i]
        if which & 4:
            to_c[place] = c[i]
    return 0
