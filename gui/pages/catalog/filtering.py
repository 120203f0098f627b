"""Which items a search shows, in which order. Pure: runs in a thread at any size."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

import numpy as np
import polars as pl

from core.catalog.schema import Catalog

Order = Literal["catalog", "popular", "title"]
Interactions = Literal["any", "some", "none"]


@dataclass(frozen=True, eq=False)
class Wish:
    """What the user asked to see.

    Attributes:
        words: all must occur in title, text, id or an attribute; case does not matter.
        modalities: all must be present.
        interactions: any item, only items with some interactions, only those with none.
        order: as in the file, most interactions first, or by title.
        only: rows to stay within (items of a health finding), None for all.

    """

    words: str = ""
    modalities: frozenset[str] = frozenset()
    interactions: Interactions = "any"
    order: Order = "catalog"
    only: np.ndarray | None = None

    @property
    def trivial(self) -> bool:
        """Whether it asks for everything as it is."""
        return (
            not self.words.strip()
            and not self.modalities
            and self.interactions == "any"
            and self.order == "catalog"
            and self.only is None
        )


def matching(catalog: Catalog, counts: np.ndarray | None, wish: Wish) -> np.ndarray | None:
    """Rows of the items wanted, int64, in order; None if that is all of them as they are.

    `counts` are the interactions of each item; without them interactions are not looked at.
    """
    if wish.trivial:
        return None
    items = catalog.items
    kept = np.ones(items.height, bool)
    if wish.only is not None:
        kept[:] = False
        kept[wish.only] = True
    for name in wish.modalities:
        kept &= _has(catalog, name)
    if counts is not None and wish.interactions != "any":
        kept &= (counts > 0) == (wish.interactions == "some")
    if condition := _search(items, wish.words):
        kept &= items.select(condition[0]).to_series().to_numpy()
    rows = np.flatnonzero(kept)
    if wish.order == "popular" and counts is not None:
        rows = rows[np.argsort(-counts[rows], kind="stable")]
    elif wish.order == "title":
        rows = rows[items.get_column("title").gather(rows).arg_sort(nulls_last=True).to_numpy()]
    return rows


def _has(catalog: Catalog, modality: str) -> np.ndarray:
    present = np.zeros(catalog.items.height, bool)
    column = catalog.items.get_column(modality, default=None)
    if column is not None:
        present |= column.is_not_null().to_numpy()
    features = catalog.features.get(modality)
    if features is not None:
        present |= np.isfinite(features[:, 0])
    return present


def _search(items: pl.DataFrame, words: str) -> list[pl.Expr]:
    terms = words.split()
    media = {"image", "audio", "video", "subtitles"}
    columns = [
        name for name, type_ in items.schema.items() if type_ == pl.String and name not in media
    ]
    if not terms or not columns:
        return []
    # The regex engine folds case as it goes; lowering a million texts first costs their memory.
    every = [
        pl.any_horizontal(
            pl.col(name).str.contains("(?i)" + re.escape(term)).fill_null(False) for name in columns
        )
        for term in terms
    ]
    return [pl.all_horizontal(every)]
