"""Maps and patches in words and numbers."""

from __future__ import annotations

import numpy as np

from core.media.affine import Affine
from gui.language import tr
from gui.pages.spatial.aligned_picture import Aligned
from gui.pages.spatial.grid_view import NOTHING


def matrix(affine: Affine) -> str:
    """The 2 x 3 matrix as two lines of a formula."""
    (a, b, c), (d, e, f) = affine.matrix.tolist()
    return f"x′ = {a:+.4f} x {b:+.4f} y {c:+.2f}\ny′ = {d:+.4f} x {e:+.4f} y {f:+.2f}"


def matrix_in_words(affine: Affine) -> str:
    """What the matrix does."""
    (a, _, c), (_, e, f) = affine.matrix.tolist()
    words = tr("A grid pixel is {0} × {1} pixels of the picture; the grid's corner is at {2}, {3}.")
    return words.format(f"{a:.3f}", f"{e:.3f}", f"{c:.1f}", f"{f:.1f}")


def patch(item: Aligned, number: int) -> str:
    """Where a patch lies in the picture, to a tenth of a pixel."""
    if number == NOTHING:
        return tr("Point at a patch to see which pixels of the file it was made of.")
    row, column = divmod(number, item.grid)
    words = tr("Patch {0} (row {1}, column {2})").format(number + 1, row + 1, column + 1)
    if not item.shown[number]:
        words += tr(": padding, left out by the encoder")
        if item.shows(number):
            words += tr("; its strip of picture is in the token beside it")
        return words
    words += tr(": corners in the file at {0}").format(_corners(item.stored_quads[number]))
    if item.turned:
        words += tr(", in the upright picture at {0}").format(_corners(item.quads[number]))
    return words


def _corners(quad: np.ndarray) -> str:
    return "  ".join(f"({x:.1f}, {y:.1f})" for x, y in (quad + 0.0).tolist())
