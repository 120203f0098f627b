"""Spatial alignment: is it needed and why, borders away, onto the grid, the way back kept."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from PIL import Image

from core.catalog.schema import Catalog
from core.media import images, records
from core.media.affine import Affine
from core.media.images import AlignedImage, Fit
from core.text import Text

Why = Literal["orientation", "borders", "aspect", "size"]

#: Largest difference from the border's colour that JPEG noise makes.
_TOLERANCE = 10
#: Share of a border line's pixels that must have the border's colour.
_UNIFORM = 0.995
#: Borders thinner than this share of the side are left alone.
_WORTHWHILE = 0.02
#: What is left must be at least this share of the picture, or it is a picture of nothing.
_SMALLEST = 0.02
_SQUARE = 0.02


@dataclass(frozen=True)
class Reason:
    """One reason to align, as a word for programs and a sentence for people."""

    why: Why
    sentence: Text


@dataclass(frozen=True)
class Decision:
    """Whether a picture has to be aligned.

    Attributes:
        needed: the branch "spatial alignment needed?".
        reasons: why; empty if it is not needed.
        size: (width, height) of the upright picture.
        content: x0, y0, x1, y1 of what is inside uniform borders, in upright pixels.

    """

    needed: bool
    reasons: tuple[Reason, ...]
    size: tuple[int, int]
    content: tuple[int, int, int, int]

    @property
    def line(self) -> Text:
        """The decision as one sentence."""
        if not self.needed:
            return Text(
                "No alignment needed: the picture is upright, square, borderless and in size."
            )
        reasons = Text.joined("; ", (reason.sentence for reason in self.reasons))
        return Text("Alignment needed: {reasons}.", reasons=reasons)


@dataclass(frozen=True, eq=False)
class Alignment:
    """A picture after the stage "space": on the grid, with the decision that led there."""

    image: AlignedImage
    decision: Decision


def align(path: Path, size: int = 224, fit: Fit = "letterbox", trim: bool = True) -> Alignment:
    """Decide, then trim borders and lay the picture on the encoder's grid.

    Raises:
        UserError: as :func:`core.media.images.load`.

    """
    turned = images.orientation(path) != 1
    upright = images.open_upright(path)
    decision = decide(upright, size, turned)
    return Alignment(place(upright, decision.content if trim else None, size, fit), decision)


def look(path: Path, size: int = 224) -> Decision:
    """The decision on a picture file alone.

    Raises:
        UserError: as :func:`core.media.images.load`.

    """
    return decide(images.open_upright(path), size, images.orientation(path) != 1)


def decide(upright: Image.Image, size: int = 224, turned: bool = False) -> Decision:
    """The branch of the flow: does this RGB picture have to be aligned, and why?

    Args:
        upright: the picture with its EXIF orientation applied.
        size: side of the encoder's grid.
        turned: whether the orientation tag asked for a turn.

    """
    width, height = upright.size
    content = content_box(np.asarray(upright))
    reasons = []
    if turned:
        reasons.append(
            Reason("orientation", Text("its EXIF tag says it is stored turned or mirrored"))
        )
    x0, y0, x1, y1 = content
    if (x0, y0, x1, y1) != (0, 0, width, height):
        share = 1 - (x1 - x0) * (y1 - y0) / (width * height)
        reasons.append(
            Reason("borders", Text("uniform borders cover {share:.0%} of it", share=share))
        )
    w, h = x1 - x0, y1 - y0
    if abs(w / h - 1) > _SQUARE:
        reasons.append(Reason("aspect", Text("it is {w} x {h}, not square", w=w, h=h)))
    if max(w, h) != size:
        word = Text("larger") if max(w, h) > size else Text("smaller")
        reasons.append(
            Reason(
                "size", Text("it is {word} than the grid of {size} x {size}", word=word, size=size)
            )
        )
    return Decision(bool(reasons), tuple(reasons), (width, height), content)


def place(
    upright: Image.Image,
    content: tuple[int, int, int, int] | None,
    size: int = 224,
    fit: Fit = "letterbox",
) -> AlignedImage:
    """Cut to `content`, lay on the grid, and keep the map back to the whole upright picture."""
    if content is None or content == (0, 0, *upright.size):
        return images.fit_to_grid(upright, size, fit)
    laid = images.fit_to_grid(upright.crop(content), size, fit)
    shift = Affine.scale_shift(1, 1, content[0], content[1])
    return AlignedImage(laid.pixels, shift.compose(laid.to_original), upright.size, content)


def trims(catalog: Catalog) -> bool:
    """Whether uniform borders are cut off before the pictures of a catalog are encoded."""
    return records.read_json(catalog, "choices").get("trim") is True


def set_trims(catalog: Catalog, trim: bool) -> None:
    """Keep that choice; features encoded with the other one no longer fit."""
    records.write_json(catalog, "choices", {"trim": trim})


def content_box(pixels: np.ndarray) -> tuple[int, int, int, int]:
    """Box x0, y0, x1, y1 inside the uniform borders of uint8 [h, w, 3].

    A side is cut while its lines have one colour, the same all along the side; the whole picture
    is given back where little would go, or nearly everything.
    """
    height, width = pixels.shape[:2]
    rows = _uniform(pixels)
    top, bottom = _run(rows, pixels.mean(axis=1)), _run(rows[::-1], pixels.mean(axis=1)[::-1])
    middle = pixels[top : height - bottom] if top + bottom < height else pixels
    columns = _uniform(middle.swapaxes(0, 1))
    means = middle.mean(axis=0)
    left, right = _run(columns, means), _run(columns[::-1], means[::-1])
    top, bottom = (n if n >= _WORTHWHILE * height else 0 for n in (top, bottom))
    left, right = (n if n >= _WORTHWHILE * width else 0 for n in (left, right))
    w, h = width - left - right, height - top - bottom
    if w <= 0 or h <= 0 or w * h < _SMALLEST * width * height:
        return 0, 0, width, height
    return left, top, width - right, height - bottom


def _uniform(lines: np.ndarray) -> np.ndarray:
    """Which lines of [n, m, 3] have one colour; bool [n]."""
    middle = np.median(lines[:, :: max(1, lines.shape[1] // 64)], axis=1, keepdims=True)
    near = np.abs(lines.astype(np.int16) - middle).max(axis=2) <= _TOLERANCE
    flags: np.ndarray = near.mean(axis=1) >= _UNIFORM
    return flags


def _run(flags: np.ndarray, means: np.ndarray) -> int:
    """How many lines from the start are uniform and of the first one's colour."""
    same = flags & (np.abs(means - means[0]).max(axis=1) <= _TOLERANCE)
    return len(flags) if same.all() else int(np.argmin(same))
