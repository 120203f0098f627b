"""Answers to the questions of core.contracts.time."""

from __future__ import annotations

from core.contracts.question import Nothing
from core.contracts.time import ITEM, OVERVIEW, ItemParams, Overview, Tracks
from core.explore.context import Context
from core.explore.media import tracks
from core.worker.answering import answers


@answers(ITEM)
def item(context: Context, params: ItemParams) -> Tracks:
    """The tracks of an item, each on its own clock, and what was found about it."""
    return tracks.of_item(context.catalog, params.item)


@answers(OVERVIEW)
def whole(context: Context, _params: Nothing) -> Overview:
    """States of all items from the last scan."""
    return tracks.of_catalog(context.catalog)
