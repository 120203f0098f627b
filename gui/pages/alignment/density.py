"""Many points as one picture: how dense they lie, each group in its colour."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from gui.widgets.items.painting import channels


def splat(
    groups: Sequence[tuple[np.ndarray, str]],
    box: tuple[float, float, float, float],
    size: tuple[int, int],
) -> np.ndarray:
    """Draw groups of points as densities laid over each other.

    Args:
        groups: (points [n, 2], colour #rrggbb) of each.
        box: (x0, y0, x1, y1) shown.
        size: (width, height) in pixels.

    Returns:
        uint8 [height, width, 4], row 0 at y0.

    """
    width, height = size
    x0, y0, x1, y1 = box
    ink = np.zeros((height, width, 3), np.float32)
    cover = np.zeros((height, width), np.float32)
    for places, colour in groups:
        count = _counts(places, (x0, y0), (width / (x1 - x0), height / (y1 - y0)), size)
        # A single point must stay visible beside the crowd: logarithm of the count.
        level = np.log1p(count) / np.float32(np.log1p(max(1, int(count.max(initial=0)))))
        ink += level[..., None] * channels(colour)
        cover += level
    out = np.zeros((height, width, 4), np.uint8)
    seen = cover > 0
    out[seen, :3] = np.round(ink[seen] / cover[seen, None]).astype(np.uint8)
    out[..., 3] = np.round(255 * np.clip(0.35 * seen + 0.65 * cover, 0, 1)).astype(np.uint8)
    return out


def _counts(
    places: np.ndarray,
    origin: tuple[float, float],
    scale: tuple[float, float],
    size: tuple[int, int],
) -> np.ndarray:
    """Points in each pixel, float32 [height, width]."""
    width, height = size
    columns = (places[:, 0] - np.float32(origin[0])) * np.float32(scale[0])
    rows = (places[:, 1] - np.float32(origin[1])) * np.float32(scale[1])
    inside = (columns >= 0) & (columns < width) & (rows >= 0) & (rows < height)
    if not inside.all():
        columns, rows = columns[inside], rows[inside]
    flat = rows.astype(np.int32) * width + columns.astype(np.int32)
    return np.bincount(flat, minlength=width * height).reshape(height, width).astype(np.float32)
