"""Questions about one item of the catalog: who met it and when, and how it sounds."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
import polars as pl
from pydantic import Field

from core.catalog.schema import Catalog
from core.errors import UserError
from core.explore.context import Answer, Context, Params
from core.text import Text
from core.worker.queries.catalog_spread import span
from core.workspace import inside

#: What the outline of a sound is drawn from: enough for cymbals, little enough for the memory.
OUTLINE_RATE = 32000
OUTLINE_SECONDS = 600


class ItemParams(Params):
    """One item. `bins` parts of the catalog's time span are counted."""

    row: int = Field(ge=0)
    bins: int = Field(32, ge=2, le=512)


class WaveformParams(Params):
    """The sound of one item, as `bins` pairs of lowest and highest sample."""

    row: int = Field(ge=0)
    column: Literal["audio", "video"] = "audio"
    bins: int = Field(600, ge=10, le=4000)


def item(context: Context, params: ItemParams) -> Answer:
    """Who did what with an item, and when; what its precomputed features look like.

    Arrays: `edges` float64 [bins + 1] UTC milliseconds, `counts` int64 [bins]; both empty if the
    catalog has no times.
    """
    catalog = context.catalog
    row = _row(catalog, params.row)
    interactions = catalog.interactions
    mine = interactions.filter(pl.col("item") == row)
    events = mine.get_column("event").drop_nulls().value_counts(sort=True)
    ratings = mine.get_column("rating").drop_nulls()
    times = mine.get_column("timestamp").drop_nulls()
    covered = span(context)
    arrays = {"edges": np.zeros(0), "counts": np.zeros(0, np.int64)}
    if covered is not None:
        arrays["edges"] = np.linspace(*covered, params.bins + 1)
        arrays["counts"] = np.histogram(times.to_numpy(), arrays["edges"])[0]
    return {
        "row": row,
        "interactions": mine.height,
        "users": mine.get_column("user").n_unique(),
        "events": dict(zip(events.get_column("event"), events.get_column("count"), strict=True)),
        "mean_rating": ratings.mean(),
        "ratings": len(ratings),
        "first": times.min(),
        "last": times.max(),
        "features": [_feature(name, array[row]) for name, array in catalog.features.items()],
    }, arrays


def _feature(name: str, vector: np.ndarray) -> dict[str, Any]:
    values = np.asarray(vector, np.float64)
    present = bool(np.isfinite(values).all())
    return {
        "name": name,
        "width": len(values),
        "present": present,
        "norm": float(np.linalg.norm(values)) if present else None,
        "zeros": float((values == 0).mean()) if present else None,
    }


def waveform(context: Context, params: WaveformParams) -> Answer:
    """Arrays: `low` and `high` float32 [at most bins]. `seconds` is what they cover."""
    from core.media import audio

    catalog = context.catalog
    row = _row(catalog, params.row)
    column = catalog.items.get_column(params.column, default=None)
    relative = None if column is None else column[row]
    path = inside(catalog.root, relative) if relative else None
    if path is None:
        raise UserError(
            Text("This item has no {column}.", column=Text(params.column)), "Choose another item."
        )
    sound = audio.load(path, OUTLINE_RATE, OUTLINE_SECONDS)
    samples = sound.samples
    edges = np.linspace(0, len(samples), min(params.bins, max(1, len(samples))) + 1).astype(int)
    starts = edges[:-1]
    arrays = {"low": np.zeros(0, np.float32), "high": np.zeros(0, np.float32)}
    if len(samples):
        arrays["low"] = np.minimum.reduceat(samples, starts).astype(np.float32)
        arrays["high"] = np.maximum.reduceat(samples, starts).astype(np.float32)
    seconds = len(samples) / sound.rate
    warning = sound.warning
    if not warning and sound.duration_s > seconds + 1:
        drawn, whole = round(seconds / 60), round(sound.duration_s / 60)
        warning = Text("The first {drawn} of {whole} minutes are drawn.", drawn=drawn, whole=whole)
    return {"row": row, "seconds": seconds, "warning": warning}, arrays


def _row(catalog: Catalog, row: int) -> int:
    if row >= catalog.items.height:
        raise UserError(
            Text("The catalog has no item number {row}.", row=row), "Choose another item."
        )
    return row
