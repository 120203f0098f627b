"""How interactions spread over users, items, time and events; which modalities there are."""

from __future__ import annotations

import numpy as np
import polars as pl
from pydantic import Field

from core.catalog.schema import Catalog
from core.explore.context import Answer, Context, Params

#: Event names drawn apart from each other; the rest are added up as "other".
MAX_EVENTS = 5


class NoParams(Params):
    """A question about the whole catalog."""


class StatisticsParams(Params):
    """`bins` is the number of parts of the time axis."""

    bins: int = Field(60, ge=2, le=512)


def counts(context: Context, _params: NoParams) -> Answer:
    """Arrays: `items` int32 [items] and `users` int32 [users], interactions of each;
    `first` and `last` int64 [users], UTC milliseconds, -1 where unknown.
    """
    catalog = context.catalog
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
    arrays = {
        "items": _tally(interactions.get_column("item"), catalog.items.height),
        "users": _tally(interactions.get_column("user"), users),
    }
    who = times.get_column("user").to_numpy()
    for name in ("first", "last"):
        arrays[name] = np.full(users, -1, np.int64)
        arrays[name][who] = times.get_column(name).fill_null(-1).to_numpy()
    return {}, arrays


def statistics(context: Context, params: StatisticsParams) -> Answer:
    """How interactions spread over users, items, time and events; which modalities there are.

    Arrays: `user_degree`, `user_at_least`, `item_degree`, `item_at_least`: how many users (items)
    have at least that many interactions. `edges` float64 [bins + 1] UTC milliseconds, `over_time`
    int64 [events, bins]; empty if the catalog has no times.
    """
    catalog = context.catalog
    interactions = catalog.interactions
    arrays: dict[str, np.ndarray] = {}
    totals = {"user": catalog.users.height, "item": catalog.items.height}
    idle = {}
    for name, total in totals.items():
        tally = _tally(interactions.get_column(name), total)
        idle[name] = int((tally == 0).sum())
        degree, many = np.unique(tally[tally > 0], return_counts=True)
        arrays[f"{name}_degree"] = degree.astype(np.int64)
        arrays[f"{name}_at_least"] = many[::-1].cumsum()[::-1].astype(np.int64)
    names = _event_names(interactions)
    pair = pl.col("user").cast(pl.Int64) * catalog.items.height + pl.col("item")
    arrays["edges"], arrays["over_time"] = np.zeros(0), np.zeros((len(names), 0), np.int64)
    if (covered := span(context)) is not None:
        arrays["edges"] = np.linspace(*covered, params.bins + 1)
        arrays["over_time"] = _over_time(interactions, names, arrays["edges"])
    return {
        "events": names,
        "coverage": {name: _coverage(catalog, name) for name in catalog.modalities()},
        "idle_users": idle["user"],
        "idle_items": idle["item"],
        "duplicates": interactions.height - interactions.select(pair.n_unique()).item(),
    }, arrays


def span(context: Context) -> tuple[int, int] | None:
    """Of the catalog's times, UTC milliseconds, the first and the last; None if it has none.

    A catalog of one moment spans a millisecond, so that there is something to divide.
    """
    if "time span" not in context.cache:
        times = context.catalog.interactions.get_column("timestamp")
        first, last = times.min(), times.max()
        known = None
        if isinstance(first, int) and isinstance(last, int):
            known = (first, max(last, first + 1))
        context.cache["time span"] = known
    known_span: tuple[int, int] | None = context.cache["time span"]
    return known_span


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


def _coverage(catalog: Catalog, modality: str) -> dict[str, int]:
    """How many items have a modality raw, and how many as precomputed features."""
    column = catalog.items.get_column(modality, default=None)
    raw = 0 if column is None else len(column) - column.null_count()
    features = catalog.features.get(modality)
    precomputed = 0 if features is None else int(np.isfinite(features[:, 0]).sum())
    return {"raw": raw, "features": precomputed}
