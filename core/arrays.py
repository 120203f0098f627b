"""Named arrays in one file of ours: .npz, which has a checksum of each."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from core import workspace

#: What reading a damaged file can raise.
_DAMAGE = (
    OSError, ValueError, KeyError, TypeError, EOFError, NotImplementedError,
    zipfile.BadZipFile, zlib.error,
)  # fmt: skip


def write(path: Path, arrays: Mapping[str, np.ndarray]) -> None:
    """Keep arrays, whole or not at all.

    Raises:
        OSError: they cannot be written.

    """
    data = io.BytesIO()
    np.savez(data, **arrays)  # type: ignore[arg-type]  # names are ours
    workspace.write_atomic(path, data.getvalue())


def read(path: Path) -> dict[str, np.ndarray] | None:
    """What `write` kept; None if there is nothing, or it is damaged."""
    try:
        with np.load(path, allow_pickle=False) as arrays:
            return dict(arrays)
    except _DAMAGE:
        return None
