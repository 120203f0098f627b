"""How interactions spread over users, items, time and events; which modalities there are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from core.catalog.schema import Catalog
from core.contracts.catalog import Counts, Coverage, Degrees, Statistics

#: Event names drawn apart from each other; the rest are added up as "other".
MAX_EVENTS = 5


@dataclass(frozen=True)
class TimeSpan:
    """The first and the last moment of a catalog, UTC milliseconds; None if it has no times."""

    bounds: tuple[int, int] | None

    @classmethod
    def of(cls, catalog: Catalog) -> TimeSpan:
        """A catalog of one moment spans a millisecond, so that there is something to divide."""
        times = catalog.interactions.get_column("timestamp")
        first, last = times.min(), times.max()
        if isinstance(first, int) and isinstance(last, int):
            return cls((first, max(last, first + 1)))
        return cls(None)

    def edges(self, bins: int) -> np.ndarray:
        """Edges of equal parts, float64 [bins + 1]; empty without times."""
        return np.zeros(0) if self.bounds is None else np.linspace(*self.bounds, bins + 1)


def counts(catalog: Catalog) -> Counts:
    """Interactions of each item and user; of users the first and the last moment."""
    interactions = catalog.interactions
    users = catalog.users.height
    times = (
        # Sorted by user already: groups are runs, nothing needs to be hashed.
        interactions.lazy()
        .select(pl.col("user").set_sorted(), "timestamp")
        .group_by("user")
        .agg(pl.col("timestamp").min().alias("first"), pl.col("timestamp").max().alias("last"))
        .collect()
    )
    who = times.get_column("user").to_numpy()
    moments = {}
    for name in ("first", "last"):
        moments[name] = np.full(users, -1, np.int64)
        moments[name][who] = times.get_column(name).fill_null(-1).to_numpy()
    return Counts(
        items=_tally(interactions.get_column("item"), catalog.items.height),
        users=_tally(interactions.get_column("user"), users),
        **moments,
    )


def statistics(catalog: Catalog, bins: int, covered: TimeSpan) -> Statistics:
    """How interactions spread over users, items, time and events; which modalities there are."""
    interactions = catalog.interactions
    names = _event_names(interactions)
    pair = pl.col("user").cast(pl.Int64) * catalog.items.height + pl.col("item")
    edges = covered.edges(bins)
    over_time = np.zeros((len(names), 0), np.int64)
    return Statistics(
        events=tuple(names),
        coverage={name: _coverage(catalog, name) for name in catalog.modalities()},
        users=_degrees(interactions.get_column("user"), catalog.users.height),
        items=_degrees(interactions.get_column("item"), catalog.items.height),
        duplicates=interactions.height - interactions.select(pair.n_unique()).item(),
        edges=edges,
        over_time=_over_time(interactions, names, edges) if len(edges) else over_time,
        wish=catalog.wish.title,
        wishes=catalog.wished.height,
    )


def _degrees(rows: pl.Series, total: int) -> Degrees:
    tally = _tally(rows, total)
    degree, many = np.unique(tally[tally > 0], return_counts=True)
    return Degrees(
        idle=int((tally == 0).sum()),
        degree=degree.astype(np.int64),
        at_least=many[::-1].cumsum()[::-1].astype(np.int64),
    )


def _tally(rows: pl.Series, length: int) -> np.ndarray:
    return np.bincount(rows.to_numpy(), minlength=length).astype(np.int32)


def _event_names(interactions: pl.DataFrame) -> list[str]:
    found = interactions.get_column("event").fill_null("interaction").value_counts(sort=True)
    names: list[str] = found.get_column("event").to_list()
    return names if len(names) <= MAX_EVENTS + 1 else [*names[:MAX_EVENTS], "other"]


def _over_time(interactions: pl.DataFrame, names: list[str], edges: np.ndarray) -> np.ndarray:
    """Events per name and part of the time axis, int64 [names, bins], in one pass."""
    bins = len(edges) - 1
    first, last = edges[0], edges[-1]
    part = ((pl.col("timestamp") - first) * (bins / (last - first))).floor()
    tally = (
        interactions.lazy()
        .drop_nulls("timestamp")
        .group_by(
            pl.col("event").fill_null("interaction"),
            part.clip(0, bins - 1).cast(pl.Int32).alias("part"),
        )
        .len()
        .collect()
    )
    counts = np.zeros((len(names), bins), np.int64)
    lines = {name: line for line, name in enumerate(names)}
    for name, place, many in tally.iter_rows():
        counts[lines.get(name, len(names) - 1), place] += many
    return counts


def _coverage(catalog: Catalog, modality: str) -> Coverage:
    """How many items have a modality raw, and how many as precomputed features."""
    column = catalog.items.get_column(modality, default=None)
    raw = 0 if column is None else len(column) - column.null_count()
    features = catalog.features.get(modality)
    precomputed = 0 if features is None else int(np.isfinite(features[:, 0]).sum())
    return Coverage(raw=raw, features=precomputed)
