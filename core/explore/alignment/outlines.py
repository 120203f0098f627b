"""Outlines of sounds, as phrases found in them are drawn."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from core.contracts.alignment import Wave, WavesAnswer, WavesParams
from core.errors import UserError
from core.explore.context import Context
from core.workspace import inside

if TYPE_CHECKING:
    import polars as pl

WAVE_BINS = 160
WAVE_SECONDS = 120.0
RATE = 8000


def waves(context: Context, params: WavesParams) -> WavesAnswer:
    """Outlines of the sounds of some items; those that cannot be decoded are left out."""
    column = context.catalog.items.get_column(params.modality, default=None)
    outlined = (_wave(row, media_of(context, column, row)) for row in params.items)
    return WavesAnswer(waves=tuple(one for one in outlined if one is not None))


def _wave(row: int, path: Path | None) -> Wave | None:
    from core.media import audio

    if path is None:
        return None
    try:
        sound = audio.load(path, rate=RATE, max_seconds=WAVE_SECONDS)
    except UserError:
        return None  # the health report names unreadable files
    samples = sound.samples
    if not len(samples):
        return None
    parts = min(WAVE_BINS, len(samples))
    starts = np.linspace(0, len(samples), parts, endpoint=False).astype(int)
    outline = np.stack([edge.reduceat(samples, starts) for edge in (np.minimum, np.maximum)])
    return Wave(
        item=row,
        file=str(path),
        seconds=len(samples) / sound.rate,
        outline=outline.astype(np.float32),
    )


def media_of(context: Context, column: pl.Series | None, row: int) -> Path | None:
    """The file of an item in a column, None if it has none inside the catalog."""
    if column is None or not 0 <= row < len(column) or not column[row]:
        return None
    return inside(context.catalog.root, str(column[row]))
