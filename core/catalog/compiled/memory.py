"""Memory for long columns."""

from __future__ import annotations

import mmap

import numpy as np
import numpy.typing as npt

_PRIVATE = {"flags": mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS} if hasattr(mmap, "MAP_PRIVATE") else {}


def column(n: int, dtype: npt.DTypeLike) -> np.ndarray:
    """Zeros [n], in pages of the usual size.

    numpy asks the kernel for huge pages, and those it has are the ones nobody has touched lately.
    In a virtual machine the host has taken these back and hands them out again bit by bit, which
    takes as long as reading the file.
    """
    size = n * np.dtype(dtype).itemsize
    return np.frombuffer(mmap.mmap(-1, max(size, 1), **_PRIVATE), dtype, n)


def enlarged(values: np.ndarray, room: int) -> np.ndarray:
    """The values with room for more behind them."""
    larger = column(room, values.dtype)
    larger[: len(values)] = values
    return larger
