"""Parts + a colour + a pattern -> one RGBA object."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image

from core.samples.drawing import palette, patterns
from core.samples.drawing.pen import TILE, Part, shaded

#: Materials that do not take the object's colour.
MATERIALS: Mapping[str, tuple[int, int, int]] = {
    "wood": (188, 140, 96),
    "metal": (176, 180, 188),
    "leather": (142, 98, 64),
    "white": (244, 242, 238),
    "paper": (250, 247, 240),
    "dark": (58, 58, 64),
    "coffee": (92, 60, 42),
    "glow": (255, 236, 190),
    "stem": (96, 138, 84),
    "flame": (255, 190, 88),
    "glass": (196, 222, 236),
}


@dataclass(frozen=True, eq=False)
class Drawn:
    """A coloured object, cut to what is not empty.

    Attributes:
        image: RGBA.
        body: box x0, y0, x1, y1 in `image` of the parts that carry colour and pattern.
    """

    image: Image.Image
    body: tuple[float, float, float, float]


def paint(
    parts: Sequence[Part], colour: np.ndarray, pattern: str = "plain", variant: int = 0
) -> Drawn:
    """Colour the parts from back to front."""
    canvas = np.zeros((TILE, TILE, 3), np.float32)
    cover = np.zeros((TILE, TILE, 1), np.float32)
    print_ = patterns.cover(pattern, variant)
    body = [TILE, TILE, 0, 0]
    for part in parts:
        x0, y0, x1, y1 = part.box
        window = np.s_[y0:y1, x0:x1]
        fill = _fill(part.role, colour)
        if part.role == "body":
            body = [min(body[0], x0), min(body[1], y0), max(body[2], x1), max(body[3], y1)]
            if print_ is not None:
                fill = fill + (palette.accent(colour) - fill) * print_[window]
        alpha = part.alpha * (0.28 if part.role == "fold" else 1.0)
        canvas[window] += (shaded(fill, part.light) - canvas[window]) * alpha
        cover[window] += (1 - cover[window]) * alpha
    boxes = np.array([part.box for part in parts])
    left, top = boxes[:, :2].min(axis=0)
    right, bottom = boxes[:, 2:].max(axis=0)
    # Undo the blending with the black canvas at the edges.
    colours = canvas / np.maximum(cover, 1e-3)
    rgba = np.concatenate([colours, 255 * cover], axis=2)[top:bottom, left:right]
    image = Image.fromarray(np.clip(rgba + 0.5, 0, 255).astype(np.uint8))
    return Drawn(
        image,
        (
            float(body[0] - left),
            float(body[1] - top),
            float(body[2] - left),
            float(body[3] - top),
        ),
    )


def _fill(role: str, colour: np.ndarray) -> np.ndarray:
    if role == "body":
        return colour
    if role == "tint":
        return palette.mix(colour, np.full(3, 255, np.float32), 0.22)
    if role == "shade":
        return palette.mix(colour, np.full(3, 20, np.float32), 0.18)
    if role in ("inside", "fold"):
        return palette.mix(colour, np.full(3, 16, np.float32), 0.5)
    return palette.rgb(MATERIALS[role])
