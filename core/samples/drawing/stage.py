"""Put objects into a room, with shadows, and tell where they are."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from PIL import Image, ImageFilter

from core.samples.drawing.objects import Drawn
from core.samples.plan import Box


def place(
    canvas: np.ndarray, drawn: Drawn, box_height: float, centre_x: float, bottom: float, hung: bool
) -> tuple[Box, Box]:
    """Draw an object into float32 [h, w, 3], in place.

    Args:
        canvas: the picture so far, 0..255.
        drawn: the object.
        box_height: its longer side in pixels.
        centre_x: where its middle stands.
        bottom: where its lower edge stands.
        hung: it hangs on the wall instead of standing on the floor.

    Returns:
        Boxes of the whole object and of the parts that carry its colour and pattern.

    """
    factor = box_height / max(drawn.image.size)
    w, h = (max(2, round(side * factor)) for side in drawn.image.size)
    small = drawn.image.resize((w, h), Image.Resampling.LANCZOS, reducing_gap=2.0)
    x, y = round(centre_x - w / 2), round(bottom - h)
    x = min(max(x, 0), canvas.shape[1] - w)
    y = min(max(y, 0), canvas.shape[0] - h)
    if hung:
        _drop_shadow(canvas, small, x, y)
    else:
        _contact_shadow(canvas, x, y, w, h)
    pixels = np.asarray(small, np.float32)
    window = canvas[y : y + h, x : x + w]
    window += (pixels[:, :, :3] - window) * (pixels[:, :, 3:] / 255)
    sx, sy = w / drawn.image.width, h / drawn.image.height
    bx0, by0, bx1, by1 = drawn.body
    return (
        (float(x), float(y), float(x + w), float(y + h)),
        (x + bx0 * sx, y + by0 * sy, x + bx1 * sx, y + by1 * sy),
    )


@lru_cache(maxsize=1)
def _blob() -> Image.Image:
    y, x = np.mgrid[-1:1:64j, -1:1:64j]
    return Image.fromarray((255 * np.exp(-3.2 * (x * x + y * y))).astype(np.uint8))


def _contact_shadow(canvas: np.ndarray, x: int, y: int, w: int, h: int) -> None:
    for spread, depth, strength in ((1.55, 0.30, 0.34), (1.05, 0.12, 0.42)):
        sw, sh = max(2, round(w * spread)), max(2, round(min(w, h) * depth))
        # The lamp stands left, the wide shadow falls to the right.
        left = round(x + w / 2 - sw / 2 + 0.06 * w * (spread > 1.2))
        top = round(y + h - 0.6 * sh)
        blob = np.asarray(_blob().resize((sw, sh)), np.float32)[:, :, None] / 255
        _darken(canvas, blob * strength, left, top)


def _drop_shadow(canvas: np.ndarray, small: Image.Image, x: int, y: int) -> None:
    pad = 12
    alpha = Image.new("L", (small.width + 2 * pad, small.height + 2 * pad))
    alpha.paste(small.getchannel("A"), (pad, pad))
    soft = alpha.filter(ImageFilter.GaussianBlur(5))
    _darken(canvas, np.asarray(soft, np.float32)[:, :, None] / 255 * 0.34, x - pad + 5, y - pad + 7)


def _darken(canvas: np.ndarray, amount: np.ndarray, left: int, top: int) -> None:
    h, w = amount.shape[:2]
    y0, y1 = max(0, top), min(canvas.shape[0], top + h)
    x0, x1 = max(0, left), min(canvas.shape[1], left + w)
    if y0 < y1 and x0 < x1:
        canvas[y0:y1, x0:x1] *= 1 - amount[y0 - top : y1 - top, x0 - left : x1 - left]
