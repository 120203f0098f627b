"""Landscapes for the videos, drawn large and reduced."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from PIL import Image, ImageDraw

#: Size of a poster; video frames are half of it.
WIDTH, HEIGHT = 384, 288
_SUPER = 2
_W, _H = WIDTH * _SUPER, HEIGHT * _SUPER
HORIZON = 0.58

RGB = tuple[int, int, int]
_SKIES: tuple[tuple[RGB, RGB], ...] = (
    ((120, 178, 226), (222, 238, 246)),
    ((164, 200, 226), (246, 236, 214)),
    ((232, 176, 160), (252, 226, 190)),
    ((150, 164, 196), (226, 224, 232)),
)


def landscape(place: str, rng: np.random.Generator) -> tuple[Image.Image, float]:
    """An empty landscape, RGB [HEIGHT, WIDTH], and the row from which it is more than sky.

    Skies are the same everywhere; skylines and mountains belong to the place as its ground does.
    """
    top, low = _SKIES[int(rng.integers(len(_SKIES)))]
    image = Image.fromarray(_gradient(top, low, _H, _W))
    draw = ImageDraw.Draw(image)
    if rng.random() < 0.6:
        x, y, r = rng.uniform(0.1, 0.9) * _W, rng.uniform(0.08, 0.28) * _H, 0.05 * _W
        for k in range(6, -1, -1):
            share = 0.14 * (6 - k)
            colour = tuple(int(c + (255 - c) * min(1, share)) for c in _at(image, x, y))
            draw.ellipse((x - r - 9 * k, y - r - 9 * k, x + r + 9 * k, y + r + 9 * k), fill=colour)
    for _ in range(int(rng.integers(1, 4))):
        _cloud(draw, rng.uniform(0, _W), rng.uniform(0.06, 0.34) * _H, rng.uniform(0.6, 1.2), rng)
    sky = np.array(image)
    _DRAW[place](image, draw, rng)
    top = (np.asarray(image) != sky).any((1, 2)).argmax()
    return image.reduce(_SUPER), float(top) / _SUPER


def _gradient(top: RGB, low: RGB, height: int, width: int) -> np.ndarray:
    share = np.linspace(0, 1, height)[:, None, None] ** 0.8
    rows = np.array(top) * (1 - share) + np.array(low) * share
    return np.broadcast_to(rows, (height, width, 3)).astype(np.uint8)


def _at(image: Image.Image, x: float, y: float) -> tuple[int, ...]:
    pixel = image.getpixel((int(x), int(y)))
    assert isinstance(pixel, tuple)
    return pixel


def _cloud(
    draw: ImageDraw.ImageDraw, x: float, y: float, size: float, rng: np.random.Generator
) -> None:
    for k in range(5):
        r = size * rng.uniform(16, 30)
        cx, cy = x + (k - 2) * 26 * size, y + rng.uniform(-7, 7)
        draw.ellipse((cx - r, cy - 0.62 * r, cx + r, cy + 0.62 * r), fill=(250, 250, 252))


def _hills(
    draw: ImageDraw.ImageDraw, base: float, swing: float, colour: RGB, rng: np.random.Generator
) -> None:
    x = np.linspace(0, _W, 90)
    y = base * _H - swing * _H * np.sin(x / _W * rng.uniform(4, 8) + rng.uniform(0, 6.28))
    y -= 0.35 * swing * _H * np.sin(x / _W * rng.uniform(10, 15) + rng.uniform(0, 6.28))
    draw.polygon([*zip(x.tolist(), y.tolist(), strict=True), (_W, _H), (0, _H)], fill=colour)


def _ground(image: Image.Image, top: RGB, low: RGB, start: float = HORIZON) -> None:
    first = round(start * _H)
    image.paste(Image.fromarray(_gradient(top, low, _H - first, _W)), (0, first))


def _meadow(image: Image.Image, draw: ImageDraw.ImageDraw, rng: np.random.Generator) -> None:
    _hills(draw, HORIZON - 0.02, 0.05, (150, 188, 140), rng)
    _ground(image, (134, 182, 104), (92, 148, 76))
    for _ in range(6):
        x, s = rng.uniform(0, _W), rng.uniform(0.7, 1.2)
        y = (HORIZON + rng.uniform(0, 0.05)) * _H
        draw.rectangle((x - 4 * s, y - 30 * s, x + 4 * s, y), fill=(122, 92, 66))
        draw.ellipse((x - 26 * s, y - 78 * s, x + 26 * s, y - 20 * s), fill=(84, 140, 84))
        draw.ellipse((x - 22 * s, y - 76 * s, x + 12 * s, y - 36 * s), fill=(104, 160, 98))
    for _ in range(90):
        x, y = rng.uniform(0, _W), rng.uniform(HORIZON + 0.06, 1) * _H
        colour = ((240, 236, 200), (236, 206, 220), (112, 168, 88))[int(rng.integers(3))]
        draw.ellipse((x - 3, y - 3, x + 3, y + 3), fill=colour)


def _sea(image: Image.Image, draw: ImageDraw.ImageDraw, rng: np.random.Generator) -> None:
    _ground(image, (96, 160, 190), (34, 92, 138))
    for _ in range(70):
        y = HORIZON + (1 - HORIZON) * rng.uniform(0.03, 1) ** 1.4
        depth = (y - HORIZON) / (1 - HORIZON)
        x, half = rng.uniform(0, _W), 8 + 34 * depth
        tone = (150, 200, 218) if rng.random() < 0.6 else (60, 120, 160)
        draw.line((x - half, y * _H, x + half, y * _H), fill=tone, width=2 + int(2 * depth))


def _city(image: Image.Image, draw: ImageDraw.ImageDraw, rng: np.random.Generator) -> None:
    for layer, shade in ((0, (168, 178, 196)), (1, (122, 134, 158))):
        x = -20.0
        while x < _W:
            w, h = rng.uniform(50, 100), rng.uniform(0.16, 0.42 - 0.08 * layer) * _H
            top = HORIZON * _H - h
            draw.rectangle((x, top, x + w, HORIZON * _H), fill=shade)
            if layer:
                for wy in np.arange(top + 12, HORIZON * _H - 12, 22):
                    for wx in np.arange(x + 10, x + w - 12, 18):
                        lit = rng.random() < 0.45
                        fill = (250, 228, 168) if lit else (98, 110, 134)
                        draw.rectangle((wx, wy, wx + 8, wy + 11), fill=fill)
            x += w + rng.uniform(2, 14)
    _ground(image, (112, 116, 124), (78, 82, 90))
    draw.rectangle((0, HORIZON * _H, _W, (HORIZON + 0.045) * _H), fill=(186, 184, 178))
    for x in range(-20, _W, 110):
        draw.rectangle((x, 0.86 * _H, x + 60, 0.872 * _H), fill=(236, 232, 214))


def _desert(image: Image.Image, draw: ImageDraw.ImageDraw, rng: np.random.Generator) -> None:
    _hills(draw, HORIZON - 0.01, 0.06, (226, 180, 132), rng)
    _ground(image, (236, 200, 148), (208, 156, 100), HORIZON + 0.02)
    _hills(draw, HORIZON + 0.10, 0.025, (228, 186, 132), rng)
    for _ in range(4):
        x, y, s = rng.uniform(0, _W), (HORIZON + 0.07) * _H, rng.uniform(0.7, 1.1)
        green = (92, 132, 92)
        draw.rounded_rectangle((x - 8 * s, y - 84 * s, x + 8 * s, y), 8 * s, fill=green)
        draw.rounded_rectangle((x - 30 * s, y - 50 * s, x, y - 38 * s), 6 * s, fill=green)
        draw.rounded_rectangle((x - 30 * s, y - 68 * s, x - 19 * s, y - 40 * s), 6 * s, fill=green)
        draw.rounded_rectangle((x, y - 38 * s, x + 28 * s, y - 27 * s), 6 * s, fill=green)
        draw.rounded_rectangle((x + 18 * s, y - 60 * s, x + 28 * s, y - 30 * s), 6 * s, fill=green)


def _snow(image: Image.Image, draw: ImageDraw.ImageDraw, rng: np.random.Generator) -> None:
    for x0 in rng.uniform(-0.1, 0.9, 3):
        x, w, h = x0 * _W, rng.uniform(0.3, 0.5) * _W, rng.uniform(0.2, 0.34) * _H
        y = HORIZON * _H
        draw.polygon([(x, y), (x + w / 2, y - h), (x + w, y)], fill=(142, 158, 184))
        draw.polygon(
            [(x + 0.34 * w, y - 0.68 * h), (x + w / 2, y - h), (x + 0.66 * w, y - 0.68 * h),
             (x + 0.56 * w, y - 0.6 * h), (x + 0.5 * w, y - 0.7 * h), (x + 0.42 * w, y - 0.58 * h)],
            fill=(246, 248, 252),
        )  # fmt: skip
    _ground(image, (236, 242, 248), (206, 220, 236))
    for _ in range(8):
        x, y, s = rng.uniform(0, _W), (HORIZON + rng.uniform(0, 0.06)) * _H, rng.uniform(0.7, 1.2)
        draw.rectangle((x - 4 * s, y - 14 * s, x + 4 * s, y), fill=(110, 86, 70))
        for k in range(3):
            w, top = (30 - 7 * k) * s, y - (40 + 22 * k) * s
            draw.polygon(
                [(x - w, top + 28 * s), (x, top), (x + w, top + 28 * s)], fill=(72, 112, 100)
            )
            draw.polygon(
                [(x - 0.4 * w, top + 11 * s), (x, top), (x + 0.4 * w, top + 11 * s)],
                fill=(244, 248, 252),
            )


_DRAW: Mapping[str, Callable[[Image.Image, ImageDraw.ImageDraw, np.random.Generator], None]] = {
    "meadow": _meadow,
    "sea": _sea,
    "city": _city,
    "desert": _desert,
    "snow": _snow,
}

PLACES: tuple[str, ...] = tuple(_DRAW)
