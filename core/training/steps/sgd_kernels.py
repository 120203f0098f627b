"""Stochastic gradient descent on BPR, one triple after the other, compiled for this processor.

Importing this file costs half a second, and the first call some seconds of compiling, which are
kept on disk where a folder can be written: import it where it is used.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from llvmlite import ir
from numba import njit, types
from numba.extending import intrinsic

#: Triples that rows of tables are asked for ahead of their use; 2 are too few, 4 as good.
AHEAD = 8
#: Bytes that the processor fetches at once.
LINE = 64
#: Histories are halved down to so many items, which are then counted in a row.
FEW = 32
#: A product of numbers from 1 to 2 grows up to here before its logarithm is taken.
LARGE = 1e100
#: Sums may be reordered and products fused; NaN and infinity stay what they are.
MATHS = {"reassoc", "contract", "arcp", "nsz"}


def _compile(function: Callable[..., Any]) -> Callable[..., Any]:
    """Compile when first called; kept on disk, or if no folder can be written, in this process."""
    options = {"fastmath": MATHS, "error_model": "numpy", "nogil": True}
    try:
        return njit(cache=True, **options)(function)
    except RuntimeError:
        return njit(**options)(function)


@intrinsic
def _prefetch(typing: Any, address: Any) -> Any:
    """Ask for the cache line at an address that will be read and written soon."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        pointer, number = ir.IntType(8).as_pointer(), ir.IntType(32)
        kind = ir.FunctionType(ir.VoidType(), [pointer, number, number, number])
        call = builder.module.declare_intrinsic("llvm.prefetch", [pointer], kind)
        to_write, keep, data = (ir.Constant(number, value) for value in (1, 3, 1))
        at = builder.inttoptr(arguments[0], pointer)
        builder.call(call, [at, to_write, keep, data])
        return context.get_dummy_value()

    return types.void(types.intp), generate


@_compile
def draw(
    offsets: np.ndarray, free: np.ndarray, known: np.ndarray, key: np.uint64, out: np.ndarray
) -> None:
    """An item the user has not chosen for each interaction, all alike, without trying again.

    The r-th free item is the (r + c)-th known one, where c counts the user's items with at most
    r free ones before them. Random numbers are SplitMix64 of a counter (Steele et al. 2014).

    Args:
        offsets: [U + 1], where each user's interactions begin.
        free: [T], user by user, for each chosen item in the order of items: the known items before
            it that the user has not chosen.
        known: [K], the items to draw from, sorted.
        key: decides the numbers, together with the interaction's place.
        out: [T], where the items go. A user who has chosen all known items gets any.

    """
    for user in range(len(offsets) - 1):
        begin, end = offsets[user], offsets[user + 1]
        left = len(known) - (end - begin)
        first = begin
        if left == 0:
            first, left = end, len(known)
        for place in range(begin, end):
            mixed = key + np.uint64(place + 1) * np.uint64(0x9E3779B97F4A7C15)
            mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
            mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
            mixed ^= mixed >> np.uint64(31)
            rank = np.int64(((mixed >> np.uint64(32)) * np.uint64(left)) >> np.uint64(32))
            low, high = first, end
            while high - low > FEW:
                middle = (low + high) >> 1
                if free[middle] <= rank:
                    low = middle + 1
                else:
                    high = middle
            skipped = low - first
            for at in range(low, high):
                skipped += free[at] <= rank
            out[place] = known[rank + skipped]


@_compile
def descend(
    users: np.ndarray, items: np.ndarray, negatives: np.ndarray, index: np.ndarray,
    q: np.ndarray, p: np.ndarray, bias: np.ndarray,
    rate: np.float32, bias_rate: np.float32, l2: np.float32,
) -> tuple[float, float]:  # fmt: skip
    """A step of gradient descent for each triple, in the order of `index` (Rendle et al. 2009).

    A triple's loss is -log sigmoid(x) + l2 / 2 (|q_u|^2 + |p_i|^2 + |p_j|^2 + b_i^2 + b_j^2) with
    x = <q_u, p_i - p_j> + b_i - b_j.

    Args:
        users: [T], of all interactions.
        items: [T], the items i chosen.
        negatives: [T], items j not chosen.
        index: [B], those to learn from.
        q: [U, d], float32; changed in place, as are the next two.
        p: [N, d].
        bias: [N].
        rate: learning rate.
        bias_rate: the same for biases, or 0 to keep them.
        l2: weight of the penalty.

    Returns:
        Sums of both terms of the loss, each triple's before its step.

    """
    one, zero = np.float32(1), np.float32(0)
    keep, keep_bias = one - rate * l2, one - bias_rate * l2
    dim, lines = q.shape[1], (q.shape[1] * 4 + LINE - 1) // LINE
    loss, lengths, product = 0.0, 0.0, 1.0
    for place in range(len(index)):
        if place + AHEAD < len(index):
            soon = index[place + AHEAD]
            for line in range(lines):
                _prefetch(q.ctypes.data + users[soon] * (dim * 4) + line * LINE)
                _prefetch(p.ctypes.data + items[soon] * (dim * 4) + line * LINE)
                _prefetch(p.ctypes.data + negatives[soon] * (dim * 4) + line * LINE)
        at = index[place]
        i, j = items[at], negatives[at]
        user, chosen, other = q[users[at]], p[i], p[j]
        x, length = zero, zero
        for f in range(dim):
            x += user[f] * (chosen[f] - other[f])
            length += user[f] * user[f] + chosen[f] * chosen[f] + other[f] * other[f]
        x += bias[i] - bias[j]
        lengths += length + bias[i] * bias[i] + bias[j] * bias[j]
        # -log sigmoid(x) is max(-x, 0) + log(1 + exp(-|x|)): one logarithm serves many triples.
        small = np.exp(-abs(x))
        product *= one + small
        loss += max(-x, zero)
        if product > LARGE:
            loss += np.log(product)
            product = 1.0
        slope = (small if x > zero else one) / (one + small)
        bias[i] = keep_bias * bias[i] + bias_rate * slope
        bias[j] = keep_bias * bias[j] - bias_rate * slope
        size = rate * slope
        for f in range(dim):
            a, b, c = user[f], chosen[f], other[f]
            user[f] = keep * a + size * (b - c)
            chosen[f] = keep * b + size * a
            other[f] = keep * c - size * a
    return float(loss + np.log(product)), float(0.5 * l2 * lengths)
