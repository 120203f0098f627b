"""What a scan says about a catalog as a whole: counts, one sentence, the items to look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import polars as pl

from core.catalog.schema import Catalog
from core.media import records, sync
from core.media.reading import KINDS
from core.media.timeline import FRAME_S

State = Literal["problem", "doubt", "moved", "hand", "unchecked", "agrees"]
#: Most urgent first.
STATES: tuple[State, ...] = ("problem", "doubt", "moved", "hand", "unchecked", "agrees")


@dataclass(frozen=True)
class TimeOverview:
    """Items by state of their tracks.

    Attributes:
        items: columns row, state, offset_s (largest), confidence (least), reason; most doubtful
            first.
        counts: items by state.

    """

    items: pl.DataFrame
    counts: dict[State, int]


def tracks_apart(catalog: Catalog) -> int:
    """How many items have several tracks, without decoding anything."""
    names = [k for k in KINDS if k in catalog.items.columns and _strings(catalog, k)]
    if len(names) < 2:
        return 0
    count = pl.sum_horizontal((pl.col(k).is_not_null() & (pl.col(k) != "")) for k in names)
    return int(catalog.items.select((count > 1).sum()).item())


def pictures(catalog: Catalog) -> int:
    """How many items name a picture."""
    column = catalog.items.get_column("image", default=None)
    return 0 if column is None else len(column) - column.null_count()


def time(catalog: Catalog) -> TimeOverview | None:
    """From the last time scan and what was set by hand; None before the first scan."""
    table = records.read_table(catalog, "time")
    if table is None:
        return None
    kept = records.read_json(catalog, "hand")
    by_hand = pl.Series("hand", [item for item in kept if kept[item]], pl.String)
    tracks = table.with_columns(
        pl.col("item").is_in(by_hand.implode()).alias("hand"),
        (pl.col("trusted") & (pl.col("offset_s").abs() >= FRAME_S)).alias("off"),
        (~pl.col("trusted") & pl.col("checked")).alias("doubtful"),
        pl.col("problem").is_not_null().alias("bad"),
    )
    order = {state: rank for rank, state in enumerate(STATES)}
    state = (
        pl.when(pl.col("bad").any())
        .then(pl.lit("problem"))
        .when(pl.col("hand").any())
        .then(pl.lit("hand"))
        .when(pl.col("doubtful").any())
        .then(pl.lit("doubt"))
        .when(pl.col("off").any())
        .then(pl.lit("moved"))
        .when((~pl.col("trusted")).any())
        .then(pl.lit("unchecked"))
        .otherwise(pl.lit("agrees"))
    )
    largest = pl.col("offset_s").abs().arg_max()
    items = (
        tracks.group_by("row", maintain_order=True)
        .agg(
            state.alias("state"),
            pl.col("offset_s").get(largest).alias("offset_s"),
            pl.col("confidence").filter(pl.col("method") != "timestamps").min().alias("confidence"),
            pl.coalesce(
                pl.col("problem").drop_nulls().first(),
                pl.col("reason").filter(~pl.col("trusted") | pl.col("off")).first(),
                pl.col("reason").last(),
            ).alias("reason"),
        )
        .with_columns(pl.col("state").replace_strict(order).alias("rank"))
        .sort("rank", pl.col("confidence").fill_null(sync.TRUSTED), "row")
        .drop("rank")
    )
    counted = dict(items.group_by("state").len().iter_rows())
    return TimeOverview(items, {name: counted.get(name, 0) for name in STATES})


@dataclass(frozen=True)
class SpatialOverview:
    """Pictures by reason to align them.

    Attributes:
        items: SPACE_COLUMNS of core.media.scan.
        needed, passed, problems: how many pictures go which way.
        reasons: pictures by reason; one may have several.

    """

    items: pl.DataFrame
    needed: int
    passed: int
    problems: int
    reasons: dict[str, int]


def space(catalog: Catalog) -> SpatialOverview | None:
    """From the last space scan; None before the first."""
    table = records.read_table(catalog, "space")
    if table is None:
        return None
    bad = table.get_column("problem").is_not_null()
    good = table.filter(~bad)
    reasons = good.get_column("why").explode().drop_nulls().value_counts()
    return SpatialOverview(
        table,
        int(good.get_column("needed").sum()),
        int((~good.get_column("needed")).sum()),
        int(bad.sum()),
        dict(reasons.iter_rows()),
    )


def _strings(catalog: Catalog, name: str) -> bool:
    return catalog.items.schema[name] == pl.String
