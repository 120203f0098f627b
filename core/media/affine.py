"""The map from aligned pixels back to the pixels a picture was made of.

Coordinates are continuous: pixel (column j, row i) covers [j, j + 1] x [i, i + 1], so the whole
picture is the box (0, 0, width, height) and scaling needs no half-pixel terms.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike


@dataclass(frozen=True, eq=False)
class Affine:
    """x' = a x + b y + c, y' = d x + e y + f. Maps aligned pixels to original pixels.

    Attributes:
        matrix: float64 [2, 3], rows (a, b, c) and (d, e, f).

    """

    matrix: np.ndarray

    def __post_init__(self) -> None:
        matrix = np.array(self.matrix, np.float64)
        if matrix.shape != (2, 3):
            raise ValueError(f"an affine map is 2 x 3, not {matrix.shape}")
        matrix.flags.writeable = False
        object.__setattr__(self, "matrix", matrix)

    @classmethod
    def identity(cls) -> Affine:
        """The map that changes nothing."""
        return cls.scale_shift(1, 1, 0, 0)

    @classmethod
    def scale_shift(cls, sx: float, sy: float, dx: float, dy: float) -> Affine:
        """Stretch by sx and sy, then move by dx and dy."""
        return cls(np.array([[sx, 0.0, dx], [0.0, sy, dy]]))

    @classmethod
    def from_list(cls, values: Sequence[float]) -> Affine:
        """From the six numbers of :meth:`to_list`."""
        return cls(np.reshape(np.asarray(values, np.float64), (2, 3)))

    def to_list(self) -> list[float]:
        """Six numbers, row by row, for JSON."""
        return [float(value) for value in self.matrix.ravel()]

    def apply(self, points: ArrayLike) -> np.ndarray:
        """Map points [n, 2] of (x, y); float64 [n, 2]."""
        return np.asarray(points, np.float64) @ self.matrix[:, :2].T + self.matrix[:, 2]

    def apply_boxes(self, boxes: ArrayLike) -> np.ndarray:
        """Map boxes [n, 4] of (x0, y0, x1, y1) to the boxes around their mapped corners [n, 4]."""
        boxes = np.asarray(boxes, np.float64).reshape(-1, 4)
        corners = boxes[:, [0, 1, 2, 1, 2, 3, 0, 3]].reshape(-1, 2)
        mapped = self.apply(corners).reshape(-1, 4, 2)
        return np.concatenate([mapped.min(axis=1), mapped.max(axis=1)], axis=1)

    def compose(self, inner: Affine) -> Affine:
        """First `inner`, then this map."""
        linear = self.matrix[:, :2] @ inner.matrix[:, :2]
        shift = self.matrix[:, :2] @ inner.matrix[:, 2] + self.matrix[:, 2]
        return Affine(np.column_stack([linear, shift]))

    def inverse(self) -> Affine:
        """The map back.

        Raises:
            ValueError: the map flattens the plane and cannot be undone.

        """
        linear = self.matrix[:, :2]
        if abs(np.linalg.det(linear)) < 1e-12:
            raise ValueError("this affine map has no inverse")
        back = np.linalg.inv(linear)
        return Affine(np.column_stack([back, -back @ self.matrix[:, 2]]))
