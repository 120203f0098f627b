"""Questions of the Catalog page: one item, all counts, statistics, waveform, health."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
import polars as pl
from pydantic import Field

from core.catalog import snapshot
from core.catalog.schema import Catalog
from core.errors import UserError
from core.worker.context import Answer, Context, Params, Query
from core.worker.excluding import without
from core.worker.health import HealthCheck
from core.workspace import inside

#: Event names drawn apart from each other; the rest are added up as "other".
MAX_EVENTS = 5
#: An attribute with more values than this is no category.
MAX_VALUES = 100
#: How long a question about the health check may keep the others waiting.
HEALTH_WAIT_S = 0.05


class NoParams(Params):
    """A question about the whole catalog."""


class ItemParams(Params):
    """One item. `bins` parts of the catalog's time span are counted."""

    row: int = Field(ge=0)
    bins: int = Field(32, ge=2, le=512)


class WaveformParams(Params):
    """The sound of one item, as `bins` pairs of lowest and highest sample."""

    row: int = Field(ge=0)
    column: Literal["audio", "video"] = "audio"
    bins: int = Field(600, ge=10, le=4000)


class TasteParams(Params):
    """One user; at most `limit` attribute values are told."""

    user: int = Field(ge=0)
    limit: int = Field(8, ge=1, le=100)


class HealthParams(Params):
    """`look` starts the check once, `again` anew, `stop` ends it early. At most `max_files` files
    of each kind are opened.
    """

    action: Literal["look", "again", "stop"] = "look"
    max_files: int = Field(2000, ge=0)


class ExcludeParams(Params):
    """Key of a finding of the health check whose rows are to be left out."""

    finding: str


class StatisticsParams(Params):
    """`bins` is the number of parts of the time axis."""

    bins: int = Field(60, ge=2, le=512)


def _row(catalog: Catalog, row: int) -> int:
    if row >= catalog.items.height:
        raise UserError(f"The catalog has no item number {row}.", "Choose another item.")
    return row


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
    span = _span(context)
    arrays = {"edges": np.zeros(0), "counts": np.zeros(0, np.int64)}
    if span is not None:
        arrays["edges"] = np.linspace(*span, params.bins + 1)
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


def _span(context: Context) -> tuple[int, int] | None:
    """First and last time of the catalog, UTC milliseconds; None if it has no times."""
    if "time span" not in context.cache:
        times = context.catalog.interactions.get_column("timestamp")
        first, last = times.min(), times.max()
        known = isinstance(first, int) and isinstance(last, int) and last > first
        context.cache["time span"] = (first, last) if known else None
    span: tuple[int, int] | None = context.cache["time span"]
    return span


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


def _tally(rows: pl.Series, length: int) -> np.ndarray:
    return np.bincount(rows.to_numpy(), minlength=length).astype(np.int32)


def taste(context: Context, params: TasteParams) -> Answer:
    """Attribute values that are more frequent among a user's items than in the catalog.

    Compared by Pearson residuals (share - catalog share) / sqrt(catalog share / n), of which
    those above 2 are told, largest first: [{"attribute", "value", "share", "catalog_share"}].
    """
    catalog = context.catalog
    if params.user >= catalog.users.height:
        raise UserError(f"The catalog has no user number {params.user}.", "Choose another user.")
    chosen = catalog.interactions.filter(pl.col("user") == params.user).get_column("item").unique()
    found = []
    for name, column in _categorical(context).items():
        everywhere = column.drop_nulls().value_counts(normalize=True, name="share")
        mine = column.gather(chosen).drop_nulls()
        here = mine.value_counts(normalize=True, name="mine")
        for value, share, expected in here.join(everywhere, on=column.name).iter_rows():
            residual = (share - expected) / (expected / len(mine)) ** 0.5
            if residual > 2:
                found.append((residual, name, value, share, expected))
    best = sorted(found, reverse=True)[: params.limit]
    keys = ("attribute", "value", "share", "catalog_share")
    return {
        "user": params.user,
        "items": len(chosen),
        "taste": [dict(zip(keys, one[1:], strict=True)) for one in best],
    }, {}


def _categorical(context: Context) -> dict[str, pl.Series]:
    """Attributes with few enough values to count, planted ones too: String [items] by name."""
    if "categorical" not in context.cache:
        catalog = context.catalog
        items = catalog.items
        columns = {
            name: items.get_column(name).cast(pl.String)
            for name in catalog.attributes
            if not items.schema[name].is_nested() and not items.schema[name].is_float()
        }
        context.cache["categorical"] = {
            name: column
            for name, column in (columns | _planted(catalog)).items()
            if 2 <= column.drop_nulls().n_unique() <= min(MAX_VALUES, items.height // 2)
        }
    known: dict[str, pl.Series] = context.cache["categorical"]
    return known


def _planted(catalog: Catalog) -> dict[str, pl.Series]:
    """The attributes of the planted truth, where items have one value of each."""
    if catalog.truth is None:
        return {}
    columns = {}
    for (name,), rows in catalog.truth.group_by("attribute", maintain_order=True):
        one = rows.unique(("item", "value"))
        if one["item"].n_unique() == one.height:
            values = pl.DataFrame(
                {"item": pl.arange(catalog.items.height, dtype=pl.Int32, eager=True)}
            )
            joined = values.join(one.select("item", "value"), on="item", how="left")
            columns[str(name)] = joined.sort("item").get_column("value")
    return columns


def waveform(context: Context, params: WaveformParams) -> Answer:
    """Arrays: `low` and `high` float32 [at most bins]. `seconds` is what they cover."""
    from core.media import audio

    catalog = context.catalog
    row = _row(catalog, params.row)
    column = catalog.items.get_column(params.column, default=None)
    relative = None if column is None else column[row]
    path = inside(catalog.root, relative) if relative else None
    if path is None:
        raise UserError(f"This item has no {params.column}.", "Choose another item.")
    sound = audio.load(path, rate=8000, max_seconds=600)
    samples = sound.samples
    edges = np.linspace(0, len(samples), min(params.bins, max(1, len(samples))) + 1).astype(int)
    starts = edges[:-1]
    arrays = {"low": np.zeros(0, np.float32), "high": np.zeros(0, np.float32)}
    if len(samples):
        arrays["low"] = np.minimum.reduceat(samples, starts).astype(np.float32)
        arrays["high"] = np.maximum.reduceat(samples, starts).astype(np.float32)
    seconds = len(samples) / sound.rate
    return {"row": row, "seconds": seconds, "warning": sound.warning}, arrays


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
    if (span := _span(context)) is not None:
        arrays["edges"] = np.linspace(*span, params.bins + 1)
        arrays["over_time"] = _over_time(interactions, names, arrays["edges"])
    return {
        "events": names,
        "coverage": {name: _coverage(catalog, name) for name in catalog.modalities()},
        "idle_users": idle["user"],
        "idle_items": idle["item"],
        "duplicates": interactions.height - interactions.select(pair.n_unique()).item(),
    }, arrays


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


def health(context: Context, params: HealthParams) -> Answer:
    """Start the health check if it has not been, wait for it a little, say how far it is.

    Result: `state` "running", "done" or "failed"; while running `stage`, `done`, `total`; when
    done `findings` without rows, `checked`, `notes`, `seconds`; when failed `problem`.
    Arrays, when done: `items_<n>` and `rows_<n>` int64, of the n-th finding.
    """
    known: HealthCheck | None = context.cache.get("health")
    if known is None or params.action == "again":
        if known is not None:
            known.stop()
        known = context.cache["health"] = HealthCheck(context.catalog, params.max_files)
    if params.action == "stop":
        known.stop()
    known.wait(HEALTH_WAIT_S)
    now = known.standing
    if now.report is None:
        return {
            "state": now.state,
            "stage": now.stage,
            "done": now.done,
            "total": now.total,
            "problem": now.problem,
        }, {}
    report = now.report.to_dict()
    arrays = {}
    for number, finding in enumerate(report["findings"]):
        for name in ("items", "rows"):
            arrays[f"{name}_{number}"] = np.array(finding.pop(name), np.int64)
    return {"state": now.state, **report}, arrays


def exclude(context: Context, params: ExcludeParams) -> Answer:
    """A snapshot without the rows of a finding of the health check: `snapshot` is its folder."""
    check: HealthCheck | None = context.cache.get("health")
    report = None if check is None else check.standing.report
    finding = None if report is None else report.find(params.finding)
    if finding is None:
        raise UserError("There is no such finding.", "Check the catalog again.")
    if len(finding.rows) < finding.count:
        raise UserError(
            f"The finding is about {finding.count:,} rows, too many to be left out one by one.",
            "Mend the files and open the catalog again.",
        )
    if finding.subject == "quarantine":
        raise UserError("Rows in quarantine are left out already.")
    why = f"Left out: {finding.sentence}"
    folder = snapshot.save(without(context.catalog, {finding.subject: finding.rows}, why))
    return {"snapshot": str(folder), "sentence": finding.sentence}, {}


QUERIES: dict[str, tuple[type[Params], Query]] = {
    "item": (ItemParams, item),
    "counts": (NoParams, counts),
    "taste": (TasteParams, taste),
    "waveform": (WaveformParams, waveform),
    "health": (HealthParams, health),
    "exclude": (ExcludeParams, exclude),
    "statistics": (StatisticsParams, statistics),
}
