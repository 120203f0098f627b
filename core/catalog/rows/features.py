"""Precomputed features: `<modality>_feat.npy`, one row an item. Never unpickled."""

from __future__ import annotations

import tokenize
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import polars as pl

from core.catalog import quarantine
from core.text import Text

#: What the files of published datasets call a modality.
_NAMES = {
    "image": "image", "img": "image", "visual": "image", "v": "image", "vision": "image",
    "text": "text", "txt": "text", "textual": "text", "t": "text",
    "audio": "audio", "acoustic": "audio", "a": "audio",
    "video": "video",
}  # fmt: skip

#: What numpy's reader of headers raises on bytes that are none.
_NO_ARRAY = (
    OSError, ValueError, EOFError, OverflowError, TypeError, SyntaxError, MemoryError,
    RecursionError, tokenize.TokenError,
)  # fmt: skip


def modality_of(path: Path) -> str | None:
    """The modality a feature file's name speaks of, its own word if unknown, None if no such."""
    name = path.name.lower()
    if not name.endswith(".npy"):
        return None
    for ending in ("_feat.npy", "_feats.npy", "_features.npy", "-feat.npy", "_feature.npy"):
        if name.endswith(ending):
            word = name.removesuffix(ending)
            return _NAMES.get(word, word)
    return None


def read(
    paths: Sequence[Path],
) -> tuple[dict[str, np.ndarray], pl.DataFrame, list[Text]]:
    """Read the feature files among `paths`.

    Returns:
        Arrays [rows, width] float16/32/64 by modality, quarantine entries for files that are no
        such arrays, and notes.

    """
    arrays: dict[str, np.ndarray] = {}
    problems: list[pl.DataFrame] = []
    notes: list[Text] = []
    for path in paths:
        modality = modality_of(path)
        if modality is None:
            continue
        try:
            # Mapped: a header that promises more than the file holds is refused at once.
            array = np.load(path, mmap_mode="r", allow_pickle=False)
        except _NO_ARRAY as error:
            problems.append(
                _unusable(
                    path, Text("The file is no NumPy array of numbers ({error}).", error=error)
                )
            )
            continue
        if not isinstance(array, np.ndarray) or array.dtype.kind not in "fiu":
            problems.append(_unusable(path, Text("The file holds no array of numbers.")))
            continue
        if array.ndim != 2 or array.shape[1] == 0:
            problems.append(
                _unusable(
                    path,
                    Text(
                        "The array has shape {shape}, expected [items, width].", shape=array.shape
                    ),
                )
            )
            continue
        if modality in arrays:
            notes.append(
                Text(
                    "{file} is a second array for {modality}; the first one is used.",
                    file=path.name,
                    modality=Text(modality),
                )
            )
            continue
        if array.dtype.kind != "f":
            array = array.astype(np.float32)
        arrays[modality] = array
        notes.append(
            Text(
                "{file} holds features of {width} numbers for {modality}, row i for item i.",
                file=path.name,
                width=array.shape[1],
                modality=Text(modality),
            )
        )
    return arrays, quarantine.join(problems), notes


def fit(arrays: Mapping[str, np.ndarray], height: int) -> dict[str, np.ndarray]:
    """The arrays with `height` rows: items beyond the end of a file have none (NaN)."""
    fitted = {}
    for name, array in arrays.items():
        if len(array) < height:
            padded = np.full((height, array.shape[1]), np.nan, array.dtype)
            padded[: len(array)] = array
            array = padded
        fitted[name] = array
    return fitted


def _unusable(path: Path, reason: Text) -> pl.DataFrame:
    return quarantine.entries(
        path.name, None, [""], reason, Text("Save it with numpy.save as floats, one row an item.")
    )
