"""Pictures with a red patch, square and not, on a model's square; where it is, told by hand."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from core.encoders.tokens import TokenBatch
from core.media.images import AlignedImage, Fit, fit_to_grid

#: Width and height in sides of the model's square.
SHAPES = {"wide": (4, 2), "tall": (2, 4)}
#: Every test of a planted patch takes these.
laid = pytest.mark.parametrize(
    ("shape", "fit"), [(shape, fit) for shape in SHAPES for fit in ("letterbox", "crop")]
)
Box = tuple[float, float, float, float]


def pictures(side: int, shape: str, fit: Fit) -> tuple[AlignedImage, AlignedImage, Box]:
    """A grey picture on the square, the same with red in one of its 4 x 4 parts, and that part.

    Returns:
        Both, and left, top, right and bottom of the red in pixels of the picture itself.

    """
    width, height = (side * n for n in SHAPES[shape])
    seed = np.random.default_rng(0).integers(60, 190, (height // 4, width // 4, 3), dtype=np.uint8)
    grey = seed.repeat(4, axis=0).repeat(4, axis=1)
    if fit == "letterbox":  # all of it, four times smaller, and bars of a quarter of the square
        quarter, along, across = side, 2 * side, 0
    else:  # the middle, twice smaller; the red lies in its second row, third column
        quarter, along, across = side // 2, side + side, side // 2
    x, y = (along, across) if shape == "wide" else (across, along)
    marked = grey.copy()
    marked[y : y + quarter, x : x + quarter] = (255, 0, 0)
    plain, odd = (fit_to_grid(Image.fromarray(one), side, fit) for one in (grey, marked))
    return plain, odd, (x, y, x + quarter, y + quarter)


def moved(plain: TokenBatch, odd: TokenBatch) -> tuple[np.ndarray, np.ndarray]:
    """How far each token of a picture is moved by the red, and the boxes they say they lie in."""
    kept = odd.mask[0]
    assert (plain.mask == odd.mask).all()
    far = (plain.tokens[0] - odd.tokens[0])[kept].norm(dim=1).numpy()
    return far, odd.positions[0, kept].numpy()


def within(box: np.ndarray, planted: Box, slack: float = 0) -> bool:
    """Whether a box lies in the planted one."""
    low, high = np.array(planted[:2]) - slack, np.array(planted[2:]) + slack
    return bool((box[:2] >= low).all() and (box[2:] <= high).all())
