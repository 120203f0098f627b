"""Pictures as patches, with the box of the upright original that each was made of."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image
from torch import Tensor

from core.encoders.tokens import POSITION_WIDTH
from core.inspect.parts import Part, alike
from core.media import images


@dataclass(frozen=True)
class Grid:
    """Patches of a picture, row by row.

    Attributes:
        rows: how many.
        columns: how many.
        box: x0, y0, x1, y1 of the original that they tile.

    """

    rows: int
    columns: int
    box: tuple[float, float, float, float]

    def part(self) -> Part:
        """Its tokens."""
        x0, y0, x1, y1 = self.box
        across = np.linspace(x0, x1, self.columns + 1)
        down = np.linspace(y0, y1, self.rows + 1)
        places = np.empty((self.rows, self.columns, POSITION_WIDTH), np.float32)
        places[..., 0], places[..., 2] = across[:-1], across[1:]
        places[..., 1], places[..., 3] = down[:-1, None], down[1:, None]
        count = self.rows * self.columns
        labels = tuple(
            f"{row + 1}.{column + 1}" for row in range(self.rows) for column in range(self.columns)
        )
        return Part("image", labels, alike("image", count), places.reshape(count, POSITION_WIDTH))


class Eye:
    """The image processor of a model, and what of a picture it shows."""

    def __init__(self, processor: Any) -> None:
        self._processor = processor

    def __call__(self, path: Path) -> tuple[Image.Image, tuple[float, float, float, float]]:
        """The upright picture, and the box of it that the model sees."""
        picture = images.open_upright(path)
        return picture, self.seen(*picture.size)

    def pixels(self, picture: Image.Image) -> Tensor:
        """[1, 3, height, width] as the model takes it."""
        made: Tensor = self._processor(images=picture, return_tensors="pt")["pixel_values"]
        return made

    def seen(self, width: int, height: int) -> tuple[float, float, float, float]:
        """The whole picture, or the middle of it where the processor crops."""
        crop = getattr(self._processor, "crop_size", None)
        if not getattr(self._processor, "do_center_crop", False) or not crop:
            return 0.0, 0.0, float(width), float(height)
        size = getattr(self._processor, "size", None) or {}
        shortest = size.get("shortest_edge") if hasattr(size, "get") else None
        wide, high = _sides(crop)
        if shortest:
            scale = min(width, height) / shortest
            wide, high = min(width, wide * scale), min(height, high * scale)
        else:  # resized to fixed sides first
            across, down = _sides(size)
            wide, high = width * min(1, wide / across), height * min(1, high / down)
        left, top = (width - wide) / 2, (height - high) / 2
        return left, top, left + wide, top + high


def _sides(size: Any) -> tuple[float, float]:
    """Width and height of a size as processors write it."""
    if isinstance(size, int):
        return float(size), float(size)
    return float(size["width"]), float(size["height"])
