"""The answer to the question "attention.media" as things one can draw."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtGui import QImage

from gui.widgets.maps.heat import rgb_image
from gui.widgets.time.time_paint import Sounding


@dataclass(frozen=True, eq=False)
class ItemMedia:
    """Picture, sound and film of an item; what it does not have is None or empty."""

    picture: QImage | None
    picture_size: tuple[int, int]
    sound: Sounding | None
    sound_file: Path | None
    film: list[QImage]
    film_times: np.ndarray
    seconds: float
    problems: tuple[str, ...]


def read(told: dict[str, Any], arrays: dict[str, np.ndarray]) -> ItemMedia:
    """Make pictures of the arrays."""
    picture = rgb_image(arrays["picture"]) if "picture" in arrays else None
    width, height = told.get("picture_size", (1, 1))
    sound = None
    if "mel" in arrays:
        sound = Sounding(
            arrays["wave_low"],
            arrays["wave_high"],
            arrays["mel"],
            told["sound_top_hz"],
            told["sound_begin"],
            told["sound_end"],
        )
    film = [rgb_image(frame) for frame in arrays["film"]] if "film" in arrays else []
    ends = [told.get("sound_end", 0.0), told.get("film_seconds", 0.0)]
    file = told.get("sound_file") or told.get("film_file")
    return ItemMedia(
        picture,
        (int(width), int(height)),
        sound,
        Path(file) if file else None,
        film,
        arrays.get("film_times", np.zeros(0)),
        max(ends),
        tuple(told.get("problems", ())),
    )
