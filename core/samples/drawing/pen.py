"""Outlines on a 100 x 100 grid -> smooth masks with soft light on them.

Every part of an object is drawn once, at SUPER times the tile, reduced, and cached; items then
only colour it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageChops, ImageDraw
from scipy import ndimage

#: Pixels of a tile that holds one object.
TILE = 320
SUPER = 3

Points = Sequence[tuple[float, float]]


class Mask:
    """White shapes on black, built up by `add` and `cut` calls; y grows downwards."""

    def __init__(self) -> None:
        self._image = Image.new("L", (TILE * SUPER, TILE * SUPER))
        self._draw = ImageDraw.Draw(self._image)
        self._fill = 255

    def cut(self) -> Mask:
        """From here on shapes are taken away."""
        self._fill = 0
        return self

    def add(self) -> Mask:
        """From here on shapes are added."""
        self._fill = 255
        return self

    def poly(self, points: Points) -> Mask:
        """Filled polygon."""
        self._draw.polygon(_scaled(points), fill=self._fill)
        return self

    def smooth(self, points: Points) -> Mask:
        """Filled closed curve through the points."""
        return self.poly(curve(points, closed=True))

    def box(self, x0: float, y0: float, x1: float, y1: float, radius: float = 0) -> Mask:
        """Filled rectangle with round corners."""
        a, b = _scaled([(x0, y0), (x1, y1)])
        self._draw.rounded_rectangle((*a, *b), radius * _UNIT, fill=self._fill)
        return self

    def oval(self, cx: float, cy: float, rx: float, ry: float | None = None) -> Mask:
        """Filled ellipse."""
        ry = rx if ry is None else ry
        a, b = _scaled([(cx - rx, cy - ry), (cx + rx, cy + ry)])
        self._draw.ellipse((*a, *b), fill=self._fill)
        return self

    def ring(self, cx: float, cy: float, rx: float, ry: float, width: float) -> Mask:
        """Ellipse outline, `width` wide inwards."""
        a, b = _scaled([(cx - rx, cy - ry), (cx + rx, cy + ry)])
        self._draw.ellipse((*a, *b), outline=self._fill, width=round(width * _UNIT))
        return self

    def line(self, points: Points, width: float) -> Mask:
        """Open line with round joints and ends."""
        scaled = _scaled(points)
        pixels = max(1, round(width * _UNIT))
        self._draw.line(scaled, fill=self._fill, width=pixels, joint="curve")
        r = pixels / 2
        for x, y in (scaled[0], scaled[-1]):
            self._draw.ellipse((x - r, y - r, x + r, y + r), fill=self._fill)
        return self

    def bend(self, points: Points, width: float) -> Mask:
        """Open smooth line through the points."""
        return self.line(curve(points, closed=False), width)

    def within(self, other: Mask) -> Mask:
        """Keep only what lies inside `other`."""
        self._image = ImageChops.multiply(self._image, other._image)
        self._draw = ImageDraw.Draw(self._image)
        return self

    def pixels(self) -> np.ndarray:
        """uint8 [TILE, TILE]."""
        return np.asarray(self._image.reduce(SUPER))


_UNIT = TILE * SUPER / 100


def _scaled(points: Points) -> list[tuple[float, float]]:
    return [(x * _UNIT, y * _UNIT) for x, y in points]


def curve(points: Points, closed: bool, steps: int = 14) -> list[tuple[float, float]]:
    """Catmull-Rom spline through the points."""
    p = np.asarray(points, np.float64)
    ring = np.concatenate([p[-1:], p, p[:2]]) if closed else np.concatenate([p[:1], p, p[-1:]])
    t = np.linspace(0, 1, steps, endpoint=False)[:, None]
    pieces = []
    for a, b, c, d in zip(ring[:-3], ring[1:-2], ring[2:-1], ring[3:], strict=True):
        pieces.append(
            0.5
            * (
                2 * b
                + (c - a) * t
                + (2 * a - 5 * b + 4 * c - d) * t**2
                + (3 * b - a - 3 * c + d) * t**3
            )
        )
    flat = np.concatenate([*pieces, p[:1] if closed else p[-1:]])
    return [(float(x), float(y)) for x, y in flat]


def mirror(points: Points, axis: float = 50) -> list[tuple[float, float]]:
    """The right half of a symmetric outline (top to bottom) -> the closed outline."""
    left = [(2 * axis - x, y) for x, y in reversed(points)]
    return [*points, *left]


def star(cx: float, cy: float, outer: float, inner: float, tips: int = 5) -> Points:
    """Corners of a star standing on two tips."""
    corners = []
    for k in range(2 * tips):
        radius = outer if k % 2 == 0 else inner
        angle = math.pi * k / tips - math.pi / 2
        corners.append((cx + radius * math.cos(angle), cy + radius * math.sin(angle)))
    return corners


@dataclass(frozen=True, eq=False)
class Part:
    """One part of an object, ready to be coloured.

    Attributes:
        role: which fill it gets ("body", "trim", "wood", ...).
        box: x0, y0, x1, y1 of what is not empty, in tile pixels.
        alpha: float32 [h, w, 1] cover of each pixel in `box`, 0..1.
        light: float32 [h, w, 1] about 0; positive is lit, negative in shade.
    """

    role: str
    box: tuple[int, int, int, int]
    alpha: np.ndarray
    light: np.ndarray


def part(role: str, mask: Mask, soft: float = 5.0, depth: float = 1.0) -> Part:
    """Light a mask from the upper left, as if its edge curved away over `soft` grid units."""
    pixels = mask.pixels()
    rows, columns = np.flatnonzero(pixels.any(axis=1)), np.flatnonzero(pixels.any(axis=0))
    y0, y1, x0, x1 = rows[0], rows[-1] + 1, columns[0], columns[-1] + 1
    radius = soft * TILE / 100
    blurred = ndimage.gaussian_filter(pixels.astype(np.float32) / 255, radius, mode="constant")
    gy, gx = np.gradient(blurred)
    bevel = (0.75 * gx + 0.65 * gy) * radius
    # A slow fall of light from upper left to lower right keeps large faces from looking flat.
    fall = np.linspace(0.10, -0.14, TILE, dtype=np.float32)
    slope = 0.5 * (fall[:, None] + fall[None, :])
    light = (depth * bevel + slope)[y0:y1, x0:x1, None]
    alpha = (pixels[y0:y1, x0:x1, None] / 255).astype(np.float32)
    return Part(role, (int(x0), int(y0), int(x1), int(y1)), alpha, light.astype(np.float32))


def shaded(colour: np.ndarray, light: np.ndarray) -> np.ndarray:
    """Colour 0..255 under light: towards white where lit, towards a deep shade elsewhere."""
    up = np.clip(light, 0, 1)
    down = np.clip(-light, 0, 0.75)
    lit: np.ndarray = colour * (1 - down) + (255 - colour) * (0.8 * up)
    return lit
