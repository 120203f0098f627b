"""Questions about space: a picture, text or sound on the encoder's grid, and all pictures."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from pydantic import Field

from core.contracts.message import Array, Message
from core.contracts.question import Nothing, Question
from core.text import Text

Pixels = Annotated[np.ndarray, Array("uint8", "h", "w", 3)]
#: Corners of patches, clockwise, x and y in pixels.
Quads = Annotated[np.ndarray, Array("float64", "cells", 4, 2)]
Rows = Annotated[np.ndarray, Array("int64", "N")]
#: [a, b, tx, c, d, ty] of core.media.affine.Affine.
AffineList = tuple[float, ...]


class ItemParams(Message):
    """One item; `trim` None for what is chosen for the catalog."""

    item: int = Field(ge=0)
    trim: bool | None = None


class AlignedPicture(Message):
    """The picture of an item as stored and as the encoder gets it.

    Attributes:
        item, file: row, and name of the file.
        encoder, grid: image encoder, and its patches along a side.
        size: side of the aligned picture in pixels.
        trim: whether borders are cut off here; kept_trim: whether for the catalog.
        needed, line, reasons: whether alignment is needed, a sentence, and each (key, sentence).
        orientation: EXIF tag, 1 for upright.
        upright_size: width and height once upright.
        content: box inside the borders, in upright pixels.
        laid: box of the content on the grid, in aligned pixels.
        to_original, to_stored: from aligned to upright pixels, from those to the file's.
        stored: as the file holds it, not turned, made smaller.
        aligned: as the encoder gets it.
        quads: corners of each patch in upright pixels.
        shown: whether the encoder keeps a patch.

    """

    item: int
    file: str
    encoder: str
    grid: int
    size: int
    trim: bool
    kept_trim: bool
    needed: bool
    line: Text
    reasons: tuple[tuple[str, Text], ...]
    orientation: int
    upright_size: tuple[int, int]
    content: tuple[int, int, int, int]
    laid: tuple[float, float, float, float]
    to_original: AffineList
    to_stored: AffineList
    stored: Pixels
    aligned: Annotated[np.ndarray, Array("uint8", "side", "side", 3)]
    quads: Quads
    shown: Annotated[np.ndarray, Array("bool", "cells")]


class Registration(Message):
    """Where a picture lies on the first one, and whether to believe it."""

    to_first: AffineList
    correlation: float
    overlap: float
    trusted: bool
    reason: Text


class ItemPicture(Message):
    """One picture of an item.

    Attributes:
        name: of its file, or of the moment of a film.
        size: width and height in pixels of the file.
        pixels: made smaller.
        registration: on the first picture; None of the first itself.
        patches: corners of the encoder's patches of the first picture in pixels of this one;
            None where the registration is not trusted.

    """

    name: str
    size: tuple[int, int]
    pixels: Pixels
    registration: Registration | None
    patches: Quads | None


class Pictures(Message):
    """All pictures of an item; `needed` is the correlation a trusted registration has."""

    item: int
    pictures: tuple[ItemPicture, ...]
    encoder: str
    grid: int
    needed: float
    problems: tuple[Text, ...]


class DrawnText(Message):
    """The text of an item drawn as a picture.

    Attributes:
        text: all of it; the first `drawn` characters fit.
        font_px: height of the letters.
        boxes: x0, y0, x1, y1 of each character, NaN where it has none.

    """

    item: int
    text: str
    drawn: int
    font_px: int
    encoder: str
    grid: int
    size: int
    pixels: Annotated[np.ndarray, Array("uint8", "side", "side", 3)]
    boxes: Annotated[np.ndarray, Array("float32", "characters", 4)]


class SoundGrid(Message):
    """The spectrogram of an item with the seconds and Hz of its cells and tokens.

    Attributes:
        hop_s: seconds between frames.
        start_s, end_s: of the sound.
        encoder: whose tokens these are; empty if it was not encoded.
        level: 0..1 of the loudest, over 70 dB.
        times: seconds of the frames.
        bands: lowest and highest Hz of the bands.
        tokens: start, end, low, high of each token.

    """

    item: int
    hop_s: float
    start_s: float
    end_s: float
    encoder: str
    level: Annotated[np.ndarray, Array("float32", "B", "frames")]
    times: Annotated[np.ndarray, Array("float32|float64", "frames")]
    bands: Annotated[np.ndarray, Array("float32|float64", "B", 2)]
    tokens: Annotated[np.ndarray, Array("float32", "n", 4)]


class SpatialOverview(Message):
    """What the last scan found.

    Attributes:
        needed, passed, problems: how many pictures go which way.
        reasons: pictures by reason to align them; one may have several.
        rows: the first items by reason, also of "passed" and "problem".

    """

    needed: int
    passed: int
    problems: int
    reasons: dict[str, int]
    rows: dict[str, Rows]


class Overview(Message):
    """How many pictures there are, whether borders are trimmed, and what a scan found, if any."""

    pictures: int
    trim: bool
    scanned: SpatialOverview | None


class Trim(Message):
    """Whether borders are cut off before encoding."""

    trim: bool


ITEM = Question("spatial.item", ItemParams, AlignedPicture)
PICTURES = Question("spatial.pictures", ItemParams, Pictures)
TEXT = Question("spatial.text", ItemParams, DrawnText)
SOUND = Question("spatial.sound", ItemParams, SoundGrid)
OVERVIEW = Question("spatial.overview", Nothing, Overview)
SET_TRIM = Question("spatial.set_trim", Trim, Trim)
