"""Answers to the questions of core.contracts.spatial."""

from __future__ import annotations

from core.contracts.question import Nothing
from core.contracts.spatial import (
    ITEM,
    OVERVIEW,
    PICTURES,
    SET_TRIM,
    SOUND,
    TEXT,
    AlignedPicture,
    DrawnText,
    ItemParams,
    Overview,
    Pictures,
    SoundGrid,
    Trim,
)
from core.explore.context import Context
from core.explore.media import grids
from core.explore.media.grids import ImageGrid
from core.media import spatial
from core.worker.answering import answers


def _grid(context: Context) -> ImageGrid:
    return ImageGrid.of(context.features if context.key.features is not None else None)


@answers(ITEM)
def item(context: Context, params: ItemParams) -> AlignedPicture:
    """The picture of an item as stored and as the encoder gets it."""
    return grids.aligned_picture(context.catalog, params.item, _grid(context), params.trim)


@answers(PICTURES)
def pictures(context: Context, params: ItemParams) -> Pictures:
    """All pictures of an item, each registered on the first."""
    return grids.registered_pictures(context.catalog, params.item, _grid(context))


@answers(TEXT)
def text(context: Context, params: ItemParams) -> DrawnText:
    """The text of an item drawn as a picture."""
    return grids.drawn_text(context.catalog, params.item, _grid(context))


@answers(SOUND)
def sound(context: Context, params: ItemParams) -> SoundGrid:
    """The spectrogram of an item with the seconds and Hz of its cells and tokens."""
    features = context.features if context.key.features is not None else None
    return grids.sound_grid(context.catalog, params.item, features)


@answers(OVERVIEW)
def whole(context: Context, _params: Nothing) -> Overview:
    """How many pictures need alignment and why, from the last scan."""
    return grids.of_catalog(context.catalog)


@answers(SET_TRIM)
def set_trim(context: Context, params: Trim) -> Trim:
    """Keep the choice; the next encoding follows it."""
    spatial.set_trims(context.catalog, params.trim)
    return params
