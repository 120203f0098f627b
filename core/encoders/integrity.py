"""Whether stored features are as they were written: a bit that flips changes no length."""

from __future__ import annotations

import zlib
from pathlib import Path

import numpy as np


def crc(array: np.ndarray, before: int = 0) -> int:
    """CRC-32 of the bytes of a contiguous array, going on from that of what came before."""
    return zlib.crc32(array.data, before)


def item_crc(tokens: np.ndarray, positions: np.ndarray) -> int:
    """CRC-32 of one item of a store."""
    return crc(positions, crc(tokens))


def stored(path: Path, n_items: int) -> np.ndarray | None:
    """Checksums of all items, uint32 [n_items]; None where an older version wrote the store.

    Raises:
        OSError: the file cannot be read.
        ValueError: it is not of so many items.

    """
    if not path.exists():
        return None
    checks = np.fromfile(path, np.uint32)
    if len(checks) != n_items:
        raise ValueError("checks are missing")
    return checks
