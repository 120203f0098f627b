"""Record covers: one clear symbol on a coloured ground, with a line of type."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from core.samples.drawing import objects, palette, stage
from core.samples.drawing.pen import Mask, Part, mirror, part, star
from core.samples.plan import Box

SIZE = 300
_SUPER = 3


def _sun() -> list[Part]:
    rays = Mask()
    for k in range(12):
        angle = 2 * np.pi * k / 12
        c, s = np.cos(angle), np.sin(angle)
        rays.line([(50 + 34 * c, 50 + 34 * s), (50 + 45 * c, 50 + 45 * s)], 5)
    return [part("body", rays, 2), part("body", Mask().oval(50, 50, 27), 8)]


def _moon() -> list[Part]:
    return [part("body", Mask().oval(46, 50, 42).cut().oval(66, 42, 36), 6)]


def _star() -> list[Part]:
    return [part("body", Mask().poly(star(50, 53, 48, 20)), 6)]


def _heart() -> list[Part]:
    half = [(50, 30), (58, 16), (74, 10), (90, 20), (93, 38), (82, 58), (66, 74), (50, 92)]
    return [part("body", Mask().smooth(mirror(half)), 8)]


def _mountain() -> list[Part]:
    back = Mask().poly([(64, 30), (98, 90), (30, 90)])
    front = Mask().poly([(36, 10), (82, 90), (2, 90)])
    snow = Mask().poly([(36, 10), (50.4, 35), (42, 30), (36, 37), (29, 31), (24.4, 33)])
    return [part("shade", back, 4), part("body", front, 5), part("white", snow, 2)]


def _leaf() -> list[Part]:
    half = [(50, 4), (66, 18), (76, 40), (70, 64), (58, 80), (50, 86)]
    veins = Mask().line([(50, 18), (50, 96)], 2.4)
    for y in (34, 48, 62):
        veins.line([(50, y + 9), (65, y)], 1.5).line([(50, y + 9), (35, y)], 1.5)
    return [part("body", Mask().smooth(mirror(half)), 7), part("shade", veins, 1)]


def _wave() -> list[Part]:
    waves = Mask()
    for y in (26, 50, 74):
        waves.line(
            [(x, y + 8 * np.sin(x / 100 * 2 * np.pi * 2)) for x in np.linspace(4, 96, 80)], 11
        )
    return [part("body", waves, 4)]


def _diamond() -> list[Part]:
    facets = Mask().line([(10, 38), (90, 38)], 1.6).line([(30, 38), (50, 90), (70, 38)], 1.6)
    facets.line([(30, 38), (38, 14)], 1.4).line([(70, 38), (62, 14)], 1.4)
    gem = Mask().poly([(26, 12), (74, 12), (94, 38), (50, 94), (6, 38)])
    return [part("body", gem, 6), part("tint", facets, 1)]


_DRAW: Mapping[str, Callable[[], list[Part]]] = {
    "sun": _sun,
    "moon": _moon,
    "star": _star,
    "heart": _heart,
    "mountain": _mountain,
    "leaf": _leaf,
    "wave": _wave,
    "diamond": _diamond,
}

SYMBOLS: tuple[str, ...] = tuple(_DRAW)


@cache
def parts(symbol: str) -> tuple[Part, ...]:
    """The parts of a symbol from back to front, drawn on first use."""
    return tuple(_DRAW[symbol]())


def cover(
    symbol: str, colour: str, artist: str, title: str, rng: np.random.Generator
) -> tuple[Image.Image, Box]:
    """Draw a cover; also the box of its symbol."""
    grounds = [name for name in palette.COLOURS if name != colour]
    hue = palette.rgb(palette.COLOURS[grounds[int(rng.integers(len(grounds)))]])
    ink = palette.rgb(palette.COLOURS[colour])
    dark_ink = ink @ np.array([0.3, 0.59, 0.11]) < 110
    # Pale ground under dark ink and the other way round, so that the symbol always stands out.
    to = np.array([250, 244, 234] if dark_ink else [26, 26, 34], np.float32)
    ground = palette.mix(hue, to, rng.uniform(0.68, 0.8) if dark_ink else rng.uniform(0.62, 0.74))
    canvas = _ground(ground, to, rng)
    drawn = objects.paint(parts(symbol), ink)
    size = SIZE * rng.uniform(0.40, 0.54)
    x = rng.uniform(size / 2 + 14, SIZE - size / 2 - 14)
    y = rng.uniform(size + 14, SIZE - 56)
    box, _ = stage.place(canvas, drawn, size, x, y, True)
    canvas += rng.normal(0, 2.2, (SIZE, SIZE, 1)).astype(np.float32)
    image = Image.fromarray(np.clip(canvas, 0, 255).astype(np.uint8))
    _type(image, artist, title, (40, 40, 48) if dark_ink else (244, 240, 232))
    return image, box


def _ground(colour: np.ndarray, to: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Tone on tone: a gradient with large rings, bars or hills."""
    layer = Image.new("L", (SIZE * _SUPER, SIZE * _SUPER))
    draw = ImageDraw.Draw(layer)
    side = SIZE * _SUPER
    style = int(rng.integers(3))
    if style == 0:
        x, y = rng.uniform(0, side, 2)
        for k in range(7, 0, -1):
            r = k * side * 0.13
            draw.ellipse((x - r, y - r, x + r, y + r), fill=255 if k % 2 else 110)
    elif style == 1:
        slant = rng.uniform(-0.6, 0.6) * side
        for k in range(-4, 12, 2):
            a, b = k * side * 0.14, (k + 1) * side * 0.14
            draw.polygon([(a, 0), (b, 0), (b + slant, side), (a + slant, side)], fill=200)
    else:
        for k, level in enumerate((90, 170, 255)):
            base = side * (0.52 + 0.15 * k)
            phase = rng.uniform(0, 6.28)
            xs = np.linspace(0, side, 60)
            ys = base + side * 0.06 * np.sin(xs / side * 2 * np.pi * 1.3 + phase)
            points = [*zip(xs.tolist(), ys.tolist(), strict=True), (side, side), (0, side)]
            draw.polygon(points, fill=level)
    tone = np.asarray(layer.reduce(_SUPER), np.float32)[:, :, None] / 255
    fall = np.linspace(0.08, -0.10, SIZE, dtype=np.float32)[:, None, None]
    return np.clip((colour + (to - colour) * 0.16 * tone) * (1 + fall), 0, 255)


@cache
def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    # Pillow's own font: the same on every machine.
    return ImageFont.load_default(size)


def _type(image: Image.Image, artist: str, title: str, ink: tuple[int, int, int]) -> None:
    draw = ImageDraw.Draw(image)
    draw.line((16, SIZE - 40, 40, SIZE - 40), fill=ink, width=2)
    draw.text((16, SIZE - 35), title.upper(), fill=ink, font=_font(12))
    draw.text((16, SIZE - 20), artist, fill=ink, font=_font(10))
