"""Walls and floors to photograph products in."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import pairwise

import numpy as np
from PIL import Image
from scipy import ndimage

FLOORS = ("studio", "wooden", "marble", "tiled", "woollen")
_VARIANTS = 3
_W, _H = 320, 160


def room(
    width: int, height: int, horizon: int, wall: np.ndarray, floor: str, rng: np.random.Generator
) -> np.ndarray:
    """An empty set: lit wall above `horizon`, floor below. float32 [height, width, 3]."""
    light = _light(width, height)
    if floor == "studio":
        # A paper sweep: the wall runs on, a little brighter where it turns.
        rows = np.arange(height, dtype=np.float32)[:, None]
        turn = 1 + 0.045 * np.exp(-(((rows - horizon - 0.1 * height) / (0.12 * height)) ** 2))
        return np.clip(wall * light * turn[:, :, None], 0, 255)
    canvas = np.empty((height, width, 3), np.float32)
    canvas[:horizon] = wall * light[:horizon]
    texture = _floor(floor, int(rng.integers(_VARIANTS)))
    depth = height - horizon
    x = int(rng.integers(0, max(1, _W - width + 1)))
    # Squeeze the texture to the visible depth, so that far rows lie closer together.
    cut = texture.crop((x, 0, x + min(width, _W), _H)).resize((width, depth))
    canvas[horizon:] = np.asarray(cut, np.float32) * (0.4 + 0.6 * light[horizon:])
    # Soft dark line where wall and floor meet.
    rows = np.arange(height, dtype=np.float32)
    contact = 1 - 0.16 * np.exp(-np.abs(rows - horizon) / 5)
    return np.clip(canvas * contact[:, None, None], 0, 255)


@lru_cache(maxsize=64)
def _light(width: int, height: int) -> np.ndarray:
    """A soft lamp at the upper left and falling off to the corners, float32 [h, w, 1]."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    x, y = x / width - 0.42, y / height - 0.36
    return (1.06 - 0.34 * (x * x + y * y))[:, :, None].astype(np.float32)


@cache
def _floor(kind: str, variant: int) -> Image.Image:
    rng = np.random.default_rng([FLOORS.index(kind), variant])
    make = {"wooden": _wooden, "marble": _marble, "tiled": _tiled, "woollen": _woollen}[kind]
    return Image.fromarray(np.clip(make(rng), 0, 255).astype(np.uint8))


def _noise(rng: np.random.Generator, sigma: tuple[float, float]) -> np.ndarray:
    """Smooth noise of mean 0 and standard deviation 1, [_H, _W]."""
    field = ndimage.gaussian_filter(rng.normal(size=(_H, _W)), sigma, mode="wrap")
    scaled: np.ndarray = (field - field.mean()) / field.std()
    return scaled


def _wooden(rng: np.random.Generator) -> np.ndarray:
    base = np.array([(196, 152, 108), (170, 122, 84), (212, 178, 138)][int(rng.integers(3))])
    grain = 0.6 * _noise(rng, (0.8, 14)) + 0.4 * _noise(rng, (2.5, 30))
    edges = np.round(np.linspace(0, 1, 7) ** 1.5 * _H).astype(int)
    shade = np.zeros((_H, _W))
    for top, bottom in pairwise(edges):
        shade[top:bottom] += rng.normal(0, 0.05)
        shade[top : top + 2] -= 0.22
        x = int(rng.integers(20, _W - 20))
        shade[top:bottom, x : x + 2] -= 0.18
    return base * (1 + 0.05 * grain + shade)[:, :, None]


def _marble(rng: np.random.Generator) -> np.ndarray:
    base = np.array([(236, 234, 232), (228, 230, 234), (238, 232, 226)][int(rng.integers(3))])
    y, x = np.mgrid[0:_H, 0:_W]
    warp = 9 * _noise(rng, (14, 20)) + 3 * _noise(rng, (4, 6))
    vein = np.zeros((_H, _W))
    for slope in rng.uniform(-1.2, 1.2, 5):
        line = np.abs(y + slope * x - rng.uniform(-60, _H + 60) + warp)
        vein += 0.16 * np.exp(-line / rng.uniform(1.5, 4)) + 0.07 * np.exp(-line / 14)
    return base * (1 - np.clip(vein, 0, 0.3) + 0.012 * _noise(rng, (6, 10)))[:, :, None]


def _tiled(rng: np.random.Generator) -> np.ndarray:
    one = np.array([(204, 212, 214), (214, 206, 196), (190, 202, 210)][int(rng.integers(3))])
    rows = np.linspace(0, 1, _H)
    row = np.floor(5 * rows**0.62)
    # Joints run to a vanishing point above the middle.
    y, x = np.mgrid[0:_H, 0:_W]
    fan = (x - _W / 2) / (y + 70) * 2.6
    column = np.floor(fan)
    shade = 0.035 * np.where((row[:, None] + column) % 2 == 0, 1, -1)
    joint = (np.abs(fan - np.round(fan)) < 0.018) | (np.diff(row, prepend=row[0]) > 0)[:, None]
    shade = np.where(joint, -0.16, shade) + 0.012 * _noise(rng, (8, 8))
    soft = ndimage.gaussian_filter(shade, 0.7)
    return one * (1 + soft)[:, :, None]


def _woollen(rng: np.random.Generator) -> np.ndarray:
    base = np.array([(214, 200, 186), (198, 194, 200), (190, 202, 196)][int(rng.integers(3))])
    y, x = np.mgrid[0:_H, 0:_W]
    knit = 0.05 * np.sin(x * 1.25 + 1.4 * np.sin(y * 0.8)) * np.sin(y * 0.8)
    return base * (1 + knit + 0.03 * _noise(rng, (1, 1)) + 0.03 * _noise(rng, (12, 12)))[:, :, None]
