"""What a catalog is: items, users, interactions, precomputed features, and what was wrong.

Every reader of :mod:`core.catalog.readers` returns a :class:`Catalog`; everything after it in
the flow takes one. Rows of `items` and `users` are the integer indices used everywhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import polars as pl

from core.catalog.modality import MODALITIES as MODALITIES
from core.catalog.modality import Modality as Modality
from core.catalog.wishes import WISH, WishRule
from core.text import Text

#: Columns of `Catalog.items` with a meaning of their own; all others are attributes to show.
#: Media columns hold paths relative to `Catalog.root`, checked to stay inside it, or null.
ITEM_COLUMNS: Mapping[str, pl.DataType] = {
    "item": pl.String(),  # the id the file gave
    "title": pl.String(),
    "text": pl.String(),
    "image": pl.String(),
    "audio": pl.String(),
    "video": pl.String(),
    "subtitles": pl.String(),
}

#: Columns that `Catalog.items` has, after the others, only where an item has one: catalogs without
#: them keep the names that runs know them by.
FURTHER_ITEM_COLUMNS: Mapping[str, pl.DataType] = {
    "captions": pl.String(),  # what somebody, or a model, says of its picture or clip
}

INTERACTION_COLUMNS: Mapping[str, pl.DataType] = {
    "user": pl.Int32(),  # row of users
    "item": pl.Int32(),  # row of items
    "timestamp": pl.Int64(),  # UTC milliseconds, null if the file has none
    "event": pl.String(),  # view, click, cart, purchase, play, like, review, ...
    "rating": pl.Float32(),  # null if the file has none
    "split": pl.Int8(),  # 0 train, 1 validation, 2 test, null where the file gives no split
}

#: Columns that `Catalog.interactions` has, after the others, only where there is something to tell:
#: a review is long, and ten million rows without one would cost memory and time for nothing.
OPTIONAL_INTERACTION_COLUMNS: Mapping[str, pl.DataType] = {
    "text": pl.String(),  # what the user wrote, null where nothing
    "order": pl.Int64(),  # what tells the order where the file has no times, else null
    "count": pl.Float32(),  # how often it happened (plays), null where the file does not say
    "late": pl.Boolean(),  # stood in its file after a row of the same user with a later time
}

#: One row per thing that could not be used, or was repaired.
QUARANTINE_COLUMNS: Mapping[str, pl.DataType] = {
    "file": pl.String(),
    "line": pl.Int64(),  # counted from 1, header included; null where a line makes no sense
    "column": pl.String(),
    "reason": pl.String(),
    "remedy": pl.String(),
    "row": pl.String(),  # the offending text, cut to 200 characters
}

#: Planted truth of a sample catalog: where each attribute of an item lives in its modalities.
TRUTH_COLUMNS: Mapping[str, pl.DataType] = {
    "item": pl.Int32(),
    "attribute": pl.String(),  # colour, shape, pattern, instrument, tempo, ...
    "value": pl.String(),
    "char_start": pl.Int32(),  # span in the item's text, null if not said there
    "char_end": pl.Int32(),
    "x0": pl.Float32(),  # box in pixels of the original picture, null if not visible
    "y0": pl.Float32(),
    "x1": pl.Float32(),
    "y1": pl.Float32(),
    "t0": pl.Float32(),  # seconds in the audio or video, null if not audible
    "t1": pl.Float32(),
}

#: In the catalog.json of a sample: {item id: {kind of track: seconds it was planted late}}.
PLANTED_LATE = "planted_late"


def empty(columns: Mapping[str, pl.DataType]) -> pl.DataFrame:
    """A table with these columns and no rows."""
    return pl.DataFrame(schema=dict(columns))


@dataclass(frozen=True, eq=False)
class Catalog:
    """Items and histories, as loaded.

    Attributes:
        name: what to call it in the window.
        root: folder that media paths are relative to.
        reader: name of the reader that made it ("table", "mmrec", ...).
        items: ITEM_COLUMNS, those of FURTHER_ITEM_COLUMNS that are told, attributes; one row an
            item.
        users: one column "user" (the id the file gave), one row a user.
        interactions: INTERACTION_COLUMNS, then those of OPTIONAL_INTERACTION_COLUMNS that a log
            tells, sorted by user, then timestamp, then file order.
        features: precomputed features by modality name, arrays [items, width], rows of NaN
            where an item has none. Names may go beyond MODALITIES.
        quarantine: QUARANTINE_COLUMNS.
        truth: TRUTH_COLUMNS, or None if nothing was planted.
        notes: plain sentences on what the reader assumed (time unit, column mapping, ...).
        wish: which interactions stand for a wish.

    """

    name: str
    root: Path
    reader: str
    items: pl.DataFrame
    users: pl.DataFrame
    interactions: pl.DataFrame
    features: Mapping[str, np.ndarray] = field(default_factory=dict)
    quarantine: pl.DataFrame = field(default_factory=lambda: empty(QUARANTINE_COLUMNS))
    truth: pl.DataFrame | None = None
    notes: tuple[Text, ...] = ()
    wish: WishRule = field(default_factory=WishRule)

    @property
    def attributes(self) -> tuple[str, ...]:
        """Item columns with no meaning of their own, in file order."""
        known = {*ITEM_COLUMNS, *FURTHER_ITEM_COLUMNS}
        return tuple(name for name in self.items.columns if name not in known)

    @property
    def wished(self) -> pl.DataFrame:
        """The interactions that are wishes, each taken by itself."""
        said = self.wish.verdicts(self.interactions)
        return (
            self.interactions if said is None else self.interactions.filter(pl.Series(said == WISH))
        )

    def modalities(self) -> tuple[str, ...]:
        """Modalities at least one item has, raw or precomputed, in canonical order."""
        found = [m for m in MODALITIES if self.has_raw(m) or m in self.features]
        return (*found, *(name for name in self.features if name not in MODALITIES))

    def has_raw(self, modality: str) -> bool:
        """Whether at least one item has this modality as text or media file."""
        column = self.items.get_column(modality, default=None)
        return column is not None and column.null_count() < len(column)
