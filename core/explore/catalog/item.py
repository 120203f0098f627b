"""One item of a catalog: who met it and when, and how it sounds."""

from __future__ import annotations

import numpy as np
import polars as pl

from core.catalog.schema import Catalog
from core.contracts.catalog import FeatureVector, ItemAudience, Waveform
from core.errors import UserError
from core.explore.catalog.spread import TimeSpan
from core.text import Text
from core.workspace import inside

#: What the outline of a sound is drawn from: enough for cymbals, little enough for the memory.
OUTLINE_RATE = 32000
OUTLINE_SECONDS = 600


def audience(catalog: Catalog, row: int, bins: int, covered: TimeSpan) -> ItemAudience:
    """Who did what with an item, and when; what its precomputed features look like.

    Args:
        catalog: it belongs to.
        row: of catalog.items.
        bins: parts of the time span to count in.
        covered: the catalog's times.

    Raises:
        UserError: there is no such item.

    """
    check_row(catalog, row)
    mine = catalog.interactions.filter(pl.col("item") == row)
    events = mine.get_column("event").drop_nulls().value_counts(sort=True)
    ratings = mine.get_column("rating").drop_nulls()
    times = mine.get_column("timestamp").drop_nulls()
    edges = covered.edges(bins)
    mean = ratings.mean()
    return ItemAudience(
        row=row,
        interactions=mine.height,
        users=mine.get_column("user").n_unique(),
        events=dict(zip(events.get_column("event"), events.get_column("count"), strict=True)),
        mean_rating=float(mean) if isinstance(mean, float) else None,
        ratings=len(ratings),
        first=_moment(times.min()),
        last=_moment(times.max()),
        features=tuple(_feature(name, array[row]) for name, array in catalog.features.items()),
        edges=edges,
        counts=np.histogram(times.to_numpy(), edges)[0] if len(edges) else np.zeros(0, np.int64),
    )


def _moment(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _feature(name: str, vector: np.ndarray) -> FeatureVector:
    values = np.asarray(vector, np.float64)
    present = bool(np.isfinite(values).all())
    return FeatureVector(
        name=name,
        width=len(values),
        present=present,
        norm=float(np.linalg.norm(values)) if present else None,
        zeros=float((values == 0).mean()) if present else None,
    )


def waveform(catalog: Catalog, row: int, column: str = "audio", bins: int = 600) -> Waveform:
    """The outline of an item's sound in at most `bins` parts.

    Raises:
        UserError: there is no such item, or it has no sound.

    """
    from core.media import audio

    check_row(catalog, row)
    paths = catalog.items.get_column(column, default=None)
    relative = None if paths is None else paths[row]
    path = inside(catalog.root, relative) if relative else None
    if path is None:
        raise UserError(
            Text("This item has no {column}.", column=Text(column)), "Choose another item."
        )
    sound = audio.load(path, OUTLINE_RATE, OUTLINE_SECONDS)
    samples = sound.samples
    edges = np.linspace(0, len(samples), min(bins, max(1, len(samples))) + 1).astype(int)
    starts = edges[:-1]
    low = high = np.zeros(0, np.float32)
    if len(samples):
        low = np.minimum.reduceat(samples, starts).astype(np.float32)
        high = np.maximum.reduceat(samples, starts).astype(np.float32)
    seconds = len(samples) / sound.rate
    warning = sound.warning
    if not warning and sound.duration_s > seconds + 1:
        drawn, whole = round(seconds / 60), round(sound.duration_s / 60)
        warning = Text("The first {drawn} of {whole} minutes are drawn.", drawn=drawn, whole=whole)
    return Waveform(row=row, seconds=seconds, warning=warning, low=low, high=high)


def check_row(catalog: Catalog, row: int) -> None:
    """Refuse an item that is not there.

    Raises:
        UserError: the catalog has fewer items.

    """
    if row >= catalog.items.height:
        raise UserError(
            Text("The catalog has no item number {row}.", row=row), "Choose another item."
        )
