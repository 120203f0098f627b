"""Text drawn as a picture, for image encoders, with the box of every character."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

#: Fonts with more letters than Pillow's own, where a system has them.
_FONTS = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
    "/System/Library/Fonts/PingFang.ttc",
    "C:/Windows/Fonts/msyh.ttc",
    "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
)
_MARGIN = 8
_LARGEST, _SMALLEST = 48, 9
_Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


@dataclass(frozen=True, eq=False)
class TextImage:
    """Text as a picture.

    Attributes:
        pixels: uint8 [size, size, 3], dark on white.
        boxes: float32 [characters, 4] x0, y0, x1, y1 of each character; NaN where it is not drawn
            (line breaks, and what did not fit).
        font_px: size of the letters.
        drawn: how many characters fitted.
    """

    pixels: np.ndarray
    boxes: np.ndarray
    font_px: int
    drawn: int


def draw(text: str, size: int = 224) -> TextImage:
    """Draw text as large as fits; a very long text is cut at the smallest readable size."""
    for font_px in range(_LARGEST, _SMALLEST - 1, -1):
        font = _font(font_px, not text.isascii())
        height = round(1.3 * font_px)
        room = (size - 2 * _MARGIN) // height
        lines = _wrap(text, font, size - 2 * _MARGIN, room + 1)
        if len(lines) <= room or font_px == _SMALLEST:
            break
    image = Image.new("RGB", (size, size), "white")
    pen = ImageDraw.Draw(image)
    boxes = np.full((len(text), 4), np.nan, np.float32)
    drawn = 0
    for number, (start, end) in enumerate(lines[:room]):
        y = _MARGIN + number * height
        line = text[start:end]
        pen.text((_MARGIN, y), line, fill=(24, 24, 28), font=font)
        edges = [_MARGIN + font.getlength(line[:k]) for k in range(len(line) + 1)]
        for k in range(len(line)):
            boxes[start + k] = (edges[k], y, edges[k + 1], y + height)
        drawn += len(line)
    return TextImage(np.asarray(image), boxes, font_px, drawn)


@lru_cache(maxsize=128)
def _font(size: int, wide: bool) -> _Font:
    for name in _FONTS if wide else ():
        if Path(name).is_file():
            return ImageFont.truetype(name, size)
    return ImageFont.load_default(size)


def _wrap(text: str, font: _Font, width: float, most: int) -> list[tuple[int, int]]:
    """Character spans of up to `most` lines no wider than `width`; breaks at spaces if it can."""
    lines: list[tuple[int, int]] = []
    start = 0
    while start < len(text) and len(lines) < most:
        if text[start] in "\n ":
            start += 1
            continue
        end, space = start, -1
        while end < len(text) and text[end] != "\n":
            if text[end] == " ":
                space = end
            if font.getlength(text[start : end + 1]) > width and end > start:
                break
            end += 1
        if end < len(text) and text[end] != "\n" and space > start:
            end = space
        lines.append((start, end))
        start = end
    return lines
