"""Words of eight bytes, and how a function of numba becomes one of plain machine code.

`fields` and `numbers` are made of these. Only `library` imports the three, in a process of its own.
Their functions work on arrays that the caller has made large enough, keep no state, allocate
nothing and raise nothing, so that their machine code runs without Python and without numba. Errors
are negative numbers.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from llvmlite import ir
from numba import cfunc, from_dtype, njit, types
from numba.core import cgutils
from numba.extending import intrinsic

from core.catalog.compiled.signatures import ARRAYS, SIGNATURES

ONES, ONE = np.uint64(0x0101010101010101), np.uint64(1)
_HIGH, _ALL = np.uint64(0x8080808080808080), np.uint64(0xFFFFFFFFFFFFFFFF)


def compiled(function: Any) -> Any:
    kinds = {"n": types.int64} | {
        letter: types.CPointer(from_dtype(np.dtype(kind))) for letter, kind in ARRAYS.items()
    }
    arguments = [kinds[letter] for letter in SIGNATURES[function.__name__]]
    return cfunc(types.int64(*arguments), nopython=True, error_model="numpy")(function)


@intrinsic
def word_at(typing: Any, base: Any, place: Any) -> Any:
    """Eight bytes from any place on, the first one lowest."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        where = builder.gep(arguments[0], [arguments[1]])
        word = builder.load(builder.bitcast(where, ir.IntType(64).as_pointer()))
        word.align = 1
        return word

    return types.uint64(base, types.int64), generate


@intrinsic
def put_word(typing: Any, base: Any, place: Any, word: Any) -> Any:
    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        where = builder.gep(arguments[0], [arguments[1]])
        where = builder.bitcast(where, ir.IntType(64).as_pointer())
        builder.store(arguments[2], where).align = 1
        return context.get_dummy_value()

    return types.void(base, types.int64, types.uint64), generate


@intrinsic
def trailing_zeros(typing: Any, value: Any) -> Any:
    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.cttz(arguments[0], ir.Constant(ir.IntType(1), 1))

    return types.int64(types.uint64), generate


@intrinsic
def prefetch(typing: Any, base: Any, place: Any) -> Any:
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
def least(a: Any, b: Any) -> Any:
    """The builtin could raise, for all the compiler knows."""
    return a if a < b else b


@njit(inline="always")
def found_in(word: Any, pattern: Any) -> Any:
    """The high bit of the first byte that is the pattern's, perhaps of later ones; else 0."""
    other = word ^ pattern
    return (other - ONES) & ~other & _HIGH


@njit(inline="always")
def lowest(n: Any) -> Any:
    """A mask of the lowest n bytes."""
    if n >= 8:
        return _ALL
    return (ONE << np.uint64(8 * n)) - ONE if n > 0 else np.uint64(0)
