"""What the Space page draws of an answer: pictures, maps, patches, in one place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from core.media.affine import Affine


@dataclass(frozen=True, eq=False)
class Aligned:
    """A picture before and after.

    Attributes:
        told: JSON of `space.item`, see `core.worker.queries.space`.
        stored: uint8 [h, w, 3] as the file holds it, perhaps reduced.
        aligned: uint8 [size, size, 3] as the encoder gets it.
        quads: float64 [cells, 4, 2] corners of each patch in upright pixels.
        shown: bool [cells] whether the encoder keeps a patch.

    """

    told: dict[str, Any]
    stored: np.ndarray
    aligned: np.ndarray
    quads: np.ndarray
    shown: np.ndarray

    @property
    def grid(self) -> int:
        """Patches along a side."""
        return int(self.told["grid"])

    @property
    def size(self) -> int:
        """Side of the aligned picture in pixels."""
        return int(self.told["size"])

    @property
    def turned(self) -> bool:
        """Whether the file stores the picture turned or mirrored."""
        return bool(self.told["orientation"] != 1)

    @cached_property
    def to_original(self) -> Affine:
        """Aligned pixels -> upright pixels."""
        return Affine.from_list(self.told["to_original"])

    @cached_property
    def to_stored(self) -> Affine:
        """Upright pixels -> pixels as the file stores them."""
        return Affine.from_list(self.told["to_stored"])

    @cached_property
    def stored_size(self) -> tuple[int, int]:
        """(width, height) of the file in pixels."""
        w, h = self.told["upright_size"]
        return (h, w) if self.told["orientation"] >= 5 else (w, h)

    @cached_property
    def stored_quads(self) -> np.ndarray:
        """Corners of each patch in stored pixels, float64 [cells, 4, 2]."""
        return self.to_stored.apply(self.quads.reshape(-1, 2)).reshape(-1, 4, 2)

    @cached_property
    def content_quad(self) -> np.ndarray:
        """Corners of what is inside uniform borders, in stored pixels [4, 2]."""
        x0, y0, x1, y1 = self.told["content"]
        return self.to_stored.apply([[x0, y0], [x1, y0], [x1, y1], [x0, y1]])

    @property
    def has_borders(self) -> bool:
        """Whether uniform borders were found."""
        return list(self.told["content"]) != [0, 0, *self.told["upright_size"]]


def from_answer(result: dict[str, Any], arrays: dict[str, np.ndarray]) -> Aligned:
    """The answer to `space.item`."""
    return Aligned(
        result,
        arrays["stored"],
        arrays["aligned"],
        np.asarray(arrays["quads"], np.float64),
        np.asarray(arrays["shown"], bool),
    )
