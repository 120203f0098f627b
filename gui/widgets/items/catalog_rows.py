"""Look-ups in an open catalog that cost the same for a hundred items and for a million."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from core.catalog.modality import WORDS
from core.workspace import inside

if TYPE_CHECKING:
    import polars as pl

    from core.catalog.schema import Catalog

#: Columns of the little picture drawn for an item that has features but no picture.
FINGERPRINT = 12


@dataclass(frozen=True)
class History:
    """What one user did, oldest first. All arrays have one entry per interaction.

    Attributes:
        items: rows of catalog.items.
        timestamps: UTC milliseconds, -1 where the file has none.
        events: names, "" where the file has none.
        ratings: NaN where the file has none.
        texts: what the user wrote, "" where nothing.

    """

    items: np.ndarray
    timestamps: np.ndarray
    events: tuple[str, ...]
    ratings: np.ndarray
    texts: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.items)

    def steps(self) -> Iterator[tuple[int, int, str, float, str]]:
        """Row, time, event, rating and text of each interaction."""
        numbers = (self.items.tolist(), self.timestamps.tolist())
        return zip(*numbers, self.events, self.ratings.tolist(), self.texts, strict=True)


class CatalogRows:
    """The open catalog, by row."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self._columns = {name: catalog.items.get_column(name) for name in catalog.items.columns}
        #: Path of an item's media file (row, column), if it has one inside the catalog's folder.
        self.media = lru_cache(maxsize=16384)(self._media)
        #: The item's precomputed features as small squares of values in 0..1, by name.
        self.fingerprint = lru_cache(maxsize=2048)(self._fingerprint)

    @property
    def items(self) -> int:
        """Number of items."""
        return self.catalog.items.height

    @property
    def users(self) -> int:
        """Number of users."""
        return self.catalog.users.height

    def value(self, column: str, row: int) -> Any:
        """A cell, None if it is empty or there is no such column."""
        series = self._columns.get(column)
        return None if series is None else series[row]

    def item_id(self, row: int) -> str:
        """The id the file gave."""
        return str(self.value("item", row))

    def title(self, row: int) -> str:
        """Title, else the beginning of the text, else the id."""
        for column in ("title", "text"):
            text = self.value(column, row)
            if text and (line := str(text).strip()):
                return " ".join(line[:160].split())
        return self.item_id(row)

    def words(self, row: int) -> dict[str, str]:
        """The words of an item by modality, "" where it has none."""
        return {name: str(self.value(name, row) or "") for name in WORDS}

    def told(self, row: int) -> str:
        """The words of an item that its title does not say already: its text, its captions."""
        title = self.title(row)
        return "\n".join(text for text in self.words(row).values() if text and text != title)

    def user_id(self, user: int) -> str:
        """The id the file gave."""
        return str(self.catalog.users.get_column("user")[user])

    def _media(self, row: int, column: str) -> Path | None:
        relative = self.value(column, row)
        return inside(self.catalog.root, str(relative)) if relative else None

    def has(self, row: int, modality: str) -> bool:
        """Whether the item has this modality, raw or precomputed."""
        if self.value(modality, row) not in (None, ""):
            return True
        features = self.catalog.features.get(modality)
        return features is not None and bool(np.isfinite(features[row, :1]).all())

    @cached_property
    def modalities(self) -> tuple[str, ...]:
        """Modalities at least one item has."""
        return self.catalog.modalities()

    def modalities_of(self, row: int) -> tuple[str, ...]:
        """Modalities this item has."""
        return tuple(name for name in self.modalities if self.has(row, name))

    def _fingerprint(self, row: int) -> dict[str, np.ndarray]:
        # Neighbouring dimensions are averaged into cells; ranks within the item are shown, so
        # that one large value does not hide the others.
        squares = {}
        for name, features in self.catalog.features.items():
            vector = np.asarray(features[row], np.float32)
            if not np.isfinite(vector).all() or not len(vector):
                continue
            side = min(FINGERPRINT, int(len(vector) ** 0.5))
            edges = np.linspace(0, len(vector), side * side + 1).astype(int)
            cells = np.add.reduceat(vector, edges[:-1]) / np.diff(edges)
            ranks = cells.argsort().argsort() / max(1, len(cells) - 1)
            squares[name] = ranks.reshape(side, side)
        return squares

    @cached_property
    def _starts(self) -> np.ndarray:
        """The user column; interactions are sorted by it."""
        return self.catalog.interactions.get_column("user").to_numpy()

    def _bounds(self, user: int) -> tuple[int, int]:
        # Keys of another type would have numpy convert the whole column at every look-up.
        keys = np.array([user, user + 1], self._starts.dtype)
        first, last = np.searchsorted(self._starts, keys)
        return int(first), int(last)

    def history(self, user: int) -> History:
        """What a user did, oldest first."""
        import polars as pl

        first, last = self._bounds(user)
        part = self.catalog.interactions.slice(first, last - first)

        def column(name: str, type_: type[pl.DataType], missing: float | str) -> pl.Series:
            if name not in part.columns:
                return pl.Series([missing] * part.height, dtype=type_)
            return part.get_column(name).cast(type_).fill_null(missing)

        return History(
            items=part.get_column("item").to_numpy(),
            timestamps=column("timestamp", pl.Int64, -1).to_numpy(),
            events=tuple(column("event", pl.String, "").to_list()),
            ratings=column("rating", pl.Float32, float("nan")).to_numpy(),
            texts=tuple(column("text", pl.String, "").to_list()),
        )
