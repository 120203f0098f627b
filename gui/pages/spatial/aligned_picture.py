"""What the Space page draws of an answer: pictures, maps, patches, in one place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from core.contracts.spatial import AlignedPicture
from core.media.affine import Affine


@dataclass(frozen=True, eq=False)
class Aligned:
    """A picture before and after, and the maps between them."""

    found: AlignedPicture

    @property
    def grid(self) -> int:
        """Patches along a side."""
        return self.found.grid

    @property
    def size(self) -> int:
        """Side of the aligned picture in pixels."""
        return self.found.size

    @property
    def quads(self) -> np.ndarray:
        """Corners of each patch in upright pixels, float64 [cells, 4, 2]."""
        return self.found.quads

    @property
    def shown(self) -> np.ndarray:
        """Whether the encoder keeps a patch, bool [cells]."""
        return self.found.shown

    def keeper(self, x: float, y: float) -> int:
        """The patch whose token holds a place, in shares 0 to 1 of the aligned picture's side.

        A strip of picture in a row or column that is mostly padding is in the neighbour's token.
        """
        cell = [int(share * self.grid) for share in (y, x)]
        x0, y0, x1, y1 = (value / self.size for value in self.found.laid)
        if x0 <= x < x1 and y0 <= y < y1:
            kept = self.shown.reshape(self.grid, self.grid)
            for axis in (0, 1):
                lines = np.flatnonzero(kept.any(1 - axis)).tolist()
                cell[axis] = min(max(cell[axis], lines[0]), lines[-1])
        return cell[0] * self.grid + cell[1]

    def shows(self, number: int) -> bool:
        """Whether any picture lies in a patch."""
        row, column = divmod(number, self.grid)
        step = self.size / self.grid
        x0, y0, x1, y1 = self.found.laid
        wide = min(x1, (column + 1) * step) - max(x0, column * step)
        high = min(y1, (row + 1) * step) - max(y0, row * step)
        return bool(min(wide, high) >= 1)

    @property
    def turned(self) -> bool:
        """Whether the file stores the picture turned or mirrored."""
        return self.found.orientation != 1

    @cached_property
    def to_original(self) -> Affine:
        """Aligned pixels -> upright pixels."""
        return Affine.from_list(self.found.to_original)

    @cached_property
    def to_stored(self) -> Affine:
        """Upright pixels -> pixels as the file stores them."""
        return Affine.from_list(self.found.to_stored)

    @cached_property
    def stored_size(self) -> tuple[int, int]:
        """(width, height) of the file in pixels."""
        w, h = self.found.upright_size
        return (h, w) if self.found.orientation >= 5 else (w, h)

    @cached_property
    def stored_quads(self) -> np.ndarray:
        """Corners of each patch in stored pixels, float64 [cells, 4, 2]."""
        return self.to_stored.apply(self.quads.reshape(-1, 2)).reshape(-1, 4, 2)

    @cached_property
    def content_quad(self) -> np.ndarray:
        """Corners of what is inside uniform borders, in stored pixels [4, 2]."""
        x0, y0, x1, y1 = self.found.content
        return self.to_stored.apply([[x0, y0], [x1, y0], [x1, y1], [x0, y1]])

    @property
    def has_borders(self) -> bool:
        """Whether uniform borders were found."""
        return self.found.content != (0, 0, *self.found.upright_size)
