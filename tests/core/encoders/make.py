"""A small catalog, an encoder whose output one can compute by hand, and skips with reasons."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
import torch

from core.catalog.schema import INTERACTION_COLUMNS, Catalog, empty
from core.encoders import registry
from core.encoders.base import Loading
from core.encoders.tokens import POSITION_WIDTH, TokenBatch, pad
from core.progress import Reporter


def needs(name: str) -> Callable[[Any], Any]:
    """Mark a test that runs the real encoder `name`."""
    entry = registry.entry(name)
    skip = pytest.mark.skipif(not entry.installed, reason=f"run: {entry.command}")
    return lambda test: pytest.mark.encoders(skip(test))


def catalog(root: Path, columns: dict[str, list[str | None]], **features: np.ndarray) -> Catalog:
    n = len(next(iter(columns.values()))) if columns else len(next(iter(features.values())))
    items = pl.DataFrame(
        {"item": [str(i) for i in range(n)], **columns},
        schema_overrides=dict.fromkeys(columns, pl.String),
    )
    users = pl.DataFrame({"user": ["u"]})
    return Catalog("small", root, "table", items, users, empty(INTERACTION_COLUMNS), features)


def words(text: str) -> list[tuple[str, int, int]]:
    """Words with where they begin and end."""
    found, place = [], 0
    for word in text.split():
        begin = text.index(word, place)
        place = begin + len(word)
        found.append((word, begin, place))
    return found


def vector(word: str, width: int) -> np.ndarray:
    """What WordEncoder makes of a word: exact in float16."""
    code = zlib.crc32(word.encode())
    return np.array([(code >> (3 * k)) % 97 for k in range(width)], np.float32)


class WordEncoder:
    """One token per word. `log` gets a line per encoded text, `pause` makes it slow."""

    name = "words"
    revision = "1"
    preprocessing = "1"
    modality = "text"
    width = 6
    max_tokens = 16
    loading = Loading()
    batch_size = 3

    def __init__(self, log: Path | None = None, pause: float = 0) -> None:
        self.seen: list[str] = []
        self._log = log
        self._pause = pause

    def encode(self, inputs: Sequence[str]) -> TokenBatch:
        tokens, places = [], []
        for text in inputs:
            self.seen.append(text)
            time.sleep(self._pause)
            if self._log:
                with self._log.open("a") as file:
                    file.write(text + "\n")
            found = words(text)
            where = np.full((len(found), POSITION_WIDTH), np.nan, np.float32)
            for row, (_, begin, end) in enumerate(found):
                where[row, :2] = begin, end
            values = np.array([vector(w, self.width) for w, _, _ in found], np.float32)
            tokens.append(torch.from_numpy(values.reshape(-1, self.width)))
            places.append(torch.from_numpy(where))
        return pad(tokens, places, self.width)


class Recorder(Reporter):
    """Remembers what it is told; asks to stop at the n-th checkpoint."""

    def __init__(self, stop_at: int | None = None) -> None:
        self.lines: list[tuple[str, str]] = []
        self.steps: list[tuple[str, float, float | None]] = []
        self._left = stop_at

    def log(self, text: str, level: str = "info") -> None:
        self.lines.append((level, text))

    def progress(self, stage: str, done: float, total: float | None = None, unit: str = "") -> None:
        self.steps.append((stage, done, total))

    def checkpoint(self) -> bool:
        if self._left is None:
            return False
        self._left -= 1
        return self._left < 0
