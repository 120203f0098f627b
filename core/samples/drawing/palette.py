"""Colours with names that people and language models agree on."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

#: Far enough apart to be told from each other also in shade.
COLOURS: Mapping[str, tuple[int, int, int]] = {
    "red": (200, 52, 54),
    "orange": (235, 128, 48),
    "yellow": (240, 196, 66),
    "green": (88, 150, 88),
    "teal": (38, 146, 148),
    "blue": (62, 122, 200),
    "navy": (40, 56, 108),
    "purple": (126, 88, 170),
    "pink": (236, 142, 168),
    "brown": (134, 88, 58),
    "black": (52, 52, 58),
}

#: Walls behind the object: pale, so that every colour above stands out.
WALLS: tuple[tuple[int, int, int], ...] = (
    (238, 232, 224),
    (226, 234, 238),
    (240, 228, 226),
    (228, 236, 226),
    (236, 236, 240),
    (244, 236, 220),
    (222, 226, 234),
)


def rgb(colour: tuple[int, int, int]) -> np.ndarray:
    """float32 [3]."""
    return np.array(colour, np.float32)


def mix(a: np.ndarray, b: np.ndarray, share: float) -> np.ndarray:
    """`share` of b in a."""
    mixed: np.ndarray = a * (1 - share) + b * share
    return mixed


def accent(colour: np.ndarray) -> np.ndarray:
    """What a pattern is printed in: warm white on strong colours, a deep tone on light ones."""
    luma = float(colour @ np.array([0.299, 0.587, 0.114], np.float32))
    if luma > 165:
        return mix(colour, np.array([70, 42, 30], np.float32), 0.62)
    return mix(colour, np.array([255, 248, 234], np.float32), 0.86)
