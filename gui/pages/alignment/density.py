"""Many points as one picture: how dense they lie, in each modality's colour."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from gui.theme import Theme
from gui.widgets.painting import channels


def splat(
    points: Mapping[str, np.ndarray],
    box: tuple[float, float, float, float],
    size: tuple[int, int],
    theme: Theme,
) -> np.ndarray:
    """Draw points of several modalities as densities laid over each other.

    Args:
        points: per modality [n, 2].
        box: (x0, y0, x1, y1) shown.
        size: (width, height) in pixels.
        theme: gives colours.

    Returns:
        uint8 [height, width, 4], row 0 at y0.

    """
    width, height = size
    x0, y0, x1, y1 = box
    ink = np.zeros((height, width, 3), np.float32)
    cover = np.zeros((height, width), np.float32)
    for name, places in points.items():
        columns = ((places[:, 0] - x0) / (x1 - x0) * width).astype(np.int64)
        rows = ((places[:, 1] - y0) / (y1 - y0) * height).astype(np.int64)
        inside = (columns >= 0) & (columns < width) & (rows >= 0) & (rows < height)
        flat = rows[inside] * width + columns[inside]
        count = np.bincount(flat, minlength=width * height).reshape(height, width)
        # A single point must stay visible beside the crowd: logarithm of the count.
        level = np.log1p(count) / np.log1p(max(1, int(count.max())))
        ink += level[..., None].astype(np.float32) * channels(theme.of(name))
        cover += level.astype(np.float32)
    out = np.zeros((height, width, 4), np.uint8)
    seen = cover > 0
    out[seen, :3] = np.round(ink[seen] / cover[seen, None]).astype(np.uint8)
    out[..., 3] = np.round(255 * np.clip(0.25 * seen + 0.75 * cover, 0, 1)).astype(np.uint8)
    return out
