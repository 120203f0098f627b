"""Printed patterns as masks over a whole tile."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import cache

import numpy as np

from core.samples.drawing.pen import Mask, star

#: Each pattern is drawn at this many random phases; an item takes one.
VARIANTS = 4


def _striped(mask: Mask, rng: np.random.Generator) -> None:
    pitch = rng.uniform(8, 10)
    for k in range(-2, 14):
        y = k * pitch + rng.uniform(0, 0.1)
        mask.box(-5, y, 105, y + 0.45 * pitch)


def _dotted(mask: Mask, rng: np.random.Generator) -> None:
    pitch = rng.uniform(9, 11)
    shift = rng.uniform(0, pitch)
    for row in range(-1, 13):
        for column in range(-1, 13):
            x = (column + 0.5 * (row % 2)) * pitch + shift
            mask.oval(x, row * pitch * 0.87 + shift, 0.24 * pitch)


def _checked(mask: Mask, rng: np.random.Generator) -> None:
    pitch = rng.uniform(10, 12)
    shift = rng.uniform(0, pitch)
    for row in range(-2, 12):
        for column in range(-2, 12):
            if (row + column) % 2 == 0:
                x, y = column * pitch + shift, row * pitch + shift
                mask.box(x, y, x + pitch, y + pitch)


def _zigzag(mask: Mask, rng: np.random.Generator) -> None:
    pitch = rng.uniform(11, 13)
    for row in range(-2, 11):
        points = [(x * 6 - 6, row * pitch + (5 if x % 2 else 0)) for x in range(20)]
        mask.line(points, 0.36 * pitch)


def _floral(mask: Mask, rng: np.random.Generator) -> None:
    pitch = 17.0
    shift = rng.uniform(0, pitch)
    for row in range(-1, 8):
        for column in range(-1, 8):
            x = (column + 0.5 * (row % 2)) * pitch + shift + rng.uniform(-1.5, 1.5)
            y = row * pitch * 0.82 + shift + rng.uniform(-1.5, 1.5)
            turn = rng.uniform(0, 2 * math.pi)
            mask.add()
            for petal in range(5):
                angle = turn + 2 * math.pi * petal / 5
                mask.oval(x + 3.1 * math.cos(angle), y + 3.1 * math.sin(angle), 2.35)
            mask.cut().oval(x, y, 1.7)
    mask.add()


def _starry(mask: Mask, rng: np.random.Generator) -> None:
    pitch = 14.0
    shift = rng.uniform(0, pitch)
    for row in range(-1, 9):
        for column in range(-1, 9):
            x = (column + 0.5 * (row % 2)) * pitch + shift
            mask.poly(star(x, row * pitch * 0.87 + shift, 4.6, 1.9))


def _wavy(mask: Mask, rng: np.random.Generator) -> None:
    pitch = rng.uniform(10, 12)
    phase = rng.uniform(0, 2 * math.pi)
    for row in range(-1, 12):
        points = [
            (x, row * pitch + 2.8 * math.sin(x / 100 * 2 * math.pi * 4.5 + phase))
            for x in np.linspace(-3, 103, 80)
        ]
        mask.line(points, 0.4 * pitch)


_DRAW: Mapping[str, Callable[[Mask, np.random.Generator], None]] = {
    "striped": _striped,
    "dotted": _dotted,
    "checked": _checked,
    "zigzag": _zigzag,
    "floral": _floral,
    "starry": _starry,
    "wavy": _wavy,
}

PATTERNS: tuple[str, ...] = ("plain", *_DRAW)


@cache
def cover(pattern: str, variant: int) -> np.ndarray | None:
    """How much of the accent colour shows, float32 [TILE, TILE, 1] in 0..1; None for plain."""
    if pattern == "plain":
        return None
    mask = Mask()
    _DRAW[pattern](mask, np.random.default_rng([PATTERNS.index(pattern), variant]))
    return (mask.pixels()[:, :, None] / 255).astype(np.float32)
